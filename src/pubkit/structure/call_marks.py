"""Candidates for footnote calls: everything in the text that could be the mark of a note, with a cost.

Costs are log-odds by feel, taught by a prototype: a superscript is free, a digit glued to a letter or stop is nearly
so, a digit glued to a year or standing by itself may be a number after all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pubkit.engines.frequencies import commonness
from pubkit.model.article import CallKind
from pubkit.records import dataclass
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, SUPERSCRIPT_LETTERS, plain_digits

__all__ = ["Mark", "is_alphabetic", "marks_in"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a piece that could be a call."""

    label: str
    start: int
    end: int
    kind: CallKind
    cost: float


_S = SUPERSCRIPT_DIGITS
_PATTERN = re.compile(
    rf"""
      \[ (?P<boxed> [{_S}]{{1,4}} ) \]                                                             # word[¹]
    | (?P<raised> [{_S}]{{1,4}} )
    | \[ (?P<footnote> \^ [^\]\s]{{1,40}} ) \] (?! : )                                              # Markdown
    | \[ (?P<bracket> \d{{1,4}} ) \]
    | (?<= [^\W\d_] ) (?P<letter> \d{{1,4}} ) (?! \w | [.]\d | [-–]\w )                          # word12
    | (?<= \d, ) (?P<listed> \d{{1,3}} ) (?! \w | [.,]\d )                                        # word4,5
    | (?P<stopped> (?<= [.,;:!?…"'”’»)\]%،؛؟۔։] ) (?<! \d [.,:] ) (?<! p\. ) \d{{1,4}} ) (?! [\w%] | [.,]\d | [-–/]\d )
    | (?<! [\d.,] ) \d{{1,3}} (?: [.,]\d{{3}} ){{1,4}} (?P<grouped> \d{{1,2}} ) (?! [\w%] | [.,–/-]\d )    # 20,0003
    | (?P<decimal> (?<= \d [.,] ) \d{{1,3}} ) (?= \s+ [^\W\d_a-z] | \s* \Z )                       # in 1997.12 The
    | (?<! [\d.,–/-] ) (?: 1[0-9]\d\d | 20\d\d ) (?P<year> \d{{1,3}} ) (?! [\w] | [.,]\d | [-–]\d )   # 201512
    | (?<= [-–] ) (?: 1[0-9]\d\d | 20\d\d | \d\d ) (?P<range> \d{{1,2}} ) (?! [\w] | [.,]\d | [-–]\d )  # 2014-201512
    | (?<= \s ) (?P<spaced> \d{{1,3}} ) (?= \s* [.,;:] (?:\s|\Z) | \s+ [^\W\d_a-zß-öø-ÿа-я] | \s* \Z )  # word 12.
    | (?P<sign> (?<= [\w.,;:!?"'”’»)\]] ) \s? [*†‡§‖¶]{{1,3}} ) (?! [\w] )
    """,
    re.VERBOSE,
)
_COST = {
    "boxed": (CallKind.SUPERSCRIPT, 0.0),
    "raised": (CallKind.SUPERSCRIPT, 0.0),
    "footnote": (CallKind.MARKUP, 0.0),
    "bracket": (CallKind.MARKUP, 0.6),
    "letter": (CallKind.GLUED, 0.35),
    "listed": (CallKind.GLUED, 1.2),
    "stopped": (CallKind.GLUED, 0.3),
    "grouped": (CallKind.GLUED, 0.7),
    "decimal": (CallKind.GLUED, 1.6),
    "year": (CallKind.GLUED, 0.9),
    "range": (CallKind.GLUED, 1.1),
    "spaced": (CallKind.GLUED, 1.4),
    "sign": (CallKind.SUPERSCRIPT, 0.2),
}
_BEFORE_NUMBER = re.compile(
    r"(?:\b(?:p|pp|chap|chapter|no|nr|vol|fig|figure|table|page|pages|part|section|art|article|of|in|to|and|about|than|over|s)\.?|[$€£#§])\s*\Z",
    re.IGNORECASE,
)


