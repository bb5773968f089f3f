"""A regularized witness to a divided article: front matter, sections, paragraphs, notes at their calls.

The order of the rules is their contract: notes and duplicates go before paragraphs are joined, because they stand in
the seams; headings are found before joining, because nothing is joined over them; calls come last, when every
sentence is whole.
"""

from __future__ import annotations

from collections.abc import Callable

from pubkit.engines.language import language_of
from pubkit.model.article import Article, FrontMatter
from pubkit.model.witness import Regularized
from pubkit.notices import Notice
from pubkit.records import replace
from pubkit.structure.anchors import anchor_notes
from pubkit.structure.assemble import assemble
from pubkit.structure.captions import find_captions
from pubkit.structure.dangling import dangling_marks
from pubkit.structure.draft import Draft, Role
from pubkit.structure.endnote_pieces import lift_endnote_pieces
from pubkit.structure.front_block import front_block
from pubkit.structure.front_matter import front_matter
from pubkit.structure.furniture_pieces import drop_furniture_pieces
from pubkit.structure.headings import find_headings
from pubkit.structure.left_whole import left_whole
from pubkit.structure.list_marks import drop_list_marks
from pubkit.structure.marked import marked
from pubkit.structure.note_pieces import lift_note_pieces
from pubkit.structure.numbered_lists import find_numbered_lists
from pubkit.structure.overlaps import drop_overlaps
from pubkit.structure.pages import draft_of_pages
from pubkit.structure.pull_quotes import lift_pull_quotes, lift_set_apart
from pubkit.structure.quotations import find_quotations
from pubkit.structure.reading import Kind, Line, kind_of, lines_of, paragraphs
from pubkit.structure.references_section import find_references
from pubkit.structure.remainder import with_remainder
from pubkit.structure.seams import join_seams
from pubkit.structure.styled_headings import find_styled_headings
from pubkit.structure.styles import Styles
from pubkit.structure.verse import find_verse
from pubkit.structure.vocabulary import Vocabulary
from pubkit.structure.wording import words

__all__ = ["MARKED_RULES", "PAGE_RULES", "RULES", "dangling_marks", "divide", "left_whole"]

RULES: tuple[Callable[[Draft], Draft], ...] = (
    drop_list_marks,
    front_matter,  # first: the title and the journal tell what a running head says
    drop_furniture_pieces,  # before notes: a folio between two notes is no number of a note
    lift_endnote_pieces,
    lift_note_pieces,
    lift_pull_quotes,
    drop_overlaps,
    find_styled_headings,  # before lists: "1. Introduction" in bold is none
    find_numbered_lists,  # before headings: an item may look like one
    find_verse,
    find_headings,
    find_references,
    find_captions,
    find_quotations,  # after headings: an epigraph stands under one
    join_seams,
)

PAGE_RULES: tuple[Callable[[Draft], Draft], ...] = (
    front_matter,
    drop_furniture_pieces,
    lift_set_apart,  # before the others: what stands apart and repeats the body is the pull quote, not its twin
    lift_pull_quotes,
    find_numbered_lists,  # before headings: an item may look like one
    find_headings,  # headings that run into their paragraph; the others were told by their lines
    find_verse,
    find_references,
    find_captions,
    find_quotations,
    join_seams,
)

MARKED_RULES: tuple[Callable[[Draft], Draft], ...] = (
    front_matter,
    lift_endnote_pieces,
    lift_note_pieces,  # where the file has notes that are none to its program
    lift_pull_quotes,
    find_styled_headings,
    find_numbered_lists,  # typed by hand
    find_headings,  # where the file has headings that are none to its program
    find_references,
)

_PLAIN_MEDIA = ("text/plain", "application/pdf")
"""Kinds of files that do not say what the parts of their text are."""


def divide(witness: Regularized) -> tuple[Article, tuple[Notice, ...]]:
    """The article that a witness holds, and what an editor should look at."""
    lines = lines_of(witness.text)
    language = language_of(witness.text.text) or "en"
    vocabulary = Vocabulary((word for word, _, _ in words(witness.text.text)), language)
    front = FrontMatter(language=language)
    if witness.witness.media not in _PLAIN_MEDIA:
        draft, rules = _told(lines, front), MARKED_RULES
    elif kind_of(lines) is Kind.LINES:
        draft = draft_of_pages(lines, vocabulary, measured=witness.witness.media == "application/pdf")
        draft = replace(draft, front=front)
        rules = PAGE_RULES if draft.measured or draft.notes or lines[-1].page else RULES
    else:
        draft, rules = Draft(paragraphs(lines), front=front), RULES
    draft = replace(draft, vocabulary=vocabulary, styles=Styles(witness.styles))
    for rule in rules:
        draft = rule(draft)
    return with_remainder(assemble(draft, anchor_notes(draft)), witness)


def _told(lines: tuple[Line, ...], front: FrontMatter) -> Draft:
    """The draft of a file with markup."""
    parts = marked(lines)
    front, aside = front_block(parts.front, front)
    told = any(piece.role is Role.HEADING for piece in parts.pieces)
    return Draft(parts.pieces, parts.notes, front, (*parts.aside, *aside), told=told)
