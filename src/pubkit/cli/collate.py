"""show where the witnesses of an article differ, what was chosen, and why

text (the default) is for the terminal: place, context, `lemma] sigla ‖ reading sigla`, and the reason; html is a page
with the readings side by side; tei is a TEI P5 document in parallel segmentation for digital editions.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pubkit.cli.common import add_config, choose, load_project
from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("sources", nargs="+", metavar="WITNESS", help="a file, or - for standard input")
    parser.add_argument(
        "-f", "--format", "--to", metavar="NAME", default="text", help="text (the default), html, json, tei"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write (default: standard output)")
    add_config(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Collate, to a file or to standard output."""
    from pubkit import editions
    from pubkit.workspace import publish

    project = load_project(arguments.config, Path(), console)
    (name,) = choose(arguments.format, editions.COLLATION_FORMATS, "format")[:1]
    with console.step("collating"):
        done = editions.collate(arguments.sources, name, limits=project.limits)
    if arguments.output and arguments.output != "-":
        target = Path(arguments.output)
        publish(target.parent, {target.name: done.text.encode()})
    else:
        sys.stdout.write(done.text)
    console.notices(done.notices)
    return 0
