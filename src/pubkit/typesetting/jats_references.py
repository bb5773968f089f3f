"""References in JATS: every field of a work in its own element.

In: a work. Out: `<element-citation>` of JATS 1.3, following the JATS Archiving tag library ("References") and the
recommendations of JATS4R: names in person groups, organisations as `<collab>`, addresses with the date of access,
identifiers as `<pub-id>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from lxml import etree

from pubkit.typesetting.works import Person, Work, iso

__all__ = ["element_citation"]

_XLINK = "{http://www.w3.org/1999/xlink}"

_TYPES = MappingProxyType(
    {
        "article-journal": "journal", "review": "journal", "review-book": "journal", "article-magazine": "magazine",
        "article-newspaper": "newspaper", "book": "book", "classic": "book", "chapter": "book", "entry": "book",
        "entry-dictionary": "book", "entry-encyclopedia": "book", "paper-conference": "confproc", "report": "report",
        "thesis": "thesis", "webpage": "webpage", "post": "webpage", "post-weblog": "webpage", "dataset": "data",
        "software": "software", "patent": "patent", "article": "preprint", "standard": "standard",
        "legal_case": "legal", "legislation": "legal", "bill": "legal", "treaty": "legal", "regulation": "legal",
        "manuscript": "manuscript", "speech": "speech", "interview": "interview", "map": "map",
        "personal_communication": "personal-communication", "motion_picture": "video", "broadcast": "video",
    }
)  # fmt: skip
"""`publication-type` by the type of CSL."""

_ROLES = MappingProxyType(
    {"author": "author", "editor": "editor", "translator": "translator", "compiler": "compiler", "director": "director",
     "collection-editor": "series-editor", "editor-translator": "editor-translator", "container-author": "author",
     "interviewer": "interviewer", "illustrator": "illustrator", "guest": "guest-editor"}
)  # fmt: skip
_CONTAINED = {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
_SERIAL = {"journal", "magazine", "newspaper"}
_IDENTIFIERS = MappingProxyType({"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"})


def element_citation(work: Work) -> etree._Element:
    """The work in elements."""
    kind = _TYPES.get(work.type, "other")
    element = etree.Element("element-citation", {"publication-type": kind})
    for name, text, attributes in _fields(work, kind):
        if isinstance(text, str):
            etree.SubElement(element, name, attributes).text = text
    for group in _groups(work):
        element.append(group)
    # People come first, where readers of the file expect them.
    element[:] = sorted(element, key=lambda child: child.tag != "person-group")
    return element


def _groups(work: Work) -> Iterator[etree._Element]:
    for role, name in _ROLES.items():
        people = work.people(role)
        if people and not (role == "container-author" and people == work.people("author")):
            group = etree.Element("person-group", {"person-group-type": name})
            for person in people:
                group.append(_person(person))
            yield group


def _person(person: Person) -> etree._Element:
    if person.literal:
        collective = etree.Element("collab")
        collective.text = person.literal
        return collective
    element = etree.Element("name")
    etree.SubElement(element, "surname").text = person.family
    if person.given:
        etree.SubElement(element, "given-names").text = person.given
    if person.suffix:
        etree.SubElement(element, "suffix").text = person.suffix
    return element


_Field = tuple[str, str | None, dict[str, str]]


def _fields(work: Work, kind: str) -> Iterator[_Field]:
    yield from (field for field in (*_titles(work, kind), *_dates(work), *_place(work, kind), *_ways(work)) if field[1])


def _titles(work: Work, kind: str) -> Iterator[_Field]:
    title, container = work.text("title"), work.text("container-title")
    if work.type in _CONTAINED and container:
        yield "chapter-title" if kind == "book" else "article-title", title, {}
    elif kind in _SERIAL or container:
        yield "article-title", title, {}
    elif kind == "data":
        yield "data-title", title, {}
    else:
        yield "source", title, {}
    yield "source", container, {}
    yield "series", work.text("collection-title"), {}
    yield "conf-name", work.text("event-title", "event") if kind == "confproc" else "", {}
    yield "conf-loc", work.text("event-place") if kind == "confproc" else "", {}


def _dates(work: Work) -> Iterator[_Field]:
    parts = work.date("issued")
    if parts:
        yield "year", str(parts[0]), {"iso-8601-date": iso(parts)} if iso(parts) else {}
        yield from ((name, str(part), {}) for name, part in zip(("month", "day"), parts[1:], strict=False))
    elif said := work.date_text("issued"):
        yield "string-date", said, {}
    accessed = work.date("accessed")
    if accessed:
        attributes = {"content-type": "access-date"} | ({"iso-8601-date": iso(accessed)} if iso(accessed) else {})
        yield "date-in-citation", iso(accessed), attributes


def _place(work: Work, kind: str) -> Iterator[_Field]:
    yield "edition", work.text("edition"), {}
    yield "volume", work.text("volume"), {}
    yield "issue", work.text("issue"), {}
    first, last = work.pages
    yield "fpage", first, {}
    yield "lpage", last, {}
    yield "page-range", "" if first else work.text("page"), {}
    number = work.text("number")
    yield ("elocation-id" if kind in _SERIAL else "issue" if kind == "report" else "comment"), number, {}
    yield ("institution" if kind == "thesis" else "publisher-name"), work.text("publisher"), {}
    yield "publisher-loc", work.text("publisher-place"), {}
    yield "version", work.text("version"), {}


def _ways(work: Work) -> Iterator[_Field]:
    for variable, kind in _IDENTIFIERS.items():
        yield "pub-id", work.text(variable), {"pub-id-type": kind}
    yield "isbn", work.text("ISBN"), {}
    yield "issn", work.text("ISSN"), {}
    address = work.text("URL")
    if address:
        yield "ext-link", address, {"ext-link-type": "uri", f"{_XLINK}href": address}
    yield "comment", work.text("genre"), {"content-type": "genre"}
    yield "comment", work.text("note"), {}
