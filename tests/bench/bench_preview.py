"""Benchmark of the preview: from the save of a changed article to its new page and paper, beside pandoc's cold runs.

    python tests/bench/bench_preview.py               the table; about two minutes
    python tests/bench/bench_preview.py --times 10    with ten times the article

The article is that of bench_build.py; each turn changes one word of a paragraph in a preview that runs, or, in the
rows that say so, of the abstract in the front matter, for which the whole page is set anew. Wall time is from the
write of the file to the news of the page (the PDF) on the preview's stream of events; CPU time is that of all of its
processes. Rows are ratios within one run, taking turns, as in bench_build.py.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench_build import STYLES, Cost, against, article, pandoc, row, run

from preview_support import Preview, previewing

TICK = os.sysconf("SC_CLK_TCK")


def tree(process: int) -> Iterator[int]:
    """A process and all under it."""
    yield process
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def cpu(process: int) -> float:
    """CPU seconds of the process and of all that it has started, as far as they live or were waited for."""
    total = 0
    for number in tree(process):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))
    return total / TICK


class Editor:
    """Somebody who changes words and waits."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._path = preview.folder / "article.md"
        self._text = self._path.read_text(encoding="utf-8")
        self._states = preview.states()
        self._count = 0
        self.state = self._until(lambda state: state["paper"] and not state["busy"])

    def _until(self, condition: Any) -> dict[str, Any]:
        return next(state for state in self._states if condition(state))

    def edit(self, what: str, part: int = 1) -> Cost:
        """Change a word of the body (`part` 0: of the front matter); what it costs until the `page` or the `paper` is
        new. The rest is waited for, uncounted."""
        self._count += 1
        before, spent, started = self.state, cpu(self._preview.process.pid), time.perf_counter()
        parts = self._text.split("\n---\n", 1)
        parts[part] = parts[part].replace(" the ", f" the{self._count} ", 1)
        self._path.write_text("\n---\n".join(parts), encoding="utf-8")
        self.state = self._until(lambda state: state[what] > before[what])
        wall = time.perf_counter() - started
        cost = Cost(wall, cpu(self._preview.process.pid) - spent)
        if self.state["busy"]:
            self.state = self._until(lambda state: not state["busy"] and state["paper"] > before["paper"])
        return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=1, help="the length, as a multiple of the article's (default: 1)")
    parser.add_argument("--turns", type=int, default=5, help="runs that are counted, of each (default: 5)")
    options = parser.parse_args()
    print(f"{'':58s} {'wall':>7s} {'CPU':>7s}   aim")
    for style in STYLES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            article(folder, options.times)
            (folder / "report.json").unlink()
            with previewing(folder, "article.md", "--style", style) as preview:
                editor = Editor(preview)
                html = lambda: run(pandoc(style, "-o", "p.html"), folder)  # noqa: B023, E731
                pdf = lambda: run(pandoc(style, "--pdf-engine=weasyprint", "-o", "p.pdf"), folder)  # noqa: B023, E731
                row(f"edit to page, {style} / pandoc --citeproc",
                    against(lambda: editor.edit("page"), html, options.turns), "<= .3")  # fmt: skip  # noqa: B023
                row(f"edit of the abstract to page, {style} / pandoc --citeproc",
                    against(lambda: editor.edit("page", 0), html, options.turns))  # fmt: skip  # noqa: B023
                row(f"edit to paper, {style} / pandoc + weasyprint",
                    against(lambda: editor.edit("paper"), pdf, max(2, options.turns // 2)), "<= .33")  # fmt: skip  # noqa: B023


if __name__ == "__main__":
    main()
