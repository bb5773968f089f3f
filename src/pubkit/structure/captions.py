"""Captions of figures and tables: they stand anywhere, and the sentence that they interrupt goes on behind them."""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.structure.draft import Draft, Role

__all__ = ["find_captions", "is_caption"]

_CAPTION = re.compile(
    r"""(?: fig(?:ure|\.)? | table | tab\. | plate | map | chart | graph | photo | illustration | scheme | box
          | abb(?:ildung|\.) | tabelle | karte | tafel | tableau | carte | planche | figura | tabla | cuadro | gráfico
          | tabela | quadro | mapa | tabella | tavola | grafico | рис(?:унок|\.) | табл(?:ица|\.) | карта
          | şekil | tablo | resim | harita | afbeelding | rycina | ryc\. )
        \s* (?: \d{1,3} (?: [.-]\d{1,2} )? [a-z]? | [IVX]{1,5} ) \s* (?P<stop> [.:–—|] | \s (?=[^\W\d_a-zß-öø-ÿа-яё]) )
        \s* (?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 60
"""Words of a caption."""


def is_caption(text: str) -> bool:
    """Whether a piece is a caption: its word, a number, a stop, and not much more."""
    match = _CAPTION.match(text)
    if match is None or not text[:1].isupper() or len(text.split()) > _LONGEST:
        return False
    return match["stop"].strip() != "" or not re.search(r"[.!?]\s+\S", text)


def find_captions(draft: Draft) -> Draft:
    """Give captions their role."""
    pieces = tuple(
        replace(piece, role=Role.CAPTION, level=0, reason="the word of a figure or table and its number")
        if piece.role in (Role.TEXT, Role.HEADING) and not piece.mark.text and is_caption(piece.string)
        else piece
        for piece in draft.pieces
    )
    return replace(draft, pieces=pieces)
