"""Titles of .bib entries for styles that print titles as they are given.

BibTeX keeps English titles in headline capitals and braces what must not be lowered (BibLaTeX manual 4.6.4,
`\\MakeSentenceCase`); CSL styles without a `text-case` on titles (APA, Harvard, IEEE) expect sentence case in the data
(Zotero's convention, and pandoc lowers on reading). So for such a style the titles of English .bib entries are lowered
here; a style that sets a `text-case` wherever it prints a title takes them as they stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["sentence_cased", "wants_sentence_case"]

_AS_GIVEN = re.compile(r"""<text\b(?=[^>]*\svariable="title")(?![^>]*\stext-case=)""", re.VERBOSE)
_PROTECTED = re.compile(r"<(?P<tag>span|sup|sub|sc)\b[^>]*>.*?</(?P=tag)>|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NEW_START = re.compile(r"[:?!.;]['’”\")\]]*\s*$|\s[—–]\s*$|[“‘«\"]$")
_SHORT = 3
"""Words of up to so many letters are lower-case in headline capitals too and tell nothing."""

TITLES = ("title", "title-short", "original-title", "reviewed-title")


def wants_sentence_case(style: str) -> bool:
    """Whether a style (its XML) somewhere prints titles as they are given, and so expects them in sentence case."""
    return bool(_AS_GIVEN.search(style))


def sentence_cased(item: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The item with its titles in sentence case, where they are English; protected words keep their capitals."""
    if not str(item.get("language") or language or "en").lower().startswith("en"):
        return dict(item)
    return {name: _lowered(value) if name in TITLES else value for name, value in item.items()}


def _lowered(title: str) -> str:
    pieces = _pieces(title)
    if not _is_headline(pieces):
        return title
    out, before = [], ""
    for text, protected in pieces:
        out.append(text if protected else _lower_words(text, before))
        before += "" if protected and text.startswith("<") and text.endswith("/>") else re.sub(r"<[^>]*>", "", text)
    return "".join(out)


def _pieces(title: str) -> list[tuple[str, bool]]:
    pieces, last = [], 0
    for match in _PROTECTED.finditer(title):
        pieces += [(title[last : match.start()], False), (match[0], True)]
        last = match.end()
    return [piece for piece in (*pieces, (title[last:], False)) if piece[0]]


def _is_headline(pieces: list[tuple[str, bool]]) -> bool:
    """Most long words after the first have a capital; in a title that is in sentence case already none is lowered."""
    words = [match[0] for text, protected in pieces if not protected for match in _WORD.finditer(text)]
    long = [word for word in words[0 if pieces[0][1] else 1 :] if len(word) > _SHORT]
    return 2 * sum(word[0].isupper() for word in long) > len(long)


def _lower_words(text: str, before: str) -> str:
    def lower(match: re.Match[str]) -> str:
        word, left = match[0], before + text[: match.start()]
        after = text[match.end() : match.end() + 1]
        if not left.strip() or _NEW_START.search(left) or (len(word) == 1 and (word != "A" or after == ".")):
            return word
        return word.lower() if word[0].isupper() and word[1:] == word[1:].lower() else word

    return _WORD.sub(lower, text)
