"""YAML as nearly all front matter is written: a text, a list or a mapping behind a key, line by line.

In: the text. Out: its mapping with the place of every key and item, as `safe_yaml` has them, or None where anything
stands that leaves a choice (escapes, texts that go on, comments, tabs, ...): the full reader has that. It takes a
twentieth of the time of loading the full reader, and can neither call nor repeat anything. Follows YAML 1.2.2, chapters
7 (flow style) and 8 (block style), as far as PyYAML does; `tests/test_plain_yaml.py` compares both readers.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["Places", "read"]

Places = dict[tuple[str | int, ...], tuple[int, int]]
"""Line and column, from 0, by path."""

_KEY = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?:[ ]+(?P<value>\S.*))?")
_ITEM = re.compile(r"-[ ](?P<value>\S.*)")
_PLAIN = re.compile(r"""(?![-?:,\[\]{}#&*!|>'"%@`])(?:[^:#]|:(?=[^ ])|(?<=[^ ])\#)+""")
"""A text without signs: none that means something at its beginning, no ": ", no " #" and no ":" at its end."""
_QUOTED = re.compile(r"""(?P<sign>["'])(?P<text>[^"'\\]*|(?<=")[^"\\]*)(?P=sign)""")
_IN_BRACKETS = re.compile(r"""[^-?:,\[\]{}#&*!|>'"%@`\s][^,\[\]{}:#'"]*""")
_ODD = re.compile("[\t\x0b\x0c\r\x1c-\x1f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\ufeff]")
"""White space that is not a space or the end of a line, or only to some readers."""
_TRUE, _FALSE, _NOTHING = {"true", "yes"}, {"false", "no"}, {"", "~", "null"}
_DEPTH = 6


class _UnclearError(Exception):
    """Something that takes the full reader."""


def read(source: str) -> tuple[dict[str, Any], Places] | None:
    """The mapping and the places of its keys and items; None for what is not written plainly."""
    if _ODD.search(source) or not "".join(source.split()).isprintable() or not source.endswith("\n"):
        return None
    lines = _Lines(source.split("\n")[:-1])
    try:
        lines.skip_blank()
        if lines.ended or lines.indent:
            return None
        found = lines.mapping(0, ())
        return (found, lines.places) if lines.ended else None
    except _UnclearError:
        return None


class _Lines:
    """The lines, read from the first to the last."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self.places: Places = {}

    @property
    def ended(self) -> bool:
        return self._at >= len(self._lines)

    @property
    def indent(self) -> int:
        line = self._lines[self._at]
        return len(line) - len(line.lstrip(" "))

    def skip_blank(self) -> None:
        while not self.ended and not self._lines[self._at].strip(" "):
            self._at += 1

    def _next(self) -> int:
        """The indent of the next line with something on it, -1 at the end."""
        self.skip_blank()
        return -1 if self.ended else self.indent

    def mapping(self, indent: int, path: tuple[str | int, ...], first: str | None = None) -> dict[str, Any]:
        """The keys at this indent; `first` is the rest of a line on which the mapping begins."""
        found: dict[str, Any] = {}
        while first is not None or self._next() == indent:
            entry = _KEY.fullmatch(self._lines[self._at][indent:] if first is None else first)
            first = None
            if entry is None or entry["key"] in found or len(path) > _DEPTH:
                raise _UnclearError
            here = (*path, entry["key"])
            self.places[here] = self._at, indent
            found[entry["key"]] = self._value(entry["value"], indent, indent + entry.start("value"), here)
        if self._next() > indent:
            raise _UnclearError
        return found

    def _value(self, text: str | None, indent: int, column: int, path: tuple[str | int, ...]) -> Any:
        line = self._at
        self._at += 1
        if text is None:
            inner = self._next()
            if inner >= indent and not self.ended and self._lines[self._at][inner:].startswith("- "):
                return self._items(inner, path)
            return self.mapping(inner, path) if inner > indent else None
        text = text.rstrip(" ")
        if text == "|":
            return self._literal(indent)
        if self._next() > indent:
            raise _UnclearError  # a text that goes on
        if text[0] == "[":
            return self._in_brackets(text, line, column, path)
        return _scalar(text)

    def _items(self, indent: int, path: tuple[str | int, ...]) -> list[Any]:
        found: list[Any] = []
        while self._next() == indent and (item := _ITEM.fullmatch(self._lines[self._at][indent:])):
            here = (*path, len(found))
            self.places[here] = self._at, indent + 2
            if _KEY.fullmatch(item["value"]):
                found.append(self.mapping(indent + 2, here, item["value"]))
            else:
                found.append(self._value(item["value"], indent, indent + 2, here))
        if self._next() > indent:
            raise _UnclearError
        return found

    def _literal(self, indent: int) -> str:
        """A text of many lines, behind "|"."""
        if self.ended or not self._lines[self._at].strip(" ") or self.indent <= indent:
            raise _UnclearError
        margin = self.indent
        taken: list[str] = []
        while not self.ended and (self.indent >= margin or not self._lines[self._at]):
            taken.append(self._lines[self._at][margin:])
            self._at += 1
        if not self.ended and not self._lines[self._at].strip(" "):
            raise _UnclearError  # a line of a few spaces
        while not taken[-1]:
            taken.pop()
        if self._next() > indent:
            raise _UnclearError
        return "\n".join(taken) + "\n"

    def _in_brackets(self, text: str, line: int, column: int, path: tuple[str | int, ...]) -> list[Any]:
        found: list[Any] = []
        at = 1
        if text[-1] != "]":
            raise _UnclearError
        while at < len(text) - 1:
            item = (_QUOTED if text[at] in "\"'" else _IN_BRACKETS).match(text, at, len(text) - 1)
            if item is None:
                raise _UnclearError
            self.places[(*path, len(found))] = line, column + at
            found.append(_scalar(item.group().rstrip(" ")))
            at = item.end()
            if at < len(text) - 1:
                if not text.startswith(", ", at) or at + 2 >= len(text) - 1:
                    raise _UnclearError
                at += 2
        return found


def _scalar(text: str) -> Any:
    if quoted := _QUOTED.fullmatch(text):
        return quoted["text"]
    if not _PLAIN.fullmatch(text):
        raise _UnclearError
    word = text.casefold()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return None if text in _NOTHING else text
