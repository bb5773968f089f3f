"""Word lists from the labels of the training data: deterministic, counted, nothing typed in by hand."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable
from typing import Any

from pubkit.references.cues import ORGANISATION_WORDS, PARTICLES, fold

__all__ = ["make_word_lists", "render"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NOT_NAMES = (
    frozenset(PARTICLES)
    | ORGANISATION_WORDS
    | {"and", "ed", "eds", "al", "id", "cit", "the", "for", "of", "in", "ibid"}
)
Counter = collections.Counter


def make_word_lists(rows: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """The lists of `Gazetteers` by kind, sorted."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    common: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    places: Counter[str] = Counter()
    publishers: Counter[str] = Counter()
    containers: Counter[str] = Counter()
    for row in rows:
        _count_names(row, given, family)
        for segment, label in row.get("labels") or ():
            words = _WORD.findall(segment)
            if label == "title":
                for word in words[1:]:
                    (common if word.islower() else capital)[fold(word)] += 1
            elif label in ("location", "publicationplace"):
                places.update({fold(word) for word in words if len(word) > 2})
            elif label == "publisher":
                publishers.update({fold(word) for word in words if len(word) > 2})
            elif label == "journal":
                containers.update({fold(word) for word in words if len(word) > 1})
    return {
        "given": sorted(
            word for word, n in given.items() if n >= 2 and n * 4 >= family[word] and common[word] < 20 * n
        ),
        "family": sorted(
            word for word, n in family.items() if n >= 2 and n * 4 >= given[word] and common[word] < 4 * n
        ),
        "common": sorted(word for word, n in common.items() if n >= 3 and len(word) > 2 and n >= capital[word] / 6),
        "places": sorted(word for word, n in places.items() if n >= 3),
        "publishers": sorted(word for word, n in publishers.items() if n >= 3),
        "containers": sorted(word for word, n in containers.items() if n >= 3),
    }


def _count_names(row: dict[str, Any], given: Counter[str], family: Counter[str]) -> None:
    for role in ("author", "editor"):
        for name in row["gold"].get(role) or ():
            if " ." in row["text"] or not isinstance(name, dict):
                continue
            for word in _WORD.findall(name.get("given") or ""):
                if len(word) > 2 and word[0].isupper() and fold(word) not in _NOT_NAMES:
                    given[fold(word)] += 1
            for word in _WORD.findall(name.get("family") or ""):
                if len(word) > 1 and word[0].isupper() and fold(word) not in _NOT_NAMES:
                    family[fold(word)] += 1


def render(lists: dict[str, list[str]]) -> str:
    """The text of `gazetteers.txt`."""
    head = "# Made by pubkit.references.training from the training data; licences in NOTICE.txt beside this file.\n"
    return head + "".join(f"{kind}:{' '.join(words)}\n" for kind, words in lists.items())
