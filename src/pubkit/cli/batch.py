"""convert and build whole archives: many documents, several at a time; one bad document never stops the others

WHAT is a file, a folder, a glob pattern in quotation marks, or a manifest with one document on each line (.tsv: its
files parted by tabs; .jsonl: objects with "inputs" and, if you like, "name", "style", "to", "bib"). Each document's
outputs go into a folder of its name. ledger.jsonl says what is settled: a run that was ended goes on with --resume.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pubkit.cli.common import Once, add_config, add_format, choose, load_project
from pubkit.cli.console import Console
from pubkit.cli.convert import add_conversion

if TYPE_CHECKING:
    from pubkit.batch import Outcome

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("what", nargs="+", metavar="WHAT", help="files, folders, globs, manifests")
    parser.add_argument("-o", "--output", metavar="DIR", action=Once, help="where the outputs go (default: build)")
    for name in ("--theme", "--paper", "--pdf-variant"):
        parser.add_argument(name, metavar="NAME", help="as for build")
    parser.add_argument("-s", "--style", metavar="NAME", help="as for build")
    parser.add_argument("-t", "--to", metavar="FORMATS", help="as for build; none: convert only")
    parser.add_argument("-j", "--jobs", type=int, metavar="N", help="documents at a time (default: one a processor)")
    parser.add_argument("--resume", action="store_true", help="pass over what an earlier run has settled")
    parser.add_argument(
        "--keep-going", action="store_true", help="go on when an engine is missing or the disk is full, too"
    )
    parser.add_argument("--report", metavar="FILE", help="the report, .html with a .json beside it (default: in DIR)")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="give the work to this dask cluster, tcp://... (pubkit[cluster])"
    )
    add_conversion(parser)
    add_config(parser)
    add_format(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do the batch; 1 when a document was refused."""
    from pubkit import editions
    from pubkit.batch import Options, find_tasks, run_batch
    from pubkit.batch.run import told
    from pubkit.typesetting import Layout

    project = load_project(arguments.config, Path(), console)
    wanted = arguments.to or ",".join(project.to or ("html", "pdf"))
    to = () if wanted == "none" else choose(wanted, editions.FORMATS, "format")
    layout = Layout(
        arguments.theme or project.theme,
        arguments.paper or project.paper,
        arguments.pdf_variant or project.pdf_variant,
    )
    options = Options(arguments.style or project.style, to, arguments.notes, arguments.pull_quotes, layout)
    tasks = find_tasks(arguments.what, options)
    progress = _Progress(console)
    done = run_batch(
        tasks,
        Path(arguments.output or project.output or "build"),
        limits=project.limits,
        jobs=arguments.jobs or _processors(),
        resume=arguments.resume,
        keep_going=arguments.keep_going,
        report=Path(arguments.report) if arguments.report else None,
        scheduler=arguments.scheduler,
        progress=progress,
    )
    progress.end()
    console.notices(told(outcome) for outcome in done.refused)
    if arguments.format == "json":
        console.emit_json(
            {"documents": len(tasks), "refused": [each.name for each in done.refused], "passed_over": done.passed_over,
             "report": [str(path) for path in done.report]}
        )  # fmt: skip
    else:
        for path in done.report:
            print(path)
    settled = len(done.outcomes) - len(done.refused)
    before = f", {done.passed_over} of them before" if done.passed_over else ""
    console.say(f"{settled} of {len(tasks)} documents done{before}, {len(done.refused)} refused")
    if done.stopped:
        console.say("stopped, for the next document would meet the same: --resume goes on, --keep-going does not stop")
    return int(bool(done.refused))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Progress:
    """One line that is written over, where a person watches."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._started = time.monotonic()
        self._first: int | None = None
        self._refused = 0

    def __call__(self, settled: int, total: int, outcome: Outcome) -> None:
        """After each document."""
        self._first = settled - 1 if self._first is None else self._first
        self._refused += outcome.error is not None
        if not self._console.terminal:
            return
        each = (time.monotonic() - self._started) / max(1, settled - self._first)
        left = _duration(each * (total - settled))
        refused = f", {self._refused} refused" if self._refused else ""
        print(f"\r\x1b[K{settled} of {total}{refused}, about {left} left", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if self._console.terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
