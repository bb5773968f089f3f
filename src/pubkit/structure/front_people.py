"""Authors, their affiliations and the notes about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pubkit.model.article import Author, SetAside
from pubkit.records import replace
from pubkit.structure.author_note import EMAIL, STARRED, affiliation_of
from pubkit.structure.cues import (
    AFFILIATION,
)
from pubkit.structure.draft import Piece, Role
from pubkit.structure.front_zone import ZONE, Place, Zone, rest_of_line, unmarked
from pubkit.structure.names import is_name
from pubkit.structure.wording import complete, plain_digits

__all__ = ["addressed", "affiliated", "author_note", "starred_notes"]

_PLACE_MARK = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡§¶]+)\s*(?=[^\W\d_])")


def affiliated(piece: Piece, zone: Zone) -> int:
    """`Name Name University of Somewhere` or a line with an affiliation alone."""
    text = piece.string
    split = _name_end(text, zone.heads)
    if split and not zone.authors:
        zone.authors.append(Author(unmarked(piece.text[:split].strip(" ,;"), zone)))
        zone.marks.append(frozenset())
        rest_of_line(piece.text[:split], [(0, len(text[:split].rstrip(" ,;")))], zone)
        zone.affiliations.append(Place(piece.text[split:].strip()))
        return 1
    if zone.authors and len(text) < 200 and not complete(text):
        mark = _PLACE_MARK.match(text)
        start = mark.end() if mark else 0
        if start:
            zone.aside.append(SetAside(piece.text[:start], "author-mark", "mark of an affiliation"))
        zone.affiliations.append(Place(piece.text[start:], plain_digits(text[:start]).strip()))
        return 1
    return 0


def addressed(piece: Piece, zone: Zone) -> int:
    """A line with an e-mail address: it is the author's whose name is in it, or the only one's; else it is kept."""
    text = piece.string
    found = list(EMAIL.finditer(text))
    if not zone.authors:
        return 0
    owners: list[int] = []
    for match in found:
        local = match.group().partition("@")[0].casefold()
        named = [i for i, author in enumerate(zone.authors) if _in_address(author, local)]
        owners += named[:1] if len(named) == 1 else [0] if len(zone.authors) == len(found) == 1 else []
    free = all(zone.authors[owner].email is None for owner in owners)
    if len(set(owners)) < len(found) or not free:
        zone.other.append(("correspondence", piece.text))
        return 1
    for owner, match in zip(owners, found, strict=True):
        zone.authors[owner] = replace(zone.authors[owner], email=piece.text[match.start() : match.end()])
    rest_of_line(piece.text, [match.span() for match in found], zone)
    return 1


def _in_address(author: Author, local: str) -> bool:
    """Whether the last word of the name, without its accents, is in the part of an address before the @."""
    plain = unicodedata.normalize("NFKD", author.name.text.split()[-1].casefold())
    return re.sub(r"[^a-z]", "", plain) in local


def _name_end(text: str, heads: tuple[str, ...]) -> int:
    """Where the name ends and the affiliation begins; 0 where it cannot be told.

    A comma tells, a running head with the name tells, and so does `University of`; before `... University` the name
    has two tokens, or more with initials and particles.
    """
    cue = AFFILIATION.search(text)
    if cue is None:
        return 0
    comma = re.search(r"[,;(]", text[: cue.start()])
    if comma and is_name(text[: comma.start()]):
        return comma.end()
    for head in heads:
        if len(head) > 6 and text.startswith(head) and is_name(head):
            return len(head)
    before = list(re.finditer(r"\S+", text[: cue.start()]))
    of = re.match(r"\s+(?:of|de|für|for|di|do|da|des|du)\b", text[cue.end() :])
    if of and 2 <= len(before) <= 4 and is_name(text[: cue.start()]):
        return cue.start()
    for count in range(2, min(4, len(before)) + 1):
        token = before[count - 1].group()
        if token.endswith(".") or token.islower():
            continue
        end = before[count - 1].end()
        if is_name(text[:end]):
            return end
    return 0


def author_note(piece: Piece, zone: Zone) -> int:
    mark = STARRED.match(piece.string)
    assert mark is not None
    if not zone.authors:
        return 0
    note = piece.text[mark.end() :].strip()
    zone.aside.append(SetAside(piece.text[: mark.end()].strip(), "author-mark", "mark of the note about the author"))
    at = next((i for i, author in enumerate(zone.authors) if author.name.text.split()[-1] in note.text), -1)
    if at < 0:
        at = next((i for i, author in enumerate(zone.authors) if author.note is None), 0)
    if zone.authors[at].note is not None:
        return 0
    email = EMAIL.search(note.text)
    zone.authors[at] = replace(
        zone.authors[at], note=note, affiliation=affiliation_of(note),
        email=note[email.start() : email.end()] if email else None,
    )  # fmt: skip
    return 1


def starred_notes(pieces: Sequence[Piece], zone: Zone) -> None:
    """The starred note stands at the foot of the first page, so perhaps after the first paragraphs of the body."""
    marked = any(aside.rule == "author-mark" and aside.text.text[0] in "*†‡§¶" for aside in zone.aside)
    if not marked or not zone.authors or all(author.note for author in zone.authors):
        return
    for index, piece in enumerate(pieces[:ZONE]):
        if (
            index not in zone.gone
            and piece.role is Role.TEXT
            and STARRED.match(piece.string)
            and author_note(piece, zone)
        ):
            zone.gone.add(index)
