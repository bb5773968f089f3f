"""The lines before the first paragraph of an article: title, authors, affiliations, dates.

Each says its own thing. What a raised mark has torn is joined again: `Name¹` / `, Name²`, and a mark alone above its
affiliation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from pubkit.model.text import TracedText
from pubkit.structure.cues import ABSTRACT, INTRODUCTION, KEYWORDS
from pubkit.structure.line_width import width
from pubkit.structure.names import name_list
from pubkit.structure.reading import Line

__all__ = ["front_size", "tidy_front"]

_LONE_MARK = re.compile(r"(?:\d{1,2}|[*†‡§¶]{1,3}|[a-h])(?:\s*,\s*(?:\d{1,2}|[*†‡§¶]{1,3}|[a-h]))*")
_GOES_ON = re.compile(r"[,;]|(?:and|und|et|y|e|и|ve|&)\s+(?=[^\W\d_a-z])")
_SEVERAL = re.compile(r",\s|\s(?:and|und|et|y|e|и|ve|&)\s")
_ABSTRACT_BELOW = 8
_PROSE = 4
"""Full lines in a row that make a paragraph."""


def front_size(page: Sequence[Line]) -> int:
    """How many lines of the first page stand before the abstract, the introduction or the first paragraph."""
    widths = [width(line.string) for line in page]
    wide = [value for value in widths if value > 20]
    middle = median(wide) if wide else 0.0
    for index, line in enumerate(page):
        text = _unmarked(line)
        if ABSTRACT.match(text) or KEYWORDS.match(text) or INTRODUCTION.fullmatch(text):
            return index
        if any(ABSTRACT.match(_unmarked(later)) for later in page[index : index + _ABSTRACT_BELOW]):
            continue  # long affiliations
        near = widths[index : index + _PROSE]
        if len(near) == _PROSE and min(near[:-1]) >= 0.86 * middle and max(near[:-1]) <= 1.16 * max(near[0], 1):
            return index
    return 0


def _unmarked(line: Line) -> str:
    """Without the mark of a heading that was measured on the page."""
    return line.string.lstrip("#").lstrip()


def tidy_front(lines: Sequence[Line]) -> list[Line]:
    """The lines of the front as they were meant."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        marked = line.string.startswith("#")  # a heading that was measured begins no affiliation
        if len(result) > 1 and before is not None and not marked and _LONE_MARK.fullmatch(before.string):
            result[-1] = _joined(before, " ", line)
        elif before is not None and not line.blank and before.string[-1:].isdigit() and _GOES_ON.match(line.string):
            result[-1] = _joined(before, "" if line.string[0] in ",;" else " ", line)
        elif before is not None and not line.blank and _names_go_on(before.string, line.string):
            result[-1] = _joined(before, " ", line)
        else:
            result.append(line)
    return result


def _names_go_on(one: str, two: str) -> bool:
    """Whether the last name of a line of several goes on in the next line."""
    if name_list(one) or name_list(two) or not _SEVERAL.search(one):
        return False
    return len(name_list(f"{one} {two}")) > 1


def _joined(one: Line, gap: str, two: Line) -> Line:
    return Line(one.text + TracedText.added(gap) + two.text, one.indent, one.page, one.blank)
