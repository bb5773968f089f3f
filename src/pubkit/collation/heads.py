"""Running heads that one witness knows by their place on the page and another still has in its text.

A text without pages shows a running head as a short paragraph or a heading; where another witness of the article has
set the same words aside as a running head, and has them nowhere in its text, they are one where they stand twice.
"""

from __future__ import annotations

from collections import Counter

from pubkit.collation.texts import folded
from pubkit.model.article import Article, Block, Heading, Paragraph, Run, SetAside
from pubkit.records import replace

__all__ = ["drop_running_heads"]

_RULE = "running-head"
_LETTERS = 6
"""Letters that say enough."""


def drop_running_heads(one: Article, two: Article, siglum: str) -> Article:
    """The copy-text without the blocks that witness `siglum` (`two`) has set aside as running heads."""
    heads = {_letters(aside.text.text) for aside in two.set_aside if aside.rule == _RULE}
    heads = {head for head in heads if len(head) >= _LETTERS}
    heads -= {_own(block) for block in two.blocks}
    counts = Counter(map(_own, one.blocks))  # what stands once may be a section with the words of the title
    gone = [block for block in one.blocks if _own(block) in heads and counts[_own(block)] > 1]
    if not gone:
        return one
    why = f"witness {siglum} has it at the head of a page"
    aside = [SetAside(run.text, _RULE, why, 0.9) for block in gone for run in _runs(block)]
    kept = tuple(block for block in one.blocks if not any(block is each for each in gone))
    return replace(one, blocks=kept, set_aside=(*one.set_aside, *aside))


def _own(block: Block) -> str:
    """The letters of a block of nothing but text."""
    return _letters("".join(run.text.text for run in _runs(block)))


def _letters(text: str) -> str:
    """Without figures: a folio may stand on the line of the running head."""
    return "".join(filter(str.isalpha, folded(text)))


def _runs(block: Block) -> tuple[Run, ...]:
    if not isinstance(block, Paragraph | Heading):
        return ()
    runs = tuple(inline for inline in block.content if isinstance(inline, Run))
    return runs if len(runs) == len(block.content) else ()
