"""Alignment of two sequences of words: blocks of equal words, in order (TEI P5, 12: the alignment table).

Near-linear: runs of words that occur once in each sequence are anchors (patience), their longest increasing chain
cuts the sequences into short stretches, and only these are compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["Block", "align"]

Block = tuple[int, int, int]
"""Start in the first sequence, start in the second, length."""

_GRAMS = (6, 4, 2)
_SMALL = 2_000_000
"""Cells up to which two stretches are compared directly."""


def align(one: Sequence[str], two: Sequence[str]) -> list[Block]:
    """Maximal blocks of equal words, increasing in both sequences; words without a partner are in none."""
    pairs = sorted(_pairs(one, two, 0, len(one), 0, len(two), 0))
    blocks: list[Block] = []
    for i, j, size in pairs:
        if blocks and blocks[-1][0] + blocks[-1][2] == i and blocks[-1][1] + blocks[-1][2] == j:
            blocks[-1] = (blocks[-1][0], blocks[-1][1], blocks[-1][2] + size)
        else:
            blocks.append((i, j, size))
    return _without_chance(blocks, len(one), len(two))


def _pairs(one: Sequence[str], two: Sequence[str], i1: int, i2: int, j1: int, j2: int, depth: int) -> list[Block]:
    if i1 >= i2 or j1 >= j2:
        return []
    if depth >= len(_GRAMS):
        return _direct(one, two, i1, i2, j1, j2) if (i2 - i1) * (j2 - j1) <= _SMALL else []
    anchors = _anchors(one, two, i1, i2, j1, j2, _GRAMS[depth])
    found: list[Block] = []
    last_i, last_j = i1, j1
    for i, j in [*anchors, (i2, j2)]:
        if i < last_i or j < last_j:
            continue
        found += _pairs(one, two, last_i, i, last_j, j, depth + 1)
        end = (i, j)
        while end[0] < i2 and end[1] < j2 and one[end[0]] == two[end[1]]:
            end = (end[0] + 1, end[1] + 1)
        if end[0] > i:
            found.append((i, j, end[0] - i))
        last_i, last_j = end
    return found


def _anchors(
    one: Sequence[str], two: Sequence[str], i1: int, i2: int, j1: int, j2: int, size: int
) -> list[tuple[int, int]]:
    """Starts of word runs that both stretches have exactly once, in a longest increasing chain."""
    first, second = _once(one, i1, i2, size), _once(two, j1, j2, size)
    pairs = sorted((i, second[gram]) for gram, i in first.items() if gram in second)
    tails: list[int] = []
    heads: list[int] = []
    back = [-1] * len(pairs)
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        if at == len(tails):
            tails.append(j)
            heads.append(index)
        else:
            tails[at], heads[at] = j, index
        back[index] = heads[at - 1] if at else -1
    chain: list[tuple[int, int]] = []
    index = heads[-1] if heads else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def _once(words: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at in range(start, end - size + 1):
        gram = tuple(words[at : at + size])
        places[gram] = -1 if gram in places else at
    return {gram: at for gram, at in places.items() if at >= 0}


def _direct(one: Sequence[str], two: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> list[Block]:
    from rapidfuzz.distance import Levenshtein

    ops = Levenshtein.opcodes(one[i1:i2], two[j1:j2])
    return [(i1 + op.src_start, j1 + op.dest_start, op.src_end - op.src_start) for op in ops if op.tag == "equal"]


def _without_chance(blocks: list[Block], size_one: int, size_two: int) -> list[Block]:
    """Drop short blocks that stand alone in long unequal stretches: `the` meets `the` everywhere."""
    kept: list[Block] = []
    for index, (i, j, size) in enumerate(blocks):
        before = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        after = (blocks[index + 1][0], blocks[index + 1][1]) if index + 1 < len(blocks) else (size_one, size_two)
        gap = min(max(i - before[0], j - before[1]), max(after[0] - i - size, after[1] - j - size))
        if size >= 4 or gap <= 4 * size:
            kept.append((i, j, size))
    return kept
