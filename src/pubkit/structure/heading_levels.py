"""The levels of headings by their numbers: 2.1 stands below 2, A. below II., 1. below A."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.records import replace
from pubkit.structure.draft import Piece, Role

__all__ = ["NUMBERED", "heading_level", "nested"]

NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.|[A-H]\.|§\s*\d+\.?)\s+(?=\S)")
_KINDS = (
    ("roman", re.compile(r"[IVX]{1,5}\.")),
    ("letter", re.compile(r"[A-H]\.")),
    ("number", re.compile(r"\d{1,2}\.?")),
)


def heading_level(text: str) -> int:
    """The level that the number of a heading tells; 0 where it tells none."""
    match = NUMBERED.match(text)
    if match is None:
        return 0
    number = match["number"].rstrip(".")
    return number.count(".") + 1 if number[:1].isdigit() else 0


def nested(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with levels for headings of several kinds of numbers: a kind that begins below another is lower.

    Each kind must begin with its first (I., A., 1.), the lower one anew or at least once below a higher one.
    """
    kinds: list[str] = []
    out = list(pieces)
    for index, piece in enumerate(pieces):
        kind = _kind(piece)
        if not kind:
            continue
        if kind not in kinds:
            if not re.match(r"[I1A]\.?\s", piece.string):
                return list(pieces)
            kinds.append(kind)
        out[index] = replace(piece, level=kinds.index(kind) + 1)
    return out if "roman" in kinds[:1] and len(kinds) > 1 else list(pieces)


def _kind(piece: Piece) -> str:
    match = NUMBERED.match(piece.string) if piece.role is Role.HEADING and not piece.mark.text else None
    if match is None:
        return ""
    return next((name for name, pattern in _KINDS if pattern.fullmatch(match["number"])), "")
