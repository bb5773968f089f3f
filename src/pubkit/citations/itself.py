"""How the article itself is cited: one reference, in the style of its citations.

In: its item, made of its metadata, and the style. Out: its inlines, with their italics; none where the front matter
does not say enough for a reference, or where the style has no bibliography.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pubkit.citations.engine import Engine
from pubkit.citations.links import linkify
from pubkit.citations.styles import StyleFile
from pubkit.engines.ast import Node

__all__ = ["cited_as"]


def cited_as(item: Mapping[str, Any], style: StyleFile, engine: Engine, *, language: str) -> list[Node]:
    """The reference to the article, as pandoc's inlines."""
    known = (
        item.get("title") and item.get("author") and item.get("issued") and (item.keys() & {"container-title", "DOI"})
    )
    if not known or not style.has_bibliography:
        return []
    rendered = engine(style, [item], [], language=language, uncited=[str(item["id"])])
    return linkify(rendered.bibliography[0].inlines) if rendered.bibliography else []
