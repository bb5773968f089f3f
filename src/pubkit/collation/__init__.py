"""Witnesses of one article to one article with its apparatus.

Each witness is divided first and the divided articles are then aligned word by word, not the other way round: running
heads, notes and pull quotes stand at other places in each witness, and only when they are out of the flow do the
witnesses say the same thing in the same order. The witness with the most notes and text is the copy-text; the others
give what it lacks (front matter, marks, paragraph breaks, better spelled words), and what they read otherwise stands
in the apparatus. Nothing is decided silently.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.collation.alignment import align
from pubkit.collation.merging import merge
from pubkit.model.apparatus import Apparatus
from pubkit.model.article import Article
from pubkit.model.witness import Witnesses
from pubkit.notices import Notice

__all__ = ["align", "collate"]


def collate(articles: Sequence[Article], witnesses: Witnesses) -> tuple[Article, Apparatus, tuple[Notice, ...]]:
    """The merged article, the apparatus, and what an editor should look at.

    `articles` are the divided witnesses, in the order of `witnesses`.
    """
    if len(articles) != len(witnesses.all):
        raise ValueError(f"{len(articles)} articles for {len(witnesses.all)} witnesses")
    order = sorted(range(len(articles)), key=lambda i: (-_weight(articles[i]), i))
    merged, apparatus = articles[order[0]], Apparatus()
    notices: list[Notice] = []
    for index in order[1:]:
        sigla = (witnesses.all[order[0]].siglum, witnesses.all[index].siglum)
        merged, more, said = merge(merged, articles[index], sigla)
        notices += said
        apparatus = Apparatus(apparatus.variants + more.variants, apparatus.agreeing + more.agreeing)
    return merged, apparatus, tuple(notices)


def _weight(article: Article) -> int:
    """Size of an article: a full one with its notes leads."""
    text = sum(len(inline.text) for block in article.blocks if hasattr(block, "content") for inline in block.content
               if hasattr(inline, "text"))  # fmt: skip
    return text + 200 * len(article.notes)
