"""Set a document: one HTML page, and the PDF made of it.

`clean` takes out what could act, `breaks` lets addresses break, `page` writes HTML with a theme, `sheets` makes the
PDF, `footnotes` moves the notes to the foot of the page for paper, `fonts` and `glyphs` see to it that every character
has a glyph, `proof` marks what a typesetter would.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pubkit.typesetting.clean import Image, Images, clean
from pubkit.typesetting.layout import PDF_VARIANTS, Layout
from pubkit.typesetting.other import FORMATS, Written, write_other
from pubkit.typesetting.page import Page, fragment, html, with_body
from pubkit.typesetting.themes import DEFAULT_THEME, PAPERS, Theme, about, load_theme, theme_names

if TYPE_CHECKING:
    from pubkit.typesetting.glyphs import missing_glyphs
    from pubkit.typesetting.proof import Finding, findings
    from pubkit.typesetting.sheets import KeptPages, draft, pdf

__all__ = [
    "DEFAULT_THEME",
    "FORMATS",
    "PAPERS",
    "PDF_VARIANTS",
    "Finding",
    "Image",
    "Images",
    "KeptPages",
    "Layout",
    "Page",
    "Theme",
    "Written",
    "about",
    "clean",
    "draft",
    "findings",
    "fragment",
    "html",
    "load_theme",
    "missing_glyphs",
    "pdf",
    "theme_names",
    "with_body",
    "write_other",
]

_FOR_PAPER = {"missing_glyphs": "glyphs", "Finding": "proof", "findings": "proof", "pdf": "sheets",
              "draft": "sheets", "KeptPages": "sheets"}  # fmt: skip
"""What a page for the screen does without, and its module."""


def __getattr__(name: str) -> Any:
    """What is for paper alone is loaded when it is first asked for (PEP 562)."""
    if name not in _FOR_PAPER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FOR_PAPER[name]}"), name)
