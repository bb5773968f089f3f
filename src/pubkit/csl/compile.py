"""From the XML of a style or locale to the types of `grammar`, once.

Follows "Styles - Structure" and "Locale Files - Structure" of CSL 1.0.2. Attribute values that
are output are never trimmed ("Whitespace Handling")."""

from __future__ import annotations

import itertools
from typing import Any, TypeVar

from pubkit.records import replace

from . import grammar as g
from .check import check_macros, with_facts
from .xml import CSL, Element, children, error_at, style_info

__all__ = ["compile_locale", "compile_style"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FONT_ATTRIBUTES = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
TESTS = (
    "disambiguate",
    "is-numeric",
    "is-uncertain-date",
    "locator",
    "position",
    "type",
    "variable",
)


# -- shared attributes -------------------------------------------------------------------------------------


_FORMATTING = frozenset(
    {"prefix", "suffix", "text-case", "quotes", "strip-periods", "display", *FONT_ATTRIBUTES}
)  # fmt: skip


def _formatting(element: Element) -> g.Formatting:
    if _FORMATTING.isdisjoint(element.keys()):
        return g.PLAIN
    get = element.get
    font = tuple((name, value) for name in FONT_ATTRIBUTES if (value := get(name)) is not None)
    made = g.Formatting(
        prefix=get("prefix", ""),
        suffix=get("suffix", ""),
        font=font,
        text_case=get("text-case", ""),
        quotes=get("quotes") == "true",
        strip_periods=get("strip-periods") == "true",
        display=get("display", ""),
        plain=False,
    )
    return g.PLAIN if made == _EMPTY else made


_EMPTY = g.Formatting(plain=False)


def _int(element: Element, name: str) -> int | None:
    value = element.get(name)
    if value is None:
        return None
    try:
        return int(value)
    except ValueError:
        raise error_at(f'{name}="{value}" is not a number', element) from None


def _bool(element: Element, name: str) -> bool | None:
    value = element.get(name)
    return None if value is None else value == "true"


def _name_options(element: Element, *, inherited: bool) -> g.NameOptions:
    get = element.get
    return g.NameOptions(
        and_=get("and"),
        delimiter=get("name-delimiter" if inherited else "delimiter"),
        delimiter_precedes_et_al=get("delimiter-precedes-et-al"),
        delimiter_precedes_last=get("delimiter-precedes-last"),
        et_al_min=_int(element, "et-al-min"),
        et_al_use_first=_int(element, "et-al-use-first"),
        et_al_subsequent_min=_int(element, "et-al-subsequent-min"),
        et_al_subsequent_use_first=_int(element, "et-al-subsequent-use-first"),
        et_al_use_last=_bool(element, "et-al-use-last"),
        form=get("name-form" if inherited else "form"),
        initialize=_bool(element, "initialize"),
        initialize_with=get("initialize-with"),
        name_as_sort_order=get("name-as-sort-order"),
        sort_separator=get("sort-separator"),
        names_delimiter=get("names-delimiter") if inherited else None,
    )


# -- rendering elements ------------------------------------------------------------------------------------


_LEAVES = (g.TextVariable, g.TextMacro, g.TextTerm, g.TextValue, g.Number, g.Label)
T = TypeVar("T")


class _Compiler:
    """Compiles rendering elements; numbers the cs:names elements of one style. What is equal is kept once, so that
    a style from a cache is there in half the time."""

    def __init__(self) -> None:
        self.counter = itertools.count(1)
        self.kept: dict[Any, Any] = {}

    def once(self, made: T) -> T:
        """The first of all that are equal to this one; 1 and True are equal, so the type counts."""
        if made is g.PLAIN:
            return made
        kept: T = self.kept.setdefault((type(made), repr(made)), made)
        return kept

    def formatted(self, made: T) -> T:
        """The same with its formatting kept once, and itself."""
        parts = {
            name: kept
            for name in ("formatting", "family", "given", "options")
            if (part := getattr(made, name, None)) is not None and (kept := self.once(part)) is not part
        }
        return self.once(replace(made, **parts) if parts else made)  # type: ignore[type-var]

    def elements(self, parent: Element) -> tuple[g.Element, ...]:
        return tuple(
            self.formatted(e) if isinstance(e, _LEAVES) else e
            for tag, child in children(parent)
            if (e := self.element(tag, child)) is not None
        )

    def element(self, tag: str, element: Element) -> g.Element | None:
        match tag:
            case "text":
                return self.text(element)
            case "number":
                return g.Number(element.get("variable", ""), element.get("form", "numeric"), _formatting(element))
            case "label":
                return self.label(element)
            case "date":
                return compile_date(element)
            case "names":
                return self.names(element)
            case "group":
                return g.Group(self.elements(element), element.get("delimiter", ""), _formatting(element))
            case "choose":
                return self.choose(element)
        return None

    def text(self, element: Element) -> g.Element:
        get, formatting = element.get, _formatting(element)
        if (variable := get("variable")) is not None:
            return g.TextVariable(variable, get("form") == "short", formatting)
        if (macro := get("macro")) is not None:
            return g.TextMacro(macro, formatting)
        if (term := get("term")) is not None:
            return g.TextTerm(term, get("form", "long"), get("plural") == "true", formatting)
        if (value := get("value")) is not None:
            return g.TextValue(value, formatting)
        raise error_at("cs:text has none of variable, macro, term, value", element)

    def label(self, element: Element) -> g.Label:
        get = element.get
        return g.Label(get("variable", ""), get("form", "long"), get("plural", "contextual"), _formatting(element))

    def names(self, element: Element) -> g.Names:
        name: g.Name | None = None
        et_al: g.EtAl | None = None
        label: g.Label | None = None
        label_first = False
        substitute: tuple[g.Element, ...] = ()
        for tag, child in children(element):
            if tag == "name":
                name = self.formatted(self.name(child))
            elif tag == "et-al":
                et_al = g.EtAl(child.get("term", "et-al"), _formatting(child))
            elif tag == "label":
                label, label_first = self.formatted(self.label(child)), name is None
            elif tag == "substitute":
                substitute = self.elements(child)
        return g.Names(
            tuple(element.get("variable", "").split()),
            name,
            et_al,
            label,
            label_first,
            substitute,
            element.get("delimiter"),
            _formatting(element),
            next(self.counter),
        )

    def name(self, element: Element) -> g.Name:
        parts = {"family": g.PLAIN, "given": g.PLAIN}
        for tag, child in children(element):
            if tag == "name-part":
                parts[child.get("name", "")] = _formatting(child)
        return g.Name(_name_options(element, inherited=False), parts["family"], parts["given"], _formatting(element))

    def choose(self, element: Element) -> g.Choose:
        branches = []
        for tag, child in children(element):
            match = child.get("match", "all")
            tests = tuple(test for name in TESTS for test in _tests(name, child.get(name, ""), match))
            if tag == "else":
                tests = ()
            branches.append(g.Branch(match, tests, self.elements(child)))
        return g.Choose(tuple(branches))

    def area(self, element: Element, inherited: g.NameOptions) -> g.Area:
        layout = element.find(f"{CSL}layout")
        if layout is None:
            raise error_at(f"cs:{element.name} has no cs:layout", element)
        sort = element.find(f"{CSL}sort")
        keys = (
            ()
            if sort is None
            else tuple(
                g.SortKey(
                    key.get("variable", ""),
                    key.get("macro", ""),
                    key.get("sort") == "descending",
                    _int(key, "names-min"),
                    _int(key, "names-use-first"),
                    _bool(key, "names-use-last"),
                )
                for tag, key in children(sort)
                if tag == "key"
            )
        )
        return g.Area(
            keys,
            self.elements(layout),
            layout.get("delimiter", ""),
            _formatting(layout),
            _name_options(element, inherited=True).over(inherited),
            dict(element.attrib),
        )


def _tests(name: str, values: str, match: str) -> list[tuple[str, str]]:
    """One test for each value; but types and locators are one test, as no item has two types (so do all
    engines)."""
    if name in ("type", "locator") and match == "all" and values:
        return [(name, values)]
    return [(name, value) for value in values.split()]


def compile_date(element: Element) -> g.Date:
    """cs:date of a style or a locale."""
    parts = tuple(
        g.DatePart(part.get("name", ""), part.get("form", ""), part.get("range-delimiter"), _formatting(part))
        for tag, part in children(element)
        if tag == "date-part"
    )
    return g.Date(
        element.get("variable", ""),
        element.get("form", ""),
        element.get("date-parts", "year-month-day"),
        element.get("delimiter", ""),
        parts,
        _formatting(element),
    )


# -- locales -----------------------------------------------------------------------------------------------


def compile_locale(element: Element) -> g.Locale:
    """A locale file's root, or a cs:locale element of a style."""
    terms: list[g.Term] = []
    dates: list[g.Date] = []
    options: list[tuple[str, str]] = []
    for tag, child in children(element):
        if tag == "terms":
            terms.extend(_term(term) for name, term in children(child) if name == "term")
        elif tag == "date":
            dates.append(compile_date(child))
        elif tag == "style-options":
            options.extend(child.attrib.items())
    return g.Locale(element.get(XML_LANG, ""), tuple(terms), tuple(dates), tuple(options))


def _content(element: Element) -> str:
    """Text of a term; only white space that comes from laying out the XML is dropped."""
    text = element.text or ""
    return text.strip(" \t\r\n") if "\n" in text else text


def _term(element: Element) -> g.Term:
    single, multiple = element.find(f"{CSL}single"), element.find(f"{CSL}multiple")
    one = _content(element) if single is None else _content(single)
    many = one if multiple is None else _content(multiple)
    get = element.get
    return g.Term(
        get("name", ""),
        get("form", "long"),
        one,
        many,
        get("gender", ""),
        get("gender-form", ""),
        get("match", ""),
    )


# -- styles ------------------------------------------------------------------------------------------------


def compile_style(root: Element) -> g.Style:
    """An independent style. Raises StyleError when it cannot be used."""
    if root.tag != f"{CSL}style":
        raise error_at(f"the root element is {root.tag!r}, not cs:style", root, "is it a CSL style?")
    if (version := root.get("version", "1.0")) and not version.startswith("1."):
        raise error_at(f'version="{version}" of CSL is not supported', root, "styles of CSL 1.0.x are")
    compiler = _Compiler()
    inherited = _name_options(root, inherited=True)
    macros: dict[str, tuple[g.Element, ...]] = {}
    for element in root.iterchildren(f"{CSL}macro"):
        macros[element.get("name", "")] = compiler.elements(element)
    citation, bibliography = root.find(f"{CSL}citation"), root.find(f"{CSL}bibliography")
    if citation is None:
        info = style_info(root)
        hint = f"it is a dependent style of {info.parent}" if info.parent else None
        raise error_at("the style has no cs:citation", root, hint)
    style = g.Style(
        info=style_info(root),
        class_=root.get("class", "in-text"),
        default_locale=root.get("default-locale", ""),
        options=dict(root.attrib),
        locales=tuple(compile_locale(element) for element in root.iterchildren(f"{CSL}locale")),
        macros=macros,
        citation=compiler.area(citation, inherited),
        bibliography=None if bibliography is None else compiler.area(bibliography, inherited),
        facts=frozenset(),
    )
    check_macros(root, style)
    return with_facts(style)
