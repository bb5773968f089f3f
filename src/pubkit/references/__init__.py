"""References: from printed strings to entries, and from an article's notes to cites and a bibliography.

    parse_reference(text, *, language=None) -> ParsedReference      one printed reference
    parse_references(texts, *, language=None) -> iterator           many, as they come
    split_input(text) -> list[str]                                  a pasted list: lines, paragraphs or numbers
    read_note(text, *, language=None, urls=None) -> NoteReading     a footnote: prose, references, short cites
    resolve(article, *, known=None, witnesses=None) -> Resolution   an article: cites in notes, bibliography, works

All are pure: they print nothing and open nothing but what ships in the package (model, word lists, house patterns).

The way of a reference: clean (wrappers off, URLs whole) -> lift (URL, DOI, date of access, signals) -> label (a house's
pattern, else the model) -> build (names, dates, numbers, type, language) -> merge (one work, one entry) -> key.

Names are loaded when they are asked for: one line on the command line does not pay for reading whole articles.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pubkit.references.gather import split_input
    from pubkit.references.notes import NoteReading, Prose, Reference, Short, read_note
    from pubkit.references.parse import Leftover, ParsedReference, Token, parse_reference, parse_references
    from pubkit.references.resolving import Resolution, resolve
    from pubkit.references.short_cites import ShortCite
    from pubkit.references.sorting import Sort
    from pubkit.references.works import Variant, Work

__all__ = [
    "Leftover", "NoteReading", "ParsedReference", "Prose", "Reference", "Resolution", "Short", "ShortCite", "Sort", "Token", "Variant", "Work",  # noqa: E501
    "parse_reference", "parse_references", "read_note", "resolve", "split_input",
]  # fmt: skip

_HOMES = {
    "Leftover": "parse", "NoteReading": "notes", "ParsedReference": "parse", "Prose": "notes", "Reference": "notes",
    "Resolution": "resolving", "Short": "notes", "ShortCite": "short_cites", "Sort": "sorting", "Token": "parse",
    "Variant": "works", "Work": "works", "parse_reference": "parse", "parse_references": "parse", "read_note": "notes",
    "resolve": "resolving", "split_input": "gather",
}  # fmt: skip
"""The module of each name."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
