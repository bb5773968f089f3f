"""How much a note and a sentence speak of the same: names, years, rarer words, quotations."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["Matcher"]

_TOKEN = re.compile(r"[^\W_]{3,}")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_EMPTY: frozenset[str] = frozenset()


def _stem(word: str) -> str:
    return word.casefold()[:6] if not word.isdigit() else word


def _tokens(text: str) -> frozenset[str]:
    plain = _URL.sub(lambda match: re.sub(r"[^\w]+", " ", match.group()[8:]), text)
    return frozenset(_stem(match.group()) for match in _TOKEN.finditer(plain))


class Matcher:
    """Compares texts by the words they share, weighted by how few sentences have them."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = [_tokens(sentence) for sentence in sentences]
        self._counts: Counter[str] = Counter(token for tokens in self._sentences for token in tokens)
        self._size = max(1, len(self._sentences))

    def _weight(self, token: str) -> float:
        count = self._counts.get(token, 0)
        weight = math.log(self._size / count) if count else 0.0
        return weight * (0.5 if token.isdigit() and len(token) != 4 else 1.0)

    def tokens(self, note: str) -> frozenset[str]:
        """The comparable words of a note."""
        return _tokens(note)

    def likeness(self, note: frozenset[str], sentence: int) -> float:
        """From 0 to about 1: the weight of the shared words against that of five good ones."""
        shared = note & self._sentences[sentence] if note else _EMPTY
        if not shared:
            return 0.0
        scale = 5 * math.log(self._size + 1)
        return min(1.0, sum(self._weight(token) for token in shared) / scale)
