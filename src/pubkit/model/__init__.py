"""The words of the house: what the stages hand to one another.

`text` and `witness` come in, `article` and `entry` go out, `apparatus` says where the witnesses differ.
Everything is frozen; a stage returns new values.
"""

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
