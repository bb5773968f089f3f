"""The order of the stages. Text and bytes in, text and bytes out; nothing here opens a file.

convert   read -> regularize -> divide -> collate -> resolve -> write      (witnesses -> article.md, references.bib)
collate   read -> regularize -> divide -> collate -> write                 (witnesses -> text, HTML, JSON or TEI)
build     read -> refer -> cite -> set                                     (article.md, references.bib -> HTML, PDF)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pubkit.pipeline.building import FORMATS, Built, Paged, Proofed, build, check, paged, printed, proof, written
from pubkit.pipeline.loading import REFERENCE_FORMATS, Exported, bibliographies, export

if TYPE_CHECKING:
    from pubkit.pipeline.converting import Conversion, collate, convert

__all__ = [
    "COLLATION_FORMATS", "FORMATS", "REFERENCE_FORMATS", "Built", "Conversion", "Exported", "Paged", "Proofed",
    "bibliographies", "build", "check", "collate", "convert", "export", "paged", "printed", "proof", "written",
]  # fmt: skip

COLLATION_FORMATS = ("text", "html", "json", "tei")
"""What `collate` can write."""

_CONVERTING = frozenset({"Conversion", "collate", "convert"})


def __getattr__(name: str) -> Any:
    """A build does not load what converts (PEP 562)."""
    if name not in _CONVERTING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.converting"), name)
