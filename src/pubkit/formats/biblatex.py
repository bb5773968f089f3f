"""BibLaTeX: the dialect of `references.bib`, which pandoc reads by default.

Reading is `bibtex.read`: one reader knows the fields of both dialects.
"""

from __future__ import annotations

from pubkit.formats.bib_write import write_biblatex
from pubkit.formats.bibtex import read
from pubkit.model import Bibliography

__all__ = ["read", "write"]


def write(bibliography: Bibliography) -> str:
    """The entries as BibLaTeX."""
    return write_biblatex(bibliography)
