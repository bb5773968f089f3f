"""What synthetic references are made of: people, titles and journals, taken from the labels of the training rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pubkit.model import Name
from pubkit.records import dataclass, field
from pubkit.references.names import read_names
from pubkit.references.training.corpus import examples_of

__all__ = ["LANGUAGES", "Pools", "make_pools"]

LANGUAGES = ("en", "de", "fr", "es", "pt", "it")


@dataclass(slots=True)
class Pools:
    """What the entries are made of."""

    people: list[Name] = field(default_factory=list)
    titles: dict[str, list[str]] = field(default_factory=dict)
    books: dict[str, list[str]] = field(default_factory=dict)
    journals: list[str] = field(default_factory=list)


def make_pools(rows: Iterable[dict[str, Any]]) -> Pools:
    """Names, titles and journals from the rows' labels."""
    pools = Pools()
    for row in rows:
        language = row["lang"] if row["lang"] in LANGUAGES else ""
        linked = str(row["source"]).startswith("linkedbooks")
        for example in examples_of([row]):
            for start, end, label in example.segments:
                _gather(pools, example.text[start:end], label, language, linked, row["gold"].get("type"))
    return pools


def _gather(pools: Pools, printed: str, label: str, language: str, linked: bool, kind: str | None) -> None:
    if label == "author" and not linked:
        for read in read_names(printed).names:
            if read.name.family and read.name.given and read.sure > 0.85 and len(read.name.family.split()) < 3:
                pools.people.append(read.name)
    elif label == "title" and language:
        title = re.sub(r"</?\w+>", "", printed).strip(" .,;:“”\"«»‘’'")
        if 8 < len(title) < 180 and not re.search(r"[“”\"«»<>\]\[]|https?:| ['’.,:;-] |^(?:zit|in)\b|\($", title):
            book = kind == "book"
            (pools.books if book else pools.titles).setdefault(language, []).append(title)
            if not book and len(title) < 90:
                pools.books.setdefault(language, []).append(title)
            elif book:
                pools.titles.setdefault(language, []).append(title)
    elif label == "container" and kind == "article-journal":
        journal = re.sub(r"</?\w+>", "", printed).strip(' .,;:()“”"«»')
        if 2 < len(journal) < 70 and not re.match(r"(?i)in\b", journal):
            pools.journals.append(journal)
