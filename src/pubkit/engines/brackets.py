"""Unclosed brackets, before pandoc's Markdown reader sees them.

The reader tries every "[" as the start of a link, a note, a citation and a span, and takes twice as long for each that
is never closed: twenty take a quarter of a minute. A bracket without its partner in its paragraph is plain text anyway,
so it is escaped here wherever there are more than a few; nothing else changes. Nesting that no reader could want is
counted for the caller to refuse.
"""

from __future__ import annotations

import re

__all__ = ["close_brackets", "deepest_brackets"]

_FEW = 5
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})")
_SIGN = re.compile(r"\\.|(?P<ticks>`+)|[\[\]]", re.DOTALL)


def close_brackets(text: str) -> str:
    """The text with unclosed "[" escaped in paragraphs that have more than a few of them."""
    if text.count("[") - text.count("]") <= _FEW:
        return text
    out: list[str] = []
    fence = ""
    for part in re.split(r"(\n[ \t]*\n)", text):
        out.append(part if fence else _closed(part))
        fence = _fence_after(part, fence)
    return "".join(out)


def deepest_brackets(text: str) -> int:
    """How deep brackets nest."""
    depth = deepest = 0
    for sign in re.finditer(r"\\.|[\[\]]|\n[ \t]*\n", text, re.DOTALL):
        if sign.group() == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif sign.group() == "]":
            depth = max(0, depth - 1)
        elif sign.group().startswith("\n"):
            depth = 0
    return deepest


def _fence_after(part: str, fence: str) -> str:
    for line in part.split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found["fence"]
        elif found and fence and found["fence"].startswith(fence):
            fence = ""
    return fence


def _closed(paragraph: str) -> str:
    open_at: list[int] = []
    code = ""
    for sign in _SIGN.finditer(paragraph):
        if sign["ticks"]:
            code = "" if code == sign["ticks"] else code or sign["ticks"]
        elif code:
            continue
        elif sign.group() == "[":
            open_at.append(sign.start())
        elif sign.group() == "]" and open_at:
            open_at.pop()
    if len(open_at) <= _FEW:
        return paragraph
    pieces, start = [], 0
    for at in open_at:
        pieces.append(paragraph[start:at])
        start = at
    return "\\".join([*pieces, paragraph[start:]])
