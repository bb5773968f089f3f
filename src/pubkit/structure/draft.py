"""What passes between the rules of `pubkit.structure`: pieces of text with roles, and what was already lifted out."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from pubkit.model.article import FrontMatter, SetAside
from pubkit.model.text import TracedText
from pubkit.records import dataclass, replace
from pubkit.structure.styles import Styles

__all__ = ["EMPTY", "Draft", "NoteBody", "Piece", "Role"]

EMPTY = TracedText.of("", 0)


class Role(enum.StrEnum):
    """What a piece of text is."""

    TEXT = "text"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    VERSE = "verse"
    TABLE = "table"
    CAPTION = "caption"
    PULL_QUOTE = "pull-quote"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of text that the witness gives as a unit."""

    text: TracedText
    role: Role = Role.TEXT
    page: int = 0
    """Index of its page, from 0; in texts without pages, the number of note groups before it."""
    lines: int = 1
    """How many lines it stood on; 1 where a line is a paragraph."""
    level: int = 0
    """Level of a heading."""
    mark: TracedText = EMPTY
    """Printed mark of a list item."""
    opened: bool = False
    """The layout says that a paragraph begins here: indent, blank line."""
    closed: bool = False
    """The layout says that it is complete: its last line is short, or a blank line that is no seam follows."""
    confidence: float = 1.0
    apart: bool = False
    """It stands in other type, beside the body or between its paragraphs."""
    reason: str = ""
    parts: tuple[TracedText, ...] = ()
    """Lines of verse or of a table, where lines matter."""
    indented: bool = False
    """Four columns of space or more stand before it, in a text whose lines are paragraphs."""
    depth: int = 0
    """How many lists a list item stands within, its own apart."""

    @property
    def string(self) -> str:
        return self.text.text


@dataclass(frozen=True, slots=True)
class NoteBody:
    """The text of a note, lifted out of the flow."""

    label: str
    """The mark as a plain string: "12", "*"; "^12" where markup says that it is the note of `[^12]`."""
    mark: TracedText
    paragraphs: tuple[TracedText, ...]
    at: int
    """Index of the first piece that came after it."""
    page: int
    confidence: float = 1.0
    offset: int = 0
    """Characters of that piece that came before it, where a seam was closed around it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on the way."""

    pieces: tuple[Piece, ...]
    notes: tuple[NoteBody, ...] = ()
    front: FrontMatter = FrontMatter()
    aside: tuple[SetAside, ...] = ()
    paged: bool = False
    """The text came in lines and pages, so that page indices are pages."""
    measured: bool = False
    """Headings and the beginnings of paragraphs were measured on the page (PDF); nothing of that is to be guessed."""
    heads: tuple[str, ...] = ()
    """What the running heads said: they tell title, author and journal."""
    vocabulary: frozenset[str] = frozenset()
    """The words of the witness, case-folded."""
    told: bool = False
    """The witness itself says what its parts are (a file with markup): nothing is guessed that it would have said."""
    styles: Styles = Styles()
    """Which characters are emphasized."""

    def merged(self, groups: Sequence[tuple[int, int, Piece]]) -> Draft:
        """The draft with one piece for each run of pieces (start, end); notes keep their places."""
        if not groups:
            return self
        pieces: list[Piece] = []
        moved: list[int] = []
        start_of = {start: (end, piece) for start, end, piece in groups}
        until = 0
        for index, piece in enumerate(self.pieces):
            if index in start_of:
                moved.append(len(pieces))
                until, whole = start_of[index]
                pieces.append(whole)
            elif index < until:
                moved.append(len(pieces))
            else:
                moved.append(len(pieces))
                pieces.append(piece)
        moved.append(len(pieces))
        notes = tuple(replace(note, at=moved[note.at]) for note in self.notes)
        return replace(self, pieces=tuple(pieces), notes=notes)

    def without(self, gone: dict[int, SetAside]) -> Draft:
        """The draft without the pieces of these indices, which are set aside; notes keep their places."""
        if not gone:
            return self
        shift: list[int] = []
        count = 0
        for index in range(len(self.pieces) + 1):
            shift.append(index - count)
            count += index in gone
        pieces = tuple(piece for index, piece in enumerate(self.pieces) if index not in gone)
        notes = tuple(replace(note, at=shift[note.at]) for note in self.notes)
        aside = (*self.aside, *(gone[index] for index in sorted(gone)))
        return replace(self, pieces=pieces, notes=notes, aside=aside)
