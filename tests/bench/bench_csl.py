"""Benchmark of the citation engine: CPU time of N works cited once each, beside pandoc's citeproc and
citeproc-py.

    make bench                                       everything but what --full adds; about a quarter of an hour
    python tests/bench/bench_csl.py --quick          nothing at 3,000 works but our own engine; three minutes
    python tests/bench/bench_csl.py --full           ambiguous data at 3,000 works through the other two as well
    python tests/bench/bench_csl.py --sizes 100 --styles apa

Figures are ratios in one run: "x pandoc" is the CPU time (user and system) of pandoc's whole process divided by ours
in a warm process, parsing of the items and writing of HTML included. The machine's speed cancels out; wall time, which
other programs disturb, is not looked at. citeproc-py, which disambiguates nothing, is asked for ambiguous data only up
to 100 works. What the project aims at stands beside each figure."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from pubkit.csl import Citation, Cite, Processor, load_style, render
from pubkit.csl.load import load_locale, style_source

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
            "issued": {"date-parts": [[chance.randint(2010, 2014) if ambiguous else chance.randint(1900, 2020)]]},
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


@dataclass(frozen=True)
class Row:
    """One measurement: a style, data, a size."""

    style: str
    data: str
    size: int
    ours: float
    pandoc: float | None
    citeproc_py: float | None

    def times(self, other: float | None) -> float | None:
        """How many times faster than `other`."""
        return None if other is None else other / self.ours


AIMS = {100: 1.0, 1000: 4.0, 3000: 15.0}
"""Times pandoc that the author-date styles aim at, by number of works."""
GROWTH_AIM = 3.5
"""Most that three times the works, from 1,000, may cost."""
READY_AIM = 0.010
"""Seconds until a style from a compiled cache can be used."""


def median(run: Callable[[], float], times: int) -> float:
    """Median of several runs."""
    return statistics.median(run() for _ in range(times))


def ready(name: str) -> tuple[float, float]:
    """CPU seconds until a processor stands: from XML, and from the pickles that a cache keeps."""
    style, locale = load_style(name), load_locale("en-US")
    blobs = [pickle.dumps(part, protocol=5) for part in (style, locale)]

    def compiled() -> float:
        load_locale.cache_clear()
        start = time.process_time()
        Processor(load_style(name), [], locale="en-US")
        return time.process_time() - start

    def cached() -> float:
        start = time.process_time()
        one, two = (pickle.loads(blob) for blob in blobs)
        Processor(one, [], locale="en-US", load=lambda lang: two if lang.startswith("en") else None)
        return time.process_time() - start

    return median(compiled, 5), median(cached, 9)


def measure(name: str, size: int, *, ambiguous: bool, with_pandoc: bool, with_citeproc_py: bool) -> Row:
    """One row; the quick ones are repeated."""
    style, items = load_style(name), works(size, ambiguous=ambiguous)
    repeat = 3 if size <= 100 else 1
    row = Row(
        name,
        "ambiguous" if ambiguous else "plain",
        size,
        median(lambda: ours(style, items), 5 if size <= 100 else 3),
        median(lambda: pandoc(name, items), repeat) if with_pandoc else None,
        median(lambda: citeproc_py(name, items), repeat) if with_citeproc_py else None,
    )
    print(row, file=sys.stderr, flush=True)
    return row


def verdict(value: float | None, aim: float | None, *, least: bool = True) -> str:
    """The aim and whether it is met."""
    if value is None or aim is None:
        return ""
    good = value >= aim if least else value <= aim
    return f"{'>=' if least else '<='} {aim:g}: {'met' if good else 'MISSED'}"


def table(rows: Sequence[Row]) -> list[str]:
    """The measurements as a Markdown table."""
    lines = [
        "| style | data | works | ours, CPU s | x pandoc | aim | x citeproc-py | growth from 1,000 | aim |",
        "|---|---|--:|--:|--:|---|--:|--:|---|",
    ]
    at_thousand = {(row.style, row.data): row.ours for row in rows if row.size == 1000}
    for row in sorted(
        rows, key=lambda r: (STYLES.index(r.style) if r.style in STYLES else 99, r.data != "plain", r.size)
    ):
        aim = AIMS.get(row.size) if "notes" not in row.style or row.size <= 100 else None
        faster, py = row.times(row.pandoc), row.times(row.citeproc_py)
        base = at_thousand.get((row.style, row.data))
        growth = row.ours / base if base and row.size == 3000 else None
        cells = [row.style, row.data, f"{row.size:,}", f"{row.ours:.3f}", number(faster), verdict(faster, aim)]
        cells += [number(py), number(growth, 2), verdict(growth, GROWTH_AIM, least=False)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def number(value: float | None, digits: int = 1) -> str:
    """A ratio, or nothing."""
    return "" if value is None else f"{value:.{digits}f}"


def main() -> int:
    """The command; 1 if an aim is missed."""
    parser = argparse.ArgumentParser(description="benchmark the citation engine")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 100, 1000, 3000])
    parser.add_argument("--styles", nargs="+", default=list(STYLES))
    parser.add_argument("--quick", action="store_true", help="no other engine beyond 1,000 works")
    parser.add_argument("--full", action="store_true", help="the other engines on all data")
    options = parser.parse_args()
    rows = [
        measure(
            name,
            size,
            ambiguous=ambiguous,
            with_pandoc=options.full or size <= 1000 or not (options.quick or ambiguous),
            with_citeproc_py=options.full or size <= 100 or not (options.quick or ambiguous),
        )
        for size in options.sizes
        for ambiguous in (False, True)
        for name in options.styles
    ]
    lines = [*table(rows), "", "| style ready | from XML, ms | from a compiled cache, ms | aim |", "|---|--:|--:|---|"]
    for name in options.styles:
        compiled, cached = ready(name)
        met = verdict(cached * 1000, READY_AIM * 1000, least=False)
        lines.append(f"| {name} | {compiled * 1000:.0f} | {cached * 1000:.1f} | {met} |")
    print("\n".join(lines))
    return int(any("MISSED" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())