_LETTERS = re.compile(
    rf"""
      (?P<raised> [{SUPERSCRIPT_LETTERS}]{{1,5}} ) (?! \w )
    | \^ (?P<caret> [a-z]{{1,5}} ) (?! \w )                                   # word^a
    | \[ (?P<bracket> [a-z]{{1,5}} ) \]                                       # word[a]
    | (?<= [.,;:!?…"'”’»)\]] ) (?<! \w\.) (?P<stopped> [a-z]{{1,5}} ) (?= \s | \Z )   # word,a  word.”a
    | (?<! [\d.,–/-] ) (?: 1[0-9]\d\d | 20\d\d ) (?P<year> [a-z]{{1,5}} ) (?! \w )    # 1622b
    | (?<! [^\W_] ) (?P<word> [^\W\d_]{{2,40}} (?P<ending> [.]? ) (?P<glued> [a-z]{{1,5}} ) ) (?= [\s.,;:)] | \Z )
    """,
    re.VERBOSE,
)
_LETTER_COST = {"raised": 0.0, "caret": 0.1, "bracket": 0.5, "stopped": 0.4, "year": 1.4, "glued": 0.8}
_ROMAN = re.compile(r"[ivx]{1,5}")


def is_alphabetic(label: str) -> bool:
    """Whether the notes are counted with letters or small Roman numerals."""
    return label.isalpha() and label.isascii() and (len(label) == 1 or bool(_ROMAN.fullmatch(label)))


def _letters_in(text: str, labels: frozenset[str]) -> Iterator[Mark]:
    """Calls that are letters: raised, marked, or glued to a word that is none with them and one without."""
    endings = tuple(labels)
    for match in _LETTERS.finditer(text):
        group = next(name for name in _LETTER_COST if match[name])
        label = plain_digits(match[group])
        kind = CallKind.SUPERSCRIPT if group in ("raised", "caret") else CallKind.GLUED
        if group == "glued":
            word = match["word"]
            label = max(
                (one for one in endings if word.endswith(one) and len(word) > len(one) + 1), key=len, default=""
            )
            stem = word[: len(word) - len(label)].rstrip(".")
            if not label or commonness(word.casefold()) > 0.5 or commonness(stem.casefold()) < 2.5:
                continue
            yield Mark(label, match.end("word") - len(label), match.end("word"), kind, _LETTER_COST[group])
        elif label in labels:
            start, end = match.span() if group in ("caret", "bracket") else match.span(group)
            yield Mark(label, start, end, kind, _LETTER_COST[group])


def marks_in(text: str, labels: frozenset[str]) -> Iterator[Mark]:
    """The possible calls of notes with these labels, in order."""
    letters, numbers = _parted(labels)
    if letters:
        yield from sorted([*_letters_in(text, letters), *_numbers_in(text, numbers)], key=lambda m: m.start)
    else:
        yield from _numbers_in(text, numbers)


@functools.lru_cache(maxsize=8)
def _parted(labels: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The labels that are letters, and the others: asked for every piece of a text with the same labels."""
    letters = frozenset(label for label in labels if is_alphabetic(label))
    return letters, labels - letters


def _numbers_in(text: str, labels: frozenset[str]) -> Iterator[Mark]:
    if not labels:
        return
    for match in _PATTERN.finditer(text):
        group = match.lastgroup or ""
        start, end = match.span(group)
        label = plain_digits(match[group]).strip()
        if group == "footnote" and label not in labels:
            label = label[1:]
        if group in ("bracket", "boxed", "footnote"):
            start, end = match.span()
        kind, cost = _COST[group]
        if label not in labels:
            continue
        if group in ("spaced", "stopped") and _BEFORE_NUMBER.search(text[max(0, start - 12) : start]):
            cost += 1.5
        if group == "range" and len(match.group()) - len(label) == 2:
            cost += 0.8
        yield Mark(label, start, end, kind, cost)
