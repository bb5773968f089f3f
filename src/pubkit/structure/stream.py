"""The words of several pieces in one stream, with an index of their runs of four: who repeats whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pubkit.records import dataclass
from pubkit.structure.draft import Piece, Role
from pubkit.structure.wording import words

__all__ = ["Stream", "Twin", "stream_of"]

_GRAM = 4
_FLOWING = frozenset({Role.TEXT, Role.LIST_ITEM, Role.QUOTE})


@dataclass(frozen=True, slots=True)
class Twin:
    """Where a run of words stands a second time."""

    start: int
    """Its first word, in the stream without the run itself."""
    likeness: float
    """The share of the run's words that it has, in order."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Words, and for each its piece and its offsets there."""

    words: tuple[str, ...]
    pieces: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bounds: dict[int, tuple[int, int]]
    """First and last word (excluded) of each piece."""
    grams: dict[tuple[str, ...], list[int]]

    def twin(self, start: int, end: int) -> Twin | None:
        """The best second place of the words `start:end`, which may straddle the place where they stand."""
        from rapidfuzz.distance import LCSseq

        size = end - start
        if size < 5:
            return None
        votes: dict[int, int] = defaultdict(int)
        for at in range(start, end - _GRAM + 1):
            for other in self.grams.get(self.words[at : at + _GRAM], ()):
                if other <= start - _GRAM:
                    votes[other - at] += 1
                elif other >= end:
                    votes[other - size - at] += 1
        if not votes:
            return None
        near = {offset: sum(votes.get(offset + d, 0) for d in range(-4, 5)) for offset in votes}
        offset = max(near, key=lambda key: (near[key], -abs(key)))
        begin = max(0, start + offset - 3)
        finish = start + offset + size + 4
        region = self._without(begin, finish, start, end)
        common = LCSseq.similarity(self.words[start:end], region)
        return Twin(start + offset, common / size)

    def _without(self, begin: int, finish: int, start: int, end: int) -> tuple[str, ...]:
        size = end - start
        if finish <= start:
            return self.words[begin:finish]
        if begin >= start:
            return self.words[begin + size : finish + size]
        return self.words[begin:start] + self.words[end : finish + size]


def stream_of(pieces: Sequence[Piece]) -> Stream:
    """The stream of the flowing pieces."""
    found: list[str] = []
    owners: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    bounds: dict[int, tuple[int, int]] = {}
    for index, piece in enumerate(pieces):
        if piece.role not in _FLOWING:
            continue
        first = len(found)
        for word, start, end in words(piece.string):
            found.append(word)
            owners.append(index)
            starts.append(start)
            ends.append(end)
        bounds[index] = (first, len(found))
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    stream = tuple(found)
    for at in range(len(stream) - _GRAM + 1):
        grams[stream[at : at + _GRAM]].append(at)
    repeated = {gram: places for gram, places in grams.items() if 1 < len(places) <= 12}
    return Stream(stream, tuple(owners), tuple(starts), tuple(ends), bounds, repeated)
