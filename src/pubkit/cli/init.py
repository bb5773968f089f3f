"""begin an article: pubkit.toml with comments, article.md, references.bib, .gitignore

A file that is there already stays as it is. What is written can be built at once: `pubkit build DIR`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("directory", nargs="?", default=".", metavar="DIR", help="the folder (default: this one)")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write what is missing, and say what was there."""
    from pubkit.editions import begin

    folder = Path(arguments.directory)
    written, there = begin(folder)
    for path in written:
        print(path)
    for path in there:
        console.say(f"{path} is there already and stays as it is")
    where = "" if folder == Path() else f" {folder}"
    console.say(f"next: pubkit preview{where}, or pubkit build{where}" if written else "nothing was written")
    return 0
