"""read printed references (one a line, numbered, or wrapped: it is found out) and write entries in the same order"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pubkit.cli.console import Console
from pubkit.errors import UsageError
from pubkit.records import replace

if TYPE_CHECKING:
    from pubkit.model import Entry
    from pubkit.references import ParsedReference

__all__ = ["add_arguments", "run"]

FORMATS = ("csl-json", "jsonl", "text", "bibtex", "biblatex", "ris")
WORKLESS = 12
"""References without a work that are named one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a text file, or - for standard input (the default)"
    )
    parser.add_argument("-f", "--format", default=None, metavar="NAME", help=f"{', '.join(FORMATS)} (the first)")
    parser.add_argument("--explain", action="store_true", help="show each word's label, span and probability instead")
    parser.add_argument(
        "--language", metavar="TAG", help="the language of the text around the references: en, de, pt-BR"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Parse, each reference as it comes."""
    _check(arguments)
    from pubkit.cli.intake import references
    from pubkit.references import parse_references

    parsed = parse_references(references(arguments.file, console), language=arguments.language)
    counted = _Workless()
    watched = _progress(counted.watch(parsed), console)
    lines = _explained(watched) if arguments.explain else _written(watched, arguments.format or FORMATS[0])
    for text in lines:
        sys.stdout.write(text)
        if not sys.stdin.isatty():
            sys.stdout.flush()
    counted.tell(console)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    from pubkit.notices import nearest

    if arguments.format is not None and arguments.format not in FORMATS:
        near = nearest(arguments.format, FORMATS)
        hint = f"did you mean {near}?" if near else f"formats are {', '.join(FORMATS)}"
        raise UsageError(f"unknown format {arguments.format!r}", hint=hint)
    if arguments.explain and arguments.format is not None:
        raise UsageError("--explain takes the place of a format", hint="leave out one of --explain and --format")
    tag = arguments.language
    if tag is not None and not all(part.isalnum() and len(part) <= 8 for part in tag.split("-")):
        raise UsageError(f"{tag!r} is no language tag", hint="give one as en, de or pt-BR")


class _Workless:
    """References that are no works: told at the end, so that none is lost unseen."""

    def __init__(self) -> None:
        self.count = 0
        self.found: list[tuple[int, ParsedReference]] = []

    def watch(self, parsed: Iterable[ParsedReference]) -> Iterator[ParsedReference]:
        for one in parsed:
            self.count += 1
            if not one.fields:
                self.found.append((self.count, one))
            yield one

    def tell(self, console: Console) -> None:
        if not self.count:
            console.say("no reference in the input")
        for number, one in self.found[:WORKLESS]:
            printed = one.text.strip()
            short = printed if len(printed) <= 60 else printed[:57] + "..."
            console.say(f"reference {number} is no work ({one.sort}): {short}")
        if len(self.found) > WORKLESS:
            console.say(f"... and {len(self.found) - WORKLESS:,} more that are no works")


def _progress(parsed: Iterable[ParsedReference], console: Console) -> Iterator[ParsedReference]:
    """A line that counts, on a terminal that shows nothing else, once a second has passed."""
    if not console.terminal or sys.stdout.isatty():
        yield from parsed
        return
    started = shown = time.monotonic()
    number = 0
    for number, one in enumerate(parsed, 1):
        now = time.monotonic()
        if now - started > 1 and now - shown > 0.2:
            rate = number / (now - started)
            print(f"\r\x1b[K{number:,} references, {rate:.0f} a second", end="", file=console.stream, flush=True)
            shown = now
        yield one
    if shown > started:
        seconds = time.monotonic() - started
        print(f"\r\x1b[K{number:,} references ({seconds:.1f} s)", file=console.stream, flush=True)


def _explained(parsed: Iterable[ParsedReference]) -> Iterator[str]:
    from pubkit.references.explain import explain

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for one in parsed:
        yield "\n".join(explain(one, colour=colour)) + "\n\n"


def _written(parsed: Iterable[ParsedReference], form: str) -> Iterator[str]:
    """The entries in a format, one by one."""
    if form == "jsonl":
        yield from (_json_line(one) for one in parsed)
    elif form == "text":
        yield from (_text_line(one) for one in parsed)
    elif form == "csl-json":
        yield from _array(parsed)
    else:
        yield from _records(parsed, form)


def _json_line(one: ParsedReference) -> str:
    from pubkit.formats.csl_json import entry_to_csl

    item = entry_to_csl(one.entry) | ({"locator": one.locator} if one.locator else {})
    return json.dumps(item, ensure_ascii=False) + "\n"


def _text_line(one: ParsedReference) -> str:
    entry = one.entry
    if not one.fields:
        return f"{one.sort} | {' '.join(one.text.split())}\n"
    people = "; ".join(str(name) for names in entry.names.values() for name in names)
    dates = "; ".join(f"{name} {date}" for name, date in entry.dates.items())
    strings = "; ".join(f"{name} {text}" for name, text in entry.strings.items() if name != "title")
    return " | ".join(part for part in (entry.type, people, entry.text("title"), dates, strings) if part) + "\n"


def _keyed(parsed: Iterable[ParsedReference]) -> Iterator[tuple[ParsedReference, Entry]]:
    """Entries with keys that do not change when more references come."""
    from pubkit.references.keys import Keys

    keys = Keys()
    for one in parsed:
        yield one, replace(one.entry, key=keys.give(one.entry))


def _array(parsed: Iterable[ParsedReference]) -> Iterator[str]:
    """One JSON array; what is no work keeps its place in it, as an item without variables."""
    from pubkit.formats.csl_json import entry_to_csl

    before = "[\n"
    for _, entry in _keyed(parsed):
        item = json.dumps(entry_to_csl(entry), ensure_ascii=False, indent=2)
        yield before + "\n".join("  " + line for line in item.split("\n"))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _records(parsed: Iterable[ParsedReference], form: str) -> Iterator[str]:
    """Records of a file for reference managers; what is no work has none."""
    from importlib import import_module

    from pubkit.model import Bibliography

    write = import_module(f"pubkit.formats.{form}").write
    between = ""
    for _, entry in _keyed(one for one in parsed if one.fields):
        yield between + write(Bibliography((entry,)))
        between = "" if form == "ris" else "\n"
