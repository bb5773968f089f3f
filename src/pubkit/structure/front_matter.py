"""What stands before the body: journal lines, title, authors and their notes, abstracts, keywords, dates.

The zone ends at the first heading or paragraph of the body. An abstract without a label is one long paragraph that
keywords or an introduction follow. Nothing is completed: what is not printed is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.article import Author, SetAside
from pubkit.model.text import TracedText
from pubkit.structure.author_note import EMAIL, STARRED
from pubkit.structure.cues import (
    ABSTRACT,
    AFFILIATION,
    INTRODUCTION,
    KEYWORDS,
    LABELLED,
    SECTION,
    SITE,
    label_language,
)
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.front_fields import banners, finish
from pubkit.structure.front_people import addressed, affiliated, author_note, starred_notes
from pubkit.structure.front_title import above_the_journal, only_names, title_below, title_lines, told_title
from pubkit.structure.front_zone import HOW_NAMED, LONG, ZONE, Place, Zone, marks_of, rest_of_line, unmarked
from pubkit.structure.names import name_list
from pubkit.structure.wording import complete

__all__ = ["front_matter", "run_in_introduction"]

_SKIP = -1
"""What stands above a marked title or above the journal's lines, and is none of these, stays where it is."""


def run_in_introduction(text: str) -> re.Match[str] | None:
    """The section word that a paragraph begins with, where a sentence with a capital follows it."""
    match = SECTION.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    follows = re.match(r"[.:]?\s+(?=[\"'“‘«]?[^\W\d_a-zß-öø-ÿа-я])", rest)
    return match if follows and match["word"][:1].isupper() and len(rest.split()) >= 8 else None


def front_matter(draft: Draft) -> Draft:
    """Lift the front matter out of the flow."""
    zone = Zone(draft.front, heads=draft.heads, paged=draft.paged, vocabulary=draft.vocabulary)
    zone.title = draft.front.title
    pieces = draft.pieces[:ZONE]
    banners(pieces, zone, told=draft.told)
    index = told_title(pieces, zone)
    while index < len(pieces):
        if index in zone.gone:
            index += 1
            continue
        used = _take(pieces, index, zone)
        if used == 0:
            break
        if used == _SKIP:
            index += 1
            continue
        zone.gone.update(range(index, index + used))
        index += used
    starred_notes(draft.pieces, zone)
    return finish(draft, zone)


def _take(pieces: Sequence[Piece], index: int, zone: Zone) -> int:
    """Take the piece at `index`, and those that belong to it; the number of pieces taken, 0 at the body."""
    piece = pieces[index]
    text = piece.string
    if piece.role in (Role.PULL_QUOTE, Role.LIST_ITEM):
        return 0
    if INTRODUCTION.fullmatch(text.strip()) or run_in_introduction(text):
        return 0
    if match := KEYWORDS.match(text):
        return _keywords(pieces, index, match.end(), zone)
    match = _abstract_label(piece)
    if match and piece.role is Role.HEADING and not zone.abstracts and match.end() >= len(text):
        return _abstract(pieces, index, match.end(), zone)
    if piece.role is Role.HEADING and (zone.abstracts or (zone.title is not None and not zone.paged)):
        return 0
    if match:
        return _abstract(pieces, index, match.end(), zone)
    if STARRED.match(text) and zone.title is not None:
        return author_note(piece, zone)
    for name, pattern in LABELLED:
        labelled = pattern.match(text)
        if labelled and len(text) < 250:
            value = piece.text[labelled.end() :].strip(" .") if name == "doi" else piece.text
            zone.other.append((name, value))
            zone.aside.append(SetAside(piece.text[: labelled.end()], "label")) if name == "doi" else None
            return 1
    if SITE.fullmatch(text) and len(text) < 120:
        zone.aside.append(SetAside(piece.text, "site-furniture", "a line of the web site"))
        return 1
    if zone.title is None and piece.role is not Role.HEADING and title_below(pieces, index, zone):
        return _SKIP
    if len(text.split()) >= LONG:
        return _unlabelled(pieces, index, zone)
    if piece.role is Role.HEADING and piece.mark.text:
        if zone.title is not None:
            return 0
        zone.title = piece.text
        return 1
    if zone.title is None and zone.paged and above_the_journal(pieces, index, zone):
        return _SKIP
    if zone.title is None and zone.paged and not _is_prose(text):
        return title_lines(pieces, index, zone)
    used = _heading_lines(pieces, index, zone)
    if used == 0 and zone.authors and not zone.abstracts and _abstract_follows(pieces, index):
        zone.affiliations.append(Place(piece.text))  # a line between the authors and the abstract
        return 1
    return used


def _abstract_label(piece: Piece) -> re.Match[str] | None:
    """The label of an abstract: with a colon, on a line of its own, or before a sentence with a capital."""
    text = piece.string
    match = ABSTRACT.match(text)
    if match is None:
        return None
    alone = match.end() >= len(text) or (bool(piece.parts) and match.end() > len(piece.parts[0].text))
    return match if alone or match["colon"] or text[match.end()].isupper() else None


def _abstract_follows(pieces: Sequence[Piece], index: int) -> bool:
    """Whether only short lines that are no headings of the body stand between this one and the abstract."""
    for piece in pieces[index : index + 5]:
        text = piece.string
        if _abstract_label(piece):
            return True
        if len(text) > 100 or complete(text) or SECTION.fullmatch(text.strip()) or piece.mark.text:
            return False
    return False


