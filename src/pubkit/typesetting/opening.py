"""How an article opens in formats that have no page head of ours: title, people, abstract, keywords, as blocks.

In: the metadata. Out: pandoc blocks, each in a div whose class and `custom-style` name its part, so that DOCX and ODT
have named styles for them, EPUB classes, and plain text has them at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, attr, div, document, para, space, string, superscript
from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting.meta import inlines, plain
from pubkit.typesetting.words import words_of

__all__ = ["opened", "opening"]


def opened(body: Document, metadata: Metadata, *, title: list[Node] | None = None) -> Document:
    """The article with its opening; `title` are blocks that stand instead of the title."""
    return document([*opening(metadata, title=title), *body["blocks"]], like=body)


def opening(metadata: Metadata, *, title: list[Node] | None = None) -> list[Node]:
    """The blocks before the text."""
    words = words_of(metadata.language)
    parts: list[Node] = [*_styled("Journal", _journal(metadata, words))]
    parts += title if title is not None else _styled("Title", _said(metadata.title or "Untitled"))
    parts += _styled("Subtitle", _said(metadata.subtitle))
    parts += _people(metadata)
    parts += _styled("Dates", _text(_dates(metadata, words)))
    parts += _abstract(words["abstract"], metadata.abstract, "")
    for language, text in metadata.abstracts:
        parts += _abstract(words_of(language or metadata.language)["abstract"], text, language)
    if metadata.keywords:
        label: Node = {"t": "Strong", "c": [string(f"{words['keywords']}:")]}
        parts += _styled("Keywords", [label, space(), *_text(", ".join(plain(word) for word in metadata.keywords))])
    parts += _styled("Details", _details(metadata))
    return parts


def _styled(style: str, content: list[Node]) -> list[Node]:
    """A paragraph of a named style."""
    return [_div(style, [para(content)])] if content else []


def _div(style: str, blocks: list[Node], language: str = "") -> Node:
    pairs = {"custom-style": style} | ({"lang": language} if language else {})
    return div(attr("", [f"front-{style.lower().replace(' ', '-')}"], pairs), blocks)


def _said(text: str) -> list[Node]:
    content: list[Node] = inlines(text)["c"] if text else []
    return content


def _text(text: str) -> list[Node]:
    nodes: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        nodes += [space()] if index else []
        nodes += [string(word)] if word else []
    return nodes if text else []


def _journal(metadata: Metadata, words: Any) -> list[Node]:
    if not metadata.journal:
        return []
    pages = "–".join(part for part in (metadata.first_page, metadata.last_page) if part)
    rest = [
        f"{words['volume']} {metadata.volume}" if metadata.volume else "",
        f"{words['issue']} {metadata.issue}" if metadata.issue else "",
        " ".join(part for part in (metadata.season, metadata.year or metadata.issued[:4]) if part),
        pages or metadata.elocation,
    ]
    said = ", ".join(part for part in rest if part)
    return [{"t": "Emph", "c": _text(metadata.journal)}, *(_text(f" {said}") if said else [])]


def _people(metadata: Metadata) -> Iterator[Node]:
    places = list(dict.fromkeys(place for author in metadata.authors for place in author.affiliations))
    marked = len(metadata.authors) > 1 and len(places) > 0
    for author in metadata.authors:
        marks = ",".join(str(places.index(place) + 1) for place in author.affiliations) if marked else ""
        yield from _styled("Author", [*_text(plain(author.name)), *([superscript([string(marks)])] if marks else [])])
    for number, place in enumerate(places, 1):
        yield from _styled(
            "Affiliation", [*([superscript([string(str(number))])] if marked else []), *_text(plain(place))]
        )
    for author in metadata.authors:
        yield from _styled("Author Note", _text(_contact(author)))
        yield from _styled("Author Note", _said(author.note))


def _contact(author: Contributor) -> str:
    ways = [author.email, f"https://orcid.org/{author.orcid}" if author.orcid else ""]
    said = ", ".join(way for way in ways if way)
    return f"{plain(author.name)}: {said}" if said else ""


def _dates(metadata: Metadata, words: Any) -> str:
    dated = ((words[name], getattr(metadata, name)) for name in ("received", "accepted", "published"))
    said = " · ".join(f"{name} {value}" for name, value in dated if value)
    return said or ("" if metadata.journal and metadata.year else metadata.date)


def _abstract(heading: str, text: str, language: str) -> list[Node]:
    if not text:
        return []
    blocks: list[Node] = pandoc.read_markdown(text)["blocks"]
    return [*_styled("Abstract Title", _text(heading)), _div("Abstract", blocks, language)]


def _details(metadata: Metadata) -> list[Node]:
    doi = f"https://doi.org/{metadata.doi}" if metadata.doi else ""
    parts = [doi, plain(metadata.copyright), plain(metadata.license)]
    return _text(" · ".join(part for part in parts if part))
