"""Witnesses and what was done to their text (TEI P5, chapter 12, "Critical Apparatus", and 11.3.1, corrections)."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from pubkit.errors import Place
from pubkit.model.article import Style
from pubkit.model.text import Span, TracedText
from pubkit.records import dataclass

__all__ = ["Emendation", "Regularized", "Witness", "Witnesses"]


@dataclass(frozen=True, slots=True)
class Witness:
    """One copy of the article's text, as it was given."""

    siglum: str
    """The short name that the apparatus uses: A, B, C ..."""
    file: str
    """The file that it was read from, as the user named it."""
    text: str
    """Its characters, decoded, line ends as they were given made `\\n`."""
    base: int = 0
    """The number of its first character over all witnesses."""
    encoding: str = "utf-8"
    """The encoding that it was decoded with."""
    media: str = "text/plain"
    """What kind of file it was: text/plain, text/markdown, text/html, application/pdf ..."""
    works: str = ""
    """The records of works that the file itself carries (fields of a reference manager, JATS), as CSL-JSON."""

    @property
    def span(self) -> Span:
        """All of its characters."""
        return Span(self.base, self.base + len(self.text))


@dataclass(frozen=True, slots=True)
class Emendation:
    """One change to the characters of a witness that put right what its making had spoiled."""

    rule: str
    """The name of the rule that made the change."""
    start: int
    """Offset in the text as it stood before this change."""
    before: str
    """The characters that stood there."""
    after: str
    """The characters that stand there now; empty where something was taken away."""
    span: Span
    """The characters of the witness, numbered through, that were changed."""
    reason: str = ""
    """Why, in words for an editor."""
    confidence: float = 1.0
    """How sure the rule is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Regularized:
    """A witness after regularization."""

    witness: Witness
    """The witness as it was given."""
    text: TracedText
    """Its text, put right."""
    emendations: tuple[Emendation, ...] = ()
    """What was done, in order: replaying them over the witness gives the text."""
    styles: tuple[tuple[Span, Style], ...] = ()
    """Characters that the witness sets otherwise than its running text (emphasis), in order."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """All witnesses of one article, numbered through."""

    all: tuple[Witness, ...]
    """The witnesses in the order of their bases."""
    _starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, texts: Sequence[Witness]) -> Witnesses:
        """The witnesses with bases and sigla (A, B, C ...) given out in order."""
        numbered: list[Witness] = []
        base = 0
        for index, given in enumerate(texts):
            siglum = chr(ord("A") + index) if index < 26 else f"W{index + 1}"
            numbered.append(Witness(siglum, given.file, given.text, base, given.encoding, given.media, given.works))
            base += len(given.text) + 1  # a gap of one, so that no run of characters crosses from one to the next
        return cls(tuple(numbered), tuple(w.base for w in numbered))

    def at(self, number: int) -> tuple[Witness, int]:
        """The witness that has the character of this number, and its offset there."""
        index = bisect_right(self._starts, number) - 1
        if number < 0 or index < 0 or number >= self.all[index].span.end:
            raise IndexError(f"no witness has a character {number}")
        return self.all[index], number - self.all[index].base

    def place(self, number: int) -> Place:
        """File, line and column of a character."""
        witness, offset = self.at(number)
        starts = _line_starts(witness.text)
        line = bisect_right(starts, offset)
        return Place(witness.file, line, offset - starts[line - 1] + 1)

    def text(self, span: Span) -> str:
        """The characters of a span within one witness."""
        if span.start >= span.end:
            return ""
        witness, offset = self.at(span.start)
        return witness.text[offset : offset + len(span)]


@lru_cache(maxsize=4)
def _line_starts(text: str) -> array[int]:
    """Where each line begins: a report asks for thousands of places of one text."""
    return array("q", [0, *(match.end() for match in re.finditer("\n", text))])
