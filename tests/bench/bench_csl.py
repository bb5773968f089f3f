"""Benchmark of the citation engine: CPU time of N works cited once each, beside pandoc's citeproc and
citeproc-py.

    python tests/bench/bench_csl.py                  N = 20, 100, 1000 against pandoc; ours also at 3000
    python tests/bench/bench_csl.py --full           pandoc at 3000 too (minutes), citeproc-py as well
    python tests/bench/bench_csl.py --sizes 100 --styles apa --no-pandoc

Figures are ratios in one run: "x pandoc" is pandoc's CPU time (its whole process) divided by ours (a warm
process)."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import pypandoc

from pubkit.csl import Citation, Cite, Processor, load_style, render
from pubkit.csl.load import style_source

STYLES = ("apa", "chicago-author-date", "chicago-notes-bibliography")
FAMILIES = [
    "Smith",
    "Jones",
    "Brown",
    "Taylor",
    "Wilson",
    "Davies",
    "Evans",
    "Thomas",
    "Roberts",
    "Walker",
    "Wright",
    "Hall",
    "Green",
    "Adams",
    "Baker",
]
GIVEN = [
    "Anna",
    "Bob",
    "Carl",
    "Dora",
    "Emil",
    "Fritz",
    "Gina",
    "Hugo",
    "Ines",
    "Jack",
    "Karl",
    "Lina",
    "Mary",
    "Nick",
    "Olga",
    "Paul",
    "Rita",
    "Sven",
    "Tina",
    "Uwe",
]
WORDS = [
    "state",
    "theory",
    "history",
    "method",
    "politics",
    "culture",
    "water",
    "energy",
    "system",
    "model",
    "region",
    "memory",
    "language",
]


def works(number: int, *, ambiguous: bool) -> list[dict[str, Any]]:
    """So many works; ambiguous ones share few authors and years."""
    chance = random.Random(number)
    items = []
    for index in range(number):
        many = chance.choice((1, 1, 2, 3, 4, 8))
        authors = [
            {
                "family": chance.choice(FAMILIES) + ("" if ambiguous else f"{index}x{n}".translate(LETTERS)),
                "given": f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}",
            }
            for n in range(many)
        ]
        kind = chance.choice(("article-journal", "book", "chapter"))
        item: dict[str, Any] = {
            "id": f"w{index}",
            "type": kind,
            "author": authors,
            "title": " ".join(chance.choice(WORDS) for _ in range(6)),
            "publisher": "Press",
            "issued": {
                "date-parts": [[chance.randint(2010, 2014) if ambiguous else chance.randint(1900, 2020)]]
            },
            "page": f"{index + 100}-{index + 117}",
            "volume": str(index % 40 + 1),
        }
        if kind != "book":
            item["container-title"] = "Journal of " + chance.choice(WORDS)
        items.append(item)
    return items


LETTERS = str.maketrans("0123456789", "abcdefghij")


def ours(style: Any, items: list[dict[str, Any]]) -> float:
    """CPU seconds of parsing the items and rendering everything to HTML, warm."""
    start = time.process_time()
    processor = Processor(style, items)
    result = processor.process([Citation((Cite(item["id"]),), n + 1) for n, item in enumerate(items)])
    for citation in result.citations:
        render(citation.inlines, "html")
    for entry in result.bibliography:
        render(entry.inlines, "html")
    return time.process_time() - start


def children() -> float:
    """CPU seconds of all child processes so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def pandoc(name: str, items: list[dict[str, Any]]) -> float:
    """CPU seconds of pandoc --citeproc to HTML, the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "style.csl").write_bytes(style_source(name)[1])
        (Path(folder) / "items.json").write_text(json.dumps(items))
        text = "\n\n".join(f"Text [@{item['id']}]." for item in items)
        start = children()
        subprocess.run(
            [
                pypandoc.get_pandoc_path(),
                "-f",
                "markdown",
                "-t",
                "html",
                "--citeproc",
                f"--csl={folder}/style.csl",
                f"--bibliography={folder}/items.json",
            ],
            input=text,
            text=True,
            capture_output=True,
            check=True,
        )
        return children() - start


def citeproc_py(name: str, items: list[dict[str, Any]]) -> float:
    """CPU seconds of citeproc-py."""
    import warnings

    from citeproc import Citation as TheirCitation
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(name, validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        citations = [TheirCitation([CitationItem(item["id"])]) for item in items]
        for citation in citations:
            bibliography.register(citation)
        bibliography.sort()
        for citation in citations:
            bibliography.cite(citation, lambda item: None)
        bibliography.bibliography()
    return time.process_time() - start


def median(run: Any, times: int) -> float:
    """Median of several runs."""
    return statistics.median(run() for _ in range(times))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="benchmark the citation engine")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 100, 1000, 3000])
    parser.add_argument("--styles", nargs="+", default=list(STYLES))
    parser.add_argument("--no-pandoc", action="store_true")
    parser.add_argument("--full", action="store_true", help="pandoc at 3000 works, and citeproc-py")
    options = parser.parse_args()
    for name in options.styles:
        style = load_style(name)
        blob = pickle.dumps(style, protocol=5)
        load = median(lambda b=blob: _timed(lambda: pickle.loads(b)), 5)
        compiled = _timed(lambda n=name: load_style(n))
        print(f"{name}: compiled in {compiled * 1000:.0f} ms, unpickled in {load * 1000:.1f} ms")
        for ambiguous in (False, True):
            before: tuple[int, float] | None = None
            for size in options.sizes:
                items = works(size, ambiguous=ambiguous)
                mine = median(lambda s=style, i=items: ours(s, i), 3 if size <= 1000 else 1)
                line = f"  {'ambiguous' if ambiguous else 'plain':<10} N={size:<5} ours {mine:8.3f} s"
                if not options.no_pandoc and (size <= 1000 or options.full):
                    line += f"   {pandoc(name, items) / mine:7.1f} x pandoc"
                if options.full and size <= 100:
                    line += f"   {citeproc_py(name, items) / mine:7.1f} x citeproc-py"
                if before is not None:
                    line += f"   growth {mine / before[1]:.2f} for {size / before[0]:.0f} times the works"
                before = (size, mine)
                print(line, flush=True)


def _timed(run: Any) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
