"""CSL-JSON: the citation items of CSL processors, read and written.

Follows the CSL-JSON schema 1.0.2 (citation-style-language/schema, csl-data.json): names as objects, dates as
`date-parts` with `season`, `circa` and `literal`, everything else a string. Reading what was written gives the entry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pubkit.errors import Place, UnreadableInput
from pubkit.model import Bibliography, Date, DateRange, Entry, Name, Season
from pubkit.notices import Notice

__all__ = ["entry_from_csl", "entry_to_csl", "read", "write"]

_NAME_PARTS = {
    "family": "family",
    "given": "given",
    "particle": "non-dropping-particle",
    "dropping_particle": "dropping-particle",
    "suffix": "suffix",
    "literal": "literal",
}
_NAME_VARIABLES = frozenset(
    [
        "author",
        "chair",
        "collection-editor",
        "compiler",
        "composer",
        "container-author",
        "contributor",
        "curator",
        "director",
        "editor",
        "editorial-director",
        "editor-translator",
        "executive-producer",
        "guest",
        "host",
        "illustrator",
        "interviewer",
        "narrator",
        "organizer",
        "original-author",
        "performer",
        "producer",
        "recipient",
        "reviewed-author",
        "script-writer",
        "series-creator",
        "translator",
    ]
)
_DATE_VARIABLES = frozenset(["accessed", "available-date", "event-date", "issued", "original-date", "submitted"])


def entry_to_csl(entry: Entry) -> dict[str, Any]:
    """The entry as a CSL-JSON item."""
    item: dict[str, Any] = {"id": entry.key, "type": entry.type} if entry.key else {"type": entry.type}
    item |= {variable: [_name_to_csl(name) for name in names] for variable, names in entry.names.items()}
    item |= {variable: _date_to_csl(date) for variable, date in entry.dates.items()}
    item |= dict(entry.strings)
    return item


def entry_from_csl(item: Mapping[str, Any]) -> Entry:
    """The entry of a CSL-JSON item; values of unknown shape are kept as their text."""
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date | DateRange] = {}
    strings: dict[str, str] = {}
    for variable, value in item.items():
        if variable in ("id", "type") or value in (None, "", [], {}):
            continue
        if variable in _NAME_VARIABLES and isinstance(value, list):
            names[variable] = tuple(_name_from_csl(name) for name in value)
        elif variable in _DATE_VARIABLES:
            dates[variable] = _date_from_csl(value)
        elif isinstance(value, list | dict):
            strings[variable] = json.dumps(value, ensure_ascii=False)
        else:
            strings[variable] = str(value)
    return Entry(str(item.get("id", "")), str(item.get("type") or "document"), names, dates, strings)


def write(bibliography: Bibliography) -> str:
    """A CSL-JSON file."""
    items = [entry_to_csl(entry) for entry in bibliography.entries]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def read(text: str, file: str) -> tuple[Bibliography, list[Notice]]:
    """The entries of a CSL-JSON file, and what is wrong with it; raises `UnreadableInput` where it is none."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            f"not JSON: {error.msg.lower()}",
            place=Place(file, error.lineno, error.colno),
            source_line=text.split("\n")[error.lineno - 1],
        ) from None
    except RecursionError:
        raise UnreadableInput("not CSL-JSON: nested too deeply", place=Place(file)) from None
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not isinstance(items, list):
        raise UnreadableInput("not CSL-JSON: no list of items", place=Place(file), hint="CSL-JSON is a list of objects")
    good = [item for item in items if isinstance(item, dict)]
    notices = []
    if len(good) < len(items):
        message = f"{len(items) - len(good)} of {len(items)} items are no objects and were passed over"
        notices.append(Notice("F130", message, place=Place(file)))
    return Bibliography(tuple(entry_from_csl(item) for item in good)), notices


def _name_to_csl(name: Name) -> dict[str, str]:
    return {theirs: getattr(name, ours) for ours, theirs in _NAME_PARTS.items() if getattr(name, ours)}


def _name_from_csl(name: Any) -> Name:
    if not isinstance(name, dict):
        return Name(literal=str(name))
    return Name(**{ours: str(name[theirs]) for ours, theirs in _NAME_PARTS.items() if name.get(theirs)})


def _date_to_csl(date: Date | DateRange) -> dict[str, Any]:
    if isinstance(date, DateRange):
        ends = [date.start, date.end] if date.end else [date.start]
        parts = [_parts(end) for end in ends] + ([] if date.end else [[0]])
        return {"date-parts": parts} | ({"circa": True} if date.start.circa else {})
    if date.literal:
        return {"literal": date.literal}
    value: dict[str, Any] = {"date-parts": [_parts(date)]}
    if date.season:
        value["season"] = int(date.season)
    if date.circa:
        value["circa"] = True
    return value


def _parts(date: Date) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def _date_from_csl(value: Any) -> Date | DateRange:
    if not isinstance(value, dict):
        return Date(0, literal=str(value))
    parts = value.get("date-parts") or []
    dates = [_date_of(part, value) for part in parts if part and str(part[0]).lstrip("-").isdigit()]
    if not dates:
        return Date(0, literal=str(value.get("literal") or value.get("raw") or ""))
    if len(dates) > 1:
        return DateRange(dates[0], dates[1] if dates[1].year else None)
    return dates[0]


def _date_of(parts: list[Any], value: Mapping[str, Any]) -> Date:
    numbers = [int(part) for part in parts[:3] if str(part).lstrip("-").isdigit()] + [0, 0]
    season = value.get("season")
    return Date(
        numbers[0],
        numbers[1] or None,
        numbers[2] or None,
        Season(int(season)) if season and str(season).isdigit() and 1 <= int(season) <= 4 else None,
        bool(value.get("circa")),
    )
