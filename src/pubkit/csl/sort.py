"""cs:sort: the keys of cites and bibliographic entries, and the order they give ("Sorting")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from . import grammar as g
from .collation import collation_key
from .context import Context
from .dates import date_key
from .evaluate import padded, render
from .inline import Inline, text_of
from .item import NUMBER_VARIABLES, Name

__all__ = ["SortValues", "ordered", "sort_values"]

SortValues = tuple[str, ...]
T = TypeVar("T")
IGNORED = re.compile(r"[^\w\s\-\u2010-\u2015/&+=<>%$€£#@]|[ʾʿʻʼ]")


def sort_values(area: g.Area, make: Callable[[g.SortKey], Context]) -> SortValues:
    """The values of an item for the keys of an area; empty ones sort last."""
    return tuple(_value(key, make(key)) for key in area.sort)


def _value(key: g.SortKey, ctx: Context) -> str:
    if key.macro:
        pieces: list[Inline] = []
        for node in ctx.style.macros.get(key.macro, ()):
            render(ctx, node, pieces)
        return text_of(pieces).strip()
    return _variable(key.variable, ctx)


def _variable(variable: str, ctx: Context) -> str:
    item = ctx.record.item
    if variable in item.names:
        return names_key(item.names[variable], ctx)
    if variable in item.dates:
        return date_key(item.dates[variable])
    if variable == "citation-number":
        return f"{ctx.record.citation_number:09d}"
    if variable == "citation-label":
        return item.values.get("citation-label", "")
    text = item.plain(variable).strip()
    return padded(text) if variable in NUMBER_VARIABLES else text


def names_key(names: tuple[Name, ...], ctx: Context) -> str:
    """A name list with all names inverted and in long form ("Sorting order of names")."""
    demote = ctx.style.options.get("demote-non-dropping-particle", "display-and-sort") != "never"
    keys = []
    for name in names:
        if name.literal:
            keys.append(re.sub(r"^(?:a|an|the)\s+", "", name.literal, flags=re.IGNORECASE))
        elif demote:
            parts = (name.family, name.dropping, name.non_dropping, name.given, name.suffix)
            keys.append(" ".join(part for part in parts if part))
        else:
            parts = (name.non_dropping, name.family, name.dropping, name.given, name.suffix)
            keys.append(" ".join(part for part in parts if part))
    return ", ".join(keys)


def ordered(things: Sequence[T], values: Callable[[T], SortValues], keys: tuple[g.SortKey, ...]) -> list[T]:
    """The things in the order of their keys, stable; empty values last in both directions."""
    out = list(things)
    for number in range(len(keys) - 1, -1, -1):
        full = [thing for thing in out if values(thing)[number]]
        empty = [thing for thing in out if not values(thing)[number]]
        if len(full) > 1:
            full.sort(key=lambda t: _collated(values(t)[number]), reverse=keys[number].descending)
        out = full + empty
    return out


def _collated(text: str) -> tuple[int, ...]:
    return collation_key(" ".join(IGNORED.sub("", text).split()))
