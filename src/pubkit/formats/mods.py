"""MODS: the records of libraries (Metadata Object Description Schema 3.7, Library of Congress).

In: entries. Out: one `modsCollection`. A work within another (an article, a chapter) has its host as `relatedItem`,
with volume, issue and pages as `part`; roles are codes of MARC relators; dates are as exact as they are known (W3CDTF;
seasons, circa and open ranges in EDTF with the year beside them for readers who know no EDTF). What MODS has no element
for is a `note` whose `type` is the CSL variable, so that nothing is lost. Genres: the MARC genre term where one fits,
and always the CSL type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pubkit.formats.bib_dates import write_edtf
from pubkit.formats.latex import plain
from pubkit.model import Bibliography, Date, DateRange, Entry, Name

__all__ = ["write"]

_SPACE = "http://www.loc.gov/mods/v3"
_SCHEMA = f"{_SPACE} http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_IN_PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
_IN_BOOKS = frozenset({"chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary"})
_GENRES = MappingProxyType(
    {
        "article-journal": "article", "article-magazine": "article", "article-newspaper": "newspaper", "book": "book",
        "thesis": "thesis", "report": "technical report", "webpage": "web site", "patent": "patent",
        "legislation": "legislation", "review": "review", "review-book": "review", "periodical": "periodical",
        "dataset": "numeric data", "map": "map", "speech": "speech", "interview": "interview",
        "standard": "standard or specification",
        "legal_case": "legal case and case notes", "treaty": "treaty", "entry-encyclopedia": "encyclopedia",
        "entry-dictionary": "dictionary", "motion_picture": "motion picture", "personal_communication": "letter",
    }
)  # fmt: skip
"""MARC genre terms (marcgt)."""
_KINDS = MappingProxyType(
    {"map": "cartographic", "song": "sound recording", "musical_score": "notated music", "graphic": "still image",
     "figure": "still image", "motion_picture": "moving image", "broadcast": "moving image",
     "dataset": "software, multimedia", "software": "software, multimedia"}
)  # fmt: skip
"""typeOfResource; else text."""
_ROLES = MappingProxyType(
    {
        "author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "composer": "cmp",
        "director": "drt", "interviewer": "ivr", "recipient": "rcp", "editorial-director": "pbd",
        "compiler": "com", "narrator": "nrt", "performer": "prf", "producer": "pro", "script-writer": "aus",
        "curator": "cur", "host": "hst", "contributor": "ctb", "original-author": "ant", "guest": "ctb",
    }
)  # fmt: skip
"""MARC relator codes."""
_OF_HOST = MappingProxyType({"container-author": "aut", "editor": "edt"})
_OF_SERIES = MappingProxyType({"collection-editor": "edt"})
_IDENTIFIERS = MappingProxyType({"DOI": "doi", "PMID": "pmid", "PMCID": "pmc"})
_NUMBERS = MappingProxyType({"ISBN": "isbn", "ISSN": "issn"})
_DATES = MappingProxyType({"issued": "dateIssued", "original-date": "dateCreated"})

_NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_RANGE = re.compile(r"(?P<first>\w+)\s*[-\N{EN DASH}]\s*(?P<last>\w+)")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(bibliography: Bibliography) -> str:
    """The entries as MODS."""
    root = Element(
        "modsCollection", {"xmlns": _SPACE, "xmlns:xsi": _XSI, "xsi:schemaLocation": _SCHEMA},
    )  # fmt: skip
    used: set[str] = set()
    for entry in bibliography.entries:
        _Record(root, entry, used).write()
    ElementTree.indent(root)
    text = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


class _Record:
    def __init__(self, root: Element, entry: Entry, used: set[str]) -> None:
        named = _NCNAME.fullmatch(entry.key) is not None and entry.key not in used
        used.add(entry.key)
        self.root = SubElement(root, "mods", {"version": "3.7"} | ({"ID": entry.key} if named else {}))
        self.entry = entry
        self.told = {"language"}
        self.in_periodical = entry.type in _IN_PERIODICALS and bool(entry.text("container-title"))
        self.in_book = not self.in_periodical and bool(entry.text("container-title"))

    def write(self) -> None:
        """Each part in its place; last what no part has told."""
        entry = self.entry
        self.titles()
        of_host = set(_OF_HOST) if self.in_book else {"container-author"}
        self.people(self.root, {role: code for role, code in _ROLES.items() if role not in of_host})
        _put(self.root, "typeOfResource", _KINDS.get(entry.type, "text"))
        if genre := _GENRES.get(entry.type):
            _put(self.root, "genre", genre, authority="marcgt")
        _put(self.root, "genre", entry.type, authority="local")
        if own := self.text("genre"):
            _put(self.root, "genre", own)
        hosted = self.in_periodical or self.in_book
        self.origin(self.root, published=not hosted)
        self.language()
        if pages := self.text("number-of-pages"):
            _put(SubElement(self.root, "physicalDescription"), "extent", f"{pages} p.")
        if abstract := self.text("abstract"):
            _put(self.root, "abstract", abstract)
        for word in re.split(r"\s*[,;]\s*", self.text("keyword")):
            if word:
                _put(SubElement(self.root, "subject"), "topic", word)
        if hosted:
            self.host()
        else:
            self.part(self.root)
            self.numbers(self.root, "ISBN", "ISSN")
        self.series()
        self.identifiers()
        if note := self.text("note"):
            _put(self.root, "note", note)
        for variable, value in self.leftover():
            _put(self.root, "note", value, type=variable)

    def text(self, variable: str) -> str:
        """A variable's text, which is then told."""
        self.told.add(variable)
        return _flat(self.entry.text(variable))

    def titles(self) -> None:
        if title := self.text("title"):
            _put(SubElement(self.root, "titleInfo"), "title", title)
        for variable, kind in (("title-short", "abbreviated"), ("original-title", "alternative")):
            if title := self.text(variable):
                _put(SubElement(self.root, "titleInfo", {"type": kind}), "title", title)

    def people(self, parent: Element, roles: MappingProxyType[str, str] | dict[str, str]) -> None:
        for variable, code in roles.items():
            for name in self.entry.names.get(variable, ()):
                _name(parent, name, code)
            self.told.add(variable)

    def origin(self, parent: Element, *, published: bool) -> None:
        """Place, publisher, date and edition; of a part the date only, for the rest is its host's."""
        origin = Element("originInfo")
        if published:
            self.publication(origin)
        for variable, element in _DATES.items():
            if date := self.entry.dates.get(variable):
                _date(origin, element, date)
                self.told.add(variable)
        if len(origin):
            parent.append(origin)

    def publication(self, origin: Element) -> None:
        if place := self.text("publisher-place"):
            _put(SubElement(origin, "place"), "placeTerm", place, type="text")
        if publisher := self.text("publisher"):
            _put(origin, "publisher", publisher)
        if edition := self.text("edition"):
            _put(origin, "edition", edition)

    def language(self) -> None:
        if language := self.text("language"):
            _put(SubElement(self.root, "language"), "languageTerm", language, type="code", authority="rfc5646")

    def host(self) -> None:
        host = SubElement(self.root, "relatedItem", {"type": "host"})
        _put(SubElement(host, "titleInfo"), "title", self.text("container-title"))
        if short := self.text("container-title-short"):
            _put(SubElement(host, "titleInfo", {"type": "abbreviated"}), "title", short)
        if self.in_book:
            self.people(host, dict(_OF_HOST))
        if self.in_periodical:
            _put(host, "genre", "periodical", authority="marcgt")
        elif self.entry.type in _IN_BOOKS:
            _put(host, "genre", "conference publication" if self.entry.type == "paper-conference" else "book",
                 authority="marcgt")  # fmt: skip
        origin = Element("originInfo")
        self.publication(origin)
        if self.in_periodical or self.entry.type in _IN_BOOKS:
            _put(origin, "issuance", "continuing" if self.in_periodical else "monographic")
        if len(origin):
            host.append(origin)
        self.part(host)
        self.numbers(host, "ISBN", "ISSN")

    def part(self, parent: Element) -> None:
        part = Element("part")
        for variable in ("volume", "issue", "chapter-number"):
            if number := self.text(variable):
                detail = SubElement(part, "detail", {"type": "chapter" if variable == "chapter-number" else variable})
                _put(detail, "number", number)
        if page := self.text("page"):
            _extent(part, page)
        if len(part):
            parent.append(part)

    def numbers(self, parent: Element, *variables: str) -> None:
        for variable in variables:
            for number in re.split(r"[\s,;]+", self.text(variable)):
                if number:
                    _put(parent, "identifier", number, type=_NUMBERS[variable])

    def series(self) -> None:
        if not (title := self.text("collection-title")):
            return
        series = SubElement(self.root, "relatedItem", {"type": "series"})
        _put(SubElement(series, "titleInfo"), "title", title)
        self.people(series, dict(_OF_SERIES))
        if number := self.text("collection-number"):
            _put(SubElement(SubElement(series, "part"), "detail", {"type": "volume"}), "number", number)

    def identifiers(self) -> None:
        for variable, kind in _IDENTIFIERS.items():
            if value := self.text(variable):
                _put(self.root, "identifier", value, type=kind)
        if url := self.text("URL"):
            location = SubElement(self.root, "location")
            seen = self.entry.dates.get("accessed")
            is_day = isinstance(seen, Date) and bool(seen.year) and not seen.season and not seen.circa
            if is_day:
                self.told.add("accessed")
            _put(location, "url", url, **({"dateLastAccessed": str(seen)} if is_day else {}))
        _put(self.root, "identifier", self.entry.key, type="citekey")

    def leftover(self) -> Iterator[tuple[str, str]]:
        """What has no element, by its variable."""
        entry = self.entry
        yield from ((name, _flat(value)) for name, value in sorted(entry.strings.items())
                    if name not in self.told and value.strip())  # fmt: skip
        for variable, date in sorted(entry.dates.items()):
            if variable not in self.told:
                yield variable, write_edtf(date) or str(date)
        for variable, names in sorted(entry.names.items()):
            if variable not in self.told:
                yield variable, "; ".join(str(name) for name in names)


