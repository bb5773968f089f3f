"""Pull quotes whose lines stand between those of the body, one of these and one of those.

An extractor that reads a page from top to bottom gives a line of the pull quote after each line of the body beside it.
Where both say the same sentence, the lines are dealt out to two texts: the pull quote, which begins with a line of its
own, and the body, which says the same words somewhere on the way. An extractor that takes the hyphens of line ends away
has joined the half word before a hyphen to the line after it, which may be one of the pull quote (`har` + `The ferry`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pubkit.engines.frequencies import commonness
from pubkit.records import dataclass
from pubkit.structure.reading import Line
from pubkit.structure.wording import begins_lower

__all__ = ["Strip", "strips_of", "woven_quotes"]

_WORD = re.compile(r"[^\W_]+(?:[-'’‐][^\W_]+)*")
_INNER = re.compile(r"[-'’‐]")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}", "¬")
_FINAL = re.compile(r"[.!?…][\"'”’»)]*\s*\Z")
_GAP = re.compile(r"\s{3,}")
_HALVES = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,40}(?![^\W\d_])")
_HEAD = re.compile(r"[^\W\d_]{1,40}(?![^\W\d_])")
_AHEAD = 3
"""Lines in which the other half of a word is looked for."""
_KNOWN = 2.0
"""How common the word is, on the scale of `commonness`, that was joined to the half of another one."""
_FREQUENT = 5.0
_COMMON = 4.0
_WHOLE = 1.5
_BEFORE, _AFTER = 6, 16
"""Strips before and after the first one of a pull quote in which the body begins to say the same."""
_BETWEEN = 3
"""Strips of the body between two of a pull quote, at most."""
_SHARE = 0.75
"""A line of a pull quote is shorter than this share of one of the body."""
_LEAST = 6
_MOST = 40
_NODES = 3000


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, or a part of one that stands by itself: behind a wide gap, or behind the half of a word."""

    line: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    half: bool
    """Its last word goes on elsewhere."""
    glued: bool
    """The hyphen of that word is gone."""


def strips_of(lines: Sequence[Line], language: str) -> list[Strip]:
    """The strips of lines, in their order."""
    counts = Counter(match.group().casefold() for line in lines for match in _HALVES.finditer(line.string))
    found: list[Strip] = []
    for index, line in enumerate(lines):
        cuts = [(match.start(), match.end(), False) for match in _GAP.finditer(line.string)]
        following = [other.string for other in lines[index + 1 : index + 1 + _AHEAD]]
        if not cuts:
            cuts += [(at, at, True) for at in _joints(line.string, following, counts, language)]
        last = 0
        for start, end, glued in [*cuts, (len(line.string), len(line.string), False)]:
            text = line.string[last:start]
            words = tuple(_INNER.sub("", match.group()).casefold() for match in _WORD.finditer(text))
            if words:
                found.append(Strip(index, last, start, text, words, glued or text.endswith(_HYPHENS), glued))
            last = end
    return found


def _joints(text: str, following: Sequence[str], counts: Counter[str], language: str) -> Iterator[int]:
    """Where the half of a word was joined to another word: what a line below begins with is the other half."""
    heads = [match.group() for other in following if (match := _HEAD.match(other))]
    heads = [head for head in heads if head[:1].islower()]
    for match in _HALVES.finditer(text):
        word = match.group()
        if not heads or counts[word.casefold()] > 1 or word.isupper() or commonness(word, language) > 0:
            continue
        for at in range(2, len(word)):
            if _is_joint(word[:at], word[at:], heads, language):
                yield match.start() + at
                break


def _is_joint(half: str, rest: str, heads: Sequence[str], language: str) -> bool:
    """Whether a word that nobody knows is the half of one and the whole of another."""
    known = commonness(rest, language)
    if half.isupper() or not (rest[:1].isupper() or known >= (_KNOWN if len(rest) > 1 else _FREQUENT)):
        return False
    if any(commonness((half + head).casefold(), language) >= _WHOLE for head in heads):
        return True
    compound = commonness(half, language) >= _COMMON and any(commonness(head, language) >= _COMMON for head in heads)
    return half.islower() and compound and (known >= _COMMON or (rest[:1].isupper() and len(rest) > 2))


