"""Lines of a witness, and which kind of text they are."""

from __future__ import annotations

import enum
import re

from pubkit.model.text import TracedText
from pubkit.records import dataclass
from pubkit.structure.blocks import beginnings, tab_rows
from pubkit.structure.cues import REFERENCES
from pubkit.structure.draft import Piece, Role
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, plain_digits

__all__ = ["Kind", "Line", "kind_of", "lines_of", "paragraphs"]


class Kind(enum.StrEnum):
    """How the text is laid out."""

    PARAGRAPHS = "paragraphs"
    """A line is a paragraph (OCR models, web pages)."""
    LINES = "lines"
    """Lines as printed, hard-wrapped; a form feed ends a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer spaces."""

    text: TracedText
    indent: int
    """Columns of space before it."""
    page: int
    """Index of the page, from 0."""
    blank: int
    """Blank lines before it on its page."""

    @property
    def string(self) -> str:
        return self.text.text


def lines_of(text: TracedText) -> tuple[Line, ...]:
    """The lines that are not blank; form feeds count pages."""
    lines: list[Line] = []
    start = page = blank = 0
    for raw in text.text.split("\n"):
        end = start + len(raw)
        for index, part in enumerate(raw.split("\f")):
            if index:
                page, blank = page + 1, 0
                start += 1
            stripped = part.strip()
            if stripped:
                indent = len(part) - len(part.lstrip())
                at = start + indent
                lines.append(Line(text[at : at + len(stripped)], indent, page, blank))
                blank = 0
            else:
                blank += 1
            start += len(part)
        start = end + 1
    return tuple(lines)


def kind_of(lines: tuple[Line, ...]) -> Kind:
    """Hard-wrapped lines have one length; paragraphs have any.

    Wrapped text holds nearly all of its characters in lines shorter than 160; a text of paragraphs holds most of
    them in longer ones.
    """
    if any(line.page for line in lines):
        return Kind.LINES
    total = sum(len(line.string) for line in lines) or 1
    long = sum(len(line.string) for line in lines if len(line.string) > 160)
    if long >= 0.3 * total:
        return Kind.PARAGRAPHS
    follows = sum(not line.blank for line in lines)
    return Kind.LINES if follows > 0.5 * len(lines) else Kind.PARAGRAPHS


