"""BibTeX: read .bib files of either dialect, write BibTeX.

In: text, in UTF-8 already. Out: a `Bibliography` and notices with file, line and the entry that is broken; the others
are used. What a BibTeX style does not know but BibLaTeX and pandoc do (url, urldate, langid) is written all the same:
BibTeX ignores fields it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pubkit.formats.bib_dates import read_date
from pubkit.formats.bib_fields import CSL_TYPES, LAW_TYPES, NAME_FIELDS, PLAIN_FIELDS, TITLE_FIELDS, VERBATIM_FIELDS
from pubkit.formats.bib_syntax import RawEntry, read_syntax
from pubkit.formats.bib_write import write_bibtex, write_references
from pubkit.formats.languages import bcp47
from pubkit.formats.latex import from_latex
from pubkit.formats.names import read_names
from pubkit.model import Bibliography, Date, DateRange, Entry, Name
from pubkit.notices import Notice

__all__ = ["read", "write", "write_project"]

_ARTICLES = frozenset({"article", "suppperiodical", "review"})
_SUBTYPES = MappingProxyType(
    {"magazine": "article-magazine", "newspaper": "article-newspaper", "newspaper-article": "article-newspaper"}
)
_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle")
_PAGES = re.compile(r"\s*(?:-{1,3}|[–—])\s*")
_NAMED_TYPES = MappingProxyType({"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"})
_THESES = MappingProxyType({"phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
                            "candthesis": "Candidate thesis", "techreport": "technical report"})  # fmt: skip


def read(text: str, file: str) -> tuple[Bibliography, list[Notice]]:
    """The entries of a .bib file and what is wrong with it."""
    raw, notices = read_syntax(text, file)
    by_key = {entry.key: entry for entry in raw}
    entries = tuple(_entry(_inherited(entry, by_key)) for entry in raw if entry.type not in {"xdata", "set"})
    return Bibliography(entries), notices


def _inherited(entry: RawEntry, by_key: Mapping[str, RawEntry], depth: int = 0) -> RawEntry:
    """The entry with the fields of its crossref and xdata (BibLaTeX manual, appendix B), a few levels deep."""
    fields = dict(entry.fields)
    for key in re.split(r"\s*,\s*", f"{entry.get('crossref')},{entry.get('xdata')}"):
        parent = by_key.get(key.strip())
        if parent is None or parent.key == entry.key or depth > 4:
            continue
        parent = _inherited(parent, by_key, depth + 1)
        plain = parent.type == "xdata"
        for name, value in parent.fields.items():
            fields.setdefault(name if plain else _HEIRS.get(name, name), value)
    return RawEntry(entry.type, entry.key, entry.line, fields)


_HEIRS = MappingProxyType({"title": "booktitle", "subtitle": "booksubtitle", "shorttitle": "_", "author": "bookauthor"})


def _entry(raw: RawEntry) -> Entry:
    return Entry(raw.key, _type(raw), _names(raw), _dates(raw), _strings(raw))


def _type(raw: RawEntry) -> str:
    if stated := raw.get("csltype"):
        return stated
    subtype = raw.get("entrysubtype").casefold()
    if raw.type in _ARTICLES and subtype in _SUBTYPES:
        return _SUBTYPES[subtype]
    if raw.type == "misc" and raw.get("url", "howpublished").find("://") >= 0:
        return "webpage"
    return CSL_TYPES.get(raw.type, "document")


def _names(raw: RawEntry) -> dict[str, tuple[Name, ...]]:
    dropping = "useprefix=false" in raw.get("options").replace(" ", "").casefold()
    found: dict[str, tuple[Name, ...]] = {}
    for field, variable in NAME_FIELDS.items():
        if (value := raw.get(field)) and (names := read_names(value, dropping=dropping)):
            found.setdefault(variable, names)
    return found


def _dates(raw: RawEntry) -> dict[str, Date | DateRange]:
    candidates = {
        "issued": read_date(raw.get("date"), raw.get("year"), raw.get("month"), raw.get("day")),
        "accessed": read_date(raw.get("urldate", "lastchecked", "accessed", "lastaccessed"), "", ""),
        "event-date": read_date(raw.get("eventdate"), "", ""),
        "original-date": read_date(raw.get("origdate", "origyear"), "", ""),
        "submitted": read_date(raw.get("submitted"), "", ""),
        "available-date": read_date(raw.get("availabledate"), "", ""),
    }
    return {variable: date for variable, date in candidates.items() if date is not None}


def _strings(raw: RawEntry) -> dict[str, str]:
    strings = {variable: _title(raw.get(field)) for field, variable in TITLE_FIELDS.items() if raw.get(field)}
    strings |= {variable: _text(raw.get(field)) for field, variable in PLAIN_FIELDS.items() if raw.get(field)}
    strings |= {variable: _verbatim(raw.get(field)) for field, variable in VERBATIM_FIELDS.items() if raw.get(field)}
    if subtitle := raw.get("subtitle"):
        strings["title"] = _joined(strings.get("title", ""), _title(subtitle))
    strings |= _container(raw)
    strings |= _number(raw)
    strings |= _rest(raw)
    return {variable: value for variable, value in strings.items() if value}


def _container(raw: RawEntry) -> dict[str, str]:
    found = {}
    title = next((name for name in _CONTAINERS if raw.get(name)), None)
    if title:
        subtitle = {"journaltitle": "journalsubtitle", "booktitle": "booksubtitle", "maintitle": "mainsubtitle"}
        whole = _title(raw.get(title))
        found["container-title"] = _joined(whole, _title(raw.get(subtitle.get(title, "_"))))
    if short := raw.get("shortjournal"):
        found["container-title-short"] = _title(short)
    return found


def _number(raw: RawEntry) -> dict[str, str]:
    """`number` is an issue of a journal, a number in a series, or the number of a report."""
    number, issue = _text(raw.get("number")), _text(raw.get("issue"))
    if _type(raw) in LAW_TYPES:
        return {"number": number, "issue": issue}
    if raw.type in {*_ARTICLES, "periodical"} or raw.get(*_CONTAINERS[:2]):
        return {"issue": number or issue}
    if raw.get("series") or raw.type in {"book", "collection", "proceedings", "inbook", "incollection"}:
        return {"collection-number": number, "issue": issue}
    return {"number": number, "issue": issue}


def _rest(raw: RawEntry) -> dict[str, str]:
    rest = {"publisher-place": _text(raw.get("location", "address"))}
    if not raw.get("publisher"):
        rest["publisher"] = _text(raw.get("institution", "school", "organization"))
    pages = raw.get("pages") or raw.get("eid")
    rest["page"] = _PAGES.sub("-", _text(pages)) if pages else ""
    language = raw.get("langid") or raw.get("language") or raw.get("hyphenation")
    rest["language"] = bcp47(_text(language)) if language else ""
    kind = raw.get("type")
    rest["genre"] = _THESES.get(kind.casefold(), _text(kind)) if kind else _NAMED_TYPES.get(raw.type, "")
    rest |= _published_how(raw)
    if raw.get("addendum") and not raw.get("note"):
        rest["note"] = _text(raw.get("addendum"))
    return {variable: value for variable, value in rest.items() if value}


def _published_how(raw: RawEntry) -> dict[str, str]:
    how = raw.get("howpublished")
    if not how:
        return {}
    address = re.search(r"https?://[^\s{}]+", how)
    if address and not raw.get("url"):
        return {"URL": _verbatim(address.group())}
    return {} if address else {"medium": _text(how)}


def _joined(title: str, subtitle: str) -> str:
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1:] in "?!:." else f"{title}: {subtitle}"


def _title(latex: str) -> str:
    return from_latex(latex)


def _text(latex: str) -> str:
    return from_latex(latex, protect=False)


def _verbatim(value: str) -> str:
    value = re.sub(r"^\\url\{(.*)\}$", r"\1", "".join(value.split()))
    return re.sub(r"\\([%&_#~$])", r"\1", value.replace(r"{\_}", "_"))


def write(bibliography: Bibliography) -> str:
    """The entries as BibTeX."""
    return write_bibtex(bibliography)


def write_project(bibliography: Bibliography) -> str:
    """The entries as an article's references.bib, for pandoc, BibLaTeX and BibTeX alike."""
    return write_references(bibliography)
