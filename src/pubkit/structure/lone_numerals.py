"""Sections that have a numeral for a heading and nothing else: I, II, III, or 1., 2., each alone between paragraphs.

They count on from the first to the last; folios do not, or are small Roman numerals or Arabic ones without a stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pubkit.structure.draft import Piece, Role
from pubkit.structure.note_numbers import roman

__all__ = ["lone_numerals"]

_NUMERAL = re.compile(r"(?P<roman>X{0,2}(?:IX|IV|V?I{0,3}))(?<=[IVX])\.?|(?P<number>\d{1,2})\.")


def lone_numerals(pieces: Sequence[Piece]) -> frozenset[int]:
    """The indexes of the pieces that are such headings: at least two, from the first on without a gap."""
    found: list[tuple[int, int, bool]] = []
    for index, piece in enumerate(pieces):
        match = _NUMERAL.fullmatch(piece.string) if piece.role is Role.TEXT and len(piece.string) <= 6 else None
        if match:
            value = int(match["number"]) if match["number"] else roman(match["roman"])
            found.append((index, value, match["number"] is None))
    values = [value for _, value, _ in found]
    same = len({of_letters for _, _, of_letters in found}) == 1
    apart = all(b[0] - a[0] > 1 for a, b in pairwise(found))
    if not same or not apart or len(values) < 2 or values != list(range(values[0], values[0] + len(values))):
        return frozenset()
    return frozenset(index for index, _, _ in found) if values[0] <= 2 else frozenset()
