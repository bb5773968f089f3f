"""Dates as CSL-JSON gives them: ``date-parts``, seasons, EDTF strings and raw text.

EDTF follows ISO 8601-2 levels 0 and 1 as far as CSL can print it (years, seasons 21-24 and up, intervals,
open ends, ``?``, ``~``, ``%``). Raw text is understood when it is a plain Western date; otherwise it is
kept as a literal. A month or day that is not there is never invented."""

from __future__ import annotations

import re
from typing import Any

from pubkit.records import dataclass

__all__ = ["Date", "Day", "parse_date"]


@dataclass(frozen=True, slots=True)
class Day:
    """One end of a date: a year, perhaps with month (or season) and day."""

    year: int | None = None
    """Negative before Christ; None at the open end of a range."""
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    """1 to 31."""
    season: int | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date variable."""

    start: Day = Day()
    """The date, or the start of the range."""
    end: Day | None = None
    """The end of a range; a Day without year when the range is open."""
    circa: bool = False
    """Whether the date is approximate."""
    literal: str = ""
    """Text that is printed as it is, when there are no date parts."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to print."""
        return self.start.year is None and not self.literal and self.end is None


SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
MONTHS = {
    name: number + 1
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
EDTF_DAY = re.compile(
    r"""(?P<year>Y?[-+]?\d{1,9}|\d{2}XX|\d{3}X)
        (?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?
        (?:T[\d:.,+\-Z]*)?(?P<mark>[?~%]?)""",
    re.VERBOSE,
)
ISO_LOOSE = re.compile(r"(?P<year>-?\d{1,4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?")
RAW = re.compile(
    r"""(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|\.)?[ ]+)?(?P<word>[A-Za-z]{3,9})\.?
        (?:[ ]+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)?,?[ ]+(?P<year>-?\d{1,4})""",
    re.VERBOSE,
)
RAW_YEAR = re.compile(r"(?P<year>\d{1,4})(?P<era>[ ]?(?:AD|BC|CE|BCE))?")
CIRCA = re.compile(r"(?:circa|ca\.?|c\.)[ ]*", re.IGNORECASE)


def parse_date(value: Any) -> Date | None:
    """A date from CSL-JSON (an object, a string, a list of parts); None when it says nothing."""
    if isinstance(value, str | int):
        return _from_text(str(value))
    if isinstance(value, list):
        value = {"date-parts": value if value and isinstance(value[0], list) else [value]}
    if not isinstance(value, dict):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    season = _season(value.get("season"))
    ends = value.get("date-parts")
    ends = ends if isinstance(ends, list) else [ends]
    days = [day for part in ends if (day := _day(part, season)) is not None]
    if days and days[0].year is not None:
        return Date(days[0], days[1] if len(days) > 1 else None, circa)
    if literal := value.get("literal"):
        return Date(circa=circa, literal=str(literal))
    for key in ("edtf", "raw", "date"):
        if (text := value.get(key)) and (date := _from_text(str(text))) is not None:
            return Date(date.start, date.end, date.circa or circa, date.literal)
    if isinstance(value.get("season"), str) and not season and value["season"].isalpha():
        return Date(circa=circa, literal=str(value["season"]))
    return None


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    try:
        return int(str(value).strip())
    except ValueError:
        return None


def _season(value: Any) -> int | None:
    if isinstance(value, str) and value.strip().lower() in SEASONS:
        return SEASONS[value.strip().lower()]
    number = _number(value)
    if number is None or number < 1:
        return None
    return _season_month(number) if number > 12 else (number if number <= 4 else None)


def _season_month(number: int) -> int | None:
    """Season of a month number above 12: 13-16, and the EDTF seasons from 21 (25-28 northern, 29-32
    southern)."""
    if 13 <= number <= 20:
        return (number - 13) % 4 + 1
    if 21 <= number <= 32:
        return (number - 21) % 4 + 1
    return None


def _day(parts: Any, season: int | None) -> Day | None:
    if not isinstance(parts, list):
        parts = [parts]
    numbers = [_number(part) for part in parts]
    if not numbers or numbers[0] is None:
        return None
    if numbers[0] == 0:
        return Day()
    month = numbers[1] if len(numbers) > 1 else None
    day = numbers[2] if len(numbers) > 2 else None
    if month is not None and month > 12:
        return Day(numbers[0], season=_season_month(month))
    if not month or month < 1:
        return Day(numbers[0], season=season)
    if day is not None and not 1 <= day <= 31:
        day = None
    return Day(numbers[0], month, day)


# -- strings -----------------------------------------------------------------------------------------------


def _from_text(text: str) -> Date | None:
    text = text.strip()
    if not text:
        return None
    circa = False
    if found := CIRCA.match(text):
        circa, text = True, text[found.end() :]
    if (date := _edtf(text)) is None and (date := _raw(text)) is None:
        return Date(circa=circa, literal=text)
    return Date(date.start, date.end, date.circa or circa)


def _edtf(text: str) -> Date | None:
    left, slash, right = text.partition("/")
    if slash and "/" in right:
        return None
    start = _edtf_day(left)
    if not slash:
        return None if start is None else Date(start[0], None, start[1])
    if left in ("", "..") and (end := _edtf_day(right)) is not None:
        return Date(end[0], None, end[1])
    if start is None:
        return None
    if right in ("", ".."):
        return Date(start[0], Day(), start[1])
    end = _edtf_day(right)
    return None if end is None else Date(start[0], end[0], start[1] or end[1])


def _edtf_day(text: str) -> tuple[Day, bool] | None:
    found = EDTF_DAY.fullmatch(text)
    if found is None:
        return None
    digits = found["year"].removeprefix("Y")
    circa = found["mark"] != "" or "X" in digits
    year = _number(digits.replace("X", "0"))
    if year is None:
        return None
    month, day = _number(found["month"] or ""), _number(found["day"] or "")
    if month is not None and month > 12:
        season = _season_month(month)
        return None if season is None else (Day(year, season=season), circa)
    if day is not None and not 1 <= day <= 31:
        return None
    return Day(year, month or None, day if month else None), circa


def _raw(text: str) -> Date | None:
    for dash in (" - ", " – ", "–", "/", "-"):
        left, found, right = text.partition(dash)
        if not found:
            continue
        start, end = _raw_day(left.strip()), _raw_day(right.strip())
        if start is not None and end is not None and start.year is not None:
            if dash in "/-" and (len(left.strip()) < 3 or len(right.strip()) < 3):
                continue
            return Date(start, end)
    one = _raw_day(text)
    return None if one is None else Date(one)


def _raw_day(text: str) -> Day | None:
    if (found := RAW_YEAR.fullmatch(text)) and (len(found["year"]) > 2 or found["era"]):
        year = int(found["year"])
        return Day(-year if (found["era"] or "").strip() in ("BC", "BCE") else year)
    if found := ISO_LOOSE.fullmatch(text):
        month, day = int(found["month"]), _number(found["day"] or "")
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31) and len(found["year"].lstrip("-")) > 2:
            return Day(int(found["year"]), month, day)
        return None
    if found := RAW.fullmatch(text):
        word, year = found["word"].lower(), int(found["year"])
        if word in SEASONS:
            return Day(year, season=SEASONS[word])
        named = MONTHS.get(word[:3])
        if named is None:
            return None
        return Day(year, named, _number(found["d1"] or found["d2"] or ""))
    return None
