"""How an edition is laid out: what the command line, pubkit.toml and the article say of theme, paper and PDF."""

from __future__ import annotations

from pathlib import Path

from pubkit.errors import UsageError
from pubkit.model.metadata import Metadata
from pubkit.notices import nearest
from pubkit.records import dataclass
from pubkit.typesetting.themes import DEFAULT_PAPER, DEFAULT_THEME, PAPERS, Theme, find_theme, load_theme

__all__ = ["PDF_VARIANTS", "Layout"]

PDF_VARIANTS = ("pdf/ua-1", "pdf/a-3a")
"""Accessible (ISO 14289-1), the default; archival too (ISO 19005-3), with the article's sources attached."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person or a project has asked for; None where nothing was said."""

    theme: str | None = None
    """A theme's name, or a folder's path from the command line."""
    paper: str | None = None
    pdf_variant: str | None = None

    def __post_init__(self) -> None:
        """Raises UsageError for an unknown paper or variant."""
        _known("paper", self.paper, PAPERS)
        _known("kind of PDF", self.pdf_variant, PDF_VARIANTS)

    @property
    def variant(self) -> str:
        """The PDF to write."""
        return (self.pdf_variant or PDF_VARIANTS[0]).lower()

    def theme_for(self, metadata: Metadata, project: Path | None) -> Theme:
        """The theme to set an article in: what was asked for, else what the article says."""
        paper = (self.paper or metadata.paper or DEFAULT_PAPER).lower().removesuffix("paper")
        if self.theme:
            return find_theme(self.theme, project, paper=paper)
        return load_theme(metadata.theme or DEFAULT_THEME, project, paper=paper)


def _known(what: str, said: str | None, known: tuple[str, ...]) -> None:
    if said is not None and said.lower().removesuffix("paper") not in known:
        near = nearest(said, known)
        hint = f"did you mean {near}?" if near else f"one of {', '.join(known)}"
        raise UsageError(f'there is no {what} "{said}"', hint=hint)
