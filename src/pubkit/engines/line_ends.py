"""A line that ends in a space: WeasyPrint takes the width of the space for text that stands out of the line.

A text that fits but for its last space (an italic word follows on the next line) is then broken at its first word that
can be hyphenated, and the line has a hole (70.0: step 3 of `split_first_line`). Here such a text stays whole; the space
at the end of the line is taken away by WeasyPrint itself, as at every other end.
"""

from __future__ import annotations

import functools
from typing import Any

__all__ = ["wrap"]

_NARROWEST = 0.25
"""Ems that letters are wide, one with another, at the least: what is longer does not fit and is not tried."""


def wrap() -> None:
    """Have WeasyPrint break lines so; done once."""
    from weasyprint.layout import inline

    if not hasattr(inline.split_first_line, "__wrapped__"):
        inline.split_first_line = _with_last_space(inline.split_first_line)


def _with_last_space(original: Any) -> Any:
    @functools.wraps(original)
    def split(text: str, style: Any, context: Any, max_width: float | None, *arguments: Any, **options: Any) -> Any:
        done = original(text, style, context, max_width, *arguments, **options)
        if max_width is None or done[2] is None or text[-1:] != " ":
            return done
        if len(text) * style["font_size"] * _NARROWEST > max_width:
            return done
        bare = original(text.rstrip(" "), style, context, max_width, *arguments, **options)
        if bare[2] is not None:
            return done
        return original(text, style, context, max_width + style["font_size"], *arguments, **options)

    return split
