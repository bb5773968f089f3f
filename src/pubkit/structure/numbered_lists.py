"""Numbered lists: neighbouring pieces that begin with n., n+1., ... (or a letter and the next) and nothing between.

A numbered heading is alone: text stands between it and the next one.
"""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.structure.draft import Draft, Piece, Role

__all__ = ["find_numbered_lists"]

_ITEM = re.compile(r"(?P<mark>\(?(?:(?P<number>\d{1,2})[.)]|(?P<letter>[a-z])\)))\s+(?=\S)")


def find_numbered_lists(draft: Draft) -> Draft:
    """Give the items of numbered lists their role and take their marks off."""
    numbers = [_number(piece) for piece in draft.pieces]
    pieces: list[Piece] = []
    for index, piece in enumerate(draft.pieces):
        number = numbers[index]
        before = numbers[index - 1] if index else 0
        after = numbers[index + 1] if index + 1 < len(numbers) else 0
        listed = number and (before == number - 1 > 0 or after == number + 1)
        match = _ITEM.match(piece.string) if listed else None
        if match is None:
            pieces.append(piece)
        else:
            text = piece.text[match.end() :]
            pieces.append(replace(piece, text=text, role=Role.LIST_ITEM, mark=piece.text[: match.end("mark")]))
    return replace(draft, pieces=tuple(pieces))


def _number(piece: Piece) -> int:
    match = _ITEM.match(piece.string) if piece.role in (Role.TEXT, Role.HEADING) and not piece.mark.text else None
    if match is None:
        return 0
    return int(match["number"]) if match["number"] else ord(match["letter"]) - ord("a") + 1
