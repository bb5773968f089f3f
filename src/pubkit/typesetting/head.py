"""What the head of a page says to machines: Highwire, Dublin Core, OpenGraph, JSON-LD (schema.org).

In: the metadata, the works of the bibliography. Out: `<meta>` and `<link>` elements and one `<script
type="application/ld+json">`, which runs nothing; it is for articles that say where they are found (a DOI, an address,
an ISSN): a page made of anyone's raw text has no `<script>` of any kind. Highwire's names are those that Google
Scholar's guidelines for webmasters list; dates are as exact as they are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from pubkit.model.metadata import Metadata
from pubkit.typesetting.json_ld import json_ld
from pubkit.typesetting.meta import plain
from pubkit.typesetting.works import Work, iso

__all__ = ["head_html"]

_SUMMARY = 300
"""Characters of a summary."""


def head_html(metadata: Metadata, title: str, works: Sequence[Work] = ()) -> str:
    """The elements of an article's head."""
    named = (*_highwire(metadata, title), *(("citation_reference", _reference(work)) for work in works))
    lines = [_meta("name", name, content) for name, content in (*named, *_dublin_core(metadata, title)) if content]
    lines += [_meta("property", name, content) for name, content in _open_graph(metadata, title) if content]
    lines.append('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">')
    if metadata.url:
        lines.append(f'<link rel="canonical" href="{escape(metadata.url)}">')
    if metadata.license_url:
        lines.append(f'<link rel="license" href="{escape(metadata.license_url)}">')
    if metadata.doi or metadata.url or metadata.issn or metadata.eissn:
        lines.append(f'<script type="application/ld+json">{json_ld(metadata, title, works)}</script>')
    return "\n".join(lines)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{escape(name)}" content="{escape(" ".join(content.split()))}">'


def _highwire(metadata: Metadata, title: str) -> Iterator[tuple[str, str]]:
    subtitle = plain(metadata.subtitle)
    yield "citation_title", f"{title}: {subtitle}" if subtitle else title
    for author in metadata.authors:
        yield "citation_author", plain(author.name)
        yield from (("citation_author_institution", plain(place)) for place in author.affiliations)
        yield "citation_author_orcid", f"https://orcid.org/{author.orcid}" if author.orcid else ""
        yield "citation_author_email", author.email
    yield "citation_publication_date", metadata.issued.replace("-", "/")
    yield from (
        ("citation_journal_title", metadata.journal), ("citation_journal_abbrev", metadata.journal_short),
        ("citation_issn", metadata.issn), ("citation_issn", metadata.eissn), ("citation_volume", metadata.volume),
        ("citation_issue", metadata.issue), ("citation_firstpage", metadata.first_page or metadata.elocation),
        ("citation_lastpage", metadata.last_page), ("citation_doi", metadata.doi),
        ("citation_publisher", metadata.publisher), ("citation_language", metadata.language),
        ("citation_abstract_html_url", metadata.url),
    )  # fmt: skip
    yield from (("citation_keywords", plain(word)) for word in metadata.keywords)


def _reference(work: Work) -> str:
    """One reference as Highwire has it: pairs with semicolons between."""
    first, last = work.pages
    pairs = [
        ("citation_title", work.text("title")),
        *(("citation_author", person.printed) for person in work.people("author")),
        ("citation_journal_title" if work.type.startswith("article") else "citation_inbook_title",
         work.text("container-title")),
        ("citation_publication_date", iso(work.date("issued")).replace("-", "/")),
        ("citation_volume", work.text("volume")), ("citation_issue", work.text("issue")),
        ("citation_firstpage", first), ("citation_lastpage", last),
        ("citation_doi", work.text("DOI")), ("citation_isbn", work.text("ISBN")),
        ("citation_publisher", work.text("publisher")),
    ]  # fmt: skip
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in pairs if value)


def _dublin_core(metadata: Metadata, title: str) -> Iterator[tuple[str, str]]:
    place = ", ".join(part for part in (metadata.journal, metadata.volume, metadata.issue) if part)
    yield "DC.title", title
    yield from (("DC.creator", _inverted(author.family, author.given, author.name)) for author in metadata.authors)
    yield from (("DC.subject", plain(word)) for word in metadata.keywords)
    yield from (
        ("DC.description", _summary(metadata)), ("DC.publisher", metadata.publisher), ("DC.date", metadata.issued),
        ("DC.type", "Text"), ("DC.format", "text/html"), ("DC.language", metadata.language),
        ("DC.identifier", f"https://doi.org/{metadata.doi}" if metadata.doi else metadata.url),
        ("DC.source", place if metadata.journal else ""), ("DC.rights", metadata.license_url or metadata.license),
        ("dcterms.created", metadata.dates.get("published", "")),
        ("dcterms.dateSubmitted", metadata.dates.get("received", "")),
        ("dcterms.dateAccepted", metadata.dates.get("accepted", "")),
        ("author", ", ".join(plain(author.name) for author in metadata.authors)),
        ("keywords", ", ".join(plain(word) for word in metadata.keywords)), ("description", _summary(metadata)),
    )  # fmt: skip


def _open_graph(metadata: Metadata, title: str) -> Iterator[tuple[str, str]]:
    yield from (
        ("og:type", "article"), ("og:title", title), ("og:site_name", metadata.journal), ("og:url", metadata.url),
        ("og:description", _summary(metadata)), ("article:published_time", metadata.issued),
    )  # fmt: skip
    yield "og:locale", metadata.language.replace("-", "_") if len(metadata.language) == 5 else ""
    yield from (("article:author", plain(author.name)) for author in metadata.authors)
    yield from (("article:tag", plain(word)) for word in metadata.keywords)


def _inverted(family: str, given: str, name: str) -> str:
    return ", ".join(part for part in (family, given) if part) if family else plain(name)


def _summary(metadata: Metadata) -> str:
    text = plain(" ".join(metadata.abstract.split()))
    return text if len(text) <= _SUMMARY else text[:_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
