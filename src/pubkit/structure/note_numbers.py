"""The numbers of notes: what a mark counts to."""

from __future__ import annotations

import re

__all__ = ["roman", "value_of"]

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"[ivxlc]{1,7}")


def roman(text: str) -> int:
    """The value of a Roman numeral, in letters of either case."""
    values = [_VALUES[char] for char in text.casefold()]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def value_of(label: str) -> int:
    """What a label counts to: a number's value, a Roman numeral's from two letters on, a letter's place; a sign has 0.

    A single `i` is the ninth letter or the first numeral: the first, because notes begin with 1.
    """
    if label.isdigit():
        return int(label)
    if _ROMAN.fullmatch(label) and (len(label) > 1 or label in "ivx"):
        return roman(label)
    return ord(label) - ord("a") + 1 if len(label) == 1 and "a" <= label <= "z" else 0
