"""Tables on a PDF page, by geometry: rows of short cells that stand under one another.

In: the lines of a page (a cell is a line of its own, because a wide gap parts it from the next). Out: the same lines
with each row of a table as one line, its cells apart by three spaces or more, at the places that they have on the page.
Columns of prose are none: their lines are long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from pubkit.engines.pdf_lines import LIST_MARK, PrintedLine
from pubkit.records import replace

__all__ = ["with_rows"]

_LEAST = 3
"""Rows with two cells or more that make a table."""
_LARGE = 1.03
_PROSE = 6
"""Words of a line of prose beside a table."""
_PITCH = 2.6
"""Rows are at most so many times the usual distance of lines apart."""
_WORDS = 3.0
"""Words that cells have on average, at the most."""
_CELL = 0.75
"""Width of a cell, at the most, as a share of the page's text: two may stand so close that they look like one."""

_Row = list[PrintedLine]


def with_rows(
    lines: Sequence[PrintedLine], body: float, pitch: float, gutters: Sequence[float] = ()
) -> list[PrintedLine]:
    """The lines, from top to bottom, with the cells of a table's row joined.

    `body` is the size of the body's type (larger type is that of pull quotes), `pitch` the distance of its lines. A
    table stands within one of the columns that `gutters` part.
    """
    places = {id(line): place for place, line in enumerate(lines)}
    joined: dict[int, PrintedLine] = {}
    gone: set[int] = set()
    for column in _columns([line for line in lines if line.size <= _LARGE * body], gutters):
        width = max(line.right for line in column) - min(line.left for line in column)
        for table in _tables(list(_rows(column)), pitch, width):
            for row in table:
                gone.update(map(id, row))
                joined[id(min(row, key=lambda cell: places[id(cell)]))] = _line(row)
    return [joined.get(id(line), line) for line in lines if id(line) in joined or id(line) not in gone]


def _columns(lines: Sequence[PrintedLine], gutters: Sequence[float]) -> Iterator[list[PrintedLine]]:
    """The lines of each column that are within it."""
    for left, right in pairwise([-inf, *gutters, inf]):
        column = [line for line in lines if line.left >= left and line.right <= right]
        if column:
            yield column


def _rows(lines: Sequence[PrintedLine]) -> Iterator[_Row]:
    """What stands on one height, from left to right; a page's lines come from top to bottom."""
    row: _Row = []
    for line in lines:
        if row and abs(row[0].base - line.base) > 0.3 * max(row[0].size, line.size):
            yield sorted(row, key=lambda cell: cell.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda cell: cell.left)


def _tables(rows: Sequence[_Row], pitch: float, width: float) -> Iterator[list[_Row]]:
    table: list[_Row] = []
    for row in [*(_without_prose(row, width) for row in rows), []]:
        if table and row and _follows(table, row, pitch) and _is_row(row, table, width):
            table.append(row)
            continue
        while table and len(table[-1]) < 2 and not _counts(table[-1][0].text):
            table.pop()  # a line that happens to stand under a cell
        if _is_table(table):
            yield table
        table = [row] if len(row) >= 2 and _is_row(row, [], width) else []


def _without_prose(row: _Row, width: float) -> _Row:
    """A row without a line of prose behind its cells, that another column of the page has on this height."""
    last = row[-1]
    prose = len(last.text.split()) >= _PROSE and last.right - last.left > 0.3 * width
    return row[:-1] if prose and len(row) > 1 else row


def _follows(table: Sequence[_Row], row: _Row, pitch: float) -> bool:
    above, below = table[-1][0], row[0]
    return 0 < above.base - below.base < _PITCH * pitch and abs(above.size - below.size) < 0.04 * above.size


def _is_row(row: _Row, table: Sequence[_Row], width: float) -> bool:
    """Short cells, one of which at least stands under one of the last rows; two rows of one cell are none."""
    if any(cell.right - cell.left > _CELL * width for cell in row) or LIST_MARK.fullmatch(row[0].text):
        return False
    if len(row) == 1 and (not table or len(table[-1]) == 1 or not _under(row[0], table[-1], edge=True)):
        return False
    return not table or any(_under(cell, above) for cell in row for above in table[-2:])


def _under(cell: PrintedLine, above: _Row, *, edge: bool = False) -> bool:
    """Whether a cell stands under one of a row: the same left or right edge, or the same middle."""
    reach = 0.3 * cell.size
    return any(
        abs(cell.left - other.left) < reach
        or abs(cell.right - other.right) < reach
        or (not edge and abs(cell.left + cell.right - other.left - other.right) < 2 * reach)
        for other in above
    )


def _is_table(table: Sequence[_Row]) -> bool:
    full = [row for row in table if len(row) >= 2]
    if len(full) < _LEAST or len(full) < 0.6 * len(table):
        return False
    cells = [cell.text for row in full for cell in row]
    later = [cell.text for row in full for cell in row[1:]]
    wordy = sum(len(text.split()) for text in cells) > _WORDS * len(cells)
    columns = sum(len(row) >= 3 for row in table) >= 0.6 * len(table)  # two may be those of prose, or of names
    return not wordy and (columns or sum(map(_counts, later)) >= 0.5 * len(later))


def _counts(text: str) -> bool:
    """Whether a cell is a figure: more digits than letters, or no letter at all."""
    return sum(map(str.isdigit, text)) > sum(map(str.isalpha, text)) or not any(map(str.isalpha, text))


def _line(row: _Row) -> PrintedLine:
    text = " | ".join(cell.text.replace("|", "/") for cell in row)
    return replace(row[0], text=f"| {text} |", right=row[-1].right, cells=max(2, len(row)), faces=())
