"""The output tree: what the evaluator of a style produces, and all later steps work on.

A leaf is a ``str``; every boundary between two leaves is a place where an affix or delimiter met other
text, so that punctuation can be repaired there and nowhere else (`punctuation`). An inner node is a
:class:`Span`. Formatting, quotes, blocks, links and the roles that later steps look for (names, dates,
year-suffixes, cites) are all spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias, Union

from pubkit.records import dataclass

__all__ = [
    "Glue",
    "Inline",
    "Kind",
    "Span",
    "first_of",
    "glue",
    "group",
    "has",
    "join",
    "replace",
    "text_of",
    "walk",
]


class Kind(Enum):
    """What a span is."""

    GROUP = "group"
    FONT = "font"
    QUOTED = "quoted"
    NO_CASE = "no-case"
    LINK = "link"
    BLOCK = "block"
    OPAQUE = "opaque"
    FIELD = "field"
    # roles
    CITE = "cite"
    NAMES = "names"
    NAME = "name"
    NAME_LABEL = "name-label"
    DATE = "date"
    YEAR = "year"
    YEAR_SUFFIX = "year-suffix"
    CITATION_NUMBER = "citation-number"
    LOCATOR = "locator"
    TERM = "term"
    TITLE = "title"
    PREFIX = "cite-prefix"
    SUFFIX = "cite-suffix"

    __hash__ = object.__hash__


@dataclass(slots=True, eq=False)
class Span:
    """One node of the output tree. Treated as immutable once it is built."""

    kind: Kind
    """What it is."""
    children: list[Inline]
    """What it holds."""
    value: Any = None
    """FONT: tuple of (property, value); LINK: target; BLOCK: the display value; OPAQUE: the caller's payload;
    QUOTED: "inner" for single marks in the data; CITE: the cite; NAMES: the names; and so on."""


class Glue(str):
    """An affix or a delimiter: text that is there only for what stands beside it."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def glue(text: str) -> Glue:
    """The affix or delimiter of this text."""
    return Glue(text)


Inline: TypeAlias = Union[str, Span]  # noqa: UP007  (a string cannot be or-ed with a class at run time)


def group(children: list[Inline]) -> Inline:
    """One inline that holds these; a single one stands for itself."""
    if len(children) == 1:
        return children[0]
    return Span(Kind.GROUP, children)


def join(pieces: list[Inline], delimiter: str) -> list[Inline]:
    """The pieces with a delimiter between each two."""
    if not delimiter or len(pieces) < 2:
        return pieces
    between = glue(delimiter)
    out: list[Inline] = [pieces[0]]
    for piece in pieces[1:]:
        out.append(between)
        out.append(piece)
    return out


def text_of(node: Inline | list[Inline]) -> str:
    """All text of a tree, without formatting."""
    parts: list[str] = []
    _gather(node, parts)
    return "".join(parts)


def _gather(node: Inline | list[Inline], parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(node)
    else:
        for child in node.children if isinstance(node, Span) else node:
            if isinstance(child, str):
                parts.append(child)
            else:
                _gather(child, parts)


def walk(node: Inline | list[Inline]) -> Iterator[Span]:
    """Every span of a tree, outermost first, in reading order."""
    stack: list[Inline] = [node] if isinstance(node, str | Span) else node[::-1]
    while stack:
        top = stack.pop()
        if isinstance(top, Span):
            yield top
            stack.extend(reversed(top.children))


def first_of(node: Inline | list[Inline], kind: Kind) -> Span | None:
    """The first span of a kind, in reading order."""
    for span in walk(node):
        if span.kind is kind:
            return span
    return None


def has(node: Inline | list[Inline], kind: Kind) -> bool:
    """Whether a span of this kind is anywhere in the tree."""
    return first_of(node, kind) is not None


def replace(node: Inline, change: Callable[[Span], Inline | None]) -> Inline:
    """A copy in which `change` has replaced spans; None keeps a span and goes on inside it. "" removes it."""
    if isinstance(node, str):
        return node
    new = change(node)
    if new is not None:
        return new
    return Span(node.kind, [replace(child, change) for child in node.children], node.value)
