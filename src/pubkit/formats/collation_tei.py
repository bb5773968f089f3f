"""A collation as a TEI P5 document: parallel segmentation (TEI P5, 12.2.3), location internal.

`listWit` names the witnesses; every place of the running text where they differ is an `app` with its `lem` and `rdg`s;
variants of front matter, notes and references and those of breaks and marks are in a `listApp` of the back matter.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape as _xml_escape
from xml.sax.saxutils import quoteattr

from pubkit.formats.collated import Collated, Lemma, Part, Piece, line_of
from pubkit.model import Reading, Variant
from pubkit.model.source import without_controls

__all__ = ["write_tei"]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_tei(collation: Collated) -> str:
    """The document, with its XML declaration."""
    writer = _Writer(collation)
    body = writer.body()
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{_header(collation)}</teiHeader>',
            f"<text xml:lang={_attribute(collation.language)}><body>",
            body,
            f"</body>{writer.back()}</text></TEI>",
            "",
        ]
    )


def _clean(value: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", without_controls(value))


def _text(value: str) -> str:
    return _xml_escape(_clean(value))


def _attribute(value: str) -> str:
    return quoteattr(_clean(value))


def _header(collation: Collated) -> str:
    authors = "".join(f"<author>{_text(name)}</author>" for name in collation.authors)
    witnesses = "".join(
        f"<witness xml:id={_attribute(w.siglum)}>{_text(w.file)}</witness>" for w in collation.witnesses.all
    )
    return (
        f"<fileDesc><titleStmt><title>{_text(collation.title or 'Untitled')}</title>{authors}</titleStmt>"
        "<publicationStmt><p>A collation made by pubkit; not published.</p></publicationStmt>"
        f"<sourceDesc><listWit>{witnesses}</listWit></sourceDesc></fileDesc>"
        '<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>'
    )


class _Writer:
    def __init__(self, collation: Collated) -> None:
        self._collation = collation
        self._notes = dict(collation.notes)

    def body(self) -> str:
        """Divisions nested by the levels of their headings."""
        lines: list[str] = []
        open_levels: list[int] = []
        items: list[str] = []
        for part in [*self._collation.parts, None]:
            kind = part.kind if part else ""
            if items and kind != self._group:
                tag = "list" if self._group == "item" else "lg"
                lines.append(f"<{tag}>{''.join(items)}</{tag}>")
                items = []
            if part is None:
                break
            inner = "".join(map(self._piece, part.pieces))
            if kind == "heading":
                while open_levels and open_levels[-1] >= part.level:
                    open_levels.pop()
                    lines.append("</div>")
                open_levels.append(part.level)
                lines.append(f"<div><head>{inner}</head>")
            elif kind in ("item", "verse"):
                self._group = kind
                items.append(f"<item>{inner}</item>" if kind == "item" else f"<l>{inner}</l>")
            else:
                lines.append(_block(part, inner))
        if not any("<p>" in line or "<ab" in line or "<head" in line for line in lines):
            lines.append("<p/>")
        return "\n".join([*lines, "</div>" * len(open_levels)])

    _group = ""

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return _text(piece)
        if isinstance(piece, Lemma):
            return self._app(piece.variant, piece.text)
        paragraphs = "".join(f"<p>{_text(text)}</p>" for text in self._notes.get(piece.note, ()))
        return f'<note place="foot" n={_attribute(piece.note)}>{paragraphs}</note>'

    def _app(self, variant: Variant, text: str, *, place: bool = False) -> str:
        lemma = Reading(variant.lemma.sigla, text)
        loc = f" loc={_attribute(line_of(variant, self._collation.witnesses) or 'text')}" if place else ""
        readings = "".join(_reading("rdg", reading) for reading in variant.readings)
        cause = f"<!-- {_text(variant.reason).replace('--', '- -')} -->"
        return f"<app type={_attribute(variant.kind)}{loc}>{_reading('lem', lemma)}{readings}{cause}</app>"

    def back(self) -> str:
        """References, and the variants that are not of the running text."""
        parts: list[str] = []
        if self._collation.references:
            items = "".join(f"<bibl>{_text(text)}</bibl>" for text in self._collation.references)
            parts.append(f'<div type="bibliography"><listBibl>{items}</listBibl></div>')
        if self._collation.other:
            apps = "\n".join(self._app(v, v.lemma.text, place=True) for v in self._collation.other)
            parts.append(f'<div type="apparatus"><listApp>\n{apps}\n</listApp></div>')
        return f"<back>{''.join(parts)}</back>" if parts else ""


def _reading(name: str, reading: Reading) -> str:
    wit = _attribute(" ".join(f"#{siglum}" for siglum in reading.sigla))
    return f"<{name} wit={wit}>{_text(reading.text)}</{name}>" if reading.text else f"<{name} wit={wit}/>"


def _block(part: Part, inner: str) -> str:
    if part.kind == "quote":
        return f"<quote><p>{inner}</p></quote>"
    return f'<ab type="table">{inner}</ab>' if part.kind == "table" else f"<p>{inner}</p>"
