"""Where an article was published: journal, volume, pages, licence, funding, in the shapes that people write.

In: the mappings `journal:`, `article:` (pandoc's JATS template), `citation:` (Quarto), `biblio:`, `venue:` (MyST),
`copyright:`, `license:`, `funding:`. Out: fields of `Metadata`; what the top of the front matter says goes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pubkit.formats.front_shapes import Say, check_keys, first, listed, one_line
from pubkit.model.metadata import Funding

__all__ = ["funding", "license_of", "publication"]

_SHAPES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "journal": {
            "journal": ("title", "name"), "journal_short": ("abbrev-title", "abbreviation", "short_title", "short"),
            "issn": ("issn", "pissn"), "eissn": ("eissn", "e-issn"), "volume": ("volume",), "issue": ("issue",
            "number"),
            "season": ("season",), "year": ("year",), "publisher": ("publisher", "publisher-name"),
            "publisher_place": ("publisher-loc", "publisher-place"), "journal_id": ("publisher-id", "id"),
            "first_page": ("firstpage", "first_page", "fpage"), "last_page": ("lastpage", "last_page", "lpage"),
            "pages": ("pages", "page"),
        },
        "article": {
            "doi": ("doi",), "volume": ("volume",), "issue": ("issue",), "first_page": ("fpage",),
            "last_page": ("lpage",),
            "elocation": ("elocation-id",), "heading": ("heading",), "article_id": ("publisher-id", "pmid", "pmcid",
            "art-access-id"),
            "funding_statement": ("funding-statement",), "type": ("type",), "categories": ("categories",),
        },
        "citation": {
            "journal": ("container-title", "journal"), "journal_short": ("container-title-short",), "doi": ("doi",
            "DOI"),
            "url": ("url", "URL"), "issn": ("issn", "ISSN"), "volume": ("volume",), "issue": ("issue", "number"),
            "pages": ("page", "pages"), "first_page": ("page-first", "firstpage"), "last_page": ("page-last",
            "lastpage"),
            "publisher": ("publisher",), "publisher_place": ("publisher-place",), "elocation": ("article-number",
            "elocation-id"),
            "issued": ("issued", "date", "available-date"), "type": ("type",), "id": ("id",), "title": ("title",),
            "language": ("language",), "author": ("author",), "editor": ("editor",), "abstract": ("abstract",),
            "keyword": ("keyword", "keywords"), "isbn": ("isbn",), "license": ("license",), "pdf-url": ("pdf-url",),
        },
        "biblio": {
            "volume": ("volume",), "issue": ("issue",), "first_page": ("first_page", "first-page"),
            "last_page": ("last_page", "last-page"), "pages": ("pages",),
        },
        "venue": {
            "journal": ("title", "name"), "journal_short": ("short_title", "short-title", "acronym"),
            "issn": ("issn",), "publisher": ("publisher",),
            "venue_url": ("url",), "number": ("number",), "location": ("location",), "date": ("date",),
            "series": ("series",), "doi": ("doi",),
        },
    }
)  # fmt: skip
"""Fields of `Metadata` by the keys under which each mapping has them."""
_UNUSED = frozenset(
    {"heading", "article_id", "funding_statement", "type", "id", "title", "language", "author", "editor", "abstract",
     "keyword", "isbn", "license", "pdf-url", "venue_url", "number", "location", "date", "series", "categories",
     "journal_id"}
)  # fmt: skip


def publication(raw: Mapping[str, Any], say: Say) -> dict[str, str]:
    """What the mappings say, the first of them counting."""
    found: dict[str, str] = {}
    for key, fields in _SHAPES.items():
        value = raw.get(key)
        if key == "venue" and one_line(value):
            found.setdefault("journal", one_line(value))
        if not isinstance(value, Mapping):
            continue
        check_keys(value, {name for names in fields.values() for name in names}, (key,), say, f'"{key}"')
        for name, keys in fields.items():
            if name not in _UNUSED and (said := _said(value, keys)):
                found.setdefault(name, said)
    return found


def _said(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """A text; MyST has volumes and issues with number and title, lists of one are a text."""
    for key in keys:
        item = value.get(key)
        item = item[0] if isinstance(item, list) and len(item) == 1 else item
        if isinstance(item, Mapping):
            item = item.get("number") or item.get("title") or item.get("name")
        if one_line(item):
            return one_line(item)
    return ""


# -- licence -------------------------------------------------------------------------------------------------------

_COMMONS = re.compile(
    r"(?:creative\s+commons|cc)[\s-]*(?P<terms>zero|0|by(?:[\s-]*(?:nc|nd|sa))*)[\s-]*v?(?P<version>[1-4]\.[0-9])?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def license_of(value: Any) -> tuple[str, str]:
    """A licence as it is printed, and its address where that is known; Creative Commons have theirs by their names."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        printed = first(value, "text", "statement", "name", "id", "type", "content", "code")
        address = first(value, "url", "link")
        return printed or address, address or license_of(printed)[1]
    printed = one_line(value)
    address_found = _ADDRESS.search(printed)
    if address_found:
        return printed, address_found.group().rstrip(".,;)")
    commons = _COMMONS.search(printed)
    if commons is None:
        return printed, ""
    terms, version = re.sub(r"[\s-]+", "-", commons["terms"].lower()), commons["version"]
    if terms in {"zero", "0"}:
        return printed, "https://creativecommons.org/publicdomain/zero/1.0/"
    return printed, f"https://creativecommons.org/licenses/{terms}/{version}/" if version else ""


# -- funding -------------------------------------------------------------------------------------------------------

_NUMBERS = ("award-number", "award_number", "award-id", "award", "id", "number", "grant", "grant-number")
_SOURCES = ("source", "sources", "funder", "funders", "funding-source", "name")
_FUNDING = frozenset(
    {"statement", "text", "open-access", "open_access", "awards", "recipient", "recipients", "investigator",
    "investigators",
     "title", "description", "doi", *_NUMBERS, *_SOURCES}
)  # fmt: skip


def funding(value: Any, say: Say) -> Iterator[Funding]:
    """Who paid: a text, a mapping with a statement and awards, or a list of these."""
    for index, item in enumerate(value if isinstance(value, list) else [value] if value is not None else []):
        path = ("funding", index) if isinstance(value, list) else ("funding",)
        if not isinstance(item, Mapping):
            if one_line(item):
                yield Funding(one_line(item))
            continue
        check_keys(item, _FUNDING, path, say, "the funding")
        statement = first(item, "statement", "text", "description")
        awards = item.get("awards")
        if isinstance(awards, list):
            yield from [Funding(statement)] if statement else []
            yield from (Funding("", _source(award), _numbers(award)) for award in awards if isinstance(award, Mapping))
        else:
            yield Funding(statement, _source(item), _numbers(item))


def _source(item: Mapping[str, Any]) -> str:
    for key in _SOURCES:
        value = item.get(key)
        names = [first(each, "name", "institution", "text") if isinstance(each, Mapping) else one_line(each)
                 for each in (value if isinstance(value, list) else [value])]  # fmt: skip
        if said := "; ".join(name for name in names if name):
            return said
    return ""


def _numbers(item: Mapping[str, Any]) -> tuple[str, ...]:
    value = next((item[key] for key in _NUMBERS if item.get(key) is not None), None)
    return tuple(listed(value, split=False)) if isinstance(value, str | list) else ()