def _name(parent: Element, name: Name, code: str) -> None:
    element = SubElement(parent, "name", {"type": "corporate" if name.is_organisation else "personal"})
    if name.literal:
        _put(element, "namePart", name.literal)
    family = " ".join(part for part in (name.particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    for kind, part in (("family", family), ("given", given), ("termsOfAddress", name.suffix)):
        if part and not name.literal:
            _put(element, "namePart", part, type=kind)
    _put(SubElement(element, "role"), "roleTerm", code, type="code", authority="marcrelator")


def _date(origin: Element, tag: str, date: Date | DateRange) -> None:
    if isinstance(date, DateRange) and date.end is not None and _is_plain(date.start, date.end):
        _put(origin, tag, str(date.start), encoding="w3cdtf", point="start")
        _put(origin, tag, str(date.end), encoding="w3cdtf", point="end")
    elif isinstance(date, Date) and not date.year:
        _put(origin, tag, date.literal)
    elif isinstance(date, Date) and _is_plain(date):
        _put(origin, tag, str(date), encoding="w3cdtf")
    else:
        start = date.start if isinstance(date, DateRange) else date
        if start.year > 0:
            _put(origin, tag, f"{start.year:04d}", encoding="w3cdtf")
        _put(origin, tag, write_edtf(date), encoding="edtf")


def _is_plain(*dates: Date) -> bool:
    return all(date.year > 0 and not date.season and not date.circa and not date.literal for date in dates)


def _extent(part: Element, page: str) -> None:
    extent = SubElement(part, "extent", {"unit": "pages"})
    found = _RANGE.fullmatch(page)
    if found:
        _put(extent, "start", found["first"])
        _put(extent, "end", found["last"])
    elif page.isalnum():
        _put(extent, "start", page)
    else:
        _put(extent, "list", page)


def _put(parent: Element, tag: str, text: str, **attributes: str) -> None:
    element = SubElement(parent, tag, attributes)
    element.text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _flat(text: str) -> str:
    return " ".join(plain(text).split())
