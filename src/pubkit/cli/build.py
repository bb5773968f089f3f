"""render an article in a citation style, as HTML and PDF

INPUT is an article.md, a folder with one, or raw text files, which are converted on the way; by default it is what
pubkit.toml says, ./article.md or ./seeds/*.txt, whichever is there first.
"""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from pubkit.cli.common import Once, add_config, add_format, add_input, choose, load_project
from pubkit.cli.console import Console
from pubkit.cli.convert import add_conversion, summary
from pubkit.errors import PubkitError

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_input(parser)
    parser.add_argument(
        "-s",
        "--style",
        metavar="NAME",
        help="apa (the default), chicago, chicago-author-date, caucasus-international, any name that "
        "`pubkit styles search` finds, or the path of a .csl file",
    )
    parser.add_argument("--theme", metavar="NAME", help="classic (the default), modern, columns, or a theme's folder")
    parser.add_argument("--paper", metavar="NAME", help="a4 (the default), letter, or book (156 by 234 mm)")
    parser.add_argument(
        "--pdf-variant", metavar="NAME", help="pdf/ua-1 (the default), or pdf/a-3a with the article's sources attached"
    )
    parser.add_argument(
        "-t", "--to", metavar="FORMATS", help="html, pdf, epub, docx, odt, jats, latex, md, txt (default: html,pdf)"
    )
    parser.add_argument("-o", "--output", metavar="DIR", action=Once, help="the folder to write into (default: build)")
    parser.add_argument("--strict", action="store_true", help="write nothing when there is an error")
    add_conversion(parser)
    add_config(parser)
    add_format(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Build, write, and say what was written."""
    from pubkit.engines import pandoc

    with contextlib.suppress(PubkitError):  # where it is wanted and missing, that is said then
        pandoc.stay()  # it starts while the rest is loaded
    try:
        return _build(arguments, console)
    finally:
        pandoc.leave()


def _build(arguments: argparse.Namespace, console: Console) -> int:
    from pubkit import editions
    from pubkit.typesetting import Layout

    project = load_project(arguments.config, editions.project_folder(arguments.input), console)
    to = choose(arguments.to or ",".join(project.to or ("html", "pdf")), editions.FORMATS, "format")
    style = arguments.style or project.style or editions.DEFAULT_STYLE
    with console.step(f"building in {style}"):
        done = editions.build(
            arguments.input,
            Path(arguments.output or project.output or "build"),
            style=arguments.style,
            to=to,
            bibliography=arguments.bib,
            project=project,
            notes=arguments.notes,
            pull_quotes=arguments.pull_quotes,
            decisions=arguments.decisions,
            strict=arguments.strict,
            layout=Layout(arguments.theme, arguments.paper, arguments.pdf_variant),
        )
    console.notices(done.notices)
    if arguments.format == "json":
        notices = [notice.as_json() for notice in done.notices]
        files = [str(path) for path in done.files]
        console.emit_json({"style": style, "files": files, "counts": done.counts, "notices": notices})
    else:
        for path in done.files:
            print(path)
        if done.counts:
            console.say(summary(done.counts))
    if not done.files:
        console.say("nothing was written, because of the errors above (--strict)")
    return int(not done.files)
