"""Write entries as .bib, in BibLaTeX's or BibTeX's words.

Letters stay Unicode. What one dialect cannot say in its own fields is written in a field that others ignore, so that
nothing is lost on the way through a file: `csltype` where no entry type says it, `urldate` and `langid` in BibTeX.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pubkit.formats.bib_dates import write_edtf
from pubkit.formats.bib_fields import (
    BIBLATEX_TYPES,
    BIBTEX_TYPES,
    CSL_TYPES,
    LAW_TYPES,
    NAME_FIELDS,
    PLAIN_FIELDS,
    TITLE_FIELDS,
    VERBATIM_FIELDS,
)
from pubkit.formats.bib_syntax import MONTH_NAMES
from pubkit.formats.languages import babel_name
from pubkit.formats.latex import to_latex
from pubkit.formats.names import write_names
from pubkit.model import Bibliography, Date, DateRange, Entry

__all__ = ["write_biblatex", "write_bibtex", "write_references"]

_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_SUBTYPES = MappingProxyType({"article-magazine": "magazine", "article-newspaper": "newspaper"})
_IN_BOOKS = frozenset({"incollection", "inproceedings", "inreference", "inbook"})
_OWN_VARIABLES = frozenset(
    [
        "container-title",
        "container-title-short",
        "issue",
        "number",
        "collection-number",
        "publisher",
        "publisher-place",
        "page",
        "language",
        "genre",
        "medium",
    ]
)


def write_biblatex(bibliography: Bibliography) -> str:
    """A .bib file for BibLaTeX, and for pandoc, which reads .bib files so."""
    return "\n".join(_entry(*_biblatex(entry)) for entry in bibliography.entries)


def write_bibtex(bibliography: Bibliography) -> str:
    """A .bib file for BibTeX's standard styles."""
    return "\n".join(_entry(*_bibtex(entry)) for entry in bibliography.entries)


def write_references(bibliography: Bibliography) -> str:
    """references.bib: BibTeX's fields, and BibLaTeX's types for web pages, cases, statutes and treaties, which pandoc
    reads as such."""
    return "\n".join(_entry(*_of_project(entry)) for entry in bibliography.entries)


_OWN_TYPES = frozenset({"online", "jurisdiction", "legislation", "legal"})
"""BibLaTeX's types that references.bib has in place of BibTeX's `@misc`."""


def _of_project(entry: Entry) -> tuple[str, str, list[tuple[str, str]]]:
    kind, key, fields = _bibtex(entry)
    own = BIBLATEX_TYPES.get(entry.type, "misc")
    if own not in _OWN_TYPES:
        return kind, key, fields
    return own, key, [field for field in fields if field[0] != "csltype" or CSL_TYPES.get(own) != entry.type]


def _entry(kind: str, key: str, fields: list[tuple[str, str]]) -> str:
    width = max((len(name) for name, _ in fields), default=0)
    lines = [f"  {name:<{width}} = {value}," for name, value in fields]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _biblatex(entry: Entry) -> tuple[str, str, list[tuple[str, str]]]:
    kind = BIBLATEX_TYPES.get(entry.type, "misc")
    fields = [(name, f"{{{value}}}") for name, value in _fields(entry, kind, classic=False)]
    return kind, entry.key, fields


def _bibtex(entry: Entry) -> tuple[str, str, list[tuple[str, str]]]:
    full = BIBLATEX_TYPES.get(entry.type, "misc")
    if entry.type == "thesis" and not entry.text("genre"):
        full = "misc"  # BibTeX knows theses of a stated degree only, and would print one
    kind = BIBTEX_TYPES.get(full, full)
    fields = []
    for name, value in _fields(entry, full, classic=True):
        bare = name == "month" and value in MONTH_NAMES
        fields.append((name, value if bare else f"{{{value}}}"))
    return kind, entry.key, fields


