"""What a web page says about the article apart from its text: the `meta` elements that scholarly search engines read.

In: the tree of the page. Out: `name: value` lines for the front matter (see `marked_text`), and the element of the
page, if any, that prints the same (pandoc's title block). Only pages that give a title in this way are asked: other
pages' `meta` elements speak of the site.
"""

from __future__ import annotations

from lxml import etree

from pubkit.engines.marked_text import FrontLine

__all__ = ["front_of"]

_FIELDS = {
    "citation_title": "title", "citation_author": "author", "citation_author_institution": "affiliation",
    "citation_author_email": "email", "citation_author_orcid": "orcid", "citation_journal_title": "journal",
    "citation_volume": "volume", "citation_issue": "issue", "citation_doi": "doi", "citation_language": "language",
    "citation_keywords": "keyword", "citation_keyword": "keyword", "citation_abstract": "abstract",
}  # fmt: skip
_DUBLIN = {
    "dc.title": "title", "dc.creator": "author", "dc.creator.personalname": "author", "dc.subject": "keyword",
    "dc.source.volume": "volume", "dc.source.issue": "issue", "dc.identifier.doi": "doi", "dc.source": "journal",
}  # fmt: skip
_BLOCK = {"title": "title", "subtitle": "subtitle", "author": "author", "date": "date", "abstract": "abstract"}


def front_of(root: etree._Element) -> tuple[tuple[FrontLine, ...], etree._Element | None]:
    """The front matter of the page, and the element that prints it."""
    block = next((e for e in root.iter("header") if e.get("id") == "title-block-header"), None)
    told = [(str(e.get("name") or "").lower(), str(e.get("content") or "")) for e in root.iter("meta")]
    for fields in (_FIELDS, _DUBLIN):
        lines = [line for name, value in told if name in fields for line in _lines(fields[name], value)]
        if any(name == "title" for name, _ in lines):
            return (*lines, *_numbers(told)), block
    if block is None:
        return (), None
    return tuple(_printed(block)), block


def _lines(name: str, value: str) -> list[FrontLine]:
    if name == "author" and value.count(",") == 1:  # Family, Given
        family, given = value.split(",")
        value = f"{given.strip()} {family.strip()}"
    if name == "keyword":
        separator = ";" if ";" in value else ","
        return [(name, part.strip()) for part in value.split(separator) if part.strip()]
    return [(name, value.strip())] if value.strip() else []


def _numbers(told: list[tuple[str, str]]) -> list[FrontLine]:
    """Pages and the date, which stand in several elements or in another order."""
    said = dict(reversed(told))
    lines: list[FrontLine] = []
    first, last = said.get("citation_firstpage", "").strip(), said.get("citation_lastpage", "").strip()
    if first:
        lines.append(("pages", f"{first}-{last}" if last and last != first else first))
    date = said.get("citation_publication_date") or said.get("citation_date") or said.get("dc.date.issued") or ""
    parts = date.strip().replace("/", "-").split("-")
    if parts[0].isdigit() and len(parts[0]) == 4:
        lines.append(("year", parts[0]))
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            lines.append(("date", "-".join(part.zfill(2) for part in parts)))
    return lines


def _printed(block: etree._Element) -> list[FrontLine]:
    lines: list[FrontLine] = []
    for element in block.iter():
        names = str(element.get("class") or "").split()
        name = next((_BLOCK[one] for one in names if one in _BLOCK), None)
        if name is None:
            continue
        pieces = list(element.itertext())
        title = next((e for e in element.iter() if "abstract-title" in str(e.get("class") or "")), None)
        text = " ".join("".join(map(str, pieces)).split())
        if title is not None:
            text = text.removeprefix(" ".join("".join(map(str, title.itertext())).split())).strip()
        lines.append((name, text))
    return lines
