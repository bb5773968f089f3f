"""Pandoc Markdown, with everything escaped that Markdown would read as markup."""

from __future__ import annotations

import re

from ..inline import Inline, Kind, Span

__all__ = ["write_markdown"]

SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#|~^$@\"'&]|(?<!\S)[-+](?=\s)|^\d+(?=[.)]\s)")
SPANS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
}
PARENTHESES = re.compile(r"[()']")


def write_markdown(inlines: list[Inline], links: bool = True) -> str:
    """Markdown of a finished tree."""
    return _write(inlines, {}, links)


def _escape(text: str) -> str:
    return SPECIAL.sub(lambda m: m.group() if PARENTHESES.fullmatch(m.group()) else "\\" + m.group(), text)


def _write(inlines: list[Inline], fonts: dict[str, str], links: bool) -> str:
    return "".join(_escape(inline) if isinstance(inline, str) else _span(inline, fonts, links) for inline in inlines)


def _span(span: Span, fonts: dict[str, str], links: bool) -> str:
    if span.kind is Kind.FONT:
        inner = dict(fonts)
        before = after = ""
        for attribute, value in span.value:
            if fonts.get(attribute) == value:
                inner[attribute] = ""
            elif (attribute, value) in SPANS:
                inner[attribute] = value
                start, end = SPANS[attribute, value]
                before, after = before + start, end + after
        content = _write(span.children, inner, links)
        if "^" in before or before == "~":
            content = content.replace(" ", "\\ ")
        return before + content + after
    content = _write(span.children, fonts, links)
    if span.kind is Kind.QUOTED:
        return _escape(span.value[0]) + content + _escape(span.value[1])
    if span.kind is Kind.LINK and links and span.value:
        target = str(span.value)
        if target == "".join(c for c in span.children if isinstance(c, str)) and not re.search(r"[\s<>]", target):
            return f"<{target}>"
        return f"[{content}](<{target.replace('<', '%3C').replace('>', '%3E')}>)"
    if span.kind is Kind.BLOCK:
        return content if span.value == "left-margin" else f" {content}"
    return content
