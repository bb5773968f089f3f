"""The critical apparatus: what the witnesses read where they differ (TEI P5, chapter 12)."""

from __future__ import annotations

import enum

from pubkit.model.text import ADDED, Span, TracedText
from pubkit.records import dataclass

__all__ = ["Apparatus", "Reading", "Variant", "VariantKind"]


class VariantKind(enum.StrEnum):
    """What kind of difference it is; the vote goes by kind."""

    MARK = "mark"
    HYPHEN = "hyphen"
    ORDER = "order"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    PARAGRAPH = "paragraph"
    OMISSION = "omission"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Reading:
    """What some witnesses have at one place."""

    sigla: tuple[str, ...]
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One entry of the apparatus."""

    kind: VariantKind
    lemma: Reading
    """The reading that was chosen."""
    readings: tuple[Reading, ...]
    """The others."""
    reason: str
    """Why the lemma was chosen, in words for an editor."""
    confidence: float = 1.0
    after: int = ADDED
    """The number of the article's last character before the lemma, or `ADDED` where it is not in the running text."""


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The variants in the order of the copy-text, and the characters of the other witnesses that agree with it."""

    variants: tuple[Variant, ...] = ()
    agreeing: tuple[TracedText, ...] = ()
    """Text of witnesses other than the copy-text that says the same as the copy-text at its place."""
