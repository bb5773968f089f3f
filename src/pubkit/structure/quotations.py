"""Block quotations and epigraphs of a text that does not mark them, where it gives evidence.

A quotation after a colon carries its source in brackets behind its last stop (`... the town. (Rey 2015, 12)`), which
running text has before it. An epigraph stands at the head of the article or of a section, and a line with a dash
names its author. Indented quotations are told by their lines (`line_paragraphs`).
"""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.structure.draft import Draft, Piece, Role

__all__ = ["find_quotations"]

_SOURCE = re.compile(
    r"""[.!?…]["'”’»]*\s*                                       # the quotation's own end
        [(\[] [^()\[\]]{0,90}? (?<!\d)\d{1,4}(?!\d) [^()\[\]]{0,40} [)\]] \.?
        (?: [⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3} | \d{1,3} )? \s* \Z""",
    re.VERBOSE,
)
_INTRODUCED = re.compile(r":\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})?\s*\Z")
_ATTRIBUTION = re.compile(r"[—–―]\s?(?=[^\W\d_a-zß-öø-ÿа-яё])[^.!?]{3,90}(?:\.\s?[^.!?]{0,60}){0,2}\.?\Z")
_LONGEST = 90
"""Words of an epigraph."""
_SHORTEST = 12
"""Words from which on a quotation stands by itself."""


def find_quotations(draft: Draft) -> Draft:
    """Give quotations and epigraphs their role."""
    pieces = list(draft.pieces)
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        if piece.role is Role.TEXT and before is not None and _is_quoted(piece, before):
            pieces[index] = replace(
                piece, role=Role.QUOTE, confidence=0.8, reason="after a colon, with its source behind the last stop"
            )
        elif piece.role in (Role.TEXT, Role.HEADING) and before is not None and _ATTRIBUTION.fullmatch(piece.string):
            above = pieces[index - 2].role if index > 1 else Role.HEADING
            fits = above is Role.HEADING or (above is Role.QUOTE and index == 2)
            if fits and before.role in (Role.TEXT, Role.QUOTE, Role.VERSE) and len(before.string.split()) <= _LONGEST:
                why = "at the head of a section, with its author behind a dash"
                if before.role is not Role.VERSE:
                    pieces[index - 1] = replace(before, role=Role.QUOTE, confidence=0.85, reason=why)
                pieces[index] = replace(piece, role=Role.QUOTE, level=0, confidence=0.85, reason=why)
    return replace(draft, pieces=tuple(pieces))


def _is_quoted(piece: Piece, before: Piece) -> bool:
    return (
        before.role is Role.TEXT
        and bool(_INTRODUCED.search(before.string))
        and len(piece.string.split()) >= _SHORTEST
        and bool(_SOURCE.search(piece.string[-220:]))
    )
