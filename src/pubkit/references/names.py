"""Names: a printed list of names becomes `Name` after `Name`; persons are split, organisations kept whole.

The list is cut at separators first (semicolons; "and" in many languages; commas read as inverted or direct by what
stands around them), then each piece is judged person or organisation: words that name bodies, prepositions inside,
digits, a dot inside, an address whose host says the same name, a gazetteer of given and family names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pubkit.model import Name
from pubkit.references.cues import (
    AND_WORDS,
    ET_AL_WORDS,
    HONORIFICS,
    ORGANISATION_WORDS,
    PARTICLES,
    SUFFIXES,
    alternatives,
    fold,
)
from pubkit.references.gazetteers import gazetteers

__all__ = ["NameList", "ReadName", "is_organisation", "read_names"]


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


_UPPER = r"A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁΑ-ΩƏȘȚẞ"
_INITIALS = re.compile(
    rf"(?:(?:[{_UPPER}][a-zà-ÿ]?\s?\.\s?-?\s?)+(?:[{_UPPER}]\b)?|[{_UPPER}](?:[\s-]?[{_UPPER}]){{0,3}}\.?|[{_UPPER}]{{1,4}}\.?|"
    rf"(?:[{_UPPER}][a-z]?\.?[\s-]*){{1,4}})$"
)
_ET_AL = re.compile(
    rf"[\s,;&]*(?:\(?(?<!\w)(?:{alternatives(ET_AL_WORDS)})(?!\w)\)?|\b(?:and|&)\s+others\b|…|\.\.\.)[\s.,;:]*$",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    rf"(?:(?<=^)|(?<=[\s,;]))(?:(?:{alternatives(HONORIFICS)})(?:\.\s?|\s+))+(?=[{_UPPER}])", re.IGNORECASE
)
_AND = re.compile(
    rf"\s*,?\s+(?:{alternatives(word for word in AND_WORDS if word not in ('with', 'a'))})\s+(?=[{_UPPER}«\"'‘a-z])|\s*&\s*|\s+[–—-]\s+(?=[{_UPPER}])|\s+/\s+|(?<=[\w.])/(?=[{_UPPER}])"  # noqa: E501
)
_COMMA = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e|&)\s+)?")
_SEMICOLON = re.compile(r"\s*;\s*(?:(?:and|und|et|y|e|&)\s+)?")
_ROLE = re.compile(
    r"(?:[\s,]+[\(\[]?|[\(\[])\b(?:eds?|editors?|hrsgg?|hgg?|dirs?|coords?|orgs?|comps?|trans|transl|trad|cur|curr|red|éds?|rev|übers|editores|organizadores|"
    r"organizador|editor general|coordinadores|a cura di|ed\. by)\b\.?[\)\]]?[\s.,:;]*$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"[\s,]*\((?:executive\s+)?(?:producers?|directors?|writers?|hosts?|narrators?|composers?|performers?|artists?|photographer|interviewer|presenter|réal\.|regie)"
    r"(?:\s?[/&,]\s?\w+)?\)",
    re.IGNORECASE,
)
_PARTICLES = frozenset(PARTICLES)
_SUFFIX = re.compile(rf"[\s,]+({alternatives(SUFFIXES)})\.?$", re.IGNORECASE)
_PREPOSITION = frozenset(
    [
        "of",
        "for",
        "on",
        "the",
        "und",
        "für",
        "des",
        "in",
        "der",
        "to",
        "at",
        "by",
        "against",
        "zur",
        "zum",
        "aux",
        "sur",
        "pour",
        "para",
        "por",
        "sobre",
        "per",
        "del",
    ]
)
_DOTTED = re.compile(r"\w\.(?:com|org|net|edu|gov|info|az|ge|ru|de|uk|fr|tv|io|eu|int|[a-z]{2})\b")
_PLACEHOLDER = re.compile(r"^[\s_—–.-]{2,}$")


def read_names(text: str, *, url: str = "", strict: bool = False) -> NameList:
    """The names in `text`. `url` is the address of the work: a body often signs with its host's name.

    `strict` keeps an undecidable single word as a family name (short cites) instead of an organisation.
    """
    if _PLACEHOLDER.match(text.rstrip(" .,:;")):
        start, end = len(text) - len(text.lstrip()), len(text.rstrip(" .,:;"))
        return NameList((ReadName(Name(literal=text[start:end]), start, end, 0.9, "a dash for the author before"),))
    end = (
        len(text.rstrip(" ,;:."))
        if not re.search(rf"\b[{_UPPER}]\.\s*$|\b(?:Jr|Sr|al|Inc|Ltd|Corp|Dr)\.[\s,;:]*$", text)
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
    names = [_read_one(text, first, last, url, strict, set_aside) for first, last in _split(text, start, end, url)]
    return NameList(tuple(name for name in names if name is not None), others, tuple(sorted(set_aside)))


def _keeps(text: str, match: re.Match[str], end: int) -> bool:
    """Titles of address that belong to a family name: `Gen, X` inverted, or nothing but one word behind."""
    return bool(re.match(r"\s*,", text[match.end() : end])) or (
        fold(match[0]) in ("on", "mag", "ir", "don", "col", "general", "fr", "md", "president", "lord")
        and "." not in match[0]
    )


def _initials(text: str) -> bool:
    """Whether a string is initials; a short family name (Bi, Wu, CRUZ) is none."""
    if not _INITIALS.match(text):
        return False
    return "." in text or not (re.fullmatch(r"[^\W\d_][a-zà-ÿ]", text) or re.fullmatch(r"[^\W\d_]{4,}", text))


# --- splitting -----------------------------------------------------------------------------------------------------


def _split(text: str, start: int, end: int, url: str) -> list[tuple[int, int]]:
    whole = text[start:end]
    if "," not in whole and ";" not in whole and is_organisation(whole, url) >= 0.5 and not _people_around_and(whole):
        return [(start, end)]
    if ";" in whole:
        return [
            piece
            for part in _cut(text, start, end, _SEMICOLON)
            for piece in _split_and(text, *part, url, semicolons=True)
        ]
    return _split_and(text, start, end, url, semicolons=False)


def _people_around_and(text: str) -> bool:
    """Whether both sides of each "and" are names of persons, or may be and nothing speaks of a body."""
    parts = _AND.split(text)
    if len(parts) < 2:
        return False
    if all(_looks_personal(part) for part in parts):
        return True
    words = fold(text).split()
    if any(word in ORGANISATION_WORDS for word in words):
        return False
    return all(
        1 <= len(part.split()) <= 4 and all(word[0].isupper() or word.lower() in _PARTICLES for word in part.split())
        for part in parts
    ) and not any(
        word in gazetteers().common and word not in gazetteers().family and word not in gazetteers().given
        for part in parts
        for word in fold(part).split()[-1:]
    )


def _split_and(text: str, start: int, end: int, url: str, *, semicolons: bool) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for first, last in _cut(text, start, end, _AND, url=url):
        pieces += (
            [(first, last)]
            if semicolons and text.count(",", first, last) == 1
            else _split_commas(text, first, last, url)
        )
    return pieces


def _cut(text: str, start: int, end: int, separator: re.Pattern[str], *, url: str = "") -> list[tuple[int, int]]:
    """The pieces between separators; an "and" inside an organisation's name is no separator."""
    cuts, last = [], start
    for match in separator.finditer(text, start, end):
        if separator is _AND and _inside_organisation(text, match, start, end):
            continue
        if text[last : match.start()].strip(" ,;"):
            cuts.append((last, match.start()))
        last = match.end()
    if text[last:end].strip(" ,;."):
        cuts.append((last, end))
    return cuts


