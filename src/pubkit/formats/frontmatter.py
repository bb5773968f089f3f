"""The front matter of an article: YAML between `---` lines, parsed by ourselves.

In: the text of article.md. Out: `Metadata` (the keys that we know, checked), the body, the number of its first line,
and a notice with its line for whatever was not understood. Nothing of it is handed to pandoc, whose `bibliography:`,
`csl:` and `citation-abbreviations:` would read files and fetch from the network. The shapes are those that pandoc,
Quarto and MyST users write. Aliases are refused (a kilobyte of them can hang a YAML reader), so are tags, and depth
and size are limited.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pubkit.errors import Place
from pubkit.formats import plain_yaml, safe_yaml
from pubkit.formats.front_dates import CLOCK, iso_date
from pubkit.formats.front_people import people
from pubkit.formats.front_publication import funding, license_of, publication
from pubkit.formats.front_shapes import Path, check_keys, listed, one_line, text
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice, Severity, nearest
from pubkit.records import dataclass, field, replace

__all__ = ["KEY_PATTERNS", "FrontMatter", "is_plain", "known_keys", "parse"]

_FENCE = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE
)
_OPEN = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_SMALL = 20_000
_KEYWORDS_IN = re.compile(r"keywords-[A-Za-z]{2,3}$")
_ABSTRACT_IN = re.compile(r"abstract-(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")

_ALIASES = MappingProxyType(
    {
        "short-title": "short_title", "shorttitle": "short_title", "title-short": "short_title",
        "running-title": "short_title", "lang": "language", "language": "language", "authors": "author",
        "tags": "keywords", "keyword": "keywords", "container-title": "journal", "journal-title": "journal",
        "by-author": "author", "running-head": "short_title", "short_name": "short_title", "summary": "abstract",
        "acknowledgements": "acknowledgments", "acknowledgement": "acknowledgments", "publication-date": "published",
        "journal-short": "journal_short", "article-number": "elocation", "elocation-id": "elocation", "eISSN": "eissn",
        "publisher-place": "publisher_place", "citation-date": "date",
        "number": "issue", "reference-section-title": "reference_title", "csl": "style", "citation-style": "style",
        "rights": "license", "licence": "license", "page-first": "first_page", "first-page": "first_page",
        "last-page": "last_page", "fpage": "first_page", "lpage": "last_page", "DOI": "doi", "URL": "url",
        "ISSN": "issn", "date-received": "received", "date-accepted": "accepted", "date-published": "published",
        "papersize": "paper",
    }
)  # fmt: skip
_TEXTS = frozenset(
    """title subtitle short_title language date journal journal_short volume issue season year first_page last_page
    elocation issn eissn publisher publisher_place doi url license copyright received accepted published reference_title
    acknowledgments style theme paper""".split()  # noqa: SIM905
)
_OTHER = frozenset(
    """author abstract abstracts keywords bibliography nocite pages page funding subject description category
    series edition editor place documentclass classoption geometry fontsize mainfont sansfont monofont
    mathfont linestretch indent colorlinks linkcolor urlcolor citecolor toccolor toc toc-depth toc-title lof
    lot numbersections number-sections number-offset number-depth format output execute engine jupyter knitr
    filters shortcodes editor_options link-citations link-bibliography suppress-bibliography header-includes
    include-before include-after include-in-header include-before-body include-after-body thanks
    affiliations affiliation institute institutes citeproc cite-method biblatexoptions natbiboptions biblio-
    style biblio- title citation-abbreviations article copyright license notes-after-punctuation project
    kernelspec exports export venue biblio citation open_access github binder banner bannerOptions thumbnail
    short_name appendix date-format date-modified type author-note email orcid notes crossref autolang
    section-bibs-level section-bibs-bibliography section-bibs-minlevel parts settings math abbreviations
    options downloads site code-fold code-tools code-overflow theme-options google-scholar metadata comments
    draft draft-mode categories image image-alt aliases title-block-style title-block-banner fig-cap-
    location tbl-cap-location fig-width fig-height fig-dpi df-print css highlight-style html-math- method
    embed-resources self-contained standalone pagetitle title-meta author-meta keywords-meta title- prefix
    body-width smart cover-image identifier rights belongs-to-collection group-position ispell dir numbering
    content_includes_title jtitle kernel""".split()  # noqa: SIM905
)


KEY_PATTERNS = (_KEYWORDS_IN.pattern, _ABSTRACT_IN.pattern.replace("?P<language>", "?:"))
"""Keys that are known by their shape: `abstract-ru`, `keywords-ru`."""


def known_keys() -> frozenset[str]:
    """The keys that a front matter may have at its top, in all their spellings."""
    known = _TEXTS | _OTHER
    aliases = {alias for alias, name in _ALIASES.items() if name in known or alias in _OTHER}
    return frozenset(known | aliases | {name.replace("_", "-") for name in _TEXTS})


_DATES = ("date", "received", "accepted", "published")
_CROSSREF = frozenset(
    {f"{kind}-{part}" for kind in ("fig", "tbl", "sec", "eq", "lst") for part in ("title", "prefix", "labels")}
    | {"title-delim", "chapters", "chapter-id", "labels", "subref-labels", "ref-hyperlink", "lof-title", "lot-title",
       "lol-title", "custom", "cites"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """An article's file in its two parts."""

    metadata: Metadata
    body: str
    """The Markdown after the front matter."""
    first_line: int
    """The line of the file on which the body starts, from 1."""
    notices: tuple[Notice, ...]


