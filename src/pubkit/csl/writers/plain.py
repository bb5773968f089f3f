"""Plain text: no formatting; blocks are set off by line ends."""

from __future__ import annotations

from ..inline import Inline, Kind

__all__ = ["write_plain"]


def write_plain(inlines: list[Inline]) -> str:
    """Text of a finished tree."""
    out = []
    for inline in inlines:
        if isinstance(inline, str):
            out.append(inline)
        elif inline.kind is Kind.QUOTED:
            out.append(inline.value[0] + write_plain(inline.children) + inline.value[1])
        elif inline.kind is Kind.BLOCK:
            text = write_plain(inline.children).strip()
            separator = " " if inline.value == "right-inline" else "\n"
            out.append((separator if out else "") + text)
        else:
            out.append(write_plain(inline.children))
    return "".join(out)
