"""The words of a witness, and the language that they are of: what a word cut at a line end is compared with."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Vocabulary", "language_in"]


class Vocabulary(frozenset[str]):
    """Words, case-folded, with the language of their text."""

    language: str

    def __new__(cls, words: Iterable[str], language: str) -> Vocabulary:
        """The words of a text in a language (BCP 47)."""
        made = super().__new__(cls, words)
        made.language = language
        return made


def language_in(words: frozenset[str]) -> str:
    """The language that the words are of; English where nothing says so."""
    return words.language if isinstance(words, Vocabulary) else "en"
