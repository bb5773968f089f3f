"""Number what can be referred to, and write the number where a reader looks for it.

In: pandoc's tree. Out: the tree in which every figure, table, equation and listing with an identifier of its kind
carries its number (and every heading, where sections are numbered), and a mapping of identifiers to numbers. The shapes
are Quarto's: an image or a table with `{#fig-a}`, a div `::: {#fig-a}` whose last paragraph is the caption, figures in
such a div as its parts (a), (b), an equation followed by `{#eq-a}`, a code block with `#lst-a` and `lst-cap`, a div
`::: {#thm-a}` whose name is a heading within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pubkit.crossrefs.kinds import STATEMENTS, Kind, Words, kind_of
from pubkit.engines.ast import WORDS, Document, Node, attr, div, para, space, span, string
from pubkit.records import dataclass, field

__all__ = ["Target", "Targets", "number"]

_LABEL = re.compile(r"\{#(?P<id>eq[-:][\w:.-]+)\}(?P<rest>[\s\S]*)")
_BREAKS = {"Space", "SoftBreak", "LineBreak"}


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that can be referred to."""

    kind: Kind
    number: str
    """As a reference prints it: "3", "2.1", "1 (a)"; empty where it has none."""
    title: tuple[Node, ...] = ()
    """The words of a heading, which stand where it has no number."""


@dataclass(frozen=True, slots=True)
class Targets:
    """A document whose targets are numbered."""

    document: Document
    by_identifier: dict[str, Target]
    repeated: tuple[str, ...]
    """Identifiers that are given twice; the first counts."""


def number(document: Document, words: Words, *, sections: bool) -> Targets:
    """Number the targets of a document in reading order; `sections` says whether headings are numbered."""
    numbering = _Numbering(words, sections)
    blocks = numbering.blocks(document["blocks"])
    return Targets({**document, "blocks": blocks}, numbering.found, tuple(numbering.repeated))


