"""How the types and fields of BibTeX and BibLaTeX answer to those of CSL (the BibLaTeX manual, 2; CSL 1.0.2, III-IV).

The tables are read both ways: `bibtex` and `biblatex` read the same union of both dialects and write their own.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = [
    "BIBLATEX_TYPES",
    "BIBTEX_TYPES",
    "CSL_TYPES",
    "LAW_TYPES",
    "NAME_FIELDS",
    "PLAIN_FIELDS",
    "TITLE_FIELDS",
    "VERBATIM_FIELDS",
]

CSL_TYPES = MappingProxyType(
    {
        "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
        "booklet": "pamphlet", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
        "incollection": "chapter", "suppcollection": "chapter", "inproceedings": "paper-conference",
        "conference": "paper-conference", "proceedings": "book", "mvproceedings": "book", "manual": "report",
        "report": "report", "techreport": "report", "thesis": "thesis", "phdthesis": "thesis",
        "mastersthesis": "thesis", "online": "webpage", "electronic": "webpage", "www": "webpage", "misc": "document",
        "unpublished": "manuscript", "inreference": "entry-encyclopedia", "reference": "book", "mvreference": "book",
        "periodical": "periodical", "suppperiodical": "article-journal", "review": "review", "patent": "patent",
        "dataset": "dataset", "software": "software", "letter": "personal_communication", "image": "graphic",
        "artwork": "graphic", "video": "motion_picture", "movie": "motion_picture", "audio": "song", "music": "song",
        "performance": "performance", "legislation": "legislation", "legal": "treaty", "jurisdiction": "legal_case",
        "standard": "standard", "commentary": "book", "map": "map",
    }
)  # fmt: skip
"""The CSL type of a .bib entry."""

BIBLATEX_TYPES = MappingProxyType(
    {
        "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
        "chapter": "incollection", "paper-conference": "inproceedings", "report": "report", "thesis": "thesis",
        "webpage": "online", "post": "online", "post-weblog": "online", "manuscript": "unpublished",
        "entry-encyclopedia": "inreference", "entry-dictionary": "inreference", "entry": "inreference",
        "periodical": "periodical", "review": "review", "review-book": "review", "patent": "patent",
        "dataset": "dataset", "software": "software", "personal_communication": "letter", "graphic": "image",
        "figure": "image", "motion_picture": "movie", "song": "audio", "broadcast": "misc",
        "performance": "performance", "legislation": "legislation", "bill": "legislation", "treaty": "legal",
        "legal_case": "jurisdiction", "standard": "standard", "pamphlet": "booklet", "classic": "book",
        "speech": "unpublished", "collection": "misc", "document": "misc", "article": "unpublished",
        "hearing": "misc", "interview": "misc", "map": "misc", "musical_score": "misc", "regulation": "legislation",
        "event": "misc",
    }
)  # fmt: skip
"""The BibLaTeX type of a CSL type."""

LAW_TYPES = frozenset({"legal_case", "legislation", "treaty", "bill", "regulation", "hearing"})
"""CSL types whose `number` is that of a case or statute, also where a reporter or gazette is named."""

BIBTEX_TYPES = MappingProxyType(
    {
        "report": "techreport", "thesis": "phdthesis", "online": "misc", "inreference": "incollection",
        "periodical": "misc", "review": "article", "patent": "misc", "dataset": "misc", "software": "misc",
        "letter": "misc", "image": "misc", "movie": "misc", "audio": "misc", "performance": "misc",
        "legislation": "misc", "legal": "misc", "jurisdiction": "misc", "standard": "misc",
    }
)  # fmt: skip
"""What BibTeX's standard styles know in place of a BibLaTeX type."""

NAME_FIELDS = MappingProxyType(
    {
        "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
        "director": "director", "holder": "author", "origauthor": "original-author", "recipient": "recipient",
        "interviewer": "interviewer", "illustrator": "illustrator", "composer": "composer",
        "collectioneditor": "collection-editor", "editorialdirector": "editorial-director",
        "reviewedauthor": "reviewed-author", "containerauthor": "container-author",
    }
)  # fmt: skip
"""Fields of names and their CSL variables."""

TITLE_FIELDS = MappingProxyType(
    {
        "title": "title", "shorttitle": "title-short", "series": "collection-title", "origtitle": "original-title",
        "reviewedtitle": "reviewed-title", "eventtitle": "event-title",
    }
)  # fmt: skip
"""Fields whose braces keep letters as they are."""

PLAIN_FIELDS = MappingProxyType(
    {
        "volume": "volume", "edition": "edition", "publisher": "publisher", "chapter": "chapter-number",
        "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "abstract": "abstract", "note": "note",
        "annotation": "annote", "annote": "annote", "keywords": "keyword", "type": "genre", "version": "version",
        "volumes": "number-of-volumes", "pagetotal": "number-of-pages", "venue": "event-place", "library": "archive",
        "pubstate": "status", "origlocation": "original-publisher-place", "origpublisher": "original-publisher",
        "section": "section", "part": "part-number", "references": "references", "medium": "medium",
        "scale": "scale", "dimensions": "dimensions", "callnumber": "call-number",
        "archivelocation": "archive_location",
        "source": "source", "jurisdictionname": "jurisdiction", "authority": "authority",
    }
)  # fmt: skip
"""Fields of plain text and their CSL variables."""

VERBATIM_FIELDS = MappingProxyType({"url": "URL", "doi": "DOI"})
"""Fields that are no LaTeX."""