@functools.lru_cache(maxsize=2)
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


def is_plain(text: str) -> bool:
    """Whether the front matter is written so plainly that to read it asks for no limits on time and memory."""
    found = _FENCE.match(text.replace("\r\n", "\n"))
    return found is None or (len(found["yaml"]) < _SMALL and plain_yaml.read(found["yaml"]) is not None)


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
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """The line and column of every key and item, from 1."""

    def metadata(self, source: str) -> Metadata:
        raw = self.load(source)
        values: dict[str, Any] = {}
        other: dict[str, str] = {}
        for key, value in raw.items():
            name = _ALIASES.get(key, key.replace("-", "_") if key.replace("-", "_") in _TEXTS else key)
            if name in _TEXTS:
                self.put(values, name, key, value)
            elif key in _OTHER or name in _OTHER or _ABSTRACT_IN.match(key) or _KEYWORDS_IN.match(key):
                if isinstance(value, str | int | float):
                    other[key] = str(value)
            else:
                self.unknown(key)
                if isinstance(value, str | int | float):
                    other[key] = str(value)
        return self.rest(raw, replace(Metadata(**values), other=other))

    def put(self, values: dict[str, Any], name: str, key: str, value: Any) -> None:
        if name in {"journal", "license", "copyright"} and isinstance(value, Mapping | list):
            return  # mappings of their own: see `rest`
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, Mapping):
            plain = (value.get(part) for part in ("title", "text", "name", "number", "content", "statement"))
            value = next((said for said in plain if isinstance(said, str)), value)
        if name in _DATES and isinstance(value, Mapping) and (said := iso_date(value, "en")):
            value = said
        if isinstance(value, list | Mapping):
            self.say("F304", f'"{key}" should be text', (key,), "write the text after the colon")
        elif name in _DATES and text(value) in CLOCK:
            self.say("F311", f'"{key}: {value}" asks the clock, which is not read', (key,),
                     "write the date: the same input gives the same edition", Severity.WARNING)  # fmt: skip
        elif value is not None:
            values[name] = one_line(value)

    def rest(self, raw: Mapping[str, Any], metadata: Metadata) -> Metadata:
        """The keys with a shape of their own."""
        get: Callable[[str], Any] = lambda name: next(  # noqa: E731
            (value for key, value in raw.items() if _ALIASES.get(key, key) == name), None
        )
        metadata = self.language(metadata)
        abstract = get("abstract")
        if isinstance(parts := raw.get("parts"), Mapping) and abstract is None:
            abstract = parts.get("abstract")
        self.shapes(raw, get)
        printed, address = license_of(get("license"))
        files = _words(raw.get("bibliography"))
        metadata = replace(
            metadata,
            authors=people(raw, self.say),
            abstract=abstract.strip() if isinstance(abstract, str) else "",
            abstracts=(*self.abstracts(raw.get("abstracts"), abstract), *_translated(raw)),
            keywords=tuple(listed(get("keywords"))),
            nocite=tuple(re.findall(r"@\{?([^\s,;@{}\]]+)", " ".join(listed(raw.get("nocite"))))),
            bibliography=(*listed(raw.get("bibliography"), split=False), *dict.fromkeys(files.values())),
            bibliography_names=files,
            section_bibs_level=self.level(raw),
            autolang=one_line(raw.get("autolang")),
            license=printed, license_url=address, copyright=_copyright(get("copyright")),
            funding=tuple(funding(raw.get("funding"), self.say)),
            dates={name: said for name in _DATES if (said := iso_date(get(name), metadata.language))},
            suppress_bibliography=raw.get("suppress-bibliography") is True,
            number_sections=any(raw.get(key) is True for key in ("number-sections", "numbersections")),
            crossref=_words(raw.get("crossref")),
        )  # fmt: skip
        return self.published(raw, metadata)

    def level(self, raw: Mapping[str, Any]) -> int:
        said = one_line(raw.get("section-bibs-level"))
        if said and not re.fullmatch(r"[1-6]", said):
            self.say("F304", '"section-bibs-level" should be 1 to 6', ("section-bibs-level",), "write 1")
            return 0
        return int(said or 0)

    def published(self, raw: Mapping[str, Any], metadata: Metadata) -> Metadata:
        """Where it was published: the top of the front matter goes before the mappings in it."""
        said = publication(raw, self.say)
        pages = _pages(one_line(raw.get("pages") or raw.get("page")) or said.pop("pages", ""))
        issued = said.pop("issued", "")
        said.pop("pages", None)
        dates = metadata.dates
        if issued and "date" not in dates and "published" not in dates:
            dates = {**dates, **({"date": iso} if (iso := iso_date(issued, metadata.language)) else {})}
        said = dict(zip(("first_page", "last_page"), pages, strict=True)) | said
        fields: dict[str, Any] = {name: value for name, value in said.items() if value and not getattr(metadata, name)}
        metadata = replace(metadata, dates=dates, date=metadata.date or issued, **fields)
        return replace(metadata, doi=re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", metadata.doi))

    def shapes(self, raw: Mapping[str, Any], get: Callable[[str], Any]) -> None:
        """What is of no shape that is read."""
        if not isinstance(get("keywords"), str | list | None):
            self.say("F304", '"keywords" should be a list of words', ("keywords",), "write keywords: [one, two]")
        if isinstance(words := raw.get("crossref"), Mapping):
            check_keys(words, _CROSSREF, ("crossref",), self.say, '"crossref"')
        elif not isinstance(words, bool | None):
            self.say("F304", '"crossref" should be a mapping', ("crossref",), "write fig-title: Plate under it")
        for key in ("number-sections", "numbersections", "suppress-bibliography"):
            if not isinstance(raw.get(key), bool | None):
                self.say("F304", f'"{key}" should be true or false', (key,), f"write {key}: true")

    def language(self, metadata: Metadata) -> Metadata:
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", metadata.language):
            return metadata
        self.say("F305", f'"{metadata.language}" is no language tag; English is taken', ("lang",),
                 'write one like "en" or "az"', Severity.WARNING)  # fmt: skip
        return replace(metadata, language="en")

    def abstracts(self, value: Any, abstract: Any) -> Iterator[tuple[str, str]]:
        for source in (value, abstract):
            if isinstance(source, Mapping):
                yield from ((str(k), text(v).strip()) for k, v in source.items() if isinstance(v, str))
            for item in source if isinstance(source, list) else ():
                if isinstance(item, Mapping) and isinstance(item.get("text") or item.get("abstract"), str):
                    yield (
                        str(item.get("lang") or item.get("language") or ""),
                        text(item.get("text") or item["abstract"]).strip(),
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
        self.places |= {path: (line + 2, column + 1) for path, (line, column) in found.places.items()}
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

    def say(
        self, code: str, message: str, path: Path, hint: str | None = None, severity: Severity = Severity.ERROR
    ) -> None:
        """A notice about what stands at a path, at the nearest place that is known."""
        aliases = {alias for alias, name in _ALIASES.items() if name == _ALIASES.get(str(path[0]), path[0])}
        paths = [path[:length] for length in range(len(path), 0, -1)] + [(alias,) for alias in aliases]
        line, column = next((self.places[each] for each in paths if each in self.places), (None, None))
        if line is None:
            line = next((self.line_of[name] for name in (str(path[0]), *aliases) if name in self.line_of), None)
        place = Place(self.file, line, column)
        self.notices.append(Notice(code, message, severity, place, self.line(line), hint))

    def notice(self, code: str, message: str, line: int | None, severity: Severity, hint: str | None) -> Notice:
        return Notice(code, message, severity, Place(self.file, line), self.line(line), hint)

    def line(self, number: int | None) -> str | None:
        return self.lines[number - 1] if number and number <= len(self.lines) else None


# -- shapes ------------------------------------------------------------------------------------------------------


def _words(value: Any) -> dict[str, str]:
    """A mapping of words."""
    items = value.items() if isinstance(value, Mapping) else ()
    return {str(key): one_line(said) for key, said in items if one_line(said)}


def _pages(said: str) -> tuple[str, str]:
    """First and last page: "41-58", "S3--S9", "e12"."""
    found = re.match(r"\s*(\w+)\s*(?:[-–—]+\s*(\w+))?", said)
    return (found.group(1), found.group(2) or "") if found else ("", "")


def _copyright(value: Any) -> str:
    """Quarto and pandoc's JATS template have mappings: statement, or year and holder."""
    if not isinstance(value, Mapping):
        return one_line(value)
    parts = [one_line(value.get("year")), one_line(value.get("holder"))]
    return one_line(value.get("statement")) or " ".join(part for part in ("©", *parts) if part) * any(parts)


def _translated(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """`abstract-ru: ...`"""
    for key, value in raw.items():
        if (found := _ABSTRACT_IN.match(key)) and isinstance(value, str):
            yield found["language"], value.strip()
