"""List marks that an extractor put at the end of the piece before the item."""

from __future__ import annotations

import re

from pubkit.model.article import SetAside
from pubkit.records import replace
from pubkit.structure.draft import Draft, Piece, Role

__all__ = ["drop_list_marks"]

_TRAILING = re.compile(r"\s(?P<mark>[•▪◦‣●○■□·])\s*\Z")


def drop_list_marks(draft: Draft) -> Draft:
    """Set aside a mark at the end of a piece that an item follows."""
    pieces: list[Piece] = []
    aside = list(draft.aside)
    for index, piece in enumerate(draft.pieces):
        after = draft.pieces[index + 1] if index + 1 < len(draft.pieces) else None
        match = _TRAILING.search(piece.string[-8:]) if after and after.role is Role.LIST_ITEM else None
        if match is None:
            pieces.append(piece)
            continue
        at = len(piece.string) - len(match.group("mark").rstrip()) - (len(piece.string[-8:]) - match.end("mark"))
        aside.append(SetAside(piece.text[at:].strip(), "list-mark", "mark of the item that follows"))
        pieces.append(replace(piece, text=piece.text[:at].strip()))
    return replace(draft, pieces=tuple(pieces), aside=tuple(aside))
