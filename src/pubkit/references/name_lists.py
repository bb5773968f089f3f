"""A printed list of names cut into names: at semicolons, at "and" in many languages, at the commas between names.

In: a text and the span of the list in it. Out: spans, one a name. A comma inside a name ("Family, Given") is told from
one between names by what stands around it; an "and" inside an organisation's name is no separator.
"""

from __future__ import annotations

import re

from pubkit.references.cues import AND_WORDS, ORGANISATION_WORDS, SUFFIXES, alternatives, fold
from pubkit.references.gazetteers import gazetteers
from pubkit.references.name_shapes import PARTICLE_WORDS, UPPER, is_given_like, is_initials, is_personal
from pubkit.references.organisations import is_organisation

__all__ = ["split_names"]

_AND = re.compile(
    rf"\s*,?\s+(?:{alternatives(word for word in AND_WORDS if word not in ('with', 'a'))})\s+(?=[{UPPER}«\"'‘a-z])|\s*&\s*|\s+[–—-]\s+(?=[{UPPER}])|\s+/\s+|(?<=[\w.])/(?=[{UPPER}])"  # noqa: E501
)
_COMMA = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e|&)\s+)?")
_SEMICOLON = re.compile(r"\s*;\s*(?:(?:and|und|et|y|e|&)\s+)?")


def split_names(text: str, start: int, end: int, url: str) -> list[tuple[int, int]]:
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
    if all(is_personal(part) for part in parts):
        return True
    words = fold(text).split()
    if any(word in ORGANISATION_WORDS for word in words):
        return False
    return all(
        1 <= len(part.split()) <= 4
        and all(word[0].isupper() or word.lower() in PARTICLE_WORDS for word in part.split())
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
    if left.split() and is_initials(left.split()[-1]):
        return False
    behind = text[match.end() + len(right) : end].lstrip(" ,").split(",")[0].strip(" .")
    if "," in text[start : match.start()] and len(right.split()) < 3 and is_given_like(behind):
        return False  # "Family, Given y Family, Given"
    if word in ("y", "e", "i", "-", "–", "en", "a") and not is_personal(right):
        return True
    if is_personal(left) and is_personal(right):
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
    return bool(re.search(r"\b(?:of|for|on|de|für|des|pour|para|di)\b", left)) or not is_personal(left)


_STOP_BETWEEN = re.compile(r"(?<=[a-zà-ÿ])\.\s+(?=(?-i:[A-ZÀ-Þ][A-ZÀ-Þ’'-]+),\s)")
"""LEROY, Jeanne. DUPONT, Anne"""


def _split_commas(text: str, start: int, end: int, url: str) -> list[tuple[int, int]]:
    if stop := _STOP_BETWEEN.search(text, start, end):
        return [
            *_split_commas(text, start, stop.start(), url),
            *_split_commas(text, stop.end(), end, url),
        ]
    parts = _cut(text, start, end, _COMMA)
    if len(parts) <= 1:
        return parts
    strings = [text[first:last].strip() for first, last in parts]
    if (
        len(strings) == 2
        and is_organisation(f"{strings[0]}, {strings[1]}", url) >= 0.5
        and not is_given_like(strings[1])
    ):
        return [(start, end)] if not is_personal(strings[0]) or not is_personal(strings[1]) else parts
    pieces: list[tuple[int, int]] = []
    index = 0
    direct = len(strings) > 2 and all(len(string.split()) >= 2 and not is_initials(string) for string in strings)
    while index < len(parts):
        last = index
        if index + 2 < len(parts) and fold(strings[index + 1]) in _SUFFIX_FOLDS and is_given_like(strings[index + 2]):
            last = index + 2
        elif index + 1 < len(parts) and not direct and _inverted(strings, index):
            last = index + 1
        if last + 1 < len(parts) and fold(strings[last + 1]) in _SUFFIX_FOLDS:
            last += 1
        pieces.append((parts[index][0], parts[last][1]))
        index = last + 1
    return pieces


_SUFFIX_FOLDS = frozenset(fold(suffix) for suffix in SUFFIXES)


def _is_direct_pair(words: list[str], following: str) -> bool:
    """Whether both sides of a comma are "Given Middle Family": three words here, there a given and a family name."""
    names = gazetteers()
    other = following.split()
    return (
        len(words) == 3
        and len(other) >= 2
        and not any(word.lower() in PARTICLE_WORDS for word in (*words, other[-1]))
        and fold(other[0]) in names.given
        and fold(other[-1]) not in names.given
        and not is_initials(other[-1])
    )


def _inverted(strings: list[str], index: int) -> bool:
    """Whether the comma behind this piece stands inside one name: "Family, Given"."""
    here, following = (
        re.sub(rf"\s(?!(?-i:SR|JR))(?:{alternatives(SUFFIXES)})$", "", strings[index], flags=re.IGNORECASE),
        strings[index + 1],
    )
    if is_initials(here.split()[-1]) and len(here.split()) > 1:
        return False  # "Family I." needs no comma
    if is_initials(following):
        return not (is_initials(here) and ("." in here or len(here) == 1))  # KAM, J. B.
    words = here.split()
    if is_initials(words[0]) and len(words) > 1:
        return False  # "I. Family"
    if _is_direct_pair(words, following):
        return False
    if index and min(len(words), len(following.split())) > 1 and words[0].lower() not in PARTICLE_WORDS:
        return False  # behind "Family, Given" further names stand in their usual order
    if len(words) > 3 and not any(word.lower() in PARTICLE_WORDS for word in words):
        return False
    names = gazetteers()
    if (
        len(words) >= 2
        and fold(words[0]) in names.given
        and words[0].lower() not in PARTICLE_WORDS
        and (
            len(following.split()) >= 2
            and not is_initials(following.split()[-1])
            and fold(following.split()[0]) in names.given
            and (fold(words[-1]) not in names.given)
        )
    ):
        return False  # "Given Family, Given Family"
    if len(words) == 1 or any(word.lower() in PARTICLE_WORDS for word in words[:-1]) or here.isupper():
        return len(following.split()) <= 4
    if len(following.split()) == 1 or is_initials(following.split()[-1]) or is_given_like(following):
        # Two-word family name before a given name: "García Márquez, Gabriel".
        return index == 0 or fold(words[0]) not in names.given
    return index == 0 and len(strings) == 2 and len(words) <= 2 and fold(words[0]) not in names.given