def woven_quotes(strips: Sequence[Strip]) -> list[tuple[int, ...]]:
    """The pull quotes: for each the indexes of its strips."""
    lengths = sorted(len(strip.text) for strip in strips if len(strip.text) > 20) or [80]
    narrow = _SHARE * lengths[int(0.6 * len(lengths))]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, strip in enumerate(strips):
        for at, word in enumerate(strip.words):
            places[word].append((index, at))
    taken: set[int] = set()
    found: list[tuple[int, ...]] = []
    for index, strip in enumerate(strips):
        if index in taken or len(strip.text) > narrow or not _opens(strip.text):
            continue
        for start, at in places[strip.words[0]]:
            if start == index or not index - _BEFORE <= start <= index + _AFTER or start in taken:
                continue
            following = strips[start].words[at + 1 : at + 2]
            if following and len(strip.words) > 1 and following[0] != strip.words[1]:
                continue
            chain = _Weave(strips, narrow, taken, start, at).from_strip(index)
            if chain:
                found.append(chain)
                taken |= set(chain)
                break
    return found


def _opens(text: str) -> bool:
    return text.lstrip("\"'“‘«¿¡([")[:1].isupper() and not begins_lower(text)


class _Weave:
    """The search for the pull quote that begins with a strip, beside the body that says it from word `at` on."""

    def __init__(self, strips: Sequence[Strip], narrow: float, taken: set[int], start: int, at: int) -> None:
        self._strips = strips
        self._narrow = narrow
        self._taken = taken
        self._start = start
        self._at = at
        self._nodes = 0

    def from_strip(self, index: int) -> tuple[int, ...]:
        """The strips of the pull quote; none where the texts differ."""
        body: tuple[tuple[str, ...], bool] | None = None
        for k in range(self._start, index):  # the body began above
            body = self._with(body, k)
        quote = self._joined(((), False), self._strips[index].words, self._strips[index].half)
        return self._go(index + 1, quote, body, (index,), 0)

    def _go(
        self,
        k: int,
        quote: tuple[tuple[str, ...], bool],
        body: tuple[tuple[str, ...], bool] | None,
        chain: tuple[int, ...],
        between: int,
    ) -> tuple[int, ...]:
        self._nodes += 1
        if self._nodes > _NODES or len(chain) > _MOST or not _agree(quote, body):
            return ()
        done = bool(_FINAL.search(self._strips[chain[-1]].text)) and len(quote[0]) >= _LEAST and not quote[1]
        if done and body is not None and len(body[0]) - body[1] >= len(quote[0]):
            return chain if len(chain) > 1 else ()
        if k >= len(self._strips) or k > chain[-1] + _MOST:
            return ()
        strip = self._strips[k]
        if not done and k != self._start and k not in self._taken and len(strip.text) <= self._narrow:
            more = self._go(k + 1, self._joined(quote, strip.words, strip.half), body, (*chain, k), 0)
            if more:
                return more
        if between >= _BETWEEN and not done:
            return ()
        return self._go(k + 1, quote, self._with(body, k), chain, between + 1)

    def _with(self, body: tuple[tuple[str, ...], bool] | None, k: int) -> tuple[tuple[str, ...], bool] | None:
        strip = self._strips[k]
        if k in self._taken:
            return body
        if k == self._start:
            return self._joined(((), False), strip.words[self._at :], strip.half)
        return self._joined(body, strip.words, strip.half) if body is not None else None

    @staticmethod
    def _joined(text: tuple[tuple[str, ...], bool], words: tuple[str, ...], half: bool) -> tuple[tuple[str, ...], bool]:
        if text[1] and words:
            return (*text[0][:-1], text[0][-1] + words[0], *words[1:]), half
        return (*text[0], *words), half


def _agree(one: tuple[tuple[str, ...], bool], two: tuple[tuple[str, ...], bool] | None) -> bool:
    """Whether two texts say the same as far as both go."""
    if two is None:
        return True
    size = min(len(one[0]) - one[1], len(two[0]) - two[1])
    return one[0][:size] == two[0][:size]
