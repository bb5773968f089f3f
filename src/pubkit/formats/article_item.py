"""The article itself as a CSL item, from its front matter; what that lacks, the item lacks."""

from __future__ import annotations

from typing import Any

from pubkit.formats.names import read_names
from pubkit.model.light_markup import plain
from pubkit.model.metadata import Contributor, Metadata

__all__ = ["article_item"]


def article_item(metadata: Metadata) -> dict[str, Any]:
    """The item (CSL-JSON)."""
    pages = "-".join(part for part in (metadata.first_page, metadata.last_page) if part)
    title = ": ".join(plain(part) for part in (metadata.title, metadata.subtitle) if part)
    item = {
        "id": "itself", "type": "article-journal" if metadata.journal else "article", "title": title,
        "author": [_name(author) for author in metadata.authors], "container-title": metadata.journal,
        "volume": metadata.volume, "issue": metadata.issue, "page": pages, "DOI": metadata.doi,
        "URL": metadata.url, "language": metadata.language, "issued": _issued(metadata),
    }  # fmt: skip
    return {key: value for key, value in item.items() if value}


def _issued(metadata: Metadata) -> dict[str, Any]:
    parts = metadata.issued.split("-")
    return {"date-parts": [[int(part) for part in parts]]} if all(part.isdecimal() for part in parts) else {}


def _name(author: Contributor) -> dict[str, str]:
    """The parts of the name as the front matter tells them apart, else as its form does."""
    if author.collective:
        return {"literal": plain(author.name)}
    if author.family:
        return {"family": author.family, "given": author.given} if author.given else {"family": author.family}
    read = read_names("{" + author.name + "}" if " " not in author.name else author.name)
    if len(read) != 1 or not read[0].family:
        return {"literal": author.name}
    name = read[0]
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle,
             "dropping-particle": name.dropping_particle, "suffix": name.suffix}  # fmt: skip
    return {key: value for key, value in parts.items() if value}
