"""The front matter of an article: YAML between `---` lines, parsed by ourselves.

In: the text of article.md. Out: `Metadata` (the keys that we know, checked), the body, the number of its first line,
and a notice with its line for whatever was not understood. Nothing of it is handed to pandoc, whose `bibliography:`,
`csl:` and `citation-abbreviations:` would read files and fetch from the network. The shapes are those that pandoc,
Quarto and MyST users write. Aliases are refused (a kilobyte of them can hang a YAML reader), so are tags, and depth
and size are limited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pubkit.errors import Place
from pubkit.formats import safe_yaml
from pubkit.model.metadata import Contributor, Metadata
from pubkit.notices import Notice, Severity, nearest

__all__ = ["FrontMatter", "parse"]

_FENCE = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE
)
_OPEN = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_ABSTRACT_IN = re.compile(r"abstract-(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")

_ALIASES = MappingProxyType(
    {
        "short-title": "short_title", "shorttitle": "short_title", "title-short": "short_title",
        "running-title": "short_title", "lang": "language", "language": "language", "authors": "author",
        "tags": "keywords", "keyword": "keywords", "container-title": "journal", "journal-title": "journal",
        "number": "issue", "reference-section-title": "reference_title", "csl": "style", "citation-style": "style",
        "rights": "license", "licence": "license", "page-first": "first_page", "first-page": "first_page",
        "last-page": "last_page", "fpage": "first_page", "lpage": "last_page", "DOI": "doi", "URL": "url",
        "ISSN": "issn", "date-received": "received", "date-accepted": "accepted", "date-published": "published",
    }
)  # fmt: skip
_TEXTS = frozenset(
    """title subtitle short_title language date journal volume issue season year first_page last_page issn
    publisher doi url license copyright received accepted published reference_title style theme""".split()  # noqa: SIM905
)
_OTHER = frozenset(
    """author abstract abstracts keywords bibliography nocite pages page funding acknowledgments acknowledgements
    subject description category series edition editor place documentclass geometry fontsize mainfont toc
    numbersections number-sections format output execute link-citations suppress-bibliography header-includes
    thanks affiliations citeproc article copyright license notes-after-punctuation papersize biblio-style
    project kernelspec exports venue open_access github banner short_name appendix date-format type affiliation
    author-note email orcid keywords-ru notes link-bibliography crossref""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """An article's file in its two parts."""

    metadata: Metadata
    body: str
    """The Markdown after the front matter."""
    first_line: int
    """The line of the file on which the body starts, from 1."""
    notices: tuple[Notice, ...]


