"""Headings that are set bold or slanted by hand: manuscripts without styles, and what OCR models give as `**words**`.

A short piece that is bold all through stands above running text; one is a label or a stress, two or more are headings.
Slanted ones below them are of the next level.
"""

from __future__ import annotations

from pubkit.model.article import Style
from pubkit.records import replace
from pubkit.structure.captions import is_caption
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.heading_levels import NUMBERED, heading_level
from pubkit.structure.wording import begins_lower, complete, ends_open

__all__ = ["find_styled_headings"]

_LONGEST = 140
_RUNNING = 60
"""Characters from which on a piece is running text."""


def find_styled_headings(draft: Draft) -> Draft:
    """Give them their role, where the witness itself tells no headings."""
    if draft.told or not draft.styles.spans:
        return draft
    bold = [i for i in range(len(draft.pieces) - 1) if _may_be(draft, i, Style.STRONG)]
    bold = [i for i in bold if i + 1 in bold or draft.styles.whole(draft.pieces[i + 1].text) is not Style.STRONG]
    if len(bold) < 2:
        return draft
    slanted = [i for i in range(1, len(draft.pieces) - 1) if _is_lower(draft, i)]
    pieces = list(draft.pieces)
    for index in bold:
        pieces[index] = _heading(pieces[index], 1, "bold all through, above running text")
    for index in slanted:
        pieces[index] = _heading(pieces[index], 2, "slanted all through, below bold headings")
    return replace(draft, pieces=tuple(pieces))


def _heading(piece: Piece, level: int, reason: str) -> Piece:
    return replace(piece, role=Role.HEADING, level=heading_level(piece.string) or level, confidence=0.9, reason=reason)


def _may_be(draft: Draft, index: int, style: Style) -> bool:
    piece = draft.pieces[index]
    text = piece.string.strip()
    if piece.role is not Role.TEXT or not text or len(text) > _LONGEST or len(piece.parts) > 2:
        return False
    if begins_lower(text) or text[-1] in ",;:" or ends_open(text) or is_caption(text):
        return False
    if complete(text) and text[-1] not in "?!" and not (NUMBERED.match(text) and len(text.split()) <= 8):
        return False
    return draft.styles.whole(piece.text) is style


def _is_lower(draft: Draft, index: int) -> bool:
    before = draft.pieces[index - 1]
    above = draft.styles.whole(before.text) is Style.STRONG or complete(before.string)
    return above and _may_be(draft, index, Style.EMPHASIS) and _runs(draft, index + 1)


def _runs(draft: Draft, index: int) -> bool:
    """Whether a piece is running text, or a list or a quotation."""
    piece = draft.pieces[index]
    if piece.role in (Role.LIST_ITEM, Role.QUOTE, Role.TABLE, Role.VERSE):
        return True
    plain = draft.styles.whole(piece.text) is Style.PLAIN
    return piece.role is Role.TEXT and len(piece.string) >= _RUNNING and plain
