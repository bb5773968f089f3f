"""The lines of a PDF page in reading order, by geometry alone.

What stands apart at the head and the foot of the page comes first and last. Text beside the body in another type (a
pull quote, a marginal note) comes behind the body, small type at the foot of the columns behind that. The body is
read column by column; lines that cross the gutter part it into bands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from pubkit.engines.pdf_lines import PrintedLine
from pubkit.engines.pdf_tables import with_rows
from pubkit.records import dataclass

__all__ = ["OrderedPage", "in_order"]

_FURNITURE = 3
"""Rows at the head and the foot of a page that may be furniture."""
_APART = 1.5
"""Furniture stands apart by so many times the usual distance of lines."""
_SMALL = 0.93
"""Type below this share of the body's is that of notes."""
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§¶‖]{1,3})[\])]?[.:]?\s*[\"“«„‘(\[]*[^\W\d_]")
"""How the first of some notes begins."""
_GUTTER = 6.0
"""The least width of a gutter, in points."""
_COLUMN = 6
"""Lines that make a column."""
_CROSSING = 0.3
"""So many lines for each that crosses it must stand side by side at a gutter."""


@dataclass(frozen=True, slots=True)
class OrderedPage:
    """A page in reading order."""

    head: tuple[PrintedLine, ...]
    body: tuple[tuple[PrintedLine, ...], ...]
    """The columns, or the bands of columns, one after the other."""
    beside: tuple[tuple[PrintedLine, ...], ...]
    """What stands beside the body in other type."""
    notes: tuple[PrintedLine, ...]
    foot: tuple[PrintedLine, ...]


def in_order(lines: Sequence[PrintedLine], body: float, pitch: float) -> OrderedPage:
    """The page in reading order; `body` is the size of the body's type, `pitch` the distance of its lines."""
    head, rest = _apart(list(lines), body, pitch)
    foot, rest = _apart(rest[::-1], body, pitch)
    rest, foot = rest[::-1], foot[::-1]
    early = _notes_in(foot, body, pitch)
    rest, foot = [*rest, *foot[:early]], foot[early:]
    gutters = _gutters(rest, body)
    rest = with_rows(rest, body, pitch, gutters)
    notes = _at_foot(rest, body)
    noted = set(map(id, notes))
    rest = [line for line in rest if id(line) not in noted]
    beside = _beside(rest, body, gutters)
    aside = {id(line) for block in beside for line in block}
    rest = [line for line in rest if id(line) not in aside]
    bands = _bands(rest, gutters)
    below = [line for band in _bands(notes, _note_gutters(notes, gutters)) for line in band]
    return OrderedPage(tuple(head), tuple(map(tuple, bands)), tuple(map(tuple, beside)), tuple(below), tuple(foot))


