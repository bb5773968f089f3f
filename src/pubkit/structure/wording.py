"""Small questions about wording: does it end a sentence, does it go on, which words is it made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = [
    "SUPERSCRIPT_DIGITS", "SUPERSCRIPT_LETTERS", "Word", "begins_lower", "complete", "ends_open", "plain_digits",
    "sentence_ends", "stands_alone", "words",
]  # fmt: skip

SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPT_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
"""Of a to z, q has none."""
_PLAIN = str.maketrans(SUPERSCRIPT_DIGITS + SUPERSCRIPT_LETTERS, "0123456789abcdefghijklmnoprstuvwxyz")
_WORD = re.compile(rf"[^\W_{SUPERSCRIPT_DIGITS}]+(?:['’][^\W\d_]+)?")
_COMPLETE = re.compile(
    rf"""(?: [.!?…:؟۔։。！？] | (?<=:) [—–-] ) ["'”’»)\]*†‡§‖¶」』 ]*
         (?: [{SUPERSCRIPT_DIGITS}{SUPERSCRIPT_LETTERS}]+ ["'”’»)\]]* | (?<!\d) (?<!\d\.) \d{{1,3}}
           | \[\^?\w{{1,3}}\] )?
         \s* \Z""",
    re.VERBOSE,
)
_CITED = re.compile(
    rf"""[.!?…]["'”’»]* \s* \( [^()]{{0,60}} \b\d{{1,4}}[a-z]? [^()]{{0,60}} \)
         (?: [{SUPERSCRIPT_DIGITS}]+ | \d{{1,3}} )? \s* \Z""",
    re.VERBOSE,
)
_LEAD = re.compile(r"""["'“”‘’«»„(\[*…\s]*""")

Word = tuple[str, int, int]
"""A word case-folded with straight apostrophes, and its start and end."""


def words(text: str) -> list[Word]:
    """The words of a text; superscript digits are none."""
    return [(m.group().casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


def complete(text: str) -> bool:
    """Whether the text ends with the end of a sentence (or a colon), marks, quotes and a citation after it apart."""
    return bool(_COMPLETE.search(text[-40:]) or _CITED.search(text[-160:]))


_OPEN_WORDS = """
the a an of and or but nor because when since although though while whereas if unless until than that which whose
with from into upon der die das dem den des und oder aber weil wenn dass obwohl während als mit von zu im am
le la les un une des du de et ou mais parce que quand lorsque puisque avec dans
el los las del al y o pero porque cuando que con en os as do da dos das e mas quando com em
il lo gli di della del dei che ma perché con nel ve veya ama için ile и или но что как когда если с в на
"""
"""Articles, conjunctions, and prepositions that end no title ("Moving On" is one)."""
_OPEN = frozenset(_OPEN_WORDS.split())


def ends_open(text: str) -> bool:
    """Whether the last word wants another: an article, a conjunction, a preposition that ends no title."""
    last = text.rstrip().rpartition(" ")[2].casefold()
    return last in _OPEN


_SAID = re.compile(r"[\"“‘«„].{8,300}[\"”’»]\s*[—–-]\s*\S")
"""A saying, and who said it."""


def stands_alone(text: str) -> bool:
    """Whether it is a saying with its author, or a row of cells: no heading, and nothing goes on behind it."""
    return " | " in text or bool(_SAID.match(text))


def begins_lower(text: str) -> bool:
    """Whether the first letter, opening signs apart, is a small one."""
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    return rest[:1].islower()


def plain_digits(text: str) -> str:
    """Superscript digits and letters as plain ones."""
    return text.translate(_PLAIN)


_END = re.compile(
    rf"""(?P<stop> [.!?…؟۔։]+ ["'”’»)\]]* (?: [{SUPERSCRIPT_DIGITS}]+ | (?<=[.!?؟۔։”’"')]) \d{{1,3}} (?!\d) )? )
         (?= \s+ ["'“‘«„(\[¿¡]* [^\W_a-zß-öø-ÿа-я] | \s* \Z )""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"""(?: \b[^\W\d_] | \b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|cf|Cf|etc|e\.g|i\.e|vol|Vol|no|No|pp|ed|eds|al|ca|bzw|z\.B|vgl|Vgl
        |Nr|Bd|chap|fig|Fig|Jr|Sr|op|cit|ibid|approx|inc|dept|art|sec|ch|p) ) \. \Z""",
    re.VERBOSE,
)


def sentence_ends(text: str) -> Iterator[int]:
    """Offsets just after the end of each sentence, its closing signs and mark included; abbreviations end none."""
    for match in _END.finditer(text):
        if match.end() < len(text.rstrip()) and _ABBREVIATION.search(
            text[max(0, match.start() - 8) : match.start() + 1]
        ):
            continue
        yield match.end()
