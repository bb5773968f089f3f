"""pandoc's document tree, thinly typed.

In and out: the JSON of pandoc-types 1.23, where a node is `{"t": TAG, "c": CONTENT}`. Everything here is pure and
returns new trees; nothing is changed in place. Tags and the order of their contents follow the haddock of
`Text.Pandoc.Definition`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

__all__ = [
    "MAX_DEPTH", "WORDS", "Attr", "Document", "Node", "attr", "branches", "depth_of", "div", "document", "link", "note",
    "para", "plain_text", "rewrite", "space", "span", "string", "superscript", "walk",
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


WORDS = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Nodes with nothing in them: nine of ten are."""


def walk(node: Any) -> Iterator[Node]:
    """Every node under (and with) `node`, in reading order; captions, cells, notes and prefixes of cites included."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if type(here) is dict:
            if "t" in here:
                yield here
            waiting.extend([child for child in here.values() if type(child) in _HOLDING][::-1])
        elif type(here) is list:
            waiting.extend([child for child in here if type(child) in _HOLDING][::-1])


def branches(node: Any) -> Iterator[Node]:
    """`walk` without the words and the spaces between them."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if type(here) is dict:
            if "t" in here:
                yield here
            waiting.extend([child for child in here.values() if type(child) in _HOLDING][::-1])
        else:
            held = [
                child
                for child in here
                if type(child) is list or (type(child) is dict and child.get("t") not in WORDS)
            ]  # fmt: skip
            waiting.extend(held[::-1])


_HOLDING = frozenset({list, dict})
"""JSON's types that have something in them."""

_Change = Callable[[Node], Node | list[Node] | None]


def rewrite(node: Any, change: _Change, *, tags: Container[str] | None = None) -> Any:
    """The tree with `change` applied to each node, children first, or to those with one of these tags.

    `change` returns the node that stands instead, or a list of nodes that are spliced in (only meaningful where
    nodes stand in lists), or None to leave it as it is. What has not changed is shared with the given tree.
    """

    def in_list(nodes: list[Any]) -> list[Any]:
        if not nodes or type(nodes[0]) is str:
            return nodes  # attributes, or the target of a link: no nodes
        out: list[Any] | None = None
        for index, child in enumerate(nodes):
            new = child
            if type(child) is dict:
                if child.get("t") not in WORDS:
                    new = in_node(child)
                elif tags is None or child["t"] in tags:
                    changed = change(child)
                    new = child if changed is None else changed
            elif type(child) is list:
                new = in_list(child)
            if out is None:
                if new is child:
                    continue
                out = nodes[:index]
            if type(new) is list and type(child) is dict:
                out.extend(new)
            else:
                out.append(new)
        return nodes if out is None else out

    def in_node(node: Node) -> Any:
        inner = node
        for key, value in node.items():
            new = value
            if type(value) is list:
                new = in_list(value)
            elif type(value) is dict:
                new = in_node(value)
            if new is not value:
                inner = {**inner, key: new}
        if "t" not in inner or not (tags is None or inner["t"] in tags):
            return inner
        changed = change(inner)
        return inner if changed is None else changed

    return in_list(node) if type(node) is list else in_node(node) if type(node) is dict else node


def depth_of(node: Any) -> int:
    """How deep nodes nest, counted without recursion so that a hostile tree cannot exhaust the stack."""
    deepest, waiting = 0, [(node, 0)]
    while waiting:
        here, depth = waiting.pop()
        if type(here) is dict:
            depth += "t" in here
            deepest = max(deepest, depth)
            waiting.extend([(child, depth) for child in here.values() if type(child) in _HOLDING])
        elif type(here) is list:
            inner = [child for child in here if type(child) in _HOLDING]
            held = [child for child in inner if type(child) is list or child.get("t") not in WORDS]
            if len(held) < len(inner):
                deepest = max(deepest, depth + 1)
            waiting.extend([(child, depth) for child in held])
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
