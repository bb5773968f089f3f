"""Pull quotes that one witness knows for what they are and another still has in its text.

A pull quote says a sentence of the text a second time. The witness that has it set apart tells which of two copies is
the pull quote: a paragraph of the copy-text, or what looks like its heading, or a stretch that no other witness has
there.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from pubkit.collation.texts import block_texts, folded, grams_of
from pubkit.model.article import Article, Block, Evidence, Heading, Paragraph, PullQuote
from pubkit.model.text import TracedText
from pubkit.records import replace

__all__ = ["is_quote", "quotes_of", "set_quotes_apart"]

_WORDS = 5
"""Words that a pull quote has at the least."""
_LIKE = 90
_TWIN = 0.6
"""Share of a pull quote's runs of words that the rest of the text must have, so that nothing is lost."""


def quotes_of(article: Article) -> tuple[str, ...]:
    """The pull quotes of a witness, as letters and figures alone."""
    quotes = (block.text.text for block in article.blocks if isinstance(block, PullQuote))
    return tuple(folded(text) for text in quotes if len(text.split()) >= _WORDS)


def is_quote(text: str, quotes: Sequence[str]) -> bool:
    """Whether a text is one of the pull quotes."""
    if not quotes or len(text.split()) < _WORDS:
        return False
    own = folded(text)
    return any(
        min(len(own), len(quote)) >= 0.8 * max(len(own), len(quote)) and fuzz.ratio(own, quote) >= _LIKE
        for quote in quotes
    )


def set_quotes_apart(one: Article, two: Article, siglum: str) -> Article:
    """The copy-text with those paragraphs and headings set apart that witness `siglum` (`two`) has as pull quotes."""
    quotes = quotes_of(two)
    blocks = [_settled(one.blocks, index, quotes, siglum) for index in range(len(one.blocks))] if quotes else one.blocks
    return replace(one, blocks=tuple(blocks))


def _settled(blocks: Sequence[Block], index: int, quotes: Sequence[str], siglum: str) -> Block:
    block = blocks[index]
    texts = list(block_texts(block))
    if not isinstance(block, Paragraph | Heading) or len(texts) != 1 or not is_quote(texts[0].text, quotes):
        return block
    rest: list[TracedText] = []
    for other in (*blocks[:index], *blocks[index + 1 :]):
        rest += [] if isinstance(other, PullQuote) else block_texts(other)
    grams = grams_of(texts)
    if len(grams & grams_of(rest)) < _TWIN * max(1, len(grams)):
        return block
    evidence = Evidence("pull-quote", 0.9, f"witness {siglum} has it as a pull quote", texts[0].spans())
    return PullQuote(texts[0], evidence)
