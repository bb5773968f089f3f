"""A collation as running text with its variants in place: what the text, HTML, JSON and TEI forms are made of.

In: an article, its apparatus and its witnesses. Out: parts (headings, paragraphs, notes ...) of pieces, each plain
text, a variant with its lemma, or a call; and the variants that have no place in the running text (front matter,
notes, references, breaks of paragraphs).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pubkit.model import (
    ADDED,
    Apparatus,
    Article,
    Block,
    BlockQuote,
    Call,
    CiteGroup,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    PullQuote,
    Variant,
    VariantKind,
    Verbatim,
    Verse,
    Witnesses,
)
from pubkit.records import dataclass

__all__ = ["Collated", "Lemma", "Part", "Piece", "collated", "line_of", "plain_of"]

CONTEXT = 40
_UNPLACED = (VariantKind.PARAGRAPH, VariantKind.MARK)
"""Kinds that are no text of their own."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """A variant at its place in the text."""

    variant: Variant
    text: str
    """The article's text there; empty where another witness has more."""


@dataclass(frozen=True, slots=True)
class CallTo:
    """A call of a note."""

    note: str


Piece = str | Lemma | CallTo


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the article."""

    kind: str
    """heading, paragraph, quote, verse, item, table."""
    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Collated:
    """A collation, ready to be written."""

    title: str
    authors: tuple[str, ...]
    language: str
    witnesses: Witnesses
    parts: tuple[Part, ...]
    notes: tuple[tuple[str, tuple[str, ...]], ...]
    """Id and paragraphs of each note."""
    references: tuple[str, ...]
    other: tuple[Variant, ...]
    """Variants of front matter, notes and references, and of breaks and marks."""

    def rows(self) -> Iterable[tuple[Variant, str, str]]:
        """Every variant with the text before and after it, in the order of the text; then those without a place."""
        for part in self.parts:
            for index, piece in enumerate(part.pieces):
                if isinstance(piece, Lemma):
                    before, after = plain_of(part.pieces[:index]), plain_of(part.pieces[index + 1 :])
                    yield piece.variant, before[-CONTEXT:], after[:CONTEXT]
        for variant in self.other:
            yield variant, "", ""


def plain_of(pieces: Sequence[Piece]) -> str:
    """The text of pieces."""
    return "".join(
        piece if isinstance(piece, str) else piece.text if isinstance(piece, Lemma) else "" for piece in pieces
    )


def line_of(variant: Variant, witnesses: Witnesses) -> str:
    """Where a variant stands: the first place of any of its readings, else of what goes before it."""
    spans = [span for reading in (variant.lemma, *variant.readings) for span in reading.spans]
    number = spans[0].start if spans else variant.after
    return str(witnesses.place(number)) if number != ADDED else ""


def collated(article: Article, apparatus: Apparatus, witnesses: Witnesses) -> Collated:
    """Put the variants of the apparatus in their places."""
    placer = _Placer(apparatus)
    parts = tuple(part for block in article.blocks for part in placer.block(block))
    placed = placer.placed
    return Collated(
        str(article.front.title or ""),
        tuple(str(author.name) for author in article.front.authors),
        article.front.language,
        witnesses,
        parts,
        tuple((note.id, tuple(_plain(paragraph) for paragraph in note.paragraphs)) for note in article.notes),
        tuple(reference.text for reference in article.references),
        tuple(variant for variant in apparatus.variants if id(variant) not in placed),
    )


class _Placer:
    def __init__(self, apparatus: Apparatus) -> None:
        self._at: dict[int, Variant] = {}
        self._behind: dict[int, list[Variant]] = {}
        self.placed: set[int] = set()
        for variant in apparatus.variants:
            if variant.kind in _UNPLACED or not variant.readings:
                continue
            if variant.lemma.spans:
                self._at.setdefault(variant.lemma.spans[0].start, variant)
            elif not variant.lemma.text and variant.after != ADDED:
                self._behind.setdefault(variant.after, []).append(variant)

    def block(self, block: Block) -> list[Part]:
        match block:
            case Heading():
                return [Part("heading", block.level, self._pieces(block.content))]
            case Paragraph():
                return [Part("paragraph", 0, self._pieces(block.content))]
            case BlockQuote():
                return [Part("quote", 0, self._pieces(block.content))]
            case Verse():
                return [Part("verse", 0, self._pieces(line)) for line in block.lines]
            case ListBlock():
                return [Part("item", 0, self._pieces(item)) for item in block.items]
            case Verbatim():
                return [Part("table", 0, (block.text.text,))]
            case PullQuote():
                return []

    def _pieces(self, content: Sequence[Inline]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        text: list[str] = []
        inside: set[int] = set()
        current: Variant | None = None

        def flush() -> None:
            nonlocal current
            if current is not None:
                pieces.append(Lemma(current, "".join(text)))
            elif text:
                pieces.append("".join(text))
            text.clear()
            current = None
            inside.clear()

        for inline in content:
            if isinstance(inline, Call):
                flush()
                pieces.append(CallTo(inline.note))
                continue
            traced = inline.source if isinstance(inline, CiteGroup) else inline.text
            for character, origin in zip(traced.text, traced.origins, strict=True):
                if current is not None and origin != ADDED and origin not in inside:
                    flush()
                found = self._at.get(origin) if origin != ADDED else None
                if current is None and found is not None and id(found) not in self.placed:
                    flush()
                    current = found
                    self.placed.add(id(found))
                    inside |= {n for span in found.lemma.spans for n in range(span.start, span.end)}
                text.append(character)
                if origin in self._behind and current is None:
                    flush()
                    for variant in self._behind.pop(origin):
                        pieces.append(Lemma(variant, ""))
                        self.placed.add(id(variant))
        flush()
        return tuple(pieces)


def _plain(content: Sequence[Inline]) -> str:
    return "".join(
        "" if isinstance(inline, Call) else inline.source.text if isinstance(inline, CiteGroup) else inline.text.text
        for inline in content
    )