def _keywords(pieces: Sequence[Piece], index: int, start: int, zone: Zone) -> int:
    used = 1
    body = pieces[index].text[start:].strip()
    zone.aside.append(SetAside(pieces[index].text[:start], "label", "label of the keywords"))
    if not body.text and index + 1 < len(pieces) and index + 1 not in zone.gone:
        body, used = pieces[index + 1].text, 2
    separator = next((sign for sign in ";؛；•،、，" if sign in body.text), ",")
    for part in body.split(re.compile(re.escape(separator))):
        word = part.strip(" .,;؛；،、，")
        if word.text:
            zone.keywords.append(word)
    kept = {number for word in zone.keywords for number in word.origins}
    rest = [i for i, number in enumerate(body.origins) if number not in kept and not body.text[i].isspace()]
    zone.aside.extend(SetAside(body[i : i + 1], "separator") for i in rest)
    return used


def _abstract(pieces: Sequence[Piece], index: int, start: int, zone: Zone) -> int:
    body = pieces[index].text[start:].strip()
    zone.aside.append(SetAside(pieces[index].text[:start], "label", "label of the abstract"))
    used = 1
    parts = [body] if body.text else []
    if not parts and index + 1 < len(pieces) and index + 1 not in zone.gone:
        parts, used = [pieces[index + 1].text], 2
    for ahead in range(used, 4):  # paragraphs of the abstract, where the keywords tell its end
        later = [piece.string for piece in pieces[index + used : index + ahead + 1]]
        if zone.gone & set(range(index + used, index + ahead)):
            break
        if later and KEYWORDS.match(later[-1]) and all(len(text.split()) >= 12 for text in later[:-1]):
            parts += [piece.text for piece in pieces[index + used : index + ahead]]
            used = ahead
            break
    if pieces[index].role is Role.HEADING and pieces[index].mark.text and used == 2:
        more = [piece.text for piece in _until_heading(pieces[index + 2 :])]
        parts, used = [*parts, *more], used + len(more)
    if not parts:
        return used
    language = label_language(pieces[index].string[:start])
    own = language == zone.front.language or not language
    zone.abstracts.append(("" if own else language, TracedText.added(" ").join(parts)))
    return used


def _until_heading(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The paragraphs before the next heading or the keywords, where it is near."""
    end = next((i for i, p in enumerate(pieces[:6]) if p.role is not Role.TEXT or KEYWORDS.match(p.string)), 0)
    return pieces[:end]


def _unlabelled(pieces: Sequence[Piece], index: int, zone: Zone) -> int:
    """A long paragraph is the abstract where keywords or the introduction come next."""
    if zone.abstracts or zone.title is None:
        return 0
    for later in pieces[index + 1 : index + 5]:
        text = later.string
        if KEYWORDS.match(text) or INTRODUCTION.fullmatch(text.strip()) or run_in_introduction(text):
            zone.abstracts.append(("", pieces[index].text))
            return 1
        if len(text.split()) >= LONG:
            return 0
    return 0


def _title_below_names(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line of names stands above the title: the next line is short, no names, no label and no sentence."""
    text = pieces[index].string
    if AFFILIATION.search(text) or not only_names(text) or index + 2 >= len(pieces):
        return False
    below = pieces[index + 1].string
    labels = (ABSTRACT, KEYWORDS, SECTION, INTRODUCTION)
    told = any(label.match(below) for label in labels) or AFFILIATION.search(below) or EMAIL.search(below)
    return not (told or only_names(below) or len(below.split()) < 3 or len(below.split()) > 30 or complete(below))


def _authors(piece: Piece, start: int, names: Sequence[tuple[int, int]], zone: Zone) -> int:
    text = piece.string
    zone.authors += [Author(unmarked(piece.text[start + a : start + b], zone)) for a, b in names]
    ends = [a for a, _ in names[1:]] + [len(text)]
    zone.marks += [marks_of(text[start + b : start + end]) for (_, b), end in zip(names, ends, strict=True)]
    rest_of_line(piece.text, [(start + a, start + b) for a, b in names], zone)
    return 1


def _heading_lines(pieces: Sequence[Piece], index: int, zone: Zone) -> int:
    """A short line of the zone: title, authors, affiliation."""
    piece = pieces[index]
    text = piece.string
    if zone.title is None and not zone.authors and _title_below_names(pieces, index):
        lead = HOW_NAMED.match(text)
        return _authors(piece, lead.end() if lead else 0, name_list(text[lead.end() if lead else 0 :]), zone)
    if zone.title is None:
        if len(text) < 3 or not any(map(str.isalpha, text)) or _is_prose(text):
            return 0
        zone.title = piece.text
        return 1
    if zone.title.text.casefold() == text.casefold():
        zone.aside.append(SetAside(piece.text, "running-head", "the title again"))
        return 1
    if zone.abstracts or zone.keywords:
        return 0
    lead = HOW_NAMED.match(text)
    start = lead.end() if lead else 0
    names = name_list(text[start:])
    cue = AFFILIATION.search(text)
    if names and not cue:
        return _authors(piece, start, names, zone)
    if not cue and EMAIL.search(text) and len(text) < 160:
        return addressed(piece, zone)
    if cue:
        return affiliated(piece, zone)
    return 0


def _is_prose(text: str) -> bool:
    """More than a title says: two sentences of some length, or one long one with a full stop."""
    return len(text.split()) > 18 and (
        bool(re.search(r"[a-zß-öø-ÿа-я][.!]\d{0,3} +[^\W\d_a-z]", text)) or text.endswith(".")
    )
