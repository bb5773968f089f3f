"""Where paragraphs begin in a PDF: gaps, indents and lines that end early, all measured."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pubkit.engines.pdf_lines import PrintedLine
from pubkit.engines.pdf_order import OrderedPage

__all__ = ["Paragraphs"]

_GAP = 1.22
"""More than so many times the usual distance of lines is a gap."""
_STEP = 0.7
"""An indent is wider than so many times the size of the type."""
_NEAR = 30
"""Lines before and after one among which its right margin is looked for."""
_TOUCH = 1.5
"""Points by which edges that are the same may differ."""

_LIST_MARK = re.compile(r"(?:[•▪◦‣●○■□·—–-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")


class Paragraphs:
    """The lines with which a paragraph begins."""

    def __init__(self, pages: Sequence[OrderedPage], body: float, pitch: float) -> None:
        self._body, self._pitch = body, pitch
        self._begin: set[int] = set()
        previous: PrintedLine | None = None
        before: _Rights | None = None
        started = True
        self._item = False
        for page in pages:
            for band in page.body:
                rights = _Rights(band, page)
                margin = _margin(band, body)
                for index, line in enumerate(band):
                    if index == 0:
                        begins = (
                            previous is None
                            or before is None
                            or self._after_turn(band[0], band[1:2], margin, previous, before)
                        )
                    else:
                        begins = self._after(band, index, rights, started)
                    if begins:
                        self._begin.add(id(line))
                    started = begins
                    self._item = bool(_LIST_MARK.match(line.text)) if begins else self._item
                    previous = line
                before = rights

    def begins(self, line: PrintedLine) -> bool:
        """Whether a paragraph begins with this line."""
        return id(line) in self._begin

    def _after(self, band: Sequence[PrintedLine], index: int, rights: _Rights, started: bool) -> bool:
        line, before = band[index], band[index - 1]
        gap = before.base - line.base
        if line.cells > 1 and before.cells > 1:
            return False
        if line.cells > 1 or before.cells > 1 or gap > _GAP * self._pitch * max(1.0, line.size / self._body) or gap < 0:
            return True
        if abs(line.size - before.size) > 0.04 * self._body:
            return True
        step = _STEP * line.size
        ended = _complete(before.text)
        short = rights.room(before) > line.first + 0.2 * line.size
        if line.left > before.left + step:
            hanging = bool(_LIST_MARK.match(before.text)) or (not ended and not short)
            return not (started and hanging)
        if self._item and (ended or short) and _LIST_MARK.match(line.text):
            return True
        if line.left < before.left - step:
            return not started or short
        return short and (ended or (rights.justified and not line.text[:1].islower()))

    def _after_turn(
        self, line: PrintedLine, after: Sequence[PrintedLine], margin: float, previous: PrintedLine, rights: _Rights
    ) -> bool:
        """At the head of a column or a page."""
        if abs(line.size - previous.size) > 0.04 * self._body:
            return True
        if rights.room(previous) > line.first + 0.2 * line.size and (
            _complete(previous.text) or (rights.justified and not line.text[:1].islower())
        ):
            return True
        return line.left > margin + _STEP * line.size and (not after or after[0].left < line.left - 1)


class _Rights:
    """The right margin that each line of a column could have reached."""

    def __init__(self, band: Sequence[PrintedLine], page: OrderedPage) -> None:
        self._of: dict[int, float] = {}
        beside = [
            (min(x.base for x in block) - block[0].size, max(x.base for x in block) + 0.8 * block[0].size)
            for block in page.beside
        ]
        wide = sorted(line.right for line in band)[int(0.9 * (len(band) - 1))] if band else 0.0
        by_left: dict[tuple[float, tuple[bool, ...], float], list[tuple[int, PrintedLine]]] = defaultdict(list)
        for index, line in enumerate(band):
            near = tuple(low <= line.base <= high for low, high in beside)
            by_left[round(line.left / 3), near, line.size].append((index, line))
        for key, group in by_left.items():
            for index, line in group:
                rights = sorted(x.right for k, x in group if abs(k - index) <= _NEAR)
                flush = sum(rights[-1] - right < _TOUCH for right in rights)
                lone = flush < max(2, 0.3 * len(rights)) and not any(key[1])
                self._of[id(line)] = max(rights[-1], wide) if lone else rights[-1]
        for group in by_left.values():
            if len(group) == 1:
                line = group[0][1]
                self._of[id(line)] = max(line.right, self._neighbour(band, group[0][0], wide))
        full = sum(self._of[id(line)] - line.right < _TOUCH for line in band)
        self.justified = full >= 0.55 * len(band)

    def _neighbour(self, band: Sequence[PrintedLine], index: int, wide: float) -> float:
        """For a line with a left edge of its own: the right edge of the lines around it."""
        near = [band[k].right for k in (index - 1, index + 1) if 0 <= k < len(band)]
        return max(near, default=wide)

    def room(self, line: PrintedLine) -> float:
        """Points between the end of a line and its right margin."""
        return self._of.get(id(line), line.right) - line.right


def _margin(band: Sequence[PrintedLine], body: float) -> float:
    lefts = Counter(round(line.left) for line in band if abs(line.size - body) <= 0.03 * body)
    return float(lefts.most_common(1)[0][0]) if lefts else band[0].left


def _complete(text: str) -> bool:
    return text.rstrip("\"'”’»)]⁰¹²³⁴⁵⁶⁷⁸⁹0123456789*†‡").endswith((".", "!", "?", ":", "…"))
