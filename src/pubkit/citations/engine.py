"""What a citation engine is: one question, one answer.

The rest of pubkit knows only this. `via_csl` is the engine in the path; `via_pandoc` asks pandoc's citeproc the
same question and serves the tests as an oracle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pubkit.citations.gather import Citation
from pubkit.citations.styles import StyleFile
from pubkit.engines.ast import Node
from pubkit.notices import Notice
from pubkit.records import dataclass

__all__ = ["Engine", "Rendered", "RenderedCitation", "Work"]


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """What stands at one point, without the note around it."""

    inlines: tuple[Node, ...]
    """The citation; in a note style, the text of the note or of its part."""
    author: tuple[Node, ...] = ()
    """In note styles, what stands in the sentence before the call when the author is part of it."""


@dataclass(frozen=True, slots=True)
class Work:
    """One item of the bibliography."""

    key: str
    inlines: tuple[Node, ...]
    label: tuple[Node, ...] = ()
    """What stands in the margin before it (second-field-align): a number, a label."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The answer."""

    citations: tuple[RenderedCitation, ...]
    """One for each citation, in the order of the question."""
    bibliography: tuple[Work, ...]
    """The works in the order of the style."""
    hanging: bool = False
    """Whether the style asks for hanging indents."""
    entry_spacing: int = 1
    """Lines between items, as the style asks."""
    notices: tuple[Notice, ...] = ()


class Engine(Protocol):
    """A citation engine."""

    def __call__(
        self,
        style: StyleFile,
        items: Sequence[Mapping[str, Any]],
        citations: Sequence[Citation],
        *,
        language: str,
        uncited: Sequence[str] = (),
    ) -> Rendered:
        """Render the citations and the bibliography of the items that they cite, and of the `uncited` keys."""
        ...
