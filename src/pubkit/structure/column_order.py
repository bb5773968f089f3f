"""Columns of a plain extraction, whose blocks of lines come as they stand on the page from top to bottom.

Extractors that part columns at headings give the top of the left column, the top of the right one, the middle of the
left one ... Blocks of lines stand between blank lines. Of the orders of the blocks that one is taken in which sentences
go on from block to block, where one column may end about half way; each block that is not read after the one that
stands before it costs something, so that an order that is as good as the one given does not replace it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from math import inf
from statistics import median

from pubkit.engines.frequencies import commonness
from pubkit.records import dataclass
from pubkit.structure.heading_lines import like_a_title
from pubkit.structure.headings import looks_like_heading
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import begins_lower, complete

__all__ = ["order_columns"]

_LINES = 58
"""Printed lines of a page from which on it has two columns; one column of narrow lines is never so long."""
_NARROW = 62.0
"""The width of a line of a column at most, in average letters."""
_MOST = 24
"""Blocks of a page that are put in order."""
_NOTE = re.compile(r"\[?(?:(?P<number>\d{1,3})|[*†‡§])[.)\]]?\s")
_PLAIN_MARK = re.compile(r"(?P<number>\d{1,3})\s+(?=[^\W\d_a-z])")
_HEADING = re.compile(r"[^.!?]{3,90}\Z")
_BRACKET = re.compile(r"[)\]](?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})?\Z")
_CLOSING = re.compile(r"[^()]{0,40}\)")
"""A bracket that the block before has opened."""
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}")
_LAST = re.compile(r"[^\W\d_]+(?=.\Z)")
_FIRST = re.compile(r"[^\W\d_]+")
_WIDE = 1.5
"""A line of both columns is wider than so many times one of a column."""
_FRONT = 8
"""Printed lines of a block of the body; those of the front are shorter."""
_GAIN = 0.56
"""Another order must be better by so much."""
_JUMP = 0.15
"""What it costs to read another block than the one that comes next."""
_TOP = 0.3
"""What it costs to begin with another block than the first one."""
_HALF = 0.03
"""How far from the middle, as a share of the page's lines, the first column may end (headings have gaps)."""
_UNEVEN = 1.5
"""What it costs at most if it ends elsewhere."""
_BACK = 0.5
"""What it costs to go back up the page again, once the second column has begun."""
_SWAPPED = 0.3
"""What it costs to read two neighbours the other way round: what is set in may come after what follows it."""
_OUT_OF_TURN = 1.5
_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_a-z])")
_KEPT = 160
"""Beginnings of orders that are followed up at a time."""


_State = tuple[frozenset[int], int, int]
"""The blocks that a beginning of an order has, the last of them, and how often it goes back up the page."""


@dataclass(frozen=True, slots=True)
class _Block:
    lines: tuple[Line, ...]
    height: int
    """Printed lines: an extractor that takes line-end hyphens away has joined some."""
    column: bool
    """Its lines are as wide as a column."""

    short: bool
    """Its only line ends early."""

    @property
    def first(self) -> str:
        return self.lines[0].string

    @property
    def last(self) -> str:
        return self.lines[-1].string

    @property
    def number(self) -> tuple[int, ...]:
        """The number of the section that it begins with."""
        match = _SECTION.match(self.first) if like_a_title(self.first) else None
        return tuple(map(int, match["number"].split("."))) if match else ()


