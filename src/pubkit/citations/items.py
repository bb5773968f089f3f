"""Entries as CSL-JSON, the form in which citation engines take them (CSL 1.0.2 data schema)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pubkit.model import Date, DateRange, Entry, Name

__all__ = ["item_of", "items_of"]


def items_of(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """One CSL-JSON item for each entry."""
    return [item_of(entry) for entry in entries]


def item_of(entry: Entry) -> dict[str, Any]:
    """The entry as a CSL-JSON item; its key is the id."""
    item: dict[str, Any] = {"id": entry.key, "type": entry.type, **entry.strings}
    item |= {variable: [_name(name) for name in names] for variable, names in entry.names.items() if names}
    item |= {variable: _date(date) for variable, date in entry.dates.items()}
    return item


def _name(name: Name) -> dict[str, str]:
    if name.is_organisation:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping_particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _date(date: Date | DateRange) -> dict[str, Any]:
    if isinstance(date, DateRange):
        ends = [date.start, *([date.end] if date.end else [])]
        parts = [_parts(end) for end in ends] + ([] if date.end else [[0]])
        return {"date-parts": parts, **_marks(date.start)}
    if date.literal and not date.year:
        return {"literal": date.literal}
    return {"date-parts": [_parts(date)], **_marks(date)}


def _parts(date: Date) -> list[int]:
    return [part for part in (date.year, date.month, date.day if date.month else None) if part is not None]


def _marks(date: Date) -> dict[str, Any]:
    return ({"season": int(date.season)} if date.season else {}) | ({"circa": True} if date.circa else {})
