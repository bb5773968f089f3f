"""Names: a printed list of names becomes `Name` after `Name`; persons are split, organisations kept whole.

The list is cut at separators first (semicolons; "and" in many languages; commas read as inverted or direct by what
stands around them), then each piece is judged person or organisation: words that name bodies, prepositions inside,
digits, a dot inside, an address whose host says the same name, a gazetteer of given and family names.
"""

from __future__ import annotations

import re

from pubkit.model import Name
from pubkit.records import dataclass, replace
from pubkit.references.cues import (
    ET_AL_WORDS,
    HONORIFICS,
    alternatives,
    fold,
)
from pubkit.references.gazetteers import gazetteers
from pubkit.references.name_lists import split_names
from pubkit.references.name_shapes import UPPER
from pubkit.references.organisations import is_organisation
from pubkit.references.person import read_person

__all__ = ["NameList", "ReadName", "read_names"]


@dataclass(frozen=True, slots=True)
class ReadName:
    """One name, where it stands and how sure the split is."""

    name: Name
    start: int
    end: int
    sure: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list."""

    names: tuple[ReadName, ...] = ()
    others: bool = False
    """Whether "et al." stood there."""
    set_aside: tuple[tuple[int, int, str], ...] = ()
    """(start, end, rule) of titles of address and the like."""


_ET_AL = re.compile(
    rf"[\s,;&]*(?:\(?(?<!\w)(?:{alternatives(ET_AL_WORDS)})(?!\w)\)?|\b(?:and|&)\s+others\b|…|\.\.\.)[\s.,;:]*$",
    re.IGNORECASE,
)
_ET_AL_INSIDE = re.compile(r",?\set\.?\sal\b\.?\s?[;,]\s(?:(?:for|on behalf of)\sthe\s)?", re.IGNORECASE)
_HONORIFIC = re.compile(
    rf"(?:(?<=^)|(?<=[\s,;]))(?:(?:{alternatives(HONORIFICS)})(?:\.\s?|\s+))+(?=[{UPPER}])", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?:[\s,]+[\(\[]?|[\(\[])\b(?:eds?|editors?|hrsgg?|hgg?|dirs?|coords?|orgs?|comps?|trans|transl|trad|cur|curr|red|éds?|rev|übers|editores|organizadores|"
    r"organizador|editor general|coordinadores|a cura di|ed\. by)\b\.?\s?[\)\]]?[\s.,:;]*$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"[\s,]*\((?:executive\s+)?(?:producers?|directors?|writers?|hosts?|narrators?|composers?|performers?|artists?|photographer|interviewer|presenter|réal\.|regie)"
    r"(?:\s?[/&,]\s?\w+)?\)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^[\s_—–.-]{2,}$")


def read_names(text: str, *, url: str = "") -> NameList:
    """The names in `text`. `url` is the address of the work: a body often signs with its host's name."""
    if _PLACEHOLDER.match(text.rstrip(" .,:;")):
        start, end = len(text) - len(text.lstrip()), len(text.rstrip(" .,:;"))
        return NameList((ReadName(Name(literal=text[start:end]), start, end, 0.9, "a dash for the author before"),))
    end = (
        len(text.rstrip(" ,;:."))
        if not re.search(rf"\b[{UPPER}]\.[\s,;:]*$|\b(?:Jr|Sr|al|Inc|Ltd|Corp|Dr)\.[\s,;:]*$", text)
        else len(text.rstrip(" ,;:"))
    )
    start = len(text) - len(text.lstrip(" ,;:.([—–-"))
    set_aside: list[tuple[int, int, str]] = []
    others = False
    while role := _ROLE.search(text, start, end):
        if role.start() <= start:
            break
        set_aside.append((role.start(), end, "role"))
        end = role.start()
    if match := _ET_AL.search(text, start, end):
        others, end = True, match.start()
    if end <= start:
        return NameList((), others, tuple(set_aside))
    for match in _FUNCTION.finditer(text, start, end):
        set_aside.append((match.start(), match.end(), "role"))
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    for match in _HONORIFIC.finditer(text, start, end):
        if not _keeps(text, match, end):
            set_aside.append((match.start(), match.end(), "honorific"))
    for match in _ET_AL_INSIDE.finditer(text, start, end):
        others = True
        set_aside.append((match.start(), match.end(), "others"))
        mark = ";" if ";" in text[start : match.start()] else ","
        text = text[: match.start()] + mark + " " * (match.end() - match.start() - 1) + text[match.end() :]
    pieces = split_names(text, start, end, url)
    order = _order(text, pieces)
    names = [_read_one(text, first, last, url, order, set_aside) for first, last in pieces]
    return NameList(_even(tuple(name for name in names if name is not None)), others, tuple(sorted(set_aside)))


