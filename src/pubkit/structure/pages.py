"""A text of printed lines: pages, columns, furniture, notes and pull quotes taken apart, then paragraphs."""

from __future__ import annotations

from pubkit.model.article import SetAside
from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.column_order import order_columns
from pubkit.structure.columns import split_columns
from pubkit.structure.draft import Draft, NoteBody, Piece, Role
from pubkit.structure.endnotes import lift_endnotes
from pubkit.structure.front_lines import front_size, tidy_front
from pubkit.structure.furniture_lines import drop_furniture_lines, split_at_folios
from pubkit.structure.line_paragraphs import join_lines, line_paragraphs
from pubkit.structure.note_lines import NoteLines, lift_note_lines
from pubkit.structure.pull_quote_lines import QuoteLines, lift_pull_quote_lines
from pubkit.structure.reading import Line
from pubkit.structure.tables import table_lines
from pubkit.structure.vocabulary import language_in

__all__ = ["draft_of_pages"]

_PAGE = 90
"""Lines that a page has at most; a longer text without form feeds has lost its pages."""


def draft_of_pages(lines: tuple[Line, ...], vocabulary: frozenset[str], *, measured: bool = False) -> Draft:
    """The draft of a text of printed lines; furniture goes first, because it stands between everything.

    `measured`: blank lines and indents tell where every paragraph begins, because they were measured.
    """
    pages = _pages(lines)
    if len(pages) == 1 and len(lines) > _PAGE:
        pages = split_at_folios(pages[0])
    bare, aside = drop_furniture_lines(pages)
    heads = tuple(item.text.text for item in aside if item.rule == "running-head")
    bare = bare if measured else order_columns([_in_order(page) for page in bare])
    size = front_size(bare[0]) if bare else 0
    front = tidy_front(bare[0][:size]) if size else []  # a mark before an affiliation is no note
    bare[:1] = [bare[0][size:]] if bare else []
    bare, endnotes, heading = lift_endnotes(bare)
    aside += heading
    bodies, notes = (
        lift_note_lines(bare, measured=measured, numbered=not endnotes)
        if len(pages) > 1 or len(lines) <= _PAGE
        else (bare, [])
    )
    notes += endnotes
    bodies[:1] = [[*front, *bodies[0]]] if bodies else []
    quotes: list[QuoteLines] = []
    flat = [line for page in bodies for line in page]
    if not measured:  # what stands apart is marked there
        flat, quotes = lift_pull_quote_lines(flat, front=len(front), language=language_in(vocabulary))
    by_page: list[list[Line]] = [[] for _ in pages]
    for line in flat:
        by_page[line.page].append(line)
    pieces, ends, more = line_paragraphs(
        by_page, vocabulary, front=front_size(by_page[0]) if front else 0, measured=measured
    )
    bodies_of_notes, dropped = _note_bodies(notes, ends, vocabulary)
    draft = Draft(
        pieces,
        bodies_of_notes,
        aside=(*aside, *more, *dropped),
        paged=True,
        measured=measured,
        vocabulary=vocabulary,
        heads=heads,
    )
    return _with_quotes(draft, quotes, ends, vocabulary)


def _in_order(page: list[Line]) -> list[Line]:
    """The lines of a page in reading order: columns one after the other, between the tables, which stay whole."""
    result: list[Line] = []
    last = 0
    for start, end in table_lines(page):
        result += [*(split_columns(page[last:start]) if start > last else []), *page[start:end]]
        last = end
    return [*result, *(split_columns(page[last:]) if last < len(page) else [])]


def _pages(lines: tuple[Line, ...]) -> list[list[Line]]:
    pages: list[list[Line]] = [[] for _ in range(lines[-1].page + 1)] if lines else []
    for line in lines:
        pages[line.page].append(line)
    return pages


def _note_bodies(
    notes: list[NoteLines], ends: tuple[int, ...], vocabulary: frozenset[str]
) -> tuple[tuple[NoteBody, ...], list[SetAside]]:
    bodies: list[NoteBody] = []
    aside: list[SetAside] = []
    for note in notes:
        text, dropped = (
            join_lines([line.text for line in note.lines], vocabulary) if note.lines else (TracedText.added(""), [])
        )
        aside += dropped
        bodies.append(
            NoteBody(note.label, note.mark, (text,), ends[note.page], note.page, min(1.0, note.confidence + 0.3))
        )
    return tuple(bodies), aside


def _with_quotes(draft: Draft, quotes: list[QuoteLines], ends: tuple[int, ...], vocabulary: frozenset[str]) -> Draft:
    """Pull quotes stand at the end of their page in the draft: where exactly says nothing."""
    aside = list(draft.aside)
    pieces: list[Piece] = []
    moved: list[int] = []
    by_end: dict[int, list[Piece]] = {}
    for quote in quotes:
        text, dropped = join_lines(list(quote.parts), vocabulary)
        aside += dropped
        piece = Piece(text, Role.PULL_QUOTE, quote.page, len(quote.parts), confidence=0.9, reason="repeats the body")
        by_end.setdefault(ends[quote.page], []).append(piece)
    for index in range(len(draft.pieces) + 1):
        pieces += by_end.get(index, [])
        moved.append(len(pieces))
        if index < len(draft.pieces):
            pieces.append(draft.pieces[index])
    notes = tuple(replace(note, at=moved[note.at]) for note in draft.notes)
    return replace(draft, pieces=tuple(pieces), notes=notes, aside=tuple(aside))
