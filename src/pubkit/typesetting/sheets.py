"""The PDF of a page: the same HTML, whose notes move to the foot of their sheet (`footnotes`).

Apart from `page`, since a build without PDF does without fonts, formulas as pictures and XMP.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from pubkit.engines import weasyprint
from pubkit.engines.kept_pages import KeptPages
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

__all__ = ["KeptPages", "draft", "pdf"]


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

    An archival PDF carries `sources`; `look` sees the pages laid out, as WeasyPrint has them.
    """
    plate = _Plate(page, metadata, theme)
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()
    done = weasyprint.pdf(
        plate.html, plate.css, fonts_css=plate.fonts_css, font_files=plate.font_files, prepare=plate.prepare,
        identifier=identifier, variant=variant, rdf=_rdf(metadata, variant),
        attached=[_attached(source) for source in sources] if variant == "pdf/a-3a" else (), look=look,
    )  # fmt: skip
    return replace(done, notices=(*done.notices, *plate.notices()))


def draft(page: Page, metadata: Metadata, theme: Theme, kept: KeptPages | None = None) -> weasyprint.Draft:
    """The sheets of `pdf` to look at: those that are not as in the last draft, whose pages are `kept`."""
    plate = _Plate(page, metadata, theme)
    done = weasyprint.draft(
        plate.html, plate.css, fonts_css=plate.fonts_css, font_files=plate.font_files, prepare=plate.prepare, kept=kept
    )
    return replace(done, notices=(*done.notices, *plate.notices()))


class _Plate:
    """A page ready for paper: its style sheets, its fonts, and what is changed in its tree."""

    def __init__(self, page: Page, metadata: Metadata, theme: Theme) -> None:
        self._families = families_for(page.html, theme.fonts)
        self._machine, self._said = of_this_machine(page.html, self._families)
        faces = [*faces_of(self._families), *self._machine]
        self.html = _without_style(page.html)
        self.css = [theme.print, _folio(metadata)]
        self.fonts_css = face_css(faces)
        self.font_files = [face.path for face in faces]
        self._text: list[str] = []
        self._trouble: list[Notice] = []

    def prepare(self, root: Element) -> None:
        """Notes go to the foot of their page, formulas become pictures."""
        foot_notes(root)
        last_lines(root)
        self._trouble.extend(draw_formulas(root))
        self._text.extend(part for body in root.iter("body") for part in body.itertext())

    def notices(self) -> tuple[Notice, ...]:
        """What there is to be said, once the page is prepared."""
        missing = missing_glyphs("".join(self._text), self._families, self._machine)
        return (*self._trouble, *self._said, *missing)


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
