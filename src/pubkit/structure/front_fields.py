"""The fields of the front matter from what was found, the lines of the journal among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.article import Author, FrontMatter, SetAside
from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.banner import Banner, read_banner
from pubkit.structure.cues import INTRODUCTION, NOTES, REFERENCES
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.front_zone import LONG, Zone, unmarked

__all__ = ["banners", "finish"]


_BODY = re.compile(f"{INTRODUCTION.pattern}|{NOTES.pattern}|{REFERENCES.pattern}", re.IGNORECASE)
"""Headings below which nothing is of the front matter."""


def banners(pieces: Sequence[Piece], zone: Zone, *, told: bool) -> None:
    """Journal lines before the first paragraph, and the line with the journal's name alone above one of them."""
    end = next((i for i, piece in enumerate(pieces) if len(piece.string.split()) >= LONG), len(pieces))
    end = next((i for i, piece in enumerate(pieces[:end]) if _BODY.fullmatch(piece.string.strip())), end)
    if told:
        end = next((i for i, piece in enumerate(pieces[:end]) if i and piece.role is Role.HEADING), end)
    found: dict[int, Banner] = {}
    for index, piece in enumerate(pieces[: min(end, 12)]):
        banner = read_banner(piece.text)
        if banner and not (index == 0 and banner.journal is None and banner.volume is None):
            found[index] = banner
    if not found:
        return
    best = max(found, key=lambda i: sum(x is not None for x in (found[i].journal, found[i].volume, found[i].issue)))
    journal = found[best].journal
    if journal is None and best and best - 1 not in found and _is_short(pieces[best - 1]):
        others = sum(_is_short(piece) for i, piece in enumerate(pieces[:end]) if i not in found and i != best - 1)
        if others:
            journal = pieces[best - 1].text
            zone.gone.add(best - 1)
    name = journal.text.casefold() if journal else "\0"
    for index, piece in enumerate(pieces[: min(end, 12)]):
        text = piece.string.casefold()
        if index in zone.gone or index == best:
            continue
        if index in found or text == name:
            zone.gone.add(index)
            zone.aside.append(SetAside(piece.text, "banner", "the journal's line again"))
    zone.gone.add(best)
    zone.banners.append(replace(found[best], journal=journal))
    zone.aside.append(SetAside(found[best].rest, "banner", "words around the journal's numbers"))


def _is_short(piece: Piece) -> bool:
    return piece.role in (Role.TEXT, Role.HEADING) and len(piece.string.split()) <= 12


def finish(draft: Draft, zone: Zone) -> Draft:
    title = zone.title
    if title is not None:
        title = unmarked(title, zone) if title.text[-1:] in "*†‡" else title
    banner = zone.banners[0] if zone.banners else Banner()
    authors = _placed(zone)
    doi = next((value for key, value in zone.other if key == "doi"), None)
    front = replace(
        draft.front, title=title, authors=tuple(authors), abstracts=tuple(zone.abstracts),
        keywords=tuple(zone.keywords), journal=banner.journal, volume=banner.volume, issue=banner.issue,
        season=banner.season, year=banner.year, pages=banner.pages, doi=doi,
        other=tuple((k, v) for k, v in zone.other if k != "doi"),
    )  # fmt: skip
    zone.aside += [SetAside(draft.pieces[index].mark, "markup") for index in zone.gone if draft.pieces[index].mark.text]
    front = _with_told(draft.front, front, zone)
    out = draft.without({index: SetAside(TracedText.added(""), "front") for index in zone.gone | zone.again})
    aside = tuple(item for item in out.aside if item.rule != "front")
    return replace(out, front=front, aside=(*aside, *zone.aside))


def _placed(zone: Zone) -> list[Author]:
    """The authors with their affiliations: by the marks where they have some, else by their order or number."""
    authors, places = list(zone.authors), zone.affiliations
    if not authors or not places:
        return authors
    marks = [place.mark for place in places]
    if all(marks) and all(any(mark in author for author in zone.marks) for mark in marks):
        return [
            replace(author, affiliation=_joined([place.text for place in places if place.mark in own], "; "))
            for author, own in zip(authors, zone.marks, strict=True)
        ]
    texts = [place.text for place in places]
    if len(authors) == len(texts):
        return [replace(author, affiliation=text) for author, text in zip(authors, texts, strict=True)]
    listed = list(texts[0].split(re.compile(r";"))) if len(texts) == 1 else []
    if len(listed) > 1:
        if len(listed) == len(authors):
            stops = [i for i, char in enumerate(texts[0].text) if char == ";"]
            zone.aside += [SetAside(texts[0][i : i + 1], "separator", "between affiliations") for i in stops]
            return [replace(author, affiliation=text.strip()) for author, text in zip(authors, listed, strict=True)]
    elif len(texts) == 1:
        return [replace(author, affiliation=texts[0]) for author in authors]
    authors[0] = replace(authors[0], affiliation=_joined(texts, ", "))
    return authors


def _joined(texts: Sequence[TracedText], gap: str) -> TracedText | None:
    return TracedText.added(gap).join(texts) if texts else None


def _with_told(told: FrontMatter, found: FrontMatter, zone: Zone) -> FrontMatter:
    """Names and numbers as the front block gives them, abstract and keywords as the page prints them."""
    if told.title is None:
        return found
    twice: list[TracedText | None] = []
    authors = found.authors
    if told.authors:
        twice += [text for author in found.authors for text in (author.name, author.note or author.affiliation)]
        authors = told.authors
    abstracts, keywords = found.abstracts or told.abstracts, found.keywords or told.keywords
    if found.abstracts:
        twice += [text for _, text in told.abstracts]
    if found.keywords:
        twice += told.keywords
    fields = {}
    for name in ("journal", "volume", "issue", "season", "year", "pages", "doi"):
        one, two = getattr(told, name), getattr(found, name)
        fields[name] = one or two
        twice.append(two if one and two is not one else None)
    zone.aside += [SetAside(text, "front-again", "the file says it twice") for text in twice if text]
    return replace(
        found, authors=authors, abstracts=abstracts, keywords=keywords, other=told.other + found.other,
        **fields,
    )  # fmt: skip
