"""Benchmark of whole builds: an article with its references to HTML and PDF, beside pandoc, typst and MyST.

    python tests/bench/bench_build.py                 the table; some minutes
    python tests/bench/bench_build.py --times 1,10,100    ten and a hundred times the length too (half an hour)

The article is the seeds' conversion: 3,365 words, 20 notes, 19 works. A row is a ratio within one run: the least of
several runs of ours over the least of the other's, taking turns, so that what else the machine does weighs on both.
Wall time and, in the second column, CPU time of all processes. `typst` (from PyPI) and `myst` (mystmd from npm) are
measured where they are on PATH; their pages have no notes at the foot, or need settings of their own, and say so.
"""

from __future__ import annotations

import argparse
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


@dataclass(frozen=True)
class Cost:
    """The least seconds of some runs."""

    wall: float
    cpu: float


def run(command: Sequence[str], folder: Path, *, cache: str = "off") -> Cost:
    environment = {**os.environ, "PUBKIT_CACHE": cache, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
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


def row(name: str, pair: tuple[Cost, Cost], aim: str = "") -> None:
    one, other = pair
    print(
        f"{name:58s} {one.wall / other.wall:7.2f} {one.cpu / other.cpu:7.2f}   {aim:7s}"
        f" ({one.wall * 1000:,.0f} / {other.wall * 1000:,.0f} ms)",
        flush=True,
    )


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


def pandoc(style: str, *options: str) -> list[str]:
    return [PANDOC, "article.md", "--citeproc", "--bibliography", "references.bib", "--csl", f"{style}.csl", "-s",
            *options]  # fmt: skip


def build(style: str, to: str) -> list[str]:
    return [*PUBKIT, "build", "article.md", "--style", style, "--to", to]


# -- the table -----------------------------------------------------------------------------------------------------


def table(folder: Path, turns: int) -> None:
    store = str(folder / "store")
    for style in STYLES:
        run(build(style, "html"), folder, cache=store)
        run(build(style, "html"), folder, cache=store)

    def nothing() -> Cost:
        return run([sys.executable, "-c", "pass"], folder)

    def html(style: str) -> Callable[[], Cost]:
        return lambda: run(pandoc(style, "-o", "pandoc.html"), folder)

    def paged() -> Cost:
        return run(pandoc("apa", "--pdf-engine=weasyprint", "-o", "pandoc.pdf"), folder)

    turn = iter(range(10_000))

    def switched() -> Cost:
        return run(build(STYLES[next(turn) % 2], "html"), folder, cache=store)

    row("no-op rebuild / python -c pass", against(lambda: run(build("chicago", "html"), folder, cache=store), nothing,
                                                  turns * 2), "<= 3")  # fmt: skip
    row("cold HTML, APA / pandoc --citeproc", against(lambda: run(build("apa", "html"), folder), html("apa"), turns),
        "<= 1.0")  # fmt: skip
    row("cold HTML, Chicago notes / pandoc --citeproc",
        against(lambda: run(build("chicago", "html"), folder), html("chicago"), turns), "<= 1.2")  # fmt: skip
    row("style switch from cache, cold process / pandoc --citeproc", against(switched, html("apa"), turns), "<= .5")
    row("cold HTML and PDF / pandoc + weasyprint",
        against(lambda: run(build("apa", "html,pdf"), folder), paged, turns), "<= .70")  # fmt: skip
    others(folder, turns)


def others(folder: Path, turns: int) -> None:
    """The programs that make pages in other ways, where they are at hand."""
    ours = build("apa", "html,pdf")
    if shutil.which("typst"):
        typst = pandoc("apa", "--pdf-engine=typst", "-o", "typst.pdf")
        row("cold HTML and PDF / pandoc + typst (no HTML)",
            against(lambda: run(ours, folder), lambda: run(typst, folder), turns))  # fmt: skip
    if shutil.which("myst"):
        (folder / "myst.yml").write_text("version: 1\nproject:\n  bibliography: [references.bib]\n", encoding="utf-8")
        command = ["myst", "build", "article.md", "--html", "--ci"]
        row("cold HTML / mystmd (its own citations)",
            against(lambda: run(build("apa", "html"), folder), lambda: run(command, folder), turns))  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", default="1", help="lengths, as multiples of the article's (default: 1)")
    parser.add_argument("--turns", type=int, default=3, help="runs that are counted, of each (default: 3)")
    options = parser.parse_args()
    print(f"{'':58s} {'wall':>7s} {'CPU':>7s}   aim")
    for times in map(int, options.times.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            article(folder, times)
            print(f"-- the article {times} time{'s' * (times > 1)} over")
            table(folder, options.turns if times < 100 else 1)


if __name__ == "__main__":
    main()
