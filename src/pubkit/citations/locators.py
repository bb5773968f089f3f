"""Tell the locator of a cite from its suffix: `[@key, pp. 3-5, with a remark]`.

In: the inlines after the key, as pandoc reads them. Out: the CSL locator type, the locator, and the inlines that
remain. The grammar is that of the pandoc manual, "Citations in note styles / locators": an optional comma, a
term, then digits, Roman numerals or single letters; or braces around anything; digits alone are pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from pubkit.engines.ast import Node

__all__ = ["ABBREVIATIONS", "split_locator"]

_TERMS: dict[str, str] = {
    "page": "p pp page pages pg pgs с стр S s",
    "chapter": "chap ch chaps chapter chapters гл Kap cap",
    "section": "sec secs section sections § §§ sect",
    "volume": "vol vols volume volumes т Bd",
    "issue": "no nos number numbers issue №",
    "note": "n nn note notes fn прим",
    "paragraph": "para paras paragraph paragraphs ¶ ¶¶ par",
    "part": "pt pts part parts ч",
    "book": "bk bks book books кн",
    "line": "l ll line lines",
    "verse": "v vv verse verses",
    "folio": "fol fols folio folios f ff л",
    "column": "col cols column columns Sp",
    "figure": "fig figs figure figures рис Abb",
    "table": "tbl table tables табл",
    "appendix": "app appx appendix appendices прил",
    "article": "art article articles ст",
    "equation": "eq eqs equation equations",
    "canon": "canon canons",
    "act": "act acts",
    "scene": "sc scene scenes",
    "rule": "r rule rules",
    "title": "tit title titles",
    "sub-verbo": "s.v s.vv sub",
    "timestamp": "at",
}
_LABELS = {word: label for label, words in _TERMS.items() for word in words.split()}

ABBREVIATIONS = MappingProxyType({label: words.split()[0] for label, words in _TERMS.items()})
"""A term that is read back as each label."""

_LOCATOR = re.compile(
    r"""
    ^\s*,?\s*
    (?:
        \{ (?P<braced> [^{}]* ) \}
      |
        (?: (?P<term> §{1,2} | ¶{1,2} | № | [^\W\d_]+(?:\.[^\W\d_]+)? ) \.? \s* )?
        (?P<place>
            (?: [0-9]+[a-z]? | [IVXLCDM]+ | [ivxlcdm]+ | [A-Z](?=\W|$) )
            (?: [.:/]? [0-9]+[a-z]? )*
            (?:
                \s?[,;&–—-]{1,3}\s?
                (?: [0-9]+(?:ff?\.?(?!\w)|[a-z])?(?:[.:/][0-9]+)* | [IVXLCDM]+ | [ivxlcdm]+ )
                (?! \w )
            )*
            (?: \s?ff?\.? (?!\w) )?
        )
        (?! \w )
    )
    """,
    re.VERBOSE,
)

_TERM_IN_BRACES = re.compile(r"^\s*(?P<term>[^\W\d_]+|§{1,2}|¶{1,2}|№)\.?\s*(?P<place>.+)$", re.DOTALL)


def split_locator(suffix: Sequence[Node]) -> tuple[str | None, str | None, list[Node]]:
    """Label, locator and the rest of a suffix; label and locator are None where there is none."""
    text, plain = _leading_text(suffix)
    match = _LOCATOR.match(text)
    if match is None:
        return None, None, list(suffix)
    label, place = _labelled(match)
    if label is None:
        return None, None, list(suffix)
    rest = text[match.end() :]
    return label, place.replace("--", "–").strip(), [*_inlines(rest), *suffix[plain:]]


def _labelled(match: re.Match[str]) -> tuple[str | None, str]:
    if match["braced"] is not None:
        inner = _TERM_IN_BRACES.match(match["braced"])
        if inner and inner["term"] in _LABELS:
            return _LABELS[inner["term"]], inner["place"]
        return "page", match["braced"]
    if match["term"] is None:
        # A bare letter or numeral after the key is prose far more often than a page.
        return ("page" if match["place"][0].isdigit() else None), match["place"]
    return _LABELS.get(match["term"]), match["place"]


def _leading_text(suffix: Sequence[Node]) -> tuple[str, int]:
    parts: list[str] = []
    for index, node in enumerate(suffix):
        if node["t"] == "Str":
            parts.append(node["c"])
        elif node["t"] in {"Space", "SoftBreak"}:
            parts.append(" ")
        else:
            return "".join(parts), index
    return "".join(parts), len(suffix)


def _inlines(text: str) -> list[Node]:
    words = text.split(" ")
    out: list[Node] = []
    for index, word in enumerate(words):
        if index:
            out.append({"t": "Space"})
        if word:
            out.append({"t": "Str", "c": word})
    return out
