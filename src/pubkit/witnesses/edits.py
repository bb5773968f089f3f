"""Edits and emendations: a rule proposes edits, `emend` carries them out and writes them down, `replay` repeats them.

TEI P5, chapter 11.3.1 (`sic`, `corr`): what stood there is kept beside what stands there now.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from pubkit.model.text import ADDED, Span, TracedText
from pubkit.model.witness import Emendation
from pubkit.records import dataclass

__all__ = ["Edit", "emend", "replay"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A proposal to put `after` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    after: str
    reason: str = ""
    confidence: float = 1.0


def emend(text: TracedText, rule: str, edits: Iterable[Edit]) -> tuple[TracedText, tuple[Emendation, ...]]:
    """The text with the edits carried out, and a record of each.

    Edits that overlap an earlier one, or change nothing, are left out. One pass, so that many edits cost no more
    than one. New characters take over the origins of the old ones one for one, from the left.
    """
    pieces: list[str] = []
    origins = array("q")
    done: list[Emendation] = []
    last = shift = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        before = text.text[edit.start : edit.end]
        if edit.start < last or before == edit.after:
            continue
        kept = text.origins[edit.start : edit.end][: len(edit.after)]
        pieces += (text.text[last : edit.start], edit.after)
        origins += text.origins[last : edit.start] + kept + array("q", [ADDED]) * (len(edit.after) - len(kept))
        span = _span(text.origins, edit.start, edit.end)
        done.append(Emendation(rule, edit.start + shift, before, edit.after, span, edit.reason, edit.confidence))
        last, shift = edit.end, shift + len(edit.after) - len(before)
    if not done:
        return text, ()
    pieces.append(text.text[last:])
    origins += text.origins[last:]
    return TracedText("".join(pieces), origins), tuple(done)


def _span(origins: array[int], start: int, end: int) -> Span:
    known = [number for number in origins[start:end] if number != ADDED]
    if known:
        return Span(min(known), max(known) + 1)
    at = next((number + 1 for number in reversed(origins[:start]) if number != ADDED), 0)
    return Span(at, at)


def replay(text: str, emendations: Sequence[Emendation]) -> str:
    """The characters of a witness after the emendations, one after the other.

    Runs of emendations whose places increase (those of one rule) are carried out in one pass.
    """
    index = 0
    while index < len(emendations):
        pieces: list[str] = []
        last = shift = 0
        while index < len(emendations) and emendations[index].start - shift >= last:
            one = emendations[index]
            start = one.start - shift
            if text[start : start + len(one.before)] != one.before:
                raise ValueError(f"{one.rule} at {start}: expected {one.before!r}")
            pieces += (text[last:start], one.after)
            last, shift = start + len(one.before), shift + len(one.after) - len(one.before)
            index += 1
        pieces.append(text[last:])
        text = "".join(pieces)
    return text
