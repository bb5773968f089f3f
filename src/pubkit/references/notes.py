"""Reading a footnote: what of it is prose, what are references, what points back to a work already cited.

In: the text of one note. Out: parts in order; their texts put together are the cleaned note, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubkit.model import TracedText
from pubkit.records import dataclass, replace
from pubkit.references.clean import Cleaned, clean
from pubkit.references.law import citable, looks_like_law, read_law
from pubkit.references.lift import leading_signal, lift
from pubkit.references.parse import LONGEST, ParsedReference, parse_cleaned
from pubkit.references.pinpoints import completed, label_before
from pubkit.references.quotes import quoted_spans
from pubkit.references.short_cites import (
    Back,
    ShortCite,
    has_cue,
    read_author_cite,
    read_same_author_cite,
    read_short_cite,
    same_author,
)
from pubkit.references.sorting import Sort, sort_of
from pubkit.references.splitting import split_works

__all__ = ["NoteReading", "Part", "Prose", "Reference", "Short", "read_note"]


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of the note itself."""

    text: TracedText
    short: ShortCite | None = None
    """What it says if such a work was cited before: "Miller, Bridges." """
    is_source: bool = False
    """Whether it may name a source that could not be read (an archive, a statute): then no "ibid." looks past it."""
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A printed reference to a work, with the signal words before it."""

    text: TracedText
    parsed: ParsedReference
    same_author: bool = False
    """Whether "Ders." or "Idem" stands for its author."""


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
    repairs: tuple[tuple[str, str, str, int], ...] = ()

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
        for part in _read(cleaned.text[start:end], language):
            if isinstance(part, Prose) and parts and isinstance(before := parts[-1], Prose) and not part.short:
                parts[-1] = Prose(
                    before.text + part.text, None, before.is_source or part.is_source, before.is_law or part.is_law
                )
            else:
                parts.append(part)
    return NoteReading(tuple(parts), cleaned.set_aside, cleaned.repairs)


_ASIDE = re.compile(r"\s(?P<aside>\((?=[^()]*[^\W\d_]{3})[^()]{4,400}\)[\s.;]*)$")
"""A remark in brackets at the end: "(Stone, J., dissenting)"."""


def _read(text: TracedText, language: str | None) -> list[Part]:
    if not re.search(r"\w", text.text) or len(text) > LONGEST:
        return [Prose(text)]
    signal = leading_signal(text.text)
    if law := _law(text, signal, language):
        return law
    short = _short(text)
    if (short is None or short.cite.is_partial) and (aside := _ASIDE.search(text.text)):
        before = _short(text[: aside.start("aside")])
        if before and not before.cite.is_partial:
            return [before, Prose(text[aside.start("aside") :])]
    if short:
        return [short]
    sort = sort_of(text.text[signal:], lift(text.text[signal:]))
    if sort is Sort.WORK or (sort is Sort.SHORT and not has_cue(text.text)):
        found = _reference(text, language)
        if _is_a_work(found.parsed, named=found.same_author):
            return [found]
    tentative = read_author_cite(text.text) or read_same_author_cite(text.text)
    law_like = looks_like_law(text.text[signal:])
    return [Prose(text, tentative, law_like or _may_be_a_source(text.text, sort), law_like)]


def _law(text: TracedText, signal: int, language: str | None) -> list[Part]:
    """A case, statute or treaty, and what stands behind it."""
    found = read_law(text.text, signal) or (read_law(text.text) if signal else None)
    if found is None:
        return []
    stop = re.compile(r"\s*[.;,]?\s*$").match(text.text, found.end)
    end = len(text) if stop else found.end
    parsed = parse_cleaned(text.text[:end], language=language)
    if parsed.sort is not Sort.LAW or not parsed.fields:
        return []
    first = min(signal, min(item.start for item in parsed.fields))
    last = found.pin[0] if found.pinpoint and found.pin[0] > first else found.end
    named = replace(parsed, entry=citable(parsed.entry, text.text[first:last].rstrip(" ,(")))
    if end == len(text):
        return [Reference(text, named)]
    between = re.match(r"[\s;,.]*", text.text[end:])
    begin = end + (between.end() if between else 0)
    stops: list[Part] = [Prose(text[end:begin])] if begin > end else []
    return [Reference(text[:end], named), *stops, *_read(text[begin:], language)]


def _short(text: TracedText) -> Short | None:
    cite = read_short_cite(text.text)
    if cite is None:
        cite = read_same_author_cite(text.text) or read_author_cite(text.text)
        if cite and cite.kind is Back.TITLE and not cite.locator:
            return None  # without a page it may be anything: only a work that was cited makes it a cite
    return Short(text, cite) if cite else None


_NOBODY = "Max Meyer"
"""A name that stands for "Ders." while the rest is labelled: references begin with names."""


def _reference(text: TracedText, language: str | None) -> Reference:
    """With the pinpoint as it is printed ("ch 4", "12 ff."), and without "Ders." among the authors."""
    signal = leading_signal(text.text)
    end = same_author(text.text[signal:])
    parsed = _of_nobody(text.text, signal, end, language) if end else parse_cleaned(text.text, language=language)
    place = next((item for item in parsed.fields if item.variable == "locator"), None)
    if place is not None and parsed.locator:
        label = label_before(text.text[: place.start]) or parsed.locator_label
        parsed = replace(parsed, locator=parsed.locator + completed(text.text, place.end), locator_label=label)
    elif parsed.entry.type == "chapter" and parsed.entry.text("page").isdigit():
        parsed = _page_is_a_pinpoint(parsed)
    return Reference(text, parsed, same_author=bool(end))


def _page_is_a_pinpoint(parsed: ParsedReference) -> ParsedReference:
    """One page of a contribution to a book is the place that is meant; its own pages are a range."""
    strings = {name: value for name, value in parsed.entry.strings.items() if name != "page"}
    fields = tuple(replace(f, variable="locator") if f.variable == "page" else f for f in parsed.fields)
    place = next((item for item in fields if item.variable == "locator"), None)
    label = label_before(parsed.text[: place.start]) if place else ""
    more = completed(parsed.text, place.end) if place else ""
    return replace(parsed, entry=replace(parsed.entry, strings=strings), fields=fields,
                   locator=parsed.entry.text("page") + more, locator_label=label or "page")  # fmt: skip


def _of_nobody(text: str, signal: int, end: int, language: str | None) -> ParsedReference:
    """What a reference that begins with "Ders." says of the work, without an author."""
    word = len(re.sub(r"[\s,:]+$", "", text[signal : signal + end]))
    shift = signal + word - len(_NOBODY)
    parsed = parse_cleaned(_NOBODY + text[signal + word :], language=language)
    names = {role: people for role, people in parsed.entry.names.items() if role != "author"}
    return replace(
        parsed, text=text, signal=text[:signal].strip(" ,:"), entry=replace(parsed.entry, names=names),
        fields=tuple(
            replace(item, start=item.start + shift, end=item.end + shift)
            for item in parsed.fields if item.variable != "author"
        ),
        leftover=(), tokens=(),
    )  # fmt: skip


_SOURCE = re.compile(r"\d|https?://|(?:[A-ZÀ-ÞА-Я][^\W\d_]+\W+(?:[^\W\d_]+\W+){0,3}?){3}")


def _may_be_a_source(text: str, sort: Sort) -> bool:
    """Whether prose may name a source: an archive, an interview, a statute; not a sentence, not a remark in brackets."""  # noqa: E501
    if has_cue(text):
        return True
    return (
        sort in (Sort.WORK, Sort.LAW, Sort.ADDRESS) and not text.lstrip().startswith("(") and bool(_SOURCE.search(text))
    )


_SENTENCE = re.compile(r"\s*(?:see|cf\.?|vgl\.|siehe|voir|ver|véase|zie|см\.)\s+[a-zà-ÿа-я]", re.IGNORECASE)


def _is_a_work(parsed: ParsedReference, *, named: bool) -> bool:
    """Whether enough was found to be an entry: an author or a title, and something that places it.

    `named` says that a word stands for the author ("Ders.").
    """
    entry = parsed.entry
    if parsed.sort is Sort.LAW or looks_like_law(parsed.text[leading_signal(parsed.text) :]):
        return False  # no form of `law_forms` accounts for it: it stays as printed
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
    if named:
        return "title" in strings
    if _SENTENCE.match(parsed.text) and not re.match(r"\W*\w+\W+(?-i:[A-ZÀ-Þ])", parsed.text):
        return False  # "See the statement at http://..."
    # No author: only what shows itself as a title may become a work (quotes, an address, a place with its publisher).
    if "title" not in strings:
        return False
    quoted = bool(quoted_spans(parsed.text)) and "container-title" in strings
    return quoted or linked or {"publisher", "publisher-place"} <= strings.keys()
