"""Citations and bibliography of a document in any CSL style.

`styles` finds a style, `gather` takes the citations out of the document, an `engine` renders them all at once, and
`cite` puts them back, with anchors both ways.
"""

from pubkit.citations.anchors import anchor
from pubkit.citations.cite import Answers, Cited, Listing, cite
from pubkit.citations.engine import Engine, Rendered, RenderedCitation, Work
from pubkit.citations.gather import Citation, Cite, gather
from pubkit.citations.itself import cited_as
from pubkit.citations.places import Manuscript
from pubkit.citations.styles import SHORT_NAMES, StyleFile, find_style, near_names, search_styles, style_names
from pubkit.citations.titles import sentence_cased, wants_sentence_case

__all__ = [
    "SHORT_NAMES",
    "Answers", "Citation", "Cite", "Cited", "Engine", "Listing", "Manuscript", "Rendered", "RenderedCitation",
    "StyleFile", "Work", "anchor", "cite", "cited_as",
    "find_style", "gather", "near_names", "search_styles", "sentence_cased", "style_names",
    "wants_sentence_case",
]  # fmt: skip
