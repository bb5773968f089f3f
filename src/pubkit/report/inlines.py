"""The plain text of the article's inlines, for showing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pubkit.model import Block, CiteGroup, Inline, ListBlock, PullQuote, Run, TracedText, Verbatim, Verse

__all__ = ["inlines_of", "plain", "texts_of"]


def plain(inlines: Iterable[Inline]) -> str:
    """The characters of the inlines, without the calls."""
    return "".join(
        inline.text.text if isinstance(inline, Run) else inline.source.text if isinstance(inline, CiteGroup) else ""
        for inline in inlines
    )


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The runs of inlines of a block: one for a paragraph, one for each item or line otherwise."""
    if isinstance(block, ListBlock):
        yield from block.items
    elif isinstance(block, Verse):
        yield from block.lines
    elif not isinstance(block, Verbatim | PullQuote):
        yield block.content


def texts_of(inlines: Iterable[Inline]) -> Iterator[TracedText]:
    """All traced texts among the inlines, the marks of calls too."""
    for inline in inlines:
        if isinstance(inline, Run):
            yield inline.text
        elif isinstance(inline, CiteGroup):
            yield inline.source
        else:
            yield inline.mark
