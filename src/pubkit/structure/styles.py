"""Emphasis: which characters are set otherwise than the running text, and runs cut where that changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pubkit.model.article import Run, Style
from pubkit.model.text import ADDED, Span, TracedText
from pubkit.records import dataclass

__all__ = ["Styles"]


@dataclass(frozen=True, slots=True)
class Styles:
    """Spans of characters, numbered through, with their style."""

    spans: tuple[tuple[Span, Style], ...] = ()
    """In order, none overlapping another."""

    def at(self, number: int) -> Style:
        """The style of a character."""
        index = bisect_right(self.spans, number, key=lambda item: item[0].start) - 1
        if index < 0 or number >= self.spans[index][0].end:
            return Style.PLAIN
        return self.spans[index][1]

    def runs(self, text: TracedText) -> Iterator[Run]:
        """The text as runs of one style each; characters that no witness has follow their neighbours."""
        if not self.spans:
            if text.text:
                yield Run(text)
            return
        start = 0
        styles = self._of(text)
        for index in range(1, len(text) + 1):
            if index == len(text) or styles[index] is not styles[start]:
                yield Run(text[start:index], styles[start])
                start = index

    def whole(self, text: TracedText) -> Style:
        """The style that all letters and digits of a text have; plain where they differ."""
        if not self.spans:
            return Style.PLAIN
        seen = {self.at(number) for char, number in zip(text.text, text.origins, strict=True)
                if char.isalnum() and number != ADDED}  # fmt: skip
        return seen.pop() if len(seen) == 1 else Style.PLAIN

    def _of(self, text: TracedText) -> list[Style]:
        styles = [self.at(number) if number != ADDED else None for number in text.origins]
        before = Style.PLAIN
        result: list[Style] = []
        for index, style in enumerate(styles):
            if style is None:
                after = next((one for one in styles[index + 1 : index + 4] if one is not None), Style.PLAIN)
                style = before if before is after else Style.PLAIN
            result.append(style)
            before = style
        return result
