"""What printed lines set apart from running text: tables and verse, whole; quotations, whose lines are all set in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.draft import Piece, Role
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.tables import table_lines
from pubkit.structure.verse import verse_lines

__all__ = ["margin_of", "quoted", "whole_piece", "wholes_in"]

_SET_IN = 3
"""Columns by which a quotation is set in at least."""
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S")


def wholes_in(lines: Sequence[Line]) -> dict[int, tuple[int, Role]]:
    """Tables and verse on a page: by their first line, the line after their last and what they are."""
    widths = sorted(width(line.string) for line in lines)
    full = widths[int(0.8 * len(widths))] if widths else 0.0
    found = {start: (end, Role.VERSE) for start, end in verse_lines(lines, full)}
    return found | {start: (end, Role.TABLE) for start, end in table_lines(lines)}


def whole_piece(lines: Sequence[Line], page: int, role: Role) -> Piece:
    """A table or a stanza as one piece, its lines kept."""
    parts = tuple(line.text for line in lines)
    reason = "rows with wide gaps, or of numbers" if role is Role.TABLE else "short lines with capitals that run on"
    return Piece(TracedText.added("\n").join(parts), role, page, len(parts), parts=parts, confidence=0.8, reason=reason)


def margin_of(lines: Sequence[Line]) -> int:
    """The indent that most lines of a page have."""
    return Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0


def quoted(pieces: Sequence[Piece], group: Sequence[Line], margin: int) -> Piece:
    """The last piece, as a quotation where all of its lines are set in and those before it are not."""
    piece = pieces[-1]
    before = pieces[-2] if len(pieces) > 1 else None
    if piece.role is not Role.TEXT or len(group) < 2 or min(line.indent for line in group) < margin + _SET_IN:
        return piece
    if before is None or before.role not in (Role.TEXT, Role.QUOTE) or _NUMBER.match(piece.string):
        return piece
    if len(piece.string.split()) < 12:
        return piece
    return replace(piece, role=Role.QUOTE, confidence=0.85, reason="all of its lines are set in")
