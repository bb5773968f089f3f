"""From the XML of a style or locale to the types of `grammar`, once.

Follows "Styles - Structure" and "Locale Files - Structure" of CSL 1.0.2. DTDs and entities are refused,
macro calls are checked for circles and for runaway expansion, nesting is bounded. Attribute values that are
output are never trimmed ("Whitespace Handling")."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lxml import etree

from . import grammar as g
from .errors import StyleError

__all__ = ["compile_locale", "compile_style", "parse_xml", "renders_variable", "style_info"]

CSL = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_BYTES = 8_000_000
MAX_DEPTH = 200
MAX_EXPANSION = 1_000_000
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


def parse_xml(source: bytes) -> etree._Element:
    """The root element of a style or locale. Raises StyleError for XML that is broken or declares a DTD."""
    if len(source) > MAX_BYTES:
        raise StyleError(
            f"the file has {len(source)} bytes, more than {MAX_BYTES}", hint="is it a CSL style?"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"not well-formed XML: {error.msg}"
        raise StyleError(message, line=line, column=column) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise StyleError("the file declares a document type", hint="remove <!DOCTYPE ...>: CSL needs none")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise StyleError(f"elements are nested deeper than {MAX_DEPTH}")
    return root


def _children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            yield tag.removeprefix(CSL), child


def _error(message: str, element: etree._Element, hint: str | None = None) -> StyleError:
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs leave it open
    return StyleError(message, line=line, hint=hint)


# -- info --------------------------------------------------------------------------------------------------


def style_info(root: etree._Element) -> g.Info:
    """cs:info of an independent or dependent style."""
    info = root.find(f"{CSL}info")
    if info is None:
        return g.Info()
    texts: dict[str, str] = {}
    lists: dict[str, list[str]] = {"author": [], "contributor": [], "issn": [], "field": []}
    links: list[tuple[str, str]] = []
    citation_format = licence = ""
    for tag, child in _children(info):
        text = " ".join((child.text or "").split())
        if tag in ("author", "contributor"):
            lists[tag].append(" ".join((child.findtext(f"{CSL}name") or "").split()))
        elif tag in ("issn", "eissn", "issnl"):
            lists["issn"].append(text)
        elif tag == "link":
            links.append((child.get("rel", ""), child.get("href", "")))
        elif tag == "category":
            citation_format = child.get("citation-format", citation_format)
            if field := child.get("field"):
                lists["field"].append(field)
        else:
            texts.setdefault(tag, text)
            if tag == "rights":
                licence = child.get("license", "")
    parent = next((href for rel, href in links if rel == "independent-parent"), "")
    return g.Info(
        id=texts.get("id", ""),
        title=texts.get("title", ""),
        title_short=texts.get("title-short", ""),
        summary=texts.get("summary", ""),
        updated=texts.get("updated", ""),
        rights=texts.get("rights", ""),
        license=licence,
        citation_format=citation_format,
        fields=tuple(lists["field"]),
        authors=tuple(lists["author"]),
        contributors=tuple(lists["contributor"]),
        issn=tuple(lists["issn"]),
        links=tuple(links),
        parent=parent,
    )


# -- shared attributes -------------------------------------------------------------------------------------


def _formatting(element: etree._Element) -> g.Formatting:
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


def _int(element: etree._Element, name: str) -> int | None:
    value = element.get(name)
    if value is None:
        return None
    try:
        return int(value)
    except ValueError:
        raise _error(f'{name}="{value}" is not a number', element) from None


def _bool(element: etree._Element, name: str) -> bool | None:
    value = element.get(name)
    return None if value is None else value == "true"


def _name_options(element: etree._Element, *, inherited: bool) -> g.NameOptions:
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


class _Compiler:
    """Compiles rendering elements; numbers the cs:names elements of one style."""

    def __init__(self) -> None:
        self.counter = itertools.count(1)

    def elements(self, parent: etree._Element) -> tuple[g.Element, ...]:
        return tuple(e for tag, child in _children(parent) if (e := self.element(tag, child)) is not None)

    def element(self, tag: str, element: etree._Element) -> g.Element | None:
        match tag:
            case "text":
                return self.text(element)
            case "number":
                return g.Number(
                    element.get("variable", ""), element.get("form", "numeric"), _formatting(element)
                )
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

    def text(self, element: etree._Element) -> g.Element:
        get, formatting = element.get, _formatting(element)
        if (variable := get("variable")) is not None:
            return g.TextVariable(variable, get("form") == "short", formatting)
        if (macro := get("macro")) is not None:
            return g.TextMacro(macro, formatting)
        if (term := get("term")) is not None:
            return g.TextTerm(term, get("form", "long"), get("plural") == "true", formatting)
        if (value := get("value")) is not None:
            return g.TextValue(value, formatting)
        raise _error("cs:text has none of variable, macro, term, value", element)

    def label(self, element: etree._Element) -> g.Label:
        get = element.get
        return g.Label(
            get("variable", ""), get("form", "long"), get("plural", "contextual"), _formatting(element)
        )

    def names(self, element: etree._Element) -> g.Names:
        name: g.Name | None = None
        et_al: g.EtAl | None = None
        label: g.Label | None = None
        label_first = False
        substitute: tuple[g.Element, ...] = ()
        for tag, child in _children(element):
            if tag == "name":
                name = self.name(child)
            elif tag == "et-al":
                et_al = g.EtAl(child.get("term", "et-al"), _formatting(child))
            elif tag == "label":
                label, label_first = self.label(child), name is None
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

    def name(self, element: etree._Element) -> g.Name:
        parts = {"family": g.PLAIN, "given": g.PLAIN}
        for tag, child in _children(element):
            if tag == "name-part":
                parts[child.get("name", "")] = _formatting(child)
        return g.Name(
            _name_options(element, inherited=False), parts["family"], parts["given"], _formatting(element)
        )

    def choose(self, element: etree._Element) -> g.Choose:
        branches = []
        for tag, child in _children(element):
            match = child.get("match", "all")
            tests = tuple(test for name in TESTS for test in _tests(name, child.get(name, ""), match))
            if tag == "else":
                tests = ()
            branches.append(g.Branch(match, tests, self.elements(child)))
        return g.Choose(tuple(branches))

    def area(self, element: etree._Element, inherited: g.NameOptions) -> g.Area:
        layout = element.find(f"{CSL}layout")
        if layout is None:
            raise _error(f"cs:{etree.QName(element).localname} has no cs:layout", element)
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
                for tag, key in _children(sort)
                if tag == "key"
            )
        )
        return g.Area(
            keys,
            self.elements(layout),
            layout.get("delimiter", ""),
            _formatting(layout),
            _name_options(element, inherited=True).over(inherited),
            {str(name): str(value) for name, value in element.attrib.items()},
        )


def _tests(name: str, values: str, match: str) -> list[tuple[str, str]]:
    """One test for each value; but types and locators are one test, as no item has two types (so do all
    engines)."""
    if name in ("type", "locator") and match == "all" and values:
        return [(name, values)]
    return [(name, value) for value in values.split()]


def compile_date(element: etree._Element) -> g.Date:
    """cs:date of a style or a locale."""
    parts = tuple(
        g.DatePart(part.get("name", ""), part.get("form", ""), part.get("range-delimiter"), _formatting(part))
        for tag, part in _children(element)
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


def compile_locale(element: etree._Element) -> g.Locale:
    """A locale file's root, or a cs:locale element of a style."""
    terms: list[g.Term] = []
    dates: list[g.Date] = []
    options: list[tuple[str, str]] = []
    for tag, child in _children(element):
        if tag == "terms":
            terms.extend(_term(term) for name, term in _children(child) if name == "term")
        elif tag == "date":
            dates.append(compile_date(child))
        elif tag == "style-options":
            options.extend((str(name), str(value)) for name, value in child.attrib.items())
    return g.Locale(element.get(XML_LANG, ""), tuple(terms), tuple(dates), tuple(options))


