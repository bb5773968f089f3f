"""Bibliographic items: CSL-JSON parsed at the door.

Ids stay as they are. Names become :class:`Name` with their particles parsed out of family and given name
where the data does not give them ("Name Particles"); dates become `edtf.Date`; other variables keep their
text, whose markup is parsed once, on first use. Variables that CSL derives (page-first, editor-translator)
are derived here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pubkit.records import dataclass, field

from .edtf import Date, parse_date
from .inline import Inline, text_of
from .markup import parse

__all__ = ["DATE_VARIABLES", "NAME_VARIABLES", "NUMBER_VARIABLES", "Item", "Name", "make_item"]

NAME_VARIABLES = frozenset(
    [
        "author",
        "chair",
        "collection-editor",
        "compiler",
        "composer",
        "container-author",
        "contributor",
        "curator",
        "director",
        "editor",
        "editorial-director",
        "editor-translator",
        "editortranslator",
        "executive-producer",
        "guest",
        "host",
        "illustrator",
        "interviewer",
        "narrator",
        "organizer",
        "original-author",
        "performer",
        "producer",
        "recipient",
        "reviewed-author",
        "script-writer",
        "series-creator",
        "translator",
    ]
)
DATE_VARIABLES = frozenset(["accessed", "available-date", "event-date", "issued", "original-date", "submitted"])
NUMBER_VARIABLES = frozenset(
    [
        "chapter-number",
        "citation-number",
        "collection-number",
        "edition",
        "first-reference-note-number",
        "issue",
        "locator",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "page",
        "page-first",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "version",
        "volume",
    ]
)
ALIASES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "event-title": "event",
    "editortranslator": "editor-translator",
}
LATIN = re.compile(
    "[A-Za-z\u00aa-\u02af\u0370-\u052f\u0531-\u058f\u0590-\u06ff\u0750-\u077f\u1d00-\u1fff"
    "\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufdff]"
)
PAGE_FIRST = re.compile(r"[^\-–,;&\s]*")
LEADING_PIECE = re.compile(r"['’]?[^\s'’\-]+(?:['’][ ]?|-|[ ]+)|['’][^\s'’\-]+[ ]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a name variable."""

    family: str = ""
    """Surname without particles and suffixes."""
    given: str = ""
    """Given names, in full or initials."""
    dropping: str = ""
    """dropping-particle."""
    non_dropping: str = ""
    """non-dropping-particle."""
    suffix: str = ""
    """E.g. "Jr."."""
    comma_suffix: bool = False
    """Whether a comma precedes the suffix in names that are not inverted."""
    literal: str = ""
    """A name without parts: an institution."""
    western: bool = True
    """Whether it is written in a script in which given names precede family names."""
    static: bool = False
    """Whether the parts keep the order family, given."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to print."""
        return not (self.family or self.given or self.literal)


@dataclass(slots=True)
class Item:
    """One bibliographic item."""

    id: Any
    """Its id, as the caller gave it."""
    type: str
    """One of Appendix III."""
    values: dict[str, str]
    """Standard and number variables, as text."""
    names: dict[str, tuple[Name, ...]]
    """Name variables."""
    dates: dict[str, Date]
    """Date variables."""
    language: str
    """The language field, or empty."""
    rich: dict[str, list[Inline]] = field(default_factory=dict)
    """Parsed markup of values, filled on first use."""

    def inlines(self, variable: str, quotes: str) -> list[Inline]:
        """The value of a variable as inlines."""
        found = self.rich.get(variable)
        if found is None:
            found = self.rich[variable] = parse(self.values[variable], quotes)
        return found

    def plain(self, variable: str) -> str:
        """The value of a variable without markup."""
        text = self.values.get(variable, "")
        return text_of(parse(text)) if "<" in text else text

    def present(self, variable: str) -> bool:
        """Whether a variable of any kind has a value."""
        return variable in self.values or variable in self.names or variable in self.dates


