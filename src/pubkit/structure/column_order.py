"""Columns of a plain extraction, whose blocks of lines come as they stand on the page from top to bottom.

Extractors that part columns at headings give the top of the left column, the top of the right one, the middle of the
left one ... Blocks of lines stand between blank lines. Of all ways to deal them out to a left and a right column, each
in the order given, the one is taken in which sentences go on from block to block and both columns are equally long;
where the order given is as good, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from pubkit.engines.frequencies import commonness
from pubkit.records import dataclass
from pubkit.structure.heading_lines import like_a_title
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import begins_lower, complete

__all__ = ["order_columns"]

_LINES = 58
"""Printed lines of a page from which on it has two columns; one column of narrow lines is never so long."""
_NARROW = 62.0
"""The width of a line of a column at most, in average letters."""
_MOST = 12
"""Blocks of a page for which all ways are tried."""
_NOTE = re.compile(r"\[?(?:(?P<number>\d{1,3})|[*†‡§])[.)\]]?\s")
_HEADING = re.compile(r"[^.!?]{3,90}\Z")
_CLOSING = re.compile(r"[^()]{0,40}\)")
"""A bracket that the block before has opened."""
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}")
_LAST = re.compile(r"[^\W\d_]+(?=.\Z)")
_FIRST = re.compile(r"[^\W\d_]+")
_WIDE = 1.5
"""A line of both columns is wider than so many times one of a column."""
_FRONT = 8
"""Printed lines of a block of the body; those of the front are shorter."""
_GAIN = 0.8
"""Another order must be better by so much."""
_EVEN = 0.06
"""Columns differ in length by no more than this share of their sum (headings have gaps)."""
_INVERTED = 0.005
_UNEVEN = 8.0
"""What a difference in length costs that is as long as the page, beyond that it is one."""


@dataclass(frozen=True, slots=True)
class _Block:
    lines: tuple[Line, ...]
    height: int
    """Printed lines: an extractor that takes line-end hyphens away has joined some."""
    column: bool
    """Its lines are as wide as a column."""

    @property
    def first(self) -> str:
        return self.lines[0].string

    @property
    def last(self) -> str:
        return self.lines[-1].string


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
        text = [block for block in ordered if block.column]
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
        found.append(_Block(tuple(group), height, alike or not wide))
    return found


def _ordered(page: list[_Block], before: _Block | None, following: Sequence[_Block], *, first: bool) -> list[_Block]:
    """The blocks in reading order; what runs over both columns at the head and the foot of the page stays there."""
    numbers = [block for block in page if block.height == 1 and block.first.isdigit()]
    page = [block for block in page if block not in numbers] + numbers
    start, end = _middle(page)
    if first:  # title, authors, keywords
        start = max(start, next((k for k, block in enumerate(page) if block.height >= _FRONT), start))
    end -= min(len(numbers), max(0, end - (len(page) - len(numbers))))
    middle = page[start:end]
    if not 2 <= len(middle) <= _MOST:
        return page
    best = min(range(len(middle)), key=lambda cut: _cost(middle[: cut + 1], middle[cut + 1 :], 0, before, following))
    given = _cost(middle[: best + 1], middle[best + 1 :], 0, before, following)
    chosen, least = middle, given - _GAIN
    for mask in range(1, 1 << len(middle)):
        left = [block for k, block in enumerate(middle) if mask >> k & 1]
        right = [block for k, block in enumerate(middle) if not mask >> k & 1]
        cost = _cost(left, right, mask, before, following)
        if cost < least:
            chosen, least = left + right, cost
    return [*page[:start], *chosen, *page[end:]]


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


def _cost(
    left: list[_Block], right: list[_Block], mask: int, before: _Block | None, following: Sequence[_Block]
) -> float:
    flow = left + right
    one, two = sum(block.height for block in left), sum(block.height for block in right)
    uneven = 0.0 if not following and one >= two else abs(one - two) / max(1, one + two)
    cost = 1.0 + _UNEVEN * uneven * uneven if uneven > _EVEN else 0.0
    cost += 3.0 * uneven + (_INVERTED * _inversions(left, right, mask) if mask else 0.0)
    turns = sum((mask >> k & 1) != (mask >> (k + 1) & 1) for k in range(len(flow) - 1)) if mask else 0
    cost += 0.03 * turns
    for a, b in zip([*([before] if before else []), *flow], flow if before else flow[1:], strict=False):
        cost += _fault(a, b)
    cost += min((_fault(flow[-1], block) for block in following[:4] if block.column), default=0.0)
    cost += 0.3 if mask and not mask & 1 else 0.0
    return cost + (2.0 if _ends_in_heading(flow[-1]) else 0.0)


def _inversions(left: Sequence[_Block], right: Sequence[_Block], mask: int) -> int:
    """How far, in lines, the order given is from that of the places where the blocks would stand."""
    tops: dict[int, int] = {}
    places = [(k, bool(mask >> k & 1)) for k in range(len(left) + len(right))]
    for column, blocks in ((True, left), (False, right)):
        top = 0
        for (place, _), block in zip([p for p in places if p[1] is column], blocks, strict=True):
            tops[place] = top
            top += block.height
    highest, total = 0, 0
    for place, _ in places:
        total += max(0, highest - tops[place])
        highest = max(highest, tops[place])
    return total


def _fault(one: _Block, two: _Block) -> float:
    """How badly the second block goes on with the first."""
    heading = _ends_in_heading(one)
    opened = one.last.rfind("(") > one.last.rfind(")")
    done = (complete(one.last) and not opened) or heading
    lower = begins_lower(two.first) or bool(_CLOSING.match(two.first))
    if done:
        return 2.0 if lower else 0.0
    if one.last.endswith(_HYPHENS):
        return _cut(one.last, two.first) if lower else 3.0
    if lower:
        return 0.0
    return 2.0 if like_a_title(two.first) and len(two.first) < 60 else 1.0


def _cut(one: str, two: str) -> float:
    """Whether the halves of a word at the hyphen of a line end are one."""
    halves = _LAST.search(one), _FIRST.match(two)
    if not halves[0] or not halves[1]:
        return 1.0
    return 0.0 if commonness((halves[0].group() + halves[1].group()).casefold()) > 0 else 1.0


def _ends_in_heading(block: _Block) -> bool:
    return len(block.lines) == 1 and like_a_title(block.last) and bool(_HEADING.match(block.last))
