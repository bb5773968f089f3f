"""Dates of issue and of access."""

from __future__ import annotations

import re
from dataclasses import replace

from pubkit.model import Date, DateRange
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
    draft.dates[variable] = found.date
    draft.fields = [item for item in draft.fields if item.variable != variable]
    draft.evidence(variable, segment.start + found.start, segment.start + found.end, segment, sure=found.sure,
                   reason="day and month could stand the other way round" if found.sure < 1 else "")  # fmt: skip


_DAY_AND_MONTH = re.compile(
    rf"\W*(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?\s(?:of\s|de\s)?(?P<n>{alternatives(MONTH_NAMES)})"
    rf"|(?P<m>{alternatives(MONTH_NAMES)})\.?\s(?P<e>\d{{1,2}}))\W*$",
    re.IGNORECASE,
)
_EDITION_BEFORE_YEAR = re.compile(r"(?<!\d)(?P<edition>[1-9])(?P<year>(?:19|20)\d\d)(?!\d)")
"""Wien ²1998, where the raised figure has come down."""


def _rest_of_date(draft: Draft, segment: Segment, known: Date | DateRange | None) -> None:
    """Day and month behind the title, where the year stands before it; an edition that sticks to the year."""
    match = _DAY_AND_MONTH.match(draft.text, segment.start, segment.end)
    if match and isinstance(known, Date) and known.year and not known.month:
        day, name = int(match["d"] or match["e"]), match["n"] or match["m"]
        if day <= 31:
            draft.dates["issued"] = replace(known, month=MONTH_NAMES[name.lower()], day=day)
            draft.evidence("issued", *match.span(), segment, reason="day and month stand apart from the year")
    elif known is None and (stuck := _EDITION_BEFORE_YEAR.search(draft.text, segment.start, segment.end)):
        draft.dates["issued"] = Date(int(stuck["year"]))
        draft.evidence("issued", *stuck.span("year"), segment, sure=0.8, reason="an edition sticks to the year")
        draft.string("edition", stuck["edition"], *stuck.span("edition"), segment, sure=0.8)


def _exactness(date: Date | DateRange) -> int:
    if isinstance(date, DateRange):
        return 1
    return (date.year != 0) + bool(date.month) + bool(date.day) + bool(date.season)
