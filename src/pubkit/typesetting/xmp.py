"""What a PDF says of its article to machines: XMP (ISO 16684-1), with Dublin Core and, where allowed, PRISM.

In: the metadata and the kind of PDF. Out: one RDF/XML element. WeasyPrint's own says neither language nor identifier
nor licence, and a PDF/A of its making does not say that it is a PDF/UA too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from pubkit.model.metadata import Metadata

__all__ = ["rdf"]

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_UA_SCHEMA = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""PDF/A allows a property that it does not know only with its description (ISO 19005-3, 6.6.2.3)."""


def rdf(metadata: Metadata, title: str, abstract: str, variant: str, version: str) -> bytes:
    """The RDF of an article for `variant` (pdf/ua-1 or pdf/a-3a), made by this version of WeasyPrint."""
    archival = variant.startswith("pdf/a")
    parts = [*_conformance(archival), *_dublin_core(metadata, title, abstract)]
    parts += [_text("pdf:Keywords", "; ".join(metadata.keywords)), _text("pdf:Producer", f"WeasyPrint {version}")]
    parts.append(_text("xmp:CreatorTool", "pubkit"))
    if not archival:
        parts += _prism(metadata)
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items() if prefix != "rdf")
    inner = "\n".join(part for part in parts if part)
    return (
        f'<rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n<rdf:Description rdf:about="" {spaces}>\n{inner}\n'
        "</rdf:Description>\n</rdf:RDF>"
    ).encode()


def _conformance(archival: bool) -> Iterator[str]:
    yield "<pdfuaid:part>1</pdfuaid:part>"
    if archival:
        yield "<pdfaid:part>3</pdfaid:part>"
        yield "<pdfaid:conformance>A</pdfaid:conformance>"
        yield _UA_SCHEMA


def _dublin_core(metadata: Metadata, title: str, abstract: str) -> Iterator[str]:
    yield _alternatives("dc:title", title)
    yield _listed("dc:creator", "Seq", [author.name for author in metadata.authors])
    yield _alternatives("dc:description", abstract)
    yield _listed("dc:subject", "Bag", metadata.keywords)
    yield _listed("dc:language", "Bag", [metadata.language])
    yield _listed("dc:publisher", "Bag", [metadata.publisher] if metadata.publisher else [])
    yield _listed("dc:date", "Seq", [metadata.issued] if metadata.issued else [])
    yield _text("dc:identifier", f"https://doi.org/{metadata.doi}" if metadata.doi else metadata.url)
    yield _text("dc:format", "application/pdf")
    yield _text("dc:source", metadata.journal)
    yield _alternatives("dc:rights", " ".join(part for part in (metadata.copyright, metadata.license) if part))


def _prism(metadata: Metadata) -> Iterator[str]:
    yield _text("prism:publicationName", metadata.journal)
    yield _text("prism:issn", metadata.issn)
    yield _text("prism:volume", metadata.volume)
    yield _text("prism:number", metadata.issue)
    yield _text("prism:startingPage", metadata.first_page)
    yield _text("prism:endingPage", metadata.last_page)
    yield _text("prism:doi", metadata.doi)


def _text(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _alternatives(name: str, value: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt></{name}>' if value else ""


def _listed(name: str, kind: str, values: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
