"""An article as schema.org's ScholarlyArticle, in JSON-LD.

In: the metadata, the works of the bibliography. Out: JSON that can stand in a `<script>` element: no sign in it can end
the element or begin another.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting.meta import plain
from pubkit.typesetting.works import Work, iso

__all__ = ["json_ld"]

_TYPES = MappingProxyType(
    {
        "article-journal": "ScholarlyArticle", "article-magazine": "Article", "article-newspaper": "NewsArticle",
        "book": "Book", "chapter": "Chapter", "thesis": "Thesis", "report": "Report", "webpage": "WebPage",
        "dataset": "Dataset", "software": "SoftwareApplication", "legislation": "Legislation", "map": "Map",
    }
)  # fmt: skip


def json_ld(metadata: Metadata, title: str, works: Sequence[Work] = ()) -> str:
    """The article as JSON-LD."""
    doi = f"https://doi.org/{metadata.doi}" if metadata.doi else ""
    article = {
        "@context": "https://schema.org", "@type": "ScholarlyArticle", "@id": doi or metadata.url, "headline": title,
        "alternativeHeadline": plain(metadata.subtitle), "inLanguage": metadata.language, "url": metadata.url,
        "author": [_author(author) for author in metadata.authors], "datePublished": metadata.issued,
        "keywords": [plain(word) for word in metadata.keywords], "abstract": plain(" ".join(metadata.abstract.split())),
        "isPartOf": _part_of(metadata), "pageStart": metadata.first_page, "pageEnd": metadata.last_page,
        "publisher": _typed("Organization", name=metadata.publisher) if metadata.publisher else None,
        "license": metadata.license_url or metadata.license, "copyrightNotice": metadata.copyright,
        "sameAs": doi, "identifier": _typed("PropertyValue", propertyID="DOI", value=metadata.doi) if doi else None,
        "funding": [_typed("Grant", identifier=list(paid.awards), description=paid.statement,
                           funder=_typed("Organization", name=paid.source) if paid.source else None)
                    for paid in metadata.funding],
        "citation": [_work(work) for work in works],
    }  # fmt: skip
    text = json.dumps(_said(article), ensure_ascii=False)
    for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _said(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value not in (None, "", [], {})}


def _typed(kind: str, **values: Any) -> dict[str, Any]:
    return {"@type": kind, **_said(values)}


def _author(author: Contributor) -> dict[str, Any]:
    kind = "Organization" if author.collective else "Person"
    places = [_typed("Organization", name=plain(place)) for place in author.affiliations]
    said = _typed(kind, name=plain(author.name), givenName=author.given, familyName=author.family, affiliation=places)
    return said | ({"@id": f"https://orcid.org/{author.orcid}"} if author.orcid else {})


def _part_of(metadata: Metadata) -> dict[str, Any] | None:
    """The issue, which is part of the volume, which is part of the journal."""
    if not metadata.journal:
        return None
    numbers = [number for number in (metadata.issn, metadata.eissn) if number]
    whole = _typed("Periodical", name=metadata.journal, issn=numbers)
    if metadata.volume:
        whole = _typed("PublicationVolume", volumeNumber=metadata.volume, isPartOf=whole)
    if metadata.issue:
        whole = _typed("PublicationIssue", issueNumber=metadata.issue, isPartOf=whole)
    return whole


def _work(work: Work) -> dict[str, Any]:
    people = [
        _typed("Organization" if person.literal else "Person", name=person.printed) for person in work.people("author")
    ]
    doi = work.text("DOI")
    container = work.text("container-title")
    return _typed(
        _TYPES.get(work.type, "CreativeWork"), name=work.text("title"), author=people,
        datePublished=iso(work.date("issued")),
        isPartOf=_typed("CreativeWork", name=container) if container else None, pagination=work.text("page"),
        publisher=_typed("Organization", name=work.text("publisher")) if work.text("publisher") else None,
        isbn=work.text("ISBN"), sameAs=f"https://doi.org/{doi}" if doi else "", url=work.text("URL"),
    )  # fmt: skip
