"""Set a document: one HTML page, and the PDF made of it.

`clean` takes out what could act, `breaks` lets addresses break, `page` writes HTML with a theme, `footnotes` moves
the notes to the foot of the page for paper, `fonts` and `proof` see to it that every character has a glyph.
"""

from pubkit.typesetting.clean import Image, Images, clean
from pubkit.typesetting.other import FORMATS, write_other
from pubkit.typesetting.page import Page, html, pdf
from pubkit.typesetting.proof import missing_glyphs
from pubkit.typesetting.themes import DEFAULT_THEME, Theme, load_theme, theme_names

__all__ = [
    "DEFAULT_THEME",
    "FORMATS",
    "Image",
    "Images",
    "Page",
    "Theme",
    "clean",
    "html",
    "load_theme",
    "missing_glyphs",
    "pdf",
    "theme_names",
    "write_other",
]
