"""read printed references, one a line, and write entries in the same order"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pubkit.cli.console import Console
from pubkit.errors import UnreadableInput, UsageError

if TYPE_CHECKING:
    from pubkit.references import ParsedReference

__all__ = ["add_arguments", "run"]

FORMATS = ("csl-json", "jsonl", "text", "bibtex", "biblatex", "ris")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a text file, or - for standard input (the default)"
    )
    parser.add_argument("-f", "--format", default="csl-json", metavar="NAME", help=", ".join(FORMATS))
    parser.add_argument("--explain", action="store_true", help="show each word's label, span and probability instead")
    parser.add_argument("--language", metavar="TAG", help="the language of the text around the references")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Parse, streaming where the input has one reference a line."""
    from pubkit.references import parse_references

    if arguments.format not in FORMATS:
        raise UsageError(f"unknown format {arguments.format!r}", hint=f"formats are {', '.join(FORMATS)}")
    parsed = parse_references(_references(arguments.file), language=arguments.language)
    if arguments.explain:
        _explain(parsed)
    elif arguments.format in ("jsonl", "text"):
        for one in parsed:
            print(_line(one, arguments.format), flush=not sys.stdin.isatty())
    else:
        _together(list(parsed), arguments.format)
    return 0


def _references(name: str) -> Iterator[str]:
    """The references of a file, or of standard input as they come."""
    from pubkit.references import split_input
    from pubkit.workspace import read_file

    if name != "-":
        try:
            yield from split_input(read_file(name).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{name} cannot be read: {error}", hint="give a text file in UTF-8") from error
        return
    first = list(itertools.islice(sys.stdin, _SAMPLE))
    filled = [line for line in first if line.strip()]
    if len(split_input("".join(first))) < len(
        filled
    ):  # paragraphs or a numbered list: the end may matter to the beginning
        yield from split_input("".join(first) + sys.stdin.read())
        return
    for line in itertools.chain(filled, sys.stdin):
        if line.strip():
            yield line.strip()


_SAMPLE = 20
"""Lines of a pipe that are looked at before it is decided whether each line is a reference."""


def _explain(parsed: Iterable[ParsedReference]) -> None:
    from pubkit.references.explain import explain

    for one in parsed:
        print("\n".join(explain(one, colour=sys.stdout.isatty())))
        print()


def _line(one: ParsedReference, form: str) -> str:
    from pubkit.formats.csl_json import entry_to_csl

    if form == "jsonl":
        item = entry_to_csl(one.entry) | ({"locator": one.locator} if one.locator else {})
        return json.dumps(item, ensure_ascii=False)
    entry = one.entry
    people = "; ".join(str(name) for names in entry.names.values() for name in names)
    dates = "; ".join(f"{name} {date}" for name, date in entry.dates.items())
    strings = "; ".join(f"{name} {text}" for name, text in entry.strings.items() if name != "title")
    return " | ".join(part for part in (entry.type, people, entry.text("title"), dates, strings) if part)


def _together(parsed: list[ParsedReference], form: str) -> None:
    """Formats in which the entries are one file, with keys."""
    from dataclasses import replace
    from importlib import import_module

    from pubkit.model import Bibliography
    from pubkit.references.keys import give_keys

    entries = [one.entry for one in parsed]
    keys = give_keys(entries, [None] * len(entries))
    keyed = [replace(entry, key=key) for entry, key in zip(entries, keys, strict=True)]
    sys.stdout.write(import_module(f"pubkit.formats.{form.replace('-', '_')}").write(Bibliography(tuple(keyed))))
