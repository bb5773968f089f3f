"""Bibliographic records: names, dates, entries, and where each field was seen.

Variables, name roles, date names and entry types are those of CSL 1.0.2 (appendices III and IV); how they map to
BibTeX and BibLaTeX is told in `pubkit.formats`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from pubkit.records import dataclass, field

__all__ = ["Bibliography", "Date", "DateRange", "Entry", "FieldEvidence", "Name", "Origin", "Season"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the parts of CSL and BibTeX; an organisation has `literal` alone."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """The particle that is not dropped: van, de, al-."""
    dropping_particle: str = ""
    suffix: str = ""
    """Jr., III."""
    literal: str = ""
    """An organisation, or a name that cannot be split, whole."""

    @property
    def is_organisation(self) -> bool:
        return bool(self.literal)

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        parts = (self.given, self.dropping_particle, self.particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


class Season(enum.IntEnum):
    """The seasons of CSL and of EDTF (21 to 24, less 20)."""

    SPRING = 1
    SUMMER = 2
    AUTUMN = 3
    WINTER = 4


@dataclass(frozen=True, slots=True)
class Date:
    """A date as exact as the text gives it; month and day are never invented."""

    year: int
    """The year; negative before the common era."""
    month: int | None = None
    day: int | None = None
    season: Season | None = None
    circa: bool = False
    literal: str = ""
    """The printed form where it cannot be parsed ("forthcoming"); then the year is 0."""

    def __str__(self) -> str:
        """ISO 8601, as exact as known."""
        if self.literal:
            return self.literal
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From one date to another; an open range has no end."""

    start: Date
    end: Date | None


class Origin(enum.StrEnum):
    """What said so."""

    RULE = "rule"
    MODEL = "model"
    SOURCE = "source"
    """It stood in a structured source (a .bib file, a JATS reference)."""
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """Where one field of an entry was seen."""

    variable: str
    """The CSL variable."""
    start: int
    """Offset in the printed reference."""
    end: int
    printed: str
    """The characters there."""
    origin: Origin
    probability: float
    """How sure, from 0 to 1, calibrated."""
    reason: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether an editor should look at it."""
        return self.probability < 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """One work. All mappings go by the names of CSL variables."""

    key: str
    """The citation key; empty until one was given out."""
    type: str
    """The CSL type: article-journal, webpage ..."""
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    """Name variables: author, editor, translator ..."""
    dates: Mapping[str, Date | DateRange] = field(default_factory=dict)
    """Date variables: issued, accessed, original-date ..."""
    strings: Mapping[str, str] = field(default_factory=dict)
    """All other variables: title, container-title, volume, page, URL, language ..., with CSL rich-text markup
    (`<span class="nocase">`) where letters must keep their case."""

    def text(self, variable: str) -> str:
        """A string variable, or the empty string."""
        return self.strings.get(variable, "")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Entries in the order of their first cite; keys are unique."""

    entries: tuple[Entry, ...] = ()

    def get(self, key: str) -> Entry | None:
        """The entry of this key."""
        return next((entry for entry in self.entries if entry.key == key), None)
