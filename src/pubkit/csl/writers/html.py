"""HTML, as the CSL test suite has it: ``<i> <b> <sup> <sub>``, spans with a style, ``div`` blocks.

Nested formatting flips: italic inside italic is upright.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..inline import Inline, Kind, Span

__all__ = ["escape", "write_html"]

NORMAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}
TAGS = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
}
SUPERSCRIPTS = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}  # superscripts that Unicode does not decompose
ORDER = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
FLIPPING = ("font-style", "font-variant", "font-weight")


def escape(text: str) -> str:
    """Text with the characters that HTML gives a meaning to written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_html(inlines: list[Inline], links: bool = False) -> str:
    """HTML of a finished tree; `links` makes links of URLs and other identifiers."""
    return _write(inlines, {}, links)


def _write(inlines: list[Inline], fonts: dict[str, str], links: bool) -> str:
    out = []
    for inline in inlines:
        if isinstance(inline, str):
            out.append(_text(inline))
        else:
            out.append(_span(inline, fonts, links))
    return "".join(out)


def _text(text: str) -> str:
    text = escape(text)
    if not text.isascii():
        text = "".join(_superscript(c) for c in text).replace("</sup><sup>", "")
    return text


@lru_cache(maxsize=4096)
def _superscript(character: str) -> str:
    """A superscript character as markup, any other as it is ("Terms": superscripted Unicode characters)."""
    if character in "ˀˁۥۦ":
        return f"<sup>{SUPERSCRIPTS[character]}</sup>"
    decomposition = unicodedata.decomposition(character)
    if not decomposition.startswith("<super>"):
        return character
    return "<sup>" + "".join(chr(int(code, 16)) for code in decomposition.split()[1:]) + "</sup>"


def _span(span: Span, fonts: dict[str, str], links: bool) -> str:
    kind = span.kind
    if kind is Kind.FONT:
        return _font(span, fonts, links)
    content = _write(span.children, fonts, links)
    if kind is Kind.QUOTED:
        return escape(span.value[0]) + content + escape(span.value[1])
    if kind is Kind.BLOCK:
        return f'<div class="csl-{span.value}">{content}</div>'
    if kind is Kind.LINK and links:
        return f'<a href="{escape(str(span.value)).replace(chr(34), "&quot;")}">{content}</a>'
    return content


def _font(span: Span, fonts: dict[str, str], links: bool) -> str:
    inner = dict(fonts)
    before = after = ""
    for attribute, wanted in sorted(span.value, key=_rank):
        now = fonts.get(attribute, NORMAL[attribute])
        value = wanted
        if attribute in FLIPPING and wanted == now and wanted != NORMAL[attribute]:
            value = NORMAL[attribute]
        elif wanted == now:
            continue
        inner[attribute] = value
        start, end = TAGS.get((attribute, value), (f'<span style="{_style(attribute, value)}">', "</span>"))
        before, after = before + start, end + after
    return before + _write(span.children, inner, links) + after


def _rank(font: tuple[str, str]) -> int:
    """Order of nesting, outermost first."""
    return ORDER.index(font[0])


def _style(attribute: str, value: str) -> str:
    return "baseline" if attribute == "vertical-align" else f"{attribute}:{value};"
