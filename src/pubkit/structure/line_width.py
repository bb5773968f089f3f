"""How wide a line is, in units of an average letter of a book face: room at its end tells where paragraphs end."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["width"]

_NARROW = frozenset("iljtfrI.,;:!'’‘|()[]-­ ")
_WIDE = frozenset("mwMWOQGDHNUCKXYVA@%—–…")


@lru_cache(maxsize=1 << 16)
def width(text: str) -> float:
    """The estimated width of a text; an average small letter has 1."""
    narrow = sum(char in _NARROW for char in text)
    wide = sum(char in _WIDE for char in text)
    return len(text) - 0.42 * narrow + 0.45 * wide
