"""The ledger: where every character of every witness went.

Every character that is no white space is in exactly one class. `unaccounted` and `double` must be 0.
"""

from __future__ import annotations

import enum
from array import array
from collections.abc import Iterable, Iterator, Sequence

from pubkit.model.apparatus import Apparatus
from pubkit.model.article import (
    Article,
    BlockQuote,
    Call,
    CiteGroup,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    PullQuote,
    Verbatim,
    Verse,
)
from pubkit.model.text import Span, TracedText
from pubkit.model.witness import Regularized, Witnesses
from pubkit.records import dataclass

__all__ = ["CharacterClass", "Ledger", "ledger"]


class CharacterClass(enum.IntEnum):
    """Where a character can go."""

    UNACCOUNTED = 0
    SPACE = 1
    EMENDED = 2
    """Taken away or replaced by regularization."""
    FRONT = 3
    BODY = 4
    NOTE = 5
    REFERENCE = 6
    MARK = 7
    """Marks of calls, notes and list items."""
    SET_ASIDE = 8
    AGREEING = 9
    """Another witness says the same as the copy-text here."""
    VARIANT = 10
    """A reading in the apparatus that was not chosen."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many characters of the witnesses are in each class."""

    counts: tuple[int, ...]
    """By `CharacterClass`."""
    double: int
    """Characters that two places claim."""
    unaccounted: tuple[Span, ...]
    """Runs of characters that no place has."""
    rules: tuple[tuple[str, int], ...]
    """For what was set aside: characters by rule."""
    classes: bytes = b""
    """The class of every character, by its number."""

    @property
    def balanced(self) -> bool:
        """Nothing is lost and nothing is counted twice."""
        return not self.double and not self.counts[CharacterClass.UNACCOUNTED]

    def __getitem__(self, kind: CharacterClass) -> int:
        return self.counts[kind]

    def by_siglum(self, witnesses: Witnesses) -> dict[CharacterClass, dict[str, int]]:
        """For every class but white space, the characters of each witness in it."""
        rows: dict[CharacterClass, dict[str, int]] = {}
        for kind in CharacterClass:
            if kind is not CharacterClass.SPACE:
                rows[kind] = {w.siglum: self.classes.count(kind, w.span.start, w.span.end) for w in witnesses.all}
        return rows


def ledger(
    witnesses: Witnesses, regularized: Sequence[Regularized], article: Article, apparatus: Apparatus | None = None
) -> Ledger:
    """Add up all characters of all witnesses; time and memory are linear in their number."""
    size = witnesses.all[-1].span.end if witnesses.all else 0
    account = _Account(size)
    account.open(witnesses, regularized)
    account.book(article.front.texts(), CharacterClass.FRONT)
    for block in article.blocks:
        account.book(*_block(block))
    for block in article.blocks:
        account.book((call.mark for call in _calls(block)), CharacterClass.MARK)
    for note in article.notes:
        account.book([note.mark], CharacterClass.MARK)
        for paragraph in note.paragraphs:
            account.book(_texts(paragraph), CharacterClass.NOTE)
    account.book(article.references, CharacterClass.REFERENCE)
    if article.references_heading:
        account.book([article.references_heading], CharacterClass.REFERENCE)
    rules: dict[str, int] = {}
    for item in article.set_aside:
        rules[item.rule] = rules.get(item.rule, 0) + account.book([item.text], CharacterClass.SET_ASIDE)
    for pull_quote in article.blocks:
        if isinstance(pull_quote, PullQuote):
            booked = account.book([pull_quote.text], CharacterClass.SET_ASIDE)
            rules["pull-quote"] = rules.get("pull-quote", 0) + booked
    if apparatus is not None:
        account.book(apparatus.agreeing, CharacterClass.AGREEING)
        for variant in apparatus.variants:
            for reading in variant.readings:
                account.book_spans(reading.spans, CharacterClass.VARIANT)
    return account.close(rules)


class _Account:
    def __init__(self, size: int) -> None:
        self._classes = bytearray(size)
        self._double = 0

    def open(self, witnesses: Witnesses, regularized: Sequence[Regularized]) -> None:
        """White space, and what regularization took away."""
        classes = self._classes
        classes[:] = bytes([CharacterClass.SPACE]) * len(classes)  # the gaps between witnesses count as space
        kept = bytearray(len(classes))
        for one in regularized:
            for number in one.text.origins:
                if number >= 0:
                    kept[number] = 1
        for witness in witnesses.all:
            for offset, char in enumerate(witness.text):
                if not char.isspace():
                    at = witness.base + offset
                    classes[at] = CharacterClass.UNACCOUNTED if kept[at] else CharacterClass.EMENDED

    def book(self, texts: Iterable[TracedText], kind: CharacterClass) -> int:
        """Enter texts; the number of characters that were free."""
        done = 0
        for text in texts:
            done += self._enter(text.origins, kind)
        return done

    def book_spans(self, spans: Iterable[Span], kind: CharacterClass) -> None:
        for span in spans:
            self._enter(range(span.start, span.end), kind)

    def _enter(self, numbers: array[int] | range, kind: CharacterClass) -> int:
        classes = self._classes
        done = 0
        for number in numbers:
            if number < 0:
                continue
            held = classes[number]
            if held == CharacterClass.UNACCOUNTED:
                classes[number] = kind
                done += 1
            elif held > CharacterClass.EMENDED:
                self._double += 1
        return done

    def close(self, rules: dict[str, int]) -> Ledger:
        classes = self._classes
        counts = tuple(classes.count(kind) for kind in CharacterClass)
        lost: list[Span] = []
        at = classes.find(CharacterClass.UNACCOUNTED)
        while at >= 0:
            end = at
            while end < len(classes) and classes[end] == CharacterClass.UNACCOUNTED:
                end += 1
            lost.append(Span(at, end))
            at = classes.find(CharacterClass.UNACCOUNTED, end)
        return Ledger(counts, self._double, tuple(lost), tuple(sorted(rules.items())), bytes(classes))


def _block(block: object) -> tuple[list[TracedText], CharacterClass]:
    match block:
        case Heading() | Paragraph() | BlockQuote():
            return list(_texts(block.content)), CharacterClass.BODY
        case Verse():
            return [text for line in block.lines for text in _texts(line)], CharacterClass.BODY
        case ListBlock():
            return [*(text for item in block.items for text in _texts(item)), *block.marks], CharacterClass.BODY
        case Verbatim():
            return [block.text], CharacterClass.BODY
        case _:
            return [], CharacterClass.BODY


def _texts(content: Iterable[Inline]) -> Iterator[TracedText]:
    for inline in content:
        if isinstance(inline, CiteGroup):
            yield inline.source
        elif not isinstance(inline, Call):
            yield inline.text


def _calls(block: object) -> Iterator[Call]:
    match block:
        case Heading() | Paragraph() | BlockQuote():
            lines: Iterable[Iterable[Inline]] = [block.content]
        case Verse():
            lines = block.lines
        case ListBlock():
            lines = block.items
        case _:
            lines = []
    for line in lines:
        yield from (inline for inline in line if isinstance(inline, Call))
