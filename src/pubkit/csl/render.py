"""From a finished tree to one of the output formats."""

from __future__ import annotations

from typing import Any

from .inline import Inline, Kind, Span
from .writers import FORMATS

__all__ = ["opaque", "render_inlines"]


def render_inlines(inlines: list[Inline], format_: str = "html", *, links: bool = True) -> Any:
    """A finished tree as ``html``, ``plain``, ``markdown`` (strings) or ``pandoc`` (a list of inlines of
    its AST). Raises ValueError for any other format."""
    try:
        write = FORMATS[format_]
    except KeyError:
        raise ValueError(f"unknown output format {format_!r}; known are {', '.join(FORMATS)}") from None
    return write(inlines) if format_ == "plain" else write(inlines, links)


def opaque(text: str, payload: Any) -> Span:
    """A prefix or suffix that comes through as `payload` in pandoc output; punctuation sees its `text`."""
    return Span(Kind.OPAQUE, [text], payload)
