"""Chains of parts of lines that together say a sentence that stands a second time.

A chain begins with a capital, follows its second place word by word, may lose a word and may go on on the next page;
it ends with the end of a sentence. Its parts are a column beside the body, or lines of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pubkit.structure.line_words import Fragment, LineWords

__all__ = ["best_chain"]

_FINAL = re.compile(r"[.!?…][\"'”’»)]*\s*\Z")
_LEAST_WORDS = 6
_PAGES = 500
"""Lines around a pull quote in which its second place is looked for."""
_TRIES = 10
"""Second places that are tried for one beginning."""
_RESUME = 170
"""Lines after which a chain that a page end has cut may go on."""


def best_chain(words: LineWords, index: int, taken: dict[int, Fragment]) -> list[Fragment] | None:
    texts, spans = words.texts[index], words.spans[index]
    string = words.lines[index].string
    best: tuple[int, list[Fragment]] | None = None
    for first in range(len(texts)):
        if not string[spans[first][0]].isupper():
            continue
        for last in _lasts(first, len(texts)):
            for chain in _chains(words, index, first, last, taken):
                if best is None or chain[0] > best[0]:
                    best = chain
        if best:
            return best[1]
    return None


def _lasts(first: int, size: int) -> list[int]:
    """Where the first fragment may end: at the line's end, or (beside the body on its right) after two to six words."""
    if first:
        return [size]
    return [size, *range(2, min(7, size))]


def _chains(
    words: LineWords, index: int, first: int, last: int, taken: dict[int, Fragment]
) -> list[tuple[int, list[Fragment]]]:
    fragment = words.texts[index][first:last]
    cut = last == len(words.texts[index]) and words.hyphened(index)
    known = fragment[:-1] if cut else fragment
    if len(known) < 2:
        if first or last != len(words.texts[index]) or index + 1 >= len(words.lines) or not words.texts[index + 1]:
            return []
        following = words.texts[index + 1][0]
        if len(known) == 1 and not (words.hyphened(index + 1) and len(words.texts[index + 1]) == 1):
            pair = (known[0], following)
        else:
            return []
    else:
        pair = (known[0], known[1])
    found: list[tuple[int, list[Fragment]]] = []
    places = _near(words, words.pairs.get(pair, ()), index)
    if len(known) >= 3:  # a word lost after the first one
        lost = (at - 2 for at in _near(words, words.pairs.get((known[1], known[2]), ()), index))
        places += [at for at in lost if at >= 0 and words.stream[at] == known[0]]
    for at in places:
        if words.owner[at] == index or words.owner[at] in taken:
            continue
        chain = _follow(words, index, first, last, at, taken)
        if chain:
            found.append(chain)
    return found


def _near(words: LineWords, places: Sequence[int], index: int) -> list[int]:
    """The places within some pages of a line, the nearest ones where there are many."""
    low = words.starts[max(0, index - _PAGES)]
    high = words.starts[min(len(words.starts) - 1, index + _PAGES)]
    found = places[bisect_left(places, low) : bisect_left(places, high + 1)]
    return sorted(found, key=lambda at: abs(at - words.starts[index]))[:_TRIES]


def _follow(
    words: LineWords, index: int, first: int, last: int, at: int, taken: dict[int, Fragment]
) -> tuple[int, list[Fragment]] | None:
    """Merit and fragments of the chain that says what the stream says from `at` on, up to the end of a sentence."""
    chain: list[Fragment] = []
    carried = ""
    position, line = at, index
    total = misses = 0
    fragment: tuple[int, int] | None = (first, last)
    mode = "suffix" if first else "whole" if last == len(words.texts[index]) else "prefix"
    while fragment is not None and len(chain) < 40:
        begin, end = fragment
        step = _advance(words, line, begin, end, position, carried, mode)
        if step is None:
            return None
        position, carried = step[0], step[1]
        misses += step[2]
        chain.append(Fragment(line, begin, end))
        total += end - begin
        if _ends(words, line, end) and total >= _LEAST_WORDS and not carried:
            return (total - 4 * misses, chain) if _plausible(words, chain, at, position) else None
        if mode == "whole" and (begin or end < len(words.texts[line])):
            mode = "suffix" if begin else "prefix"
        line, fragment = _next(words, line, position, carried, mode, taken, len(chain))
    return None


def _ends(words: LineWords, line: int, end: int) -> bool:
    text, spans = words.lines[line].string, words.spans[line]
    if end == len(spans):
        return bool(_FINAL.search(text))
    return bool(re.match(r"[.!?…][\"'”’»)]*(?:\s|\Z)", text[spans[end - 1][1] :]))


def _advance(
    words: LineWords, line: int, begin: int, end: int, position: int, carried: str, mode: str
) -> tuple[int, str, int] | None:
    """The place after these words, the half word that the line's hyphen carries over, and the misses."""
    fragment, rest = _fragment(words, line, begin, end, carried)
    own = _own(words, line, begin, end)
    misses = 0
    for word in fragment:
        after = words.step(position, word, mode, own)
        if after is not None and after - 1 in own:
            return None
        if after is None:
            for skip in (1, 2):
                after = words.step(position + skip, word, mode, own)
                if after is not None:
                    misses += skip
                    break
        if after is None:
            misses += 2
            after = position + 1
        position = after
        if misses > 1 + len(fragment) // 5:
            return None
    if rest and not _starts(words, position, rest):
        return None
    return position, rest, misses