def parse(text: str, file: str) -> FrontMatter:
    """The front matter of an article and its body; trouble becomes notices, and the body is never lost."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    found = _FENCE.match(text)
    if found is None:
        notices = (_unclosed(file),) if _OPEN.match(text) and re.match(r"---\s*\n\s*[\w-]+\s*:", text) else ()
        return FrontMatter(Metadata(), text, 1, notices)
    body = text[found.end() :]
    reading = _Reading(file, text.split("\n"))
    metadata = reading.metadata(found["yaml"])
    return FrontMatter(metadata, body, text.count("\n", 0, found.end()) + 1, tuple(reading.notices))


def _unclosed(file: str) -> Notice:
    return Notice("F301", "the front matter is not closed: everything is read as text", Severity.ERROR, Place(file, 1),
                  "---", "close it with a line of three hyphens")  # fmt: skip


@dataclass
class _Reading:
    """One file's front matter; keys remember their lines."""

    file: str
    lines: list[str]
    notices: list[Notice] = field(default_factory=list)
    line_of: dict[str, int] = field(default_factory=dict)

    def metadata(self, source: str) -> Metadata:
        raw = self.load(source)
        values: dict[str, Any] = {}
        other: dict[str, str] = {}
        for key, value in raw.items():
            name = _ALIASES.get(key, key.replace("-", "_") if key.replace("-", "_") in _TEXTS else key)
            if name in _TEXTS:
                self.put(values, name, key, value)
            elif key in _OTHER or name in _OTHER or _ABSTRACT_IN.match(key):
                if isinstance(value, str | int | float):
                    other[key] = str(value)
            else:
                self.unknown(key)
                if isinstance(value, str | int | float):
                    other[key] = str(value)
        return self.rest(raw, replace(Metadata(**values), other=other))

    def put(self, values: dict[str, Any], name: str, key: str, value: Any) -> None:
        if isinstance(value, Mapping) and isinstance(value.get("title") or value.get("text") or value.get("name"), str):
            value = value.get("title") or value.get("text") or value.get("name")
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, list | dict):
            self.say("F304", f'"{key}" should be text', key, "write the text after the colon")
            return
        if value is not None:
            values[name] = _one_line(_text(value))

    def rest(self, raw: Mapping[str, Any], metadata: Metadata) -> Metadata:
        """The keys with a shape of their own."""
        get: Callable[[str], Any] = lambda name: next(  # noqa: E731
            (value for key, value in raw.items() if _ALIASES.get(key, key) == name), None
        )
        abstract = raw.get("abstract")
        journal = raw.get("journal")
        metadata = replace(
            metadata,
            authors=tuple(_beside(list(self.authors(get("author"), raw.get("affiliations"))), raw)),
            abstract=_text(abstract).strip() if isinstance(abstract, str) else "",
            abstracts=(*self.abstracts(raw.get("abstracts"), abstract), *_translated(raw)),
            keywords=tuple(_listed(get("keywords"))),
            nocite=tuple(re.findall(r"@\{?([^\s,;@{}\]]+)", " ".join(_listed(raw.get("nocite"))))),
            bibliography=tuple(_listed(raw.get("bibliography"), split=False)),
            doi=re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", metadata.doi),
        )
        metadata = replace(
            metadata,
            number_sections=any(raw.get(key) is True for key in ("number-sections", "numbersections")),
            crossref=_words(raw.get("crossref")),
        )
        if raw.get("suppress-bibliography") is True:
            metadata = replace(metadata, other={**metadata.other, "suppress-bibliography": "true"})
        metadata = self.pages(raw, metadata)
        metadata = self.language(metadata)
        return _from_journal(metadata, journal) if isinstance(journal, Mapping) else metadata

    def pages(self, raw: Mapping[str, Any], metadata: Metadata) -> Metadata:
        pages = re.match(r"\s*(\w+)\s*(?:[-–—]+\s*(\w+))?", _text(raw.get("pages") or raw.get("page") or ""))
        if pages and not metadata.first_page:
            return replace(metadata, first_page=pages.group(1), last_page=pages.group(2) or "")
        return metadata

    def language(self, metadata: Metadata) -> Metadata:
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", metadata.language):
            return metadata
        self.say(
            "F305", f'"{metadata.language}" is no language tag; English is taken', "lang", 'write one like "en" or "az"'
        )
        return replace(metadata, language="en")

    def authors(self, value: Any, affiliations: Any) -> Iterator[Contributor]:
        institutions = _institutions(affiliations)
        for author in value if isinstance(value, list) else [value]:
            if isinstance(author, str) and author.strip():
                for name in re.split(r"\s*;\s*", author) if ";" in author else [author]:
                    yield Contributor(_one_line(name))
            elif isinstance(author, Mapping):
                if contributor := _contributor(author, institutions):
                    yield contributor
                else:
                    self.say("F304", "an author without a name", "author", "write name: Given Family")

    def abstracts(self, value: Any, abstract: Any) -> Iterator[tuple[str, str]]:
        for source in (value, abstract):
            if isinstance(source, Mapping):
                yield from ((str(k), _text(v).strip()) for k, v in source.items() if isinstance(v, str))
            for item in source if isinstance(source, list) else ():
                if isinstance(item, Mapping) and isinstance(item.get("text") or item.get("abstract"), str):
                    yield (
                        str(item.get("lang") or item.get("language") or ""),
                        _text(item.get("text") or item["abstract"]).strip(),
                    )

    # -- YAML ----------------------------------------------------------------------------------------------------

    def load(self, source: str) -> dict[str, Any]:
        """The mapping, plain scalars as they are printed: 1.10 stays "1.10", 2017-01-05 a text."""
        try:
            found = safe_yaml.load(source)
        except safe_yaml.RefusedError as broken:
            self.broken(broken)
            return self.line_by_line(source[: safe_yaml.SIZE_LIMIT])
        self.line_of |= {key: line + 2 for key, line in found.lines.items()}
        self.notices += [
            self.notice("F306", f'"{key}" is said twice; the first is used', line + 2, Severity.WARNING, None)
            for key, line in found.repeated
        ]
        return found.values

    def line_by_line(self, source: str) -> dict[str, str]:
        """What can be had of a front matter that is no YAML: the plain lines of text."""
        found: dict[str, str] = {}
        for number, line in enumerate(source.split("\n"), 2):
            simple = re.match(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]+(?P<value>[^\[{|>&*!][^\n]*)$", line)
            if simple and simple["key"] not in found:
                found[simple["key"]] = simple["value"].strip().strip("\"'")
                self.line_of[simple["key"]] = number
        return found

    def broken(self, broken: safe_yaml.RefusedError) -> None:
        line = 1 if broken.line is None else broken.line + 2
        column = None if broken.column is None else broken.column + 1
        hint = "put text with a colon, a quotation mark or a bracket in it between double quotation marks"
        self.notices.append(
            Notice("F303", f"the front matter cannot be read: {broken.problem}; its plain lines are used",
                   Severity.ERROR, Place(self.file, line, column), self.line(line), hint)
        )  # fmt: skip

    # -- notices -------------------------------------------------------------------------------------------------

    def unknown(self, key: str) -> None:
        near = nearest(key, {*_ALIASES, *(name.replace("_", "-") for name in _TEXTS), *_OTHER}, cutoff=0.8)
        hint = f"did you mean {near}?" if near else None
        severity = Severity.WARNING if near else Severity.INFO
        line = self.line_of.get(key)
        self.notices.append(self.notice("F307", f'the key "{key}" is not known and is not used', line, severity, hint))

    def say(self, code: str, message: str, key: str | None, hint: str | None) -> None:
        aliases = {alias for alias, name in _ALIASES.items() if name == _ALIASES.get(key or "", key)}
        line = next((self.line_of[name] for name in (key, *aliases) if name in self.line_of), None)
        self.notices.append(self.notice(code, message, line, Severity.WARNING, hint))

    def notice(self, code: str, message: str, line: int | None, severity: Severity, hint: str | None) -> Notice:
        return Notice(code, message, severity, Place(self.file, line), self.line(line), hint)

    def line(self, number: int | None) -> str | None:
        return self.lines[number - 1] if number and number <= len(self.lines) else None


# -- shapes ------------------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    return "" if value is None else "yes" if value is True else "no" if value is False else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _words(value: Any) -> dict[str, str]:
    """A mapping of words."""
    items = value.items() if isinstance(value, Mapping) else ()
    return {str(key): _one_line(_text(said)) for key, said in items if isinstance(said, str | int | float)}


def _listed(value: Any, *, split: bool = True) -> Iterator[str]:
    if isinstance(value, str):
        parts = re.split(r"\s*[,;]\s*", value) if split else [value]
        yield from (_one_line(part) for part in parts if part.strip())
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping):
                item = item.get("text") or item.get("name") or item.get("file")
            if isinstance(item, str | int | float) and _text(item).strip():
                yield _one_line(_text(item))


def _institutions(value: Any) -> dict[str, str]:
    """Quarto's and MyST's list of affiliations, by id."""
    items = value if isinstance(value, list) else []
    return {_text(item["id"]): _institution(item) for item in items if isinstance(item, Mapping) and item.get("id")}


def _institution(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _one_line(_text(value))
    parts = (
        value.get("department"),
        value.get("name") or value.get("institution"),
        value.get("city"),
        value.get("country"),
    )
    return ", ".join(_one_line(_text(part)) for part in parts if isinstance(part, str) and part.strip())


def _translated(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """`abstract-ru: ...`"""
    for key, value in raw.items():
        if (found := _ABSTRACT_IN.match(key)) and isinstance(value, str):
            yield found["language"], value.strip()


def _beside(authors: list[Contributor], raw: Mapping[str, Any]) -> Iterator[Contributor]:
    """The authors with what stands in lists beside them, entry for entry: stock pandoc prints plain names only."""

    def of(key: str, index: int) -> str:
        value = raw.get(key)
        listed = value if isinstance(value, list) else [value]
        return _one_line(_text(listed[index])) if index < len(listed) and isinstance(listed[index], str) else ""

    for index, author in enumerate(authors):
        place = of("affiliation", index)
        yield replace(
            author, affiliations=author.affiliations or ((place,) if place else ()),
            note=author.note or of("author-note", index), email=author.email or of("email", index),
            orcid=author.orcid or of("orcid", index),
        )  # fmt: skip


def _contributor(author: Mapping[str, Any], institutions: Mapping[str, str]) -> Contributor | None:
    name = author.get("name")
    given, family = _text(author.get("given")), _text(author.get("family") or author.get("surname"))
    if isinstance(name, Mapping):
        given, family = _text(name.get("given")), _text(name.get("family"))
        name = name.get("literal")
    whole = _one_line(_text(name) or f"{given} {family}")
    if not whole:
        return None
    where = author.get("affiliation") or author.get("affiliations") or author.get("institute")
    listed = where if isinstance(where, list) else [where] if where else []
    places = tuple(_referred(place, institutions) for place in listed)
    orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", _text(author.get("orcid")))
    return Contributor(
        whole, _one_line(given), _one_line(family), tuple(place for place in places if place),
        _one_line(_text(author.get("note") or author.get("bio"))), _one_line(_text(author.get("email"))),
        orcid.group() if orcid else "",
    )  # fmt: skip


def _referred(place: Any, institutions: Mapping[str, str]) -> str:
    reference = place.get("ref") if isinstance(place, Mapping) else place
    return institutions.get(_text(reference), "") or _institution(place)


def _from_journal(metadata: Metadata, journal: Mapping[str, Any]) -> Metadata:
    """A journal as a mapping: title, issn, volume, issue ..."""

    def get(*names: str) -> str:
        return next((_one_line(_text(journal[name])) for name in names if journal.get(name)), "")

    return replace(
        metadata, journal=get("title", "name"), issn=metadata.issn or get("issn"),
        volume=metadata.volume or get("volume"), issue=metadata.issue or get("issue", "number"),
        season=metadata.season or get("season"), year=metadata.year or get("year"),
        publisher=metadata.publisher or get("publisher"),
    )  # fmt: skip
