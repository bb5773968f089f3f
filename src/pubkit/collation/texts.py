"""All texts of an article, each character once, and the texts that are most alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from pubkit.model.article import (
    Article,
    Block,
    Call,
    CiteGroup,
    Inline,
    ListBlock,
    Note,
    PullQuote,
    Verbatim,
    Verse,
)
from pubkit.model.text import TracedText

__all__ = ["Likeness", "block_texts", "every_text", "folded", "grams_of", "note_text", "note_texts"]

T = TypeVar("T")

_APART = re.compile(r"[\W_]+")
_ANY_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]{3,}")
_GRAM = 4
_CANDIDATES = 4
"""Texts that are compared letter by letter: those that share the rarest words."""


def folded(text: str) -> str:
    """Letters and figures alone, for telling whether two texts say the same."""
    return _APART.sub("", text).casefold()


def every_text(article: Article) -> Iterator[TracedText]:
    """All texts of an article but what it has set aside."""
    yield from article.front.texts()
    for block in article.blocks:
        yield from block_texts(block)
    for note in article.notes:
        yield from note_texts(note)
    yield from article.references
    if article.references_heading:
        yield article.references_heading


def block_texts(block: Block) -> Iterator[TracedText]:
    """The texts of a block and the marks of its calls."""
    match block:
        case Verbatim() | PullQuote():
            yield block.text
        case Verse():
            for line in block.lines:
                yield from _inline_texts(line)
        case ListBlock():
            for item in block.items:
                yield from _inline_texts(item)
            yield from block.marks
        case _:
            yield from _inline_texts(block.content)


def note_texts(note: Note) -> Iterator[TracedText]:
    """The mark and the texts of a note."""
    yield note.mark
    for paragraph in note.paragraphs:
        yield from _inline_texts(paragraph)


def note_text(note: Note) -> str:
    """The text of a note, without its mark."""
    return " ".join(text.text for paragraph in note.paragraphs for text in _inline_texts(paragraph) if text.text)


def _inline_texts(content: Sequence[Inline]) -> Iterator[TracedText]:
    for inline in content:
        match inline:
            case Call():
                yield inline.mark
            case CiteGroup():
                yield inline.source
            case _:
                yield inline.text


def grams_of(texts: Iterable[TracedText]) -> set[tuple[str, ...]]:
    """All runs of four words of the texts."""
    grams: set[tuple[str, ...]] = set()
    for text in texts:
        words = [word.casefold() for word in _ANY_WORD.findall(text.text)]
        grams.update(tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1))
    return grams


class Likeness(Generic[T]):
    """Finds the most alike of many texts without comparing each with each."""

    def __init__(self, items: Sequence[T], text: Callable[[T], str]) -> None:
        self._items = items
        self._texts = [text(item)[:400] for item in items]
        self._index: dict[str, list[int]] = {}
        for number, one in enumerate(self._texts):
            for word in set(_WORD.findall(one.casefold())):
                self._index.setdefault(word, []).append(number)

    def best(self, text: str) -> tuple[T | None, float]:
        """The most alike text and how alike it is, from 0 to 100."""
        text = text[:400]
        shared: Counter[int] = Counter()
        rare = sorted(
            (word for word in set(_WORD.findall(text.casefold())) if word in self._index),
            key=lambda word: (len(self._index[word]), word),
        )
        for word in rare[:12]:
            for number in self._index[word][:50]:
                shared[number] += 1
        scored = [(fuzz.ratio(self._texts[n], text), -n) for n, _ in shared.most_common(_CANDIDATES)]
        if not scored:
            return None, 0.0
        score, number = max(scored)
        return self._items[-number], score
