"""An article in the other formats that a journal delivers, through pandoc's writers.

In: the document with its citations rendered, and its metadata. Out: the file's bytes. The metadata is ours, field by
field: nothing of the document's front matter reaches pandoc.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, rewrite
from pubkit.errors import UsageError
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice, nearest
from pubkit.typesetting.bind import bound
from pubkit.typesetting.clean import Images, clean

__all__ = ["FORMATS", "write_other"]

FORMATS = MappingProxyType(
    {
        "docx": ("docx", ()),
        "epub": ("epub3", ("--mathml", "--split-level=6", "--epub-title-page=true")),
        "jats": ("jats_archiving", ("--standalone",)),
        "latex": ("latex", ("--standalone",)),
        "md": ("markdown-raw_html-raw_attribute-citations", ("--standalone",)),
        "txt": ("plain", ()),
        "odt": ("odt", ()),
    }
)
"""Names that people give, pandoc's writer, its options."""


def write_other(
    document: Document, metadata: Metadata, name: str, *, images: Images | None = None
) -> tuple[bytes, list[Notice]]:
    """The article in the format `name` of `FORMATS`. Raises UsageError for another name, CannotWrite."""
    if name not in FORMATS:
        near = nearest(name, FORMATS)
        raise UsageError(
            f'unknown format "{name}"', hint=f"did you mean {near}?" if near else f"one of {', '.join(FORMATS)}"
        )
    writer, options = FORMATS[name]
    safe, notices = clean(document, images)
    plain: Document = rewrite(bound(safe), _without_anchors if name in {"md", "txt"} else _without_back_links)
    return pandoc.write_bytes({**plain, "meta": _meta(metadata, name)}, writer, options), notices


def _without_back_links(node: Node) -> list[Node] | None:
    """Links from a work back to its citations are for screens."""
    return [] if node["t"] == "Span" and "back-links" in node["c"][0][1] else None


def _without_anchors(node: Node) -> list[Node] | None:
    """In plain formats a citation is its words."""
    content: Any = node.get("c")
    if node["t"] == "Span":
        return [] if "back-links" in content[0][1] else list(content[1])
    if node["t"] == "Link" and content[2][0].startswith("#"):
        return list(content[1])
    return None


def _meta(metadata: Metadata, name: str) -> dict[str, Any]:
    date = metadata.published or metadata.date or metadata.year
    if name == "jats" and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date):
        date = ""  # pandoc's JATS writer would invent a month and a day
    texts = {
        "title": metadata.title or "Untitled", "subtitle": metadata.subtitle, "date": date,
        "lang": metadata.language, "rights": metadata.license, "publisher": metadata.publisher,
    }  # fmt: skip
    meta: dict[str, Any] = {key: _inlines(value) for key, value in texts.items() if value}
    if metadata.authors:
        meta["author"] = {"t": "MetaList", "c": [_inlines(author.name) for author in metadata.authors]}
    if metadata.keywords:
        meta["keywords"] = {"t": "MetaList", "c": [_inlines(word) for word in metadata.keywords]}
    if metadata.abstract:
        meta["abstract"] = {"t": "MetaBlocks", "c": pandoc.read_markdown(metadata.abstract)["blocks"]}
    if metadata.journal:
        meta["journal"] = _map(title=metadata.journal, issn=metadata.issn, **{"publisher-name": metadata.publisher})
    article = {"doi": metadata.doi, "volume": metadata.volume, "issue": metadata.issue, "fpage": metadata.first_page,
               "lpage": metadata.last_page}  # fmt: skip
    if any(article.values()):
        meta["article"] = _map(**article)
    return meta


def _map(**values: str) -> dict[str, Any]:
    return {"t": "MetaMap", "c": {key: _inlines(value) for key, value in values.items() if value}}


def _inlines(text: str) -> dict[str, Any]:
    nodes: list[Node] = []
    for index, word in enumerate(text.split()):
        nodes += [{"t": "Space"}] if index else []
        nodes.append({"t": "Str", "c": word})
    return {"t": "MetaInlines", "c": nodes}
