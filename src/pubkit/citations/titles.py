"""Titles in the case that CSL styles expect of their data.

.bib files hold English titles as title pages have them, "The Rise and Fall of {Baku}", with braces around what keeps
its letters; styles of the CSL repository expect sentence case, "The rise and fall of Baku", and capitalize by
themselves where they want capitals (CSL 1.0.2, "Title case"; the CSL data documentation). So English titles that are
in title case are lowered here, as pandoc's reader of .bib files does. What stays: the first word and the first after
a colon, dash or question mark; protected letters; words with capitals or digits inside; names after an honorific; a
word such as "Central" or "New" before a protected one. A title that is in sentence case already is left alone, and so
are those of other languages.

A style that prints titles as they were printed says so with the processing instruction
`<?pubkit titles="as-printed"?>`, which every other program skips.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["lowered", "sentence_case"]

_TITLES = ("title", "title-short")
_CONTAINERS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
_TOKEN = re.compile(r"""(?P<open><(?:span|i|b|sup|sub)\b[^>]*>)|(?P<close></(?:span|i|b|sup|sub)>)
                      |(?P<word>[^\W_]+(?:['’.][^\W_]+)*\.?)|(?P<other>.)""", re.VERBOSE | re.DOTALL)  # fmt: skip
_SMALL = frozenset(
    """a about across after against along amid among an and around as at be before behind below beneath beside between
    beyond but by concerning despite down during except for from if in inside into is it its like near nor of off on
    onto or out outside over past per since so than that the through throughout till to toward towards under until up
    upon via vs versus was what when where which while who why with within without yet are not""".split()  # noqa: SIM905
)  # fmt: skip
_HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame st saint h.e hon rev fr gen col capt president king queen "
    "prince princess sultan shah sheikh imam pope emperor".split()  # noqa: SIM905
)
_BEFORE_NAMES = frozenset(
    "central north south east west northern southern eastern western northeast northwest southeast southwest new old "
    "upper lower great greater inner outer saudi holy united".split()  # noqa: SIM905
)
_SHARE = 0.75
"""Of the words that title case would capitalize, at least so many have capitals."""


def sentence_case(item: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """The CSL-JSON item with its English titles in sentence case; `language` is that of items that name none."""
    tongue = str(item.get("language") or language).casefold()
    if not (tongue.startswith("en") or tongue == ""):
        return item
    variables = (*_TITLES, *(("container-title",) if item.get("type") in _CONTAINERS else ()))
    changed = {name: lowered(item[name]) for name in variables if isinstance(item.get(name), str)}
    return {**item, **changed} if changed else item


def lowered(title: str) -> str:
    """A title in sentence case, where it is in title case; its markup stays."""
    tokens = [(found.lastgroup or "", found.group()) for found in _TOKEN.finditer(title)]
    protected = _protection(tokens)
    if not _is_title_case(tokens, protected):
        return title
    kept = _kept(tokens, protected)
    return "".join(
        text if index in kept or kind != "word" else text.lower() for index, (kind, text) in enumerate(tokens)
    )


def _protection(tokens: list[tuple[str, str]]) -> list[bool]:
    """Whether each token stands within letters that keep their case."""
    stack: list[bool] = []
    out = []
    for kind, text in tokens:
        if kind == "open":
            stack.append("nocase" in text)
        elif kind == "close" and stack:
            stack.pop()
        out.append(any(stack))
    return out


def _is_title_case(tokens: list[tuple[str, str]], protected: list[bool]) -> bool:
    words = [text for (kind, text), held in zip(tokens, protected, strict=True) if kind == "word" and not held]
    counted = [
        word
        for word in words[1:]
        if word.casefold().rstrip(".") not in _SMALL and word[0].isalpha() and word[1:] == word[1:].lower()
    ]
    capitals = [word for word in counted if word[0].isupper()]
    return len(capitals) >= 1 and len(capitals) >= _SHARE * len(counted)


def _kept(tokens: list[tuple[str, str]], protected: list[bool]) -> set[int]:
    """The tokens that keep their letters."""
    kept: set[int] = set()
    starts, in_name = True, False
    words = [index for index, (kind, _) in enumerate(tokens) if kind == "word"]
    following = dict(zip(words, [*words[1:], None], strict=True))
    for index, (kind, text) in enumerate(tokens):
        if kind == "other":
            starts = starts or (text in ":?!—" or (text in "–-" and _is_spaced(tokens, index)))
            in_name = in_name and (text.isspace() or text in "-’'")
        if kind != "word":
            continue
        bare = text.casefold().rstrip(".")
        reasons = (
            starts or protected[index] or in_name,
            text[1:] != text[1:].lower() or text == "I",
            bare in _HONORIFICS and text[0].isupper(),
            bare in _BEFORE_NAMES and _is_name(following[index], tokens, protected),
        )
        if any(reasons):
            kept.add(index)
        in_name = text[0].isupper() and (in_name or (bare in _HONORIFICS and not starts))
        starts = text.endswith(".") and len(text) > 4 and bare not in _HONORIFICS
    return kept


def _is_spaced(tokens: list[tuple[str, str]], index: int) -> bool:
    return index > 0 and tokens[index - 1][1].isspace()


def _is_name(index: int | None, tokens: list[tuple[str, str]], protected: list[bool]) -> bool:
    return index is not None and protected[index] and tokens[index][1][0].isupper()
