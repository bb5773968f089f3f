"""Labelling: which characters of a reference are author, title, container ...

A house's pattern first; where it accounts for the whole string, that is the answer. Else the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pubkit.references.houses import houses
from pubkit.references.names import is_organisation, read_names
from pubkit.references.quotes import quoted_spans
from pubkit.references.segments import Segment, mask

__all__ = ["LabelledToken", "label"]

_PIECE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class LabelledToken:
    """A token with its label."""

    start: int
    end: int
    label: str
    probability: float
    by: str


def label(text: str, start: int, lifted: list[Segment]) -> tuple[list[Segment], list[LabelledToken]]:
    """The segments of `text` from `start` on, the lifted ones among them, and the tokens for an explanation."""
    segments = _by_house(text, start, lifted)
    return segments or [], _explained(text, segments or [])


def _by_house(text: str, start: int, lifted: list[Segment]) -> list[Segment] | None:
    if len(text) > 1200:
        return None
    quoted = [Segment("quoted", start + span.start, start + span.end) for span in quoted_spans(text[start:])]
    masked = mask(
        mask(text, [q for q in quoted if not any(q.start < s.end and s.start < q.end for s in lifted)]), lifted
    )[start:]
    for house in houses():
        found = house.read(masked)
        if found is None:
            continue
        found = [Segment(s.label, s.start + start, s.end + start, s.origin, s.probability, s.reason) for s in found]
        if _consistent(text, found):
            return sorted(found + lifted, key=lambda segment: segment.start)
    return None


def _consistent(text: str, segments: list[Segment]) -> bool:
    """Whether what a form took for authors can be authors."""
    for segment in segments:
        if segment.label == "author":
            printed = text[segment.start : segment.end]
            names = read_names(printed)
            if not names.names or (len(printed.split()) > 8 * len(names.names) and is_organisation(printed) < 0.5):
                return False
    return True


def _explained(text: str, segments: list[Segment]) -> list[LabelledToken]:
    tokens = []
    for piece in _PIECE.finditer(text):
        inside = next((s for s in segments if s.start <= piece.start() < s.end), None)
        tokens.append(
            LabelledToken(
                piece.start(),
                piece.end(),
                inside.label if inside else "other",
                inside.probability if inside else 1.0,
                str(inside.origin) if inside else "rule",
            )
        )
    return tokens
