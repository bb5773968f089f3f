"""Seam overlaps: the last words of a piece stand again at the head of the next one (page images that overlap)."""

from __future__ import annotations

from pubkit.model.article import SetAside
from pubkit.records import replace
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.wording import complete, words

__all__ = ["drop_overlaps"]

_LEAST = 3
_MOST = 40


def drop_overlaps(draft: Draft) -> Draft:
    """Take the repeated words away where they stand first, with a last word that was cut short."""
    pieces = list(draft.pieces)
    aside = list(draft.aside)
    previous = -1
    for index, piece in enumerate(pieces):
        if piece.role is Role.PULL_QUOTE:
            continue
        if previous >= 0 and piece.role is pieces[previous].role is Role.TEXT:
            at = _overlap(pieces[previous], piece)
            if at is not None:
                gone = pieces[previous].text[at:]
                aside.append(SetAside(gone, "seam-overlap", "the next piece begins with the same words"))
                pieces[previous] = replace(pieces[previous], text=pieces[previous].text[:at].strip())
        previous = index
    return replace(draft, pieces=tuple(pieces), aside=tuple(aside))


def _overlap(one: Piece, two: Piece) -> int | None:
    if complete(one.string):
        return None
    tail = words(one.string[-600:])
    head = [word for word, _, _ in words(two.string[:600])]
    shift = max(0, len(one.string) - 600)
    for size in range(min(_MOST, len(tail), len(head)), _LEAST - 1, -1):
        ending = [word for word, _, _ in tail[-size:]]
        if ending[:-1] == head[: size - 1] and head[size - 1].startswith(ending[-1]):
            if size == _LEAST and sum(map(len, ending)) < 14:
                return None
            return shift + tail[-size][1]
    return None
