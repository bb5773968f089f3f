"""What WeasyPrint says while it sets a page, and what is to be said of the pages: notices.

In: its log, its document laid out. Out: notices on whatever it could not do, on notes that stand away from their calls
and on those that are cut off.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from pubkit.notices import Notice, Severity

__all__ = ["messages", "notices_of", "stray_notes"]

_ROUNDING = 4.0
"""Pixels by which a note may stand lower than its page's foot."""


@contextlib.contextmanager
def messages() -> Iterator[list[str]]:
    """WeasyPrint's warnings, kept instead of printed."""
    said: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    handler, logger = Keep(logging.WARNING), logging.getLogger("weasyprint")
    before = (logger.handlers[:], logger.propagate)
    logger.handlers, logger.propagate = [handler], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = before[0], before[1]


def notices_of(said: Sequence[str]) -> Iterator[Notice]:
    """A notice for each message, once."""
    for message in dict.fromkeys(said):
        if message.startswith(".notdef glyph"):
            continue  # `typesetting.proof` says it with the place
        yield Notice("T450", f"WeasyPrint: {message[:300]}")


def stray_notes(document: Any) -> Iterator[Notice]:
    """A notice for each note that does not stand on the page of its call."""
    calls: dict[str, int] = {}
    markers: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            text = getattr(box, "text", "").strip()
            tag = getattr(box, "element_tag", None) or ""
            if text and tag.endswith("::footnote-call"):
                calls[text] = number
            elif text and tag.endswith("::footnote-marker"):
                markers[text] = number
    for number, page in enumerate(document.pages, 1):
        for area in (
            box for box in page._page_box.children if type(box).__name__ == "FootnoteAreaBox" and box.children
        ):
            over = area.children[-1].position_y + area.children[-1].margin_height()
            over -= page._page_box.content_box_y() + page._page_box.height
            if over > _ROUNDING:
                yield Notice(
                    "T413", f"a note at the foot of page {number} is too tall for it and is cut off", Severity.ERROR,
                    hint="part it into paragraphs, or take its table or figure into the text",
                )  # fmt: skip
    for mark, page_number in calls.items():
        if markers.get(mark, page_number) != page_number:
            yield Notice(
                "T411", f"note {mark} is called on page {page_number} and stands on page {markers[mark]}",
                hint="move a paragraph break, or let the page be looser",
            )  # fmt: skip
