"""What the model sees of each token: the word, its kind, its neighbours, quotes, brackets, years, its place.

Tokens are words, numbers and single marks; a lifted segment (an address, a date of access) is one token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pubkit.references.cues import (
    AND_WORDS,
    EDITION_WORDS,
    EDITOR_WORDS,
    ET_AL_WORDS,
    IN_WORDS,
    ISSUE_WORDS,
    ORGANISATION_WORDS,
    PAGE_WORDS,
    PARTICLES,
    TRANSLATOR_WORDS,
    VOLUME_WORDS,
    fold,
)  # fmt: skip
from pubkit.references.dates import MONTH_NAMES
from pubkit.references.gazetteers import gazetteers
from pubkit.references.quotes import quoted_spans

__all__ = ["TOKEN", "Piece", "featurize", "tokenize"]

TOKEN = re.compile(r"([\ue000-\ue00f])\1*|[^\W\d_]+|\d+|[^\w\s]|_+")
Piece = tuple[int, int]
_MASK_NAMES = {
    "\ue000": "URL",
    "\ue001": "ACC",
    "\ue002": "DOI",
    "\ue003": "ISBN",
    "\ue004": "ID",
    "\ue005": "Q",
    "\ue006": "CUE",
}


def _words(*tables: Sequence[str]) -> frozenset[str]:
    return frozenset(word for table in tables for entry in table for word in re.findall(r"[^\W\d_]+", entry.lower()))


_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("ed", _words(EDITOR_WORDS) - {"de", "di", "a", "von", "v", "par", "by", "la", "sous", "c", "direction", "textes", "general", "series"}),  # noqa: E501
    ("tr", _words(TRANSLATOR_WORDS) - {"de", "di", "by", "par", "do", "from", "dem", "aus", "von", "v", "с", "da", "por"}),  # noqa: E501
    ("in", _words(IN_WORDS)),
    ("vol", _words(VOLUME_WORDS)),
    ("no", _words(ISSUE_WORDS)),
    ("pp", _words(PAGE_WORDS)),
    ("edn", _words(EDITION_WORDS)),
    ("and", _words(AND_WORDS)),
    ("al", _words(ET_AL_WORDS) - {"others", "autres", "otros", "outros", "and", "y", "e", "i", "u", "a"}),
    ("part", frozenset(PARTICLES)),
    ("org", ORGANISATION_WORDS),
    ("month", frozenset(MONTH_NAMES)),
    ("thesis", frozenset(["phd", "thesis", "dissertation", "diss", "doctoral", "master", "masters", "thèse", "tese", "tesis", "tesi", "dissertação", "mestrado", "doutorado", "msc", "habilitation", "mémoire"])),  # noqa: E501
    ("pub", frozenset(["press", "verlag", "presses", "editions", "éditions", "editora", "editorial", "ediciones", "publishers", "publishing", "publications", "books", "edições", "edizioni", "editore", "éd", "ed", "vandenhoeck", "springer"])),  # noqa: E501
    ("conf", frozenset(["proceedings", "proc", "conference", "conf", "symposium", "congress", "workshop", "meeting", "anais", "actas", "annual", "transactions", "trans"])),  # noqa: E501
    ("jour", frozenset(["journal", "j", "rev", "review", "revista", "revue", "zeitschrift", "annals", "bulletin", "archiv", "quarterly", "studies", "letters", "magazine", "arch", "ann", "rivista", "cadernos", "cahiers", "jahrbuch", "stud", "am", "int"])),  # noqa: E501
    ("rep", frozenset(["report", "working", "paper", "discussion", "series", "technical", "tech"])),
)  # fmt: skip


@lru_cache(maxsize=30000)
def _word(token: str) -> tuple[tuple[str, ...], str, str, str]:
    """(features of the word itself, its shape, its form for its neighbours, the lists that it is in)."""
    if token[0] in _MASK_NAMES:
        name = _MASK_NAMES[token[0]]
        return (f"w={name}", f"s={name}"), name, name, ""
    shape = _shape(token)
    if not token[0].isalnum():
        return (f"w={token[0]}", "p"), token[0], token[0], ""
    if token.isdigit():
        return (f"w={token if len(token) < 3 else shape}", f"s={shape}", "n"), shape, shape, ""
    low = token.lower()
    flat = fold(token)
    out = [f"w={low[:18]}", f"s={shape}"]
    if len(low) > 3:
        out += [f"a={low[:3]}", f"z={low[-3:]}", f"z2={low[-2:]}"]
    out += [f"k={kind}" for kind, words in _KINDS if low in words or flat in words]
    names = gazetteers()
    lists = [
        mark
        for mark, words in (
            ("g", names.given),
            ("f", names.family),
            ("c", names.common),
            ("pl", names.places),
            ("pb", names.publishers),
            ("jn", names.containers),
        )
        if flat in words
    ]
    out += lists
    if len(token) > 1 and _ROMAN.match(token):
        out.append("roman")
    form = low[:14] if len(low) < 4 or any(item.startswith("k=") for item in out) else shape
    return tuple(out), shape, form, "".join(lists)


_ROMAN = re.compile(r"[IVXLC]+$|[ivxlc]+$")


def _shape(token: str) -> str:
    if token.isdigit():
        if len(token) == 4 and "1400" <= token <= "2039":
            return "YEAR"
        return f"d{min(len(token), 5)}"
    if len(token) == 1:
        return "X" if token.isupper() else "x"
    if token.isupper():
        return "XX" if len(token) < 5 else "XXX"
    if token[0].isupper():
        return "Xx" if token[1:].islower() else "XxX"
    return "xx" if token.islower() else "xX"


def tokenize(masked: str, start: int = 0) -> list[Piece]:
    """The spans of the tokens of a masked reference."""
    return [match.span() for match in TOKEN.finditer(masked, start)]


def featurize(masked: str, pieces: Sequence[Piece]) -> list[list[str]]:
    """The features of every token."""
    tokens = [masked[start:end] for start, end in pieces]
    count = len(tokens)
    words = [_word(token) for token in tokens]
    shapes = ["<2", "<1", *(word[1] for word in words), ">1", ">2"]
    forms = ["<2", "<1", *(word[2] for word in words), ">1", ">2"]
    known = ["<", *(word[3] for word in words), ">"]
    quotes = _quote_states(masked, pieces)
    brackets = _bracket_states(tokens)
    stops = _next_marks(tokens)
    back = _marks_before(tokens)
    has = [f"has={name}" for mark, name in (("URL", "url"), ("Q", "q")) if mark in shapes] + (
        ["has=quote"] if any(state for state in quotes) else []
    )
    out: list[list[str]] = []
    years = 0
    seen: set[str] = set()
    for i in range(count):
        here, shape, form, lists = words[i]
        features = list(here)
        before, after = shapes[i + 1], shapes[i + 3]
        features += (
            f"-1={forms[i + 1]}", f"+1={forms[i + 3]}", f"-2={forms[i]}", f"+2={forms[i + 4]}",
            f"-1+1={before}|{shape}|{after}", f"-2-1={shapes[i]}|{before}|{shape}", f"+1+2={shape}|{after}|{shapes[i + 4]}",  # noqa: E501
            f"q={quotes[i]}", f"b={brackets[i]}", f"y={min(years, 2)}", f"at={i * 8 // count}", f"nx={stops[i]}", f"pv={back[i]}",  # noqa: E501
            f"b|s={brackets[i]}|{shape}", f"q|nx={quotes[i]}|{stops[i]}", f"y|s={min(years, 2)}|{shape}", f"pv|nx={back[i]}|{stops[i]}",  # noqa: E501
            f"-1g={known[i]}|{shape}", f"+1g={known[i + 2]}|{shape}", f"g3={known[i]}|{lists}|{known[i + 2]}",
            f"-1&0={forms[i + 1]}|{form}", f"0&+1={form}|{forms[i + 3]}", f"g|nx={lists}|{stops[i]}", f"g|pv={lists}|{back[i]}",  # noqa: E501
        )  # fmt: skip
        if i < 3:
            features.append(f"i={i}")
        if count - i <= 3:
            features.append(f"e={count - i}")
        if i and pieces[i][0] == pieces[i - 1][1]:
            features.append("glued")
        features += [f"seen={mark}" for mark in sorted(seen)]
        features += has if i == 0 else ()
        for mark in _SEEN:
            if f"k={mark}" in here:
                seen.add(mark)
        if shape == "YEAR":
            years += 1
        out.append(features)
    return out


_SEEN = ("in", "ed", "vol", "no", "pp", "jour", "thesis")


def _quote_states(masked: str, pieces: Sequence[Piece]) -> list[str]:
    spans = quoted_spans(masked[pieces[0][0] :]) if pieces else ()
    base = pieces[0][0] if pieces else 0
    states: list[str] = []
    number = 0
    for start, _ in pieces:
        while number < len(spans) and start >= spans[number].end + base:
            number += 1
        if number < len(spans) and start >= spans[number].start + base:
            states.append(f"in{min(number, 2)}")
        else:
            states.append("" if not spans else ("pre" if number == 0 else f"post{min(number, 2)}"))
    return states


def _bracket_states(tokens: Sequence[str]) -> list[str]:
    states, depth, square = [], 0, 0
    for token in tokens:
        if token == "(":
            depth += 1
        elif token == "[":
            square += 1
        states.append("(" if depth > 0 else "[" if square > 0 else "")
        if token == ")":
            depth = max(0, depth - 1)
        elif token == "]":
            square = max(0, square - 1)
    return states


_MARKS = frozenset(".,;:()[]“”\"«»'’‘—–-/?!&")


def _next_marks(tokens: Sequence[str]) -> list[str]:
    out, mark = [], "$"
    for token in reversed(tokens):
        out.append(mark)
        if token[0] in _MARKS or token[0] in _MASK_NAMES:
            mark = token[0] if token[0] in _MARKS else "M"
    return out[::-1]


def _marks_before(tokens: Sequence[str]) -> list[str]:
    out, mark = [], "^"
    for token in tokens:
        out.append(mark)
        if token[0] in _MARKS or token[0] in _MASK_NAMES:
            mark = token[0] if token[0] in _MARKS else "M"
    return out