def _fields(entry: Entry, kind: str, *, classic: bool) -> Iterator[tuple[str, str]]:
    written = BIBTEX_TYPES.get(kind, kind) if classic else kind
    yield from _names(entry)
    for field, variable in TITLE_FIELDS.items():
        if text := entry.text(variable):
            yield field, to_latex(text)
    yield from _container(entry, kind, classic)
    yield from _classic_date(entry) if classic else _date(entry)
    yield from _numbers(entry, written)
    yield from _publisher(entry, written)
    for field, variable in PLAIN_FIELDS.items():
        if variable not in _OWN_VARIABLES and field != "annote" and (text := entry.text(variable)):
            yield field, to_latex(text)
    if genre := entry.text("genre"):
        yield "type", to_latex(genre)
    if medium := entry.text("medium"):
        yield "howpublished", to_latex(medium)
    for field, variable in VERBATIM_FIELDS.items():
        if text := entry.text(variable):
            yield field, _verbatim(text)
    yield from _other_dates(entry)
    if language := entry.text("language"):
        yield "langid", babel_name(language)
    yield from _type_hint(entry, written)


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    done: set[str] = set()
    for field, variable in NAME_FIELDS.items():
        if (names := entry.names.get(variable)) and variable not in done:
            done.add(variable)
            yield field, write_names(names)
    everyone = [name for names in entry.names.values() for name in names]
    if any(name.dropping_particle for name in everyone):
        yield "options", "useprefix=false"
    elif any(name.particle for name in everyone):
        yield "options", "useprefix=true"


def _container(entry: Entry, kind: str, classic: bool) -> Iterator[tuple[str, str]]:
    title = entry.text("container-title")
    if title:
        in_book = kind in _IN_BOOKS
        yield "booktitle" if in_book else "journal" if classic else "journaltitle", to_latex(title)
    if short := entry.text("container-title-short"):
        yield "shortjournal", to_latex(short)


def _numbers(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    if page := entry.text("page"):
        yield "pages", to_latex(page).replace("-{}-", "--").replace("-", "--").replace("----", "--")
    number, issue = entry.text("number"), entry.text("issue")
    serial = entry.text("collection-number")
    is_serial = kind in {"article", "review", "periodical"} or (kind not in _IN_BOOKS and entry.text("container-title"))
    first, second = (issue, "") if is_serial and entry.type not in LAW_TYPES else (serial or number, issue)
    if first:
        yield "number", to_latex(first)
    if second:
        yield "issue", to_latex(second)


def _publisher(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    if publisher := entry.text("publisher"):
        field = {"techreport": "institution", "report": "institution", "thesis": "institution", "phdthesis": "school"}
        yield field.get(kind, "publisher"), to_latex(publisher)
    if place := entry.text("publisher-place"):
        yield "address" if kind in set(BIBTEX_TYPES.values()) else "location", to_latex(place)


def _date(entry: Entry) -> Iterator[tuple[str, str]]:
    if issued := entry.dates.get("issued"):
        text = write_edtf(issued)
        yield ("date", text) if text else ("year", to_latex(_literal(issued)))


def _classic_date(entry: Entry) -> Iterator[tuple[str, str]]:
    issued = entry.dates.get("issued")
    if issued is None:
        return
    if isinstance(issued, DateRange):
        yield "year", write_edtf(issued)
    elif not issued.year:
        yield "year", to_latex(issued.literal)
    else:
        yield "year", f"{issued.year}{'~' if issued.circa else ''}"
        if issued.season:
            yield "month", _SEASONS[issued.season - 1]
        if issued.month:
            yield "month", MONTH_NAMES[issued.month - 1]
            if issued.day:
                yield "day", str(issued.day)


def _literal(date: Date | DateRange) -> str:
    return date.literal if isinstance(date, Date) else date.start.literal


def _other_dates(entry: Entry) -> Iterator[tuple[str, str]]:
    fields: Mapping[str, str] = {
        "accessed": "urldate", "event-date": "eventdate", "original-date": "origdate", "submitted": "submitted",
        "available-date": "availabledate",
    }  # fmt: skip
    for variable, field in fields.items():
        if date := entry.dates.get(variable):
            yield field, write_edtf(date) or to_latex(_literal(date))


def _type_hint(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    if entry.type in _SUBTYPES:
        yield "entrysubtype", _SUBTYPES[entry.type]
    elif (
        CSL_TYPES.get(kind) != entry.type and not (kind == "misc" and entry.type == "webpage" and entry.text("URL"))
    ) or (kind == "misc" and entry.type == "document" and "://" in entry.text("URL")):
        yield "csltype", entry.type


def _verbatim(text: str) -> str:
    """An address is no LaTeX; only what would end the field is percent-encoded."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").strip()
