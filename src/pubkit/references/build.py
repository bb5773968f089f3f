"""From labelled segments to an entry: each field read from its printed characters, with its evidence.

In: a cleaned reference and its segments. Out: an `Entry` without a key, the `FieldEvidence` of each field, what no
field took (labels like "vol.", titles of address, roles), and the pinpoint that belongs to the cite, not to the work.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.model import Entry, FieldEvidence, Origin
from pubkit.records import dataclass, replace
from pubkit.references.fields.borders import settle_borders
from pubkit.references.fields.dates import read_date_field
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.identifiers import read_doi, read_identifier, read_isbn, read_url
from pubkit.references.fields.numbers import read_edition, read_issue, read_pages, read_volume
from pubkit.references.fields.people import read_people, read_stray_people
from pubkit.references.fields.strings import STRINGS, read_string
from pubkit.references.kinds import entry_type
from pubkit.references.languages import language_of
from pubkit.references.segments import Segment

__all__ = ["Built", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """An entry and what is known about it."""

    entry: Entry
    fields: tuple[FieldEvidence, ...]
    set_aside: tuple[tuple[int, int, str], ...]
    """(start, end, rule) of what stands inside a segment but is no part of the field."""
    locator: str = ""
    locator_label: str = ""


_READERS = {
    "date": read_date_field, "accessed": read_date_field, "volume": read_volume, "issue": read_issue,
    "pages": read_pages, "edition": read_edition, "url": read_url, "doi": read_doi, "isbn": read_isbn,
    "id": read_identifier,
}  # fmt: skip


def build(text: str, segments: Sequence[Segment], *, language: str | None = None) -> Built:
    """The entry that the segments of `text` say."""
    draft = Draft(text)
    url = next((text[segment.start : segment.end] for segment in segments if segment.label == "url"), "")
    for segment in segments:
        if segment.label in ("author", "editor", "translator"):
            read_people(draft, segment, url)
        elif segment.label == "other":
            read_stray_people(draft, segment)
        elif segment.label in STRINGS:
            read_string(draft, segment)
        elif segment.label in _READERS:
            _READERS[segment.label](draft, segment)
    settle_borders(draft)
    _language(draft, language)
    kind = entry_type(draft.names, draft.strings, draft.dates, text)
    pages, label = _pinpoint(draft, kind)
    entry = Entry("", kind, dict(draft.names), dict(draft.dates), dict(draft.strings))
    return Built(
        entry,
        tuple(sorted(draft.fields, key=lambda item: (item.start, item.variable))),
        tuple(draft.set_aside),
        pages,
        label,
    )


def _language(draft: Draft, around: str | None) -> None:
    """The language of the title, where it is not that of the article around it."""
    if "title" in draft.strings:
        tag, sure = language_of(draft.strings["title"])
        if tag and tag != (around or "en").split("-")[0] and sure >= 0.6:
            draft.strings["language"] = tag
            place = next(item for item in draft.fields if item.variable == "title")
            draft.fields.append(
                FieldEvidence(
                    "language",
                    place.start,
                    place.end,
                    place.printed,
                    Origin.RULE,
                    round(sure, 3),
                    "told by its letters and small words",
                )
            )


_WHOLE = frozenset({"book", "thesis", "report", "webpage", "document", "article-newspaper"})


def _pinpoint(draft: Draft, kind: str) -> tuple[str, str]:
    """The pinpoint of the cite: the second of two page fields, or the page of a work that is no part of another."""
    locator = draft.strings.pop("locator", "")
    if not locator and kind in _WHOLE:
        locator = draft.strings.pop("page", "")
        draft.fields = [replace(item, variable="locator") if item.variable == "page" else item for item in draft.fields]
    return locator, "page" if locator else ""
