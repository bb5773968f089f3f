"""say what a typesetter would mark on the pages of the PDF, with the page's number; exit code 1 if there is anything

Lines out of the measure, loose lines, headings at a page's foot, widows and orphans, ladders of hyphens, notes away
from their calls, characters without a glyph. Nothing is written.
"""

from __future__ import annotations

import argparse

from pubkit.cli.common import add_config, add_decisions, add_format, add_input, load_project
from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_input(parser)
    parser.add_argument("-s", "--style", metavar="NAME", help="as for build")
    parser.add_argument("--theme", metavar="NAME", help="as for build")
    parser.add_argument("--paper", metavar="NAME", help="as for build")
    add_decisions(parser)
    add_config(parser)
    add_format(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Set the pages, and print the findings: they are this command's data."""
    from pubkit import editions
    from pubkit.typesetting import Layout

    project = load_project(arguments.config, editions.project_folder(arguments.input), console)
    with console.step("setting the pages"):
        found, notices = editions.proof(
            arguments.input,
            bibliography=arguments.bib,
            style=arguments.style,
            layout=Layout(arguments.theme, arguments.paper),
            decisions=arguments.decisions,
            project=project,
        )
    console.notices(notices)
    if arguments.format == "json":
        console.emit_json([finding.as_json() for finding in found])
    else:
        for finding in found:
            print(finding)
        count = len(found)
        console.say(f"{count} finding{'s' if count != 1 else ''}" if count else "nothing to mark")
    return int(bool(found))
