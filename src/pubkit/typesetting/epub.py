"""An article as EPUB 3: pandoc's package, put right for reading systems and for EPUBCheck.

In: the tree, the metadata. Out: the archive. pandoc writes the chapters; put right are links between chapters (it does
not know where figures went), titles of chapters, the numbers of notes with their way back (EPUB Accessibility 1.1,
"Notes"), the package's metadata (identifier, names to sort by, subjects, accessibility), the names in the navigation,
and the style sheet, which is ours.
"""

from __future__ import annotations

import hashlib
import posixpath
import uuid
from collections.abc import Mapping
from importlib.resources import files as resources
from urllib.parse import quote

from lxml import etree

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, attr, walk
from pubkit.model.metadata import Metadata
from pubkit.typesetting.archive import members, packed
from pubkit.typesetting.meta import inlines, listed, meta, plain
from pubkit.typesetting.opening import opened
from pubkit.typesetting.words import words_of

__all__ = ["write_epub"]

_HTML = "{http://www.w3.org/1999/xhtml}"
_OPS = "{http://www.idpf.org/2007/ops}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPTIONS = ("--mathml", "--split-level=1", "--epub-title-page=false", "--toc-depth=3", "--syntax-highlighting=none")


def write_epub(body: Document, metadata: Metadata) -> bytes:
    """The article as an EPUB."""
    heading: Node = {
        "t": "Header",
        "c": [1, attr("title-page", ["unnumbered", "title"]), inlines(metadata.title or "Untitled")["c"]],
    }
    tree = opened(body, metadata, title=[heading])
    tree = {**tree, "blocks": _heading_first(tree["blocks"])}
    words = words_of(metadata.language)
    said = meta(metadata) | {"toc-title": inlines(words["contents"])}
    said.pop("abstract", None)
    said |= {"subject": listed(metadata.keywords)} if metadata.keywords else {}
    said |= {"identifier": inlines(_identifier(tree, metadata))}
    package = members(pandoc.write_bytes({**tree, "meta": said}, "epub3", _OPTIONS))
    package.pop("META-INF/com.apple.ibooks.display-options.xml", None)
    sheets = [name for name in package if name.endswith(".css")]
    style = (resources("pubkit") / "styles" / "epub.css").read_bytes()
    package |= dict.fromkeys(sheets, style)
    pages = {name: _parsed(content) for name, content in package.items() if name.endswith(".xhtml")}
    _chapters(pages, words["notes"])
    opf = next(name for name in package if name.endswith(".opf"))
    described = _parsed(package[opf])
    _describe(described, metadata, tree, words["contents"])
    pages[opf] = described
    ncx = [name for name in package if name.endswith(".ncx")]
    return packed(
        package | {name: _written(page) for name, page in pages.items()} | {name: package[name] for name in ncx}
    )


def _heading_first(blocks: list[Node]) -> list[Node]:
    """The journal's line stands under the title's heading, for a chapter begins with its heading."""
    at = next(index for index, block in enumerate(blocks) if block["t"] == "Header")
    return [blocks[at], *blocks[:at], *blocks[at + 1 :]]


def _identifier(tree: Document, metadata: Metadata) -> str:
    """The DOI, or a UUID of the text: the same article has the same."""
    if metadata.doi:
        return f"https://doi.org/{quote(metadata.doi, safe='/.;()_-:')}"
    digest = hashlib.sha256(repr((metadata.title, tree["blocks"])).encode()).hexdigest()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}"


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def _written(root: etree._Element) -> bytes:
    doctype = "<!DOCTYPE html>\n" if root.tag == f"{_HTML}html" else ""
    text = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}'.encode() + bytes(text) + b"\n"


# -- chapters ------------------------------------------------------------------------------------------------------


