"""Marks in the text that call a note which no witness has: they stay in the text, and the editor is told.

A raised number behind a word of three letters or more, or behind punctuation, is a call; behind a shorter one it may
be a power or a charge (m², km³, CO₂) and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.model import Article, BlockQuote, ListBlock, Paragraph, Run, Witnesses
from pubkit.notices import Notice

__all__ = ["dangling_marks"]

_MARK = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”’\"')\]]))(?P<mark>[⁰¹²³⁴-⁹]{1,3})(?![⁰¹²³⁴-⁹\w])")


def dangling_marks(article: Article, witnesses: Witnesses) -> Iterator[Notice]:
    """A notice for each mark without a note."""
    for block in article.blocks:
        contents = block.items if isinstance(block, ListBlock) else ()
        if isinstance(block, Paragraph | BlockQuote):
            contents = (block.content,)
        for run in (inline for content in contents for inline in content if isinstance(inline, Run)):
            for match in _MARK.finditer(run.text.text):
                origin = run.text.origins[match.start()]
                yield Notice(
                    "S203",
                    f'the mark "{match["mark"]}" in the text has no note: it stays where it is',
                    place=witnesses.place(origin) if origin >= 0 else None,
                    hint="add the note by hand, or give a witness that has it",
                )
