"""The dates of a front matter, for machines: ISO 8601, as exact as the text is and no more.

In: what stands behind `date:`, in figures or in words of the article's language or of English, or the mapping of
pandoc's JATS template (`year`, `month`, `day`, `iso-8601`). Out: `2017`, `2017-05` or `2017-05-04`, or nothing where
the text is no date. 05/04/2017 is a month only where just one order of day and month is possible.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["CLOCK", "iso_date"]

CLOCK = frozenset({"today", "now", "last-modified"})
"""Words with which Quarto asks the clock, which is not read: the same input gives the same bytes."""

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?:(?P=mark)(?P<day>[0-9]{1,2}))?)?(?:T.*)?"
)
_FIGURES = re.compile(r"(?P<one>[0-9]{1,2})(?P<mark>[./-])(?P<two>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})")
_YEAR = re.compile(r"(?<![0-9])(?P<year>[0-9]{4})(?![0-9])")
_DAY = re.compile(r"(?<![0-9])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?(?![0-9])")
_WORD = re.compile(r"[^\W\d_]{3,}")


def iso_date(value: Any, language: str) -> str:
    """The date in ISO 8601, or the empty string."""
    if isinstance(value, Mapping):
        said = str(value.get("iso-8601") or value.get("iso") or "")
        return iso_date(said, language) or _dated(*(str(value.get(part) or "") for part in ("year", "month", "day")))
    text = " ".join(str(value or "").split())
    if found := _ISO.fullmatch(text):
        return _dated(found["year"], found["month"] or "", found["day"] or "")
    if found := _FIGURES.fullmatch(text):
        return _in_order(found["one"], found["two"], found["year"], stopped=found["mark"] == ".")
    return _in_words(text, language)


def _dated(year: str, month: str, day: str) -> str:
    """What of the parts makes a date of the calendar."""
    if not re.fullmatch(r"[0-9]{4}", year):
        return ""
    from datetime import date

    try:
        if month and day:
            return date(int(year), int(month), int(day)).isoformat()
        return date(int(year), int(month), 1).isoformat()[:7] if month else year
    except ValueError:
        return ""


def _in_order(one: str, two: str, year: str, *, stopped: bool) -> str:
    day_first, month_first = _dated(year, two, one), _dated(year, one, two)
    if stopped or not month_first:
        return day_first  # 04.05.2017 is written where days come first
    return month_first if not day_first or day_first == month_first else year


def _in_words(text: str, language: str) -> str:
    years = _YEAR.findall(text)
    months = {number for word in _WORD.findall(text) if (number := _month(word, language))}
    if len(years) != 1 or len(months) != 1 or len(text) > 60:
        return ""
    days = _DAY.findall(_YEAR.sub(" ", text))
    month = str(months.pop())
    return _dated(years[0], month, days[0] if len(days) == 1 else "") or _dated(years[0], month, "")


def _month(word: str, language: str) -> int | None:
    """The number of a month by its name or a beginning of it: "May", "Sept", "mayıs", "мая"."""
    folded = word.casefold()
    for tag in dict.fromkeys((language.split("-")[0], "en")):
        for number, names in enumerate(_months(tag), 1):
            if any(folded == name or (len(folded) > 2 and name.startswith(folded)) for name in names):
                return number
    # Slavic languages decline the month: "мая" is of "май".
    for number, names in enumerate(_months(language.split("-")[0]), 1):
        if len(names[0]) > 2 and folded.startswith(names[0][:-1]) and abs(len(folded) - len(names[0])) < 2:
            return number
    return None


@functools.lru_cache(maxsize=8)
def _months(language: str) -> tuple[tuple[str, ...], ...]:
    """The names of the months, from the locales of CSL."""
    from pubkit.csl import load
    from pubkit.csl.locale import localization

    locale = localization(language, (), load.load_locale)
    named = [[locale.term(f"month-{n:02d}", form) or "" for form in ("long", "short")] for n in range(1, 13)]
    return tuple(tuple(name.casefold().strip(".") for name in names if name) for names in named)
