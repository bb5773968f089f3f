"""Merging: when two printed references are one work.

Identifiers decide (DOI, ISBN, URL); else the titles must say the same and authors, year and numbers must not gainsay
it. Two works of one author and year with different titles stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from pubkit.model import Date, DateRange, Entry
from pubkit.records import replace
from pubkit.references.cues import fold

__all__ = ["combine", "same_work", "url_key"]


def url_key(url: str) -> str:
    """What identifies an address: no scheme, no www, no closing slash, no line-end hyphens."""
    return re.sub(r"[-\s]", "", re.sub(r"^\w+://(?:www\.)?", "", url.casefold())).rstrip("/")


def same_work(one: Entry, other: Entry) -> str:
    """Why the two are one work; the empty string where they are not, or where it cannot be told."""
    for variable, say in (("DOI", "the same DOI"), ("ISBN", "the same ISBN")):
        first, second = one.text(variable).casefold(), other.text(variable).casefold()
        if first and second:
            if first == second and (variable == "DOI" or _titles_agree(one, other, 0.8)):
                return say
            if variable == "DOI":
                return ""
    if _years_differ(one, other) or _numbers_differ(one, other):
        return ""
    if one.type in _LAW or other.type in _LAW:
        return _same_law(one, other)
    first, second = one.text("title"), other.text("title")
    same_url = bool(one.text("URL")) and url_key(one.text("URL")) == url_key(other.text("URL"))
    if same_url and (not first or not second or _titles_agree(one, other, 0.6)):
        return "the same address"
    if (
        first
        and second
        and _titles_agree(one, other, 0.93)
        and _authors_agree(one, other)
        and (one.names or len(first) > 25)
    ):
        if one.text("URL") and other.text("URL") and not same_url and _is_page(one) and _is_page(other):
            return ""
        return "the same title, author and year"
    return ""


_LAW = frozenset({"legal_case", "legislation", "treaty"})


def _same_law(one: Entry, other: Entry) -> str:
    """Cases and statutes: one place in a report, or one name that no number gainsays."""
    if one.type != other.type or _differ(one, other, "page", "section", "number"):
        return ""
    place = [(e.text("container-title"), e.text("volume"), e.text("page") or e.text("section")) for e in (one, other)]
    if place[0] == place[1] and all(place[0]):
        return "the same place in a report"
    first, second = fold(_plain(one.text("title"))), fold(_plain(other.text("title")))
    return "the same name" if first and first == second else ""


def _is_page(entry: Entry) -> bool:
    return entry.type == "webpage"


def _titles_agree(one: Entry, other: Entry, least: float) -> bool:
    first, second = fold(_plain(one.text("title"))), fold(_plain(other.text("title")))
    if not first or not second:
        return False
    if Levenshtein.normalized_similarity(first, second) >= least:
        return True
    short, long = sorted((first, second), key=len)
    return len(short.split()) >= 4 and long.startswith(short + " ")  # without its subtitle


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def _authors_agree(one: Entry, other: Entry) -> bool:
    first, second = (entry.names.get("author") or entry.names.get("editor") or () for entry in (one, other))
    if not first or not second:
        return (not first and not second) or bool(one.text("title") == other.text("title"))
    words = [set(fold(str(names[0])).split()) for names in (first, second)]
    return any(len(word) > 2 for word in words[0] & words[1]) or words[0] == words[1]


def _year(entry: Entry) -> int | None:
    date = entry.dates.get("issued")
    date = date.start if isinstance(date, DateRange) else date
    return date.year if isinstance(date, Date) and date.year else None


def _years_differ(one: Entry, other: Entry) -> bool:
    first, second = _year(one), _year(other)
    return first is not None and second is not None and first != second


def _numbers_differ(one: Entry, other: Entry) -> bool:
    return _differ(one, other, "volume", "issue", "edition")


def _differ(one: Entry, other: Entry, *variables: str) -> bool:
    """Whether both say one of these, and not the same."""
    return any(
        one.text(variable) and other.text(variable) and fold(one.text(variable)) != fold(other.text(variable))
        for variable in variables
    )


def combine(entries: Sequence[Entry]) -> Entry:
    """One entry from the variants: the fullest is the base, the others fill what it lacks.

    The date of access is the latest: it is the day on which the cited text was last seen; the earlier ones are kept in
    the entry's annotation (CSL `annote`), which styles do not print.
    """
    base = max(
        entries,
        key=lambda entry: (
            len(entry.strings) + len(entry.names) + len(entry.dates),
            sum(map(len, entry.strings.values())),
        ),
    )
    names, dates, strings = dict(base.names), dict(base.dates), dict(base.strings)
    for entry in entries:
        for variable, people in entry.names.items():
            names.setdefault(variable, people)
        for name, date in entry.dates.items():
            held = dates.setdefault(name, date)
            if name == "accessed" and isinstance(date, Date) and isinstance(held, Date) and _order(date) > _order(held):
                dates[name] = date
        for variable, text in entry.strings.items():
            strings.setdefault(variable, text)
    seen = {str(read) for entry in entries if isinstance(read := entry.dates.get("accessed"), Date)}
    if earlier := sorted(seen - {str(dates.get("accessed"))}):
        strings.setdefault("annote", f"Also accessed: {', '.join(earlier)}")
    return replace(base, names=names, dates=dates, strings=strings)


def _order(date: Date) -> tuple[int, int, int]:
    return (date.year, date.month or 0, date.day or 0)