@dataclass
class _Numbering:
    words: Words
    sections: bool
    found: dict[str, Target] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)
    heading: list[int] = field(default_factory=lambda: [0] * 6)
    top: int = 0
    """The level of the first numbered heading, from which levels are counted."""
    inside: str = ""
    """The number of the figure whose parts are being read."""
    parts: int = 0

    def blocks(self, blocks: Sequence[Any]) -> list[Any]:
        return [self.block(block) for block in blocks]

    def block(self, node: Any) -> Any:
        """Top down, for a figure has its number before its parts have theirs."""
        if type(node) is list:
            if not node or type(node[0]) is str:
                return node
            return _equations(self, [self.block(child) for child in node])
        if type(node) is not dict or node.get("t") in WORDS:
            return node
        change = getattr(self, f"_{node['t'].lower()}", None) if "t" in node else None
        changed = change(node) if change else None
        if changed is not None:
            return changed
        return {key: self.block(value) if isinstance(value, list | dict) else value for key, value in node.items()}

    # -- kinds of blocks ---------------------------------------------------------------------------------------------

    def _header(self, node: Node) -> Node | None:
        level, attributes, inlines = node["c"]
        identifier, classes, _ = attributes
        counted = self.sections and "unnumbered" not in classes
        said = self.section(level) if counted else ""
        self.put(identifier, Target(Kind.SECTION, said, tuple(inlines)))
        if not said:
            return None
        mark = span(attr("", ["header-section-number"]), [string(said)])
        return {"t": "Header", "c": [level, attributes, [mark, string("\N{EN SPACE}"), *self.block(inlines)]]}

    def section(self, level: int) -> str:
        self.top = min(self.top or level, level)
        self.heading[level - 1] += 1
        self.heading[level:] = [0] * (6 - level)
        return ".".join(str(count) for count in self.heading[self.top - 1 : level])

    def _figure(self, node: Node) -> Node | None:
        attributes, caption, blocks = node["c"]
        if kind_of(attributes[0]) not in {Kind.FIGURE, Kind.TABLE, Kind.LISTING}:
            return None
        kind = kind_of(attributes[0]) or Kind.FIGURE
        label = self.next(kind, attributes[0])
        return {"t": "Figure", "c": [attributes, _labelled(self.block(caption), label), self.parted(kind, blocks)]}

    def _table(self, node: Node) -> Node | None:
        attributes, caption, *rest = node["c"]
        if kind_of(attributes[0]) is not Kind.TABLE:
            return None
        label = self.next(Kind.TABLE, attributes[0])
        return {"t": "Table", "c": [attributes, _labelled(self.block(caption), label), *self.block(rest)]}

    def _div(self, node: Node) -> Node | None:
        attributes, blocks = node["c"]
        kind = kind_of(attributes[0])
        if kind in STATEMENTS and blocks:
            return self.statement(kind, attributes, blocks)
        if "proof" in attributes[1] and blocks:
            proof = [{"t": "Emph", "c": [string(f"{self.words.proof}.")]}]
            return div(attr(attributes[0], attributes[1], dict(attributes[2])), _begun(self.blocks(blocks), proof))
        if kind not in {Kind.FIGURE, Kind.TABLE, Kind.LISTING} or not blocks:
            return None
        tables = [block for block in blocks if block["t"] == "Table"]
        held, caption = (blocks[:-1], blocks[-1]) if blocks[-1]["t"] in {"Para", "Plain"} else (blocks, None)
        if caption is not None and not held:
            held, caption = blocks, None
        described = [{"t": "Plain", "c": caption["c"]}] if caption else []
        if kind is Kind.TABLE and len(tables) == 1 and len(held) == 1:
            inner, said, *rest = tables[0]["c"]
            said = [said[0], described] if described else said
            return self._table({"t": "Table", "c": [[attributes[0], *inner[1:]], said, *rest]})
        return self._figure({"t": "Figure", "c": [attributes, [None, described], held]})

    def statement(self, kind: Kind, attributes: Any, blocks: list[Any]) -> Node:
        """A theorem or its like: its number, and its name (a heading within it, or `name`), before its first words."""
        identifier, classes, pairs = attributes
        self.counts[kind] += 1
        said = str(self.counts[kind])
        self.put(identifier, Target(kind, said))
        named = dict(pairs).get("name", "")
        name = [part for word in named.split() for part in (space(), string(word))][1:]
        if blocks[0]["t"] == "Header":
            name, blocks = list(blocks[0]["c"][2]), blocks[1:]
        label = [
            string(self.words.statement(kind, said)),
            *([space(), string("("), *name, string(")")] if name else []),
        ]
        begins = [span(attr("", ["statement-label"]), [{"t": "Strong", "c": label}])]
        kept = {key: value for key, value in pairs if key != "name"}
        return div(
            attr(identifier, ["statement", kind.name.lower(), *classes], kept), _begun(self.blocks(blocks), begins)
        )

    def _para(self, node: Node) -> Node | None:
        """An image by itself without a caption is no figure to pandoc; with an identifier it is one."""
        inlines = node["c"]
        if len(inlines) == 1 and inlines[0]["t"] == "Image" and kind_of(inlines[0]["c"][0][0]) is Kind.FIGURE:
            attributes, alt, target = inlines[0]["c"]
            image = {"t": "Image", "c": [attr("", attributes[1], dict(attributes[2])), alt, target]}
            return self._figure({"t": "Figure", "c": [attr(attributes[0]), [None, []], [{"t": "Plain", "c": [image]}]]})
        return None

    def _codeblock(self, node: Node) -> Node | None:
        (identifier, classes, pairs), text = node["c"]
        if kind_of(identifier) is not Kind.LISTING:
            return None
        said = dict(pairs)
        label = self.next(Kind.LISTING, identifier)
        words = [part for word in said.pop("lst-cap", "").split() for part in (space(), string(word))]
        caption = para([span(attr("", ["caption-label"]), [string(label)]), *words])
        return div(attr(identifier, ["listing"]), [caption, {"t": "CodeBlock", "c": [attr("", classes, said), text]}])

    # -- numbers -----------------------------------------------------------------------------------------------------

    def parted(self, kind: Kind, blocks: list[Any]) -> list[Any]:
        """The blocks of a figure, whose own figures are its parts."""
        if self.inside:
            return self.blocks(blocks)
        self.inside, self.parts = str(self.counts[kind]), 0
        done = self.blocks(blocks)
        self.inside = ""
        return done

    def next(self, kind: Kind, identifier: str) -> str:
        """Give out the next number; what the caption begins with."""
        if self.inside:
            self.parts += 1
            letter = f"({chr(96 + self.parts) if self.parts <= 26 else self.parts})"
            self.put(identifier, Target(kind, f"{self.inside}\N{NO-BREAK SPACE}{letter}"))
            return letter
        self.counts[kind] += 1
        said = str(self.counts[kind])
        self.put(identifier, Target(kind, said))
        return self.words.title(kind, said)

    def put(self, identifier: str, target: Target) -> None:
        if identifier and identifier in self.found and kind_of(identifier):
            self.repeated.append(identifier)
        elif identifier:
            self.found[identifier] = target