def _content(element: etree._Element) -> str:
    """Text of a term; only white space that comes from laying out the XML is dropped."""
    text = element.text or ""
    return text.strip(" \t\r\n") if "\n" in text else text


def _term(element: etree._Element) -> g.Term:
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


def compile_style(root: etree._Element) -> g.Style:
    """An independent style. Raises StyleError when it cannot be used."""
    if root.tag != f"{CSL}style":
        raise _error(f"the root element is {root.tag!r}, not cs:style", root, "is it a CSL style?")
    if (version := root.get("version", "1.0")) and not version.startswith("1."):
        raise _error(f'version="{version}" of CSL is not supported', root, "styles of CSL 1.0.x are")
    compiler = _Compiler()
    inherited = _name_options(root, inherited=True)
    macros: dict[str, tuple[g.Element, ...]] = {}
    for element in root.iterchildren(f"{CSL}macro"):
        macros[element.get("name", "")] = compiler.elements(element)
    citation, bibliography = root.find(f"{CSL}citation"), root.find(f"{CSL}bibliography")
    if citation is None:
        info = style_info(root)
        hint = f"it is a dependent style of {info.parent}" if info.parent else None
        raise _error("the style has no cs:citation", root, hint)
    style = g.Style(
        info=style_info(root),
        class_=root.get("class", "in-text"),
        default_locale=root.get("default-locale", ""),
        options={str(name): str(value) for name, value in root.attrib.items()},
        locales=tuple(compile_locale(element) for element in root.iterchildren(f"{CSL}locale")),
        macros=macros,
        citation=compiler.area(citation, inherited),
        bibliography=None if bibliography is None else compiler.area(bibliography, inherited),
        facts=frozenset(),
    )
    _check_macros(root, style)
    return _with_facts(style)


