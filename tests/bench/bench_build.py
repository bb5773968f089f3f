"""Benchmark of whole builds: an article with its references to HTML and PDF, beside pandoc, typst and MyST.

    python tests/bench/bench_build.py                 the table; some minutes
    python tests/bench/bench_build.py --times 1,10,100    ten and a hundred times the length too (half an hour)
    python tests/bench/bench_build.py --only cold     the rows that have the word in their names

The article is the seeds' conversion: 3,365 words, 20 notes, 19 works. A row is a ratio within one run: the least of
several runs of ours over the least of the other's, taking turns, so that what else the machine does weighs on both.
Wall time and, in the second column, CPU time of all processes; the aims are about time that is waited for. "Cold" is a
new process and a cache of pubkit's that is empty, with the modules compiled (.pyc), as after any installation.

`typst` (from PyPI) and `myst` (mystmd from npm) are measured where they are to be had: on PATH, typst also as a Python
package. Their pages have no notes at the foot, or need settings of their own. mystmd's HTML needs a template from the
network, so its JATS is compared with ours. Warm edits are measured by bench_preview.py, batches by bench_batch.py, the
citation engine alone by bench_csl.py.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypandoc

from pubkit.citations import find_style

ROOT = Path(__file__).resolve().parent.parent.parent
PANDOC = pypandoc.get_pandoc_path()
PUBKIT = [sys.executable, "-m", "pubkit"]
STYLES = ("apa", "chicago")


_CACHES = tempfile.TemporaryDirectory()
"""Where the empty caches are: not beside the article, whose folder is watched."""


@dataclass(frozen=True)
class Cost:
    """The least seconds of some runs."""

    wall: float
    cpu: float


def run(command: Sequence[str], folder: Path, *, cache: str = "") -> Cost:
    """What a command costs; without `cache`, pubkit's own is a folder that is new."""
    places = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PUBKIT_CACHE": cache or tempfile.mkdtemp(dir=_CACHES.name), "PATH": places}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def least(*costs: Cost) -> Cost:
    return Cost(min(cost.wall for cost in costs), min(cost.cpu for cost in costs))


def against(ours: Callable[[], Cost], theirs: Callable[[], Cost], turns: int) -> tuple[Cost, Cost]:
    """Both, taking turns; the first run of each is not counted."""
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(turns)]
    return least(*(one for one, _ in pairs)), least(*(other for _, other in pairs))


only = ""
"""What the names of the rows have in them that are wanted."""


def row(name: str, pair: tuple[Cost, Cost], aim: str = "") -> None:
    one, other = pair
    print(
        f"{name:66s} {one.wall / other.wall:7.2f} {one.cpu / other.cpu:7.2f}   {aim:7s}"
        f" ({one.wall * 1000:,.0f} / {other.wall * 1000:,.0f} ms)",
        flush=True,
    )


def compare(name: str, ours: Callable[[], Cost], theirs: Callable[[], Cost], turns: int, aim: str = "") -> None:
    if only in name:
        row(name, against(ours, theirs, turns), aim)


# -- what is built -------------------------------------------------------------------------------------------------


def article(folder: Path, times: int) -> None:
    """The seeds' article in `folder`, its text as many times over; the styles beside it for pandoc."""
    seeds = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))
    run([*PUBKIT, "convert", *seeds, "-o", str(folder)], folder)
    text = (folder / "article.md").read_text(encoding="utf-8")
    head, body = re.match(r"(---\n.*?\n---\n)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    copies = [re.sub(r"\[\^(?P<name>[^\]]+)\]", rf"[^\g<name>-{number}]", body) for number in range(times)]
    (folder / "article.md").write_text(head + "\n\n".join(copies), encoding="utf-8")
    for style in STYLES:
        (folder / f"{style}.csl").write_text(find_style(style, project=folder).text, encoding="utf-8")


def pandoc(style: str, *options: str, source: str = "article.md") -> list[str]:
    return [PANDOC, source, "--citeproc", "--bibliography", "references.bib", "--csl", f"{style}.csl", "-s",
            *options]  # fmt: skip


def build(style: str, to: str) -> list[str]:
    return [*PUBKIT, "build", "article.md", "--style", style, "--to", to]


# -- the table -----------------------------------------------------------------------------------------------------