def _begun(blocks: list[Any], beginning: list[Node]) -> list[Any]:
    """Blocks whose first words are these."""
    if blocks and blocks[0]["t"] in {"Para", "Plain"}:
        return [{**blocks[0], "c": [*beginning, space(), *blocks[0]["c"]]}, *blocks[1:]]
    return [para(beginning), *blocks]


def _labelled(caption: list[Any], label: str) -> list[Any]:
    """A caption with its number before it."""
    short, blocks = caption
    mark = span(attr("", ["caption-label"]), [string(label)])
    if blocks and blocks[0]["t"] in {"Para", "Plain"}:
        return [short, [{**blocks[0], "c": [mark, space(), *blocks[0]["c"]]}, *blocks[1:]]]
    bare = span(attr("", ["caption-label"]), [string(label.rstrip(":.\N{NO-BREAK SPACE}"))])
    return [short, [{"t": "Plain", "c": [mark if blocks else bare]}, *blocks]]


def _equations(numbering: _Numbering, inlines: list[Any]) -> list[Any]:
    """Formulas that are followed by `{#eq-a}` get their numbers."""
    if not any(isinstance(node, dict) and node.get("t") == "Math" for node in inlines):
        return inlines
    out: list[Any] = []
    rest = list(inlines)
    while rest:
        node = rest.pop(0)
        found = _label(rest) if isinstance(node, dict) and _is_display(node) else None
        if found is None:
            out.append(node)
            continue
        identifier, after, taken = found
        numbering.counts[Kind.EQUATION] += 1
        said = str(numbering.counts[Kind.EQUATION])
        numbering.put(identifier, Target(Kind.EQUATION, said))
        mark = span(attr("", ["equation-number"]), [string(f"({said})")])
        out.append(span(attr(identifier, ["equation"]), [node, mark]))
        rest[:taken] = [string(after)] if after else []
    return out


def _is_display(node: Node) -> bool:
    return node.get("t") == "Math" and bool(node["c"][0]["t"] == "DisplayMath")


def _label(following: Sequence[Any]) -> tuple[str, str, int] | None:
    """The identifier behind a formula, what is stuck to it, and how many nodes it takes."""
    for taken, node in enumerate(_first(following, 2), 1):
        if node.get("t") in _BREAKS:
            continue
        found = _LABEL.fullmatch(node["c"]) if node.get("t") == "Str" else None
        return (found["id"], found["rest"], taken) if found else None
    return None


def _first(nodes: Sequence[Any], count: int) -> Iterator[Node]:
    yield from (node for node in nodes[:count] if isinstance(node, dict))
