"""The words of printed lines in one stream, halves at line ends joined, and where each pair of words stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pubkit.records import dataclass
from pubkit.structure.reading import Line

__all__ = ["Fragment", "LineWords", "whole"]

_WORD = re.compile(r"[^\W_]+(?:[-'’‐][^\W_]+)*")
_INNER = re.compile(r"[-'’‐]")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}", "¬")


@dataclass(frozen=True, slots=True)
class Fragment:
    line: int
    first: int
    last: int
    """Words of the line, `last` excluded."""


class LineWords:
    """The words of all lines, those that a line end has cut joined, and where each pair of words stands."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.spans: list[list[tuple[int, int]]] = []
        self.texts: list[list[str]] = []
        for line in lines:
            found = list(_WORD.finditer(line.string))
            self.spans.append([match.span() for match in found])
            self.texts.append([_INNER.sub("", match.group()).casefold() for match in found])
        self.stream: list[str] = []
        self.owner: list[int] = []
        self.head: dict[int, int] = {}
        self.places: list[list[int]] = []
        carried = ""
        for index, line in enumerate(lines):
            words = list(self.texts[index])
            places = list(range(len(self.stream), len(self.stream) + len(words)))
            if carried and words:
                self.stream[-1] += words[0]
                self.head[len(self.stream) - 1] = len(carried)
                places = [place - 1 for place in places]
                words = words[1:]
            carried = ""
            self.places.append(places)
            self.stream += words
            self.owner += [index] * len(words)
            if line.string.endswith(_HYPHENS) and words and index + 1 < len(lines):
                carried = words[-1]
        self.starts: list[int] = []
        for places in self.places:
            self.starts.append(places[0] if places else self.starts[-1] if self.starts else 0)
        lengths = sorted(len(line.string) for line in lines) or [80]
        self.typical = 0.9 * lengths[len(lengths) // 2]
        self.pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at in range(len(self.stream) - 1):
            self.pairs[self.stream[at], self.stream[at + 1]].append(at)

    def step(self, position: int, word: str, mode: str, own: range) -> int | None:
        """The place after `word`, which stands at `position`, or there once the pull quote beside it is passed over."""
        stream = self.stream
        if position >= len(stream):
            return None
        here = stream[position]
        if here == word and position not in own:
            return position + 1
        following = self.owner[position] + 1
        if mode == "suffix" and following < len(self.places) and self.places[following]:
            after = self.places[following][0]
            if 0 < after - position <= 8:
                if stream[after] == word:
                    return after + 1
                if len(here) >= 2 and word.startswith(here) and stream[after] == word[len(here) :]:
                    return after + 1
        if mode == "prefix":
            if position and self.owner[position - 1] != self.owner[position]:
                for skip in range(1, 8):
                    if position + skip < len(stream) and stream[position + skip] == word:
                        return position + skip + 1
            head = self.head.get(position)
            if head and word.startswith(here[:head]):
                rest = word[head:]
                for skip in range(1, 8):
                    if position + skip < len(stream) and stream[position + skip] == rest:
                        return position + skip + 1
        return None

    def hyphened(self, line: int) -> bool:
        return self.lines[line].string.endswith(_HYPHENS)


def whole(words: LineWords, fragment: Fragment) -> bool:
    return fragment.first == 0 and fragment.last == len(words.texts[fragment.line])
