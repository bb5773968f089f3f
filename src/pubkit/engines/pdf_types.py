"""Which lines of a PDF stand in the type of a heading, and of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pubkit.engines.pdf_lines import PrintedLine
from pubkit.engines.pdf_order import OrderedPage

__all__ = ["APART", "Types"]

APART = ">"
"""The mark of a line that stands in other type, beside the body or between its paragraphs."""

_LARGER = 1.03
"""Type of a heading is larger than so many times the body's."""
_LINES = 4
"""Lines that a heading has at most."""
_WORDS = 24
_NEARER = 1.15
"""A heading is so many times nearer to what follows it than to what precedes it."""
_WORDING = re.compile(r"[\"'“‘«(]?(?:[^\W_a-z]|[a-z](?=[^\W\d_]*[A-Z]))(?:.*[^\W_]|.*[?!)”’»])?")
"""What begins with a capital (or is small capitals made of both) and ends no sentence."""
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|tab|abb(?:ildung)?|tabelle|tableau|tabla|figura|chart|map)\b\.?\s*\d", re.IGNORECASE
)
_SENTENCE = 6
"""Words that make a sentence; fewer with a full stop may be a heading with a number."""
_PARAGRAPH = 3
"""Lines that make a paragraph."""


class Types:
    """The kinds of type that headings have, the larger ones above the smaller ones."""

    def __init__(self, pages: Sequence[OrderedPage], body: float, pitch: float) -> None:
        self.body = body
        self._pitch = pitch
        self._lonely = {id(line): more for page in pages for band in page.body for line, more in self._lonely_in(band)}
        self._title = self._title_of(pages[0]) if pages else ()
        self._front = self._front_of(pages[0]) if pages else frozenset()
        self._side_by_side = self._beside(pages[0]) if pages else frozenset()
        self._small = Counter(_kind(run[0]) for page in pages for run in self.runs(page) if id(run[0]) in self._lonely)
        kinds: Counter[_Kind] = Counter()
        for page in pages:
            for run in self.runs(page):
                if self._is_heading(run) and id(run[0]) not in self._front:
                    kinds[_kind(run[0])] += 1
        ordered = sorted(kinds, key=lambda kind: (-kind[0], not kind[1], not kind[3], kind[2]))
        self._levels = {kind: min(6, level) for level, kind in enumerate(ordered, 1)}

    def runs(self, page: OrderedPage) -> Iterator[list[PrintedLine]]:
        """Lines of one type that follow one another closely; lines of headings that need not have ended are apart."""
        for band in page.body:
            run: list[PrintedLine] = []
            wide = max((line.right for line in band), default=0.0) - min((line.left for line in band), default=0.0)
            for line in band:
                last = run[-1] if run else None
                if last is not None and self._together(last, line, wide):
                    run.append(line)
                else:
                    if run:
                        yield run
                    run = [line]
            if run:
                yield run

    def _together(self, last: PrintedLine, line: PrintedLine, wide: float) -> bool:
        if not 0 < last.base - line.base < 1.22 * self._pitch * max(1.0, last.size / self.body):
            return False
        if line.size != last.size or (line.cells > 1) != (last.cells > 1) or not _same_face(last, line, self.body):
            return False
        if line.size <= _LARGER * self.body or line.size > 1.3 * self.body:
            return True
        return last.right - last.left + line.first + 0.25 * line.size > 0.96 * wide or line.text[:1].islower()

    def mark(self, run: Sequence[PrintedLine], number: int) -> str:
        """The mark of a heading or of what is set apart, or nothing."""
        if self._title and run[0] is self._title[0]:
            return "#"
        if id(run[0]) in self._front and (_kind(run[0]) not in self._levels or id(run[0]) in self._side_by_side):
            return ""
        if self._is_heading(run):
            level = self._levels.get(_kind(run[0]))
            return "#" * level if level else ""
        large = run[0].size > 1.06 * self.body and len(" ".join(line.text for line in run).split()) >= _SENTENCE
        return APART if large and id(run[0]) not in self._front else ""

    def _lonely_in(self, band: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, float]]:
        """Lines with a gap above them and the body not too far below; by how much the gap is the wider one."""
        for index, line in enumerate(band[:-1]):
            above = band[index - 1].base - line.base if index else 2 * self._pitch
            below = line.base - band[index + 1].base
            if above > 1.2 * self._pitch and below < 2.2 * self._pitch and band[index + 1].size <= 1.06 * self.body:
                yield line, above / max(below, 1.0)

    def _title_of(self, page: OrderedPage) -> tuple[PrintedLine, ...]:
        runs = [run for run in self.runs(page) if any(map(str.isalpha, run[0].text))]
        largest = max((run[0].size for run in runs), default=self.body)
        found = [run for run in runs if run[0].size == largest]
        return tuple(found[0]) if largest > 1.15 * self.body and len(found) == 1 and len(found[0]) <= 6 else ()

    def _front_of(self, page: OrderedPage) -> frozenset[int]:
        """The first lines of the runs before the first paragraph."""
        found: set[int] = set()
        for run in self.runs(page):
            if len(run) >= _PARAGRAPH and 0.85 * self.body < run[0].size < 1.06 * self.body:
                break
            if not any(line in self._title for line in run):
                found.add(id(run[0]))
        return frozenset(found)

    def _beside(self, page: OrderedPage) -> frozenset[int]:
        """Lines of the front that stand beside one another in one type: names of people, no headings."""
        front = [line for band in page.body for line in band if id(line) in self._front]
        return frozenset(
            id(line)
            for line in front
            if any(
                other is not line and abs(other.base - line.base) < 2 and _kind(other) == _kind(line) for other in front
            )
        )

    def _is_heading(self, run: Sequence[PrintedLine]) -> bool:
        text = " ".join(line.text for line in run)
        words = text.split()
        if run[0].cells > 1 or len(run) > _LINES or len(words) > _WORDS or not any(map(str.isalpha, text)):
            return False
        if text.endswith((".", "”", ",", ";")) and len(words) >= _SENTENCE:
            return False  # a sentence in large type is a pull quote
        head = run[0]
        if head.size > _LARGER * self.body or (head.bold and head.size > 0.97 * self.body):
            return True
        if len(run) > 1 or id(head) not in self._lonely or not _WORDING.fullmatch(text) or _CAPTION.match(text):
            return False
        if abs(head.size - self.body) <= 0.03 * self.body:
            return head.slanted or head.text.isupper() or self._lonely[id(head)] >= _NEARER
        return 0.7 * self.body < head.size < self.body and self._small[_kind(head)] > 1  # small capitals


_Kind = tuple[float, bool, bool, bool]


def _kind(line: PrintedLine) -> _Kind:
    return line.size, line.bold, line.slanted, line.text.isupper()


def _same_face(one: PrintedLine, two: PrintedLine, body: float) -> bool:
    return (one.bold, one.slanted) == (two.bold, two.slanted) or (one.size == body and one.bold == two.bold)
