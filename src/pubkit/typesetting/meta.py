"""The metadata as pandoc's writers take it: ours, field by field.

Nothing of the document's front matter reaches pandoc; what stands in these fields is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import Node
from pubkit.model.light_markup import plain
from pubkit.model.metadata import Metadata

__all__ = ["inlines", "listed", "mapped", "meta", "plain"]

_MARKUP = re.compile(r"[*_`$^~]|\\.")


def meta(metadata: Metadata) -> dict[str, Any]:
    """Title, subtitle, authors, date, language, keywords, abstract, rights, publisher."""
    found: dict[str, Any] = {"title": inlines(metadata.title or "Untitled")}
    texts = {"subtitle": metadata.subtitle, "lang": metadata.language, "rights": metadata.license,
             "publisher": metadata.publisher, "date": metadata.issued or metadata.date}  # fmt: skip
    found |= {key: inlines(value) for key, value in texts.items() if value}
    if metadata.authors:
        found["author"] = listed([author.name for author in metadata.authors])
    if metadata.keywords:
        found["keywords"] = listed(metadata.keywords)
    if metadata.abstract:
        found["abstract"] = {"t": "MetaBlocks", "c": pandoc.read_markdown(metadata.abstract)["blocks"]}
    return found


def mapped(**values: str) -> dict[str, Any]:
    """A mapping of texts."""
    return {"t": "MetaMap", "c": {key: inlines(value) for key, value in values.items() if value}}


def listed(values: Sequence[str]) -> dict[str, Any]:
    """A list of texts."""
    return {"t": "MetaList", "c": [inlines(value) for value in values]}


def inlines(text: str) -> dict[str, Any]:
    """A text with the little markup that it may have."""
    if _MARKUP.search(text):
        blocks = pandoc.read_markdown(_one_paragraph(text))["blocks"]
        if len(blocks) == 1 and blocks[0]["t"] in {"Para", "Plain"}:
            return {"t": "MetaInlines", "c": [_quiet(node) for node in blocks[0]["c"]]}
    return {"t": "MetaInlines", "c": _words(text)}


def _one_paragraph(text: str) -> str:
    """A text that begins like a heading, a list or a table is a paragraph all the same."""
    return re.sub(r"^([#>|:+\-]|[0-9A-Za-z]+[.)](?=\s))", r"\\\1", " ".join(text.split()))


def _quiet(node: Node) -> Node:
    """Citations and notes of a title are its text."""
    return {"t": "Span", "c": [["", [], []], node["c"][1]]} if node["t"] == "Cite" else node


def _words(text: str) -> list[Node]:
    nodes: list[Node] = []
    for index, word in enumerate(text.split()):
        nodes += [{"t": "Space"}] if index else []
        nodes.append({"t": "Str", "c": word})
    return nodes
