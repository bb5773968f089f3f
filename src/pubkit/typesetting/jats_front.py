"""The front of a JATS article: journal, article, people, dates, permissions, abstract, keywords, funding.

In: the metadata; titles and abstracts as pandoc wrote them. Out: `<front>` of JATS 1.3 (Archiving and Interchange),
in which nothing stands that the metadata does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting.meta import plain

__all__ = ["front"]

_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def front(metadata: Metadata, written: etree._Element | None) -> etree._Element:
    """The front matter; `written` is pandoc's, from which title, subtitle and abstract are taken with their markup."""
    element = etree.Element("front")
    if metadata.journal:
        element.append(_journal(metadata))
    element.append(_article(metadata, written))
    return element


def _made(tag: str, *children: Any, **attributes: str) -> etree._Element:
    """An element of texts and elements; what is None or empty is left out."""
    element = etree.Element(tag, {name.replace("_", "-"): value for name, value in attributes.items() if value})
    for child in children:
        if isinstance(child, str):
            if len(element):
                element[-1].tail = (element[-1].tail or "") + child
            else:
                element.text = (element.text or "") + child
        elif child is not None:
            element.append(child)
    return element


def _text(tag: str, text: str, **attributes: str) -> Iterator[etree._Element]:
    if text:
        yield _made(tag, text, **attributes)


def _journal(metadata: Metadata) -> etree._Element:
    titles = [*_text("journal-title", metadata.journal)]
    titles += _text("abbrev-journal-title", metadata.journal_short)
    publisher = [*_text("publisher-name", metadata.publisher)]
    publisher += _text("publisher-loc", metadata.publisher_place) if metadata.publisher else []
    return _made(
        "journal-meta",
        *_text("journal-id", metadata.journal_short, journal_id_type="publisher-id"),
        _made("journal-title-group", *titles),
        *_text("issn", metadata.issn, publication_format="print" if metadata.eissn else ""),
        *_text("issn", metadata.eissn, publication_format="electronic"),
        _made("publisher", *publisher) if publisher else None,
    )


def _article(metadata: Metadata, written: etree._Element | None) -> etree._Element:
    def taken(tag: str) -> etree._Element | None:
        found = written.find(f".//{tag}") if written is not None else None
        if found is not None:
            found.tail = None
        return found

    affiliations = list(dict.fromkeys(place for author in metadata.authors for place in author.affiliations))
    return _made(
        "article-meta",
        *_text("article-id", metadata.doi, pub_id_type="doi"),
        _made("title-group", taken("article-title"), taken("subtitle"),
              *_text("alt-title", plain(metadata.short_title), alt_title_type="running-head")),
        _contributors(metadata.authors, affiliations),
        *(_made("aff", _made("label", str(n)), plain(place), id=f"aff{n}") for n, place in enumerate(affiliations, 1)),
        _author_notes(metadata.authors),
        _date("pub-date", metadata.issued, metadata.season, date_type="pub"),
        *_text("volume", metadata.volume), *_text("issue", metadata.issue),
        *(_text("fpage", metadata.first_page)), *(_text("lpage", metadata.last_page if metadata.first_page else "")),
        *(_text("elocation-id", "" if metadata.first_page else metadata.elocation)),
        _history(metadata.dates), _permissions(metadata),
        *(_made("self-uri", **{f"{_XLINK}href": metadata.url}) for _ in (1,) if metadata.url),
        taken("abstract"),
        *(_translated(language, text) for language, text in metadata.abstracts),
        _made("kwd-group", *(_made("kwd", plain(word)) for word in metadata.keywords)) if metadata.keywords else None,
        _funding(metadata),
    )  # fmt: skip


def _contributors(authors: Sequence[Contributor], affiliations: list[str]) -> etree._Element | None:
    return (
        _made("contrib-group", *(_author(author, n, affiliations) for n, author in enumerate(authors, 1)))
        if authors
        else None
    )


def _author(author: Contributor, number: int, affiliations: list[str]) -> etree._Element:
    places = [affiliations.index(place) + 1 for place in author.affiliations]
    return _made(
        "contrib",
        *_text("contrib-id", f"https://orcid.org/{author.orcid}" if author.orcid else "", contrib_id_type="orcid"),
        _name(author),
        *(_made("role", role) for role in author.roles),
        *(_made("email", author.email) for _ in (1,) if author.email and not author.corresponding),
        *(_made("xref", str(place), ref_type="aff", rid=f"aff{place}") for place in places),
        *(_made("xref", "*", ref_type="corresp", rid=f"cor{number}") for _ in (1,) if _writes(author)),
        *(_made("bio", _made("p", plain(author.note))) for _ in (1,) if author.note),
        contrib_type="author", corresp="yes" if author.corresponding else "",
    )  # fmt: skip


def _writes(author: Contributor) -> bool:
    return author.corresponding and bool(author.email)


def _name(author: Contributor) -> etree._Element:
    if author.collective:
        return _made("collab", author.name)
    if author.family:
        return _made("name", _made("surname", author.family), *_text("given-names", author.given))
    return _made("string-name", author.name)


def _author_notes(authors: Sequence[Contributor]) -> etree._Element | None:
    notes = [_made("corresp", _made("email", author.email), id=f"cor{number}")
             for number, author in enumerate(authors, 1) if _writes(author)]  # fmt: skip
    return _made("author-notes", *notes) if notes else None


def _date(tag: str, iso: str, season: str = "", **attributes: str) -> etree._Element | None:
    if not iso:
        return None
    year, *rest = iso.split("-")
    parts = [_made(name, part.lstrip("0")) for name, part in zip(("month", "day"), rest, strict=False)]
    parts = [*reversed(parts), *(_text("season", season) if not rest else ()), _made("year", year)]
    return _made(tag, *parts, **attributes, iso_8601_date=iso)


def _history(dates: Mapping[str, str]) -> etree._Element | None:
    known = [_date("date", dates[name], date_type=kind)
             for name, kind in (("received", "received"), ("accepted", "accepted")) if name in dates]  # fmt: skip
    return _made("history", *known) if known else None


def _permissions(metadata: Metadata) -> etree._Element | None:
    license_element = None
    if metadata.license:
        license_element = _made("license", _made("license-p", plain(metadata.license)))
        if metadata.license_url:
            license_element.set(f"{_XLINK}href", metadata.license_url)
    if not metadata.copyright and license_element is None:
        return None
    return _made("permissions", *_text("copyright-statement", metadata.copyright), license_element)


def _translated(language: str, text: str) -> etree._Element:
    paragraphs = [_made("p", plain(" ".join(part.split()))) for part in text.split("\n\n") if part.strip()]
    element = _made("trans-abstract", *paragraphs)
    if language:
        element.set(f"{_XML}lang", language)
    return element


def _funding(metadata: Metadata) -> etree._Element | None:
    awards = [
        _made(
            "award-group", *_text("funding-source", paid.source), *(_made("award-id", award) for award in paid.awards)
        )
        for paid in metadata.funding
        if paid.source or paid.awards
    ]
    statements = [_made("funding-statement", paid.statement) for paid in metadata.funding if paid.statement]
    return _made("funding-group", *awards, *statements) if awards or statements else None
