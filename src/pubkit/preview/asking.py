"""The findings of a conversion for the review panel: only what it shows, and what each asks of the editor.

Where the report has lines to paste into decisions.toml (`decision`), `asks` is the same as data: a kind and values.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from pubkit import decisions
from pubkit.model.metadata import Metadata

__all__ = ["asking", "front_of"]

_SHOWN = ("notes", "works", "headings", "set_aside", "apparatus")


def asking(report: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The rows of the report that an editor can decide on; None without a report, or with one of another make."""
    if report is None:
        return None
    found = {name: report.get(name) for name in _SHOWN}
    if not all(isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in found.values()):
        return None
    return {name: [_asks(row) for row in rows] for name, rows in found.items() if rows is not None}


def front_of(metadata: Metadata) -> list[dict[str, str]]:
    """The fields of the front matter that can be decided on, as they are; lists with "; " between."""
    names = "; ".join(str(author.name) for author in metadata.authors)
    pages = "-".join(page for page in (metadata.first_page, metadata.last_page) if page)
    own = {"authors": names, "keywords": "; ".join(metadata.keywords), "pages": pages}
    return [{"field": name, "value": own.get(name, "") or str(getattr(metadata, name, ""))}
            for name in (*decisions.FRONT_TEXTS[:2], "authors", *decisions.FRONT_TEXTS[2:3], "keywords",
                         *decisions.FRONT_TEXTS[3:])]  # fmt: skip


def _asks(row: dict[str, Any]) -> dict[str, Any]:
    try:
        tables = tomllib.loads(row.get("decision") or "")
    except (tomllib.TOMLDecodeError, TypeError):
        tables = {}
    asks = next(({"kind": kind, "values": values[0]} for kind, values in tables.items() if values), None)
    return {**row, "asks": asks}
