"""The converter's document: blocks, notes and their calls, each with its evidence.

Words: TEI P5 (note, head, p, quote, lg), CSS GCPM (footnote call, footnote marker). A note is a list of
text runs and cites, never a string: "See also @a, p. 3; on the wider picture @b" survives both note styles
and author-date styles.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from pubkit.model.text import Span, TracedText
from pubkit.records import dataclass

__all__ = [
    "Article", "Author", "Block", "BlockQuote", "Call", "CallKind", "Cite", "CiteGroup", "Evidence", "FrontMatter",
    "Heading", "Inline", "ListBlock", "Note", "Paragraph", "PullQuote", "Run", "SetAside", "Style", "Verbatim", "Verse",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is believed, and how sure we are."""

    rule: str
    """The rule or model that inferred it."""
    confidence: float = 1.0
    """From 0 to 1; 1 where the text says it outright."""
    reason: str = ""
    """In words for an editor."""
    spans: tuple[Span, ...] = ()
    """Where in the witnesses it was seen."""


class Style(enum.StrEnum):
    """How a run of text is set."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    SMALL_CAPS = "small-caps"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """Running text."""

    text: TracedText
    style: Style = Style.PLAIN


class CallKind(enum.StrEnum):
    """How a footnote call was found."""

    SUPERSCRIPT = "superscript"
    """A superscript mark stood there."""
    GLUED = "glued"
    """A plain digit or sign stood there, glued to the word or set off by a space."""
    MARKUP = "markup"
    """Debris of a markup (LaTeX, HTML, Markdown) stood there."""
    WITNESS = "witness"
    """Another witness has the mark at this place."""
    INFERRED = "inferred"
    """No witness has a mark: the place was inferred."""
    EDITOR = "editor"
    """The editor has said where it stands."""


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote call: the place in the text that a note belongs to."""

    note: str
    """The `Note.id`."""
    kind: CallKind
    evidence: Evidence
    mark: TracedText
    """The characters of the mark, taken out of the text; empty where none was there."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One cite (CSL: citation item) within a citation."""

    key: str
    """The key of the entry."""
    label: str | None = None
    """The CSL locator type: page, chapter ..."""
    locator: str | None = None
    """The pinpoint as printed."""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    """The text names the author already: "Daston (2014) says"; only the rest is printed (pandoc: `-@key`)."""


@dataclass(frozen=True, slots=True)
class CiteGroup:
    """A citation: the cites that stand at one point."""

    cites: tuple[Cite, ...]
    source: TracedText
    """The printed reference that it stands for."""


Inline = Run | Call | CiteGroup


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading."""

    level: int
    """1 for the top level under the title."""
    content: tuple[Inline, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BlockQuote:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines of verse (TEI lg/l)."""

    lines: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is one paragraph."""

    items: tuple[tuple[Inline, ...], ...]
    start: int | None = None
    """The number of the first item; None for a bullet list."""
    marks: tuple[TracedText, ...] = ()
    """The printed marks of the items."""
    depths: tuple[int, ...] = ()
    """For each item how many lists it stands within, its own apart; empty where all stand in one."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A table or figure text left whole, line for line, rather than torn into prose."""

    text: TracedText
    kind: str = "table"
    """table, figure or code."""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence of the body repeated as decoration; it stands where it was found."""

    text: TracedText
    evidence: Evidence


Block = Heading | Paragraph | BlockQuote | Verse | ListBlock | Verbatim | PullQuote


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote."""

    id: str
    """Unique within the article; a number as printed wherever the numbers run through."""
    mark: TracedText
    """The mark as printed before its text."""
    paragraphs: tuple[tuple[Inline, ...], ...]
    """Its text: runs and cites."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Author:
    """An author of the article."""

    name: TracedText
    affiliation: TracedText | None = None
    """The institution, where it could be told from the note."""
    note: TracedText | None = None
    """The whole note about the author, as printed."""
    email: TracedText | None = None
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body, as printed; nothing is invented."""

    title: TracedText | None = None
    subtitle: TracedText | None = None
    authors: tuple[Author, ...] = ()
    abstracts: tuple[tuple[str, TracedText], ...] = ()
    """Language (BCP 47, or "" for the article's own) and text of each abstract."""
    keywords: tuple[TracedText, ...] = ()
    journal: TracedText | None = None
    volume: TracedText | None = None
    issue: TracedText | None = None
    season: TracedText | None = None
    year: TracedText | None = None
    date: TracedText | None = None
    """The publication date as printed, where more than the year is."""
    pages: TracedText | None = None
    doi: TracedText | None = None
    url: TracedText | None = None
    language: str = "en"
    """BCP 47."""
    other: tuple[tuple[str, TracedText], ...] = ()
    """Further labelled statements: received, accepted, licence ..."""

    def texts(self) -> Iterator[TracedText]:
        """Every text once: parts of an author's note are in the note, an affiliation may be that of several."""
        fields = (
            self.title, self.subtitle, self.journal, self.volume, self.issue, self.season, self.year, self.date,
            self.pages, self.doi, self.url,
        )  # fmt: skip
        yield from (field for field in fields if field)
        held: set[int] = set()
        for author in self.authors:
            yield author.name
            if author.note:
                yield author.note
                held.update(author.note.origins)
            for part in (author.affiliation, author.email):
                if part:
                    yield from _unheld(part, held)
                    held.update(part.origins)
        yield from (text for _, text in self.abstracts)
        yield from self.keywords
        yield from (text for _, text in self.other)


def _unheld(text: TracedText, held: set[int]) -> Iterator[TracedText]:
    """The stretches of a text whose characters are not held yet."""
    start = 0
    for index in range(len(text) + 1):
        if index == len(text) or text.origins[index] in held:
            if start < index:
                yield text[start:index]
            start = index + 1


@dataclass(frozen=True, slots=True)
class SetAside:
    """Characters that are kept in the ledger but not printed: furniture, duplicates, debris."""

    text: TracedText
    rule: str
    """What it is and which rule said so: running-head, folio, pull-quote, seam-overlap, debris ..."""
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Article:
    """A divided article."""

    front: FrontMatter
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    references: tuple[TracedText, ...] = ()
    """The items of the references section, where there is one."""
    references_heading: TracedText | None = None
    set_aside: tuple[SetAside, ...] = ()
