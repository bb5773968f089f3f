"""Proper nouns in titles: which words must keep their capitals when a style sets titles in sentence case.

CSL 1.0.2 writes them as `<span class="nocase">`. A title that is itself in sentence case shows its proper nouns; in a
headline-case title the article's own body is the lexicon: a word that the body writes with a capital inside sentences,
and never without, is a name. Letters in the middle of a word, digits and all-capital words keep their case anyway.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pubkit.records import dataclass

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
    phrases: frozenset[tuple[str, str]] = frozenset()
    """Pairs of neighbours that are always capitalised inside sentences, though each may be an ordinary word."""


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """The proper nouns of running text."""
    inside: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    plain_pairs: set[tuple[str, str]] = set()
    for text in texts:
        text = _ADDRESS.sub(" ", text)
        starts = {match.end() for match in _SENTENCE_BREAK.finditer(text)}
        before: re.Match[str] | None = None
        for match in _WORD.finditer(text):
            word = _stem(match[0])
            if before is not None and text[before.end() : match.start()] == " " and before.start() not in starts:
                pair = (_stem(before[0]), word)
                capitals = pair[0][:1].isupper() and word[:1].isupper()
                (pairs if capitals else plain_pairs).add(pair if capitals else _folded(pair))
            before = match
            if word[:1].islower():
                lower[word.lower()] += 1
            elif match.start() not in starts and word[:1].isupper():
                inside[word] += 1
    names = frozenset(
        word for word, count in inside.items() if lower[word.lower()] == 0 or count > 8 * lower[word.lower()]
    )
    phrases = frozenset(pair for pair in pairs if _folded(pair) not in plain_pairs)
    return Lexicon(names, frozenset(lower) - frozenset(word.lower() for word in names), phrases)


def _folded(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].lower(), pair[1].lower()


def _stem(word: str) -> str:
    return re.sub(r"[’']s$", "", word)


def protect(title: str, lexicon: Lexicon) -> str:
    """The title with `<span class="nocase">` around what must keep its case."""
    words = list(_WORD.finditer(title))
    headline = _is_headline(title, words)
    starts = _starts(title)
    marks: list[tuple[int, int]] = []
    for index, match in enumerate(words):
        if not _is_protected(match[0], index in _first(words, starts), headline, lexicon) and not (
            headline and _is_part_of_name(words, index, title, lexicon)
        ):
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


_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})
_ADDRESSES = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "professor", "sir", "lord", "lady", "saint", "st", "president", "ambassador",
     "minister", "king", "queen", "pope", "general", "captain"}
)  # fmt: skip
"""Titles of address: the capitalised words behind them are a name."""


def _is_part_of_name(words: list[re.Match[str]], index: int, title: str, lexicon: Lexicon) -> bool:
    """In headline capitals: part of a phrase that the body writes as a name, of "Central X", or of "Mr. X Y"."""
    word = _stem(words[index][0])
    if not word[:1].isupper():
        return False
    following = _stem(words[index + 1][0]) if _adjoin(words, index, title) else ""
    leading = _stem(words[index - 1][0]) if index and _adjoin(words, index - 1, title) else ""
    if (word, following) in lexicon.phrases or (leading, word) in lexicon.phrases:
        return True
    if word.lower() in _COMPASS and following in lexicon.names:
        return True
    return _is_addressed(words, index, title) or (word.lower() in _ADDRESSES and following[:1].isupper())


def _adjoin(words: list[re.Match[str]], index: int, title: str) -> bool:
    """Whether nothing but a space, or the stop of an abbreviation, is between a word and the next."""
    return index + 1 < len(words) and title[words[index].end() : words[index + 1].start()] in (" ", ". ")


def _is_addressed(words: list[re.Match[str]], index: int, title: str) -> bool:
    """Whether a title of address stands before the word, over other capitalised words."""
    while index and _adjoin(words, index - 1, title):
        index -= 1
        if words[index][0].lower() in _ADDRESSES:
            return True
        if not words[index][0][:1].isupper():
            return False
    return False


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
        return True  # NATO, DNA-based, McDonald
    if len(stem) == 1 and stem.isupper() and stem not in "AI":
        return True  # vitamin C, H.E.
    if not stem[:1].isupper():
        return False
    if _ROMAN.match(stem) and len(stem) > 1:
        return True
    if first or headline:
        return stem in lexicon.names and stem.lower() not in _SMALL
    return len(stem) > 1 and stem.lower() not in lexicon.common
