"""Word lists made from the training data by `pubkit.references.training`: given names, family names, common words.

They ship as one text file beside the model and are read when first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pubkit.records import dataclass

__all__ = ["Gazetteers", "gazetteers", "read_gazetteers"]


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """Folded words by kind."""

    given: frozenset[str] = frozenset()
    """Given names of persons."""
    family: frozenset[str] = frozenset()
    """Family names of persons."""
    common: frozenset[str] = frozenset()
    """Words that titles print in lower case."""
    places: frozenset[str] = frozenset()
    """Places of publication."""
    publishers: frozenset[str] = frozenset()
    """Words of publishers' names."""
    containers: frozenset[str] = frozenset()
    """Words of journals' names."""


def read_gazetteers(text: str) -> Gazetteers:
    """The lists of a `gazetteers.txt`."""
    kinds: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(":")
            kinds[kind] = frozenset(words.split())
    return Gazetteers(**kinds)


@cache
def gazetteers() -> Gazetteers:
    """The shipped lists."""
    return read_gazetteers((files("pubkit.references") / "gazetteers.txt").read_text(encoding="utf-8"))
