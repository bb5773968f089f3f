"""pubkit: from raw text to a scholarly edition.

Two halves meet at two plain files which a person can read, edit and keep in git, `article.md` and
`references.bib`: `convert` makes them from raw text, `build` renders them in any CSL style.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
