"""What the wording of a printed line says about whether it is a heading: prose, small capitals, a title's capitals."""

from __future__ import annotations

import re

from pubkit.structure.wording import complete

__all__ = ["ends_sentence", "reads_as_prose", "strictly_titled", "unmixed"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VERBS = """
is are was were has have had does did can could would should might also
ist sind war waren hat hatte hatten wurde wurden wird kann konnte
est sont était étaient ont avait avaient peut peuvent
es son era eran fue fueron ha han había habían puede pueden
è sono erano furono hanno aveva può possono são foram tem tinha pode podem
был была было были есть является может
"""
_FINITE = frozenset(_VERBS.split())
_ASKS = re.compile(
    r"(?:what|why|how|who|when|where|which|whose|was|wie|warum|wer|wo|wann|que|qui|pourquoi|comment|qué|cómo|quién)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:[^\W_]+\s+){0,3}[^\W_]+,\s")
"""A word or a few, and a comma: `Indeed, by ...`."""
_PREPOSITIONS = """
with from into upon over under between through about after before against toward towards within without among
across beyond during para como entre sobre desde hasta dans pour avec sans sous chez aber oder über unter nach
"""
_SMALL = frozenset(_PREPOSITIONS.split())
_INNER = re.compile(r"[^\W\d_]*[a-zß-öø-ÿ][A-ZÀ-Þ][^\W\d_]*")
_PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|O)[A-ZÀ-Þ][a-zß-öø-ÿ]+")
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|cf|vol|no|pp|ed|eds|fig|ca)\.)\Z")


def ends_sentence(text: str) -> bool:
    """Whether a line ends a sentence, not with an abbreviation."""
    return complete(text) and not _ABBREVIATED.search(text)


def reads_as_prose(text: str) -> bool:
    """Whether a line has a verb of a sentence in small letters, or the beginning of one before a comma."""
    words = _WORD.findall(text)
    small = [word for word in words if word[:1].islower()]
    if text.endswith("?") or _ASKS.match(text) or len(words) < 3:
        return False
    if any(word in _FINITE for word in small):
        return True
    return bool(_LEAD.match(text)) and sum(len(word) > 3 for word in small) > 0.4 * len(words)


def strictly_titled(text: str) -> bool:
    """Whether every longer word has a capital, and the last one."""
    words = _WORD.findall(text)
    long = [word for word in words if len(word) > 3 and word.casefold() not in _SMALL]
    return len(long) > 1 and all(not word[:1].islower() for word in (*long, words[-1]))


def unmixed(text: str) -> str:
    """The line in capitals where it is one in small capitals that came as a medley of both; else as it is."""
    words = _WORD.findall(text)
    if not words or len(words) > 12 or text[-1:] in ".,;":
        return text
    mixed = sum(bool(_INNER.fullmatch(word)) and not _PREFIXED.fullmatch(word) for word in words)
    return text.upper() if mixed >= max(1, 0.25 * len(words)) else text
