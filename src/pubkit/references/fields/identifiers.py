"""Addresses and identifiers: URL, DOI, ISBN, PMID and others."""

from __future__ import annotations

import re

from pubkit.references.fields.draft import Draft
from pubkit.references.segments import Segment

__all__ = ["read_doi", "read_identifier", "read_isbn", "read_url"]


def read_url(draft: Draft, segment: Segment) -> None:
    draft.string(
        "URL", re.sub(r"\s+", "", draft.text[segment.start : segment.end]), segment.start, segment.end, segment
    )


def read_doi(draft: Draft, segment: Segment) -> None:
    printed = re.sub(r"\s+", "", draft.text[segment.start : segment.end])
    if match := re.search(r"10\.\d{4,9}/\S+", printed):
        draft.string("DOI", match[0].rstrip(".,;"), segment.start, segment.end, segment)


def read_isbn(draft: Draft, segment: Segment) -> None:
    if match := re.search(
        r"[\d][\d\s–-]{7,15}[\dXx]", re.sub(r"(?i)isbn(?:-1[03])?", "", draft.text[segment.start : segment.end])
    ):
        draft.string("ISBN", re.sub(r"[\s–]", "-", match[0]), segment.start, segment.end, segment)


def read_identifier(draft: Draft, segment: Segment) -> None:
    printed = draft.text[segment.start : segment.end].strip(" ().;,")
    for variable, pattern in (
        ("PMID", r"PMID:?\s*(\d+)"),
        ("PMCID", r"(PMC\d+)"),
        ("ISSN", r"ISSN:?\s*([\dXx-]+)"),
        ("number", r"(arXiv:.+)"),
    ):
        if match := re.search(pattern, printed, re.IGNORECASE):
            draft.string(variable, match[1], segment.start, segment.end, segment)
            return