def table(folder: Path, turns: int, *, paper: bool) -> None:
    store = str(folder / "store")
    for style in STYLES:
        run(build(style, "html"), folder, cache=store)
        run(build(style, "html"), folder, cache=store)

    def cold(style: str, to: str = "html") -> Callable[[], Cost]:
        return lambda: run(build(style, to), folder)

    def html(style: str) -> Callable[[], Cost]:
        return lambda: run(pandoc(style, "-o", "pandoc.html"), folder)

    def paged() -> Cost:
        return run(pandoc("apa", "--pdf-engine=weasyprint", "-o", "pandoc.pdf"), folder)

    turn = iter(range(10_000))

    def switched() -> Cost:
        return run(build(STYLES[next(turn) % 2], "html"), folder, cache=store)

    def edited(to: str) -> Callable[[], Cost]:
        def change() -> Cost:
            path = folder / "article.md"
            head, mark, body = path.read_text(encoding="utf-8").rpartition("\n# ")
            line, rest = body.split("\n\n", 1)
            changed = re.sub(r"\w+", f"Word{next(turn)}", rest, count=1)
            path.write_text(f"{head}{mark}{line}\n\n{changed}", encoding="utf-8")
            return run(build("apa", to), folder, cache=store)

        return change

    compare("no-op rebuild / python -c pass", lambda: run(build("chicago", "html"), folder, cache=store),
            lambda: run([sys.executable, "-c", "pass"], folder), turns * 2, "<= 3")  # fmt: skip
    compare("cold HTML, APA / pandoc --citeproc", cold("apa"), html("apa"), turns, "<= 1.0")
    compare("cold HTML, Chicago notes / pandoc --citeproc", cold("chicago"), html("chicago"), turns, "<= 1.2")
    compare("style switch from cache, cold process / pandoc --citeproc", switched, html("apa"), turns, "<= .5")
    compare("one word changed, cold process, HTML / pandoc --citeproc", edited("html"), html("apa"), turns)
    if not paper:
        return
    compare("cold HTML and PDF / pandoc + weasyprint", cold("apa", "html,pdf"), paged, turns, "<= .70")
    compare("one word changed, cold process, HTML and PDF / pandoc + weasyprint", edited("html,pdf"), paged, turns)
    others(folder, turns)


def others(folder: Path, turns: int) -> None:
    """The programs that make pages in other ways, where they are at hand."""
    if not shutil.which("typst") and importlib.util.find_spec("typst"):
        _typst_command(folder / "bin")
    if shutil.which("typst") or (folder / "bin" / "typst").exists():
        text = (folder / "article.md").read_text(encoding="utf-8")
        text = re.sub(
            r"^keywords:\n(?:  - .*\n)+", "", text, flags=re.MULTILINE
        )  # pandoc does not quote them for typst
        (folder / "typst.md").write_text(text, encoding="utf-8")
        typst = pandoc("apa", "--pdf-engine=typst", "-o", "typst.pdf", source="typst.md")
        compare("cold HTML and PDF / pandoc + typst (no HTML)", lambda: run(build("apa", "html,pdf"), folder),
                lambda: run(typst, folder), turns)  # fmt: skip
    if shutil.which("myst"):
        (folder / "myst.yml").write_text("version: 1\nproject:\n  bibliography: [references.bib]\n", encoding="utf-8")
        compare("cold JATS / mystmd", lambda: run(build("apa", "jats"), folder),
                lambda: run(["myst", "build", "article.md", "--jats", "--ci"], folder), turns)  # fmt: skip


def _typst_command(folder: Path) -> None:
    """The compiler of the Python package, as pandoc calls it."""
    folder.mkdir(exist_ok=True)
    code = f"#!{sys.executable}\nimport sys, typst\ntypst.compile(sys.argv[-2], output=sys.argv[-1])\n"
    (folder / "typst").write_text(code, encoding="utf-8")
    (folder / "typst").chmod(0o755)


def many_works(folder: Path, count: int) -> None:
    """An article that cites so many invented works, each once."""
    entries = (
        f"@article{{work{n}, author = {{Doe{n % 97}, Jane and Roe{n % 61}, Richard}}, title = {{On Words, {n}}}, "
        f"journal = {{Words}}, volume = {{{n % 30 + 1}}}, pages = {{{n}--{n + 9}}}, year = {{{1950 + n % 70}}}}}"
        for n in range(count)
    )
    (folder / "references.bib").write_text("\n\n".join(entries), encoding="utf-8")
    text = "\n\n".join(f"A sentence on words that is proved elsewhere [@work{n}, p. {n}]." for n in range(count))
    (folder / "article.md").write_text(f"---\ntitle: Many works\n---\n\n{text}\n", encoding="utf-8")
    (folder / "apa.csl").write_text(find_style("apa", project=folder).text, encoding="utf-8")


def main() -> None:
    global only
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", default="1", help="lengths, as multiples of the article's (default: 1)")
    parser.add_argument("--turns", type=int, default=3, help="runs that are counted, of each (default: 3)")
    parser.add_argument("--only", default="", metavar="WORD", help="rows that have this in their names")
    options = parser.parse_args()
    only = options.only
    compileall.compile_dir(ROOT / "src", quiet=1)
    for name in ("weasyprint", "fontTools", "PIL", "cffi", "pycparser", "tinycss2", "lxml", "pyphen", "pydyf"):
        compileall.compile_dir(str(Path(importlib.util.find_spec(name).origin).parent), quiet=2)  # type: ignore
    print(f"{'':66s} {'wall':>7s} {'CPU':>7s}   aim")
    for times in map(int, options.times.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            article(folder, times)
            (folder / "pubkit.toml").write_text("[limits]\nseconds = 600\nmemory-mib = 4096\n", encoding="utf-8")
            print(f"-- the article {times} time{'s' * (times > 1)} over")
            table(folder, options.turns if times < 100 else 1, paper=times < 100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many_works(folder, 1000)
        compare("1,000 works, APA, cold HTML / pandoc --citeproc", lambda: run(build("apa", "html"), folder),
                lambda: run(pandoc("apa", "-o", "pandoc.html"), folder), 1, "<= .25")  # fmt: skip


if __name__ == "__main__":
    main()