_INVERTED = re.compile(rf"[{UPPER}][^\s,.]+(?:\s[{UPPER}a-z][^\s,.]+)?\s[{UPPER}]{{1,3}}$")
_DIRECT = re.compile(rf"(?:[{UPPER}][^\s,.]*\s)*[{UPPER}][\w.-]*\.\s?(?:\S+\s)*[{UPPER}][^\s,.]+$")


def _order(text: str, pieces: list[tuple[int, int]]) -> str:
    """In which order a list of several puts its names: `Family XY`, `X. Family`; "" where it does not say."""
    printed = [text[first:last].strip(" .,;:()") for first, last in pieces]
    if len(printed) < 2 or any("," in name for name in printed):
        return ""
    if any(_INVERTED.fullmatch(name) for name in printed):
        return "inverted"
    named = gazetteers()
    direct = (
        _DIRECT.fullmatch(name) or (len(name.split()) > 1 and fold(name.split()[0]) in named.given - named.family)
        for name in printed
    )
    return "direct" if any(direct) else ""


def _even(names: tuple[ReadName, ...]) -> tuple[ReadName, ...]:
    """The stop that ends a list is no part of its last name where the other initials have none."""
    if len(names) < 2 or not re.fullmatch(rf"[{UPPER}]{{1,4}}\.", names[-1].name.given):
        return names
    if not any(re.fullmatch(rf"[{UPPER}]{{1,4}}", name.name.given) for name in names[:-1]):
        return names
    last = names[-1]
    return (*names[:-1], replace(last, name=replace(last.name, given=last.name.given[:-1]), end=last.end - 1))


def _keeps(text: str, match: re.Match[str], end: int) -> bool:
    """Titles of address that belong to a family name: `Gen, X` inverted, or nothing but one word behind."""
    return bool(re.match(r"\s*,", text[match.end() : end])) or (
        fold(match[0]) in ("on", "mag", "ir", "don", "col", "general", "fr", "md", "president", "lord")
        and "." not in match[0]
    )


# --- one name ------------------------------------------------------------------------------------------------------


def _read_one(
    text: str, start: int, end: int, url: str, order: str, set_aside: list[tuple[int, int, str]]
) -> ReadName | None:
    for first, last, rule in set_aside:
        if rule == "honorific" and first <= start < last:
            start = last
    while start < end and text[start] in " ,;.([":
        start += 1
    while end > start and (
        text[end - 1] in " ,;:([" or (text[end - 1] in ")]" and not re.search(r"[(\[]", text[start : end - 1]))
    ):
        end -= 1
    printed = text[start:end]
    if not re.search(r"\w", printed):
        if _PLACEHOLDER.match(printed):
            return ReadName(Name(literal=printed), start, end, 0.6, "a dash for the author before")
        return None
    body = is_organisation(printed, url)
    if body >= 0.5:
        return ReadName(
            Name(
                literal=printed.rstrip(" .") if not re.search(r"\b(?:Inc|Ltd|Corp|Co|[A-Z])\.$", printed) else printed
            ),
            start,
            end,
            body,
            "an organisation by its words or its address",
        )
    name, sure = read_person(printed, order)
    return ReadName(name, start, end, min(sure, 1 - body / 2))
