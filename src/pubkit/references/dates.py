"""Dates as printed, read no more exactly than they are printed.

In: a printed date in one of twenty-odd languages. Out: `Date` or `DateRange`, or None. Day and month are taken only
where both are told apart: `03/04/2017` has two readings, so only the order that the separator stands for is used
(dots are day first everywhere; slashes day first unless the second number is over 12), and the confidence says so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pubkit.model import Date, DateRange, Season
from pubkit.records import dataclass
from pubkit.references.cues import MONTHS, NO_DATE, SEASONS, alternatives
from pubkit.references.patterns import Pattern

__all__ = ["DATE", "MONTH_NAMES", "ReadDate", "read_date"]

MONTH_NAMES: dict[str, int] = {
    form: number
    for names in MONTHS.values()
    for number, name in enumerate(names, 1)
    for form in name.split("|")
    if form
}
MONTH_NAMES["listopada"] = 11  # Polish; the Croatian October is left out, the Polish form is the commoner
_MONTH = alternatives(MONTH_NAMES)
_SEASON = alternatives(SEASONS)
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"

DATE = rf"""
    (?: {_YEAR} [-–/.] (?:0?[1-9]|1[0-2]) [-–/.] (?:3[01]|[12]\d|0?[1-9]) (?!\d)           # 2017-10-27
      | (?:3[01]|[12]\d|0?[1-9]) \s?[-–/.]\s? (?:0?[1-9]|1[0-2]) \s?[-–/.]\s? (?:{_YEAR}|\d\d) (?!\d)  # 27.10.2017
      | (?:0?[1-9]|1[0-2]) / (?:3[01]|[12]\d) / (?:{_YEAR}|\d\d) (?!\d)                   # 10/27/2017
      | (?:3[01]|[12]\d|0?[1-9]) (?:st|nd|rd|th|er|º|ª|°|\.)? \s* (?:of\s+|de\s+|d[’']\s?|-)? (?:{_MONTH})\b
            [.,]? [\s,/-]* (?:de\s+|del\s+)? {_YEAR} (?!\d) (?:\s?(?:г|р)\.)?                                   # 27 October 2017
      | (?:{_MONTH})\b \.? \s* (?:3[01]|[12]\d|0?[1-9]) (?:st|nd|rd|th)? \s*,? \s* {_YEAR} (?!\d)   # October 27, 2017
      | {_YEAR} [.,]? \s* (?:{_MONTH})\b [.,]? \s* (?:3[01]|[12]\d|0?[1-9]) \b \.?                 # 2017 Oct 27
      | {_YEAR} \s?年 \s?\d{{1,2}} \s?月 (?: \s?\d{{1,2}} \s?日 )?
      | (?:{_MONTH})\b \.? \s* ,? \s* (?:de\s+|del\s+)? {_YEAR} (?!\d)                                     # October 2017
      | {_YEAR} [-–/] (?:0[1-9]|1[0-2]) (?!\d)                                                     # 2017-10
    )
"""  # noqa: E501
"""A printed date with at least month and year, for `re.VERBOSE | re.IGNORECASE`."""

_FORMS = tuple(
    Pattern(form, re.VERBOSE | re.IGNORECASE)
    for form in (
        rf"(?P<y>{_YEAR}) [-–/.] (?P<m>\d{{1,2}}) [-–/.] (?P<d>\d{{1,2}}) (?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}}) \s?[.]\s? (?P<m>\d{{1,2}}) \s?[.]\s? (?P<y>{_YEAR}|\d\d) (?!\d)",
        rf"(?<!\d)(?P<a>\d{{1,2}}) \s?[-–/]\s? (?P<b>\d{{1,2}}) \s?[-–/]\s? (?P<y>{_YEAR}|\d\d) (?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}}) (?:st|nd|rd|th|er|º|ª|°|\.)? \s* (?:of\s+|de\s+|d[’']\s?|-)? (?P<n>{_MONTH})\b"
        rf"[.,]? [\s,/-]* (?:de\s+|del\s+)? (?P<y>{_YEAR}) (?!\d)",
        rf"\b(?P<n>{_MONTH})\b \.? \s* (?P<d>\d{{1,2}}) (?:st|nd|rd|th)? (?:\s?[-–]\s?\d{{1,2}})? \s*,? \s* (?P<y>{_YEAR}) (?!\d)",  # noqa: E501
        rf"(?P<y>{_YEAR}) [.,;]? \s* (?P<n>{_MONTH})\b [.,]? \s* (?P<d>\d{{1,2}}) (?!\d)",
        r"(?P<y>\d{4}) \s?年 \s?(?P<m>\d{1,2}) \s?月 (?: \s?(?P<d>\d{1,2}) \s?日 )?",
        rf"\b(?P<n>{_MONTH})\b \.? (?:\s?[-–/]\s?(?:{_MONTH})\b\.?)? \s* ,? \s* (?:de\s+|del\s+)? (?P<y>{_YEAR}) (?!\d)",  # noqa: E501
        rf"(?P<y>{_YEAR}) [.,;]? \s* (?P<n>{_MONTH})\b",
        rf"(?P<y>{_YEAR}) - (?P<m>0[1-9]|1[0-2]) (?!\d)",
        rf"\b(?P<s>{_SEASON})\b [\s,]* (?P<y>{_YEAR}) (?!\d)",
        rf"(?P<y>{_YEAR}) [\s,]* \b(?P<s>{_SEASON})\b",
    )
)
_RANGE = re.compile(rf"(?<!\d)(?P<y>{_YEAR}) \s? (?:[-–—/]) \s? (?P<z>\d\d(?:\d\d)?)? (?!\d)", re.VERBOSE)
_PLAIN = re.compile(rf"(?<!\d)(?P<c>(?:ca?|circa|um)\.?\s*)?(?P<y>{_YEAR})(?=[a-z]?\b)", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"[\s,.:;()\[\]]*(?P<y>{_YEAR})[a-z]?[\s,.:;()\[\]]*")
_NO_DATE = re.compile(alternatives(NO_DATE), re.IGNORECASE)
_FORTHCOMING = re.compile(
    r"forthcoming|in press|im erscheinen|à paraître|en prensa|no prelo|in corso di stampa|в печати", re.I
)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date and where it stands."""

    date: Date | DateRange
    start: int
    end: int
    sure: float = 1.0
    """Below 1 where day and month could be read the other way round."""


@lru_cache(maxsize=4096)
def read_date(text: str) -> ReadDate | None:
    """The first and most exact date in `text`; None where there is none."""
    if match := _YEAR_ALONE.fullmatch(text):
        return ReadDate(Date(int(match["y"])), *match.span("y"))
    for form in _FORMS:
        if match := form.search(text):
            found = _of(match)
            if found:
                return found
    if (match := _RANGE.search(text)) and match["z"]:
        start = int(match["y"])
        end = int(match["z"]) if len(match["z"]) == 4 else start // 100 * 100 + int(match["z"])
        if end > start:
            return ReadDate(DateRange(Date(start), Date(end)), match.start(), match.end())
    if match := _PLAIN.search(text):
        return ReadDate(Date(int(match["y"]), circa=bool(match["c"])), match.start(), match.end())
    if (match := _FORTHCOMING.search(text)) or (match := _NO_DATE.search(text)):
        return ReadDate(Date(0, literal=match[0]), match.start(), match.end())
    return None


def _of(match: re.Match[str]) -> ReadDate | None:
    part = match.groupdict()
    year = _century(part["y"])
    if part.get("s"):
        return ReadDate(Date(year, season=Season(SEASONS[" ".join(part["s"].lower().split())])), *match.span())
    sure = 1.0
    if part.get("a"):
        day, month = int(part["a"]), int(part["b"])
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and day != month:
            sure = 0.7
    else:
        name = part.get("n")
        month = MONTH_NAMES[name.lower()] if name else int(part["m"])
        day = int(part.get("d") or 0)
    if not 1 <= month <= 12 or day > 31:
        return None
    return ReadDate(Date(year, month, day or None), *match.span(), sure)


def _century(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number < 40 else 1900)