_BULLET = re.compile(r"(?P<mark>[-*•▪◦–‣·●○■□]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_LONG = 130


def paragraphs(lines: tuple[Line, ...]) -> tuple[Piece, ...]:
    """Pieces of a text in which a line is a paragraph; adjacent short lines are one piece on several lines."""
    groups: list[list[Line]] = []
    long = [line for line in lines[1:] if len(line.string) >= _LONG] or lines[1:]
    spaced = sum(bool(line.blank) for line in long) >= 0.5 * len(long)
    stars = _star_lists(lines)
    notes = _tight_notes(lines)
    rows, begun = _in_blocks(lines) if spaced else (dict[int, int](), frozenset[int]())
    for number, line in enumerate(lines):
        if _ROW.fullmatch(line.string) and groups and _ROW.fullmatch(groups[-1][-1].string) and not line.blank:
            groups[-1].append(line)
            continue
        if number in rows:
            if rows[number] == number:
                groups.append([line])
            else:
                groups[-1].append(line)
            continue
        if number in stars or number in notes or number in begun or number - 1 in rows:
            groups.append([line])
            continue
        fits = spaced and not line.blank and bool(groups) and len(line.string) < _LONG
        last = groups[-1][-1].string if groups else ""
        if fits and len(last) < _LONG and not _BULLET.match(line.string) and not _ROW.fullmatch(last):
            groups[-1].append(line)
        else:
            groups.append([line])
    places = {id(line): number for number, line in enumerate(lines)}
    return tuple(_piece(group, starred=places[id(group[0])] in stars) for group in groups)


_ROW = re.compile(r"\|.{1,4000}\|")
_STAR = re.compile(r"(?P<mark>[*+])\s+(?=\S)")
_QUOTED = re.compile(r">\s+(?=\S)")


def _star_lists(lines: tuple[Line, ...]) -> frozenset[int]:
    """Lines that begin with a star or a plus as the line before or after them does: items, as one alone is a note."""
    starred = [bool(_STAR.match(line.string)) for line in lines]
    tight = [not line.blank for line in lines]  # apart from one another they may be notes
    return frozenset(
        index
        for index, is_starred in enumerate(starred)
        if is_starred
        and (
            (tight[index] and any(starred[max(0, index - 1) : index]))
            or (any(starred[index + 1 : index + 2]) and tight[index + 1])
        )
        and not lines[index].string.startswith("* *")
    )


def _in_blocks(lines: tuple[Line, ...]) -> tuple[dict[int, int], frozenset[int]]:
    """The lines that are rows of tables, each with the first of its table, and those at which a piece begins."""
    rows: dict[int, int] = {}
    begun: set[int] = set()
    front, listed = True, False
    starts = [i for i, line in enumerate(lines) if line.blank or not i]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        block = lines[start:end]
        rows |= {start + i: start + first for first, last in tab_rows(block) for i in range(first, last)}
        begun |= {start + i for i in beginnings(block, front=front, listed=listed)}
        front = front and start < _FRONT and all(len(line.string) < _LONG for line in block)
        heading = next((line.string for line in reversed(block) if len(line.string) < _HEADING), "")
        listed = bool(REFERENCES.fullmatch(heading)) or listed
    return rows, frozenset(begun)


_FRONT = 12
"""Lines within which title and authors stand."""
_HEADING = 60

_NOTE_NUMBER = re.compile(
    rf"""(?: (?P<plain> \d{{1,4}} ) \s | (?P<raised> [{SUPERSCRIPT_DIGITS}]{{1,4}} )
           | \[ \^? (?P<bracket> \d{{1,3}} ) \] :? \s )
         \s* (?= ["'“‘«„(\[…]? [^\W\d_] | https?: )""",
    re.VERBOSE,
)


def _tight_notes(lines: tuple[Line, ...]) -> frozenset[int]:
    """Lines of one block that count on: 1, 2, 3 at their beginnings are notes, or works, under one another."""
    found: set[int] = set()
    last: tuple[int, int] | None = None
    for index, line in enumerate(lines):
        if line.blank:
            last = None
        match = _NOTE_NUMBER.match(line.string)
        if match is None:
            continue
        value = int(plain_digits(match["plain"] or match["raised"] or match["bracket"]))
        if last is not None and value == last[1] + 1:
            found |= {last[0], index}
        if last is None or value == last[1] + 1:
            last = index, value
    return frozenset(found)


def _cells(row: TracedText) -> TracedText:
    """A row with tabs as one with upright strokes."""
    stroke, cells = TracedText.added(" | "), row.split(re.compile(r"\t"))
    return TracedText.added("| ") + stroke.join(cell.strip() for cell in cells) + TracedText.added(" |")


def _piece(group: list[Line], *, starred: bool) -> Piece:
    if len(group) > 1 and all(_ROW.fullmatch(line.string) for line in group):
        rows = tuple(line.text for line in group)
        return Piece(TracedText.added("\n").join(rows), Role.TABLE, lines=len(rows), parts=rows, reason="rows of cells")
    if len(group) > 1 and "\t" in group[0].string:
        rows = tuple(_cells(line.text) for line in group)
        return Piece(TracedText.added("\n").join(rows), Role.TABLE, lines=len(rows), parts=rows, reason="rows of cells")
    space = TracedText.added(" ")
    text = space.join(line.text for line in group)
    parts = tuple(line.text for line in group) if len(group) > 1 else ()
    if marked := re.match(r"\#{1,6}(?=\s+\S)", text.text):
        end = marked.end()
        return Piece(text[end:].strip(), Role.HEADING, level=end, mark=text[:end], reason="marked as one")
    mark = re.match(r"(?P<mark>[-•▪◦‣·●○■□])\s+(?=\S)", text.text) or (_STAR.match(text.text) if starred else None)
    if mark and len(group) == 1:
        depth = (group[0].indent + 2) // 4 if group[0].indent > 1 else 0
        return Piece(text[mark.end() :], Role.LIST_ITEM, mark=text[mark.start("mark") : mark.end("mark")],
                     depth=min(depth, 3))  # fmt: skip
    if (quoted := _QUOTED.match(text.text)) and len(group) == 1:
        return Piece(text[quoted.end() :], Role.QUOTE, mark=text[:1], reason="marked as one")
    return Piece(text, lines=len(group), parts=parts, indented=group[0].indent >= 4)
