"""Set a document: one HTML page, and the PDF made of it.

`clean` takes out what could act, `breaks` lets addresses break, `page` writes HTML with a theme, `footnotes` moves
the notes to the foot of the page for paper, `fonts` and `glyphs` see to it that every character has a glyph, `proof`
marks what a typesetter would.
"""

from pubkit.typesetting.clean import Image, Images, clean
from pubkit.typesetting.glyphs import missing_glyphs
from pubkit.typesetting.layout import PDF_VARIANTS, Layout
from pubkit.typesetting.other import FORMATS, Written, write_other
from pubkit.typesetting.page import Page, html, pdf
from pubkit.typesetting.proof import Finding, findings
from pubkit.typesetting.themes import DEFAULT_THEME, PAPERS, Theme, about, load_theme, theme_names

__all__ = [
    "DEFAULT_THEME",
    "FORMATS",
    "PAPERS",
    "PDF_VARIANTS",
    "Finding",
    "Image",
    "Images",
    "Layout",
    "Page",
    "Theme",
    "Written",
    "about",
    "clean",
    "findings",
    "html",
    "load_theme",
    "missing_glyphs",
    "pdf",
    "theme_names",
    "write_other",
]