def order_columns(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with the blocks of two columns in reading order; pages of one column as they are."""
    full = _full([line for page in pages for line in page])
    if not full or full > _NARROW or any(line.indent for page in pages for line in page):
        return [list(page) for page in pages]
    blocks = [_blocks(page, full) for page in pages]
    heights = [sum(block.height for block in page) for page in blocks]
    if median(sorted(heights)[len(heights) // 2 :] or [0]) < _LINES:
        return [list(page) for page in pages]
    result: list[list[Line]] = []
    before: _Block | None = None
    for number, page in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else []
        ordered = _ordered(page, before, following, first=number == 0)
        text = [block for block in ordered if block.column and not block.first.isdigit()]
        before = text[-1] if text else before
        result.append([line for block in ordered for line in block.lines])
    return result


def _full(lines: Sequence[Line]) -> float:
    """The width that most lines have, or nearly."""
    widths = sorted(width(line.string) for line in lines if len(line.string) > 20)
    best, many = 0.0, 0
    for one in widths[:: max(1, len(widths) // 200)]:
        near = sum(0.96 * one <= other <= 1.04 * one for other in widths)
        if near > many:
            best, many = one, near
    return best


def _blocks(page: Sequence[Line], full: float) -> list[_Block]:
    groups: list[list[Line]] = []
    for line in page:
        if groups and not line.blank:
            groups[-1].append(line)
        else:
            groups.append([line])
    found: list[_Block] = []
    for group in groups:
        widths = [width(line.string) for line in group]
        height = sum(max(1, round(one / full)) for one in widths)
        wide = sum(one >= _WIDE * full for one in widths) >= 0.5 * len(group)
        alike = sum(0.86 * full <= one <= 1.08 * full for one in widths) >= 0.25 * len(group)
        first = group[0].string
        note = bool(_NOTE.match(first)) and (complete(first) or not looks_like_heading(first))
        note = note and sum(one >= 1.3 * full for one in widths) >= 0.3 * len(group)
        found.append(_Block(tuple(group), height, not note and (alike or not wide), max(widths) < 0.8 * full))
    return found


def _ordered(page: list[_Block], before: _Block | None, following: Sequence[_Block], *, first: bool) -> list[_Block]:
    """The blocks in reading order; what runs over both columns at the head and the foot of the page stays there."""
    numbers = [block for block in page if (block.height == 1 and block.first.isdigit()) or _are_notes(block)]
    page = [block for block in page if block not in numbers] + numbers
    start, end = _middle(page)
    if first:  # title, authors, keywords
        start = max(start, next((k for k, block in enumerate(page) if block.height >= _FRONT), start))
    end -= min(len(numbers), max(0, end - (len(page) - len(numbers))))
    middle = page[start:end]
    if not 2 <= len(middle) <= _MOST:
        return page
    given = _cost(middle, before, following)
    if given < _GAIN:
        return page
    least, order = _best(middle, before, following)
    if least < given - _GAIN:
        middle = [middle[k] for k in order]
    return [*page[:start], *middle, *page[end:]]


def _are_notes(block: _Block) -> bool:
    """Whether lines of a block begin with three numbers that follow one another, without stops: notes, no list."""
    marks = [_PLAIN_MARK.match(line.string) for line in block.lines]
    numbers = [int(mark["number"]) for mark in marks if mark]
    return sum(two == one + 1 for one, two in itertools.pairwise(numbers)) >= 2


def _middle(page: Sequence[_Block]) -> tuple[int, int]:
    """The blocks between what runs over both columns at the head of the page and at its foot (notes)."""
    wide = [k for k, block in enumerate(page) if not block.column]
    heights = [block.height for block in page]
    head = [k for k in wide if sum(heights[:k]) < 0.35 * sum(heights)]
    start = head[-1] + 1 if head else next((k for k, block in enumerate(page) if len(block.lines) > 3), len(page))
    end = next((k for k in wide if k >= start), len(page))
    while start < end < len(page) and _follow(page[end - 1], page[end]):
        end -= 1
    return start, end


def _follow(one: _Block, two: _Block) -> bool:
    """Whether two blocks are notes, one after the other."""
    first, second = _NOTE.match(one.first), _NOTE.match(two.first)
    if not first or not second or len(one.lines) > 4:
        return False
    numbers = [int(match["number"]) for match in (first, second) if match["number"]]
    return len(numbers) == 2 and 0 < numbers[1] - numbers[0] <= len(one.lines)


def _cost(middle: Sequence[_Block], before: _Block | None, following: Sequence[_Block]) -> float:
    """What the order given costs."""
    cost = sum(_step(middle, k - 1, k, before) for k in range(len(middle)))
    halves = itertools.accumulate(block.height for block in middle)
    out_of_turn = sum(_later(middle, range(k), k) for k in range(len(middle)))
    return cost + out_of_turn + _end(middle, len(middle) - 1, following) + min(_uneven(middle, h) for h in halves)


def _best(
    middle: Sequence[_Block], before: _Block | None, following: Sequence[_Block]
) -> tuple[float, tuple[int, ...]]:
    """The cheapest other order of the blocks, and what it costs: beginnings are made longer, the best are kept."""
    beginnings: dict[_State, tuple[float, tuple[int, ...]]] = {(frozenset(), -1, 0): (0.0, ())}
    for _ in range(len(middle)):
        longer: dict[_State, tuple[float, tuple[int, ...]]] = {}
        for (seen, last, turns), (cost, order) in beginnings.items():
            for block in range(len(middle)):
                if block in seen:
                    continue
                total = cost + _step(middle, last, block, before) + _later(middle, seen, block)
                if block < last:
                    again = _SWAPPED if block == last - 1 else _BACK
                    total += again if turns else _uneven(middle, sum(middle[k].height for k in seen))
                key = (seen | {block}, block, turns + (block < last))
                if key not in longer or total < longer[key][0]:
                    longer[key] = (total, (*order, block))
        beginnings = dict(sorted(longer.items(), key=lambda item: item[1])[:_KEPT])
    others = [(cost, order) for (_, _, turns), (cost, order) in beginnings.items() if turns]
    return min(((cost + _end(middle, order[-1], following), order) for cost, order in others), default=(inf, ()))


def _uneven(middle: Sequence[_Block], height: int) -> float:
    """What it costs if the first column has so many lines."""
    total = sum(block.height for block in middle)
    share = max(0.0, abs(height - 0.5 * total) - 1.0) / max(1, total)
    return 2.0 * share + (0.0 if share <= _HALF else min(_UNEVEN, 0.8 + 8.0 * (share - _HALF)))


def _later(middle: Sequence[_Block], seen: Iterable[int], block: int) -> float:
    """What it costs to read a numbered section after one with a higher number."""
    number = middle[block].number
    return _OUT_OF_TURN if number and any(middle[k].number > number for k in seen) else 0.0


def _step(middle: Sequence[_Block], one: int, two: int, before: _Block | None) -> float:
    """What it costs to read block `two` after block `one` (-1: after what stands before the page)."""
    jump = 0.0 if two == one + 1 else _TOP if one < 0 else _JUMP
    if one < 0 and before is None:
        return jump
    return jump + _fault(before if one < 0 and before is not None else middle[one], middle[two])


def _end(middle: Sequence[_Block], last: int, following: Sequence[_Block]) -> float:
    fault = min((_fault(middle[last], block) for block in following[:4] if block.column), default=0.0)
    jump = _JUMP if last != len(middle) - 1 else 0.0
    return fault + jump + (2.0 if _ends_in_heading(middle[last]) else 0.0)


def _fault(one: _Block, two: _Block) -> float:
    """How badly the second block goes on with the first."""
    heading = _ends_in_heading(one)
    opened = one.last.rfind("(") > one.last.rfind(")")
    done = (complete(one.last) and not opened) or heading
    lower = begins_lower(two.first) or bool(_CLOSING.match(two.first))
    if done and one.last.endswith(":") and _ends_in_heading(two):
        return 1.0  # a colon announces something
    if done:
        return 2.0 if lower else 0.0
    if one.last.endswith(_HYPHENS):
        return _cut(one.last, two.first) if lower else 3.0
    if lower:
        return 0.0
    if _BRACKET.search(one.last):
        return 0.4  # what stands in brackets after the full stop
    return 2.0 if like_a_title(two.first) and len(two.first) < 60 else 1.0


def _cut(one: str, two: str) -> float:
    """Whether the halves of a word at the hyphen of a line end are one."""
    halves = _LAST.search(one), _FIRST.match(two)
    if not halves[0] or not halves[1]:
        return 1.0
    return -0.5 if commonness((halves[0].group() + halves[1].group()).casefold()) > 0 else 1.0


def _ends_in_heading(block: _Block) -> bool:
    """A line of its own that is like a title, or short and ends no sentence."""
    if len(block.lines) > 1 or not _HEADING.match(block.last):
        return False
    return like_a_title(block.last) or (block.short and looks_like_heading(block.last))
