"""Lines under one another without a blank line, in a text whose lines are paragraphs: which of them are one piece.

People paste so: title, authors and affiliations in one block, a label on the line above its text, references one a
line. What is neither is kept together, because lines of verse, an address and a caption stand so too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pubkit.structure.author_note import EMAIL
from pubkit.structure.banner import read_banner
from pubkit.structure.captions import is_caption
from pubkit.structure.cues import ABSTRACT, ACKNOWLEDGEMENTS, AFFILIATION, KEYWORDS, NOTES, REFERENCES, SECTION
from pubkit.structure.front_title import only_names
from pubkit.structure.wording import begins_lower, complete, ends_open

if TYPE_CHECKING:
    from pubkit.structure.reading import Line

__all__ = ["beginnings", "tab_rows"]

_LABELS = (ABSTRACT, KEYWORDS, SECTION, REFERENCES, NOTES, ACKNOWLEDGEMENTS)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|\bforthcoming\b|\bin press\b|\bn\.\s?d\.")
_ENTRY = re.compile(r"""[\[(]?\d{1,3}[\]).]|["“„«‘—–_]|[^\W\d_a-zß-öø-ÿа-я]""")
_SENTENCE = 45
"""Characters that lines have on the average which are paragraphs of their own."""


def beginnings(block: Sequence[Line], *, front: bool, listed: bool) -> frozenset[int]:
    """The lines of a block at which a piece begins; the first is always one.

    `front` says that nothing of the body stood before the block, `listed` that it stands below the heading of the
    references.
    """
    strings = [line.string for line in block]
    if len(block) == 1:
        return frozenset({0})
    if _entries(strings, listed):
        return frozenset(range(len(block)))
    starts = {0}
    for index, text in enumerate(strings):
        if _is_label(text):
            starts |= {index, index + 1}
            starts |= {k for k in range(index + 1, len(block)) if _is_label(strings[k])}
        elif any((cue := label.match(text)) and cue["colon"] for label in (ABSTRACT, KEYWORDS)) or is_caption(text):
            starts.add(index)
    if front and not any(_is_label(text) for text in strings[:1]):
        starts |= _front(block)
    if _sentences(strings):
        starts |= {i for i in range(1, len(block)) if complete(strings[i - 1]) and not begins_lower(strings[i])}
    return frozenset(start for start in starts if start < len(block))


def _is_label(text: str) -> bool:
    return any(label.fullmatch(text) for label in _LABELS)


def _entries(strings: Sequence[str], listed: bool) -> bool:
    """Whether each line is a reference: most name a year, and none goes on with the one above."""
    years = sum(bool(_YEAR.search(text)) for text in strings)
    enough = len(strings) >= 3 or listed
    long = sum(map(len, strings)) >= 40 * len(strings)
    return enough and long and years >= 0.6 * len(strings) and all(_ENTRY.match(text) for text in strings)


def _sentences(strings: Sequence[str]) -> bool:
    """Whether the lines are short paragraphs: nearly all end a sentence, which lines of verse do not."""
    ended = sum(complete(text) for text in strings)
    return ended >= max(2, 0.7 * len(strings)) and sum(map(len, strings)) >= _SENTENCE * len(strings)


def _front(block: Sequence[Line]) -> set[int]:
    """Where title, authors, affiliations and the lines of the journal begin, if the block is of that kind."""
    names = next((i for i, line in enumerate(block) if _named(line.string)), None)
    if names and ends_open(block[names - 1].string):
        names = None  # the end of a sentence with two capitals
    journal = [i for i, line in enumerate(block) if read_banner(line.text)]
    addresses = [i for i, line in enumerate(block) if EMAIL.search(line.string) and line.string[:1].isupper()]
    places = [i for i, line in enumerate(block) if i and _placed(line.string) and _placed(block[i - 1].string)]
    starts = {*journal, *(i + 1 for i in journal), *addresses, *places}
    if names is None:
        return starts
    return starts | {names} | {i for i in range(names + 1, len(block)) if not begins_lower(block[i].string)}


def _placed(text: str) -> bool:
    """Whether an institution is named with a capital."""
    cue = AFFILIATION.search(text)
    return cue is not None and cue.group()[:1].isupper() and not complete(text)


def _named(text: str) -> bool:
    return not complete(text) and only_names(text)


def tab_rows(block: Sequence[Line]) -> list[tuple[int, int]]:
    """The rows of tables in a block, first and the one after the last: lines with as many tabs as the next."""
    counts = [line.string.count("\t") for line in block]
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(block):
        end = index + 1
        while counts[index] and end < len(block) and counts[end] == counts[index]:
            end += 1
        if end - index > 1:
            found.append((index, end))
        index = end
    return found
