"""The PDF of a page: the same HTML, whose notes move to the foot of their sheet (`footnotes`).

Apart from `page`, since a build without PDF does without fonts, formulas as pictures and XMP.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from pubkit.engines import weasyprint
from pubkit.model import Source
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice
from pubkit.records import replace
from pubkit.typesetting.fonts import face_css, faces_of, families_for
from pubkit.typesetting.footnotes import foot_notes
from pubkit.typesetting.formulas import draw_formulas
from pubkit.typesetting.glyphs import missing_glyphs, of_this_machine
from pubkit.typesetting.last_lines import last_lines
from pubkit.typesetting.meta import plain
from pubkit.typesetting.page import Page
from pubkit.typesetting.themes import Theme
from pubkit.typesetting.xmp import rdf

__all__ = ["pdf"]


def pdf(
    page: Page,
    metadata: Metadata,
    theme: Theme,
    *,
    variant: str = "pdf/ua-1",
    sources: Sequence[Source] = (),
    look: weasyprint.Look | None = None,
) -> weasyprint.PDF:
    """The page as PDF, byte for byte the same for the same page and theme; a notice for every missing glyph.

    The variant "" is a draft: the same pages, without tags and metadata. An archival PDF carries
    `sources`; `look` sees the pages laid out, as WeasyPrint has them.
    """
    text: list[str] = []
    trouble: list[Notice] = []

    def prepare(root: Element) -> None:
        foot_notes(root)
        last_lines(root)
        trouble.extend(draw_formulas(root))
        text.extend(part for body in root.iter("body") for part in body.itertext())

    families = families_for(page.html, theme.fonts)
    machine, said = of_this_machine(page.html, families)
    faces = [*faces_of(families), *machine]
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()
    done = weasyprint.pdf(
        _without_style(page.html), [theme.print, _folio(metadata)], fonts_css=face_css(faces),
        font_files=[face.path for face in faces], prepare=prepare, identifier=identifier, variant=variant,
        rdf=_rdf(metadata, variant) if variant else None,
        attached=[_attached(source) for source in sources] if variant == "pdf/a-3a" else (), look=look,
    )  # fmt: skip
    missing = missing_glyphs("".join(text), families, machine)
    return replace(done, notices=(*done.notices, *trouble, *said, *missing))


def _rdf(metadata: Metadata, variant: str) -> bytes:
    return rdf(metadata, plain(metadata.title), plain(metadata.abstract), variant, weasyprint.version())


def _without_style(html: str) -> str:
    """The page without its style sheet for screens, whose fonts are most of its bytes; `foot_notes` would drop it."""
    before, opening, rest = html.partition("<style>")
    _, closing, after = rest.partition("</style>")
    return before + opening + closing + after if closing else html


def _attached(source: Source) -> weasyprint.Attached:
    what = "The article in Markdown" if source.name.lower().endswith((".md", ".markdown")) else "Its references"
    return weasyprint.Attached(PurePath(source.name).name, source.content, what)


def _folio(metadata: Metadata) -> str:
    """The first page's number is the journal's, where it is known; even pages are versos."""
    if not (metadata.first_page.isascii() and metadata.first_page.isdecimal()):
        return ""
    first = int(metadata.first_page)
    side = "recto" if first % 2 else "verso"
    return f"@page :first {{ counter-reset: page {first} }} html {{ break-before: {side} }}"
