"""The rendering elements: text, number, label, group, choose; dates and names have modules of their own.

Follows "Rendering Elements" of CSL 1.0.2. An element appends at most one piece to the output, so that the
delimiter of the nearest delimiting ancestor goes between pieces; cs:choose appends the pieces of its
matching branch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pubkit.records import replace

from . import grammar as g
from .conditions import matches
from .context import Context, dress, dress_term, value_of
from .dates import render_date
from .inline import Inline, Kind, Span, join, text_of
from .item import NUMBER_VARIABLES
from .markup import parse
from .names import render_names
from .numbers import is_numeric, is_plural, render_number
from .pages import format_pages
from .suffix import implicit_suffix, suffix_span

__all__ = ["branch_of", "padded", "render", "render_layout"]

MAX_DEPTH = 100
DIGITS = re.compile(r"[0-9]+")
URI = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)  # what may become the target of a link
LINKS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


def render(ctx: Context, node: g.Element, out: list[Inline]) -> None:
    """Evaluate one element and append its piece, if it has output."""
    _RENDER[type(node)](ctx, node, out)


def render_layout(ctx: Context) -> list[Inline]:
    """The pieces of cs:layout for one item."""
    out: list[Inline] = []
    for node in ctx.area.layout:
        _RENDER[type(node)](ctx, node, out)
    return out


# -- text --------------------------------------------------------------------------------------------------


def _macro(ctx: Context, node: g.TextMacro, out: list[Inline]) -> None:
    body = ctx.style.macros.get(node.macro)
    if body is None or ctx.depth > MAX_DEPTH:
        if ctx.warn is not None:
            ctx.warn("missing-macro", f'the style calls a macro "{node.macro}" that it does not define')
        return
    ctx.depth += 1
    called, filled = ctx.called, ctx.filled
    pieces: list[Inline] = []
    for child in body:
        _RENDER[type(child)](ctx, child, pieces)
    ctx.depth -= 1
    if not pieces:
        return
    if ctx.called != called and ctx.filled == filled:
        return
    ctx.count(True)
    out.append(dress(ctx, pieces, node.formatting))


def _term(ctx: Context, node: g.TextTerm, out: list[Inline]) -> None:
    text = ctx.loc.term(node.term, node.form, node.plural)
    if not text:
        return
    out.append(Span(Kind.TERM, [dress_term(ctx, [text], node.formatting)], node.term))


def _value(ctx: Context, node: g.TextValue, out: list[Inline]) -> None:
    if node.value:
        out.append(dress(ctx, value_of(node.value), node.formatting))


def _variable(ctx: Context, node: g.TextVariable, out: list[Inline]) -> None:
    variable = node.variable
    special = _SPECIAL.get(variable)
    if variable in LINKS:
        _identifier(ctx, node, out)
        return
    pieces = _standard(ctx, variable, node.short) if special is None else special(ctx)
    if pieces:
        out.append(dress(ctx, pieces, node.formatting))


def _identifier(ctx: Context, node: g.TextVariable, out: list[Inline]) -> None:
    """URL, DOI, PMID, PMCID, linked ("Appendix VI: Links"); a prefix that is part of the URI is in the
    link."""
    found = _lookup(ctx, node.variable, False)
    if not found:
        return
    text = ctx.record.item.values[found].strip()
    formatting, target = node.formatting, text
    if not URI.match(text):
        target = LINKS[node.variable] + text
        if URI.match(formatting.prefix):
            text, formatting = formatting.prefix + text, replace(formatting, prefix="", plain=False)
    linked = URI.match(target) is not None and ctx.sort_key is None
    piece: Inline = Span(Kind.LINK, [text], target) if linked else text
    out.append(dress(ctx, [piece], formatting))


def _lookup(ctx: Context, variable: str, short: bool) -> str:
    """The name under which a standard variable, or its short form, has a value; empty if it has none."""
    values, found = ctx.record.item.values, ""
    if short and f"{variable}-short" in values:
        found = f"{variable}-short"
    elif variable in values:
        found = variable
    if found and (found in ctx.suppressed or variable in ctx.suppressed):
        found = ""
    ctx.count(bool(found))
    if found and ctx.substituting is not None:
        ctx.suppressed.add(variable)
        ctx.suppressed.add(found)
    return found


def _standard(ctx: Context, variable: str, short: bool) -> list[Inline]:
    found = _lookup(ctx, variable, short)
    if not found:
        return []
    item = ctx.record.item
    if ctx.sort_key is not None:
        text = item.plain(found)
        return [padded(text) if variable in NUMBER_VARIABLES else text]
    if variable == "page":
        return [_pages(ctx, item.values[found])]
    inlines = item.inlines(found, ctx.quotes)
    if variable == "title":
        return [Span(Kind.TITLE, inlines)]
    return inlines


def padded(text: str) -> str:
    """A number as a sort key ("numbers are returned as integers"): by the first number in it, if it begins with
    one or is nothing but numbers; other text as it is."""
    found = DIGITS.match(text) or (DIGITS.search(text) if is_numeric(text) else None)
    return text if found is None else f"{int(found.group()):09d}{text[: found.start()]}{text[found.end() :]}"


def _pages(ctx: Context, text: str) -> str:
    style = ctx.style.options.get("page-range-format", "")
    delimiter = ctx.loc.term("page-range-delimiter")
    return format_pages(text, style, "–" if delimiter is None else delimiter)


def _locator(ctx: Context) -> list[Inline]:
    ctx.count(bool(ctx.locator))
    if not ctx.locator:
        return []
    text = ctx.locator
    symbol = ctx.loc.term("and", "symbol")
    if ctx.label in ("", "page"):
        text = _pages(ctx, text)
    else:
        text = format_pages(text, "", "–") if "\\-" not in text else text.replace("\\-", "-")
    if symbol and "&" in text:
        text = text.replace("&", symbol)
    return [Span(Kind.LOCATOR, parse(text, ctx.quotes))]


def _number_of_citation(ctx: Context) -> list[Inline]:
    number = ctx.record.citation_number
    ctx.count(bool(number))
    if not number:
        return []
    return [f"{number:09d}"] if ctx.sort_key is not None else [Span(Kind.CITATION_NUMBER, [str(number)], number)]


def _note_number(ctx: Context) -> list[Inline]:
    number = ctx.record.first_note
    if ctx.in_bibliography or not ctx.position or "first" in ctx.position:
        number = None
    ctx.count(number is not None)
    return [] if number is None else [str(number)]


def _year_suffix(ctx: Context) -> list[Inline]:
    span = suffix_span(ctx)
    if span is None or ctx.sort_key is not None:
        return []
    ctx.suffix_done = True
    return [span]


def _citation_label(ctx: Context) -> list[Inline]:
    item = ctx.record.item
    text = item.values.get("citation-label") or trigraph(ctx)
    ctx.count(True)
    pieces: list[Inline] = [text]
    if (suffix := implicit_suffix(ctx)) is not None:
        pieces.append(suffix)
    return pieces


def trigraph(ctx: Context) -> str:
    """A label from names and year: "Doe99", "DoRo99", "DRSW99"."""
    item = ctx.record.item
    names = item.names.get("author") or next(iter(item.names.values()), ())
    families = [name.family or name.literal for name in names]
    take = {1: 4, 2: 2, 3: 2}.get(len(families), 1)
    text = "".join(family.replace(" ", "")[:take] for family in families[:4])
    date = item.dates.get("issued")
    year = "" if date is None or date.start.year is None else f"{date.start.year % 100:02d}"
    return (text or "Xyz") + year


_SPECIAL: dict[str, Callable[[Context], list[Inline]]] = {
    "locator": _locator,
    "citation-number": _number_of_citation,
    "year-suffix": _year_suffix,
    "first-reference-note-number": _note_number,
    "citation-label": _citation_label,
}


# -- number and label --------------------------------------------------------------------------------------


def _number(ctx: Context, node: g.Number, out: list[Inline]) -> None:
    special = _SPECIAL.get(node.variable)
    if special is not None:
        if pieces := special(ctx):
            out.append(dress(ctx, pieces, node.formatting))
        return
    found = _lookup(ctx, node.variable, False)
    if not found:
        return
    text = ctx.record.item.values[found]
    if ctx.sort_key is not None:
        out.append(padded(text))
        return
    if node.variable == "page":
        pieces = [_pages(ctx, text)]
    elif is_numeric(text):
        pieces = [render_number(ctx.loc, node.variable, text, node.form)]
    else:
        pieces = ctx.record.item.inlines(found, ctx.quotes)
    out.append(dress(ctx, pieces, node.formatting))


def _label(ctx: Context, node: g.Label, out: list[Inline]) -> None:
    variable = node.variable
    if variable == "locator":
        text, term = ctx.locator, ctx.label or "page"
    elif variable in _SPECIAL:
        text, term = text_of(_SPECIAL[variable](ctx)), variable
        ctx.called -= 1
        ctx.filled -= bool(text)
    else:
        term = variable
        text = "" if variable in ctx.suppressed else ctx.record.item.plain(variable)
        if not text and variable in ctx.record.item.names:
            text = "1-2" if len(ctx.record.item.names[variable]) > 1 else "1"
    ctx.count(bool(text))
    if not text or ctx.sort_key is not None:
        return
    plural = node.plural == "always" or (node.plural == "contextual" and is_plural(variable, text, _and_terms(ctx)))
    word = ctx.loc.term(term, node.form, plural)
    if word:
        out.append(dress_term(ctx, [word], node.formatting))


def _and_terms(ctx: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for t in (ctx.loc.term("and"), ctx.loc.term("and", "symbol"), "and") if t))


# -- group and choose --------------------------------------------------------------------------------------


def _group(ctx: Context, node: g.Group, out: list[Inline]) -> None:
    called, filled = ctx.called, ctx.filled
    pieces: list[Inline] = []
    for child in node.children:
        _RENDER[type(child)](ctx, child, pieces)
    if not pieces or (ctx.called != called and ctx.filled == filled):
        return
    ctx.count(True)
    out.append(dress(ctx, join(pieces, node.delimiter), node.formatting))


def branch_of(ctx: Context, node: g.Choose) -> tuple[g.Element, ...]:
    """The children of the branch that matches."""
    for branch in node.branches:
        if matches(ctx, branch):
            return branch.children
    return ()


def _choose(ctx: Context, node: g.Choose, out: list[Inline]) -> None:
    for child in branch_of(ctx, node):
        _RENDER[type(child)](ctx, child, out)


_RENDER: dict[type, Callable[[Context, Any, list[Inline]], None]] = {
    g.TextVariable: _variable,
    g.TextMacro: _macro,
    g.TextTerm: _term,
    g.TextValue: _value,
    g.Number: _number,
    g.Label: _label,
    g.Date: render_date,
    g.Names: render_names,
    g.Group: _group,
    g.Choose: _choose,
}
