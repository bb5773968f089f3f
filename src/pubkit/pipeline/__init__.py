"""The order of the stages. Text and bytes in, text and bytes out; nothing here opens a file.

convert   read -> regularize -> divide -> collate -> resolve -> write      (witnesses -> article.md, references.bib)
collate   read -> regularize -> divide -> collate -> write                 (witnesses -> text, HTML, JSON or TEI)
build     read -> refer -> cite -> set                                     (article.md, references.bib -> HTML, PDF)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pubkit.pipeline.building import (
    FORMATS,
    Built,
    Paged,
    Proofed,
    build,
    check,
    drafted,
    paged,
    printed,
    proof,
    written,
)
from pubkit.pipeline.loading import REFERENCE_FORMATS, Exported, bibliographies, export, is_plain

if TYPE_CHECKING:
    from pubkit.pipeline.converting import Conversion, collate, convert
    from pubkit.pipeline.standing import Standing, stand

__all__ = [
    "COLLATION_FORMATS", "FORMATS", "REFERENCE_FORMATS", "Built", "Conversion", "Exported", "Paged", "Proofed",
    "Standing", "bibliographies", "build", "check", "collate", "convert", "drafted", "export", "is_plain", "paged",
    "printed", "proof", "stand", "written",
]  # fmt: skip

COLLATION_FORMATS = ("text", "html", "json", "tei")
"""What `collate` can write."""

_LATER = {"Conversion": "converting", "collate": "converting", "convert": "converting", "Standing": "standing",
          "stand": "standing"}  # fmt: skip
"""What a build does without, and its module."""


def __getattr__(name: str) -> Any:
    """A build does not load what converts, nor what keeps pages (PEP 562)."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
