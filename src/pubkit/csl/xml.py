"""The XML of a style or locale: parsed without trust, and cs:info read.

DTDs and entities are refused, nesting and size are bounded, nothing is fetched. Follows "Info" of CSL 1.0.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from . import grammar as g
from .errors import StyleError

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "CSL", "Element", "children", "converted", "error_at", "parse_tree", "parse_xml", "read_plain", "style_info",
]  # fmt: skip

CSL = "{http://purl.org/net/xbiblio/csl}"
MAX_BYTES = 8_000_000
MAX_DEPTH = 200


class Element:
    """An element as styles and locales have them: attributes, children, and text that stands before any child."""

    __slots__ = ("_children", "attrib", "get", "keys", "sourceline", "tag", "text")

    def __init__(self, tag: str, attrib: dict[str, str], sourceline: int) -> None:
        self.tag = tag
        self.attrib = attrib
        self.sourceline = sourceline
        self.text = ""
        self.get = attrib.get
        self.keys = attrib.keys
        self._children: list[Element] = []

    def __iter__(self) -> Iterator[Element]:
        return iter(self._children)

    def iterchildren(self, tag: str) -> Iterator[Element]:
        """The children of this name."""
        return (child for child in self._children if child.tag == tag)

    def find(self, tag: str) -> Element | None:
        """The first child of this name."""
        return next(self.iterchildren(tag), None)

    def findtext(self, tag: str) -> str | None:
        """The text of the first child of this name."""
        found = self.find(tag)
        return None if found is None else found.text

    @property
    def name(self) -> str:
        """The name without its namespace."""
        return self.tag.rpartition("}")[2]

    def append(self, child: Element) -> None:
        self._children.append(child)

    def hold(self, text: str) -> None:
        """Take the text that comes next."""
        if not self._children:
            self.text += text


def parse_xml(source: bytes) -> Element:
    """The root element of a style or locale. Raises StyleError for XML that is broken or declares a DTD."""
    if len(source) > MAX_BYTES:
        raise StyleError(f"the file has {len(source)} bytes, more than {MAX_BYTES}", hint="is it a CSL style?")
    root = read_plain(source)
    return converted(parse_tree(source)) if root is None else root


@lru_cache(maxsize=4)
def read_plain(source: bytes) -> Element | None:
    """The root element, by expat, which is there sooner than lxml; None where anything is wrong, for lxml to tell.

    Nothing is fetched, and no entity is known: a document type is something wrong.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    open_: list[Element] = []
    roots: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        attrib = {"{" + key if "}" in key else key: value for key, value in attributes.items()}
        element = Element("{" + name if "}" in name else name, attrib, parser.CurrentLineNumber)
        (open_[-1].append if open_ else roots.append)(element)
        open_.append(element)
        if len(open_) > MAX_DEPTH:
            raise ValueError

    def text(characters: str) -> None:
        open_[-1].hold(characters)

    def refuse(*_: object) -> None:
        raise ValueError

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: open_.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(source, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return roots[0]


def converted(tree: etree._Element) -> Element:
    """An element of lxml as one of ours."""
    line: int = tree.sourceline or 0  # type: ignore[assignment]  # the stubs leave it open
    made = Element(str(tree.tag), {str(key): str(value) for key, value in tree.attrib.items()}, line)
    made.text = tree.text or ""
    for child in tree:
        if isinstance(child.tag, str):
            made.append(converted(child))
    return made


def parse_tree(source: bytes) -> etree._Element:
    """The root as lxml has it, with all that is wrong told. Raises StyleError."""
    from lxml import etree

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


def children(element: Element) -> Iterator[tuple[str, Element]]:
    for child in element:
        yield child.tag.removeprefix(CSL), child


def error_at(message: str, element: Element, hint: str | None = None) -> StyleError:
    return StyleError(message, line=element.sourceline, hint=hint)


def style_info(root: Element) -> g.Info:
    """cs:info of an independent or dependent style."""
    info = root.find(f"{CSL}info")
    if info is None:
        return g.Info()
    texts: dict[str, str] = {}
    lists: dict[str, list[str]] = {"author": [], "contributor": [], "issn": [], "field": []}
    links: list[tuple[str, str]] = []
    citation_format = licence = ""
    for tag, child in children(info):
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
