"""How common a word is, by wordfreq (Zipf scale: 7 "the", 3 once in a million words, 0 unknown)."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["commonness"]

_LANGUAGES = frozenset(
    """bg ca cs da de el en es fi fr he hu it lt nb nl pl pt ro ru sk sl sv tr uk""".split()  # noqa: SIM905
)


@lru_cache(maxsize=100_000)
def commonness(word: str, language: str = "en") -> float:
    """The Zipf frequency of `word` in `language` (BCP 47, its first part counts); 0 where it is unknown."""
    from wordfreq import zipf_frequency  # loads its lists when first asked

    code = language.partition("-")[0].lower()
    return zipf_frequency(word, code if code in _LANGUAGES else "en") if word else 0.0
