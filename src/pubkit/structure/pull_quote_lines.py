"""Pull quotes in hard-wrapped text: a column of short lines, alone or beside the lines of the body.

Extractors give the lines of a pull quote as a block of their own, or mix them line by line with the body
(`ences retain their autonomy, be- Physics, according`). In both cases the ends (or the heads, or the whole) of
consecutive lines together say a sentence that stands somewhere else in the text. The chain is followed along that
second place; it may lose a word, and it may go on on the next page.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.model.text import TracedText
from pubkit.records import dataclass
from pubkit.structure.cues import REFERENCES
from pubkit.structure.line_words import Fragment, LineWords, whole
from pubkit.structure.quote_chains import best_chain
from pubkit.structure.quote_weave import Strip, strips_of, woven_quotes
from pubkit.structure.reading import Line

__all__ = ["QuoteLines", "lift_pull_quote_lines"]

_BRIEF = 3
"""Words of a heading above a pull quote that may begin as it does."""


@dataclass(frozen=True, slots=True)
class QuoteLines:
    """A pull quote: the parts of lines that it was made of."""

    parts: tuple[TracedText, ...]
    page: int
    line: int
    """Index of its first line among all lines given."""


def lift_pull_quote_lines(
    lines: Sequence[Line], *, front: int = 0, language: str = "en"
) -> tuple[list[Line], list[QuoteLines]]:
    """The lines without pull quotes, and the pull quotes; of the first `front` lines whole ones only."""
    bare, woven = _lift_woven(lines, language)
    gone = len(lines[:front]) - sum(1 for line in bare[:front] if any(line is other for other in lines[:front]))
    rest, others = _lift_chains(bare, max(0, front - gone))
    return rest, [*woven, *others]


def _lift_woven(lines: Sequence[Line], language: str) -> tuple[list[Line], list[QuoteLines]]:
    """The lines without the pull quotes that stand between them."""
    strips = strips_of(lines, language)
    chains = woven_quotes(strips)
    taken = {strips[k].line: None for chain in chains for k in chain}
    gone = {k for chain in chains for k in chain}
    quotes = [
        QuoteLines(
            tuple(lines[strips[k].line].text[strips[k].start : strips[k].end].strip() for k in chain),
            lines[strips[chain[0]].line].page,
            strips[chain[0]].line,
        )
        for chain in chains
    ]
    parts: dict[int, list[Strip]] = {}
    for k, strip in enumerate(strips):
        if strip.line in taken and k not in gone:
            parts.setdefault(strip.line, []).append(strip)
    rest: list[Line] = []
    for index, line in enumerate(lines):
        if index not in taken:
            rest.append(line)
            continue
        for part in parts.get(index, ()):
            text = line.text[part.start : part.end].strip()
            text = text + TracedText.added("-") if part.glued else text
            rest.append(Line(text, line.indent, line.page, line.blank))
    return rest, quotes


def _lift_chains(lines: Sequence[Line], front: int) -> tuple[list[Line], list[QuoteLines]]:
    """The lines without the pull quotes that stand together, and these."""
    words = LineWords(lines)
    taken: dict[int, Fragment] = {}
    quotes: list[QuoteLines] = []
    end = next((i for i in range(len(lines) - 1, -1, -1) if REFERENCES.fullmatch(lines[i].string)), len(lines))
    index = 0
    while index < end:
        chain = None if index in taken else best_chain(words, index, taken)
        brief = len(words.texts[index]) <= _BRIEF
        if chain and len(chain) > 2 and brief and chain[0].last == len(words.texts[index]) and not chain[0].first:
            later = best_chain(words, index + 1, taken)  # a heading above may say the first words, too
            chain = None if later and later[-1] == chain[-1] and not later[0].first else chain
        if chain and index < front and not all(whole(words, fragment) for fragment in chain):
            chain = None  # a title may begin as a sentence does
        if chain:
            for fragment in chain:
                taken[fragment.line] = fragment
            quotes.append(QuoteLines(tuple(_text(words, fragment) for fragment in chain), lines[index].page, index))
        index += 1
    rest: list[Line] = []
    for index, line in enumerate(lines):
        part = taken.get(index)
        if part is None:
            rest.append(line)
            continue
        start, end = _cut(words, part)
        for piece in (line.text[:start].strip(), line.text[end:].strip()):
            if piece.text:
                rest.append(Line(piece, line.indent, line.page, line.blank))
    return rest, quotes


def _cut(words: LineWords, fragment: Fragment) -> tuple[int, int]:
    spans = words.spans[fragment.line]
    text = words.lines[fragment.line].string
    start = 0 if fragment.first == 0 else spans[fragment.first][0]
    while start and text[start - 1] in "\"'“‘«(":
        start -= 1
    end = len(text) if fragment.last == len(spans) else spans[fragment.last - 1][1]
    while end < len(text) and text[end] in ".,;:!?\"'”’»)-":
        end += 1
    return start, end


def _text(words: LineWords, fragment: Fragment) -> TracedText:
    start, end = _cut(words, fragment)
    return words.lines[fragment.line].text[start:end].strip()
