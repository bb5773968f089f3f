"""What the stages of the package hand to one another: labelled segments of one reference."""

from __future__ import annotations

from pubkit.model import Origin
from pubkit.records import dataclass

__all__ = ["LABELS", "MASKS", "Segment", "mask"]

LABELS = (
    "author", "editor", "translator", "title", "container", "series", "volume", "issue", "pages", "edition",
    "publisher", "place", "date", "genre", "note", "number", "url", "doi", "isbn", "accessed", "cue", "signal", "other",
)  # fmt: skip
"""What a segment of a reference may be; `cue`, `signal`, `number` and `other` are no fields of an entry."""

MASKS = {
    "url": "\ue000",
    "accessed": "\ue001",
    "doi": "\ue002",
    "isbn": "\ue003",
    "id": "\ue004",
    "quoted": "\ue005",
    "cue": "\ue006",
}
"""The private-use character that stands, repeated, for a lifted segment, so that offsets stay what they were."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some characters of a reference and what they are."""

    label: str
    start: int
    end: int
    origin: Origin = Origin.RULE
    probability: float = 1.0
    reason: str = ""


def mask(text: str, segments: list[Segment]) -> str:
    """The text with every segment overwritten by its mask character."""
    chars = list(text)
    for segment in segments:
        chars[segment.start : segment.end] = MASKS.get(segment.label, MASKS["cue"]) * (segment.end - segment.start)
    return "".join(chars)