def make_item(source: Mapping[str, Any], key: Any = None) -> Item:
    """An item from CSL-JSON."""
    values: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    for raw_variable, value in source.items():
        variable = str(raw_variable)
        if value is None or value == "" or variable in ("id", "type"):
            continue
        if variable in NAME_VARIABLES:
            if found := _names(value):
                names[variable] = found
        elif variable in DATE_VARIABLES:
            if (date := parse_date(value)) is not None and not date.empty:
                dates[variable] = date
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            text = str(value)
            if text.strip():
                values[variable] = text
    _derive(values, names, source)
    return Item(
        source.get("id", key),
        str(source.get("type") or ""),
        values,
        names,
        dates,
        values.get("language", "").strip(),
    )


def _derive(values: dict[str, str], names: dict[str, tuple[Name, ...]], source: Mapping[str, Any]) -> None:
    for alias, variable in ALIASES.items():
        if alias in values and variable not in values:
            values[variable] = values[alias]
        if alias in names and variable not in names:
            names[variable] = names[alias]
    if "editor-translator" not in names and "editor" in names and names["editor"] == names.get("translator"):
        names["editor-translator"] = names["editor"]
    if "page" in values and "page-first" not in values and (found := PAGE_FIRST.match(values["page"])):
        values["page-first"] = found.group() or values["page"]
    values.setdefault("citation-key", str(source.get("id", "")))


# -- names -------------------------------------------------------------------------------------------------


def _names(value: Any) -> tuple[Name, ...]:
    if isinstance(value, str):
        value = [{"literal": value}]
    elif isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    found = (make_name(entry) for entry in value)
    return tuple(name for name in found if not name.empty)


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return "" if value is None or isinstance(value, bool) else str(value).strip().replace("'", "’")


def make_name(entry: Any) -> Name:
    """A name from CSL-JSON; particles are parsed out where the data does not give any."""
    if isinstance(entry, str):
        return Name(literal=entry.strip())
    if not isinstance(entry, Mapping):
        return Name()
    if literal := _text(entry, "literal"):
        return Name(literal=literal, western=_western(literal))
    family, given = _text(entry, "family"), _text(entry, "given")
    dropping, non_dropping = _text(entry, "dropping-particle"), _text(entry, "non-dropping-particle")
    suffix = _text(entry, "suffix")
    parse_names = entry.get("parse-names") not in (False, 0, "false")
    comma = entry.get("comma-suffix") in (True, 1, "true", "1")
    if len(family) > 1 and family[0] == '"' == family[-1]:
        family = family[1:-1]
    elif parse_names and not dropping and not non_dropping:
        family, given, dropping, non_dropping = _particles(family, given)
    if not suffix and "," in given and parse_names:
        given, _, suffix = (part.strip() for part in given.partition(","))
        if suffix.startswith("!"):
            comma, suffix = True, suffix[1:].strip()
    western = _western(family + given)
    return Name(
        family,
        given,
        dropping,
        non_dropping,
        suffix,
        comma,
        "",
        western,
        entry.get("static-ordering") in (True, 1, "true", "1"),
    )


def _western(text: str) -> bool:
    """Whether any letter is of a script that writes given names first."""
    return text.isascii() or LATIN.search(text) is not None


def _particles(family: str, given: str) -> tuple[str, str, str, str]:
    """(family, given, dropping, non-dropping): lower-case words that lead the family name or end the given
    name."""
    end = 0
    while (found := LEADING_PIECE.match(family, end)) and found.end() < len(family) and _lower(found.group()):
        end = found.end()
    non_dropping, family = family[:end], family[end:]
    if not non_dropping.endswith("’ "):
        non_dropping = non_dropping.rstrip()
    words = given.split(" ")
    kept = len(words)
    while kept > 1 and _lower(words[kept - 1]):
        kept -= 1
    dropping, given = " ".join(words[kept:]), " ".join(words[:kept])
    if dropping and given.endswith(","):
        dropping, given = f", {dropping}", given.rstrip(", ")
    return family, given, dropping, non_dropping


def _lower(piece: str) -> bool:
    """Whether a piece of a name is a particle: its first letter is lower-case."""
    letter = next((c for c in piece if c.isalpha()), "")
    return letter.islower()
