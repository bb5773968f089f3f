r"""LaTeX left behind by OCR models: superscripts, whole notes set as a formula, escaped signs.

`$^{3 \qquad Cf.\, Author\, (1991)$` is a footnote that the model took for mathematics; `\$18` is a price.
A formula that is one (no words, no spacing commands) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.witnesses.edits import Edit

__all__ = ["latex"]

SUPERSCRIPTS = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")

_FORMULA = re.compile(r"\\?\$ (?!\$) (?P<body> [^$\n]{1,6000}? ) \\?\$", re.VERBOSE)
_SPACED = re.compile(r"\\(?:\}?q?quad|,|;|:|\ |underline\b|text\w*\b|emph\b)")
_SUPERSCRIPT_ONLY = re.compile(
    r"(?:\{\})? \s* \^ \s* \{? \s* (?:\d{1,3}|[*†‡§‖¶]{1,3}|[a-pr-z]|[ivx]{2,5}) \s* \}? \s*", re.VERBOSE
)
_COMMAND = re.compile(
    r"""
      (?P<raised> \^ \s* \{ \s* (?P<number> \d{1,3} | [*†‡§‖¶]+ | (?:[a-pr-z]|[ivx]{2,5})(?=\s*\}) )
          (?P<closed> \s*\} )? )  # ^{3} and ^{3 ...
    | (?P<raised_bare> \^ (?P<digit> \d | [*†‡§‖¶]{1,3} ) )                                             # ^3
    | (?P<space> \s* (?: \\ \}? (?:qquad|quad) | \\ [,;:!\ ] | ~ ) \s* )                  # \qquad \, ~
    | (?P<group> \\ (?:underline|text\w*|mathrm|mathit|emph|href|url) \s* \{ )          # \underline{
    | (?P<brace> [{}] )
    | (?P<escaped> \\ (?=[$&%\#_{}]) )
    """,
    re.VERBOSE,
)
_LONE = re.compile(r"(?:\\textsuperscript|\^) \s* \{ \s* (?P<number> \d{1,3} | [*†‡§]+ ) \s* \}", re.VERBOSE)
_ESCAPED = re.compile(r"\\(?=[$&%#_])")
_REASON = "LaTeX left behind by the OCR"


def latex(text: str) -> Iterator[Edit]:
    """Take LaTeX away and keep what it says."""
    formulas: list[tuple[int, int]] = []
    if "$" in text:
        for match in _FORMULA.finditer(text):
            body = match["body"]
            if _SUPERSCRIPT_ONLY.fullmatch(body) or len(_SPACED.findall(body)) >= 2:
                formulas.append(match.span())
                yield Edit(match.start(), match.start("body"), "", _REASON)
                yield from _inside(text, match.start("body"), match.end("body"))
                yield Edit(match.end("body"), match.end(), "", _REASON)
    for match in _LONE.finditer(text):
        if not _within(match.start(), formulas):
            yield Edit(match.start(), match.end(), match["number"].translate(SUPERSCRIPTS), _REASON)
    for match in _ESCAPED.finditer(text):
        if not _within(match.start(), formulas) and not text.startswith("$$", match.end()):
            yield Edit(match.start(), match.end(), "", "escaped sign")


def _inside(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _COMMAND.finditer(text, start, end):
        number = match["number"] or match["digit"]
        if number:
            at = match.start("number") if match["number"] else match.start("digit")
            yield Edit(match.start(), at, "", _REASON)
            yield Edit(at, at + len(number), number.translate(SUPERSCRIPTS), "superscript")
            yield Edit(at + len(number), match.end(), "", _REASON)
        elif match["space"]:
            yield Edit(match.start(), match.end(), " ", _REASON)
        else:
            yield Edit(match.start(), match.end(), "", _REASON)


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)
