"""The XML of a style or locale: parsed without trust, and cs:info read.

DTDs and entities are refused, nesting and size are bounded, nothing is fetched. Follows "Info" of CSL 1.0.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from . import grammar as g
from .errors import StyleError

__all__ = ["CSL", "children", "error_at", "parse_xml", "style_info"]

CSL = "{http://purl.org/net/xbiblio/csl}"
MAX_BYTES = 8_000_000
MAX_DEPTH = 200


def parse_xml(source: bytes) -> etree._Element:
    """The root element of a style or locale. Raises StyleError for XML that is broken or declares a DTD."""
    if len(source) > MAX_BYTES:
        raise StyleError(f"the file has {len(source)} bytes, more than {MAX_BYTES}", hint="is it a CSL style?")
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


def children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            yield tag.removeprefix(CSL), child


def error_at(message: str, element: etree._Element, hint: str | None = None) -> StyleError:
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs leave it open
    return StyleError(message, line=line, hint=hint)


def style_info(root: etree._Element) -> g.Info:
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
