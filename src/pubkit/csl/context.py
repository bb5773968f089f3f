"""What an element sees while it is evaluated: the item, the cite, the style, and the running counts.

The counts serve "Group": a group is suppressed when it calls variables and all of them are empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pubkit.records import dataclass, field

from . import grammar as g
from .inline import Glue, Inline, Kind, Span, group
from .item import Item, Name
from .locale import Localization
from .markup import parse
from .textcase import recase

__all__ = ["Citation", "Cite", "Context", "Expansion", "Record", "dress"]


@dataclass(frozen=True, slots=True)
class Cite:
    """One citation item: a reference to one work within a citation."""

    id: object
    """Id of the item."""
    locator: str = ""
    """A pinpointer within the item."""
    label: str = ""
    """The kind of locator; "page" when there is a locator and no label."""
    prefix: str | Inline = ""
    """Text before the cite: a string, CSL rich text, or an opaque span."""
    suffix: str | Inline = ""
    """Text after the cite."""
    suppress_author: bool = False
    """Whether the names are left out: "(2000)"."""
    author_only: bool = False
    """Whether the names alone are printed: "Doe"."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The cites that stand at one point of the document."""

    cites: tuple[Cite, ...]
    """In the order of the document."""
    note_number: int | None = None
    """Number of the note in which the citation stands; None in the text."""
    mode: str = ""
    """Empty, or ``composite``: the names of the first cite in the text, the rest in the citation."""
    id: str = ""
    """The caller's own name for it."""
    starts_note: bool = True
    """Whether nothing stands before it in its note, so that a term at its beginning is capitalized."""
    reset_position: bool = False
    """Whether positions start anew here (a chapter)."""
    prefix: str | Inline = ""
    """Text before the first cite, inside the affixes of the layout."""
    suffix: str | Inline = ""
    """Text after the last cite."""


@dataclass(slots=True)
class Expansion:
    """What disambiguation shows of one name variable beyond its usual form."""

    shown: int = 0
    """Number of names shown at least, in spite of et-al abbreviation."""
    levels: dict[int, int] = field(default_factory=dict)
    """Position of a name -> 1 for initials, 2 for the full given name."""


@dataclass(slots=True)
class Record:
    """An item in the bibliography of this document, with what was assigned to it."""

    item: Item
    """The item itself."""
    citation_number: int = 0
    """Its index, from 1."""
    cited: bool = False
    """Whether it is cited or only listed."""
    first_note: int | None = None
    """first-reference-note-number."""
    year_suffix: int | None = None
    """0 for "a", 25 for "z", 26 for "aa"."""
    expansions: dict[str, Expansion] = field(default_factory=dict)
    """By name variable."""
    disambiguate: int = 0
    """How many of the disambiguate conditions of its cite test true."""
    tests: int = 0
    """How many its last evaluation met."""


@dataclass(slots=True)
class Context:
    """State of one evaluation."""

    style: g.Style
    """The style."""
    loc: Localization
    """Terms, dates and options."""
    area: g.Area
    """cs:citation or cs:bibliography."""
    in_bibliography: bool
    """Which of the two."""
    record: Record
    """The item."""
    render: Callable[[Context, g.Element, list[Inline]], None]
    """Evaluates one element and appends its output."""
    branch: Callable[[Context, g.Choose], tuple[g.Element, ...]]
    """Gives the children of the branch of a cs:choose that matches."""
    name_options: dict[int, g.NameOptions]
    """Resolved name options of cs:names elements, by number."""
    name_levels: dict[tuple[bool, Name], int]
    """Global name disambiguation: (first of its list, name) -> level."""
    position: frozenset[str] = frozenset()
    """Positions of the cite."""
    locator: str = ""
    """Locator of the cite."""
    label: str = ""
    """Its kind."""
    sort_key: g.SortKey | None = None
    """The key, while a sort key is evaluated."""
    called: int = 0
    """Variables called so far."""
    filled: int = 0
    """Those of them that had a value."""
    suppressed: set[str] = field(default_factory=set)
    """Variables that stood in for others (cs:substitute)."""
    substituting: g.Names | None = None
    """The cs:names for which a substitute is being tried."""
    tested: int = 0
    """disambiguate conditions met so far."""
    suffix_done: bool = False
    """Whether the year-suffix was printed."""
    explicit_suffix: bool = False
    """Whether the style prints the year-suffix itself through cs:text."""
    quotes: str = "\"'“”‘’"
    """Quotation marks that pair in field text."""
    depth: int = 0
    """Nesting of macro calls."""
    warn: Callable[[str, str], None] | None = None
    """Takes (code, message)."""

    def count(self, filled: bool) -> None:
        """Note that a variable was called."""
        self.called += 1
        if filled:
            self.filled += 1


INNER_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


@lru_cache(maxsize=4096)
def affix(text: str) -> tuple[Inline, ...]:
    """An affix as inlines: it may carry markup."""
    if "<" in text:
        return tuple(parse(text))
    return (Glue(INNER_APOSTROPHE.sub("’", text)),)


def value_of(text: str) -> list[Inline]:
    """The value of cs:text as inlines: it may carry markup, but is no mere affix."""
    return [str(inline) if isinstance(inline, str) else inline for inline in affix(text)]


def english(ctx: Context) -> bool:
    """Whether the item is in English ("Non-English Items")."""
    language = ctx.record.item.language
    if language:
        return language.lower().startswith("en") and not language[2:3].isalpha()
    locale = ctx.style.default_locale or "en"
    return locale.lower().startswith("en")


def dress(ctx: Context, inlines: list[Inline], formatting: g.Formatting) -> Inline:
    """Formatting of an element around its output: case, periods, quotes, font; then affixes; then the
    block."""
    if formatting.plain:
        return group(inlines)
    if formatting.text_case and (formatting.text_case != "title" or english(ctx)):
        inlines = recase(inlines, formatting.text_case, ctx.record.item.language or ctx.loc.lang)
    return _clothed(ctx, inlines, formatting)


def dress_term(ctx: Context, inlines: list[Inline], formatting: g.Formatting) -> Inline:
    """`dress` for a term: it is in the language of the locale, whatever the item is in."""
    if formatting.plain:
        return group(inlines)
    if formatting.text_case and (formatting.text_case != "title" or ctx.loc.lang.lower().startswith("en")):
        inlines = recase(inlines, formatting.text_case, ctx.loc.lang)
    return _clothed(ctx, inlines, formatting)


def _clothed(ctx: Context, inlines: list[Inline], formatting: g.Formatting) -> Inline:
    if formatting.strip_periods:
        inlines = [strip_periods(inline) for inline in inlines]
    if formatting.quotes and ctx.sort_key is None:
        inlines = [Span(Kind.QUOTED, inlines)]
    if formatting.font:
        inlines = [Span(Kind.FONT, inlines, formatting.font)]
    if formatting.prefix or formatting.suffix:
        inlines = [
            *(affix(formatting.prefix) if formatting.prefix else ()),
            *inlines,
            *(affix(formatting.suffix) if formatting.suffix else ()),
        ]
    if formatting.display and ctx.in_bibliography:
        inlines = [Span(Kind.BLOCK, inlines, formatting.display)]
    return group(inlines)


def strip_periods(inline: Inline) -> Inline:
    """The inline without any period in its text."""
    if isinstance(inline, str):
        return inline.replace(".", "")
    return Span(inline.kind, [strip_periods(child) for child in inline.children], inline.value)
