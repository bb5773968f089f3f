"""Finding words in an article's blocks, and cutting blocks there.

Words are found whatever white space and whatever shape of quotation marks and apostrophes stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model import Block, Call, CiteGroup, Inline, ListBlock, PullQuote, Run, Verbatim, Verse
from pubkit.records import dataclass, replace

__all__ = ["Found", "contents_of", "cut", "find", "pattern_of", "plain", "with_content"]

_SINGLE, _DOUBLE, _DASH = "'’‘", '"“”„«»', "-–—"


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand."""

    block: int
    item: int
    """Which of the block's runs of inlines."""
    start: int
    end: int
    """Characters of the run's text."""


def pattern_of(words: str) -> re.Pattern[str]:
    """A pattern of the words."""
    parts = []
    for word in words.split():
        signs = []
        for sign in word:
            group = next((g for g in (_SINGLE, _DOUBLE, _DASH) if sign in g), "")
            signs.append(f"[{re.escape(group)}]" if group else re.escape(sign))
        parts.append("".join(signs))
    return re.compile(r"\s+".join(parts))


def contents_of(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """The runs of inlines of a block."""
    match block:
        case ListBlock():
            return block.items
        case Verse():
            return block.lines
        case Verbatim() | PullQuote():
            return ()
        case _:
            return (block.content,)


def with_content(block: Block, item: int, content: tuple[Inline, ...]) -> Block:
    """The block with one of its runs of inlines replaced."""
    match block:
        case ListBlock():
            return replace(block, items=(*block.items[:item], content, *block.items[item + 1 :]))
        case Verse():
            return replace(block, lines=(*block.lines[:item], content, *block.lines[item + 1 :]))
        case Verbatim() | PullQuote():
            return block
        case _:
            return replace(block, content=content)


def plain(content: Sequence[Inline]) -> str:
    """The text of inlines, without calls."""
    return "".join(_text(inline) for inline in content)


def _text(inline: Inline) -> str:
    return "" if isinstance(inline, Call) else inline.source.text if isinstance(inline, CiteGroup) else inline.text.text


def find(blocks: Sequence[Block], words: str) -> list[Found]:
    """All places of the words in the running text."""
    if not words.strip():
        return []
    pattern = pattern_of(words)
    return [
        Found(number, item, match.start(), match.end())
        for number, block in enumerate(blocks)
        for item, content in enumerate(contents_of(block))
        for match in pattern.finditer(plain(content))
    ]


def cut(content: Sequence[Inline], at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The inlines before and from a character on; calls at that place belong to what is before."""
    left: list[Inline] = []
    right: list[Inline] = []
    passed = 0
    for inline in content:
        size = len(_text(inline))
        if isinstance(inline, Call):
            (left if passed <= at and not right else right).append(inline)
        elif passed + size <= at and not right:
            left.append(inline)
        elif passed >= at or isinstance(inline, CiteGroup):
            right.append(inline)
        else:
            left.append(Run(inline.text[: at - passed], inline.style))
            right.append(Run(inline.text[at - passed :], inline.style))
        passed += size
    return tuple(left), tuple(right)
