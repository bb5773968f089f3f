"""work on an edition in the browser: it is set anew whenever its text, references, style or theme change

INPUT is an article.md, a folder with one, or raw text files, which are converted first; by default it is what
pubkit.toml says, ./article.md or ./seeds/*.txt, whichever is there first. The page is served to this machine alone, at
an address with a token, until Ctrl-C. It shows HTML and PDF side by side, every notice with its line, and beside an
article that was converted from raw texts what the conversion is unsure of: a click confirms or corrects it, which is
written into decisions.toml. Nothing else is written for an article; raw texts are converted into DIR as by `build`.

exit codes: 0 ended by Ctrl-C, 2 usage, 3 unreadable input, 5 the port is taken
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pubkit.cli.common import Once, add_config, add_input, load_project
from pubkit.cli.console import Console
from pubkit.cli.convert import add_conversion

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_input(parser)
    parser.add_argument("-s", "--style", metavar="NAME", help="the style to begin with (see `pubkit build --help`)")
    parser.add_argument("--theme", metavar="NAME", help="the theme to begin with, or its folder")
    parser.add_argument("--paper", metavar="NAME", help="a4 (the default), letter, or book (156 by 234 mm)")
    parser.add_argument(
        "-o", "--output", metavar="DIR", action=Once, help="where raw texts are converted to (default: build)"
    )
    parser.add_argument("--port", type=int, metavar="N", help="the port (default: 4747 if it is free, else any)")
    parser.add_argument("--no-open", action="store_true", help="print the address, open no browser")
    add_conversion(parser)
    add_config(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Serve until interrupted."""
    from pubkit import editions, preview
    from pubkit.workspace import read_file

    for name in arguments.input:  # a file that is misspelt is told now, not in a browser
        if name != "-" and not Path(name).exists():
            read_file(name)
    folder = editions.project_folder(arguments.input)
    project = load_project(arguments.config, folder, console)
    wanted = preview.wanted(
        arguments.input,
        project,
        output=Path(arguments.output or project.output or "build"),
        config=Path(arguments.config) if arguments.config else folder / "pubkit.toml",
        style=arguments.style,
        theme=arguments.theme,
        paper=arguments.paper,
        bibliography=arguments.bib,
        notes=arguments.notes,
        pull_quotes=arguments.pull_quotes,
        decisions=arguments.decisions,
    )

    def ready(address: str) -> None:
        print(address, flush=True)
        console.say(f"previewing {wanted.shown}: open the address above in a browser; Ctrl-C ends it")
        if not arguments.no_open:
            _open(address)

    preview.serve(wanted, port=arguments.port, ready=ready)
    console.say("the preview has ended")
    return 0


def _open(address: str) -> None:
    """Open the browser in a thread of its own: some of them return only when they are closed."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