def _chapters(pages: Mapping[str, etree._Element], notes: str) -> None:
    homes = {
        str(element.get("id")): name for name, page in pages.items() for element in page.iter() if element.get("id")
    }
    for name, page in pages.items():
        heading = next(page.iter(f"{_HTML}h1"), None)
        title = next(page.iter(f"{_HTML}title"), None)
        if heading is not None and title is not None:
            title.text = " ".join("".join(str(text) for text in heading.itertext()).split())
        for generator in list(page.iter(f"{_HTML}meta", f"{_HTML}style")):
            if generator.get("name") == "generator" or generator.tag == f"{_HTML}style":
                parent = generator.getparent()
                if parent is not None:
                    parent.remove(generator)
        for link in list(page.iter(f"{_HTML}a")):
            _lead(link, name, homes)
        for part in page.iter(f"{_HTML}section"):
            if part.get(f"{_OPS}type") == "footnotes":
                part.set("role", "doc-endnotes")
                part.set("aria-label", notes)
        for note in page.iter(f"{_HTML}aside"):
            if note.get(f"{_OPS}type") == "footnote":
                _numbered(note)


def _lead(link: etree._Element, here: str, homes: Mapping[str, str]) -> None:
    """A link within the article leads to the chapter where its target is; where none is, only the words stay."""
    target, mark, fragment = (link.get("href") or "").rpartition("#")
    if not mark or ":" in target:
        return
    home = homes.get(fragment)
    if home is None:
        link.tag = f"{_HTML}span"
        del link.attrib["href"]
    elif home == here:
        link.set("href", f"#{fragment}")
    else:
        link.set("href", f"{posixpath.relpath(home, posixpath.dirname(here))}#{fragment}")


def _numbered(note: etree._Element) -> None:
    """The number of a note, which leads back to its call."""
    number = (note.get("id") or "").removeprefix("fn")
    first = next((child for child in note if child.tag == f"{_HTML}p"), None)
    if first is None:
        first = etree.Element(f"{_HTML}p")
        note.insert(0, first)
    back = etree.Element(f"{_HTML}a", {"href": f"#fnref{number}", "role": "doc-backlink", "class": "footnote-number"})
    back.text = f"{number}."
    back.tail = " " + (first.text or "")
    first.text = None
    first.insert(0, back)


# -- the package ---------------------------------------------------------------------------------------------------


def _describe(package: etree._Element, metadata: Metadata, tree: Document, contents: str) -> None:
    described = package.find(f"{_OPF}metadata")
    if described is None:
        return
    for element in list(described):
        if (element.get("property") or "").startswith("schema:"):
            described.remove(element)
        elif element.get("property") == "dcterms:modified" and len(metadata.issued) == 10:
            element.text = f"{metadata.issued}T00:00:00Z"
    for number, author in enumerate(metadata.authors, 1):
        if author.family and described.find(f"{_DC}creator[@id='epub-creator-{number}']") is not None:
            sort = ", ".join(part for part in (author.family, author.given) if part)
            _property(described, "file-as", sort, refines=f"#epub-creator-{number}")
    images = [node for node in walk(tree["blocks"]) if node["t"] == "Image"]
    formulas = any(node["t"] == "Math" for node in walk(tree["blocks"]))
    for name, values in _accessibility(images, formulas).items():
        for value in values:
            _property(described, f"schema:{name}", value)
    if metadata.journal:
        place = ", ".join(part for part in (plain(metadata.journal), metadata.volume, metadata.issue) if part)
        etree.SubElement(described, f"{_DC}source").text = place
    for reference in package.iter(f"{_OPF}reference"):
        if reference.get("type") == "toc":
            reference.set("title", contents)


def _property(described: etree._Element, name: str, value: str, **attributes: str) -> None:
    etree.SubElement(described, f"{_OPF}meta", {**attributes, "property": name}).text = value


def _accessibility(images: list[Node], formulas: bool) -> dict[str, list[str]]:
    """What is true of the article, in the words of schema.org (EPUB Accessibility 1.1, 2.2)."""
    told = all(image["c"][1] or dict(image["c"][0][2]).get("alt") for image in images)
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] if images and told else []
    features += ["MathML"] if formulas else []
    summary = "The text can be read aloud and enlarged; headings, notes and links can be navigated."
    if images:
        summary += " Images have descriptions." if told else " Some images have no description."
    return {
        "accessMode": ["textual", *(["visual"] if images else [])],
        "accessModeSufficient": ["textual"] if told else ["textual,visual"],
        "accessibilityFeature": features,
        "accessibilityHazard": ["none"],
        "accessibilitySummary": [summary],
    }
