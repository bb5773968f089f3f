"""Take the citations out of a document, in reading order.

In: pandoc's tree. Out: a list of `Citation`, each with the number of the note in which it stands. A citation in
the running text of a note style makes a note of its own, so both kinds of notes are numbered in one row
(CSL 1.0.2, "position" and "near-note-distance" go by these numbers).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from typing import Any

from pubkit.citations.locators import split_locator
from pubkit.engines.ast import Document, Node
from pubkit.records import dataclass

__all__ = ["Citation", "Cite", "Mode", "gather", "replace"]


class Mode(enum.StrEnum):
    """How pandoc Markdown asks for a cite."""

    NORMAL = "normal"
    """[@key]"""
    SUPPRESS_AUTHOR = "suppress-author"
    """[-@key]"""
    AUTHOR_IN_TEXT = "author-in-text"
    """@key: the author is part of the sentence."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One cite (CSL: citation item)."""

    key: str
    mode: Mode = Mode.NORMAL
    label: str | None = None
    """CSL locator type: page, chapter ..."""
    locator: str | None = None
    prefix: tuple[Node, ...] = ()
    """Inlines before it."""
    suffix: tuple[Node, ...] = ()
    """Inlines after it, the locator taken out."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What stands at one point."""

    cites: tuple[Cite, ...]
    note_number: int
    """The note in which it stands; 0 in running text."""
    in_note: bool
    """Whether it stands in a note that the author wrote, rather than in running text."""
    opens_note: bool = True
    """Whether nothing stands before it in its note."""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(cite.key for cite in self.cites)


def gather(document: Document, *, note_style: bool) -> list[Citation]:
    """The citations of the document, in reading order."""
    found: list[Citation] = []
    replace(document, lambda citation, _: found.append(citation), note_style=note_style)
    return found


def replace(document: Document, put: Callable[[Citation, int], list[Node] | None], *, note_style: bool) -> Document:
    """The document with each citation replaced by what `put(citation, index)` returns (None leaves it)."""
    return _Replacement(put, note_style).document(document)


_TEXT = frozenset({"Str", "Code", "Math", "Image"})
_WORDS = frozenset({"Str", "Space", "SoftBreak"})


class _Replacement:
    """One pass in reading order; it counts notes on its way."""

    def __init__(self, put: Callable[[Citation, int], list[Node] | None], note_style: bool) -> None:
        self._put = put
        self._note_style = note_style
        self._notes = 0
        self._count = 0
        self._note: int | None = None
        self._fresh = True

    def document(self, document: Document) -> Document:
        return {**document, "blocks": self._list(document["blocks"])}

    def _list(self, nodes: list[Any]) -> list[Any]:
        out: list[Any] = []
        for node in nodes:
            if type(node) is dict and node.get("t") in _WORDS:  # most nodes are, and nothing is in them
                self._fresh = self._fresh and node["t"] not in _TEXT
                out.append(node)
            else:
                out.extend(self._spliced(node))
        return out

    def _spliced(self, node: Any) -> Iterator[Any]:
        if isinstance(node, dict) and node.get("t") == "Cite":
            yield from self._cite(node)
        elif isinstance(node, list):
            yield self._list(node)
        elif isinstance(node, dict):
            yield self._node(node)
        else:
            yield node

    def _node(self, node: Node) -> Node:
        if node.get("t") in _TEXT:
            self._fresh = False
        if node.get("t") != "Note" or self._note is not None:
            return {key: self._list(value) if isinstance(value, list) else self._inner(value)
                    for key, value in node.items()}  # fmt: skip
        self._notes += 1
        self._note, self._fresh = self._notes, True
        content = self._list(node["c"])
        self._note = None
        return {"t": "Note", "c": content}

    def _inner(self, value: Any) -> Any:
        return self._node(value) if isinstance(value, dict) else value

    def _cite(self, node: Node) -> Iterator[Node]:
        in_note = self._note is not None
        if not in_note and self._note_style:
            self._notes += 1
        number = self._note if self._note is not None else (self._notes if self._note_style else 0)
        citation = Citation(tuple(_cite(item) for item in node["c"][0]), number, in_note, self._fresh or not in_note)
        self._fresh = False
        new = self._put(citation, self._count)
        self._count += 1
        if new is None:
            yield node
        else:
            yield from new


_MODES = {
    "NormalCitation": Mode.NORMAL,
    "SuppressAuthor": Mode.SUPPRESS_AUTHOR,
    "AuthorInText": Mode.AUTHOR_IN_TEXT,
}


def _cite(item: dict[str, Any]) -> Cite:
    label, locator, suffix = split_locator(item["citationSuffix"])
    return Cite(
        item["citationId"], _MODES[item["citationMode"]["t"]], label, locator,
        tuple(item["citationPrefix"]), tuple(suffix),
    )  # fmt: skip
