"""Citation keys: family and year, readable, ascii, stable.

A work that an earlier bibliography already knows keeps the key that it has there, renamed or not; a new one takes the
next free letter. Letters are given in the order of first cite, to all works that share family and year.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pubkit.model import Bibliography, Date, DateRange, Entry
from pubkit.references.cues import fold

__all__ = ["Keys", "base_key", "give_keys"]

_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџ", (
    ["a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "yi", "ye", "g", "u", "dj", "j", "lj", "nj", "c", "dz"]), strict=False))  # fmt: skip  # noqa: E501
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_SKIP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "le",
        "la",
        "les",
        "der",
        "die",
        "das",
        "el",
        "il",
        "los",
        "las",
        "de",
        "des",
        "du",
        "und",
        "et",
        "y",
        "e",
        "for",
        "on",
        "in",
    ]
)


def ascii_word(text: str) -> str:
    """Letters and digits in ascii, lower case; Cyrillic and Greek transliterated, other scripts by their sound names dropped."""  # noqa: E501
    letters = "".join(_CYRILLIC.get(char, _GREEK.get(char, char)) for char in fold(text))
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", plain)


def base_key(entry: Entry) -> str:
    """Family (or the short name of a body, or a title word) and year."""
    names = entry.names.get("author") or entry.names.get("editor") or ()
    if entry.type == "legal_case" and not names and not re.search(r"\sv\.?\s", entry.text("title")):
        stem = ascii_word(re.split(r"[\s,]", entry.text("authority"))[0]) or ascii_word(entry.text("title"))[:16]
        if "issued" in entry.dates and not entry.text("authority"):  # "STC 12/2008, de 29 de enero"
            stem = ascii_word(entry.text("title").split(" ")[0]) or stem
    elif names and names[0].family:
        stem = ascii_word(names[0].family)
    elif names:
        stem = _body(names[0].literal)
    else:
        words = [
            word for word in fold(entry.text("title") or entry.text("container-title")).split() if word not in _SKIP
        ]
        stem = ascii_word(words[0]) if words else ""
        if stem.isdigit():  # "33 U.S.C. § 403"
            stem = "".join(ascii_word(word) for word in words[1:4] if not word.isdigit()) + stem
    date = entry.dates.get("issued")
    date = date.start if isinstance(date, DateRange) else date
    year = str(date.year) if isinstance(date, Date) and date.year else ""
    return (stem or "work") + year


def _body(name: str) -> str:
    words = [word for word in fold(name).split() if word not in _SKIP]
    if len(words) > 3:
        return "".join(ascii_word(word)[:1] for word in words) or "work"
    key = ""
    for word in words:
        if key and len(key) + len(word) > 20:
            break
        key += ascii_word(word)
    return key[:24]


def give_keys(entries: Sequence[Entry], fixed: Sequence[str | None], known: Bibliography | None = None) -> list[str]:
    """One key for each entry; `fixed` has the key of those that an earlier bibliography knows."""
    taken = {key for key in fixed if key} | {entry.key for entry in (known.entries if known else ())}
    bases = [base_key(entry) for entry in entries]
    clashes = Counter(base for base, key in zip(bases, fixed, strict=True) if key is None)
    keys: list[str] = []
    for base, key in zip(bases, fixed, strict=True):
        if key is None:
            family = [other for other in taken if re.fullmatch(re.escape(base) + "[a-z]{0,2}", other)]
            key = base if clashes[base] == 1 and not family else _lettered(base, taken)
            taken.add(key)
        keys.append(key)
    return keys


class Keys:
    """Keys for entries that come one by one: a key that was given stays, a second of the kind gets a letter."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, entry: Entry) -> str:
        """A key that no entry before has."""
        base = base_key(entry)
        key = base if base not in self._taken else _lettered(base, self._taken)
        self._taken.add(key)
        return key


def _lettered(base: str, taken: set[str]) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    tails = list(letters) + [first + second for first in letters for second in letters]
    return next((base + tail for tail in tails if base + tail not in taken), f"{base}-{len(taken)}")
