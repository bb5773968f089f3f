"""Unicode collation for sort keys (UCA with DUCET, punctuation not ignored), through pyuca.

"Sorting is case-insensitive": keys are case-folded first. pyuca reads its whole table, a tenth of a second,
so it is loaded only for texts that the small table of `collation_table` does not cover. Keys of both ways
are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from .collation_table import ELEMENTS

__all__ = ["collation_key"]

_MARKED_I = re.compile("\u0438[\u0300-\u036f]")
Element = tuple[int, int, int]


@lru_cache(maxsize=1)
def _small_table() -> dict[str, str]:
    """The elements as they are printed in the table, by the code point as it is printed there."""
    return dict(entry.split(":") for entry in ELEMENTS.split())


@cache
def _elements(char: str) -> tuple[Element, ...]:
    """Raises KeyError for a character that is not in the small table."""
    printed = _small_table()[f"{ord(char):x}"]
    return tuple((int(a, 16), int(b, 16), int(c, 16)) for a, b, c in (e.split(".") for e in printed.split(",")))


@lru_cache(maxsize=1)
def _collator() -> Any:
    from pyuca.collator import Collator_10_0_0

    return Collator_10_0_0()


@lru_cache(maxsize=65536)
def collation_key(text: str) -> tuple[int, ...]:
    """A key by which texts sort as readers expect."""
    folded = unicodedata.normalize("NFD", text.casefold())
    if "\u0438" in folded:
        # The one contraction of these scripts; another mark between the two is left to the whole algorithm.
        folded = folded.replace("\u0438\u0306", "\u0439")
        if _MARKED_I.search(folded):
            return tuple(_collator().sort_key(unicodedata.normalize("NFD", folded)))
    try:
        elements = [element for char in folded for element in _elements(char)]
    except KeyError:
        return tuple(_collator().sort_key(unicodedata.normalize("NFD", folded)))
    key: list[int] = []
    for level in range(3):
        key.extend(element[level] for element in elements if element[level])
        key.append(0)
    return tuple(key)
