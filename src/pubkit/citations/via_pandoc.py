"""The engine's question put to pandoc's citeproc; an oracle for tests.

The document that pandoc reads is one we make: a paragraph for each citation, wrapped in a note where it stands in
one, and nothing of the manuscript's own front matter. Items and style are files that we write into a private
folder, since `--citeproc` takes them by name only.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pubkit.citations.engine import Rendered, RenderedCitation, Work
from pubkit.citations.gather import Citation, Cite, Mode
from pubkit.citations.styles import StyleFile
from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, document, note, para, walk
from pubkit.errors import CannotWrite

__all__ = ["render"]

_MODES = {
    Mode.NORMAL: "NormalCitation",
    Mode.SUPPRESS_AUTHOR: "SuppressAuthor",
    Mode.AUTHOR_IN_TEXT: "AuthorInText",
}


def render(
    style: StyleFile,
    items: Sequence[Mapping[str, Any]],
    citations: Sequence[Citation],
    *,
    language: str,
    uncited: Sequence[str] = (),
) -> Rendered:
    """Citations and bibliography as pandoc's citeproc renders them. Raises CannotWrite."""
    question = document(list(_paragraphs(citations)))
    question["meta"] = {
        "lang": {"t": "MetaString", "c": language},
        "nocite": {"t": "MetaInlines", "c": [_node(Cite(key)) for key in uncited]},
        "link-citations": {"t": "MetaBool", "c": True},
    }
    answer = _ask(question, style.text, items)
    rendered = [cite for block in answer["blocks"] for cite in _cites(block)]
    refs = next((node for node in walk(answer["blocks"]) if node["t"] == "Div" and node["c"][0][0] == "refs"), None)
    return Rendered(
        tuple(_citation(cite, style.is_note) for cite in rendered),
        tuple(_work(entry) for entry in (refs["c"][1] if refs else ())),
        hanging=refs is not None and "hanging-indent" in refs["c"][0][1],
    )  # fmt: skip


def _ask(question: Document, style: str, items: Sequence[Mapping[str, Any]]) -> Document:
    with tempfile.TemporaryDirectory(prefix="pubkit-") as private:
        folder = Path(private)
        (folder / "style.csl").write_text(style, "utf-8")
        (folder / "items.json").write_text(json.dumps(list(items), ensure_ascii=False), "utf-8")
        out = pandoc.run(
            ["--from", "json", "--to", "json", "--citeproc",
             "--csl", str(folder / "style.csl"), "--bibliography", str(folder / "items.json")],
            json.dumps(question).encode(), trouble=CannotWrite, sandbox=False,
        )  # fmt: skip
    answer: Document = json.loads(out)
    return answer


def _paragraphs(citations: Sequence[Citation]) -> Iterator[Node]:
    """A paragraph for each citation in text; one for each note, with a paragraph within for each citation there."""
    for (in_note, _), run in groupby(
        enumerate(citations), lambda x: (x[1].in_note, x[1].note_number if x[1].in_note else x[0])
    ):
        paragraphs = [para([_node(*citation.cites)]) for _, citation in run]
        if in_note:
            yield para([note(paragraphs)])
        else:
            yield from paragraphs


def _node(*cites: Cite) -> Node:
    return {"t": "Cite", "c": [[_item(cite) for cite in cites], [{"t": "Str", "c": "?"}]]}


def _item(cite: Cite) -> dict[str, Any]:
    suffix = list(cite.suffix)
    if cite.locator is not None:
        # The label's own name is a term of every English locale; abbreviations differ.
        suffix = [{"t": "Str", "c": f",\N{NO-BREAK SPACE}{cite.label} {cite.locator}"}, *suffix]
    return {
        "citationId": cite.key, "citationPrefix": list(cite.prefix), "citationSuffix": suffix,
        "citationMode": {"t": _MODES[cite.mode]}, "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip


def _cites(node: Any) -> Iterator[Node]:
    """The outermost cites of a block, in order."""
    for found in walk(node):
        if found["t"] == "Cite":
            yield found


def _citation(cite: Node, is_note: bool) -> RenderedCitation:
    inlines = cite["c"][1]
    if is_note:
        for index, node in enumerate(inlines):
            if node["t"] == "Note":
                content = [inline for block in node["c"] for inline in block["c"]]
                return RenderedCitation(tuple(content), tuple(inlines[:index]))
    return RenderedCitation(tuple(inlines))


def _work(entry: Node) -> Work:
    attributes, blocks = entry["c"]
    key = attributes[0].removeprefix("ref-")
    inlines = [inline for block in blocks for inline in block["c"]]
    if inlines and inlines[0]["t"] == "Span" and "csl-left-margin" in inlines[0]["c"][0][1]:
        rest = [i for node in inlines[1:] for i in (node["c"][1] if node["t"] == "Span" else [node])]
        return Work(key, tuple(rest), tuple(inlines[0]["c"][1]))
    return Work(key, tuple(inlines))
