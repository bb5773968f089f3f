"""Where long addresses may break.

A URL breaks before punctuation that joins and after punctuation that ends a part, never with a hyphen, and so that
no break seems to be part of the address (Chicago Manual of Style 18, 7.49: after a colon or a double slash; before
or after "=" and "&"; before a single slash, period, comma, hyphen, question mark, number sign, percent symbol).
A break opportunity is `<wbr>`: it is no character, so copied text stays whole. An address that is no link is put into a
span of the class `address`, so that it is not hyphenated as words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pubkit.engines.ast import Document, Node, attr, rewrite, span, string

__all__ = ["breakable"]

_ADDRESS = re.compile(
    r"https?://\S{8,}|www\.\S{8,}|\S*[/_]\S*[/_.]\S{12,}|doi:10\.\S{8,}|10\.[0-9]{4,9}/\S{6,}|[^\s-]{36,}"
)
_PLAIN = re.compile(r"https?://\S{8}|www\.\S{8}|doi:10\.\S{8}")
_BREAK = re.compile(r"(?<=//)(?=.)|(?<=[^/:])(?=[/.,?#%_~\-])|(?<=[=&])(?=.)|(?<=[^/:])(?<=[/])(?=[^/]{12,})")
_SHORTEST = 12
"""Characters of the shortest address."""
_LONG_RUN = 18
_WBR: Node = {"t": "RawInline", "c": ["html", "<wbr>"]}


def breakable(document: Document) -> Document:
    """The tree with break opportunities in addresses, for HTML."""
    broken: Document = rewrite(document, _node, tags=("Str", "Link"))
    return broken


def _node(node: Node) -> Node | list[Node] | None:
    if node["t"] == "Link":
        attributes, inlines, target = node["c"]
        return {**node, "c": [attributes, [part for inline in inlines for part in _bare(inline)], target]}
    if len(node["c"]) < _SHORTEST or not _ADDRESS.search(node["c"]):
        return None
    pieces = list(_pieces(node["c"]))
    out: list[Any] = []
    for index, piece in enumerate(pieces):
        out += [_WBR, string(piece)] if index else [string(piece)]
    return span(attr("", ["address"]), out) if _PLAIN.search(node["c"]) else out


def _bare(node: Node) -> list[Node]:
    """The pieces of an address in a link, which needs no span of ours."""
    is_address = node["t"] == "Span" and node["c"][0][1] == ["address"]
    return list(node["c"][1]) if is_address else [node]


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for found in _BREAK.finditer(text):
        # Two signs that stand together, and the last two characters, do not part.
        if found.start() - start > 1 and found.start() < len(text) - 2:
            yield from _halves(text[start : found.start()])
            start = found.start()
    yield from _halves(text[start:])


def _halves(piece: str) -> Iterator[str]:
    """A run without punctuation may break too when it is long: nothing overflows."""
    for start in range(0, len(piece), _LONG_RUN):
        if start and len(piece) - start < 4:
            return
        end = start + _LONG_RUN
        yield piece[start : end if len(piece) - end >= 4 else len(piece)]
