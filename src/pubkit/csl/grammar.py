"""The grammar of a CSL 1.0.2 style as closed types: what `compile_style` makes of the XML.

Every class is a rendering element or a part of one, named as in the specification, with macros by name. All
are frozen, hold no XML, and can be pickled, so that a caller may keep compiled styles in a cache."""

from __future__ import annotations

from typing import TypeAlias, Union

from pubkit.records import dataclass, field

__all__ = [
    "PLAIN",
    "Area",
    "Branch",
    "Choose",
    "Date",
    "DatePart",
    "Element",
    "EtAl",
    "Font",
    "Formatting",
    "Group",
    "Info",
    "Label",
    "Locale",
    "Name",
    "NameOptions",
    "NamePart",
    "Names",
    "Number",
    "SortKey",
    "Style",
    "Term",
    "Text",
    "TextMacro",
    "TextTerm",
    "TextValue",
    "TextVariable",
]

Font: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Formatting:
    """Affixes, font, quotes, strip-periods, text-case and display of one element ("Formatting" and after)."""

    prefix: str = ""
    """Printed before the output of the element."""
    suffix: str = ""
    """Printed after it."""
    font: Font = ()
    """font-style, font-variant, font-weight, text-decoration, vertical-align, as (attribute, value)."""
    text_case: str = ""
    """lowercase, uppercase, capitalize-first, capitalize-all, sentence or title."""
    quotes: bool = False
    """Whether quotation marks go around the output."""
    strip_periods: bool = False
    """Whether periods are removed from the output."""
    display: str = ""
    """block, left-margin, right-inline or indent."""
    plain: bool = True
    """Whether all the others are unset."""


PLAIN = Formatting()


@dataclass(frozen=True, slots=True)
class TextVariable:
    """cs:text with ``variable``."""

    variable: str
    """A standard variable."""
    short: bool
    """Whether ``form`` is "short"."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class TextMacro:
    """cs:text with ``macro``."""

    macro: str
    """The name of the macro."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class TextTerm:
    """cs:text with ``term``."""

    term: str
    """The name of the term."""
    form: str
    """long, short, verb, verb-short or symbol."""
    plural: bool
    """Whether the plural variant is printed."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class TextValue:
    """cs:text with ``value``."""

    value: str
    """The text to print."""
    formatting: Formatting


Text: TypeAlias = TextVariable | TextMacro | TextTerm | TextValue


@dataclass(frozen=True, slots=True)
class Number:
    """cs:number."""

    variable: str
    """A number variable."""
    form: str
    """numeric, ordinal, long-ordinal or roman."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class Label:
    """cs:label, alone or inside cs:names."""

    variable: str
    """locator, page or a number variable; empty inside cs:names."""
    form: str
    """long, short, symbol; inside cs:names also verb and verb-short."""
    plural: str
    """contextual, always or never."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class DatePart:
    """cs:date-part."""

    name: str
    """day, month or year."""
    form: str
    """numeric, numeric-leading-zeros, ordinal, long or short; empty when the attribute is absent."""
    range_delimiter: str | None
    """Text between the two ends of a range that first differs in this part."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class Date:
    """cs:date, in a style or a locale."""

    variable: str
    """A date variable; empty in a locale."""
    form: str
    """numeric, text, or empty for a self-contained format."""
    date_parts: str
    """year-month-day, year-month or year."""
    delimiter: str
    """Text between date parts."""
    parts: tuple[DatePart, ...]
    """Date parts in display order, or overrides of the localized ones."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The inheritable name options and the attributes of cs:name; None is "not set at this level"."""

    and_: str | None = None
    """text or symbol."""
    delimiter: str | None = None
    """Text between names."""
    delimiter_precedes_et_al: str | None = None
    """contextual, after-inverted-name, always or never."""
    delimiter_precedes_last: str | None = None
    """The same before the last name."""
    et_al_min: int | None = None
    """Number of names from which a list is cut."""
    et_al_use_first: int | None = None
    """Number of names left of a list that is cut."""
    et_al_subsequent_min: int | None = None
    """et-al-min for subsequent cites."""
    et_al_subsequent_use_first: int | None = None
    """et-al-use-first for subsequent cites."""
    et_al_use_last: bool | None = None
    """Whether a list that is cut ends with an ellipsis and its last name."""
    form: str | None = None
    """long, short or count."""
    initialize: bool | None = None
    """False keeps given names in full although initialize-with is set."""
    initialize_with: str | None = None
    """Text after each initial."""
    name_as_sort_order: str | None = None
    """first or all."""
    sort_separator: str | None = None
    """Text between family and given name of an inverted name."""
    names_delimiter: str | None = None
    """Text between the lists of two name variables."""

    def over(self, below: NameOptions) -> NameOptions:
        """These options, with those of `below` where nothing is set here."""
        return NameOptions(
            *(
                getattr(below, name) if getattr(self, name) is None else getattr(self, name)
                for name in NameOptions.__slots__
            )
        )


@dataclass(frozen=True, slots=True)
class NamePart:
    """cs:name-part."""

    formatting: Formatting


@dataclass(frozen=True, slots=True)
class Name:
    """cs:name."""

    options: NameOptions = NameOptions()
    """Attributes set on this element."""
    family: Formatting = PLAIN
    """cs:name-part with ``name="family"``."""
    given: Formatting = PLAIN
    """cs:name-part with ``name="given"``."""
    formatting: Formatting = PLAIN


