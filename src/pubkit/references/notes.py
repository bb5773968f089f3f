"""Reading a footnote: what of it is prose, what are references, what points back to a work already cited.

In: the text of one note. Out: parts in order; their texts put together are the cleaned note, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pubkit.model import TracedText
from pubkit.references.clean import Cleaned, clean
from pubkit.references.lift import leading_signal, lift
from pubkit.references.parse import ParsedReference, parse_cleaned
from pubkit.references.quotes import quoted_spans
from pubkit.references.short_cites import ShortCite, read_author_cite, read_short_cite
from pubkit.references.sorting import Sort, sort_of
from pubkit.references.splitting import split_works

__all__ = ["NoteReading", "Part", "Prose", "Reference", "Short", "read_note"]


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of the note itself."""

    text: TracedText


@dataclass(frozen=True, slots=True)
class Reference:
    """A printed reference to a work, with the signal words before it."""

    text: TracedText
    parsed: ParsedReference


@dataclass(frozen=True, slots=True)
class Short:
    """A short cite: it means a work that was cited before."""

    text: TracedText
    cite: ShortCite


Part = Prose | Reference | Short


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What a note consists of."""

    parts: tuple[Part, ...]
    set_aside: tuple[tuple[TracedText, str], ...] = ()
    """Debris that cleaning took away, and the rule."""
    repairs: tuple[tuple[str, str, str, int], ...] = field(default=())

    @property
    def is_only_references(self) -> bool:
        """Whether nothing but references stands in the note (and stops between them)."""
        return any(not isinstance(part, Prose) for part in self.parts) and all(
            not isinstance(part, Prose) or not re.search(r"\w", part.text.text) for part in self.parts
        )


def read_note(text: TracedText, *, language: str | None = None, urls: Mapping[str, str] | None = None) -> NoteReading:
    """The parts of a note. `urls` are spoiled URLs and the forms that twins elsewhere prove."""
    cleaned: Cleaned = clean(text, urls=dict(urls or {}))
    parts: list[Part] = []
    for start, end in split_works(cleaned.text.text):
        part = _read(cleaned.text[start:end], language)
        if isinstance(part, Prose) and parts and isinstance(parts[-1], Prose):
            parts[-1] = Prose(parts[-1].text + part.text)
        else:
            parts.append(part)
    return NoteReading(tuple(parts), cleaned.set_aside, cleaned.repairs)


def _read(text: TracedText, language: str | None) -> Part:
    if not re.search(r"\w", text.text):
        return Prose(text)
    signal = leading_signal(text.text)
    sort = sort_of(text.text[signal:], lift(text.text[signal:]))
    if sort is Sort.SHORT:
        return Short(text, read_short_cite(text.text))
    if cite := read_author_cite(text.text):
        return Short(text, cite)
    if sort in (Sort.WORK, Sort.LAW):
        parsed = parse_cleaned(text.text, language=language)
        if _is_a_work(parsed):
            return Reference(text, parsed)
    return Prose(text)


def _is_a_work(parsed: ParsedReference) -> bool:
    """Whether enough was found to be an entry: an author or a title, and something that places it."""
    entry = parsed.entry
    if parsed.sort is Sort.LAW:
        return False  # statutes and cases stay as printed: their citation is their name
    strings = entry.strings
    linked = "URL" in strings or "DOI" in strings
    placed = (
        bool(entry.dates.get("issued"))
        or linked
        or any(name in strings for name in ("container-title", "publisher", "publisher-place"))
    )
    if not placed:
        return False
    if any(re.search(r"\d", name.literal) for names in entry.names.values() for name in names) and not linked:
        return False
    if entry.names:
        author = min((item.start for item in parsed.fields if item.variable in ("author", "editor")), default=0)
        title = min((item.start for item in parsed.fields if item.variable == "title"), default=len(parsed.text))
        sure = max(
            (item.probability for item in parsed.fields if item.variable in ("author", "editor", "title")), default=0.0
        )
        return sure > 0.4 and (author < title or linked or "publisher" in strings or "container-title" in strings)
    # No author: only what shows itself as a title may become a work (quotes, an address, a place with its publisher).
    if "title" not in strings:
        return False
    quoted = bool(quoted_spans(parsed.text)) and "container-title" in strings
    return quoted or linked or {"publisher", "publisher-place"} <= strings.keys()
