"""Names: a printed list of names becomes `Name` after `Name`; persons are split, organisations kept whole.

The list is cut at separators first (semicolons; "and" in many languages; commas read as inverted or direct by what
stands around them), then each piece is judged person or organisation: words that name bodies, prepositions inside,
digits, a dot inside, an address whose host says the same name, a gazetteer of given and family names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pubkit.model import Name
from pubkit.references.cues import (
    ET_AL_WORDS,
    HONORIFICS,
    SUFFIXES,
    alternatives,
    fold,
)
from pubkit.references.gazetteers import gazetteers
from pubkit.references.name_lists import split_names
from pubkit.references.name_shapes import PARTICLE_WORDS, UPPER, is_initials
from pubkit.references.organisations import is_organisation

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
    set_aside: tuple[tuple[int, int, str], ...] = field(default=())
    """(start, end, rule) of titles of address and the like."""


_ET_AL = re.compile(
    rf"[\s,;&]*(?:\(?(?<!\w)(?:{alternatives(ET_AL_WORDS)})(?!\w)\)?|\b(?:and|&)\s+others\b|…|\.\.\.)[\s.,;:]*$",
    re.IGNORECASE,
)
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
_SUFFIX = re.compile(rf"[\s,]+({alternatives(SUFFIXES)})\.?$", re.IGNORECASE)
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
    name, sure = _person(printed, order)
    return ReadName(name, start, end, min(sure, 1 - body / 2))


def _person(printed: str, order: str) -> tuple[Name, float]:
    suffix = ""
    if (match := _SUFFIX.search(printed)) and _ends_in_suffix(printed, match):
        suffix, printed = match[1], printed[: match.start()]
    elif match := re.search(rf",\s*({alternatives(SUFFIXES)})\.?\s*,", printed, re.IGNORECASE):
        suffix, printed = match[1], printed[: match.start()] + "," + printed[match.end() :]
    bracketed = re.match(r"(?P<family>[^(),]+?)\s*,?\s*\((?P<given>[^()]+)\)\.?$", printed)
    if bracketed:  # French: Family (Given)
        return _named(bracketed["family"], bracketed["given"], suffix), 0.95
    if "," in printed:
        family, given = (part.strip() for part in printed.split(",", 1))
        if not given:
            return _named(family, "", suffix), 0.6
        return _named(family, given.strip(" ,"), suffix), 0.97
    words = printed.replace(". ", ".\N{SPACE}").split()
    words = re.sub(r"(?<=[a-zà-ÿ]{2})\.(?=\s+\S)", "", printed).split() or words
    if len(words) == 1:
        glued = re.fullmatch(rf"((?:[{UPPER}]\.-?)+)([{UPPER}][^\s.]+)", words[0])
        if glued:
            return _named(glued[2], glued[1], suffix), 0.95
        return _named(words[0].rstrip("."), "", suffix), 0.75
    return _direct_or_inverted(words, suffix, order)


def _ends_in_suffix(printed: str, match: re.Match[str]) -> bool:
    """Whether "Jr" is one: in "Roy SR" and "Smith JR" capitals are initials."""
    before = printed[: match.start()].split()
    return bool(before) and not (match[1] in ("SR", "JR") and len(before) == 1)


def _direct_or_inverted(words: list[str], suffix: str, order: str) -> tuple[Name, float]:
    """A name of two words or more without a comma."""
    names = gazetteers()
    if words[-1].lower().strip(".") in PARTICLE_WORDS and words[-1][0].islower() and is_initials(words[-2]):
        particle = words[-1].strip(".")  # Montaigne M de
        return Name(family=" ".join(words[:-2]), given=words[-2], particle=particle, suffix=suffix), 0.9
    if re.fullmatch(rf"[{UPPER}]{{4}}", words[-1]) and not words[0].isupper():
        if order == "inverted" or fold(words[0]) not in names.given:
            return _named(" ".join(words[:-1]), words[-1], suffix), 0.8  # Ayres JRCM
    elif (
        re.fullmatch(rf"[{UPPER}]{{3}}", words[-1])
        and len(words) == 2
        and order != "inverted"
        and fold(words[0]) in names.given
        and fold(words[0]) not in names.family
    ):
        return _named(words[-1], words[0], suffix), 0.8  # Theo VOS
    trailing = len(words)
    while (
        trailing > 1
        and is_initials(words[trailing - 1])
        and (
            len(words[trailing - 1].strip(".")) <= 2
            or "." in words[trailing - 1]
            or not all(word.isupper() for word in words)
        )
    ):
        trailing -= 1
    if trailing < len(words) and not is_initials(words[0]):
        given = words[trailing:]
        if trailing and (words[0][0].isupper() or words[0].lower() in PARTICLE_WORDS):
            sure = 0.93 if all(len(word.strip(".")) <= 3 for word in given) else 0.8
            if (
                trailing >= 2
                and fold(words[0]) in names.given
                and fold(words[trailing - 1]) not in names.family
                and len(given) == 1
                and not given[0].endswith(".")
            ):
                sure = 0.6
            return _named(" ".join(words[:trailing]), " ".join(given), suffix), sure
    if words[0].isupper() and len(words[0]) > 3 and "." not in words[0] and not words[-1].isupper():  # FAMILY Given
        count = 1
        while count < len(words) - 1 and (words[count].isupper() or words[count].lower() in PARTICLE_WORDS):
            count += 1
        return _named(" ".join(words[:count]), " ".join(words[count:]), suffix), 0.9
    first, last = fold(words[0]), fold(words[-1])
    if (
        len(words) == 2
        and order == "inverted"
        and last in names.given
        and last not in names.family
        and first in names.family
        and first not in names.given
        and not re.search(r"[áéíóúñã]", words[1])  # family names of Spain that are given names elsewhere: Juliá, José
    ):
        return _named(words[0], words[1], suffix), 0.75
    cut = len(words) - 1
    if len(words) > 3 and words[-2] in ("y", "i") and words[-3][0].isupper():
        cut = len(words) - 3  # Góngora y Argote
    while cut > 1 and words[cut - 1].lower() in PARTICLE_WORDS and words[cut - 1][0].islower():
        cut -= 1
    if (
        cut == len(words) - 1
        and len(words) > 2
        and words[cut - 1].lower()
        in ("van", "von", "de", "della", "di", "del", "bin", "ibn", "ben", "al", "el", "le", "la", "du", "da", "dos")
        and words[cut - 1][0].isupper()
    ):
        cut -= 1
    return _named(" ".join(words[cut:]), " ".join(words[:cut]), suffix), 0.94 if first in names.given or is_initials(
        words[0]
    ) else 0.88


def _named(family: str, given: str, suffix: str) -> Name:
    family, given = family.strip(" ,;"), given.strip(" ,;")
    if family.endswith(".") and not re.search(rf"\b[{UPPER}]\.$", family):
        family = family.rstrip(".")
    words = family.split()
    cut = 0
    while cut < len(words) - 1 and words[cut].lower() in PARTICLE_WORDS and words[cut][0].islower():
        cut += 1
    particle = " ".join(words[:cut])
    given_words = given.split()
    tail = len(given_words)
    while tail > 1 and given_words[tail - 1].lower() in PARTICLE_WORDS and given_words[tail - 1][0].islower():
        tail -= 1
    if tail < len(given_words) and not particle:
        particle, given = " ".join(given_words[tail:]), " ".join(given_words[:tail])
    return Name(family=" ".join(words[cut:]), given=given, particle=particle, suffix=suffix)
