"""The order of the stages. Text and bytes in, text and bytes out; nothing here opens a file.

convert   read -> regularize -> divide -> collate -> resolve -> write      (witnesses -> article.md, references.bib)
collate   read -> regularize -> divide -> collate -> write                 (witnesses -> text, HTML, JSON or TEI)
build     read -> refer -> cite -> set                                     (article.md, references.bib -> HTML, PDF)
"""

from pubkit.pipeline.building import FORMATS, Built, Paged, Proofed, build, check, paged, printed, proof, written
from pubkit.pipeline.converting import COLLATION_FORMATS, Conversion, collate, convert
from pubkit.pipeline.loading import REFERENCE_FORMATS, Exported, bibliographies, export

__all__ = [
    "COLLATION_FORMATS", "FORMATS", "REFERENCE_FORMATS", "Built", "Conversion", "Exported", "Paged", "Proofed",
    "bibliographies", "build", "check", "collate", "convert", "export", "paged", "printed", "proof", "written",
]  # fmt: skip
