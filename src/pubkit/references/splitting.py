"""Splitting a note: where one reference ends and the next, or prose, begins.

The cuts are at semicolons, at signal words behind a stop, and at sentence ends before prose; never inside quotes,
brackets or an address.
"""

from __future__ import annotations

import bisect
import re

from pubkit.references.cues import SIGNALS, alternatives
from pubkit.references.dates import MONTH_NAMES
from pubkit.references.law import looks_like_law, read_law
from pubkit.references.lift import leading_signal, lift
from pubkit.references.quotes import quoted_spans
from pubkit.references.short_cites import has_cue, read_author_cite, read_same_author_cite

__all__ = ["split_works"]

LONGEST = 20_000
"""Characters of a note that is read; what is longer is a text of its own and stays as it is printed."""
MOST = 300
"""Places of a note that are looked at; a note with more is a text."""
WINDOW = 800
"""Characters on both sides of a cut that are looked at."""

_YEAR = r"(?<!\d)(?:1[4-9]\d\d|20[0-3]\d)[a-z]?(?!\d)"
_SIGNALS = alternatives(
    word
    for words in SIGNALS.values()
    for word in words
    if len(word) > 2
    and word not in ("also", "from", "dazu", "hierzu", "etwa", "ver", "näher", "generally", "aus:", "anders")
)
_SECOND_HAND = (
    r"(?:as\s+)?(?:quoted|cited|reprinted|reproduced|discussed|excerpted)\s+in|repr\.\s+in|quoting|citing|zit(?:iert|\.)\s+(?:nach|bei|in)|"
    r"(?:wieder)?abgedr(?:uckt|\.)\s+in|cité(?:e|s)?\s+(?:par|dans|in|d[’']après)|reproduit\s+dans|citado\s+(?:por|en|em)|cit(?:ato|\.)\s+in|"
    r"apud|цит\.\s+по"
)
"""What leads from a work to the one that it was found in."""
_CUT = re.compile(
    rf"\s*;\s+(?:(?:and|und|et|y|e|sowie|und\s+auch|as\s+well\s+as|ainsi\s+que)\s+)?|,?\s(?:sowie|as\s+well\s+as|ainsi\s+que|así\s+como|bem\s+como|nonché|а\s+также|oraz|jakož\s+i|with(?=\s[A-ZÀ-Þ]))\s+|,?\s(?=(?:{_SECOND_HAND})\s)|(?<=[.)\]0-9])\s+(?=(?:{_SIGNALS})(?![\w-]))|(?<=[\w)\]”’\"'»]\.)\s+(?=[A-ZÀ-ÞА-Я])",
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
    if len(text) > LONGEST:
        return [(0, len(text))]
    inside = _Inside(closed)
    cuts = [0]
    if lead := _lead_in(text):
        cuts.append(lead)
    asked = 0
    for match in _CUT.finditer(text):
        place = match.end()
        if match.start() < cuts[-1] or place <= cuts[-1] or inside(match.start()) or inside(place):
            continue
        if (asked := asked + 1) > MOST:
            break
        listed = bool(_LISTED.match(match[0]) or _FROM.match(text, match.end()))
        if "with" in match[0] and not _COMPARE.match(text, cuts[-1]):
            continue
        if not listed and not _is_end(text, cuts[-1], match.start(), place):
            continue
        before = text[max(cuts[-1], match.start() - WINDOW) : match.start()]
        if listed and not (_can_be_cited(before) and _stands_alone(text[place : place + WINDOW])):
            continue
        if listed and re.search(r"\w", match[0]):
            cuts.append(match.start())  # "sowie" is a word of the note
        cuts.append(place)
    spans = list(zip(cuts, [*cuts[1:], len(text)], strict=True))
    return [piece for start, end in spans for piece in _without_tail(text, start, end, inside)]


class _Inside:
    """Asks whether a place is inside quotes, brackets or an address."""

    def __init__(self, closed: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(closed):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __call__(self, place: int) -> bool:
        index = bisect.bisect_left(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


_FROM = re.compile(rf"(?:{_SECOND_HAND})\s", re.IGNORECASE)
_LISTED = re.compile(r"\s*;|,?\s(?:sowie|as|ainsi|así|bem|nonché|а|oraz|jakož|with)\s")
_COMPARE = re.compile(r"\W*(?:but\s+)?compare\b", re.IGNORECASE)


def _can_be_cited(part: str) -> bool:
    """Whether a part is like a reference, a short cite or a case."""
    if not re.search(r"\w\w", part):
        return False
    signal = leading_signal(part)
    return bool(
        _LIKE_WORK.search(part) or read_law(part, signal) or looks_like_law(part[signal:]) or has_cue(part)
        or read_author_cite(part) or read_same_author_cite(part)
    )  # fmt: skip


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


def _without_tail(text: str, start: int, end: int, inside: _Inside) -> list[tuple[int, int]]:
    """A relative clause behind the reference is prose."""
    for match in _TAIL.finditer(text, start, end):
        if (
            not inside(match.start("stop"))
            and _LIKE_WORK.search(text[start : match.start()])
            and not _LIKE_WORK.search(text[match.end() : end])
        ):
            return [(start, match.start("stop")), (match.start("stop"), end)]
    return [(start, end)]


def _stands_alone(rest: str) -> bool:
    """Whether what follows a semicolon can be a reference of its own rather than a further name or address."""
    if read_law(rest, leading_signal(rest)):
        return True
    if _GOES_ON.match(rest) or not re.match(r"\W*[A-ZÀ-ÞА-Я§a-z]", rest):
        return False
    return bool(_LIKE_WORK.search(rest)) or _can_be_cited(re.split(r";\s|[,.]?\s\((?!\d)", rest, maxsplit=1)[0])


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
