"""Endnotes of a text whose lines are paragraphs: 1, 2, 3, ... under a heading that says so, or at the end.

Without the heading the series must reach the end of the text (or the references) and be called in the text above:
else it is a list. With it, two numbers are enough; one, where the text calls it.
"""

from __future__ import annotations

import re

from pubkit.model.article import SetAside
from pubkit.records import replace
from pubkit.structure.call_marks import marks_in
from pubkit.structure.cues import ACKNOWLEDGEMENTS, APPENDIX, NOTES, REFERENCES
from pubkit.structure.draft import Draft, NoteBody, Piece, Role
from pubkit.structure.note_numbers import value_of
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, SUPERSCRIPT_LETTERS, complete, plain_digits

__all__ = ["lift_endnote_pieces"]

_MARK = re.compile(
    rf"""(?: \[?\^? (?P<number> \d{{1,4}} ) (?: [.)\]]+ :? \s* | \s+ | (?=[^\W\d_]) )
           | (?P<raised> [{SUPERSCRIPT_DIGITS}]{{1,4}} | [{SUPERSCRIPT_LETTERS}]{{1,5}} ) [.)]? \s*
           | (?P<roman> [ivx]{{1,6}} ) [.)]? \s+ (?=["'“‘«„(\[]?[^\W\d_a-z])
         ) (?=\S)""",
    re.VERBOSE,
)
_RAISED = re.compile(rf"[{SUPERSCRIPT_DIGITS}]")
_CALLED = 0.62


def lift_endnote_pieces(draft: Draft) -> Draft:
    """Take the endnotes and their heading out of the flow."""
    pieces = draft.pieces
    if draft.notes:
        return _without_heading(draft)
    end = _end(pieces)
    head = next((i for i in range(end - 1, 0, -1) if _is_heading(pieces[i])), None)
    if head is not None:
        starts = _series(pieces, head + 1, end, first=True)
        if starts and (len(starts) > 1 or _called(pieces[:head], starts)):
            return _lifted(draft, head, starts, _until(pieces, head + 1, end))
    trailing = _trailing(pieces, end)
    alone = not any(_RAISED.match(piece.string) for piece in pieces[: trailing[0][0]]) if trailing else False
    if len(trailing) > 1 and alone and _called(pieces[: trailing[0][0]], trailing):
        last = trailing[-1][0]
        until = next((i for i in range(last + 1, end) if not pieces[i].indented), end)
        until = until if complete(pieces[last].string) else end  # what comes behind a whole note is the body's
        return _lifted(draft, trailing[0][0], trailing, until)
    return draft


def _without_heading(draft: Draft) -> Draft:
    """A heading of the notes has nothing under it where the file told its notes: it is set aside."""
    gone: dict[int, SetAside] = {}
    for index, piece in enumerate(draft.pieces):
        after = draft.pieces[index + 1] if index + 1 < len(draft.pieces) else None
        if draft.told and _is_heading(piece) and (after is None or after.role is Role.HEADING):
            gone[index] = SetAside(piece.mark + piece.text, "notes-heading", "heading of the endnotes")
    return draft.without(gone) if gone else draft


def _is_heading(piece: Piece) -> bool:
    return piece.role in (Role.TEXT, Role.HEADING) and bool(NOTES.fullmatch(piece.string.strip()))


def _end(pieces: tuple[Piece, ...]) -> int:
    """Where the references begin that stand last, or the text ends."""
    at = next((i for i in range(len(pieces) - 1, -1, -1) if REFERENCES.fullmatch(pieces[i].string.strip())), None)
    later = at is not None and any(_is_heading(piece) for piece in pieces[at:])
    return len(pieces) if at is None or later else at


def _until(pieces: tuple[Piece, ...], start: int, end: int) -> int:
    """Where another part of the article begins."""
    for index in range(start, end):
        text = pieces[index].string.strip()
        if any(cue.fullmatch(text) for cue in (REFERENCES, ACKNOWLEDGEMENTS)) or (
            APPENDIX.match(text) and len(text) < 60
        ):
            return index
    return end


_Start = tuple[int, str, int]
"""Index of the piece, label, end of the mark."""


def _series(pieces: tuple[Piece, ...], start: int, end: int, *, first: bool) -> list[_Start]:
    """The pieces numbered 1, 2, 3, ... from `start` on."""
    found: list[_Start] = []
    for index in range(start, _until(pieces, start, end)):
        label, mark_end = _label(pieces[index])
        if label and value_of(label) == len(found) + 1:
            found.append((index, label, mark_end))
        elif not found and first:
            return []
    return found


def _label(piece: Piece) -> tuple[str, int]:
    """The mark that a piece begins with, and where it ends; the mark of an item of a list is its own."""
    if piece.role is Role.LIST_ITEM:
        label = piece.mark.text.strip("().[] ")
        return (label, 0) if label.isdigit() else ("", 0)
    match = _MARK.match(piece.string) if piece.role in (Role.TEXT, Role.HEADING) else None
    if match is None:
        return "", 0
    return plain_digits(match["number"] or match["raised"] or match["roman"]), match.end()


def _trailing(pieces: tuple[Piece, ...], end: int) -> list[_Start]:
    """The last series from 1 on that is not broken off by more than a few pieces before the end."""
    for start in range(end - 1, 0, -1):
        if value_of(_label(pieces[start])[0] or "*") == 1:
            starts = _series(pieces, start, end, first=False)
            last = starts[-1][0]
            return starts if end - last <= 3 and last - start <= 2 * len(starts) else []
    return []


def _called(body: tuple[Piece, ...], starts: list[_Start]) -> bool:
    """Whether the text calls most of the notes."""
    labels = frozenset(label for _, label, _ in starts)
    seen = {mark.label for piece in body for mark in marks_in(piece.string, labels) if mark.cost <= _CALLED}
    return len(seen) >= max(1, 0.6 * len(labels))


def _lifted(draft: Draft, head: int, starts: list[_Start], end: int) -> Draft:
    pieces, aside = draft.pieces, list(draft.aside)
    if head < starts[0][0]:
        heading = pieces[head]
        aside.append(SetAside(heading.mark + heading.text, "notes-heading", "heading of the endnotes"))
    notes: list[NoteBody] = []
    for number, (index, label, mark_end) in enumerate(starts):
        until = starts[number + 1][0] if number + 1 < len(starts) else end
        more = [piece for piece in pieces[index + 1 : until] if piece.role is not Role.PULL_QUOTE]
        first = pieces[index]
        mark = first.mark if first.role is Role.LIST_ITEM else first.text[:mark_end].strip()
        aside += [SetAside(piece.mark, "list-mark", "mark within an endnote") for piece in more if piece.mark.text]
        texts = (first.text[mark_end:].strip(), *(piece.text for piece in more))
        notes.append(NoteBody(label, mark, texts, head, 0, 0.9))
    kept = (*pieces[:head], *pieces[end:])
    return replace(draft, pieces=kept, notes=tuple(notes), aside=tuple(aside))
