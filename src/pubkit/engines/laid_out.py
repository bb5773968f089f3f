"""The lines of a document as WeasyPrint has laid them out, read off its boxes.

In: its document, before it is written. Out: plain lines, page by page, in reading order, the notes of a page after its
text; measures in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pubkit.records import dataclass

__all__ = ["Line", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    page: int
    """From 1."""
    column: int
    """From 0; always 0 where there are no columns."""
    paragraph: int
    """The same for all lines of one element."""
    tag: str
    """The element that it stands in: p, h2, td ..."""
    text: str
    width: float
    """From the beginning of the measure to the end of the last letter."""
    room: float
    """The measure."""
    added: float
    """What justification has added to each space, in ems."""
    is_note: bool


def lines_of(document: Any) -> list[Line]:
    """All lines that have text."""
    return [line for number, page in enumerate(document.pages, 1) for line in _Page(number, page._page_box).lines()]


class _Page:
    def __init__(self, number: int, box: Any) -> None:
        self.number = number
        self.box = box
        self.right = box.content_box_x() + box.width
        self.column = 0

    def lines(self) -> Iterator[Line]:
        for child in self.box.children:
            kind = type(child).__name__
            if kind != "MarginBox":
                self.column = 0
                yield from self.inside(child, kind == "FootnoteAreaBox")

    def inside(self, box: Any, is_note: bool) -> Iterator[Line]:
        seen = 0
        for child in getattr(box, "children", ()):
            child = getattr(child, "_box", child)
            if getattr(child, "is_column", False):
                self.column, seen = seen, seen + 1
            if type(child).__name__ == "LineBox":
                yield from self.line(child, box, is_note)
            else:
                yield from self.inside(child, is_note)
        if seen:
            self.column = 0

    def line(self, line: Any, block: Any, is_note: bool) -> Iterator[Line]:
        pieces = [box for box in line.descendants() if type(box).__name__ == "TextBox" and box.text]
        text = "".join(box.text for box in pieces)
        if text.strip():
            left = block.content_box_x()
            # Spaces that code keeps hang out of its line: in its face they are as wide as its letters.
            ends = [box.position_x + box.width * len(box.text.rstrip()) / len(box.text) for box in pieces]
            added = max((box.justification_spacing / (box.style["font_size"] or 1) for box in pieces), default=0.0)
            room = min(left + block.width, self.right) - left
            tag = (block.element_tag or "").partition("::")[0]
            yield Line(self.number, self.column, id(block.element), tag, text, max(ends) - left, room, added, is_note)
        for box in line.descendants():  # blocks within a line: inline-block, tables
            if type(box).__name__ in {"InlineBlockBox", "InlineTableBox"}:
                yield from self.inside(box, is_note)
