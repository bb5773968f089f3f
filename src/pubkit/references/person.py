"""One person's name: family, given, particle, suffix, whichever way round it is printed.

With a comma the family name stands first; without one initials, capitals, particles and the order of the list tell.
"""

from __future__ import annotations

import re

from pubkit.model import Name
from pubkit.references.cues import SUFFIXES, alternatives, fold
from pubkit.references.gazetteers import gazetteers
from pubkit.references.name_shapes import PARTICLE_WORDS, UPPER, is_initials

__all__ = ["read_person"]

_SUFFIX = re.compile(rf"[\s,]+({alternatives(SUFFIXES)})\.?$", re.IGNORECASE)


def read_person(printed: str, order: str) -> tuple[Name, float]:
    """The name and how sure the split is; `order` is that of the list: direct, inverted or unknown ("")."""
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
    capitals = next((i for i, word in enumerate(words) if not word.isupper()), 0)
    if capitals > 1 and words[0].lower() in PARTICLE_WORDS and len(words[1]) > 2:  # DE MONS Rodolphe
        return _named(" ".join(words[:capitals]), " ".join(words[capitals:]), suffix), 0.85
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
