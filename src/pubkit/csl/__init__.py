"""pubkit.csl: a citation processor for CSL 1.0.2."""

from .context import Citation, Cite
from .errors import CslError, CslWarning, StyleError, StyleNotFoundError
from .load import load_style, parse_style
from .processor import Processor
from .render import opaque
from .render import render_inlines as render

__all__ = [
    "Citation",
    "Cite",
    "CslError",
    "CslWarning",
    "Processor",
    "StyleError",
    "StyleNotFoundError",
    "load_style",
    "opaque",
    "parse_style",
    "render",
]
