"""Where a call stands: against the word before it and after the punctuation that follows.

"text [@key]." becomes "text.¹" (Chicago Manual of Style 18, 13.27; so do APA and Nature for superscript numbers).
French sets the call before the punctuation; the caller decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pubkit.engines.ast import WORDS, Node, attr, span

__all__ = ["is_call", "mark_call", "settle_calls"]

_MARK = "pubkit-call"
_STOPS = re.compile(r"^[.,;:!?…]+[”’»\"']*")
_CLOSING_STOP = re.compile(r"\.$")
_OPENING_STOP = re.compile(r"^[.;,:]")


def is_call(inlines: Sequence[Node]) -> bool:
    """Whether a rendered citation is a superscript mark alone."""
    return len(inlines) == 1 and inlines[0]["t"] == "Superscript"


def mark_call(node: Node) -> Node:
    """The node, marked to be settled."""
    return span(attr("", [_MARK]), [node])


def settle_calls(node: Any) -> Any:
    """The tree with every marked call settled and unmarked, and no full stop printed twice after a citation."""
    if type(node) is dict:
        return {key: value if type(value) is str else settle_calls(value) for key, value in node.items()}
    if type(node) is not list or not node or type(node[0]) is str:
        return node
    settled = [child if _tag(child) in WORDS else settle_calls(child) for child in node]
    if any(_tag(child) == "Span" for child in settled):
        return _single_stops(_settle(settled))
    return settled


def _settle(inlines: list[Any]) -> list[Any]:
    if not any(_has_class(node, _MARK) for node in inlines):
        return inlines
    out: list[Any] = []
    rest = list(inlines)
    while rest:
        node = rest.pop(0)
        if not _has_class(node, _MARK):
            out.append(node)
            continue
        while out and _tag(out[-1]) in {"Space", "SoftBreak"}:
            out.pop()
        if rest and _tag(rest[0]) == "Str" and (stops := _STOPS.match(rest[0]["c"])):
            out.append({"t": "Str", "c": stops.group()})
            remainder = rest[0]["c"][stops.end() :]
            rest[:1] = [{"t": "Str", "c": remainder}] if remainder else []
        out += node["c"][1]
    return out


def _single_stops(inlines: list[Any]) -> list[Any]:
    """A citation that ends with its style's full stop, in the middle of a note, gives it up to what follows."""
    out = list(inlines)
    for index, node in enumerate(out[:-1]):
        if _has_class(node, "citation") and _followed(out[index + 1 : index + 4]):
            out[index] = _without_last_stop(node)
    return out


def _followed(rest: Sequence[Any]) -> bool:
    text = "".join(child["c"] if _tag(child) == "Str" else " " if _tag(child) in {"Space", "SoftBreak"} else "\0"
                   for child in rest)  # fmt: skip
    return bool(_OPENING_STOP.match(text)) or bool(re.match(r"\s+[a-zа-я(\[—–]", text))


def _without_last_stop(node: Any) -> Any:
    """The node with the full stop that ends its text taken off, however deep it stands."""
    if _tag(node) == "Str":
        return {**node, "c": _CLOSING_STOP.sub("", node["c"])}
    content = node.get("c")
    if _tag(node) in {"Span", "Link", "Emph", "Strong", "Quoted"}:
        children = content if _tag(node) in {"Emph", "Strong"} else content[1]
        if not children:
            return node
        changed = [*children[:-1], _without_last_stop(children[-1])]
        return {**node, "c": changed if children is content else [content[0], changed, *content[2:]]}
    return node


def _has_class(node: Any, name: str) -> bool:
    return _tag(node) == "Span" and name in node["c"][0][1]


def _tag(node: Any) -> Any:
    return node.get("t") if type(node) is dict else None
