"""Text that knows where each of its characters comes from.

The characters of all witnesses are numbered through: witness *k* occupies the numbers from `Witness.base` on.
A `TracedText` carries, beside its characters, the number of each (or `ADDED` where no witness has it), so that
whatever the stages cut, join and move, the ledger can say in the end where every character went.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from pubkit.records import dataclass

__all__ = ["ADDED", "Span", "TracedText"]

ADDED = -1
"""The number of a character that no witness has."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters, numbered through over all witnesses; `end` is excluded."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, eq=False)
class TracedText:
    """Characters and their origins, one for one."""

    text: str
    """The characters."""
    origins: array[int]
    """For each character its number over all witnesses, or `ADDED`."""

    @classmethod
    def of(cls, text: str, base: int) -> TracedText:
        """The text of a witness whose first character has the number `base`."""
        return cls(text, array("q", range(base, base + len(text))))

    @classmethod
    def added(cls, text: str) -> TracedText:
        """Text that stands in no witness."""
        return cls(text, array("q", [ADDED]) * len(text))

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError(f"{len(self.text)} characters but {len(self.origins)} origins")

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TracedText):
            return NotImplemented
        return self.text == other.text and self.origins == other.origins

    def __hash__(self) -> int:
        return hash(self.text)

    def __getitem__(self, piece: slice) -> TracedText:
        return TracedText(self.text[piece], self.origins[piece])

    def __add__(self, other: TracedText) -> TracedText:
        return TracedText(self.text + other.text, self.origins + other.origins)

    def join(self, parts: Iterable[TracedText]) -> TracedText:
        """Like `str.join`, with this text between the parts."""
        texts: list[str] = []
        origins = array("q")
        for index, part in enumerate(parts):
            if index:
                texts.append(self.text)
                origins.extend(self.origins)
            texts.append(part.text)
            origins.extend(part.origins)
        return TracedText("".join(texts), origins)

    def replace(self, start: int, end: int, replacement: str) -> TracedText:
        """The text with `[start:end]` replaced; the new characters take over the origins one for one, from the left."""
        kept = self.origins[start:end][: len(replacement)]
        middle = TracedText(replacement, kept + array("q", [ADDED]) * (len(replacement) - len(kept)))
        return self[:start] + middle + self[end:]

    def strip(self, chars: str | None = None) -> TracedText:
        """Like `str.strip`."""
        start = len(self.text) - len(self.text.lstrip(chars))
        return self[start : max(start, len(self.text.rstrip(chars)))]

    def split(self, pattern: re.Pattern[str]) -> Iterator[TracedText]:
        """The pieces between the matches of `pattern`, which are left out."""
        last = 0
        for match in pattern.finditer(self.text):
            yield self[last : match.start()]
            last = match.end()
        yield self[last:]

    def spans(self) -> tuple[Span, ...]:
        """The runs of characters of the witnesses that this text is made of, in the order of the text."""
        runs: list[Span] = []
        start = previous = ADDED
        for number in self.origins:
            if number == ADDED:
                continue
            if previous != ADDED and number == previous + 1:
                previous = number
                continue
            if previous != ADDED:
                runs.append(Span(start, previous + 1))
            start = previous = number
        if previous != ADDED:
            runs.append(Span(start, previous + 1))
        return tuple(runs)
