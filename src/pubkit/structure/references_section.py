"""The references section: everything under its heading, up to the next heading of the body."""

from __future__ import annotations

from pubkit.records import replace
from pubkit.structure.cues import ACKNOWLEDGEMENTS, APPENDIX, REFERENCES
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.reference_items import put_right

__all__ = ["find_references"]


def find_references(draft: Draft) -> Draft:
    """Give the heading of the references and the items under it their role."""
    start = next(
        (i for i in range(len(draft.pieces) - 1, -1, -1) if _opens(draft.pieces[i])),
        None,
    )
    if start is None:
        return draft
    pieces = list(draft.pieces)
    end = len(pieces)
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if index > start and (_closes(piece) or (draft.told and _follows(piece, pieces[start]))):
            end = index
            break
        if piece.role is not Role.PULL_QUOTE:
            pieces[index] = replace(piece, role=Role.REFERENCE)
    drafted = replace(draft, pieces=tuple(pieces))
    items = pieces[start + 1 : end]
    if not draft.paged or draft.measured or draft.told or any(piece.role is not Role.REFERENCE for piece in items):
        return drafted
    return _with_items(drafted, start + 1, end)


def _with_items(draft: Draft, start: int, end: int) -> Draft:
    """The items of the list put right; notes that stood among them stand before those that came after."""
    items = put_right(draft.pieces[start:end])
    change = len(items) - (end - start)
    notes = tuple(
        replace(note, at=start if start < note.at < end else note.at + change if note.at >= end else note.at)
        for note in draft.notes
    )
    return replace(draft, pieces=(*draft.pieces[:start], *items, *draft.pieces[end:]), notes=notes)


def _opens(piece: Piece) -> bool:
    return piece.role in (Role.HEADING, Role.TEXT) and bool(REFERENCES.fullmatch(piece.string.strip()))


def _closes(piece: Piece) -> bool:
    text = piece.string.strip()
    return piece.role is Role.HEADING and bool(APPENDIX.match(text) or ACKNOWLEDGEMENTS.fullmatch(text))


def _follows(piece: Piece, opening: Piece) -> bool:
    """Whether a file with markup says that another section begins."""
    return piece.role is Role.HEADING and bool(opening.level) and piece.level <= opening.level
