"""Quoted spans: where a title in quotation marks begins and ends.

A closing single quote and an apostrophe are one character: a candidate is closing where no letter follows it, and the
best candidate is one with a stop inside or outside, then one before a capital, a digit or the end.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pubkit.records import dataclass

__all__ = ["CLOSERS", "OPENERS", "Quoted", "quoted_spans"]

_PAIRS = {
    "“": "”“\"»", "„": "“”\"", "«": "»”", "»": "«", "‹": "›", "‘": "’'", "'": "'’", "\"": "\"”“", "”": "”", "`": "'’`", "‚": "‘’'", "『": "』",  # noqa: E501
    "「": "」", "《": "》",
}  # fmt: skip
OPENERS = frozenset(_PAIRS)
CLOSERS = frozenset("".join(_PAIRS.values()))
_SINGLE = frozenset("‘'`‚’")
_BEFORE = frozenset(" \t\n([{<—–-,:;./\N{NO-BREAK SPACE}")
_LONGEST = 600
_NEXT = re.compile(r"\s*(?:$|[,.;:()\[\]<\ue000-\ue00f\d–—]|(?-i:[A-ZÀ-ÞА-ЯΑ-Ω«“])|in\b|im\b|dans\b|en\b|em\b|nel)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted span: the marks stand at `start` and at `end - 1`."""

    start: int
    end: int


@lru_cache(maxsize=256)
def quoted_spans(text: str) -> tuple[Quoted, ...]:
    """The outermost quoted spans of `text`, from left to right."""
    spans: list[Quoted] = []
    index, length = 0, len(text)
    while index < length:
        char = text[index]
        if char in OPENERS and _opens(text, index):
            end = _close(text, index)
            if end is not None:
                spans.append(Quoted(index, end))
                index = end
                continue
        index += 1
    return tuple(spans)


def _opens(text: str, index: int) -> bool:
    before = text[index - 1] if index else " "
    after = text[index + 1 : index + 2]
    if not after or (after.isspace() and text[index] not in "«„»"):
        return False
    return before in _BEFORE


def _close(text: str, start: int) -> int | None:
    opener = text[start]
    closers = _PAIRS[opener]
    if opener in _SINGLE:
        return _close_single(text, start, closers)
    depth = 0
    for index in range(start + 1, min(len(text), start + _LONGEST)):
        char = text[index]
        if char == opener and opener not in closers:
            depth += 1
        elif char in closers:
            if char == '"' and text[index + 1 : index + 2].isalnum():
                continue
            if depth and char == closers[0]:
                depth -= 1
            else:
                return index + 1
    return None


def _close_single(text: str, start: int, closers: str) -> int | None:
    fallback = None
    for index in range(start + 1, min(len(text), start + _LONGEST)):
        if text[index] not in closers or text[index + 1 : index + 2].isalnum() or text[index - 1].isspace():
            continue
        if text[index - 1] in ".,?!;:…" or text[index + 1 : index + 2] in (",", ".", ";", ":", ")"):
            return index + 1
        if _NEXT.match(text, index + 1):
            if text[index - 1] == "s" and _closes_later(text, index + 1, closers):
                continue
            return index + 1
        fallback = index + 1
    return fallback


def _closes_later(text: str, start: int, closers: str) -> bool:
    """Whether a better closing mark follows: then the one before was a plural possessive."""
    for index in range(start, min(len(text), start + 200)):
        if text[index] in closers and not text[index + 1 : index + 2].isalnum() and text[index - 1] in ".,?!":
            return True
        if text[index] in OPENERS and text[index - 1 : index] == " ":
            return False
    return False
