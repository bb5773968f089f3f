"""pandoc's tree as a witness's text: the structure that a word processor's file has outright, kept as signs.

In: the tree of a DOCX, ODT, EPUB, RTF or JATS file. Out: text in the signs of pandoc's Markdown, one block a line:
`# ` headings, `> ` quotations, `| ` lines of verse, `| a | b |` rows of tables, `- ` and `1. ` items (four spaces a
level), `[^1]` and `[^1]: ` for notes, `*` and `**` for emphasis, and before all of it a block of `name: value` lines
between `---` for the front matter. `% ` stands before what is a web site's and not the article's. A sign that is the
author's own has a backslash before it. Raised and lowered digits are characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pubkit.engines.ast import Document, Node, plain_text, walk
from pubkit.records import dataclass, field

__all__ = ["FrontLine", "front_block", "guarded", "lowered", "marked_text", "raised"]

FrontLine = tuple[str, str]
"""A field's name and its value."""

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_NUMBERS = re.compile(r"\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){1,12}")
"""Numbers of works or notes that are raised together."""
_SPACE = re.compile(r"\s+")
_LIVE = re.compile(r"[\\*]")
_START = re.compile(r"(?:\#{1,6}|>|\||%|\d{1,3}[.)])(?=\s|\Z)|-{3,}|\[\^")
_FENCE = "```"
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def raised(text: str) -> str:
    """Raised digits and signs as characters, those of several numbers too; other text as it is."""
    if _NUMBERS.fullmatch(text):
        return re.sub(r"\d", lambda digit: digit[0].translate(_RAISED), text)
    return text.translate(_RAISED) if text and all(ord(char) in _RAISED for char in text) else text


def lowered(text: str) -> str:
    """Lowered digits and signs as characters; other text as it is."""
    return text.translate(_LOWERED) if text and all(ord(char) in _LOWERED for char in text) else text


def guarded(text: str) -> str:
    """A block's text with a backslash before a sign at its start that would be read as a mark."""
    stars = len(text) - len(text.lstrip("*")) if text.startswith("*") else 0
    return f"{text[:stars]}\\{text[stars:]}" if _START.match(text, stars) else text


def front_block(lines: Iterable[FrontLine]) -> str:
    """The front matter as lines between `---`; empty where there is none."""
    kept = [f"{name}: {' '.join(value.split())}" for name, value in lines if value.split()]
    return "\n".join(["---", *kept, "---"]) + "\n\n" if kept else ""


def marked_text(tree: Document, *, front: Sequence[FrontLine] = (), references: Sequence[str] = ()) -> tuple[str, int]:
    """The text of the tree, and how many images it leaves out.

    `front` goes before what its own metadata say, `references` are listed at the end.
    """
    writer = _Writer()
    given = {name for name, value in front} | ({"date"} if any(name == "year" for name, _ in front) else set())
    own = [(name, value) for name, value in _metadata(tree.get("meta", {})) if name not in given]
    blocks = list(writer.blocks(tree["blocks"]))
    if references:
        if not blocks or not blocks[-1].startswith("#"):
            blocks.append("# References")
        blocks += [guarded(item) for item in references]
    text = "\n\n".join([*blocks, *writer.notes])
    return (front_block([*front, *own]) + text + "\n" if text else ""), writer.images


def _metadata(meta: dict[str, Any]) -> Iterator[FrontLine]:
    names = {"title": "title", "subtitle": "subtitle", "author": "author", "date": "date", "keywords": "keyword",
             "subject": "keyword", "abstract": "abstract", "doi": "doi"}  # fmt: skip
    for key, name in names.items():
        for value in _values(meta.get(key)):
            yield name, plain_text(value) if value["t"] != "MetaString" else str(value["c"])
            for note in (node for node in walk(value) if node["t"] == "Note"):
                yield "author-note" if key == "author" else f"{name}-note", plain_text(note["c"])


def _values(value: Node | None) -> Iterator[Node]:
    if value is None:
        return
    if value["t"] == "MetaList":
        for item in value["c"]:
            yield from _values(item)
    elif value["t"] == "MetaMap":
        yield from _values(value["c"].get("name"))
    elif value["t"] in ("MetaInlines", "MetaBlocks", "MetaString"):
        yield value


