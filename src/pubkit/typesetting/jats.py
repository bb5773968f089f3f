"""An article in JATS 1.3, Archiving and Interchange: pandoc's body, our front and our references.

In: the clean tree, the metadata, the works that are listed. Out: XML that is valid against the DTD. pandoc writes the
body well; what it loses is put back: verse, numbers of figures, tables, equations and sections as labels, the kinds of
cross-references, and in the references every field of the work beside its printed form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lxml import etree

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, attr, div, para, plain_text, rewrite, string
from pubkit.errors import CannotWrite
from pubkit.model.metadata import Metadata
from pubkit.records import dataclass
from pubkit.typesetting.jats_front import front
from pubkit.typesetting.jats_references import element_citation
from pubkit.typesetting.works import Work

__all__ = ["DOCTYPE", "write_jats"]

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 '
    '20210610//EN" "https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3-mathml3.dtd">'
)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_SPACES = {"mml": "http://www.w3.org/1998/Math/MathML", "xlink": "http://www.w3.org/1999/xlink"}
_VERSE = "verse-lines-"
_ALT = "alternative-text-"
_UNWRAPPED = frozenset({"citation", "citation-author", "missing-citation", "csl-left-margin", "csl-right-inline",
                        "uri", "csl-cite"})  # fmt: skip
_TARGETS = MappingProxyType(
    {"fig": "fig", "fig-group": "fig", "table-wrap": "table", "sec": "sec", "disp-formula": "disp-formula",
    "ref": "bibr",
     "boxed-text": "boxed-text", "fn": "fn", "app": "app"}
)  # fmt: skip
"""`ref-type` by the element that a reference leads to."""
_IN_LINES = frozenset(
    {"front", "journal-meta", "journal-title-group", "publisher", "article-meta", "title-group", "contrib-group",
    "contrib",
     "author-notes", "pub-date", "history", "date", "permissions", "kwd-group", "funding-group", "award-group"}
)  # fmt: skip


def write_jats(document: Document, metadata: Metadata, meta: Mapping[str, Any], works: Mapping[str, Work]) -> bytes:
    """The article as XML. `meta` is pandoc's metadata with titles and abstract; `works` go by their anchors."""
    alts: list[str] = []
    lists: list[_List] = []
    blocks = _gathered(document["blocks"], lists)
    entries = [entry for listed in lists for entry in listed.entries]
    blocks += [div(attr("refs"), entries)] if entries else []
    tree = {**rewrite({**document, "blocks": blocks}, lambda node: _node(node, alts)), "meta": dict(meta)}
    written = pandoc.write_bytes(tree, "jats_archiving", ("--standalone",))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(written, parser)
    except etree.XMLSyntaxError as broken:
        raise CannotWrite(f"the article cannot be written as JATS: {broken.msg}") from None
    article = etree.Element("article", {"article-type": "research-article", "dtd-version": "1.3"}, nsmap=_SPACES)
    article.set(f"{_XML}lang", metadata.language)
    article.append(front(metadata, root.find("front")))
    for part in root.iterfind("*"):
        if part.tag in {"body", "back"}:
            article.append(part)
    for alt in article.iter("alt-text"):
        alt.text = alts[int((alt.text or "").removeprefix(_ALT))]
    _part(article, lists)
    _mend(article, works)
    etree.cleanup_namespaces(article, top_nsmap=_SPACES, keep_ns_prefixes=list(_SPACES))
    _lines(article[0])
    text = etree.tostring(article, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n{text}\n'.encode()


@dataclass(frozen=True, slots=True)
class _List:
    """One bibliography: its heading, its entries."""

    identifier: str
    title: str
    entries: list[Node]


def _gathered(blocks: Sequence[Node], lists: list[_List]) -> list[Node]:
    """The blocks without their bibliographies and the headings of these, for JATS has them at the back."""
    out: list[Node] = []
    for block in blocks:
        if block["t"] == "Div" and "csl-bib-body" in block["c"][0][1]:
            heading = out.pop() if out and out[-1]["t"] == "Header" else None
            identifier, title = (heading["c"][1][0], plain_text(heading["c"][2]).strip()) if heading else ("", "")
            lists.append(_List(identifier, title, block["c"][1]))
        elif block["t"] == "Div":
            out.append(div(block["c"][0], _gathered(block["c"][1], lists)))
        else:
            out.append(block)
    return out


def _part(article: etree._Element, lists: Sequence[_List]) -> None:
    """Part pandoc's one list of references into those of the article."""
    whole = article.find("back/ref-list")
    if whole is None:
        return
    refs = {ref.get("id"): ref for ref in whole.iterfind("ref")}
    for listed in lists:
        element = etree.Element("ref-list", {"id": listed.identifier} if listed.identifier else {})
        if listed.title:
            etree.SubElement(element, "title").text = listed.title
        element.extend([refs[name] for entry in listed.entries if (name := entry["c"][0][0]) in refs])
        whole.addprevious(element)
    _drop(whole)


def _node(node: Node, alts: list[str]) -> Node | list[Node] | None:
    if node["t"] == "Image":  # pandoc writes this text without escaping it: a number stands for it
        attributes, alt, target = node["c"]
        alts.append(dict(attributes[2]).get("alt") or plain_text(alt))
        return {"t": "Image", "c": [attributes, [string(f"{_ALT}{len(alts) - 1}")], target]}
    if node["t"] == "LineBlock":
        alts.append("")  # a number for the identifier, which pandoc keeps where it drops classes
        return div(attr(f"{_VERSE}{len(alts)}"), [para(line) for line in node["c"]])
    if node["t"] == "HorizontalRule":
        return para([string("* * *")])
    if node["t"] == "Span" and _UNWRAPPED.intersection(node["c"][0][1]):
        return list(node["c"][1])
    if node["t"] == "Note":  # a note that is empty is none, and JATS would not have it
        return None if node["c"] else []
    return None


# -- what pandoc loses ---------------------------------------------------------------------------------------------


def _mend(article: etree._Element, works: Mapping[str, Work]) -> None:
    for box in list(article.iter("boxed-text")):
        if box.get("id", "").startswith(_VERSE):
            _verse(box)
    for wrap in list(article.iter("table-wrap")):
        _table(wrap)
    for named in list(article.iter("named-content")):
        _named(named)
    for caption in list(article.iter("caption")):
        if not _words(caption).strip():
            _drop(caption)
    for back in article.findall("back"):
        if not len(back):
            article.remove(back)
    for ref in article.iter("ref"):
        _reference(ref, works)
    kinds = {element.get("id"): _TARGETS[str(element.tag)] for element in article.iter(*_TARGETS) if element.get("id")}
    identifiers = {element.get("id") for element in article.iter() if element.get("id")}
    for xref in list(article.iter("xref")):
        if "alt" in xref.attrib:
            del xref.attrib["alt"]
        if xref.get("rid") not in identifiers:
            _unwrap(xref)  # the target is of no kind that JATS knows
        elif xref.get("rid") in kinds and xref.get("ref-type") not in {"fn", "aff", "corresp"}:
            xref.set("ref-type", kinds[xref.get("rid")])


def _lines(element: etree._Element) -> None:
    """A line for each element of the front; text is left alone."""
    if element.tag not in _IN_LINES:
        return
    element.text = "\n"
    for child in element:
        child.tail = "\n"
        _lines(child)


def _verse(box: etree._Element) -> None:
    box.tag = "verse-group"
    del box.attrib["id"]
    for line in box:
        line.tag = "verse-line"


def _table(wrap: etree._Element) -> None:
    table = wrap.find("table")
    if table is not None and table.get("id"):
        wrap.set("id", str(table.attrib.pop("id")))


def _named(named: etree._Element) -> None:
    """Spans of ours that JATS has elements for."""
    kind = named.get("content-type")
    if kind == "caption-label":
        owner = next(named.iterancestors("fig", "fig-group", "table-wrap", "boxed-text"), None)
        _label(named, owner, lstrip=True)
    elif kind == "header-section-number":
        _label(named, next(named.iterancestors("sec"), None), lstrip=True)
    elif kind == "equation":
        formula = named.find("disp-formula")
        number = next((child for child in named if child.get("content-type") == "equation-number"), None)
        if formula is not None and number is not None and named.get("id"):
            formula.set("id", str(named.get("id")))
            _label(number, formula, lstrip=False)
            _unwrap(named)


def _label(named: etree._Element, owner: etree._Element | None, *, lstrip: bool) -> None:
    """Make a label of what the text says, where there is a place for it."""
    if owner is None or owner.find("label") is not None:
        _unwrap(named)
        return
    label = etree.Element("label")
    label.text = _words(named).replace("\N{NO-BREAK SPACE}", " ").rstrip(":. ")
    if lstrip:
        named.tail = (named.tail or "").lstrip(" \N{EN SPACE}\n")
    _drop(named)
    if owner.tag == "disp-formula":
        label.tail, owner.text = owner.text, None
    owner.insert(0, label)


def _reference(ref: etree._Element, works: Mapping[str, Work]) -> None:
    work = works.get(ref.get("id", ""))
    printed = ref.find("mixed-citation")
    if work is None or printed is None:
        return
    both = etree.Element("citation-alternatives")
    ref.replace(printed, both)
    structured = element_citation(work)
    printed.set("publication-type", str(structured.get("publication-type")))
    printed.tail = None
    both.extend([structured, printed])


def _words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _drop(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Put an element's content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    position = parent.index(element)
    text, tail, children = element.text or "", element.tail or "", list(element)
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(position + offset, child)
    last = parent[position + len(children) - 1] if position + len(children) > 0 else None
    if last is not None:
        last.tail = (last.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
