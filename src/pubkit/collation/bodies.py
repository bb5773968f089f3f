"""The body of a second witness against that of the copy-text: agreement, variants, marks, paragraphs, headings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pubkit.collation.alignment import align
from pubkit.collation.units import Body, Word
from pubkit.collation.variants import choose, kind_of
from pubkit.model.apparatus import Reading, Variant, VariantKind
from pubkit.model.text import Span, TracedText

__all__ = ["Comparison", "Replacement", "compare"]

_GLUED = re.compile(r"(?P<word>.*?\D|\d{4})(?P<mark>\d{1,3})")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "\N{NO-BREAK SPACE}": " "})


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of a unit of the copy-text for which another witness's reading is chosen."""

    unit: int
    start: int
    end: int
    text: TracedText


@dataclass(slots=True)
class Comparison:
    """What comparing two bodies found."""

    agreeing: list[TracedText] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    replacements: list[Replacement] = field(default_factory=list)
    marks: dict[str, list[tuple[int, TracedText]]] = field(default_factory=dict)
    """Marks of notes in the second witness: label to (word of the copy-text after which it stands, the mark)."""
    partner: dict[int, int] = field(default_factory=dict)
    """Word of the second witness to word of the copy-text, for those that agree."""


def compare(one: Body, two: Body, labels: frozenset[str], sigla: tuple[str, str]) -> Comparison:
    """Compare word by word."""
    ours, theirs = [word.fold for word in one.words], [word.fold for word in two.words]
    marks = _glued(theirs, frozenset(ours), labels)
    bare = [marks[j][0] if j in marks else word for j, word in enumerate(theirs)]
    blocks = align(ours, bare)
    result = Comparison()
    vocabulary = Counter(ours) + Counter(bare)
    last_i = last_j = 0
    for i, j, size in [*blocks, (len(ours), len(theirs), 0)]:
        _gap(one, two, (last_i, i), (last_j, j), vocabulary, sigla, result, edge=not last_j or not size)
        for k in range(size):
            result.partner[j + k] = i + k
            if j + k in marks:
                _word, mark = marks[j + k]
                place = two.words[j + k]
                text = two.units[place.unit].text[place.end - len(mark) : place.end]
                result.marks.setdefault(mark, []).append((i + k, text))
        _agreement(one, two, i, j, size, marks, result, sigla)
        last_i, last_j = i + size, j + size
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
    one: Body, two: Body, i: int, j: int, size: int, marks: dict[int, tuple[str, str]], result: Comparison,
    sigla: tuple[str, str],
) -> None:  # fmt: skip
    """Enter a block of equal words, and the punctuation between them."""
    for k in range(size):
        place = two.words[j + k]
        text = two.units[place.unit].text
        end = place.end - (len(marks[j + k][1]) if j + k in marks else 0)
        result.agreeing.append(text[place.start : end])
        if k + 1 < size:
            _between(one, two, i + k, j + k, result, sigla)


def _between(one: Body, two: Body, i: int, j: int, result: Comparison, sigla: tuple[str, str]) -> None:
    """The signs between two words that agree."""
    for theirs in _signs(two, j):
        ours = "".join(text.text for text in _signs(one, i))
        if re.sub(r"\s", "", theirs.text.translate(_FOLD)) in re.sub(r"\s", "", ours.translate(_FOLD)):
            result.agreeing.append(theirs)
        else:
            result.variants.append(
                Variant(
                    VariantKind.PUNCTUATION, Reading((sigla[0],), ours.strip()),
                    (Reading((sigla[1],), theirs.text, theirs.spans()),), "the copy-text leads in punctuation", 0.6,
                )
            )  # fmt: skip


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
            parts.append(body.units[after.unit].text[: after.start])
    return [part.strip() for part in parts if part.text.strip()]


def _gap(
    one: Body, two: Body, ours: tuple[int, int], theirs: tuple[int, int], vocabulary: Counter[str],
    sigla: tuple[str, str], result: Comparison, *, edge: bool,
) -> None:  # fmt: skip
    """Words without a partner on either side, with the signs around those of the second witness."""
    pieces = _pieces(two, *theirs)
    if not pieces:
        if theirs[0] and ours[0] < ours[1] and not edge:
            _omission(one, ours, sigla, result)
        return
    reading = " ".join(piece.text for piece in pieces)
    lemma = " ".join(piece.text for piece in _pieces(one, *ours)) if not edge else ""
    words = " ".join(word.fold for word in two.words[theirs[0] : theirs[1]])
    kind = kind_of(_inner(one, ours) if not edge else "", _inner(two, theirs) or words)
    spans: tuple[Span, ...] = tuple(span for piece in pieces for span in piece.spans())
    if not any(map(str.isalnum, reading)):
        kind = VariantKind.PUNCTUATION
    stands, why, confidence = choose(kind, _inner(one, ours), _inner(two, theirs), vocabulary)
    if not stands and _replaceable(one, two, ours, theirs):
        first, final = one.words[ours[0]], one.words[ours[1] - 1]
        begin, finish = two.words[theirs[0]], two.words[theirs[1] - 1]
        chosen = two.units[begin.unit].text[begin.start : finish.end]
        old = one.units[first.unit].text[first.start : final.end]
        result.replacements.append(Replacement(first.unit, first.start, final.end, chosen))
        rest = [piece for piece in pieces if not set(piece.origins) & set(chosen.origins)]
        outside = _outside(pieces, chosen)
        result.variants.append(
            Variant(
                kind, Reading((sigla[1],), chosen.text, chosen.spans()),
                (Reading((sigla[0],), old.text, old.spans()),), why, confidence,
            )
        )  # fmt: skip
        result.agreeing += [*rest, *outside]
        return
    other = Reading((sigla[1],), reading, spans)
    result.variants.append(Variant(kind, Reading((sigla[0],), lemma), (other,), why, confidence))


def _outside(pieces: list[TracedText], chosen: TracedText) -> list[TracedText]:
    """The signs of the pieces around the chosen reading."""
    taken = set(chosen.origins)
    result: list[TracedText] = []
    for piece in pieces:
        if taken & set(piece.origins):
            result += [
                piece[i : i + 1] for i, n in enumerate(piece.origins) if n not in taken and piece.text[i].strip()
            ]
    return result


def _omission(one: Body, ours: tuple[int, int], sigla: tuple[str, str], result: Comparison) -> None:
    lemma = _inner(one, ours)
    result.variants.append(
        Variant(
            VariantKind.OMISSION, Reading((sigla[0],), lemma), (Reading((sigla[1],), ""),),
            "the copy-text has more", 0.8,
        )
    )  # fmt: skip


def _replaceable(one: Body, two: Body, ours: tuple[int, int], theirs: tuple[int, int]) -> bool:
    def within(body: Body, span: tuple[int, int]) -> bool:
        return span[0] < span[1] and body.words[span[0]].unit == body.words[span[1] - 1].unit

    if not (within(one, ours) and within(two, theirs)):
        return False
    first, final = one.words[ours[0]], one.words[ours[1] - 1]
    calls = one.units[first.unit].calls
    return not any(first.start < at < final.end for at, _ in calls)


def _inner(body: Body, span: tuple[int, int]) -> str:
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


def _pieces(body: Body, start: int, end: int) -> list[TracedText]:
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
