"""Bytes to witnesses, and witnesses put right: mojibake, debris of markup, odd characters, homoglyphs, torn URLs.

`read` takes the bytes of a file; `regularize` puts right what the making of a witness had spoiled and keeps a record
of every change, so that `replay(witness.text, emendations)` is the regularized text. What is right is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pubkit.model.article import Style
from pubkit.model.text import ADDED, Span, TracedText
from pubkit.model.witness import Emendation, Regularized, Witness
from pubkit.witnesses.characters import characters
from pubkit.witnesses.edits import Edit, emend, replay
from pubkit.witnesses.emphasis import emphases, emphasis
from pubkit.witnesses.homoglyphs import homoglyphs
from pubkit.witnesses.html import markup
from pubkit.witnesses.hyphens import dropped_hyphens
from pubkit.witnesses.latex import latex
from pubkit.witnesses.mojibake import mojibake
from pubkit.witnesses.ocr_debris import ocr_debris
from pubkit.witnesses.reading import Reader, media_of, read
from pubkit.witnesses.urls import stray_quotes, url_hyphens, url_spaces

__all__ = ["RULES", "Reader", "media_of", "read", "regularize", "replay"]

RULES: tuple[tuple[str, Callable[[str], Iterator[Edit]]], ...] = (
    ("mojibake", mojibake),  # first: what looks like a quotation mark may be half of a letter
    ("character", characters),
    ("ocr-debris", ocr_debris),
    ("latex", latex),  # before HTML: an escaped `\$` or `\_` hides what the markup says
    ("html", markup),
    ("homoglyph", homoglyphs),
    ("url-space", url_spaces),  # addresses are whole before they are compared
    ("url-hyphen", url_hyphens),
    ("stray-quote", stray_quotes),
    ("dropped-hyphen", dropped_hyphens),
    ("emphasis", emphasis),  # last: LaTeX and HTML say it in the same signs by now
)


def regularize(witness: Witness) -> Regularized:
    """The witness with its text put right and every change recorded."""
    text = TracedText.of(witness.text, witness.base)
    done: list[Emendation] = []
    styles: tuple[tuple[Span, Style], ...] = ()
    for name, rule in RULES:
        if name == "emphasis":
            styles = _styles(text)
        text, emendations = emend(text, name, rule(text.text))
        done += emendations
    return Regularized(witness, text, tuple(done), styles)


def _styles(text: TracedText) -> tuple[tuple[Span, Style], ...]:
    """The emphasized characters, by their numbers."""
    found: list[tuple[Span, Style]] = []
    for one in emphases(text.text):
        known = [number for number in text.origins[one.start + one.sign : one.end - one.sign] if number != ADDED]
        if known:
            found.append((Span(min(known), max(known) + 1), one.style))
    return tuple(sorted(found, key=lambda item: item[0]))
