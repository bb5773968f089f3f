"""A witness that says what its parts are: the signs of `engines.marked_text` (pandoc's Markdown, one block a line).

In: the lines of a file with markup. Out: pieces with their roles, the notes with their paragraphs, the fields of the
front block, and the signs, set aside. Nothing is guessed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.article import SetAside
from pubkit.model.text import TracedText
from pubkit.records import dataclass
from pubkit.structure.draft import EMPTY, NoteBody, Piece, Role
from pubkit.structure.reading import Line

__all__ = ["DEFINITION", "Marked", "Named", "marked", "marked_piece"]

Named = tuple[str, TracedText]
"""A field's name and its value."""

DEFINITION = re.compile(r"\[\^(?P<name>[^\]\s]{1,40})\]:[ ]?")
_FIELD = re.compile(r"(?P<name>[a-z][\w-]{0,40}):\s*(?P<value>.*)")
_HEADING = re.compile(r"(?P<mark>\#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?P<mark>[-•▪◦‣·●○■□]|\d{1,4}\.)\s+(?=\S)")
_ROW = re.compile(r"\|.*\|")
_FENCE = "```"
_LEVEL = 4
"""Columns of indent that a list within a list, or a note's second paragraph, has."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What the signs say."""

    pieces: tuple[Piece, ...]
    notes: tuple[NoteBody, ...]
    front: tuple[Named, ...]
    aside: tuple[SetAside, ...]


def marked(lines: Sequence[Line]) -> Marked:
    """The parts of a text in the signs of Markdown."""
    size = _front_size(lines)
    fields: list[Named] = []
    aside: list[SetAside] = []
    for line in lines[:size]:
        match = _FIELD.fullmatch(line.string)
        if match:
            fields.append((match["name"], line.text[match.start("value") :]))
            aside.append(SetAside(line.text[: match.start("value")].strip(), "markup", "name of a field"))
        else:
            aside.append(SetAside(line.text, "markup", "border of the front matter"))
    pieces: list[Piece] = []
    notes: list[NoteBody] = []
    group: list[Line] = []
    for line in lines[size:]:
        if group and not _goes_on(group, line):
            _take(group, pieces, notes, aside)
            group = []
        group.append(line)
    if group:
        _take(group, pieces, notes, aside)
    return Marked(tuple(pieces), tuple(notes), tuple(fields), tuple(aside))


def _front_size(lines: Sequence[Line]) -> int:
    if not lines or lines[0].string != "---":
        return 0
    end = next((index for index, line in enumerate(lines[1:400], 1) if line.string == "---"), 0)
    good = all(_FIELD.fullmatch(line.string) for line in lines[1:end])
    return end + 1 if end and good else 0


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    first = group[0].string
    if first == _FENCE:
        return len(group) == 1 or group[-1].string != _FENCE
    if line.blank or _HEADING.match(line.string) or DEFINITION.match(line.string):
        return False
    if DEFINITION.match(first):
        return line.indent >= _LEVEL
    if first.startswith("| ") or line.string.startswith("| "):
        return first.startswith("| ") and line.string.startswith("|")
    return not _ITEM.match(line.string) and not _HEADING.match(first)


def _take(group: list[Line], pieces: list[Piece], notes: list[NoteBody], aside: list[SetAside]) -> None:
    text = group[0].text
    if match := DEFINITION.match(text.text):
        paragraphs = [text[match.end() :], *(line.text for line in group[1:])]
        mark = text[: match.end()].strip()
        notes.append(NoteBody("^" + match["name"], mark, tuple(paragraphs), len(pieces), 0))
        return
    if text.text == _FENCE and len(group) > 2 and group[-1].string == _FENCE:
        aside += [SetAside(group[at].text, "markup", "border of code") for at in (0, -1)]
        whole = TracedText.added("\n").join(line.text for line in group[1:-1])
        pieces.append(Piece(whole, Role.TABLE, lines=len(group) - 2, reason="code"))
        return
    if text.text.startswith("% "):
        aside.append(SetAside(text[:1], "markup", "sign of what is the site's"))
        whole = TracedText.added(" ").join([text[1:].strip(), *(line.text for line in group[1:])])
        aside.append(SetAside(whole, "site-furniture", "navigation, side bar or foot of the web page", 0.9))
        return
    piece = marked_piece(group)
    if piece.role is Role.TEXT and piece.string.startswith("\\"):
        aside.append(SetAside(piece.text[:1], "markup", "backslash before a sign"))
        piece = Piece(piece.text[1:], lines=piece.lines)
    pieces.append(piece)


def marked_piece(group: Sequence[Line]) -> Piece:
    """One block: a heading, a quotation, an item, verse, a table, or running text."""
    lines = [line.text for line in group]
    text = TracedText.added(" ").join(lines)
    if match := _HEADING.match(text.text):
        end = match.end("mark")
        return Piece(text[end:].strip(), Role.HEADING, level=end, mark=text[:end], reason="marked as one")
    if text.text.startswith("> "):
        kept = [line[1:].strip() if line.text.startswith(">") else line for line in lines]
        marks = [line[:1] for line in lines if line.text.startswith(">")]
        return Piece(TracedText.added(" ").join(kept), Role.QUOTE, mark=TracedText.added("").join(marks),
                     reason="marked as one")  # fmt: skip
    if text.text.startswith("| "):
        if all(_ROW.fullmatch(line.text) and line.text.count("|") > 2 for line in lines):
            return Piece(TracedText.added("\n").join(lines), Role.TABLE, lines=len(lines), parts=tuple(lines),
                         reason="marked as one")  # fmt: skip
        marks = [line[:1] for line in lines]
        parts = tuple(line[1:].strip() for line in lines)
        return Piece(TracedText.added("\n").join(parts), Role.VERSE, lines=len(lines), parts=parts,
                     mark=TracedText.added("").join(marks), reason="marked as one")  # fmt: skip
    if match := _ITEM.match(text.text):
        depth = min(group[0].indent // _LEVEL, 5)
        return Piece(text[match.end() :], Role.LIST_ITEM, mark=text[: match.end("mark")], depth=depth)
    return Piece(text, mark=EMPTY, lines=len(group), parts=tuple(lines) if len(group) > 1 else ())
