"""Pandoc inlines as JSON-able dictionaries, with links and cites as spans; opaque payloads come through
untouched."""

from __future__ import annotations

import re
from typing import Any

from ..inline import Inline, Kind, Span

__all__ = ["write_pandoc"]

PandocInline = dict[str, Any]
PIECE = re.compile(r"(?P<space>[ \t\r\n]+)|(?P<word>[^ \t\r\n]+)")
CONSTRUCTORS = {
    ("font-style", "italic"): "Emph",
    ("font-style", "oblique"): "Emph",
    ("font-weight", "bold"): "Strong",
    ("vertical-align", "sup"): "Superscript",
    ("vertical-align", "sub"): "Subscript",
    ("font-variant", "small-caps"): "SmallCaps",
    ("text-decoration", "underline"): "Underline",
}


def write_pandoc(inlines: list[Inline], links: bool = True) -> list[PandocInline]:
    """Inlines of pandoc's AST."""
    return _write(inlines, {}, links)


def _text(text: str) -> list[PandocInline]:
    return [{"t": "Space"} if piece["space"] else {"t": "Str", "c": piece["word"]} for piece in PIECE.finditer(text)]


def _write(inlines: list[Inline], fonts: dict[str, str], links: bool) -> list[PandocInline]:
    out: list[PandocInline] = []
    for inline in inlines:
        _extend(out, _text(inline) if isinstance(inline, str) else _span(inline, fonts, links))
    return out


def _extend(out: list[PandocInline], more: list[PandocInline]) -> None:
    """Add inlines, joining words that meet."""
    if out and more and out[-1]["t"] == "Str" == more[0]["t"]:
        out[-1] = {"t": "Str", "c": out[-1]["c"] + more[0]["c"]}
        more = more[1:]
    elif out and more and out[-1]["t"] == "Space" == more[0]["t"]:
        more = more[1:]
    out.extend(more)


def _span(span: Span, fonts: dict[str, str], links: bool) -> list[PandocInline]:
    kind = span.kind
    if kind is Kind.OPAQUE:
        return list(span.value) if isinstance(span.value, list) else _write(span.children, fonts, links)
    if kind is Kind.FONT:
        return _font(span, fonts, links)
    content = _write(span.children, fonts, links)
    if kind is Kind.QUOTED:
        out = _text(span.value[0])
        _extend(out, content)
        _extend(out, _text(span.value[1]))
        return out
    if kind is Kind.LINK and links and span.value:
        return [{"t": "Link", "c": [["", [], []], content, [str(span.value), ""]]}]
    if kind is Kind.BLOCK:
        return [{"t": "Span", "c": [["", [f"csl-{span.value}"], []], content]}]
    if kind is Kind.CITE:
        return [{"t": "Span", "c": [["", ["csl-cite"], [["item", str(span.value.id)]]], content]}]
    return content


def _font(span: Span, fonts: dict[str, str], links: bool) -> list[PandocInline]:
    inner = dict(fonts)
    wrap: list[str] = []
    for attribute, value in span.value:
        if fonts.get(attribute) == value:
            inner[attribute] = ""
        elif (attribute, value) in CONSTRUCTORS:
            inner[attribute] = value
            wrap.append(CONSTRUCTORS[attribute, value])
    content = _write(span.children, inner, links)
    for constructor in reversed(wrap):
        content = [{"t": constructor, "c": content}]
    return content
