"""say what is wrong with an article and its references: file, line, column, what and why; exit code 1 if anything is"""

from __future__ import annotations

import argparse

from pubkit.cli.common import add_config, add_decisions, add_format, add_input, load_project
from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_input(parser)
    parser.add_argument("-s", "--style", metavar="NAME", help="check this style too")
    add_decisions(parser)
    add_config(parser)
    add_format(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check, and print the findings: they are this command's data."""
    from pubkit import editions

    project = load_project(arguments.config, editions.project_folder(arguments.input), console)
    notices = editions.check(
        arguments.input,
        bibliography=arguments.bib,
        style=arguments.style or project.style,
        decisions=arguments.decisions,
        project=project,
    )
    if arguments.format == "json":
        console.emit_json([notice.as_json() for notice in notices])
    else:
        for notice in notices:
            print(notice)
        count = len(notices)
        console.say(f"{count} finding{'s' if count != 1 else ''}" if count else "nothing was found to be wrong")
    return int(bool(notices))
