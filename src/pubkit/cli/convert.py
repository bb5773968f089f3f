"""turn raw text (one witness or several of the same article) into article.md and references.bib, with a report

Everything that was inferred is in report.html, beside its evidence. An article.md that an editor has changed is never
overwritten: the new conversion is then written beside it as article.proposed.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pubkit.cli.common import Once, add_config, add_format, load_project
from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="DIR", action=Once, default=".", help="the folder to write into (default: .)"
    )
    add_conversion(parser)
    add_config(parser)
    add_format(parser)


def add_conversion(parser: argparse.ArgumentParser) -> None:
    """Options of the conversion, which `build` has too."""
    parser.add_argument(
        "--notes",
        choices=("citations", "text"),
        default="citations",
        help="citations: references in notes become [@key]; text: every note keeps its printed text",
    )
    parser.add_argument(
        "--pull-quotes",
        choices=("aside", "div"),
        default="aside",
        help="aside: pull quotes are in the report only; div: they stay in the article as ::: {.pull-quote}",
    )
    parser.add_argument(
        "--decisions",
        metavar="FILE",
        help="the editor's decisions (default: decisions.toml beside the article.md, if it is there)",
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Convert, write, and say what was done."""
    from pubkit import editions

    project = load_project(arguments.config, Path(), console)
    with console.step("converting"):
        done = editions.convert(
            arguments.sources,
            Path(arguments.output),
            notes=arguments.notes,
            pull_quotes=arguments.pull_quotes,
            decisions=arguments.decisions,
            limits=project.limits,
        )
    console.notices(done.notices)
    if arguments.format == "json":
        console.emit_json(
            {
                "files": [str(path) for path in done.files],
                "counts": done.counts,
                "notices": [notice.as_json() for notice in done.notices],
            }
        )
    else:
        for path in done.files:
            print(path)
        console.say(summary(done.counts))
    return 0


def summary(counts: dict[str, int]) -> str:
    """The counts in one line."""
    return (
        f"{counts['notes']} notes ({counts['calls_found']} calls found, {counts['calls_inferred']} inferred), "
        f"{counts['works']} works, {counts['headings']} headings, {counts['pull_quotes']} pull quotes, "
        f"{counts['doubtful_fields']} fields in doubt"
    )
