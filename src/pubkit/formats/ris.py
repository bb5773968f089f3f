"""RIS: the tagged format of reference managers (the RIS specification of 2011, as EndNote and Zotero write it).

An organisation is a name without a comma, as Zotero has it. Titles lose the braces that keep letters, since RIS has
none; `KW`, `AB` and notes go along. What RIS has no tag for is written as a note `pubkit: variable = value` and read
back, so that a file survives the way through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from pubkit.errors import Place
from pubkit.formats.bib_dates import read_edtf, write_edtf
from pubkit.formats.bib_fields import NAME_FIELDS
from pubkit.formats.latex import plain
from pubkit.model import Bibliography, Date, DateRange, Entry, Name, Season
from pubkit.notices import Notice, Severity

__all__ = ["read", "write"]

_TYPES = MappingProxyType(
    {
        "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
        "chapter": "CHAP", "paper-conference": "CONF", "report": "RPRT", "thesis": "THES", "webpage": "ELEC",
        "post-weblog": "BLOG", "manuscript": "MANSCPT", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT",
        "patent": "PAT", "dataset": "DATA", "software": "COMP", "personal_communication": "PCOMM", "graphic": "ART",
        "motion_picture": "MPCT", "song": "SOUND", "map": "MAP", "legislation": "STAT", "bill": "BILL",
        "legal_case": "CASE", "hearing": "HEAR", "standard": "STAND", "pamphlet": "PAMP", "document": "GEN",
        "periodical": "JFULL", "broadcast": "VIDEO", "classic": "CLSWK", "musical_score": "MUSIC",
        "figure": "FIGURE", "speech": "SLIDE",
    }
)  # fmt: skip
_CSL = MappingProxyType(
    {tag: kind for kind, tag in _TYPES.items()}
    | {"WEB": "webpage", "INPR": "article-journal", "ABST": "article-journal", "EJOUR": "article-journal",
       "EBOOK": "book", "EDBOOK": "book", "ECHAP": "chapter", "CPAPER": "paper-conference", "UNPB": "manuscript",
       "ADVS": "motion_picture", "UNBILL": "bill", "SER": "book", "GRNT": "document", "GOVDOC": "report"}
)  # fmt: skip
_NAMES = MappingProxyType({"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "collection-editor",
                           "A4": "translator"})  # fmt: skip
_STRINGS = MappingProxyType(
    {
        "TI": "title", "T1": "title", "T2": "container-title", "JO": "container-title", "JF": "container-title",
        "BT": "container-title", "T3": "collection-title", "ST": "title-short", "VL": "volume", "IS": "issue",
        "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "ET": "edition", "UR": "URL", "DO": "DOI",
        "LA": "language", "AB": "abstract", "N2": "abstract", "SN": "ISSN", "M3": "genre", "DB": "source",
        "DP": "archive", "CN": "call-number", "J2": "container-title-short", "OP": "original-title",
    }
)  # fmt: skip
_WRITTEN = ("TI", "T2", "T3", "ST", "J2", "VL", "IS", "PB", "CY", "ET", "UR", "DO", "LA", "AB", "M3")
_LINE = re.compile(r"^(?P<tag>[A-Z][A-Z0-9])[ ]{2}-(?:[ ](?P<value>.*))?$")
_OWN = re.compile(r"^pubkit: (?P<variable>[\w-]+) = (?P<value>.*)$", re.DOTALL)
_SEASONS = ("spring", "summer", "autumn", "winter")


def write(bibliography: Bibliography) -> str:
    """The entries as RIS, with the line ends that the specification asks for."""
    return "".join(f"{tag}  - {value}\r\n" if value else f"{tag}  - \r\n"
                   for entry in bibliography.entries for tag, value in _tags(entry))  # fmt: skip


def _tags(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(entry.type, "GEN")
    yield "ID", entry.key
    done: set[str] = set()
    for tag, variable in _NAMES.items():
        if variable not in done:
            yield from ((tag, _written(name)) for name in entry.names.get(variable, ()))
        done.add(variable)
    for tag in _WRITTEN:
        if text := entry.text(_STRINGS[tag]):
            yield tag, _flat(text)
    yield from _pages(entry.text("page"))
    for tag, variable in (("PY", "issued"), ("Y2", "accessed")):
        if date := entry.dates.get(variable):
            yield from _date(tag, date)
    yield from (("KW", word) for word in re.split(r"\s*[,;]\s*", entry.text("keyword")) if word)
    for variable in ("ISBN", "ISSN"):
        if text := entry.text(variable):
            yield "SN", text
    if note := entry.text("note"):
        yield "N1", _flat(note)
    yield from (("N1", note) for note in _leftover(entry))
    yield "ER", ""


def _flat(text: str) -> str:
    return " ".join(plain(text).split())


def _written(name: Name) -> str:
    if name.literal:
        return name.literal.replace(",", "\N{FULLWIDTH COMMA}")
    family = " ".join(part for part in (name.particle or name.dropping_particle, name.family) if part)
    return f"{family}, {name.given}" + (f", {name.suffix}" if name.suffix else "") if name.given else f"{family},"


def _pages(page: str) -> Iterator[tuple[str, str]]:
    first, dash, last = page.partition("-")
    if first:
        yield "SP", first
    if dash and last:
        yield "EP", last


def _date(tag: str, date: Date | DateRange) -> Iterator[tuple[str, str]]:
    first = date.start if isinstance(date, DateRange) else date
    if not first.year:
        yield tag, f"///{first.literal}"
        return
    month, day = (f"{part:02d}" if part else "" for part in (first.month, first.day))
    other = _SEASONS[first.season - 1] if first.season else "circa" if first.circa else ""
    if tag == "Y2" or month or other:
        yield ("DA" if tag == "PY" else tag), f"{first.year:04d}/{month}/{day}/{other}"
    if tag == "PY":
        yield "PY", f"{first.year:04d}"


def _leftover(entry: Entry) -> Iterator[str]:
    """What has no tag."""
    known = {*(_STRINGS[tag] for tag in _WRITTEN), "page", "keyword", "ISBN", "ISSN", "note"}
    if _CSL.get(_TYPES.get(entry.type, "")) != entry.type:
        yield f"pubkit: type = {entry.type}"
    yield from (
        f"pubkit: {name} = {_flat(value)}" for name, value in sorted(entry.strings.items()) if name not in known
    )
    for variable, date in sorted(entry.dates.items()):
        if isinstance(date, DateRange) or variable not in {"issued", "accessed"}:
            yield f"pubkit: {variable} = {write_edtf(date) or str(date)}"
    for variable, names in sorted(entry.names.items()):
        if variable not in _NAMES.values():
            yield f"pubkit: {variable} = {'; '.join(_written(name) for name in names)}"


# -- reading -----------------------------------------------------------------------------------------------------


def read(text: str, file: str) -> tuple[Bibliography, list[Notice]]:
    """The entries of a RIS file and what is wrong with it."""
    entries: dict[str, Entry] = {}
    notices: list[Notice] = []
    for number, record in enumerate(_records(text, file, notices), 1):
        entry = _entry(record, number)
        if entry.key in entries:
            notices.append(Notice("F402", f'the key "{entry.key}" is used twice; the first entry is used',
                                  place=Place(file, record[0][2])))  # fmt: skip
            continue
        entries[entry.key] = entry
    return Bibliography(tuple(entries.values())), notices


def _records(text: str, file: str, notices: list[Notice]) -> Iterator[list[tuple[str, str, int]]]:
    record: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        found = _LINE.match(line.rstrip())
        if found is None:
            if line.strip() and record:
                tag, value, start = record[-1]
                record[-1] = (tag, f"{value} {line.strip()}", start)
            elif line.strip():
                notices.append(Notice("F401", "a line outside of any entry is left out", Severity.WARNING,
                                      Place(file, number, 1), line))  # fmt: skip
            continue
        tag, value = found["tag"], (found["value"] or "").strip()
        if tag == "TY" and record:
            notices.append(Notice("F403", "an entry is not closed with ER; it is used", Severity.WARNING,
                                  Place(file, record[0][2])))  # fmt: skip
            yield record
            record = []
        if tag == "ER":
            if record:
                yield record
            record = []
        elif value:
            record.append((tag, value, number))
    if record:
        yield record


def _entry(record: list[tuple[str, str, int]], number: int) -> Entry:
    kind, key = "document", ""
    names: dict[str, list[Name]] = {}
    strings: dict[str, str] = {}
    dates: dict[str, Date | DateRange] = {}
    pages: dict[str, str] = {}
    own: dict[str, str] = {}
    for tag, value, _ in record:
        if tag == "TY":
            kind = _CSL.get(value, "document")
        elif tag == "ID":
            key = value
        elif tag in _NAMES:
            names.setdefault(_NAMES[tag], []).append(_name(value))
        elif tag == "SN":
            strings.setdefault("ISBN" if _is_isbn(value) else "ISSN", value)
        elif tag in _STRINGS:
            strings.setdefault(_STRINGS[tag], value)
        elif tag in {"SP", "EP"}:
            pages.setdefault(tag, value)
        elif tag in {"PY", "Y1", "DA", "Y2"}:
            _put_date(dates, "accessed" if tag == "Y2" else "issued", value)
        elif tag == "KW":
            strings["keyword"] = f"{strings['keyword']}, {value}" if "keyword" in strings else value
        elif tag == "N1" and (mine := _OWN.match(value)):
            own[mine["variable"]] = mine["value"]
        elif tag == "N1":
            strings.setdefault("note", value)
    if pages:
        first, last = pages.get("SP", ""), pages.get("EP", "")
        strings["page"] = first if "-" in first or not last or last == first else f"{first}-{last}".strip("-")
    return _with_own(Entry(key or f"ris{number}", own.pop("type", kind), {k: tuple(v) for k, v in names.items()},
                           dates, strings), own)  # fmt: skip


def _with_own(entry: Entry, own: dict[str, str]) -> Entry:
    names, dates, strings = dict(entry.names), dict(entry.dates), dict(entry.strings)
    for variable, value in own.items():
        if variable in set(NAME_FIELDS.values()):
            names[variable] = tuple(_name(part) for part in value.split("; "))
        elif variable in {"issued", "accessed"} or variable.endswith("-date") or variable == "submitted":
            dates[variable] = read_edtf(value) or Date(0, literal=value)
        else:
            strings[variable] = value
    return Entry(entry.key, entry.type, names, dates, strings)


def _is_isbn(value: str) -> bool:
    return len(re.sub(r"[^0-9Xx]", "", value)) in {10, 13}


def _name(value: str) -> Name:
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1:
        return Name(literal=value.replace("\N{FULLWIDTH COMMA}", ","))
    words = parts[0].split()
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    return Name(family=" ".join(words[count:]), given=parts[1], particle=" ".join(words[:count]),
                suffix=parts[2] if len(parts) > 2 else "")  # fmt: skip


def _put_date(dates: dict[str, Date | DateRange], variable: str, value: str) -> None:
    year, month, day, *rest = (*value.replace("-", "/").split("/"), "", "")
    other = "/".join(part for part in rest if part)
    if not re.fullmatch(r"-?[0-9]{1,4}", year.strip()):
        literal = value.strip("/ ")
        if literal and variable not in dates:
            dates[variable] = Date(0, literal=literal)
        return
    season = Season(_SEASONS.index(other.casefold()) + 1) if other.casefold() in _SEASONS else None
    number = int(month) if month.strip().isdecimal() and 1 <= int(month) <= 12 else None
    date = Date(int(year), number, int(day) if number and day.strip().isdecimal() else None, season,
                circa=other.casefold() == "circa")  # fmt: skip
    before = dates.get(variable)
    if not isinstance(before, Date) or (before.month, before.season, before.circa) == (None, None, False):
        dates[variable] = date
