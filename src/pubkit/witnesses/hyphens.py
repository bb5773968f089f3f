"""A hyphen that the extractor dropped with a line end: the text itself has the word with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pubkit.engines.frequencies import commonness
from pubkit.engines.language import language_of
from pubkit.witnesses.edits import Edit
from pubkit.witnesses.urls import URL

__all__ = ["dropped_hyphens"]

_HYPHENED = re.compile(r"(?<![\w/.-])[^\W\d_]{2,}(?:-[^\W\d_]{2,})+(?![\w/-])")
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]{5,}(?![\w/-])")
_KNOWN = 1.0
"""Zipf frequency from which on a word counts as one."""


def dropped_hyphens(text: str) -> Iterator[Edit]:
    """Put the hyphen back into a word that is no word without it and stands in the text with it.

    Not where a hyphen stands at a line end: that one may be the line's.
    """
    with_hyphen: dict[str, str] = {}
    often: Counter[str] = Counter()
    for match in _HYPHENED.finditer(text):
        plain = match.group().replace("-", "").casefold()
        with_hyphen.setdefault(plain, match.group())
        often[plain] += 1
    if not with_hyphen:
        return
    language = language_of(text) or "en"
    addresses = [match.span() for match in URL.finditer(text)]
    words = [match for match in _WORD.finditer(text) if match.group().casefold() in with_hyphen]
    counts = Counter(match.group().casefold() for match in words)
    for match in words:
        word = match.group()
        if (
            counts[word.casefold()] > max(2, often[word.casefold()] // 4)
            or commonness(word, language) >= _KNOWN
            or (any(map(str.isupper, word[1:])) and not word.isupper())
        ):
            continue  # often so, known so, or a name in CamelCase: the author means it
        if any(start <= match.start() < end for start, end in addresses):
            continue
        at = match.start()
        for part in with_hyphen[word.casefold()].split("-")[:-1]:
            at += len(part)
            yield Edit(at, at, "-", f"the text has {with_hyphen[word.casefold()]!r}", 0.9)