@dataclass
class _Writer:
    notes: list[str] = field(default_factory=list)
    count: int = 0
    images: int = 0

    def blocks(self, blocks: Sequence[Node], prefix: str = "") -> Iterator[str]:
        """The blocks, each on its lines; `prefix` stands before each."""
        for block in blocks:
            yield from self.block(block, prefix)

    def block(self, block: Node, prefix: str) -> Iterator[str]:
        tag, content = block["t"], block.get("c", [])
        match tag:
            case "Para" | "Plain":
                yield from self.paragraph(content, prefix)
            case "Header":
                text = self.inlines(content[2])
                if text:
                    yield "#" * content[0] + " " + text.replace("\n", " ")
            case "BlockQuote":
                for inner in self.blocks(content):
                    yield inner if inner.startswith("| ") else prefix + "> " + inner.replace("\n", " ").lstrip("> ")
            case "LineBlock":
                yield "\n".join("| " + self.inlines(line).replace("\n", " ") for line in content)
            case "CodeBlock":
                yield "\n".join([_FENCE, *filter(str.strip, content[1].replace(_FENCE, "").split("\n")), _FENCE])
            case "BulletList":
                for item in content:
                    yield from self.item(item, "- ", prefix)
            case "OrderedList":
                for number, item in enumerate(content[1], content[0][0]):
                    yield from self.item(item, f"{number}. ", prefix)
            case "DefinitionList":
                for term, definitions in content:
                    yield prefix + guarded(self.inlines(term))
                    for definition in definitions:
                        yield from self.blocks(definition, prefix)
            case "Table":
                yield from self.table(content)
            case "Figure":
                yield from self.blocks(content[1][1], prefix)
            case "Div":
                yield from self.blocks(content[1], prefix)
            case _:
                pass

    def paragraph(self, content: Sequence[Node], prefix: str) -> Iterator[str]:
        text = self.inlines(content)
        lines = text.split("\n")
        if len(lines) > 2 and all(len(line) < 70 for line in lines):
            yield "\n".join("| " + line for line in lines)  # set line by line: verse, an address
        elif text:
            yield prefix + guarded(text.replace("\n", " "))

    def item(self, blocks: Sequence[Node], mark: str, prefix: str) -> Iterator[str]:
        first = True
        for block in blocks:
            if block["t"] in ("BulletList", "OrderedList"):
                yield from self.block(block, prefix + "    ")
                continue
            for text in self.block(block, ""):
                yield prefix + (mark if first else "    ") + text.replace("\n", " ")
                first = False

    def table(self, content: list[Any]) -> Iterator[str]:
        _, caption, _, head, bodies, foot = content
        yield from self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        if all(len(row[1]) == 1 for row in rows):  # a frame around a figure or a quotation
            for row in rows:
                yield from self.blocks(row[1][0][4])
            return
        lines: list[str] = []
        for row in rows:
            cells = [" ".join(" ".join(self.blocks(cell[4])).split()).replace("|", "/") for cell in row[1]]
            if any(cells):
                lines.append("| " + " | ".join(cells) + " |")
        if lines:
            yield "\n".join(lines)

    def inlines(self, inlines: Sequence[Node]) -> str:
        """Running text; a line break within it is U+000A."""
        text = "".join(map(self.inline, inlines))
        return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in text.split("\n"))))

    def inline(self, node: Node) -> str:
        tag, content = node["t"], node.get("c", [])
        match tag:
            case "Str":
                return _LIVE.sub(r"\\\g<0>", str(content))
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "\n"
            case "Emph" | "Underline":
                return self.wrapped(content, "*")
            case "Strong":
                return self.wrapped(content, "**")
            case "Superscript":
                return raised("".join(map(self.inline, content)))
            case "Subscript":
                return lowered("".join(map(self.inline, content)))
            case "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                return opening + "".join(map(self.inline, content[1])) + closing
            case "Note":
                return self.note(content)
            case "Code" | "Math":
                return _LIVE.sub(r"\\\g<0>", content[1])
            case "Cite" | "Link" | "Span":
                return "".join(map(self.inline, content[1]))
            case "SmallCaps" | "Strikeout":
                return "".join(map(self.inline, content))
            case "Image":
                self.images += 1
                return ""
            case _:
                return ""

    def wrapped(self, content: Sequence[Node], mark: str) -> str:
        inner = "".join(map(self.inline, content))
        words = inner.strip()
        if not words or "*" in words or "\n" in words or "[^" in words:
            return inner
        lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{lead}{mark}{words}{mark}{tail}"

    def note(self, blocks: Sequence[Node]) -> str:
        self.count += 1
        number = self.count
        at = len(self.notes)
        paragraphs = [text.replace("\n", " ") for text in self.blocks(blocks)]
        self.notes.insert(at, f"[^{number}]: " + "\n    ".join(paragraphs))
        return f"[^{number}]"
