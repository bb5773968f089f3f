"""Levels of headings from the witness that knows them best.

A marked-up file says how deep each heading is, a PDF shows it by the size of the letters, plain text leaves it to be
inferred. Levels of two witnesses are not on one scale: they are compared by the headings that both have. A heading
that the best witness lacks gets the level that its peers in the copy-text got.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping, Sequence

from pubkit.collation.bodies import Comparison
from pubkit.collation.units import Body
from pubkit.model.article import Block, Heading
from pubkit.model.witness import Witness
from pubkit.records import replace

__all__ = ["Depth", "depth_of", "settle_levels"]

_ENOUGH = 3
"""Headings in common from which two scales can be compared."""


class Depth(enum.IntEnum):
    """How a witness knows the levels of its headings."""

    TEXT = 1
    """By numbers, capitals and what stands around them."""
    SIZES = 2
    """By the sizes of letters."""
    MARKUP = 3
    """The file says it."""


def depth_of(witness: Witness) -> Depth:
    """How much a witness knows of its levels."""
    if witness.media == "text/plain":
        return Depth.TEXT
    return Depth.SIZES if witness.media == "application/pdf" else Depth.MARKUP


def settle_levels(
    blocks: Sequence[Block], ours: Body, others: Sequence[tuple[Comparison, Sequence[Block]]], siglum: str,
    depths: Mapping[str, Depth],
) -> None:  # fmt: skip
    """Give every heading of the copy-text its level on one scale; units that became headings of another witness's
    count too."""
    heads = _heads(blocks, ours)
    given: dict[int, dict[str, int]] = {}  # unit -> level by witness
    for other, theirs in others:
        for unit, first, last in heads:
            x, y = other.back.get(first), other.back.get(last)
            if x is None or y is None or y - x != last - first:
                continue
            block = theirs[other.body.units[other.body.words[x].unit].block]
            if isinstance(block, Heading) and other.body.words[x].unit == other.body.words[y].unit:
                given.setdefault(unit, {})[other.siglum] = block.level
    for unit, _, _ in heads:
        block = blocks[ours.units[unit].block]
        if isinstance(block, Heading) and not ours.units[unit].shape:
            given.setdefault(unit, {})[siglum] = block.level
    best = _best(given, siglum, depths)
    for unit, _, _ in heads:
        said = given.get(unit, {})
        level = said[best] if best in said else next((_peer(given, name, said[name], best) for name in said), 0)
        shape = ours.units[unit].shape or blocks[ours.units[unit].block]
        if level and isinstance(shape, Heading) and shape.level != level:
            ours.units[unit].shape = replace(shape, level=level, content=())


def _heads(blocks: Sequence[Block], ours: Body) -> list[tuple[int, int, int]]:
    """The units that are headings, with their first and last words."""
    ends: dict[int, tuple[int, int]] = {}
    for index, word in enumerate(ours.words):
        ends[word.unit] = (ends.get(word.unit, (index, 0))[0], index)
    return [
        (number, *ends[number])
        for number, unit in enumerate(ours.units)
        if number in ends and isinstance(unit.shape or blocks[unit.block], Heading)
    ]


def _best(given: Mapping[int, Mapping[str, int]], siglum: str, depths: Mapping[str, Depth]) -> str:
    """The witness whose scale is taken: one that knows more than the copy-text and shares enough headings with it."""
    shared = Counter(name for said in given.values() if siglum in said for name in said if name != siglum)
    whole = sum(siglum in said for said in given.values())
    able = [
        name for name, count in shared.items()
        if depths[name] > depths[siglum] and count >= max(_ENOUGH, whole / 2)
    ]  # fmt: skip
    return max(able, key=lambda name: (depths[name], shared[name], name), default=siglum)


def _peer(given: Mapping[int, Mapping[str, int]], name: str, level: int, best: str) -> int:
    """The level on the scale of `best` of the headings that `name` has at `level`."""
    peers = Counter(said[best] for said in given.values() if said.get(name) == level and best in said)
    if peers:
        return max(peers, key=lambda each: (peers[each], -each))
    shifts = Counter(said[best] - said[name] for said in given.values() if name in said and best in said)
    shift = max(shifts, key=lambda each: (shifts[each], -abs(each))) if shifts else 0
    return max(1, level + shift)
