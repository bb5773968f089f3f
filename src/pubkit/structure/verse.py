"""Verse: short lines that begin with capitals and end where no sentence does (TEI P5, lg and l).

Wrapped prose begins its lines with small letters, headings and captions stand alone, references have numbers: a group
is verse only where none of that can be. Its lines are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.cues import REFERENCES
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import complete

__all__ = ["find_verse", "is_verse", "verse_lines"]

_WIDEST = 68
"""Characters of a line of verse."""
_LEAST = 3
"""Lines that a group printed as one needs."""
_ALONE = 4
"""Lines that pieces of one line each need."""
_MOST = 100
"""Lines that are looked at together; longer verse is several groups."""
_SPACED = re.compile(r"\S\s+\S")
_BEGINS = re.compile(r"[\"'“‘«„(\[—–…¡¿]*\s*[^\W\d_a-zß-öø-ÿа-яё]")
_OPEN_END = re.compile(r"(?:[,;:—–]|[^\W\d_])[\"'”’»)]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3})?\Z")
_CLOSED_END = re.compile(r"[.!?…,;—–][\"'”’»)]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3})?\Z")
_NO_VERSE = re.compile(
    r"https?:|www\.|@|\d{2}|^\W*(?:fig|tab|table|figure|abb|appendix|keywords?)\b|[|=+]", re.IGNORECASE
)


def is_verse(lines: Sequence[str], *, least: int = _LEAST) -> bool:
    """Whether these lines are verse by their looks."""
    return _Looks(lines).verse(0, len(lines), least)


class _Looks:
    """What each line looks like, summed up from the first, so that any group of them is judged at once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._closed = [bool(_CLOSED_END.search(line)) for line in lines]
        self._unfit = _sums(len(line) > _WIDEST or bool(_NO_VERSE.search(line)) or not _SPACED.search(line)
                            for line in lines)  # fmt: skip
        self._signs = _sums(map(len, lines))
        self._capitals = _sums(bool(_BEGINS.match(line)) for line in lines)
        self._open = _sums(bool(_OPEN_END.search(line)) for line in lines)
        self._commas = _sums(line.rstrip("\"'”’»)").endswith((",", ";", ":", "—")) for line in lines)

    def verse(self, start: int, stop: int, least: int) -> bool:
        """Whether the lines from `start` to before `stop` are verse."""
        count = stop - start
        if count < least or self._unfit[stop] > self._unfit[start] or not self._closed[stop - 1]:
            return False
        if not 12 <= (self._signs[stop] - self._signs[start]) / count <= 56:
            return False
        if self._capitals[stop] - self._capitals[start] < (count if count == _LEAST else 0.75 * count):
            return False
        commas = self._commas[stop] - self._commas[start]
        return 2 * (self._open[stop - 1] - self._open[start]) >= count - 1 and 4 * commas >= count


def _sums(values: Iterable[int]) -> list[int]:
    """The sum of the values before each, and of all."""
    return [0, *accumulate(values)]


def verse_lines(lines: Sequence[Line], full: float) -> list[tuple[int, int]]:
    """Verse among the printed lines of a page: first line and the one after the last; `full` is a full line's width."""
    found: list[tuple[int, int]] = []
    looks = _Looks([line.string for line in lines])
    index = 0
    while index < len(lines):
        stop = index
        while (
            stop < min(len(lines), index + _MOST)
            and _is_short(lines[stop], full)
            and not (stop > index and lines[stop].blank > 1)
        ):
            stop += 1
        begins = index == 0 or lines[index].blank > 0 or complete(lines[index - 1].string)
        size = 0
        while begins and stop - index >= _ALONE and not size:
            size = (stop - index) * looks.verse(index, stop, _ALONE)
            stop -= 1
        if size:
            found.append((index, index + size))
        index += max(1, size)
    return found


def _is_short(line: Line, full: float) -> bool:
    return len(line.string) <= _WIDEST and width(line.string) < 0.78 * full and not line.string.startswith("#")


def find_verse(draft: Draft) -> Draft:
    """Give verse its role: groups of lines, and runs of pieces of one line each."""
    pieces = draft.pieces
    end = next((i for i, piece in enumerate(pieces) if REFERENCES.fullmatch(piece.string.strip())), len(pieces))
    merged: list[tuple[int, int, Piece]] = []
    looks = _Looks([piece.string for piece in pieces[:end]])
    index = 0
    while index < end:
        piece = pieces[index]
        if piece.role is Role.TEXT and len(piece.parts) >= _LEAST and is_verse([part.text for part in piece.parts]):
            merged.append((index, index + 1, _verse(piece, piece.parts)))
        elif run := _run(pieces, looks, index, end):
            parts = tuple(one.text for one in pieces[index : index + run])
            merged.append((index, index + run, _verse(piece, parts)))
            index += run - 1
        index += 1
    return draft.merged(merged)


def _run(pieces: Sequence[Piece], looks: _Looks, start: int, end: int) -> int:
    """How many pieces of one line from `start` on are verse together; 0 where they are none."""
    stop = start
    while stop < min(end, start + _MOST) and _one_line(pieces[stop]):
        stop += 1
    while stop - start >= _ALONE:
        if looks.verse(start, stop, _ALONE):
            before = pieces[start - 1] if start else None
            torn = before is not None and before.role is Role.TEXT and not complete(before.string)
            return 0 if torn else stop - start
        stop -= 1
    return 0


def _one_line(piece: Piece) -> bool:
    guess = piece.role is Role.HEADING and piece.confidence < 1 and not piece.mark.text
    return (piece.role is Role.TEXT or guess) and piece.lines == 1 and len(piece.string) <= _WIDEST


def _verse(piece: Piece, parts: tuple[TracedText, ...]) -> Piece:
    text = TracedText.added("\n").join(parts)
    return replace(piece, text=text, role=Role.VERSE, level=0, lines=len(parts), parts=parts, confidence=0.85,
                   reason="short lines that begin with capitals and run on")  # fmt: skip
