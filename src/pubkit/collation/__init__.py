"""Witnesses of one article, any number, whole or partial, to one article with its apparatus.

Each witness is divided first and the divided articles are then aligned word by word, not the other way round: running
heads, notes and pull quotes stand at other places in each witness, and only when they are out of the flow do the
witnesses say the same thing in the same order. The copy-text is a whole witness that gives its paragraphs
outright, else the one with the most text and notes.

1. A witness of another article is set aside with a notice.
2. What only another witness has (paragraphs, notes, references, front matter) comes into the article.
3. Every place where witnesses differ is put to the vote, by kind of variant; paragraphs and marks likewise.

The apparatus names lemma, readings, sigla and why: nothing is decided silently.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.collation.alignment import align
from pubkit.collation.completing import complete, related
from pubkit.collation.heads import drop_running_heads
from pubkit.collation.layout import Authority, authority_of
from pubkit.collation.levels import depth_of
from pubkit.collation.merging import Other, merge
from pubkit.collation.quotes import set_quotes_apart
from pubkit.collation.texts import block_texts, every_text
from pubkit.collation.units import body_of
from pubkit.errors import Place
from pubkit.model.apparatus import Apparatus, Variant
from pubkit.model.article import Article, PullQuote, SetAside
from pubkit.model.witness import Witness, Witnesses
from pubkit.notices import Notice
from pubkit.records import replace

__all__ = ["align", "collate"]

_TEXT = {Authority.OUTRIGHT: 4, Authority.MEASURED: 3, Authority.LINES: 2, Authority.INDENTS: 1}
"""Whose text is better: lines that keep their places on the page may be those of two columns, torn apart."""
_IN_STEP = 0.97
"""Share of the words that two witnesses have in the same order where neither has torn its columns."""
_WHOLE = 0.85
"""Share of the largest witness's text and notes, from which on a witness may be the whole article."""


def collate(articles: Sequence[Article], witnesses: Witnesses) -> tuple[Article, Apparatus, tuple[Notice, ...]]:
    """The merged article, the apparatus, and what an editor should look at.

    `articles` are the divided witnesses, in the order of `witnesses`.
    """
    if len(articles) != len(witnesses.all):
        raise ValueError(f"{len(articles)} articles for {len(witnesses.all)} witnesses")
    authority = {witness.siglum: authority_of(witness) for witness in witnesses.all}
    depths = {witness.siglum: depth_of(witness) for witness in witnesses.all}
    order = _order(articles, [authority[witness.siglum] for witness in witnesses.all])
    first = witnesses.all[order[0]]
    merged, strangers, others, notices = articles[order[0]], list[SetAside](), list[Other](), list[Notice]()
    variants: list[Variant] = []
    for index in order[1:]:
        witness, article = witnesses.all[index], articles[index]
        if not related(merged, article):
            strangers += _stranger(article, witness)
            notices.append(_said(witness, first))
            continue
        merged = drop_running_heads(merged, article, witness.siglum)
        merged = set_quotes_apart(merged, article, witness.siglum)
        done = complete(merged, article, (first.siglum, witness.siglum))
        merged = done.one
        variants += done.variants
        others.append(Other(witness.siglum, done.two))
    merged, apparatus = merge(merged, first.siglum, others, authority, depths)
    merged = replace(merged, set_aside=(*merged.set_aside, *strangers))
    return merged, Apparatus((*variants, *apparatus.variants), apparatus.agreeing), tuple(notices)


def _stranger(article: Article, witness: Witness) -> list[SetAside]:
    """All of a witness that is no witness of this article."""
    why = f"witness {witness.siglum} is not of this article"
    texts = [SetAside(text, "other-article", why) for text in every_text(article) if text.text]
    return [*texts, *article.set_aside]


def _said(witness: Witness, first: Witness) -> Notice:
    return Notice(
        "C101",
        f'"{witness.file}" (witness {witness.siglum}) is not the same article as "{first.file}" '
        f"(witness {first.siglum}): nothing of it was taken over",
        place=Place(witness.file),
        hint="convert it by itself; its text is in the report, set aside",
    )


def _order(articles: Sequence[Article], authority: Sequence[Authority]) -> list[int]:
    """The copy-text first: of those that are whole one that gives its paragraphs outright, then by size."""
    sizes = [_size(article) for article in articles]
    most, most_notes = max(sizes), max(len(article.notes) for article in articles)

    whole = [
        size >= _WHOLE * most and len(article.notes) >= _WHOLE * most_notes
        for size, article in zip(sizes, articles, strict=True)
    ]
    rank: list[float] = [_TEXT[each] if full else 0 for each, full in zip(authority, whole, strict=True)]
    plain = [index for index, full in enumerate(whole) if full and authority[index] is Authority.LINES]
    for index, full in enumerate(whole):
        if full and plain and authority[index] is Authority.INDENTS and _in_step(articles[index], articles[plain[0]]):
            rank[index] = _TEXT[Authority.LINES] + 0.5  # its columns are not torn, and it knows its paragraphs better
    return sorted(range(len(articles)), key=lambda index: (-rank[index], -sizes[index], index))


def _in_step(one: Article, two: Article) -> bool:
    """Whether two articles say the same things in the same order."""
    ours, theirs = ([word.fold for word in body_of(article.blocks).words] for article in (one, two))
    return sum(size for _, _, size in align(ours, theirs)) >= _IN_STEP * max(1, len(ours), len(theirs))


def _size(article: Article) -> int:
    """Characters of an article's text, a note counted for what it mostly has."""
    flowing = [block for block in article.blocks if not isinstance(block, PullQuote)]
    text = sum(len(each) for block in flowing for each in block_texts(block))
    return text + 200 * len(article.notes)