def _apart(lines: list[PrintedLine], body: float, pitch: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The first rows, as far as a wide gap parts them from the rest; large type is a title, a heading."""
    cut = rows = 0
    for index in range(1, len(lines)):
        if lines[index - 1].size > 1.06 * body:
            break
        gap = abs(lines[index - 1].base - lines[index].base)
        if gap < 2:
            continue
        rows += 1
        if rows > _FURNITURE:
            break
        if gap > _APART * pitch:
            cut = index
            break
    return lines[:cut], lines[cut:]


def _notes_in(foot: Sequence[PrintedLine], body: float, pitch: float) -> int:
    """How many of the lines that stand apart at the foot are notes: those of a page that ends early."""
    if not foot or foot[0].size > _SMALL * body or not _NOTE.match(foot[0].text):
        return 0
    for index, (one, two) in enumerate(pairwise(foot), 1):
        if one.base - two.base > _APART * pitch or not any(map(str.isalpha, two.text)):
            return index
    return len(foot)


def _gutters(lines: Sequence[PrintedLine], body: float) -> tuple[float, ...]:
    """The middles of the gutters, from left to right: places that few lines cross and many stand on both sides of."""
    text = [line for line in lines if _SMALL * body < line.size <= 1.06 * body and line.right - line.left > 4 * body]
    if len(text) < 2 * _COLUMN:
        return ()
    left, right = min(line.left for line in text), max(line.right for line in text)
    runs: list[list[tuple[int, float]]] = [[]]
    for step in range(int(left + 0.15 * (right - left)), int(right - 0.15 * (right - left)), 2):
        crossing = sum(line.left < step < line.right for line in text)
        if _side_by_side(text, step) >= max(_COLUMN, _CROSSING * crossing):
            runs[-1].append((crossing, step))
        elif runs[-1]:
            runs.append([])
    found: list[float] = []
    for run in runs:
        free = [x for crossing, x in run if crossing == min(run)[0]]
        found += [(free[0] + free[-1]) / 2] if free else []
    return tuple(found)


def _note_gutters(notes: Sequence[PrintedLine], gutters: tuple[float, ...]) -> tuple[float, ...]:
    """The gutters of the notes: they may run below all columns."""
    own = _gutters(notes, max((line.size for line in notes), default=0.0))
    crossed = any(line.left < gutter < line.right for line in notes for gutter in gutters)
    return own if own or crossed else gutters


def _side_by_side(lines: Sequence[PrintedLine], x: float) -> int:
    """How many lines on the left have one on the right on their height."""
    right = sorted(line.base for line in lines if line.left >= x)
    count = 0
    for line in lines:
        if line.right <= x and right:
            near = bisect_left(right, line.base - 0.8 * line.size)
            count += near < len(right) and right[near] <= line.base + 0.8 * line.size
    return count


def _at_foot(lines: Sequence[PrintedLine], body: float) -> list[PrintedLine]:
    """Lines of small type that have no line of the body below them."""
    large = [line for line in lines if line.size > _SMALL * body and len(line.text) > 3]
    found: list[PrintedLine] = []
    for line in lines:
        if line.size > _SMALL * body or line.cells > 1:
            continue
        below = (
            other for other in large if other.base < line.base and other.left < line.right and other.right > line.left
        )
        if next(below, None) is None:
            found.append(line)
    return found


def _beside(lines: Sequence[PrintedLine], body: float, gutters: Sequence[float]) -> list[list[PrintedLine]]:
    """Blocks of other type with lines of the body to their left or right, in the same column."""
    plain = [line for line in lines if abs(line.size - body) <= 0.03 * body]
    other = [line for line in lines if abs(line.size - body) > 0.03 * body and line.cells == 1]
    blocks: list[list[PrintedLine]] = []
    for line in other:
        for block in blocks:
            last = block[-1]
            close = 0 < last.base - line.base < 1.75 * last.size
            if close and line.size == last.size and abs(line.left - last.left) < 3 * body:
                block.append(line)
                break
        else:
            blocks.append([line])
    found = [block for block in blocks if _stands_beside(block, plain, gutters)]
    more = True
    while more:  # what stands beside a block that stands beside the body
        rest = [block for block in blocks if block not in found]
        near = [block for block in rest if any(_stands_beside(block, other, gutters) for other in found)]
        more = bool(near)
        found += near
    return sorted(found, key=lambda block: -block[0].base)


def _stands_beside(block: Sequence[PrintedLine], lines: Sequence[PrintedLine], gutters: Sequence[float]) -> bool:
    """Whether one of the lines stands on the height of the block in the same column, beside it or below its print."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    top, bottom = block[0].base + 0.3 * block[0].size, block[-1].base - 0.3 * block[0].size
    return any(
        bottom <= line.base <= top
        and (line.right <= left or line.left >= right or any(abs(line.base - x.base) < 0.45 * x.size for x in block))
        and _column(line, gutters) == _column(block[0], gutters)
        and len(line.text) > 2
        for line in lines
    )


def _column(line: PrintedLine, gutters: Sequence[float]) -> int:
    middle = (line.left + line.right) / 2
    return sum(gutter < middle for gutter in gutters)


def _bands(lines: Sequence[PrintedLine], gutters: Sequence[float]) -> list[list[PrintedLine]]:
    """Columns between lines that cross a gutter."""
    bands: list[list[PrintedLine]] = []
    columns: list[list[PrintedLine]] = [[] for _ in range(len(gutters) + 1)]
    across: list[PrintedLine] = []

    def close() -> None:
        nonlocal columns
        bands.extend(column for column in columns if column)
        columns = [[] for _ in range(len(gutters) + 1)]

    for line in lines:
        crosses = any(line.left < gutter - _GUTTER / 2 and line.right > gutter + _GUTTER / 2 for gutter in gutters)
        if crosses or (across and _ends(across[-1], line, lines)):
            if any(columns):
                close()
            across.append(line)
            continue
        if across:
            bands.append(across)
            across = []
        columns[_column(line, gutters)].append(line)
    if across:
        bands.append(across)
    close()
    return bands


def _ends(across: PrintedLine, line: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Whether a short line goes on with one that crosses the gutter: of its type, close below it, with none beside."""
    close = 0 < across.base - line.base < 1.6 * across.size and line.size == across.size
    beside = (other for other in lines if other is not line and abs(other.base - line.base) < 0.8 * line.size)
    return close and next(beside, None) is None
