"""Tables in printed lines: they are left whole, line for line, rather than torn into prose.

A row may have bars around its cells (the reader of PDF files gives it them); with its columns kept (`pdftotext
-layout`) it has wide gaps; where they are lost, rows of numbers under the caption of a table are one. Where none of it
is plain, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.structure.captions import is_caption
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import complete

__all__ = ["table_lines"]

_GAP = re.compile(r"\S(?P<gap>\s{3,})(?=\S)")
_NUMERIC = re.compile(r"[(\[]?[-–−+<>~≈=]?[\d][\d.,:%‰/–-]*[)\]*†‡a-z]{0,2}%?|[-–—…]|n/?a|\.{2,}", re.IGNORECASE)
_TABLE = re.compile(r"(?:table|tab\.|tabelle|tableau|tabla|cuadro|tabela|quadro|tabella|табл|tablo)", re.IGNORECASE)
_ROW = re.compile(r"\|\s[^\n]{1,4000}\s\|")
_LEAST = 3
"""Rows that make a table."""
_MOST = 80


def table_lines(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The tables of a page: first line and the one after the last."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        size = _with_bars(lines, index) or _with_gaps(lines, index) or _under_caption(lines, index)
        if size:
            found.append((index, index + size))
        index += max(1, size)
    return found


def _with_bars(lines: Sequence[Line], start: int) -> int:
    """Rows from `start` on with bars around their cells."""
    size = 0
    while start + size < len(lines) and _ROW.fullmatch(lines[start + size].string):
        size += 1
    return size if size >= _LEAST else 0


def _with_gaps(lines: Sequence[Line], start: int) -> int:
    """Rows from `start` on that have wide gaps at the same places."""
    columns: list[set[int]] = []
    for line in lines[start : start + _MOST]:
        ends = {line.indent + match.end("gap") for match in _GAP.finditer(line.string)}
        if len(ends) < 2 and not (ends and columns and _numeric_share(line.string) > 0.3):
            break
        if columns and not any(abs(a - b) <= 2 for a in ends for b in columns[-1]):
            break
        columns.append(ends)
    if len(columns) < _LEAST:
        return 0
    rows = lines[start : start + len(columns)]
    prose = sum(complete(line.string) or len(line.string.split()) > 14 for line in rows)
    cells = [cell.split() for line in rows for cell in re.split(r"\s{3,}", line.string)]
    wordy = sum(len(cell) > 3 for cell in cells) > 0.34 * len(cells)  # columns of text
    return len(columns) if prose <= 0.25 * len(columns) and not wordy else 0


def _under_caption(lines: Sequence[Line], start: int) -> int:
    """Rows from `start` on under the caption of a table, most of whose words are numbers."""
    if not any(_TABLE.match(line.string) and is_caption(line.string) for line in lines[max(0, start - 3) : start]):
        return 0
    if start and _TABLE.match(lines[start].string):
        return 0
    full = max((width(line.string) for line in lines), default=0.0)
    size = 0
    for line in lines[start : start + _MOST]:
        numeric = _numeric_share(line.string) >= 0.4
        if not numeric and (complete(line.string) or width(line.string) > 0.7 * full):
            break
        size += 1
    while size and _numeric_share(lines[start + size - 1].string) < 0.4:
        size -= 1
    numbers = sum(_numeric_share(line.string) >= 0.4 for line in lines[start : start + size])
    return size if numbers >= _LEAST and numbers >= 0.5 * size else 0


def _numeric_share(text: str) -> float:
    words = text.split()
    return sum(bool(_NUMERIC.fullmatch(word)) for word in words) / len(words) if words else 0.0
