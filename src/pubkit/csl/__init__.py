"""pubkit.csl: a citation processor for CSL 1.0.2."""

from .context import Citation, Cite
from .errors import CslError, CslWarning, StyleError, StyleNotFound
from .load import load_style, parse_style
from .processor import Processor

__all__ = ["Citation", "Cite", "CslError", "CslWarning", "Processor", "StyleError", "StyleNotFound", "load_style", "parse_style"]
