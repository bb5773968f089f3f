"""Options and endings that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from pubkit.cli.console import Console
from pubkit.errors import UsageError
from pubkit.model import Source
from pubkit.notices import nearest
from pubkit.project import Project, read_project
from pubkit.workspace import read_file

__all__ = ["Once", "add_config", "add_decisions", "add_format", "add_input", "choose", "load_project"]


class Once(argparse.Action):
    """An option that is given once: a second one is a file whose name starts with a hyphen."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Set the value, or explain."""
        seen = getattr(namespace, "_once", {})
        if self.dest in seen:
            first = seen[self.dest]
            parser.error(
                f'{option_string} is given twice: "{first}" and "{values}"; '
                f'if "{option_string}{first}" is a file, write ./{option_string}{first}'
            )
        namespace._once = {**seen, self.dest: values}
        setattr(namespace, self.dest, values)


def add_input(parser: argparse.ArgumentParser) -> None:
    """INPUT: what the article is."""
    parser.add_argument(
        "input",
        nargs="*",
        metavar="INPUT",
        help="an article.md, a folder with one, or raw text files (converted on the way); by default pubkit.toml, "
        "article.md or seeds/*.txt in this folder, whichever is there first",
    )
    parser.add_argument(
        "--bib",
        "--bibliography",
        metavar="FILE",
        action=Once,
        help="the references (default: references.bib beside the article)",
    )


def add_config(parser: argparse.ArgumentParser) -> None:
    """--config."""
    parser.add_argument("--config", metavar="FILE", help="the project's settings (default: pubkit.toml, if there)")


def add_decisions(parser: argparse.ArgumentParser) -> None:
    """--decisions, of commands that convert raw files on the way."""
    parser.add_argument(
        "--decisions",
        metavar="FILE",
        help="the editor's decisions on raw files (default: the decisions.toml of an earlier conversion, if there)",
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """--format text|json for what the command says."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: what was done and found, on standard output"
    )


def load_project(config: str | None, folder: Path, console: Console) -> Project:
    """The settings of --config or of pubkit.toml in the folder; its notices go to the console."""
    path = Path(config) if config else folder / "pubkit.toml"
    if config is None and not path.exists():
        return Project()
    project, notices = read_project(Source(str(path), read_file(path)).text, str(path))
    console.notices(notices)
    return project


def choose(given: str, known: Sequence[str], what: str) -> tuple[str, ...]:
    """The words of a comma-separated option, each a known one; raises `UsageError` with the nearest."""
    words = tuple(dict.fromkeys(word.strip() for word in given.split(",") if word.strip()))
    for word in words:
        if word not in known:
            near = nearest(word, known)
            hint = f"did you mean {near}?" if near else f"the {what}s are {', '.join(known)}"
            raise UsageError(f'there is no {what} "{word}"', hint=hint)
    if not words:
        raise UsageError(f"no {what} was named", hint=f"the {what}s are {', '.join(known)}")
    return words