def _nested(elements: tuple[g.Element, ...]) -> Iterator[g.Element]:
    """Every element in these, at any depth, without entering macros."""
    stack = list(elements)
    while stack:
        element = stack.pop()
        yield element
        if isinstance(element, g.Group):
            stack.extend(element.children)
        elif isinstance(element, g.Choose):
            stack.extend(child for branch in element.branches for child in branch.children)
        elif isinstance(element, g.Names):
            stack.extend(element.substitute)


def _check_macros(root: etree._Element, style: g.Style) -> None:
    """Refuse macros that call one another in a circle, or whose expansion has no reasonable end."""
    lines = {m.get("name", ""): m for m in root.iterchildren(f"{CSL}macro")}
    sizes: dict[str, int] = {}
    path: list[str] = []

    def weight(elements: tuple[g.Element, ...]) -> int:
        """How many elements one evaluation can meet: of a cs:choose, one branch."""
        total = 0
        for element in elements:
            total += 1
            if isinstance(element, g.TextMacro):
                total += size(element.macro) if element.macro in style.macros else 0
            elif isinstance(element, g.Group):
                total += weight(element.children)
            elif isinstance(element, g.Names):
                total += weight(element.substitute)
            elif isinstance(element, g.Choose):
                total += max((weight(branch.children) for branch in element.branches), default=0)
        return total

    def size(name: str) -> int:
        if name in sizes:
            return sizes[name]
        if name in path:
            circle = " -> ".join([*path[path.index(name) :], name])
            raise _error(f"macros call one another in a circle: {circle}", lines[name])
        if len(path) > MAX_DEPTH:
            raise _error(f"macro calls are nested deeper than {MAX_DEPTH}", lines[name])
        path.append(name)
        total = weight(style.macros[name])
        path.pop()
        if total > MAX_EXPANSION:
            raise _error(f'macro "{name}" expands to more than {MAX_EXPANSION} elements', lines[name])
        sizes[name] = total
        return total

    for name in style.macros:
        size(name)


def renders_variable(style: g.Style, elements: tuple[g.Element, ...], variable: str) -> bool:
    """Whether these elements, or macros that they call, print a variable through cs:text or cs:number."""
    return any(
        isinstance(element, g.TextVariable | g.Number) and element.variable == variable
        for element in _reachable(style, elements)
    )


def _reachable(style: g.Style, elements: tuple[g.Element, ...]) -> Iterator[g.Element]:
    """Every element rendered, macros expanded once each."""
    seen: set[str] = set()
    stack = [elements]
    while stack:
        for element in _nested(stack.pop()):
            yield element
            if isinstance(element, g.TextMacro) and element.macro not in seen:
                seen.add(element.macro)
                stack.append(style.macros.get(element.macro, ()))


def _with_facts(style: g.Style) -> g.Style:
    facts: set[str] = set()
    for scope, area in (("citation", style.citation), ("bibliography", style.bibliography)):
        if area is None:
            continue
        for element in _reachable(style, area.layout):
            if isinstance(element, g.TextVariable) and element.variable == "year-suffix":
                facts.add(f"{scope}-year-suffix")
            elif isinstance(element, g.TextMacro) and element.macro not in style.macros:
                facts.add(f"missing-macro:{element.macro}")
            elif isinstance(element, g.Choose):
                for branch in element.branches:
                    for test, _ in branch.tests:
                        if test in ("disambiguate", "position"):
                            facts.add(f"{scope}-{test}")
    return g.Style(
        style.info,
        style.class_,
        style.default_locale,
        style.options,
        style.locales,
        style.macros,
        style.citation,
        style.bibliography,
        frozenset(facts),
    )
