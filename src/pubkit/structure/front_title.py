"""The title: on one line or several, marked, told, or where running heads and a line of names say that it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.article import SetAside
from pubkit.structure.author_note import STARRED
from pubkit.structure.cues import (
    ABSTRACT,
    AFFILIATION,
    KEYWORDS,
)
from pubkit.structure.draft import Piece, Role
from pubkit.structure.front_zone import HOW_NAMED, LONG, Zone, fold
from pubkit.structure.names import name_list
from pubkit.structure.seams import join
from pubkit.structure.wording import ends_open

__all__ = ["above_the_journal", "only_names", "title_below", "title_lines", "told_title"]


def told_title(pieces: Sequence[Piece], zone: Zone) -> int:
    """Where the page prints the title that its front block gives; what stands above it is the site's."""
    if zone.title is None:
        return 0
    title = fold(zone.title.text)
    at = next((i for i, piece in enumerate(pieces) if fold(piece.string) == title), None)
    if at is None or any(len(piece.string.split()) >= LONG for piece in pieces[:at]):
        return 0
    for index, piece in enumerate(pieces[: at + 1]):
        if index not in zone.gone:
            rule = "running-head" if index == at else "site-furniture"
            zone.aside += [SetAside(piece.text, rule, "the title again, or a line above it"),
                           SetAside(piece.mark, "markup")]  # fmt: skip
    zone.aside = [item for item in zone.aside if item.text.text]
    zone.again.update(index for index in range(at + 1) if index not in zone.gone)
    return at + 1


def title_below(pieces: Sequence[Piece], index: int, zone: Zone) -> bool:
    """Whether a title that is marked as one comes further down on the page."""
    below = [piece for piece in pieces[index + 1 : index + 12] if piece.role is Role.HEADING and not piece.page]
    tops = sum(piece.role is Role.HEADING and piece.mark.text == "#" for piece in pieces)
    told = tops > 1 and not zone.paged  # the sections of an article whose title is marked otherwise, or not at all
    return any(piece.mark.text == "#" for piece in below) and not told


def above_the_journal(pieces: Sequence[Piece], index: int, zone: Zone) -> bool:
    """Whether the journal's lines come further down and a title with its authors below them.

    Some extractors give what stands beside a pull quote before all else on the page.
    """
    journal = [number for number in zone.gone if number > index]
    if not zone.banners or not journal:
        return False
    below = [piece.string for piece in pieces[max(journal) + 1 : max(journal) + 6]]
    if not below or only_names(below[0]):
        return False
    ends = [only_names(text) or any(cue.match(text) for cue in (ABSTRACT, KEYWORDS)) for text in below]
    place = AFFILIATION.search(below[0])
    return not ends[0] and not place and any(ends) and len(below[0].split()) < LONG


def title_lines(pieces: Sequence[Piece], index: int, zone: Zone) -> int:
    """A title on several lines: it ends where running heads say so, or where a line of names begins."""
    texts: list[str] = []
    for number, piece in enumerate(pieces[index : index + 9], index):
        text = piece.string
        if number in zone.gone or piece.role in (Role.LIST_ITEM, Role.PULL_QUOTE):
            break
        if ABSTRACT.match(text) or KEYWORDS.match(text) or len(text.split()) >= LONG or STARRED.match(text):
            break
        texts.append(text)
    if not texts:
        return 0
    heads = {fold(re.sub(r"(?<!\w)\d+(?!\w)", "", head)) for head in zone.heads}
    best = max(range(1, len(texts) + 1), key=lambda count: (_title_score(texts, count, heads), -count))
    title = pieces[index].text
    for piece in pieces[index + 1 : index + best]:
        title, dropped = join(title, piece.text, zone.vocabulary)
        zone.aside += dropped
    zone.title = title
    return best


def _title_score(texts: list[str], count: int, heads: set[str]) -> float:
    title = fold(" ".join(texts[:count]))
    score = -0.3 * count
    said = [0.0]
    for head in heads:
        if len(head) >= 12 and title == head:
            said.append(1.0 if texts[count - 1].endswith(":") else 3.0)  # heads leave subtitles out
        elif len(head) >= 12 and title.startswith(head):
            said.append(4.0 if len(head) >= 40 else 1.5)
        elif len(head) >= 12 and head.startswith(title):
            said.append(0.5 * count)
    score += max(said)
    if count < len(texts):
        after = texts[count]
        score += 3.0 if only_names(after) else 0.0
        score += 1.5 if AFFILIATION.search(after) and not only_names(texts[count - 1]) else 0.0
        score -= 2.0 if after[:1].islower() else 0.0
        score += 2.0 if only_names(after) and any(head.startswith(fold(after)) for head in heads) else 0.0
    score -= 4.0 if ends_open(texts[count - 1]) else 0.0
    if texts[count - 1].endswith((",", ":", "-", "–")) or texts[count - 1].split()[-1].islower():
        score -= 0.8
    return score - sum(3.0 for text in texts[1:count] if any(head == fold(text) and only_names(text) for head in heads))


def only_names(text: str) -> bool:
    """Whether a line holds names and nothing else, a word such as `by` before them apart."""
    lead = HOW_NAMED.match(text)
    return not AFFILIATION.search(text) and bool(name_list(text[lead.end() :] if lead else text))
