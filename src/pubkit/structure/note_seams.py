"""Where the notes of a page begin and end: small type, the rest of a note from the page before, a mark glued to a word.

In: the lines of a page, and what is known of the page before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.engines.pdf import NOTES
from pubkit.structure.call_marks import marks_in
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import begins_lower, complete

__all__ = ["area_of", "has_area", "rest_of_note", "unglued", "unmarked"]


def unmarked(line: Line) -> str:
    """A line's text without the mark that the reader of a PDF gives to headings."""
    return line.string.lstrip("#").strip()


def has_area(page: Sequence[Line]) -> bool:
    """Whether the reader of a PDF has measured small type at the foot of the page."""
    return any(line.blank >= NOTES for line in page)


def area_of(page: Sequence[Line]) -> int:
    """The first line of the small type; behind the last line where there is none."""
    return next((index for index, line in enumerate(page) if line.blank >= NOTES), len(page))


_BREAKS_OFF = re.compile(r"(?:\A|\s)[^\W\d_]+(?:['’][^\W\d_]+)?[,;-]?\Z")
"""How a line ends that a sentence goes on after; not with an address, which needs no stop."""
_MOST_LINES = 14
"""Lines that the rest of a note has at most."""


def rest_of_note(page: Sequence[Line], foot: int, note: Sequence[Line], area: int) -> int:
    """How many lines before the page's own notes are the rest of the last note of the page before.

    `note` are its lines there. It broke off, and its rest begins in the middle of a sentence where the text above has
    ended one, or at `area`, where the small type of the page begins (0: not known).
    """
    if not note:
        return 0
    last = note[-1].string
    if 0 < area < foot and (not complete(last) or begins_lower(page[area].string)):
        return foot - area
    widest = max(width(line.string) for line in (*note, *page[max(0, foot - 3) : foot + 4]))
    if complete(last) or not _BREAKS_OFF.search(last) or width(last) < 0.75 * widest:
        return 0
    for index in range(foot - 1, max(0, foot - _MOST_LINES) - 1, -1):
        line = page[index]
        if index and begins_lower(line.string) and complete(page[index - 1].string):
            return foot - index if complete(page[foot - 1].string) or foot < len(page) else 0
    return 0


_GLUED = re.compile(r"(?<=[^\W\d_])(?P<number>\d{1,3})(?=\Z|[.)]?\s)")


def unglued(page: Sequence[Line], last: int, before: Sequence[Line]) -> Sequence[Line]:
    """The page with its first note on lines of its own.

    Where a word is cut at the page's end, some extractors take its hyphen away and glue the next thing to it, which
    is the mark of the first note. It can only be that where the call with the same number stands
    above, or on the page before.
    """
    label = str(last + 1)
    for index in range(len(page) - 1, 0, -1):
        for match in _GLUED.finditer(page[index].string):
            if match["number"] != label or not _called(page, before, index, match.start(), label):
                continue
            line, at = page[index], match.start("number")
            body = Line(line.text[:at], line.indent, line.page, line.blank)
            note = Line(line.text[at:], 0, line.page, 1)
            return [*page[:index], body, note, *page[index + 1 :]]
    return page


def _called(page: Sequence[Line], before: Sequence[Line], index: int, at: int, label: str) -> bool:
    """Whether the call stands above a place, and no line of its own begins with the number below it."""
    own = re.compile(rf"{label}(?:[.)]?\s|\Z)")
    if any(own.match(line.string) for line in page[index + 1 :]):
        return False
    labels = frozenset({label})
    above = [mark for line in (*before, *page[:index]) for mark in marks_in(line.string, labels)]
    above += list(marks_in(page[index].string[:at], labels))
    return any(mark.cost < 1.3 for mark in above)
