"""The body of another witness against that of the copy-text: what agrees, where it differs, which marks it has."""

from __future__ import annotations

import re

from pubkit.collation.alignment import align
from pubkit.collation.units import Body, Word
from pubkit.model.text import TracedText
from pubkit.records import dataclass, field

__all__ = ["Comparison", "Difference", "compare", "inner", "pieces_of"]

_GLUED = re.compile(r"(?P<word>.*?\D|\d{4})(?P<mark>\d{1,3})")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "\N{NO-BREAK SPACE}": " "})


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a witness reads otherwise than the copy-text."""

    ours: tuple[int, int]
    """Words of the copy-text, the second excluded."""
    theirs: tuple[int, int]
    """Words of the witness."""
    pieces: tuple[TracedText, ...]
    """The witness's text there with the signs around it; empty where it has less."""
    edge: bool = False
    """Whether it is before the first or after the last word that both have: then nothing is known of the other."""
    signs: bool = False
    """Whether only the signs between two words differ."""


@dataclass(slots=True)
class Comparison:
    """What comparing a witness with the copy-text found."""

    siglum: str
    body: Body
    agreeing: list[TracedText] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    marks: dict[str, list[tuple[int, TracedText]]] = field(default_factory=dict)
    """Marks of notes glued to words: label to (word of the copy-text after which it stands, the mark)."""
    partner: dict[int, int] = field(default_factory=dict)
    """Word of the witness to word of the copy-text, for those that agree."""
    back: dict[int, int] = field(default_factory=dict)
    """The same the other way."""


def compare(one: Body, two: Body, labels: frozenset[str], siglum: str) -> Comparison:
    """Compare word by word."""
    ours, theirs = [word.fold for word in one.words], [word.fold for word in two.words]
    marks = _glued(theirs, frozenset(ours), labels)
    bare = [marks[j][0] if j in marks else word for j, word in enumerate(theirs)]
    result = Comparison(siglum, two)
    last_i = last_j = 0
    for i, j, size in [*align(ours, bare), (len(ours), len(theirs), 0)]:
        _gap(two, (last_i, i), (last_j, j), result, edge=not last_j or not size)
        for k in range(size):
            result.partner[j + k] = i + k
            if j + k in marks:
                mark = marks[j + k][1]
                place = two.words[j + k]
                text = two.units[place.unit].text[place.end - len(mark) : place.end]
                result.marks.setdefault(mark, []).append((i + k, text))
        _agreement(one, two, i, j, size, marks, result)
        last_i, last_j = i + size, j + size
    result.back = {i: j for j, i in result.partner.items()}
    return result


def _glued(theirs: list[str], ours: frozenset[str], labels: frozenset[str]) -> dict[int, tuple[str, str]]:
    """Words that end with the number of a note and are words of the copy-text without it."""
    found: dict[int, tuple[str, str]] = {}
    for j, word in enumerate(theirs):
        if not word[-1:].isdigit() or word in ours:
            continue
        match = _GLUED.fullmatch(word)
        if match and match["mark"] in labels and match["word"] in ours:
            found[j] = (match["word"], match["mark"])
    return found


def _agreement(
    one: Body, two: Body, i: int, j: int, size: int, marks: dict[int, tuple[str, str]], result: Comparison
) -> None:
    """Enter a block of equal words, and the punctuation between them."""
    for k in range(size):
        place = two.words[j + k]
        text = two.units[place.unit].text
        end = place.end - (len(marks[j + k][1]) if j + k in marks else 0)
        result.agreeing.append(text[place.start : end])
        if k + 1 < size:
            _between(one, two, i + k, j + k, result)


def _between(one: Body, two: Body, i: int, j: int, result: Comparison) -> None:
    """The signs between two words that agree."""
    for theirs in _signs(two, j):
        ours = "".join(text.text for text in _signs(one, i))
        if re.sub(r"\s", "", theirs.text.translate(_FOLD)) in re.sub(r"\s", "", ours.translate(_FOLD)):
            result.agreeing.append(theirs)
        else:
            result.differences.append(Difference((i + 1, i + 1), (j + 1, j + 1), (theirs,), signs=True))


def _signs(body: Body, index: int) -> list[TracedText]:
    """The stretches between a word and the next one, within units, that are not empty."""
    word = body.words[index]
    text = body.units[word.unit].text
    after = body.words[index + 1] if index + 1 < len(body.words) else None
    if after is not None and after.unit == word.unit:
        parts = [text[word.end : after.start]]
    else:
        parts = [text[word.end :]]
        if after is not None:
            parts += [unit.text for unit in body.units[word.unit + 1 : after.unit]]  # units of signs alone
            parts.append(body.units[after.unit].text[: after.start])
    return [part.strip() for part in parts if part.text.strip()]


def _gap(two: Body, ours: tuple[int, int], theirs: tuple[int, int], result: Comparison, *, edge: bool) -> None:
    """Words without a partner on either side, with the signs around those of the witness."""
    pieces = pieces_of(two, *theirs)
    if pieces or (theirs[0] and ours[0] < ours[1] and not edge):
        result.differences.append(Difference(ours, theirs, tuple(pieces), edge))


def inner(body: Body, span: tuple[int, int]) -> str:
    """The words of a span with what stands between them."""
    if span[0] >= span[1]:
        return ""
    parts: list[str] = []
    for index in range(*span):
        word = body.words[index]
        text = body.units[word.unit].text.text
        parts.append(text[word.start : word.end])
        if index + 1 < span[1]:
            after: Word = body.words[index + 1]
            parts.append(text[word.end : after.start] if after.unit == word.unit else " ")
    return "".join(parts)


def pieces_of(body: Body, start: int, end: int) -> list[TracedText]:
    """The text from after the word before `start` to before the word at `end`, unit by unit, without outer spaces."""
    first_unit, first_at = (body.words[start - 1].unit, body.words[start - 1].end) if start else (0, 0)
    if end < len(body.words):
        last_unit, last_at = body.words[end].unit, body.words[end].start
    elif body.units:
        last_unit, last_at = len(body.units) - 1, len(body.units[-1].text)
    else:
        return []
    pieces: list[TracedText] = []
    for number in range(first_unit, last_unit + 1):
        text = body.units[number].text
        piece = text[first_at if number == first_unit else 0 : last_at if number == last_unit else len(text)].strip()
        if piece.text:
            pieces.append(piece)
    return pieces
