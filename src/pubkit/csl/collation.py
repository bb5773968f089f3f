"""Unicode collation for sort keys, through pyuca (UCA, DUCET, non-ignorable).

"Sorting is case-insensitive": keys are case-folded first. pyuca takes a tenth of a second to load, so it is
loaded only when there is something to sort."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["collation_key"]


@lru_cache(maxsize=1)
def _collator() -> object:
    import pyuca

    return pyuca.Collator()


@lru_cache(maxsize=65536)
def collation_key(text: str) -> tuple[int, ...]:
    """A key by which texts sort as readers expect."""
    return tuple(_collator().sort_key(text.casefold()))  # type: ignore[attr-defined]
