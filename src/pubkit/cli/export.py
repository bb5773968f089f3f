"""write the references of an article (or of a .bib or CSL-JSON file) in another format"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pubkit.cli.common import Once, add_config, add_decisions, add_input, choose, load_project
from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_input(parser)
    parser.add_argument(
        "-f",
        "--format",
        "--to",
        metavar="NAME",
        default="bibtex",
        help="bibtex (the default), biblatex, csl-json, ris, mods",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", action=Once, help="the file to write (default: standard output)"
    )
    add_decisions(parser)
    add_config(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Export, to a file or to standard output."""
    from pubkit import editions
    from pubkit.workspace import publish

    project = load_project(arguments.config, editions.project_folder(arguments.input), console)
    (name,) = choose(arguments.format, editions.REFERENCE_FORMATS, "format")[:1]
    done = editions.export(
        arguments.input, name, bibliography=arguments.bib, decisions=arguments.decisions, project=project
    )
    if arguments.output and arguments.output != "-":
        target = Path(arguments.output)
        publish(target.parent, {target.name: done.text.encode()})
    else:
        sys.stdout.write(done.text)
    console.notices(done.notices)
    return 0
