"""What kind of difference two readings are, and which of them to choose."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from pubkit.engines.frequencies import commonness
from pubkit.model.apparatus import VariantKind

__all__ = ["Choice", "choose", "kind_of"]

Choice = tuple[bool, str, float]
"""Whether the copy-text's reading stands, why, and how sure that is."""

_APART = re.compile(r"[\W_]+")


def kind_of(one: str, two: str) -> VariantKind:
    """The kind of difference between two readings."""
    if not one.strip() or not two.strip():
        return VariantKind.OMISSION
    first, second = _APART.sub("", one).casefold(), _APART.sub("", two).casefold()
    if first == second:
        return VariantKind.HYPHEN
    a, b = one.casefold().split(), two.casefold().split()
    if Counter(a) == Counter(b):
        return VariantKind.ORDER
    if len(a) == len(b) and fuzz.ratio(first, second) >= 60:
        return VariantKind.SPELLING
    return VariantKind.WORDING


_SPLIT_WORD = re.compile(r"(?P<first>[^\W\d_]+)[-\N{SOFT HYPHEN}]\s*(?P<inside>\S.*)\s(?P<second>[^\W\d_]+)", re.DOTALL)
"""A word cut by a line end with other text between its halves."""


def choose(kind: VariantKind, one: str, two: str, vocabulary: Counter[str]) -> Choice:
    """Whether the copy-text's reading `one` stands against `two`; words are judged by both witnesses' own use."""
    cut = _SPLIT_WORD.fullmatch(one)
    if cut and (cut["first"] + cut["second"]).casefold() == two.strip().casefold():
        return False, f"other text stands inside the word {two!r}", 0.9
    if kind not in (VariantKind.HYPHEN, VariantKind.SPELLING):
        return True, "the copy-text stands where the other reading is not plainly better", 0.7
    ours, theirs = _merit(one, vocabulary), _merit(two, vocabulary)
    if theirs > ours + 1.5:
        return False, f"{two!r} is a word, {one!r} is not one that the text or the language knows", 0.85
    return True, "the copy-text's form is as good a word", 0.8


def _merit(reading: str, vocabulary: Counter[str]) -> float:
    """How well the words of a reading are known: the least of them counts."""
    parts = [part for part in re.split(r"[\s\-–/]+", reading.casefold()) if part]
    known = [commonness(part) + min(2.0, 0.5 * (vocabulary[part] - 1)) for part in parts if part.isalpha()]
    return min(known, default=0.0)
