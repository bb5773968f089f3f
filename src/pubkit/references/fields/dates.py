"""Dates of issue and of access."""

from __future__ import annotations

import re
from dataclasses import replace

from pubkit.model import Date, DateRange
from pubkit.references.dates import read_date
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
    if found is None:
        return
    known = draft.dates.get(variable)
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


def _exactness(date: Date | DateRange) -> int:
    if isinstance(date, DateRange):
        return 1
    return (date.year != 0) + bool(date.month) + bool(date.day) + bool(date.season)
