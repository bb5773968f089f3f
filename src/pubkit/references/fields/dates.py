"""Dates of issue and of access."""

from __future__ import annotations

import re

from pubkit.model import Date, DateRange
from pubkit.records import replace
from pubkit.references.cues import alternatives
from pubkit.references.dates import MONTH_NAMES, read_date
from pubkit.references.fields.draft import Draft
from pubkit.references.segments import Segment

__all__ = ["read_date_field"]


_REPRINT = re.compile(
    r"\d{4}[;,]\s(?:repr(?:int|inted|\.)?|rpt\.?|nachdruck|réimpr(?:ession|\.)?|rééd\.?|reimpr\.?)\b", re.IGNORECASE
)


def read_date_field(draft: Draft, segment: Segment) -> None:
    """The date of issue, or of access; the more exact of two."""
    variable = "accessed" if segment.label == "accessed" else "issued"
    found = read_date(draft.text[segment.start : segment.end])
    known = draft.dates.get(variable)
    if found is None:
        if variable == "issued":
            _rest_of_date(draft, segment, known)
        return
    before = draft.text[max(0, segment.start - 90) : segment.start]
    if known is not None and variable == "issued" and _REPRINT.search(before) and isinstance(found.date, Date):
        draft.dates["original-date"] = known
        draft.fields = [
            replace(item, variable="original-date") if item.variable == "issued" else item for item in draft.fields
        ]
    elif known is not None and _exactness(found.date) <= _exactness(known):
        return
    elif variable == "issued" and (parts := _two_editions(found.date, draft.text[segment.start : segment.end])):
        draft.dates["original-date"], found = parts[0], replace(found, date=parts[1])
    if variable == "issued":
        _publisher_before(draft, segment, segment.start + found.start)
    draft.dates[variable] = found.date
    draft.fields = [item for item in draft.fields if item.variable != variable]
    draft.evidence(variable, segment.start + found.start, segment.start + found.end, segment, sure=found.sure,
                   reason="day and month could stand the other way round" if found.sure < 1 else "")  # fmt: skip


_DAY_AND_MONTH = re.compile(
    rf"\W*(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?\s(?:of\s|de\s)?(?P<n>{alternatives(MONTH_NAMES)})"
    rf"|(?P<m>{alternatives(MONTH_NAMES)})\.?\s(?P<e>\d{{1,2}}))\W*$",
    re.IGNORECASE,
)
_EDITION_AT_YEAR = (
    re.compile(r"(?<!\d)(?P<edition>[1-9])(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<edition>[2-9])(?!\d)"),
)
"""Wien ²1998, München 1997⁹, where the raised figure has come down."""


def _rest_of_date(draft: Draft, segment: Segment, known: Date | DateRange | None) -> None:
    """Day and month behind the title, where the year stands before it; an edition that sticks to the year."""
    match = _DAY_AND_MONTH.match(draft.text, segment.start, segment.end)
    if match and isinstance(known, Date) and known.year and not known.month:
        day, name = int(match["d"] or match["e"]), match["n"] or match["m"]
        if day <= 31:
            draft.dates["issued"] = replace(known, month=MONTH_NAMES[name.lower()], day=day)
            draft.evidence("issued", *match.span(), segment, reason="day and month stand apart from the year")
        return
    stuck = next((m for form in _EDITION_AT_YEAR if (m := form.search(draft.text, segment.start, segment.end))), None)
    if known is None and stuck:
        draft.dates["issued"] = Date(int(stuck["year"]))
        draft.evidence("issued", *stuck.span("year"), segment, sure=0.8, reason="an edition sticks to the year")
        draft.string("edition", stuck["edition"], *stuck.span("edition"), segment, sure=0.8)


def _two_editions(date: Date | DateRange, printed: str) -> tuple[Date, Date] | None:
    """`1992/2015`, years apart: of the first edition, and of this one."""
    if not isinstance(date, DateRange) or "/" not in printed or date.end is None or date.end.year - date.start.year < 3:
        return None
    return date.start, date.end


_NAME_BEFORE = re.compile(r"\W*(?P<name>[A-ZÀ-Þ][\w’'& .-]{3,50}?)\s?[,;]\s*$")


def _publisher_before(draft: Draft, segment: Segment, end: int) -> None:
    """A publisher with a number in it that was read as part of the date: "Lisboa: Edições 70, 1977"."""
    match = _NAME_BEFORE.match(draft.text, segment.start, end)
    if match is None or "publisher" in draft.strings or "publisher-place" not in draft.strings:
        return
    if not any(word.lower().strip(".") in MONTH_NAMES for word in match["name"].split()):
        draft.string("publisher", match["name"], *match.span("name"), segment, sure=0.8)


def _exactness(date: Date | DateRange) -> int:
    if isinstance(date, DateRange):
        return 1
    return (date.year != 0) + bool(date.month) + bool(date.day) + bool(date.season)
