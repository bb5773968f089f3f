"""Proper nouns in titles: which words must keep their capitals when a style sets titles in sentence case.

CSL 1.0.2 writes them as `<span class="nocase">`. A title that is itself in sentence case shows its proper nouns; in a
headline-case title the article's own body is the lexicon: a word that the body writes with a capital inside sentences,
and never without, is a name. Letters in the middle of a word, digits and all-capital words keep their case anyway.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Lexicon", "lexicon_of", "protect"]

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
_SENTENCE_BREAK = re.compile(r"[.!?:;]['’”\")\]]*\s+|[“‘\"(\[]\s*|\n|^")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "but",
        "or",
        "nor",
        "for",
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "as",
        "with",
        "from",
        "into",
        "over",
        "under",
        "between",
        "through",
        "during",
        "vs",
        "via",
        "its",
        "their",
        "his",
        "her",
        "is",
        "are",
        "was",
        "be",
    ]
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ROMAN = re.compile(r"[IVXLC]+$")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What running text shows about capitals."""

    names: frozenset[str] = frozenset()
    """Words (as printed) that are always capitalised inside sentences."""
    common: frozenset[str] = frozenset()
    """Words that stand there in lower case."""


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """The proper nouns of running text."""
    inside: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        text = _ADDRESS.sub(" ", text)
        starts = {match.end() for match in _SENTENCE_BREAK.finditer(text)}
        for match in _WORD.finditer(text):
            word = _stem(match[0])
            if word[:1].islower():
                lower[word.lower()] += 1
            elif match.start() not in starts and word[:1].isupper():
                inside[word] += 1
    names = frozenset(
        word for word, count in inside.items() if lower[word.lower()] == 0 or count > 8 * lower[word.lower()]
    )
    return Lexicon(names, frozenset(lower) - frozenset(word.lower() for word in names))


def _stem(word: str) -> str:
    return re.sub(r"[’']s$", "", word)


def protect(title: str, lexicon: Lexicon) -> str:
    """The title with `<span class="nocase">` around what must keep its case."""
    words = list(_WORD.finditer(title))
    headline = _is_headline(title, words)
    starts = _starts(title)
    marks: list[tuple[int, int]] = []
    for index, match in enumerate(words):
        if not _is_protected(match[0], index in _first(words, starts), headline, lexicon):
            continue
        start, end = match.span()
        if marks and title[marks[-1][1] : start] in (" ", "-", "–", "/", "’"):
            start = marks.pop()[0]
        marks.append((start, end))
    out: list[str] = []
    last = 0
    for start, end in marks:
        out += (title[last:start], '<span class="nocase">', title[start:end], "</span>")
        last = end
    return "".join(out) + title[last:]


def _starts(title: str) -> set[int]:
    return {0} | {match.end() for match in re.finditer(r"[:?!.–—]\s+|[“‘«\"(]", title)}


def _first(words: list[re.Match[str]], starts: set[int]) -> set[int]:
    return {index for index, word in enumerate(words) if word.start() in starts or index == 0}


def _is_headline(title: str, words: list[re.Match[str]]) -> bool:
    """Whether the ordinary words of the title have capitals."""
    first = _first(words, _starts(title))
    long = [
        word[0]
        for index, word in enumerate(words)
        if index not in first and word[0][0].isalpha() and word[0].lower() not in _SMALL and len(word[0]) > 3
    ]
    return len(long) > 0 and sum(word[0].isupper() for word in long) > 0.75 * len(long) and not (len(long) < 2)


def _is_protected(word: str, first: bool, headline: bool, lexicon: Lexicon) -> bool:
    stem = _stem(word)
    if len(stem) > 1 and any(char.isupper() for char in stem[1:]):
        return True  # ECO, JF-17, McDonald
    if not stem[:1].isupper():
        return False
    if _ROMAN.match(stem) and len(stem) > 1:
        return True
    if first or headline:
        return stem in lexicon.names and stem.lower() not in _SMALL
    return len(stem) > 1 and stem.lower() not in lexicon.common
