"""What the head of a page says to machines: Highwire, Dublin Core, OpenGraph, JSON-LD (schema.org).

In: the metadata. Out: HTML of `<meta>` elements and one `<script type="application/ld+json">`, which runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from pubkit.model.metadata import Metadata

__all__ = ["head_html", "json_ld"]


def head_html(metadata: Metadata, title: str) -> str:
    """The `<meta>` elements of an article."""
    lines = [f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in _named(metadata, title)]
    lines += [
        f'<meta property="{escape(name)}" content="{escape(content)}">'
        for name, content in (("og:type", "article"), ("og:title", title), ("og:site_name", metadata.journal))
        if content
    ]
    if metadata.url:
        lines.append(f'<link rel="canonical" href="{escape(metadata.url)}">')
    return "\n".join(lines)


def _named(metadata: Metadata, title: str) -> Iterator[tuple[str, str]]:
    pairs = [
        ("citation_title", title),
        *(("citation_author", author.name) for author in metadata.authors),
        ("citation_journal_title", metadata.journal), ("citation_volume", metadata.volume),
        ("citation_issue", metadata.issue), ("citation_publication_date", metadata.published or metadata.year),
        ("citation_firstpage", metadata.first_page), ("citation_lastpage", metadata.last_page),
        ("citation_issn", metadata.issn), ("citation_doi", metadata.doi), ("citation_publisher", metadata.publisher),
        ("citation_language", metadata.language), ("citation_keywords", "; ".join(metadata.keywords)),
        ("DC.title", title), *(("DC.creator", author.name) for author in metadata.authors),
        ("DC.language", metadata.language), ("DC.date", metadata.published or metadata.year),
        ("DC.publisher", metadata.publisher), ("DC.rights", metadata.license), ("DC.identifier", metadata.doi),
        ("author", ", ".join(author.name for author in metadata.authors)),
        ("keywords", ", ".join(metadata.keywords)), ("dcterms.created", metadata.published),
    ]  # fmt: skip
    yield from ((name, content) for name, content in pairs if content)


def json_ld(metadata: Metadata, title: str) -> str:
    """The article as schema.org's ScholarlyArticle."""
    article = {
        "@context": "https://schema.org", "@type": "ScholarlyArticle", "headline": title,
        "inLanguage": metadata.language, "keywords": list(metadata.keywords),
        "author": [_person(author.name, author.affiliations, author.orcid) for author in metadata.authors],
        "datePublished": metadata.published or metadata.year,
        "isPartOf": {"@type": "Periodical", "name": metadata.journal} if metadata.journal else {},
        "identifier": f"https://doi.org/{metadata.doi}" if metadata.doi else "",
        "license": metadata.license,
    }  # fmt: skip
    text = json.dumps({key: value for key, value in article.items() if value}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _person(name: str, affiliations: tuple[str, ...], orcid: str) -> dict[str, object]:
    person: dict[str, object] = {"@type": "Person", "name": name}
    if affiliations:
        person["affiliation"] = [{"@type": "Organization", "name": affiliation} for affiliation in affiliations]
    if orcid:
        person["@id"] = f"https://orcid.org/{orcid}"
    return person
