"""The starred note about an author: who, and which institution."""

from __future__ import annotations

import re

from pubkit.model.text import TracedText
from pubkit.structure.cues import AFFILIATION

__all__ = ["EMAIL", "STARRED", "affiliation_of"]

STARRED = re.compile(r"[\s^{]*(?P<mark>\*{1,3}|[†‡§¶])[}\s]*(?=[^\W\d_])")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_VERB = re.compile(r"\b(?:is|are|was|works|teaches|ist|est|es|é|è|является|работает)\b")
_PLACE = re.compile(
    r"\b(?:at|in|with|from|of|an der|am|im|à|au|en|em|presso|в)\s+(?:(?:the|der|dem|la|le|l’|l')\s+)?(?=[^\W\d_a-z])"
)
_END = re.compile(r"(?<=\w{3})[.;](?=\s+[A-ZÀ-Þ]|\s*$)|,?\s+(?:e-?mail|where|and\s+(?:a|an|the)\b)", re.IGNORECASE)


def affiliation_of(note: TracedText) -> TracedText | None:
    """The institution that the note names: what stands after "is ... at/in", or around the institution's own word."""
    text = note.text
    verb = _VERB.search(text)
    cue = AFFILIATION.search(text)
    if verb:
        place = _PLACE.search(text, verb.end())
        if place is None:
            return None
        start = place.end()
    elif cue:
        before = [match.end() for match in re.finditer(r"[,;.:]\s+|\b(?:at|in)\s+(?:the\s+)?", text[: cue.start()])]
        start = before[-1] if before else 0
    else:
        return None
    end = _END.search(text, start + 3)
    piece = note[start : end.start() if end else len(text)].strip(" .,;")
    return piece if 3 < len(piece) <= 200 else None
