"""The words of the house: what the stages hand to one another.

`text` and `witness` come in, `article` and `entry` go out, `apparatus` says where the witnesses differ.
Everything is frozen; a stage returns new values. A room is opened when a word of it is first asked for (PEP 562): a
build needs a third of them, and making a dataclass takes half a millisecond.
"""

from __future__ import annotations

import importlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubkit.errors import Place
    from pubkit.model.apparatus import Apparatus, Reading, Variant, VariantKind
    from pubkit.model.article import (
        Article,
        Author,
        Block,
        BlockQuote,
        Call,
        CallKind,
        Cite,
        CiteGroup,
        Evidence,
        FrontMatter,
        Heading,
        Inline,
        ListBlock,
        Note,
        Paragraph,
        PullQuote,
        Run,
        SetAside,
        Style,
        Verbatim,
        Verse,
    )
    from pubkit.model.entry import Bibliography, Date, DateRange, Entry, FieldEvidence, Name, Origin, Season
    from pubkit.model.source import Source
    from pubkit.model.text import ADDED, Span, TracedText
    from pubkit.model.witness import Emendation, Regularized, Witness, Witnesses

__all__ = [
    "ADDED", "Apparatus", "Article", "Author", "Bibliography", "Block", "BlockQuote", "Call", "CallKind", "Cite",
    "CiteGroup", "Date", "DateRange", "Emendation", "Entry", "Evidence", "FieldEvidence", "FrontMatter", "Heading",
    "Inline", "ListBlock", "Name", "Note", "Origin", "Paragraph", "Place", "PullQuote", "Reading", "Regularized",
    "Run", "Season", "SetAside", "Source", "Span", "Style", "TracedText", "Variant", "VariantKind", "Verbatim", "Verse",
    "Witness", "Witnesses",
]  # fmt: skip

_ROOMS = MappingProxyType(
    {
        "pubkit.errors": ("Place",),
        "pubkit.model.apparatus": ("Apparatus", "Reading", "Variant", "VariantKind"),
        "pubkit.model.article": (
            "Article",
            "Author",
            "Block",
            "BlockQuote",
            "Call",
            "CallKind",
            "Cite",
            "CiteGroup",
            "Evidence",
            "FrontMatter",
            "Heading",
            "Inline",
            "ListBlock",
            "Note",
            "Paragraph",
            "PullQuote",
            "Run",
            "SetAside",
            "Style",
            "Verbatim",
            "Verse",
        ),
        "pubkit.model.entry": (
            "Bibliography",
            "Date",
            "DateRange",
            "Entry",
            "FieldEvidence",
            "Name",
            "Origin",
            "Season",
        ),
        "pubkit.model.source": ("Source",),
        "pubkit.model.text": ("ADDED", "Span", "TracedText"),
        "pubkit.model.witness": ("Emendation", "Regularized", "Witness", "Witnesses"),
    }
)
_ROOM_OF = MappingProxyType({word: room for room, words in _ROOMS.items() for word in words})


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    word = getattr(importlib.import_module(_ROOM_OF[name]), name)
    globals()[name] = word
    return word