def _inside_organisation(text: str, match: re.Match[str], start: int, end: int) -> bool:
    left = re.split(r"[;]|,\s", text[start : match.start()])[-1]
    right = re.split(r"[;,]", text[match.end() : end])[0]
    word = match[0].strip(" ,")
    if left.split() and _initials(left.split()[-1]):
        return False
    if word in ("y", "e", "i", "-", "–", "en", "a") and not _looks_personal(right):
        return True
    if _looks_personal(left) and _looks_personal(right):
        return False
    both = f"{left} {right}"
    bodies = sum(part in ORGANISATION_WORDS for part in fold(both).split())
    left_bodies = sum(part in ORGANISATION_WORDS for part in fold(left).split())
    if bodies == 0:
        return False
    right_bodies = bodies - left_bodies
    if left_bodies and right_bodies and len(left.split()) > 1 and len(right.split()) > 1:
        return (
            re.search(r"\b(?:of|for|de|für|des)\b", left) is not None
            and re.search(r"\b(?:of|for|de|für|des)\b", right) is None
        )
    return bool(re.search(r"\b(?:of|for|on|de|für|des|pour|para|di)\b", left)) or not _looks_personal(left)


def _looks_personal(text: str) -> bool:
    """Whether a piece has the outer shape of one person's name."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 6:
        return False
    if any(fold(word) in ORGANISATION_WORDS or fold(word) in _PREPOSITION - _PARTICLES for word in words):
        return False
    if _INITIALS.search(words[-1]) or _initials(words[0]):
        return True
    names = gazetteers()
    return len(words) >= 2 and (
        fold(words[0]) in names.given or fold(words[-1]) in names.family or fold(words[-1]) in names.given
    )


def _split_commas(text: str, start: int, end: int, url: str) -> list[tuple[int, int]]:
    parts = _cut(text, start, end, _COMMA)
    if len(parts) <= 1:
        return parts
    strings = [text[first:last].strip() for first, last in parts]
    if len(strings) == 2 and is_organisation(f"{strings[0]}, {strings[1]}", url) >= 0.5 and not _given_like(strings[1]):
        return [(start, end)] if not _looks_personal(strings[0]) or not _looks_personal(strings[1]) else parts
    pieces: list[tuple[int, int]] = []
    index = 0
    direct = len(strings) > 2 and all(len(string.split()) >= 2 and not _initials(string) for string in strings)
    while index < len(parts):
        last = index
        if index + 2 < len(parts) and fold(strings[index + 1]) in _SUFFIX_FOLDS and _given_like(strings[index + 2]):
            last = index + 2
        elif index + 1 < len(parts) and not direct and _inverted(strings, index):
            last = index + 1
        if last + 1 < len(parts) and fold(strings[last + 1]) in _SUFFIX_FOLDS:
            last += 1
        pieces.append((parts[index][0], parts[last][1]))
        index = last + 1
    return pieces


_SUFFIX_FOLDS = frozenset(fold(suffix) for suffix in SUFFIXES)


def _given_like(text: str) -> bool:
    """Initials, or words that are known given names."""
    if _initials(text):
        return True
    words = re.sub(r"[\"“”'‘’()]", "", text).split()
    names = gazetteers()
    return (
        bool(words)
        and len(words) <= 4
        and (
            all(fold(word) in names.given or _initials(word) or word.lower() in _PARTICLES for word in words)
            or (fold(words[0]) in names.given and len(words) <= 3)
        )
    )


def _inverted(strings: list[str], index: int) -> bool:
    """Whether the comma behind this piece stands inside one name: "Family, Given"."""
    here, following = (
        re.sub(rf"\s(?:{alternatives(SUFFIXES)})$", "", strings[index], flags=re.IGNORECASE),
        strings[index + 1],
    )
    if _initials(here.split()[-1]) and len(here.split()) > 1:
        return False  # "Family I." needs no comma
    if _initials(following):
        return not _initials(here)
    words = here.split()
    if _initials(words[0]) and len(words) > 1:
        return False  # "I. Family"
    if len(words) > 3 and not any(word.lower() in _PARTICLES for word in words):
        return False
    names = gazetteers()
    if (
        len(words) >= 2
        and fold(words[0]) in names.given
        and words[0].lower() not in _PARTICLES
        and (
            len(following.split()) >= 2
            and not _initials(following.split()[-1])
            and fold(following.split()[0]) in names.given
            and (fold(words[-1]) not in names.given)
        )
    ):
        return False  # "Given Family, Given Family"
    if len(words) == 1 or any(word.lower() in _PARTICLES for word in words[:-1]) or here.isupper():
        return len(following.split()) <= 4
    if len(following.split()) == 1 or _initials(following.split()[-1]) or _given_like(following):
        # Two-word family name before a given name: "García Márquez, Gabriel".
        return index == 0 or fold(words[0]) not in names.given
    return index == 0 and len(strings) == 2 and len(words) <= 2 and fold(words[0]) not in names.given


# --- one name ------------------------------------------------------------------------------------------------------


def _read_one(
    text: str, start: int, end: int, url: str, strict: bool, set_aside: list[tuple[int, int, str]]
) -> ReadName | None:
    for first, last, rule in set_aside:
        if rule == "honorific" and first <= start < last:
            start = last
    while start < end and text[start] in " ,;.([":
        start += 1
    while end > start and text[end - 1] in " ,;:([":
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
    name, sure = _person(printed, strict)
    return ReadName(name, start, end, min(sure, 1 - body / 2))


def is_organisation(printed: str, url: str = "") -> float:
    """How sure it is that a printed name is one organisation, from 0 to 1."""
    words = printed.strip(" .,").split()
    folded = [fold(word) for word in words]
    flat = "".join(folded).replace(" ", "")
    if not words or not flat:
        return 0.0
    if url and len(flat) >= 4 and _host_says(flat, url):
        return 0.97
    if _DOTTED.search(printed) and not re.search(r"\b[A-Z]\.", printed):
        return 0.97
    shape = printed.strip(" .,")
    inner = [part for word in folded for part in word.split()]
    names = gazetteers()
    bodies = any(part in ORGANISATION_WORDS for part in inner)
    bracketed = re.fullmatch(r"[^()]+\((?P<given>[^()]+)\)", shape)
    if bracketed and not bodies and _given_like(bracketed["given"].strip()):
        return 0.05
    if "," in shape and _initials(shape.split(",")[-1].strip()):
        return 0.05
    if bodies and not (len(words) == 1 and shape[0].isupper() and fold(shape) in names.family):
        if len(words) == 1:
            return 0.95 if fold(shape) not in names.given else 0.5
        if not _initials(words[0]) or (words[0].isupper() and "." not in words[0]):
            return 0.95
    if len(words) > 1 and not bodies and not shape.isupper():
        if _initials(words[0]) and "." in words[0]:
            return 0.05
        if _initials(words[-1]) and len(words[-1].strip(".")) <= 3 and not any(_initials(word) for word in words[:-1]):
            return 0.08
        if any(re.fullmatch(r"[A-ZÀ-Þ]\.", word) for word in words[1:-1]):
            return 0.05
    lower = [word for word in words if word[0].islower()]
    if (
        any(word.lower() in _PREPOSITION - _PARTICLES or word in ("and", "&", "&amp;") for word in words[1:])
        and len(words) > 2
    ):
        return 0.9
    if (
        words[0] in ("The", "Le", "La", "El", "Die", "Der", "Das", "Les", "Il", "O", "A")
        and len(words) > 1
        and fold(words[1]) not in names.family
    ):
        return 0.85 if words[0] in ("The", "Die", "Das", "Les") else 0.55
    if any(char.isdigit() for char in shape):
        return 0.9
    if len(words) == 1 and shape.isupper() and 2 <= len(shape) <= 8 and fold(shape) not in names.family:
        return 0.8
    if (
        len(words) == 1
        and re.search(r"[a-z][A-Z]", shape)
        and not re.match(r"(?:Ma?c|O[’']|De|La|Le|Di|Van|Fitz)", shape)
    ):
        return 0.8
    if lower and not all(word.lower() in _PARTICLES or word in ("dit",) for word in lower):
        return 0.7
    common = [part for part in inner if part in names.common and part not in names.given and part not in names.family]
    if "," not in shape and len(common) == len(inner) and len(words) >= 1:
        return 0.8
    if (
        "," not in shape
        and len(words) >= 2
        and inner[-1] in names.common
        and inner[-1] not in names.family
        and inner[0] not in names.given
    ):
        return 0.65
    return 0.1


def _host_says(flat: str, url: str) -> bool:
    host = re.sub(r"^\w+://", "", url.lower()).split("/")[0]
    parts = [
        part.replace("-", "")
        for part in host.split(".")
        if part not in ("www", "com", "org", "net", "co", "gov", "edu")
    ]
    bare = flat[3:] if flat.startswith("the") else flat
    return (
        any(part in (flat, bare) or (len(bare) >= 6 and (part.startswith(bare) or bare == part)) for part in parts)
        or host.replace(".", "").replace("www", "", 1) == flat
    )


def _person(printed: str, strict: bool) -> tuple[Name, float]:
    suffix = ""
    if (match := _SUFFIX.search(printed)) and len(printed[: match.start()].split()) >= 1:
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
        glued = re.fullmatch(rf"((?:[{_UPPER}]\.-?)+)([{_UPPER}][^\s.]+)", words[0])
        if glued:
            return _named(glued[2], glued[1], suffix), 0.95
        return _named(words[0].rstrip("."), "", suffix), 0.75
    return _direct_or_inverted(words, suffix)


def _direct_or_inverted(words: list[str], suffix: str) -> tuple[Name, float]:
    """A name of two words or more without a comma."""
    names = gazetteers()
    trailing = len(words)
    while (
        trailing > 1
        and _initials(words[trailing - 1])
        and (
            len(words[trailing - 1].strip(".")) <= 2
            or "." in words[trailing - 1]
            or not all(word.isupper() for word in words)
        )
    ):
        trailing -= 1
    if trailing < len(words) and not _initials(words[0]):
        given = words[trailing:]
        if trailing and (words[0][0].isupper() or words[0].lower() in _PARTICLES):
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
        while count < len(words) - 1 and (words[count].isupper() or words[count].lower() in _PARTICLES):
            count += 1
        return _named(" ".join(words[:count]), " ".join(words[count:]), suffix), 0.9
    first, last = fold(words[0]), fold(words[-1])
    if (
        len(words) == 2
        and last in names.given
        and last not in names.family
        and first in names.family
        and first not in names.given
        and not re.search(r"[áéíóúñã]", words[1])  # family names of Spain that are given names elsewhere: Juliá, José
    ):
        return _named(words[0], words[1], suffix), 0.75
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES and words[cut - 1][0].islower():
        cut -= 1
    if (
        cut == len(words) - 1
        and len(words) > 2
        and words[cut - 1].lower()
        in ("van", "von", "de", "della", "di", "del", "bin", "ibn", "ben", "al", "el", "le", "la", "du", "da", "dos")
        and words[cut - 1][0].isupper()
    ):
        cut -= 1
    return _named(" ".join(words[cut:]), " ".join(words[:cut]), suffix), 0.94 if first in names.given or _initials(
        words[0]
    ) else 0.88


def _named(family: str, given: str, suffix: str) -> Name:
    family, given = family.strip(" ,;"), given.strip(" ,;")
    if family.endswith(".") and not re.search(rf"\b[{_UPPER}]\.$", family):
        family = family.rstrip(".")
    words = family.split()
    cut = 0
    while cut < len(words) - 1 and words[cut].lower() in _PARTICLES and words[cut][0].islower():
        cut += 1
    particle = " ".join(words[:cut])
    given_words = given.split()
    tail = len(given_words)
    while tail > 1 and given_words[tail - 1].lower() in _PARTICLES and given_words[tail - 1][0].islower():
        tail -= 1
    if tail < len(given_words) and not particle:
        particle, given = " ".join(given_words[tail:]), " ".join(given_words[:tail])
    return Name(family=" ".join(words[cut:]), given=given, particle=particle, suffix=suffix)
