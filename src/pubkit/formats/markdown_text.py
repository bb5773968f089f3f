r"""Manuscript text on its way into pandoc Markdown: nothing in it may come alive, and no more is escaped than needed.

Pandoc's User's Guide, "Pandoc's Markdown". Pandoc's reader is exponential in unclosed `[`, so brackets are always
escaped; dollars only where one could close what another opens; underscores only at the edge of a word.
"""

from __future__ import annotations

import re

__all__ = ["escape", "escape_start"]

_URL = re.compile(r"https?://[\w./?&=%~+\-:;,\#!@$*'()_]+", re.ASCII | re.IGNORECASE)
_URL_END = re.compile(r"[.,;:!?'*_~)]+\Z")
_SPECIAL = re.compile(
    r"""
      (?P<always> [\\`*\[\]^~] )
    | (?P<underscore> (?<![^\W_]) _ | _ (?![^\W_]) )
    | (?P<angle> < (?=[^\s\d]) )
    | (?P<dollar> \$ )
    | (?P<at> (?<![^\W_]) @ (?=[\w{)]) )
    | (?P<entity> & (?=\#?\w+;) )
    | (?P<dashes> -- )
    """,
    re.VERBOSE,
)
_OPENS = re.compile(r"\$(?=[^\s$])")
_CLOSES = re.compile(r"(?<=[^\s$])\$(?!\d)|\$\$")
_START = re.compile(
    r"""
      (?P<block> [\#>|:%+=] | - (?=[\s-]) )
    | \(? (?: \d{1,9} | [a-z] | [ivxlcdm]+ | [IVXLCDM]{2,} | \# ) (?P<mark> [.)] ) (?=\s|\Z)
    | \( (?P<open> (?: [A-Z] ) \) ) (?=\s)
    """,
    re.VERBOSE,
)


def escape(text: str) -> str:
    """The text as Markdown inlines; URLs in angle brackets, so that nothing in them needs a backslash."""
    dollars = _math_possible(text)
    pieces: list[str] = []
    last = 0
    for match in _URL.finditer(text):
        url = match.group()
        url = url[: len(url) - _surplus(url)]
        if "//" not in url or len(url) < 11:
            continue
        pieces += (_plain(text[last : match.start()], dollars), f"<{url}>")
        last = match.start() + len(url)
    pieces.append(_plain(text[last:], dollars))
    return "".join(pieces)


def _surplus(url: str) -> int:
    """Characters at the end of a URL that belong to the sentence."""
    end = _URL_END.search(url)
    if end is None:
        return 0
    tail = end.group()
    if ")" in tail and url.count("(") >= url.count(")"):
        tail = tail[tail.rindex(")") + 1 :]
    return len(tail)


def _math_possible(text: str) -> bool:
    first = _OPENS.search(text)
    return first is not None and any(match.start() > first.start() for match in _CLOSES.finditer(text))


def _plain(text: str, dollars: bool) -> str:
    def one(match: re.Match[str]) -> str:
        if match.lastgroup == "dollar" and not dollars:
            return "$"
        if match.lastgroup == "dashes":
            return "\\-\\-"
        return "\\" + match.group()

    return _SPECIAL.sub(one, text)


def escape_start(markdown: str) -> str:
    """A paragraph's Markdown with whatever at its start would make it a heading, a list, a quote or a table escaped."""
    match = _START.match(markdown)
    if match is None:
        return markdown
    at = match.start("mark") if match["mark"] else match.start("open") if match["open"] else 0
    return markdown[:at] + "\\" + markdown[at:]
