"""The engine's question put to `pubkit.csl`; the engine in the path.

Prefixes and suffixes are pandoc inlines: they go through the engine as opaque spans and come out untouched. A style is
compiled once for each process.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Mapping, Sequence
from typing import Any

from pubkit import csl
from pubkit.citations.anchors import anchor
from pubkit.citations.engine import Rendered, RenderedCitation, Work
from pubkit.citations.gather import Citation, Cite, Mode
from pubkit.citations.styles import StyleFile
from pubkit.csl import grammar
from pubkit.csl import load as csl_load
from pubkit.csl.inline import Inline, Kind, Span
from pubkit.csl.writers import write_pandoc
from pubkit.engines.ast import Node, link, plain_text, space, walk
from pubkit.errors import Place, UnreadableInput
from pubkit.notices import Notice

__all__ = ["make_ready", "render"]


def render(
    style: StyleFile,
    items: Sequence[Mapping[str, Any]],
    citations: Sequence[Citation],
    *,
    language: str,
    uncited: Sequence[str] = (),
) -> Rendered:
    """Citations and bibliography as our own engine renders them. Raises UnreadableInput for a style it refuses."""
    processor = csl.Processor(_compiled(style), items, locale=language)
    result = processor.process([_question(citation, style.is_note) for citation in citations], nocite=uncited)
    linked = style.has_bibliography
    return Rendered(
        tuple(_citation(answer, linked, style.is_note) for answer in result.citations),
        tuple(_work(str(entry.id), write_pandoc(entry.inlines)) for entry in result.bibliography),
        hanging=result.parameters.hanging_indent,
        entry_spacing=result.parameters.entry_spacing,
        notices=(*_style_notices(style), *(Notice("K110", warning.message) for warning in result.warnings)),
    )


def make_ready(style: StyleFile) -> None:
    """Compile the style before it is wanted; what is wrong with it is told by `render`."""
    with contextlib.suppress(csl.StyleError):
        _compile(style.text)


def _compiled(style: StyleFile) -> grammar.Style:
    try:
        return _compile(style.text)
    except csl.StyleError as broken:
        where = style.origin if style.origin not in {"pubkit", "repository"} else f"{style.name}.csl"
        lines = style.text.split("\n")
        raise UnreadableInput(
            broken.message, place=Place(where, broken.line, broken.column), hint=broken.hint,
            source_line=lines[broken.line - 1] if broken.line and broken.line <= len(lines) else None,
        ) from None  # fmt: skip


def _style_notices(style: StyleFile) -> list[Notice]:
    """What the schema of CSL has against a style of the user's own; it is used all the same."""
    if style.origin in {"pubkit", "repository"}:
        return []
    found = csl_load.validate(style.text.encode())
    lines = style.text.split("\n")
    return [
        Notice(
            "L201", f"not valid CSL: {error.message}", place=Place(style.origin, error.line, error.column),
            source_line=lines[error.line - 1] if error.line and error.line <= len(lines) else None,
        )
        for error in found[:5]
    ]  # fmt: skip


@functools.lru_cache(maxsize=16)
def _compile(text: str) -> grammar.Style:
    return csl.parse_style(text)


# -- asking ------------------------------------------------------------------------------------------------------


def _question(citation: Citation, is_note: bool) -> csl.Citation:
    # In a note of a note style the author is part of the reference, whose punctuation is the style's.
    composite = citation.cites[0].mode is Mode.AUTHOR_IN_TEXT and not (is_note and citation.in_note)
    return csl.Citation(
        tuple(_cite(cite) for cite in citation.cites), citation.note_number or None,
        mode="composite" if composite else "", starts_note=citation.opens_note and not composite,
    )  # fmt: skip


_LOCATORS = {"article": "article-locator", "title": "title-locator"}
"""Locator types whose plain name is another term in CSL 1.0.2 (an article of a journal, a title field)."""


def _cite(cite: Cite) -> csl.Cite:
    return csl.Cite(
        cite.key, cite.locator or "", _LOCATORS.get(cite.label or "", cite.label or ""),
        _prefix(cite.prefix), _suffix(cite.suffix),
        suppress_author=cite.mode is Mode.SUPPRESS_AUTHOR,
    )  # fmt: skip


def _prefix(inlines: Sequence[Node]) -> str | Inline:
    return _opaque([*inlines, space()]) if inlines else ""


def _suffix(inlines: Sequence[Node]) -> str | Inline:
    if not inlines:
        return ""
    stuck = inlines[0]["t"] in {"Space", "SoftBreak"} or plain_text(list(inlines))[:1] in set(",.;:)]")
    return _opaque(list(inlines) if stuck else [space(), *inlines])


def _opaque(inlines: list[Node]) -> Inline:
    return Span(Kind.OPAQUE, [plain_text(inlines)], inlines)


# -- answering ---------------------------------------------------------------------------------------------------


def _citation(answer: Any, linked: bool, is_note: bool) -> RenderedCitation:
    inlines = _cites(write_pandoc(answer.inlines), linked)
    author = _cites(write_pandoc(answer.author), linked)
    if author and not is_note:
        return RenderedCitation((*author, space(), *inlines) if inlines else tuple(author))
    return RenderedCitation(tuple(inlines), tuple(author))


def _cites(inlines: list[Node], linked: bool) -> list[Node]:
    """Each cite linked to its work in the bibliography."""
    out: list[Node] = []
    for node in inlines:
        if node["t"] == "Span" and "csl-cite" in node["c"][0][1]:
            key = dict(node["c"][0][2])["item"]
            out += _linked(node["c"][1], f"#{anchor(key)}") if linked else node["c"][1]
        elif node["t"] in {"Superscript", "Subscript", "Emph", "Strong", "SmallCaps", "Underline"}:
            out.append({**node, "c": _cites(node["c"], linked)})
        else:
            out.append(node)
    return out


def _linked(inlines: list[Node], target: str) -> list[Node]:
    """A link around a cite's text, up to the first address in it: links do not nest."""
    address = next((index for index, node in enumerate(inlines) if _holds_link(node)), len(inlines))
    text, rest = inlines[:address], inlines[address:]
    trailing: list[Node] = []
    while text and text[-1]["t"] == "Space":
        trailing.insert(0, text.pop())
    return [*([link(text, target)] if text else []), *trailing, *rest]


def _holds_link(node: Node) -> bool:
    return any(child["t"] == "Link" or (child["t"] == "Str" and "://" in child["c"]) for child in walk(node))


def _work(key: str, inlines: list[Node]) -> Work:
    label: list[Node] = []
    text: list[Node] = []
    for node in inlines:
        classes = node["c"][0][1] if node["t"] == "Span" else []
        if "csl-left-margin" in classes:
            label += node["c"][1]
        elif "csl-right-inline" in classes:
            text += node["c"][1]
        else:
            text.append(node)
    return Work(key, tuple(text), tuple(label))
