"""The year-suffix ("disambiguate-add-year-suffix"): a, b, ..., z, aa, ab, ..."""

from __future__ import annotations

from .context import Context
from .inline import Inline, Kind, Span

__all__ = ["implicit_suffix", "suffix_letters", "suffix_span"]


def suffix_letters(number: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    out = ""
    number += 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def suffix_span(ctx: Context) -> Span | None:
    """The year-suffix of the item, if one was assigned."""
    number = ctx.record.year_suffix
    if number is None:
        return None
    children: list[Inline] = [suffix_letters(number)]
    return Span(Kind.YEAR_SUFFIX, children, number)


def implicit_suffix(ctx: Context) -> Span | None:
    """The year-suffix at the first year rendered, unless the style prints it elsewhere through cs:text."""
    if ctx.suffix_done or ctx.explicit_suffix or ctx.record.year_suffix is None:
        return None
    ctx.suffix_done = True
    return suffix_span(ctx)
