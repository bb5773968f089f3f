"""Predictions in the form that `shared/references/evaluate.py` reads: one CSL-JSON-like object a reference.

A small writer of its own: the package may not import `pubkit.formats`, its sibling.
"""

from __future__ import annotations

from typing import Any

from pubkit.model import Date, DateRange, Name
from pubkit.references.parse import ParsedReference

__all__ = ["as_csl"]


def as_csl(parsed: ParsedReference) -> dict[str, Any]:
    """The entry and the pinpoint."""
    entry = parsed.entry
    item: dict[str, Any] = {"type": entry.type}
    item |= {variable: [_name(name) for name in names] for variable, names in entry.names.items()}
    item |= {variable: _date(date) for variable, date in entry.dates.items()}
    item |= dict(entry.strings)
    if parsed.locator:
        item["locator"] = parsed.locator
    return item


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


def _date(date: Date | DateRange) -> dict[str, Any]:
    start = date.start if isinstance(date, DateRange) else date
    if start.literal:
        return {"literal": start.literal}
    return {"date-parts": [[part for part in (start.year, start.month, start.day) if part]]}
