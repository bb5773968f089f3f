"""What no rule has placed: it is set aside and said, never lost.

There should be none. If a rule forgets characters, they end here and not in nothing.
"""

from __future__ import annotations

from pubkit.model.article import Article, SetAside
from pubkit.model.ledger import ledger
from pubkit.model.text import TracedText
from pubkit.model.witness import Regularized, Witnesses
from pubkit.notices import Notice
from pubkit.records import replace

__all__ = ["with_remainder"]


def with_remainder(article: Article, text: Regularized) -> tuple[Article, tuple[Notice, ...]]:
    """The article with the characters that it lacks set aside, and a notice for each run of them."""
    witness = text.witness
    witnesses = Witnesses((witness,), (witness.base,))
    lost = ledger(witnesses, [text], article).unaccounted
    if not lost:
        return article, ()
    rest = [TracedText.of(witnesses.text(span), span.start) for span in lost]
    aside = tuple(SetAside(piece, "remainder", "no rule placed this text", 0.0) for piece in rest)
    notices = tuple(
        Notice("S290", f"text that no rule placed: {piece.text[:60]!r}", place=witnesses.place(span.start))
        for piece, span in zip(rest, lost, strict=True)
    )
    return replace(article, set_aside=article.set_aside + aside), notices
