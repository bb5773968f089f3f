"""CSL-JSON: the citation items of CSL processors, read and written.

Follows the CSL-JSON schema 1.0.2 (citation-style-language/schema, csl-data.json): names as objects, dates as
`date-parts` with `season`, `circa` and `literal`, everything else a string. Reading what was written gives the entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from pubkit.errors import Place, UnreadableInput
from pubkit.model import Bibliography, Date, DateRange, Entry, Name, Season
from pubkit.model.source import without_controls
from pubkit.notices import Notice
from pubkit.records import replace

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
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableInput(f"not CSL-JSON: {str(error).split(';')[0].lower()}", place=Place(file)) from None
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not isinstance(items, list):
        raise UnreadableInput("not CSL-JSON: no list of items", place=Place(file), hint="CSL-JSON is a list of objects")
    wrong = [said for number, item in enumerate(items, 1) for said in _wrong(number, item)]
    if wrong:
        more = f", and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise UnreadableInput(f"not CSL-JSON: {', '.join(wrong[:5])}{more}", place=Place(file), hint=_SHAPES)
    return _with_keys([_clean(item) for item in items], file)


_SHAPES = 'names are lists of objects, dates objects with "date-parts", all other values texts or numbers'
_LOOSE = frozenset({"custom", "categories", "keyword", "note", "citation-label", "_graph", "system_id"})
"""Fields that programs fill in shapes of their own."""


def _wrong(number: int, item: Any) -> Iterator[str]:
    """What is wrong with the shape of an item."""
    if not isinstance(item, dict):
        yield f"item {number} is no object"
        return
    name = f'item {number} ("{str(item["id"])[:60]}")' if item.get("id") else f"item {number}"
    for variable, value in item.items():
        if value in (None, "", [], {}):
            continue
        if variable in _NAME_VARIABLES:
            if not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
                yield f'"{variable}" of {name} is no list of names'
        elif variable in _DATE_VARIABLES:
            if not isinstance(value, dict) or not _dated(value):
                yield f'"{variable}" of {name} is no date'
        elif variable in _TEXT_VARIABLES and isinstance(value, list | dict):
            yield f'"{variable}" of {name} is no text'


_TEXT_VARIABLES = frozenset({"id", "type", "title", "container-title", "publisher", "volume", "issue", "page", "URL",
                             "DOI", "ISBN", "ISSN", "abstract", "language", "genre", "edition"})  # fmt: skip


def _dated(date: Mapping[str, Any]) -> bool:
    parts = date.get("date-parts")
    if parts in (None, []):
        return True
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        return False
    return all(_whole(number) for part in parts for number in part if number not in (None, ""))


def _whole(number: Any) -> bool:
    return isinstance(number, int) or (isinstance(number, str) and number.strip().lstrip("+-").isdecimal())


def _with_keys(items: list[dict[str, Any]], file: str) -> tuple[Bibliography, list[Notice]]:
    """The entries, each with a key of its own, so that none is lost."""
    entries: dict[str, Entry] = {}
    notices = []
    for number, item in enumerate(items, 1):
        entry = entry_from_csl(item)
        key = entry.key
        if not key:
            key = f"item-{number}"
            said = f'item {number} has no id and goes by "{key}": "{entry.strings.get("title", "")[:60]}"'
            notices.append(Notice("F131", said, place=Place(file), hint="give it an id"))
        elif key in entries and entries[key] == entry:
            notices.append(Notice("F133", f'item {number} stands twice: "{key}"', place=Place(file)))
            continue
        if key in entries:
            key = next(other for n in count(2) if (other := f"{entry.key or 'item'}-{n}") not in entries)
            said = f'the id "{entry.key}" is used twice; item {number} goes by "{key}"'
            notices.append(Notice("F132", said, place=Place(file), hint="give one of them another id"))
        entries[key] = replace(entry, key=key)
    return Bibliography(tuple(entries.values())), notices


def _clean(value: Any) -> Any:
    """The value without what XML has no place for: JSON can say `\\u0000` and half of a surrogate pair."""
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {without_controls(key): _clean(each) for key, each in value.items()}
    return value


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
