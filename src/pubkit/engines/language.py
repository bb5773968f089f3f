"""The language of a text, by the words that every text of a language is full of, else by its script."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
"""Words that are looked at."""
_LEAST = 20
"""Hits that are enough in any text."""
_SHARE = 0.08
"""Of a short text's words so many must be hits, and five at least."""
_COMMON = {
    "en": "the of and to in that is was for as with by on are this from which not be at",
    "de": "der die und das den von zu mit ist des nicht ein eine auf dem sich auch werden als im",
    "fr": "le la les des et du est une dans que qui pour par sur au aux ce sont avec ne",
    "es": "el la los las y del que en una por con para es se al como más su lo no",
    "pt": "o os as e do da dos das que em uma por com para não ao como mais são no",
    "it": "il la gli dei della di che e un una per con non nel sono alla del si più le",
    "nl": "de het een van en dat is op te zijn voor met niet aan als door ook bij naar wordt",
    "pl": "i w na z nie się do to jest że od przez jak dla jego oraz po są ten które",
    "tr": "ve bir bu ile için de da olarak olan daha gibi en çok sonra kadar ise ne değil göre her ancak ama ki veya",
    "ru": "и в не на что с по как из это к от для его был но при так же которые",
    "uk": "і в не на що з та як до це від для його був але при є які або у",
    "ar": "في من على إلى أن التي عن هذا هذه مع كان ما لا الذي بين كما ذلك بعد قد كل",
    "fa": "و در به از که این را با است برای آن یک تا بر خود های می شده بود نیز",
    "he": "של את על לא הוא זה עם גם היא כי או אל אך בין יש כל היה אם כך זו",
}
_RARER = {"tr": 1.8}
"""Turkish says by endings what others say by such words: how many times rarer they are there, roughly."""
_SETS = {code: frozenset(words.split()) for code, words in _COMMON.items()}


_SCRIPTS = {
    "el": "\u0370-\u03ff\u1f00-\u1fff", "hy": "\u0530-\u058f", "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f", "th": "\u0e00-\u0e7f", "ka": "\u10a0-\u10ff\u2d00-\u2d2f",
    "ko": "\u1100-\u11ff\uac00-\ud7af", "ja": "\u3040-\u30ff", "zh": "\u3400-\u4dbf\u4e00-\u9fff",
}  # fmt: skip
"""Scripts that tell the language most written in them; those of many languages (Latin, Cyrillic) tell none."""
_CYRILLIC = {"ru": "ыэ", "uk": "їєґ", "be": "ў", "sr": "јљњћђџ"}
_PERSIAN = re.compile("[پچژگکی]")
_MANY = 0.5
"""Of the letters so many must be of the script; of Japanese text, which is full of Chinese characters, fewer."""


def language_of(text: str) -> str | None:
    """Its code (ISO 639-1), or None where no list fits clearly and the script tells nothing."""
    return _by_words(text) or _by_script(text[: 8 * _SAMPLE])


def _by_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    shares = {code: len(re.findall(f"[{span}]", text)) / letters for code, span in _SCRIPTS.items()} if letters else {}
    if not shares or sum(shares.values()) < _MANY:
        return _by_letters(text, letters)
    if shares["ja"] > 0.1:
        return "ja"
    best = max(shares, key=lambda code: shares[code])
    if best == "ar" and len(_PERSIAN.findall(text)) > 0.03 * letters:
        return "fa"
    return best if shares[best] >= _MANY else None


def _by_letters(text: str, letters: int) -> str | None:
    """Of a text in Cyrillic script, by letters that only one language has."""
    if len(re.findall("[\u0400-\u04ff]", text)) < _MANY * max(letters, 1):
        return None
    found = [code for code, own in _CYRILLIC.items() if any(letter in text.casefold() for letter in own)]
    return found[0] if len(found) == 1 else None


def _by_words(text: str) -> str | None:
    counts = Counter(match.group().casefold() for match in islice(_WORD.finditer(text), _SAMPLE))
    scores = sorted(
        ((sum(counts[word] for word in words) * _RARER.get(code, 1.0), code) for code, words in _SETS.items()),
        reverse=True,
    )
    (best, code), (second, _) = scores[0], scores[1]
    least = min(_LEAST, max(5, _SHARE * counts.total()))
    return code if best >= least and best > 1.15 * second else None
