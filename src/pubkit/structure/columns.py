"""Columns of a page that was set out with spaces (`pdftotext -layout`): left column first, then the right one.

A gutter is a stretch of spaces that stays at its place over several lines with text on both sides. Lines that cross
it (titles, full-width notes) divide the page into regions.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from pubkit.structure.reading import Line

__all__ = ["split_columns"]

_FULL = 12
"""Lines with text on both sides from which on it is a page in columns, not a text beside the body."""
_NOTE = re.compile(r"\[?(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§]{1,3})(?:[.)\]]|\s|\Z|(?=[^\W\d_]))")
_DRIFT = 8
"""Columns by which a gutter wanders over a page, because letters have widths."""
_INDENT = 15
"""Columns of space before a line that stands in the right column alone."""
_AHEAD = 40
"""Lines in which the places of a gutter are looked for."""
_CANDIDATES = 6
_LEAST = 4
"""Lines with text on both sides that make a gutter."""


def split_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines of one page in reading order."""
    if sum("  " in line.string or line.indent >= _INDENT for line in lines) < _LEAST:
        return list(lines)
    result: list[Line] = []
    regions: list[tuple[int, int, int]] = []
    start = 0
    while start < len(lines):
        gutter, end = _region(lines, start)
        if gutter is None:
            end = start + 1
        else:
            regions.append((start, end, gutter))
        start = end
    last = 0
    for group in _grouped(lines, regions):
        result += lines[last : group[0][0]]
        parts = [_apart(list(lines[start:end]), gutter) for start, end, gutter in group]
        result += [line for left, _ in parts for line in left] + [line for _, right in parts for line in right]
        last = group[-1][1]
    return [*result, *lines[last:]]


def _grouped(lines: Sequence[Line], regions: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Regions that are parts of the same two columns: nothing runs over both between them.

    An extractor that places each line by its letters moves the gutter when type or spacing change.
    """
    right = max((line.indent + len(line.string) for line in lines), default=1)
    groups: list[list[tuple[int, int, int]]] = []
    for region in regions:
        before = groups[-1][-1] if groups else None
        middle = all(0.33 * right < gutter < 0.67 * right for _, _, gutter in (before or region, region))
        near = before is not None and 0.72 < before[2] / region[2] < 1.4
        if before is not None and before[1] == region[0] and middle and near:
            groups[-1].append(region)
        else:
            groups.append([region])
    return groups


def _gaps(line: Line) -> list[tuple[int, int]]:
    """Stretches of at least two spaces inside a line, in columns of the page."""
    text = line.string
    found: list[tuple[int, int]] = []
    at = text.find("  ")
    while at >= 0:
        end = at
        while end < len(text) and text[end] == " ":
            end += 1
        found.append((line.indent + at, line.indent + end))
        at = text.find("  ", end)
    return found


def _region(lines: Sequence[Line], start: int) -> tuple[int | None, int]:
    """The gutter of the region that begins with line `start`, and its end; None where no region begins there."""
    ahead: Counter[int] = Counter()
    for number, line in enumerate(lines[start : start + _AHEAD]):  # the first lines of a column may be indented
        found = [end for _, end in _gaps(line)] or ([line.indent] if line.indent >= _INDENT else [])
        ahead.update(dict.fromkeys(found, 1 if number else 3))
    candidates = [column for column, _ in ahead.most_common(_CANDIDATES)]
    if not _gaps(lines[start]) and lines[start].indent < _INDENT:
        return None, start + 1
    best: tuple[int, int | None, int] = (0, None, start + 1)
    for column in candidates:
        both, end = 0, start
        misses = 0
        last_good = start
        crossed, last = False, ""
        for index in range(start, len(lines)):
            side = _side(lines[index], column, far=both >= _FULL)
            if side == "across":
                misses += not _narrow_gap(lines[index], column)
                if misses > 1 or (both >= _FULL and lines[index].blank):
                    break
                crossed = True
                continue
            misses = 0
            both += side == "both" or (side == "right" and last == "left" and not lines[index].blank)
            last = side
            if side != "left":
                last_good, crossed = index, False
            elif both >= _FULL:
                if lines[index].blank and _NOTE.match(lines[index].string):
                    break  # the notes of the page run below both columns
                crossed = crossed or lines[index].blank > 1
                if not crossed:
                    last_good = index  # a short text beside the body does not reach below it; a true column does
        end = last_good + 1
        if both >= _LEAST and both > best[0]:
            best = (both, column, end)
    return best[1], best[2]


def _side(line: Line, column: int, *, far: bool) -> str:
    """Where a line stands to a gutter that ends at `column`; in a true column (`far`) lines may be indented deeply."""
    deep = 40 if far else 6
    near = column - (_DRIFT if far else 1)
    right_end = line.indent + len(line.string)
    if line.indent >= near:
        return "right" if line.indent <= column + deep else "across"
    if right_end <= column - 1:
        return "left"
    for gap_start, gap_end in _gaps(line):
        if gap_start <= column - 1 and gap_end >= near and gap_end <= column + deep + 2:
            return "both"
    return "across"


def _narrow_gap(line: Line, column: int) -> bool:
    """Whether a line that fills its column has one space where the gutter ends."""
    at = column - line.indent
    text = line.string
    return 1 < at < len(text) and text[at - 1] == " " and text[at] != " " and text[at - 2] != " "


def _apart(region: list[Line], column: int) -> tuple[list[Line], list[Line]]:
    """The lines of the left column and those of the right one."""
    left: list[Line] = []
    right: list[Line] = []
    blank_left = blank_right = 0
    starts = Counter(line.indent for line in region)
    margin = min(starts)
    sides = [_side(line, column, far=False) for line in region]
    turns = sum(one == "left" and two == "right" for one, two in itertools.pairwise(sides))
    far = sides.count("both") + turns >= _FULL
    gap_left = 0 if turns > sides.count("both") else 1  # lines of both columns in turn: no gap in either
    for line in region:
        side = _side(line, column, far=far)
        at = column - line.indent
        blank_left += line.blank
        blank_right += line.blank
        if side == "right":
            right.append(Line(line.text, line.indent - column, line.page, blank_right))
            blank_left, blank_right = blank_left + gap_left, 0
        elif side == "both":
            near = column - (_DRIFT if far else 1)
            gap = next(g for g in _gaps(line) if g[0] <= column - 1 and near <= g[1] <= column + (42 if far else 8))
            left.append(Line(line.text[: gap[0] - line.indent], line.indent - margin, line.page, blank_left))
            right.append(Line(line.text[gap[1] - line.indent :], gap[1] - column, line.page, blank_right))
            blank_left = blank_right = 0
        elif side == "across" and _narrow_gap(line, column):
            left.append(Line(line.text[: at - 1], line.indent - margin, line.page, blank_left))
            right.append(Line(line.text[at:], 0, line.page, blank_right))
            blank_left = blank_right = 0
        else:
            left.append(Line(line.text, line.indent - margin, line.page, blank_left))
            blank_left, blank_right = 0, blank_right + gap_left
    return left, right
