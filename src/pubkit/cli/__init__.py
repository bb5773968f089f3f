"""The command line: a thin face of the library. Everything it does, a Python caller can do.

Standard output is data, standard error is messages. Exit codes: 0 done, with or without notices; 1 findings (`check`,
`proof`, `build --strict`, `batch`); 2 usage, 3 unreadable input, 4 missing engine, 5 cannot render or write, 70
internal error, 130 interrupted. A document for which the code is not 0 has left the outputs of its last run as they
were. Each command is a module of this package with `add_arguments(parser)` and `run(arguments)`; a command imports
what it needs when it runs, so that `pubkit --help` costs an interpreter's start and little more.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from pubkit import __version__
from pubkit.cli.console import Console
from pubkit.errors import PubkitError

__all__ = ["main"]

COMMANDS = {
    "init": "begin an article: pubkit.toml, article.md, references.bib",
    "convert": "turn raw text (one witness or several) into article.md and references.bib, with a report",
    "collate": "show where witnesses differ and what was chosen, as text, HTML, JSON or TEI",
    "build": "render an article in a citation style as HTML and PDF",
    "preview": "work on an edition in the browser, set anew whenever a file changes",
    "export": "write the references as BibTeX, BibLaTeX, CSL-JSON, RIS or MODS",
    "batch": "convert and build whole archives, several documents at a time, with a ledger and a report",
    "parse": "read printed references and write them as CSL-JSON, BibTeX, RIS ...",
    "check": "say what is wrong with an article and its references, with file:line:column",
    "proof": "say what a typesetter would mark on the pages: overfull and loose lines, widows, missing glyphs ...",
    "styles": "list, search or show the citation styles",
    "schema": "print a JSON Schema of pubkit.toml, decisions.toml or the front matter, for editors",
    "completion": "print what makes bash, zsh or fish complete commands, options, names and files",
}
"""The commands in the order of the work, with their one-line helps."""

EPILOG = """\
examples:
  pubkit convert scan.txt web.txt -o article     two raw texts of one article become Markdown and BibTeX
  pubkit build article --style chicago           render it in Chicago notes, HTML and PDF, in build/
  pubkit export article --format ris             its references for a reference manager
"""


def parser() -> argparse.ArgumentParser:
    """The argument parser of all commands, without loading any of them."""
    top = argparse.ArgumentParser(
        prog="pubkit",
        description="From raw text to a scholarly edition: Markdown, BibTeX, and citations in any CSL style.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"pubkit {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, text in COMMANDS.items():
        commands.add_parser(name, help=text, add_help=False, allow_abbrev=False)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing it meets reaches the user as a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    console = Console.of_process()
    try:
        code = _dispatch(words, console)
        sys.stdout.flush()  # here, where a reader that has gone is understood
        return code
    except PubkitError as error:
        console.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        console.say("interrupted: the outputs of the last run are as they were")
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): no message, and none from the interpreter at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RecursionError as error:
        return _internal(error, console, "the input is nested too deeply")
    except MemoryError as error:
        return _internal(error, console, "out of memory")
    except Exception as error:
        return _internal(error, console, f"{type(error).__name__}: {error}")


def _dispatch(words: list[str], console: Console) -> int:
    if not words:
        parser().print_help(sys.stderr)
        return 2
    if words[0] not in COMMANDS:
        if not words[0].startswith("-"):
            return _unknown(words[0], console)
        parser().parse_args(words[:1])  # prints help or version and leaves, or explains what is wrong
        return 2
    name = words[0]
    command = importlib.import_module(f"pubkit.cli.{name}")
    own = argparse.ArgumentParser(
        prog=f"pubkit {name}",
        description=command.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(own)
    result: int = command.run(own.parse_args(words[1:]), console)
    return result


def _unknown(word: str, console: Console) -> int:
    from pubkit.errors import UsageError
    from pubkit.notices import nearest

    near = nearest(word, COMMANDS)
    hint = f"did you mean pubkit {near}?" if near else f"the commands are {', '.join(COMMANDS)}"
    console.error(UsageError(f'there is no command "{word}"', hint=hint))
    return UsageError.exit_code


def _internal(error: BaseException, console: Console, what: str) -> int:
    console.error(PubkitError(f"internal error: {what}", hint="set PUBKIT_DEBUG=1 to see where, and report it please"))
    if os.environ.get("PUBKIT_DEBUG"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    return PubkitError.exit_code