def _own(words: LineWords, line: int, begin: int, end: int) -> range:
    places = words.places[line][begin:end]
    return range(places[0], places[-1] + 1) if places else range(0)


def _fragment(words: LineWords, line: int, begin: int, end: int, carried: str) -> tuple[list[str], str]:
    """The words of a fragment, the first with what was carried over, the last cut off where a hyphen carries it."""
    fragment = list(words.texts[line][begin:end])
    if carried and fragment:
        fragment[0] = carried + fragment[0]
    rest = ""
    if fragment and end == len(words.texts[line]) and words.hyphened(line):
        rest = fragment.pop()
    return fragment, rest


def _starts(words: LineWords, position: int, rest: str) -> bool:
    """Whether the word at `position`, or at the head of its next line, begins with `rest`."""
    if position >= len(words.stream):
        return False
    if words.stream[position].startswith(rest):
        return True
    following = words.owner[position] + 1
    if following >= len(words.places) or not words.places[following]:
        return False
    near = words.stream[position : position + 8] + words.stream[words.places[following][0] :][:1]
    return any(word.startswith(rest) for word in near)


def _next(
    words: LineWords, line: int, position: int, carried: str, mode: str, taken: dict[int, Fragment], length: int
) -> tuple[int, tuple[int, int] | None]:
    """The next line of the chain and the fragment of it; None where the chain breaks off."""
    after = line + 1
    if after < len(words.lines) and after not in taken:
        fragment = _fit(words, after, position, carried, mode)
        if fragment and mode == "whole" and fragment[1] - fragment[0] == 1 < len(words.texts[after]):
            fragment = None if _whole_line_after(words, after, position, carried, taken) else fragment
        if fragment:
            return after, fragment
    page = words.lines[line].page
    for later in range(line + 2, min(len(words.lines), line + _RESUME)):
        if later in taken:
            continue
        here = words.lines[later].page == page
        near = later <= line + 3 or length >= 3
        turned = not here and (words.lines[later - 1].page == page or length >= 3)
        if not (near if here else turned or later <= line + 4):
            continue
        fragment = _fit(words, later, position, carried, "alone" if here else mode)
        if fragment and (fragment[1] - fragment[0] >= 2 or (here and later <= line + 3)):
            return later, fragment
    return line, None


def _whole_line_after(words: LineWords, line: int, position: int, carried: str, taken: dict[int, Fragment]) -> bool:
    """Whether a line of its own goes on soon, so that one word at a line's edge is there by chance."""
    near = range(line + 1, min(line + 3, len(words.lines)))
    sizes = [(later, len(words.texts[later])) for later in near if later not in taken]
    return any(size >= 2 and _exact(words, later, 0, size, position, carried, "whole") for later, size in sizes)


def _fit(words: LineWords, line: int, position: int, carried: str, mode: str) -> tuple[int, int] | None:
    """The longest fragment of a line that the stream goes on with."""
    size = len(words.texts[line])
    if not size:
        return None
    options: list[tuple[int, int]] = [(0, size)]
    if mode in ("suffix", "whole"):
        options += [(first, size) for first in range(1, size)]
    if mode in ("prefix", "whole"):
        options += [(0, last) for last in range(size - 1, 0, -1)]
    for begin, end in options:
        if _exact(words, line, begin, end, position, carried, mode):
            return begin, end
    for begin, end in options:
        if end - begin >= 3 and _advance(words, line, begin, end, position, carried, mode) is not None:
            head = words.texts[line][begin]
            near = words.stream[position : position + 3]
            if (carried + head) in near:
                return begin, end
    return None


def _exact(words: LineWords, line: int, begin: int, end: int, position: int, carried: str, mode: str) -> bool:
    fragment, rest = _fragment(words, line, begin, end, carried)
    own = _own(words, line, begin, end)
    for word in fragment:
        after = words.step(position, word, mode, own)
        if after is None or after - 1 in own:
            return False
        position = after
    return not rest or _starts(words, position, rest)


def _plausible(words: LineWords, chain: list[Fragment], at: int, end: int) -> bool:
    """A column beside the body or alone: parts of lines all on one side, or whole lines that are narrow."""
    own = {place for f in chain for place in words.places[f.line][f.first : f.last]}
    if len(chain) < 2 or at in own or end - 1 in own:
        return False
    whole = [f for f in chain if f.first == 0 and f.last == len(words.texts[f.line])]
    left = sum(f.first == 0 and f.last < len(words.texts[f.line]) for f in chain)
    right = sum(f.first > 0 and f.last == len(words.texts[f.line]) for f in chain)
    if left and right:
        return False
    if not whole or (left + right >= 3 and left + right >= 0.5 * len(chain)):
        return len(chain) >= 3
    lines = {fragment.line for fragment in chain}
    lengths = [len(words.lines[f.line].string) for f in whole]
    neighbours = [len(words.lines[k].string) for k in range(chain[0].line - 12, chain[-1].line + 12)
                  if 0 <= k < len(words.lines) and k not in lines]  # fmt: skip
    typical = max(sorted(neighbours)[len(neighbours) // 2] if neighbours else 0, words.typical)  # not all are short
    share = sum(lengths[:-1]) / max(1, len(lengths) - 1) / max(1, typical)
    return share <= (0.82 if len(whole) == len(chain) else 0.7) and len(chain) >= (2 if len(whole) == len(chain) else 4)
