"""How common a word is, by wordfreq (Zipf scale: 7 "the", 3 once in a million words, 0 unknown)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

__all__ = ["commonness", "share_of_words"]

_LANGUAGES = frozenset(
    """ar bg ca cs da de el en es fa fi fr he hu is it lt lv mk nb nl pl pt ro ru sh sk sl sv tr uk""".split()  # noqa: SIM905
)


@lru_cache(maxsize=100_000)
def commonness(word: str, language: str = "en") -> float:
    """The Zipf frequency of `word` in `language` (BCP 47, its first part counts); 0 where it is unknown."""
    from wordfreq import zipf_frequency  # loads its lists when first asked

    code = language.partition("-")[0].lower()
    return zipf_frequency(word, code if code in _LANGUAGES else "en") if word else 0.0


def share_of_words(words: Sequence[str], language: str) -> float:
    """How many of the words are among the some 25,000 most common ones of a language, as a share.

    One list is read, passed over once and not kept: asking all languages in turn costs the memory of one.
    """
    from wordfreq import available_languages, read_cBpack

    if not words:
        return 0.0
    wanted = set(words)
    packed = read_cBpack(available_languages("small")[language])
    return len(wanted.intersection(word for bucket in packed for word in bucket)) / len(wanted)
