"""The outer shapes of names: initials, given names, one person's name.

In: a piece of a printed list of names. Out: whether it looks like that; by its letters and by the lists of names.
"""

from __future__ import annotations

import re

from pubkit.references.cues import ORGANISATION_WORDS, PARTICLES, fold
from pubkit.references.gazetteers import gazetteers

__all__ = ["PARTICLE_WORDS", "PREPOSITIONS", "UPPER", "is_given_like", "is_initials", "is_personal"]

UPPER = r"A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁΑ-ΩƏȘȚẞ"
_INITIALS = re.compile(
    rf"(?:(?:[{UPPER}][a-zà-ÿ]?\s?\.\s?-?\s?)+(?:[{UPPER}]\b)?|[{UPPER}](?:[\s-]?[{UPPER}]){{0,3}}\.?|[{UPPER}]{{1,4}}\.?|"
    rf"(?:[{UPPER}][a-z]?\.?[\s-]*){{1,4}})$"
)
PARTICLE_WORDS = frozenset(PARTICLES)
PREPOSITIONS = frozenset(
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


def is_initials(text: str) -> bool:
    """Whether a string is initials; a short family name (Bi, Wu, CRUZ) is none."""
    if not _INITIALS.match(text):
        return False
    return "." in text or not (re.fullmatch(r"[^\W\d_][a-zà-ÿ]", text) or re.fullmatch(r"[^\W\d_]{4,}", text))


def is_personal(text: str) -> bool:
    """Whether a piece has the outer shape of one person's name."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 6:
        return False
    if any(fold(word) in ORGANISATION_WORDS or fold(word) in PREPOSITIONS - PARTICLE_WORDS for word in words):
        return False
    if _INITIALS.search(words[-1].strip("()")) or is_initials(words[0]):
        return True
    names = gazetteers()
    return len(words) >= 2 and (
        fold(words[0]) in names.given or fold(words[-1]) in names.family or fold(words[-1]) in names.given
    )


def is_given_like(text: str) -> bool:
    """Initials, or words that are known given names."""
    if is_initials(text):
        return True
    words = re.sub(r"[\"“”'‘’()]", "", text).split()
    names = gazetteers()
    return (
        bool(words)
        and len(words) <= 4
        and (
            all(
                set(fold(word).split()) <= names.given or is_initials(word) or word.lower() in PARTICLE_WORDS
                for word in words
            )
            or (
                fold(words[0]) in names.given
                and len(words) <= 3
                and (len(words) == 1 or fold(words[-1]) not in names.family - names.given)
            )
        )
    )
