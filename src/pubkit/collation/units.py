"""The body of an article as units (paragraphs, headings, list items) and words, and back again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pubkit.model.article import (
    Block,
    BlockQuote,
    Call,
    CiteGroup,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Run,
    Style,
)
from pubkit.model.text import ADDED, TracedText
from pubkit.records import dataclass, field, replace

__all__ = ["Body", "Unit", "Word", "body_of", "fold", "units_to_blocks", "words_of"]

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_WORD = re.compile(rf"[^\W_{_SUPERSCRIPTS}]+(?:['’][^\W\d_]+)*")


@dataclass(slots=True)
class Unit:
    """A stretch of running text with its calls; what collation edits."""

    block: int
    item: int
    text: TracedText
    calls: list[tuple[int, Call]] = field(default_factory=list)
    styles: list[tuple[int, int, Style]] = field(default_factory=list)
    shape: Heading | Paragraph | None = None
    """What the unit becomes where that is not what its block is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a body."""

    fold: str
    unit: int
    start: int
    end: int


@dataclass(slots=True)
class Body:
    """Units and all their words, in order."""

    units: list[Unit]
    words: list[Word]

    def word_before(self, unit: int, at: int) -> int | None:
        """The last word of a unit that begins before a place in it."""
        index = bisect_left(self.words, (unit, at), key=lambda word: (word.unit, word.start)) - 1
        return index if index >= 0 and self.words[index].unit == unit else None

    def number_before(self, word: int) -> int:
        """The number of the last character before a word that a witness has, or `ADDED`."""
        if not 0 < word <= len(self.words):
            return ADDED
        before = self.words[word - 1]
        return next(
            (n for n in reversed(self.units[before.unit].text.origins[before.start : before.end]) if n != ADDED), ADDED
        )


def fold(word: str) -> str:
    """The form that is compared: case and the shape of the apostrophe apart."""
    return word.casefold().replace("’", "'")


def words_of(text: str, unit: int) -> list[Word]:
    """The words of a unit."""
    return [Word(fold(match.group()), unit, match.start(), match.end()) for match in _WORD.finditer(text)]


def body_of(blocks: Sequence[Block]) -> Body:
    """Units of all blocks with running text; other blocks have none."""
    units: list[Unit] = []
    for index, block in enumerate(blocks):
        match block:
            case Heading() | Paragraph() | BlockQuote():
                units.append(_unit(index, 0, block.content))
            case ListBlock():
                units += [_unit(index, item, content) for item, content in enumerate(block.items)]
            case _:
                pass
    words: list[Word] = []
    for number, unit in enumerate(units):
        words += words_of(unit.text.text, number)
    return Body(units, words)


def _unit(block: int, item: int, content: tuple[Inline, ...]) -> Unit:
    parts: list[TracedText] = []
    calls: list[tuple[int, Call]] = []
    styles: list[tuple[int, int, Style]] = []
    at = 0
    for inline in content:
        if isinstance(inline, Call):
            calls.append((at, inline))
            continue
        text = inline.source if isinstance(inline, CiteGroup) else inline.text
        if isinstance(inline, Run) and inline.style is not Style.PLAIN:
            styles.append((at, at + len(text), inline.style))
        parts.append(text)
        at += len(text)
    return Unit(block, item, TracedText.added("").join(parts), calls, styles)


def content_of(unit: Unit) -> tuple[Inline, ...]:
    """The inlines of a unit."""
    cuts = (
        {0, len(unit.text)}
        | {at for at, _ in unit.calls}
        | {at for start, end, _ in unit.styles for at in (start, end)}
    )
    content: list[Inline] = []
    calls = sorted(enumerate(unit.calls), key=lambda item: (item[1][0], item[0]))
    marks = sorted(cuts)
    for start, end in zip(marks, [*marks[1:], None], strict=True):
        content += [call for _, (at, call) in calls if at == start]
        if end is not None and end > start:
            style = next((s for a, b, s in unit.styles if a <= start and end <= b), Style.PLAIN)
            content.append(Run(unit.text[start:end], style))
    return tuple(content)


def units_to_blocks(blocks: Sequence[Block], units: Sequence[Unit]) -> tuple[Block, ...]:
    """The blocks with the text of their units; a block with more units than it can hold becomes several."""
    by_block: dict[int, list[Unit]] = {}
    for unit in units:
        by_block.setdefault(unit.block, []).append(unit)
    result: list[Block] = []
    for index, block in enumerate(blocks):
        mine = by_block.get(index, [])
        match block:
            case Heading() | Paragraph() | BlockQuote():
                result += [replace(unit.shape or block, content=content_of(unit)) for unit in mine]
            case ListBlock():
                result.append(replace(block, items=tuple(content_of(unit) for unit in mine)))
            case _:
                result.append(block)
    return tuple(result)
