"""Splitting a note: where one reference ends and the next, or prose, begins.

The cuts are at semicolons, at signal words behind a stop, and at sentence ends before prose; never inside quotes,
brackets or an address.
"""

from __future__ import annotations

import re

from pubkit.references.cues import SIGNALS, alternatives
from pubkit.references.dates import MONTH_NAMES
from pubkit.references.lift import lift
from pubkit.references.quotes import quoted_spans
from pubkit.references.short_cites import read_author_cite

__all__ = ["split_works"]

_YEAR = r"(?<!\d)(?:1[4-9]\d\d|20[0-3]\d)[a-z]?(?!\d)"
_SIGNALS = alternatives(
    word
    for words in SIGNALS.values()
    for word in words
    if len(word) > 2
    and word not in ("also", "from", "dazu", "hierzu", "etwa", "ver", "näher", "generally", "aus:", "anders")
)
_CUT = re.compile(
    rf"\s*;\s+(?:(?:and|und|et|y|e)\s+)?|(?<=[.)\]0-9])\s+(?=(?:{_SIGNALS})(?![\w-]))|(?<=[\w)\]”’\"'»]\.)\s+(?=[A-ZÀ-ÞА-Я])",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?:{alternatives(MONTH_NAMES)})\b", re.IGNORECASE)
_LIKE_WORK = re.compile(rf"{_YEAR}|https?://|\b(?:ibid|ebd|op\.\s?cit|a\.\s?a\.\s?O|supra|idem|cit\.)", re.IGNORECASE)


def split_works(text: str) -> list[tuple[int, int]]:
    """The spans of the parts of a note; they cover it without gap, separators at the end of the part before."""
    lifted = lift(text)
    closed = (
        [(span.start, span.end) for span in quoted_spans(text)] + [(s.start, s.end) for s in lifted] + _brackets(text)
    )
    cuts = [0]
    if lead := _lead_in(text):
        cuts.append(lead)
    for match in _CUT.finditer(text):
        place = match.end()
        if any(start < match.start() < end or start < place < end for start, end in closed):
            continue
        if not match[0].strip().startswith(";") and not _is_end(text, cuts[-1], match.start(), place):
            continue
        if match[0].strip().startswith(";") and not (
            _LIKE_WORK.search(text[cuts[-1] : match.start()]) and _stands_alone(text[place:])
        ):
            continue
        cuts.append(place)
    spans = list(zip(cuts, [*cuts[1:], len(text)], strict=True))
    return [piece for start, end in spans for piece in _without_tail(text, start, end, closed)]


_LEAD = re.compile(
    r"^(?P<lead>[^;“”\"«»()\d]{8,200}?[,:]?\s)(?=(?:see(?:\s+also)?|vgl\.|siehe|cf\.|voir|véase|ver|si\s+veda|cfr\.|consult|compare)[\s,:]+(?:e\.g\.,?\s|for\s+example,?\s|especially\s|also\s)?[A-ZÀ-ÞА-Я“\"‘«])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<=[\d).’”\"])(?P<stop>[,:;.]|\s[–—])\s+(?=(?:where|which|who|whose|in\s+which|arguing|noting|showing|suggesting|claiming|describing|stating|wo|wonach|der|die|où|qui|donde|que|onde|dove)\s(?:\w+\s){2})"
)


def _lead_in(text: str) -> int:
    """Where the words that lead over to the first reference end: "For an overview of ..., see"."""
    match = _LEAD.match(text)
    if not match:
        return 0
    words = re.findall(r"[^\W\d_]+", match["lead"])
    lower = sum(word[0].islower() for word in words)
    return match.end() if len(words) >= 2 and lower >= 0.5 * len(words) else 0


def _without_tail(text: str, start: int, end: int, closed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A relative clause behind the reference is prose."""
    for match in _TAIL.finditer(text, start, end):
        inside = any(first < match.start("stop") < last for first, last in closed)
        if (
            not inside
            and _LIKE_WORK.search(text[start : match.start()])
            and not _LIKE_WORK.search(text[match.end() : end])
        ):
            return [(start, match.start("stop")), (match.start("stop"), end)]
    return [(start, end)]


def _stands_alone(rest: str) -> bool:
    """Whether what follows a semicolon can be a reference of its own rather than a further name or address."""
    if _GOES_ON.match(rest) or not re.match(r"\W*[A-ZÀ-ÞА-Я§a-z]", rest):
        return False
    return bool(_LIKE_WORK.search(rest)) or read_author_cite(re.split(r";\s", rest, maxsplit=1)[0]) is not None


_GOES_ON = re.compile(r"\W*(?:https?:|www|available|accessed|doi|pp?\.|S\.\s?\d|vol|disponible|\d)", re.IGNORECASE)


def _is_end(text: str, start: int, end: int, following: int) -> bool:
    """Whether a full stop ends a part: the part is a whole reference or a sentence, and what follows is another."""
    before, after = text[start:end], text[following : following + 400]
    if re.search(
        r"(?:\b[A-ZÀ-Þ]|\b(?:vol|no|ed|eds|pp?|cf|vgl|hrsg|bd|nr|dr|st|etc|al|trans|jr|prof|mr|mrs|ca|fig|art|univ|abs|rn|op|cit))\.$",
        before,
        re.IGNORECASE,
    ):
        return False
    if re.search(r"(?<!\d)\d{1,2}\.$", before) and _MONTH.match(after):
        return False
    signal = re.match(rf"(?:{_SIGNALS})(?![\w-])", after, re.IGNORECASE)
    if signal:
        return True
    if not re.search(rf"(?:{_YEAR}|\d|\))\W*$", before) and not _reads_as_prose(before):
        return False
    sentence = re.split(r"(?<=[a-zà-ÿ)”’\"])\.(?:\s|$)", after, maxsplit=1)[0]
    return _reads_as_prose(sentence) or (_reads_as_prose(before) and bool(_LIKE_WORK.search(after)))


def _reads_as_prose(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < 4:
        return False
    lower = sum(word[0].islower() for word in words)
    return lower >= 0.6 * len(words) and bool(
        re.search(
            r"\b(?:is|are|was|were|has|have|had|does|did|thanks?|argue[sd]?|note[sd]?|shows?|suggests?|discuss(?:es|ed)?|gives?|offers?|provides?|I|we|this|these|ist|sind|wird|wurde|hat|haben|diese[rs]?|est|sont|a été|cette|ces|es|son|esta|este|são|é|foi|sono|questo|questa|ha|remains?|see|describes?|claims?|follows?)\b",  # noqa: E501
            text,
        )
    )


def _brackets(text: str) -> list[tuple[int, int]]:
    spans, stack = [], []
    for index, char in enumerate(text):
        if char in "([":
            stack.append(index)
        elif char in ")]" and stack:
            spans.append((stack.pop(), index + 1))
    return spans
