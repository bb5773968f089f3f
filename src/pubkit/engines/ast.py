"""pandoc's document tree, thinly typed.

In and out: the JSON of pandoc-types 1.23, where a node is `{"t": TAG, "c": CONTENT}`. Everything here is pure and
returns new trees; nothing is changed in place. Tags and the order of their contents follow the haddock of
`Text.Pandoc.Definition`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

__all__ = [
    "MAX_DEPTH", "Attr", "Document", "Node", "attr", "depth_of", "div", "document", "link", "note", "para",
    "plain_text", "rewrite", "space", "span", "string", "superscript", "walk",
]  # fmt: skip

Node = dict[str, Any]
"""One block or inline."""
Document = dict[str, Any]
"""`{"pandoc-api-version": [...], "meta": {}, "blocks": [...]}`."""
Attr = list[Any]
"""`[id, [class, ...], [[key, value], ...]]`."""

MAX_DEPTH = 90
"""Nesting beyond this is refused: WeasyPrint and Python's recursion both fail somewhat further on."""

_API_VERSION = [1, 23, 1]


def document(blocks: Sequence[Node], like: Document | None = None) -> Document:
    """A document of these blocks, without metadata."""
    version = like["pandoc-api-version"] if like else _API_VERSION
    return {"pandoc-api-version": version, "meta": {}, "blocks": list(blocks)}


def attr(identifier: str = "", classes: Iterable[str] = (), pairs: Mapping[str, str] | None = None) -> Attr:
    """An attribute triple."""
    return [identifier, list(classes), [[key, value] for key, value in (pairs or {}).items()]]


def string(text: str) -> Node:
    """Running text as one `Str`; spaces in it do not break lines."""
    return {"t": "Str", "c": text}


def space() -> Node:
    return {"t": "Space"}


def para(inlines: Sequence[Node]) -> Node:
    return {"t": "Para", "c": list(inlines)}


def note(blocks: Sequence[Node]) -> Node:
    return {"t": "Note", "c": list(blocks)}


def superscript(inlines: Sequence[Node]) -> Node:
    return {"t": "Superscript", "c": list(inlines)}


def span(attributes: Attr, inlines: Sequence[Node]) -> Node:
    return {"t": "Span", "c": [attributes, list(inlines)]}


def div(attributes: Attr, blocks: Sequence[Node]) -> Node:
    return {"t": "Div", "c": [attributes, list(blocks)]}


def link(inlines: Sequence[Node], target: str, attributes: Attr | None = None) -> Node:
    return {"t": "Link", "c": [attributes or attr(), list(inlines), [target, ""]]}


def walk(node: Any) -> Iterator[Node]:
    """Every node under (and with) `node`, in reading order; captions, cells, notes and prefixes of cites included."""
    if isinstance(node, list):
        for child in node:
            yield from walk(child)
    elif isinstance(node, dict):
        if "t" in node:
            yield node
        for child in node.values():
            if isinstance(child, list | dict):
                yield from walk(child)


def rewrite(node: Any, change: Callable[[Node], Node | list[Node] | None]) -> Any:
    """The tree with `change` applied to each node, children first.

    `change` returns the node that stands instead, or a list of nodes that are spliced in (only meaningful where
    nodes stand in lists), or None to leave it as it is.
    """
    # JSON has exactly these types, and most nodes are words and spaces: this is called for each of them.
    kind = type(node)
    if kind is list:
        out: list[Any] = []
        for child in node:
            if type(child) is dict:
                new = _rewritten(child, change)
                if type(new) is list:
                    out.extend(new)
                else:
                    out.append(new)
            else:
                out.append(rewrite(child, change) if type(child) is list else child)
        return out
    return _rewritten(node, change) if kind is dict else node


def _rewritten(node: Node, change: Callable[[Node], Node | list[Node] | None]) -> Any:
    inner = {
        key: value if type(value) is str else rewrite(value, change) for key, value in node.items()
    }  # fmt: skip
    if "t" not in inner:
        return inner
    changed = change(inner)
    return inner if changed is None else changed


def depth_of(node: Any) -> int:
    """How deep nodes nest, counted without recursion so that a hostile tree cannot exhaust the stack."""
    deepest, stack = 0, [(node, 0)]
    while stack:
        here, depth = stack.pop()
        if isinstance(here, dict):
            depth += "t" in here
            deepest = max(deepest, depth)
            stack.extend((child, depth) for child in here.values() if isinstance(child, list | dict))
        elif isinstance(here, list):
            stack.extend((child, depth) for child in here if isinstance(child, list | dict))
    return deepest


_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_BREAKS = {"Space", "SoftBreak", "LineBreak"}


def plain_text(node: Any, *, notes: bool = False) -> str:
    """The characters of a tree, as read; notes are left out unless asked for."""
    if isinstance(node, list):
        return "".join(plain_text(child, notes=notes) for child in node)
    if not isinstance(node, dict):
        return ""
    tag, content = node.get("t"), node.get("c", [])
    if tag == "Str":
        return str(content)
    if tag in _BREAKS:
        return " "
    if tag in {"Code", "Math", "CodeBlock"}:
        return str(content[1])
    if tag == "Quoted":
        opening, closing = _QUOTES[content[0]["t"]]
        return opening + plain_text(content[1], notes=notes) + closing
    if (tag == "Note" and not notes) or tag in {"RawInline", "RawBlock"}:
        return ""
    if tag in {"Cite", "Link", "Image", "Span"}:
        return plain_text(content[1], notes=notes)
    text = plain_text(content, notes=notes)
    return text + "\n" if tag in {"Para", "Plain", "Header", "LineBlock"} else text
