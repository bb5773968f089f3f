"""An article as DOCX: pandoc's document with named styles of ours, real footnotes, page numbers.

In: the tree, the metadata. Out: the archive. Put right: the opening (people, affiliations, abstract, keywords in styles
of their own), the styles (`styles/docx.xml`), equations with their number at the margin, the language, the properties
of the file, a footer; and the archive is the same bytes for the same article.
"""

from __future__ import annotations

import re
from importlib.resources import files as resources

from lxml import etree

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, attr, div, para, rewrite, string
from pubkit.model.metadata import Metadata
from pubkit.typesetting.archive import members, packed
from pubkit.typesetting.meta import inlines, plain
from pubkit.typesetting.opening import opened

__all__ = ["write_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TAB: Node = {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}
_FOOTER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    b'<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    b'<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
_PAGE = (
    'w:pgSz w:w="11906" w:h="16838"',
    'w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"',
)


def write_docx(body: Document, metadata: Metadata) -> bytes:
    """The article as a Word document."""
    tree = opened(rewrite(body, _node), metadata)
    package = members(pandoc.write_bytes({**tree, "meta": {"lang": inlines(metadata.language)}}, "docx"))
    package["word/styles.xml"] = _styles(package["word/styles.xml"], metadata.language)
    package["word/document.xml"] = _document(package["word/document.xml"], metadata)
    package["word/footer1.xml"] = _FOOTER
    package["[Content_Types].xml"] = _typed(package["[Content_Types].xml"])
    relations = "word/_rels/document.xml.rels"
    package[relations] = _related(package[relations])
    package["docProps/core.xml"] = _properties(package["docProps/core.xml"], metadata)
    return packed(package)


def _node(node: Node) -> Node | list[Node] | None:
    if node["t"] in {"Para", "Plain"} and any(_is_equation(child) for child in node["c"]):
        return _around(node)
    if node["t"] == "Image" and (said := dict(node["c"][0][2]).get("alt")):
        return {"t": "Image", "c": [node["c"][0], [string(said)], node["c"][2]]}
    if node["t"] == "LineBlock":
        return div(attr("", [], {"custom-style": "Verse"}), [node])
    if node["t"] == "HorizontalRule":
        return div(attr("", [], {"custom-style": "Ornament"}), [para([string("* * *")])])
    if node["t"] == "Div" and "csl-bib-body" in node["c"][0][1]:
        identifier, classes, pairs = node["c"][0]
        return div([identifier, classes, [*pairs, ["custom-style", "Bibliography"]]], node["c"][1])
    if node["t"] == "Div" and "pull-quote" in node["c"][0][1]:
        identifier, classes, pairs = node["c"][0]
        return div([identifier, classes, [*pairs, ["custom-style", "Pull Quote"]]], node["c"][1])
    return None


def _is_equation(node: Node) -> bool:
    return node["t"] == "Span" and "equation" in node["c"][0][1]


def _around(node: Node) -> list[Node]:
    """A paragraph with numbered equations: each stands by itself, its number at the margin."""
    out: list[Node] = []
    text: list[Node] = []
    for child in node["c"]:
        if not _is_equation(child):
            text.append(child)
            continue
        out += _paragraph(node, text)
        text = []
        identifier, (formula, *number) = child["c"][0][0], child["c"][1]
        line = [
            _TAB,
            {"t": "Math", "c": [{"t": "InlineMath"}, "\\displaystyle " + formula["c"][1].strip()]},
            _TAB,
            *number,
        ]
        out.append(
            div(attr("", [], {"custom-style": "Equation"}), [para([{"t": "Span", "c": [attr(identifier), line]}])])
        )
    return [*out, *_paragraph(node, text)]


def _paragraph(node: Node, text: list[Node]) -> list[Node]:
    words = [child for child in text if child["t"] not in {"Space", "SoftBreak"}]
    return [{"t": node["t"], "c": text}] if words else []


# -- parts of the package ------------------------------------------------------------------------------------------


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _written(root: etree._Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + bytes(etree.tostring(root, encoding="utf-8"))


def _styles(content: bytes, language: str) -> bytes:
    """pandoc's styles with ours in their place."""
    root = _parsed(content)
    ours = _parsed((resources("pubkit") / "styles" / "docx.xml").read_bytes())
    by_id = {style.get(f"{_W}styleId"): style for style in root.iter(f"{_W}style")}
    for style in list(ours):
        if style.tag == f"{_W}docDefaults":
            old = root.find(f"{_W}docDefaults")
            for tag in style.iter(f"{_W}lang"):
                tag.set(f"{_W}val", language)
        else:
            old = by_id.get(style.get(f"{_W}styleId"))
        if old is not None:
            root.replace(old, style)
        else:
            root.append(style)
    for gone in [
        style for name, style in by_id.items() if name and re.fullmatch(r"(?:Title|Subtitle|Heading[1-6])Char", name)
    ]:
        root.remove(gone)
    etree.cleanup_namespaces(root)
    return _written(root)


def _document(content: bytes, metadata: Metadata) -> bytes:
    root = _parsed(content)
    for inline in root.iter(f"{_WP}inline", f"{_WP}anchor"):
        described = next(inline.iter(f"{_WP}docPr"), None)
        for picture in inline.iter(f"{_PIC}cNvPr"):  # pandoc writes the image's address there
            picture.set("descr", str(described.get("descr") or "") if described is not None else "")
    for row in root.iter(f"{_W}tr"):  # a row stays on one page, as those of the head, which are repeated
        _whole(row)
    section = next(root.iter(f"{_W}sectPr"))
    footer = etree.Element(f"{_W}footerReference", {f"{_W}type": "default", f"{_R}id": "rIdFooter"})
    section.insert(0, footer)
    for part in _PAGE:
        name, *pairs = re.findall(r"w:(\w+)(?:=\"(\d+)\")?", part)
        section.append(etree.Element(f"{_W}{name[0]}", {f"{_W}{key}": value for key, value in pairs}))
    if metadata.first_page.isdecimal():
        section.append(etree.Element(f"{_W}pgNumType", {f"{_W}start": metadata.first_page}))
    return _written(root)


def _whole(row: etree._Element) -> None:
    said = row.find(f"{_W}trPr")
    if said is None:
        said = etree.Element(f"{_W}trPr")
        row.insert(1 if row.find(f"{_W}tblPrEx") is not None else 0, said)
    if said.find(f"{_W}cantSplit") is None:
        said.insert(1 if said.find(f"{_W}cnfStyle") is not None else 0, etree.Element(f"{_W}cantSplit"))


def _typed(content: bytes) -> bytes:
    root = _parsed(content)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    etree.SubElement(root, f"{_CONTENT}Override", {"PartName": "/word/footer1.xml", "ContentType": kind})
    return _written(root)


def _related(content: bytes) -> bytes:
    root = _parsed(content)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    etree.SubElement(root, f"{_RELATIONS}Relationship", {"Id": "rIdFooter", "Type": kind, "Target": "footer1.xml"})
    return _written(root)


def _properties(content: bytes, metadata: Metadata) -> bytes:
    """Title, authors, keywords, language; the time of making is that of publication or of no time at all."""
    root = _parsed(content)
    said = {
        f"{_DC}title": plain(metadata.title or "Untitled"),
        f"{_DC}creator": "; ".join(plain(author.name) for author in metadata.authors),
        f"{_CP}keywords": ", ".join(plain(word) for word in metadata.keywords),
        f"{_DC}language": metadata.language,
    }
    for name, value in said.items():
        element = root.find(name)
        if element is None:
            element = etree.SubElement(root, name)
        element.text = value
    for name in (f"{_DCTERMS}created", f"{_DCTERMS}modified"):
        element = root.find(name)
        if element is not None and len(metadata.issued) == 10:
            element.text = f"{metadata.issued}T00:00:00Z"
    return _written(root)
