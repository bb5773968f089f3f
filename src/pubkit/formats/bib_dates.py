"""Dates of .bib files <-> `Date`: BibLaTeX's EDTF (`2016-21/2016-24`, `2017~`) and BibTeX's year and month."""

from __future__ import annotations

import re
from types import MappingProxyType

from pubkit.model import Date, DateRange, Season

__all__ = ["MONTHS", "read_date", "read_edtf", "write_edtf"]

MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
             "sep sept september", "oct october", "nov november", "dec december"), 1,
        )
        for name in names.split()
    }
)  # fmt: skip
_SEASONS = MappingProxyType({"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4})
_EDTF = re.compile(
    r"^(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?:T[0-9:Z.+-]*)?(?P<mark>[~?%]?)$"
)
_YEAR = re.compile(r"^(?P<circa>(?:c|ca|circa)\.?\s*|~)?(?P<year>-?[0-9]{1,4})(?P<mark>[~?]?)$")


def read_edtf(text: str) -> Date | DateRange | None:
    """A date or a range in EDTF; None where it is something else."""
    start, slash, end = text.strip().partition("/")
    first = _one(start)
    if first is None or not slash:
        return first
    return DateRange(first, _one(end) if end not in {"", ".."} else None)


def _one(text: str) -> Date | None:
    found = _EDTF.match(text.strip())
    if not found:
        bare = _YEAR.match(text.strip())
        return Date(int(bare["year"]), circa=bool(bare["circa"] or bare["mark"])) if bare else None
    circa = bool(found["mark"])
    year, month = int(found["year"]), int(found["month"] or 0)
    if 21 <= month <= 24:
        return Date(year, season=Season(month - 20), circa=circa)
    if month > 12:
        return None
    day = int(found["day"] or 0)
    return Date(year, month or None, day if 1 <= day <= 31 and month else None, circa=circa)


def read_date(date: str, year: str, month: str, day: str = "") -> Date | DateRange | None:
    """A date from the fields that may hold it; `date` goes first. What cannot be read is kept as a literal."""
    text = date.strip() or year.strip()
    if not text:
        return None
    found = read_edtf(text)
    if found is None:
        return Date(0, literal=text)
    if date.strip() or isinstance(found, DateRange) or not month.strip():
        return found
    return _with_month(found, month.strip(), day)


def _with_month(date: Date, text: str, day: str) -> Date:
    word = text.casefold().strip(".")
    if word in _SEASONS:
        return Date(date.year, season=Season(_SEASONS[word]), circa=date.circa)
    number, rest = _month_number(word)
    if number is None:
        return date
    found = re.search(r"[0-9]{1,2}", f"{rest} {day}")
    return Date(date.year, number, int(found.group()) if found and 1 <= int(found.group()) <= 31 else None)


def _month_number(word: str) -> tuple[int | None, str]:
    if word.isdecimal() and 1 <= int(word) <= 12:
        return int(word), ""
    name = re.search(r"[a-z]+", word)
    if name and name.group() in MONTHS:
        return MONTHS[name.group()], word.replace(name.group(), "")
    return None, ""


def write_edtf(date: Date | DateRange) -> str:
    """BibLaTeX's form; the empty string for a date that is words."""
    if isinstance(date, DateRange):
        return f"{write_edtf(date.start)}/{write_edtf(date.end) if date.end else ''}"
    if date.literal and not date.year:
        return ""
    year = f"{date.year:05d}" if date.year < 0 else f"{date.year:04d}"
    text = f"{year}-{20 + date.season}" if date.season else str(Date(abs(date.year), date.month, date.day))
    if not date.season and date.year < 0:
        text = f"-{text}"
    return text + ("~" if date.circa else "")
