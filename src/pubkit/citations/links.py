"""Addresses in rendered citations become links: URLs and DOIs that stand there as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pubkit.engines.ast import Node, attr, link, plain_text, string

__all__ = ["linkify"]

_ADDRESS = re.compile(r"""https?://[^\s<>"“”‘’]+""")
_TRAILING = re.compile(r"[.,;:!?'’”)\]]+$")
_INSIDE = {"Emph": None, "Strong": None, "Span": 1, "Quoted": 1, "SmallCaps": None, "Underline": None}


def linkify(inlines: Iterable[Node]) -> list[Node]:
    """The inlines with bare addresses made links; what is a link already is left alone."""
    return [new for node in inlines for new in _linked(node)]


def _linked(node: Node) -> Iterator[Node]:
    tag = node["t"]
    if tag == "Str":
        yield from _split(node["c"])
    elif tag == "Link" and plain_text(node["c"][1]) == node["c"][2][0]:
        yield link(node["c"][1], node["c"][2][0], attr("", ["uri"]))
    elif tag in _INSIDE:
        position = _INSIDE[tag]
        if position is None:
            yield {**node, "c": linkify(node["c"])}
        else:
            yield {**node, "c": [*node["c"][:position], linkify(node["c"][position]), *node["c"][position + 1 :]]}
    else:
        yield node


def _split(text: str) -> Iterator[Node]:
    start = 0
    for found in _ADDRESS.finditer(text):
        address = _bare(found.group())
        if found.start() > start:
            yield string(text[start : found.start()])
        yield link([string(address)], address, attr("", ["uri"]))
        start = found.start() + len(address)
    if start < len(text):
        yield string(text[start:])


def _bare(address: str) -> str:
    """Without the punctuation of the sentence; a closing bracket stays where its opening one is inside."""
    trailing = _TRAILING.search(address)
    if not trailing:
        return address
    bare = address[: trailing.start()]
    while len(bare) < len(address) and address[len(bare)] == ")" and bare.count("(") > bare.count(")"):
        bare += ")"
    return bare