@dataclass(frozen=True, slots=True)
class EtAl:
    """cs:et-al."""

    term: str = "et-al"
    """et-al or and others."""
    formatting: Formatting = PLAIN


@dataclass(frozen=True, slots=True)
class Names:
    """cs:names."""

    variables: tuple[str, ...]
    """Name variables in the order of output."""
    name: Name | None
    """cs:name, if it is there."""
    et_al: EtAl | None
    """cs:et-al, if it is there."""
    label: Label | None
    """cs:label, if it is there."""
    label_first: bool
    """Whether the label stands before the names."""
    substitute: tuple[Element, ...]
    """What is tried when all variables are empty."""
    delimiter: str | None
    """Text between the lists of two variables."""
    formatting: Formatting
    number: int = 0
    """Running number of the element in its style, for look-ups of its inherited options."""


@dataclass(frozen=True, slots=True)
class Group:
    """cs:group."""

    children: tuple[Element, ...]
    """Rendering elements."""
    delimiter: str
    """Text between their outputs."""
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class Branch:
    """cs:if, cs:else-if or cs:else (a cs:else has no tests and matches all of none)."""

    match: str
    """all, any or none."""
    tests: tuple[tuple[str, str], ...]
    """(condition, value), one for each test value."""
    children: tuple[Element, ...]
    """Rendering elements."""


@dataclass(frozen=True, slots=True)
class Choose:
    """cs:choose."""

    branches: tuple[Branch, ...]
    """In order; the first that matches is rendered."""


Element: TypeAlias = Union[  # noqa: UP007
    TextVariable, TextMacro, TextTerm, TextValue, Number, Label, Date, Names, Group, Choose
]


@dataclass(frozen=True, slots=True)
class SortKey:
    """cs:key."""

    variable: str
    """A variable, or empty."""
    macro: str
    """The name of a macro, or empty."""
    descending: bool
    """Whether ``sort`` is "descending"."""
    names_min: int | None
    """Overrides et-al-min."""
    names_use_first: int | None
    """Overrides et-al-use-first."""
    names_use_last: bool | None
    """Overrides et-al-use-last."""


@dataclass(frozen=True, slots=True)
class Area:
    """cs:citation or cs:bibliography."""

    sort: tuple[SortKey, ...]
    """cs:sort."""
    layout: tuple[Element, ...]
    """Children of cs:layout."""
    delimiter: str
    """Delimiter of cs:layout."""
    formatting: Formatting
    """Formatting of cs:layout; its affixes are inside it."""
    names: NameOptions
    """Inheritable name options, those of cs:style included."""
    options: dict[str, str] = field(default_factory=dict)
    """The attributes of the element as they stand."""
    layouts: tuple[tuple[str, Area], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a term in a locale."""

    name: str
    """One of Appendix II."""
    form: str
    """long, short, verb, verb-short or symbol."""
    single: str
    """The singular, or the only, variant."""
    multiple: str
    """The plural variant."""
    gender: str = ""
    """Gender of the noun."""
    gender_form: str = ""
    """Gender of the nouns that this ordinal goes with."""
    match: str = ""
    """last-digit, last-two-digits or whole-number."""


@dataclass(frozen=True, slots=True)
class Locale:
    """A locale file, or a cs:locale element of a style."""

    lang: str
    """xml:lang, or empty."""
    terms: tuple[Term, ...] = ()
    """cs:term."""
    dates: tuple[Date, ...] = ()
    """Localized date formats."""
    options: tuple[tuple[str, str], ...] = ()
    """Attributes of cs:style-options."""


@dataclass(frozen=True, slots=True)
class Info:
    """cs:info."""

    id: str = ""
    """Stable identity of the style."""
    title: str = ""
    """Name of the style as shown to users."""
    title_short: str = ""
    """A shortened name, e.g. "APA"."""
    summary: str = ""
    """A short description."""
    updated: str = ""
    """When the style was last updated."""
    rights: str = ""
    """Licence."""
    license: str = ""
    """URI of the licence."""
    citation_format: str = ""
    """author-date, author, numeric, label or note."""
    fields: tuple[str, ...] = ()
    """Discipline categories."""
    authors: tuple[str, ...] = ()
    """Names of the authors of the style."""
    contributors: tuple[str, ...] = ()
    """Names of its contributors."""
    issn: tuple[str, ...] = ()
    """ISSN, eISSN, ISSN-L of the journal for which it was written."""
    links: tuple[tuple[str, str], ...] = ()
    """(rel, href)."""
    parent: str = ""
    """The independent parent of a dependent style."""


@dataclass(frozen=True, slots=True)
class Style:
    """cs:style of an independent style."""

    info: Info
    """cs:info."""
    class_: str
    """in-text or note."""
    default_locale: str
    """Locale of the style, or empty."""
    options: dict[str, str]
    """Global options: the attributes of cs:style."""
    locales: tuple[Locale, ...]
    """cs:locale elements."""
    macros: dict[str, tuple[Element, ...]]
    """cs:macro, by name."""
    citation: Area
    """cs:citation."""
    bibliography: Area | None
    """cs:bibliography."""
    facts: frozenset[str] = frozenset()
    """What the style uses, found while compiling: ``citation-year-suffix``, ``bibliography-year-suffix``
    (rendered through cs:text in that scope), ``disambiguate``, ``position`` (tested in citations)."""
