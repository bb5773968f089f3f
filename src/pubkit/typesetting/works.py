"""The works of a bibliography as data: what catalogues and search engines are told about each.

In: CSL-JSON items. Out: their names, dates and texts in plain strings, without the little markup of CSL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pubkit.records import dataclass

__all__ = ["Person", "Work", "iso", "of_item"]

_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|em|strong|span)(?:\s[^<>]*)?>")

_RANGE = re.compile(r"(?P<first>\w+)\s*[-\u2010-\u2015]+\s*(?P<last>\w+)")


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a work."""

    family: str = ""
    """With the particle that is not dropped."""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    """An organisation, whole."""

    @property
    def printed(self) -> str:
        """Given name first."""
        return self.literal or " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """Family name first, as catalogues have it."""
        return self.literal or ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Work:
    """One work; CSL's variables by their names."""

    item: Mapping[str, Any]

    @property
    def key(self) -> str:
        return str(self.item.get("id", ""))

    @property
    def type(self) -> str:
        """The CSL type."""
        return str(self.item.get("type") or "document")

    def text(self, *variables: str) -> str:
        """The first of these variables that has a text."""
        for variable in variables:
            value = self.item.get(variable)
            if value not in (None, "", [], {}) and not isinstance(value, list | dict):
                return " ".join(_MARKUP.sub("", str(value)).split())
        return ""

    @property
    def pages(self) -> tuple[str, str]:
        """First and last page, in full (142 to 58 is 142 to 158); empty where they are no simple range."""
        text = self.text("page")
        found = _RANGE.fullmatch(text)
        if not found:
            return (text, "") if text.isalnum() else ("", "")
        first, last = found["first"], found["last"]
        if first.isdecimal() and last.isdecimal() and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return first, last

    def people(self, role: str) -> tuple[Person, ...]:
        """The names of a name variable."""
        value = self.item.get(role)
        return tuple(_people(value)) if isinstance(value, list) else ()

    def date(self, variable: str) -> tuple[int, ...]:
        """Year, month and day of a date, as far as they are known; of a range the beginning."""
        value = self.item.get(variable)
        parts = value.get("date-parts") if isinstance(value, Mapping) else None
        start = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
        return tuple(int(part) for part in start[:3] if str(part).lstrip("-").isdecimal())

    def date_text(self, variable: str) -> str:
        """A date that is words ("forthcoming")."""
        value = self.item.get(variable)
        return (
            " ".join(str(value.get("literal") or value.get("raw") or "").split()) if isinstance(value, Mapping) else ""
        )


def of_item(item: Mapping[str, Any]) -> Work:
    """The work of a CSL-JSON item."""
    return Work(item)


def iso(parts: tuple[int, ...]) -> str:
    """ISO 8601 of a date's parts."""
    if not parts or parts[0] < 1:
        return ""
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def _people(names: list[Any]) -> Iterator[Person]:
    for name in names:
        if not isinstance(name, Mapping):
            continue

        def part(key: str, name: Mapping[str, Any] = name) -> str:
            return " ".join(_MARKUP.sub("", str(name.get(key) or "")).split())

        if literal := part("literal"):
            yield Person(literal=literal)
            continue
        family = " ".join(word for word in (part("non-dropping-particle"), part("family")) if word)
        given = " ".join(word for word in (part("given"), part("dropping-particle")) if word)
        if family or given:
            yield Person(family, given, part("suffix")) if family else Person(literal=given)
