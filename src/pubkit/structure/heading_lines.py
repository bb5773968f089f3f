"""Headings among printed lines: short lines between a complete one and one that begins something.

The wording makes up for the room: what is numbered, in capitals or has the capitals of a title may fill its line, and
go on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.structure.cues import ACKNOWLEDGEMENTS, REFERENCES, SECTION
from pubkit.structure.heading_wording import ends_sentence, reads_as_prose, strictly_titled, unmixed
from pubkit.structure.headings import looks_like_heading
from pubkit.structure.line_measures import Measure, room_after
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import begins_lower, complete

__all__ = ["around", "heading_lines", "like_a_title", "marked_lines", "opens_paragraph"]

_MARKED = re.compile(r"#{1,6} ")
_BULLET = re.compile(r"[•▪◦‣●○■□·]|[-–*](?=\s)")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_CUE = re.compile(rf"(?:{SECTION.pattern}|{REFERENCES.pattern}|{ACKNOWLEDGEMENTS.pattern})", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-H]\.)\s+(?=[^\W_a-zß-öø-ÿа-я])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LARGER = 1.15
"""Type of headings is about so many times wider than that of the body."""
_DANGLING = re.compile(
    r"\b(?:a|an|the|of|in|on|to|for|and|or|with|from|by|at|as|into|between|der|die|das|des|dem|den|und|von|für|zur|zum|im|am"
    r"|le|la|les|du|de|et|à|en|el|los|las|y|del|il|lo|gli|di|da|e|do|em|и|в|на|о|об|по|ve)\Z",
    re.IGNORECASE,
)


def around(heads: frozenset[int], lines: Sequence[Line], measures: Sequence[Measure], index: int) -> bool:
    """Whether a heading begins here, or ended with the line before; one left hanging, or full, goes on."""
    if index - 1 in heads and index in heads and not _MARKED.match(lines[index].string):
        return not (_DANGLING.search(lines[index - 1].string) or _goes_on(lines, measures, index - 1))
    return index in heads or index - 1 in heads


def like_a_title(text: str) -> bool:
    """Whether a line has the capitals of a title: all of it, or nearly all of its longer words, or after a number."""
    words = _WORD.findall(text)
    if not words or text[-1:] in ".,;":
        return False
    capitals = sum(not word[0].islower() for word in words)
    if text.isupper() and len("".join(words)) >= 5:
        return True
    numbered = bool(_SECTION_NUMBER.match(text))
    return capitals >= (0.6 if numbered else 0.75) * len(words) and len(words) >= (1 if numbered else 2)


def heading_lines(lines: Sequence[Line], measures: Sequence[Measure], *, spaced: bool = False) -> frozenset[int]:
    """Short lines that end no sentence, after a line that ends one (or ends early): only headings stand so.

    `spaced`: blank lines tell what stands apart in this text.
    """
    found = set(marked_lines(lines))
    for index in range(1, len(lines) - 1):
        more = _goes_on(lines, measures, index)
        if more and _opens(lines, measures, index, found):
            found |= {index, more}
        elif _is_heading(lines, measures, index, found, spaced=spaced):
            found.add(index)
    return frozenset(found)


def _is_heading(
    lines: Sequence[Line], measures: Sequence[Measure], index: int, found: set[int], *, spaced: bool
) -> bool:
    text, last, after = unmixed(lines[index].string), lines[index - 1].string, lines[index + 1]
    if begins_lower(after.string) or not looks_like_heading(text) or _NUMBER.match(last):
        return False
    question = text.endswith("?") and len(text.split()) <= 10
    if complete(text) and not question and not _CUE.fullmatch(text):
        return False
    if _BULLET.match(after.string):
        return False
    apart = lines[index].blank > 0
    told = apart or text.isupper() or bool(_SECTION_NUMBER.match(text) or _CUE.fullmatch(text))
    if not told and opens_paragraph(text, lines[index + 1 : index + 4], measures[index].full, spaced=spaced):
        return False
    titled = like_a_title(text) and ends_sentence(last) and not _DANGLING.search(text)
    titled = titled and (told or strictly_titled(text))
    if room_after(lines[index], after, measures[index].full) < (-0.25 if titled else 0.12):
        return False
    if question and not after.string[:1].isupper():
        return False
    room = room_after(lines[index - 1], lines[index], measures[index - 1].full)
    ended = ends_sentence(last) or index - 1 in found or apart
    return ended or (room > (0.06 if like_a_title(text) else 0.3) and not question)


def opens_paragraph(text: str, after: Sequence[Line], full: float, *, spaced: bool) -> bool:
    """Whether a line that nothing sets apart is the first one of a paragraph rather than a heading.

    Where blank lines tell what stands apart, a heading without one is short; text beside a picture or a pull quote is
    as narrow as the lines that follow it, and the next word would not have fitted there.
    """
    own = width(text)
    if reads_as_prose(text) or (spaced and own > (0.75 if like_a_title(text) else 0.5) * full):
        return True
    near = [width(line.string) for line in after[:3]]
    first = after[0].string.split(maxsplit=1)[0]
    beside = near[0] < 0.88 * full and abs(own - near[0]) < 0.15 * near[0] and not complete(after[0].string)
    fits = own + 0.6 + width(first) < 0.97 * max(one for one in near if one < 0.88 * full) if beside else True
    return beside and not fits and not strictly_titled(text)


def _opens(lines: Sequence[Line], measures: Sequence[Measure], index: int, found: set[int]) -> bool:
    """Whether what stands before a line leaves room for a heading."""
    last = lines[index - 1].string
    if complete(last) or index - 1 in found or lines[index].blank > 0:
        return True
    return room_after(lines[index - 1], lines[index], measures[index - 1].full) > 0.06


def _goes_on(lines: Sequence[Line], measures: Sequence[Measure], index: int) -> int:
    """The second line of a heading of two lines, the first full, both with the capitals of a title; or 0."""
    more = index + 1
    if more + 1 >= len(lines) or lines[more].blank:
        return 0
    one, two, after = lines[index].string, lines[more].string, lines[more + 1].string
    if not like_a_title(one) or complete(two) or begins_lower(after) or not looks_like_heading(f"{one} {two}"):
        return 0
    alike = two.isupper() if one.isupper() else like_a_title(two) or _title_word(two)
    first = two.split(maxsplit=1)[0]
    full = measures[index].full - _LARGER * (width(one) + 0.6 + width(first)) < 0.04 * measures[index].full
    full = full or bool(_DANGLING.search(one) and _SECTION_NUMBER.match(one))
    ends = room_after(lines[more], lines[more + 1], measures[more].full) > 0.12
    return more if full and ends and (alike or (begins_lower(two) and len(two.split()) <= 4)) else 0


def _title_word(text: str) -> bool:
    return len(text.split()) == 1 and not begins_lower(text)


def marked_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines with the mark of a heading."""
    return frozenset(index for index, line in enumerate(lines) if _MARKED.match(line.string))
