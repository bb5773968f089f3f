"""The vote: where witnesses differ, which reading the article takes, and why.

Three witnesses and more: the reading with more than half of the weight wins; a witness weighs less the more of its
words neither another witness nor the language knows. Two: the copy-text stands unless the other reading is plainly
better (`variants.choose`), or has words that the copy-text has dropped within a sentence. Signs between words and
differences in order or wording that only one witness has stay as the copy-text has them. Every place is a variant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pubkit.collation.bodies import Comparison, Difference, inner, pieces_of
from pubkit.collation.quotes import is_quote
from pubkit.collation.texts import grams_of
from pubkit.collation.units import Body
from pubkit.collation.variants import choose, kind_of
from pubkit.model.apparatus import Reading, Variant, VariantKind
from pubkit.model.text import ADDED, Span, TracedText
from pubkit.records import dataclass, field

__all__ = ["Replacement", "Votes", "vote"]

_DROPPED = 3
"""Words that a copy-text may have dropped; fewer may as well be another's furniture."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of a unit of the copy-text for which another witness's reading is chosen."""

    unit: int
    start: int
    end: int
    text: TracedText


@dataclass(slots=True)
class Votes:
    """What was decided."""

    variants: list[Variant] = field(default_factory=list)
    replacements: list[Replacement] = field(default_factory=list)
    agreeing: list[TracedText] = field(default_factory=list)
    known: frozenset[tuple[str, ...]] = frozenset()
    """Runs of words of the whole article."""
    quotes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The pull quotes of each other witness."""
    settled: int = 0
    """The word of the copy-text up to which a reading was put in: two witnesses' places may overlap."""


@dataclass(slots=True)
class _Reading:
    """One reading of a place and the witnesses that have it."""

    sigla: list[str]
    weight: float
    text: str
    spans: list[Span]
    chosen: TracedText | None = None
    """The characters that would replace the copy-text's, where they can."""
    rest: list[TracedText] = field(default_factory=list)
    """What would be left of the first witness's pieces then."""
    twins: list[tuple[TracedText, ...]] = field(default_factory=list)
    """The pieces of the further witnesses that read the same."""


def vote(one: Body, siglum: str, others: Sequence[Comparison], weights: Mapping[str, float],
         known: frozenset[tuple[str, ...]], quotes: Mapping[str, Sequence[str]]) -> Votes:  # fmt: skip
    """Settle all places where `others` differ from the copy-text `one` (witness `siglum`); `known` are the runs of
    words that the whole article has, `quotes` the pull quotes of each other witness."""
    vocabulary = Counter(word.fold for word in one.words)
    for other in others:
        vocabulary.update(word.fold for word in other.body.words)
    places: dict[tuple[tuple[int, int], bool, bool], list[tuple[Comparison, Difference]]] = {}
    for other in others:
        for difference in other.differences:
            places.setdefault((difference.ours, difference.signs, difference.edge), []).append((other, difference))
    votes = Votes(known=known, quotes=quotes)
    for key in sorted(places):
        _settle(one, siglum, others, places[key], weights, vocabulary, votes)
    return votes


def _settle(
    one: Body, siglum: str, others: Sequence[Comparison], found: Sequence[tuple[Comparison, Difference]],
    weights: Mapping[str, float], vocabulary: Counter[str], votes: Votes,
) -> None:  # fmt: skip
    ours = found[0][1].ours
    edge, signs = found[0][1].edge, found[0][1].signs
    with_us = sorted(
        [siglum, *(o.siglum for o in others if not edge and o not in [f[0] for f in found] and _agrees(o, ours))]
    )
    readings: dict[str, _Reading] = {}
    for other, difference in found:
        _enter(one, other, difference, readings, weights[other.siglum])
    text = "" if edge else inner(one, ours)
    lemma = _reading(one, siglum, ours, with_us, edge=edge, signs=signs)
    best = max(readings.values(), key=lambda reading: reading.weight)
    total = sum(weights[name] for name in with_us) + sum(reading.weight for reading in readings.values())
    words = inner(found[0][0].body, found[0][1].theirs) if len(readings) == 1 else best.text
    kind = _kind(text, words, best.text, signs=signs)
    if edge or signs or best.chosen is None or ours[0] < votes.settled:
        wins, why, confidence = False, _stands(kind, edge=edge), 0.6 if kind is VariantKind.PUNCTUATION else 0.7
    elif len(with_us) + len(found) > 2:
        wins = best.weight > total / 2
        names = best.sigla if wins else with_us
        why = f"{len(names)} of {len(with_us) + len(found)} witnesses read this, by the weight of their quality"
        confidence = min(0.99, (best.weight if wins else total - best.weight) / total)
    else:
        stands, why, confidence = choose(kind, text, words, vocabulary)
        wins = not stands
        if kind is VariantKind.OMISSION and not text and _is_dropped(best.chosen, vocabulary, votes):
            wins, why, confidence = True, "words that the copy-text has dropped within a sentence", 0.7
        if not best.chosen.text and is_quote(text, votes.quotes[best.sigla[0]]) and _within(one, ours):
            wins, why, confidence = True, "the other witness has these words as a pull quote", 0.85
    after = one.number_before(ours[0])
    losers = [r for r in readings.values() if not (wins and r is best)]
    if wins and best.chosen is not None:
        put = _replacement(one, ours, best.chosen)
        votes.settled = ours[1]
        votes.replacements.append(put)
        votes.agreeing += best.rest
        votes.agreeing += [piece for pieces in best.twins for piece in pieces]
        rest = [_plain(reading) for reading in losers]
        old = Reading(tuple(with_us), lemma.text, one.units[put.unit].text[put.start : put.end].spans())
        won = Reading(tuple(best.sigla), best.chosen.text.strip(), best.chosen.spans())
        votes.variants.append(Variant(kind, won, (old, *rest), why, confidence, after))
    else:
        spans = lemma.spans
        votes.variants.append(
            Variant(kind, Reading(tuple(with_us), lemma.text, spans), tuple(map(_plain, losers)), why, confidence,
                    ADDED if edge else after)
        )  # fmt: skip


def _plain(reading: _Reading) -> Reading:
    return Reading(tuple(reading.sigla), reading.text, tuple(reading.spans))


def _enter(one: Body, other: Comparison, difference: Difference, readings: dict[str, _Reading], weight: float) -> None:
    pieces = difference.pieces
    text = " ".join(piece.text for piece in pieces)
    key = inner(other.body, difference.theirs).casefold() or (text if difference.signs else "")
    held = readings.get(key)
    if held is not None:
        held.sigla.append(other.siglum)
        held.weight += weight
        held.spans += [span for piece in pieces for span in piece.spans()]
        held.twins.append(pieces)
        return
    reading = _Reading([other.siglum], weight, text, [span for piece in pieces for span in piece.spans()])
    if not difference.edge and not difference.signs:
        reading.chosen = _replacing(one, other.body, difference)
    if reading.chosen is not None:
        taken = set(reading.chosen.origins)
        reading.rest = [
            piece[i : i + 1]
            for piece in pieces
            for i, n in enumerate(piece.origins)
            if n not in taken and piece.text[i].strip()
        ]
    readings[key] = reading


def _replacing(one: Body, two: Body, difference: Difference) -> TracedText | None:
    """The characters of the witness that can stand in the copy-text's unit; None where a seam or call is in the way."""
    (i0, i1), (j0, j1) = difference.ours, difference.theirs
    if i0 == i1:  # the copy-text has nothing: both neighbours must be in the same unit on both sides
        if not (0 < i0 < len(one.words) and 0 < j0 < j1 < len(two.words)):
            return None
        if one.words[i0 - 1].unit != one.words[i0].unit or two.words[j0 - 1].unit != two.words[j1].unit:
            return None
        unit = two.units[two.words[j0].unit]
        return unit.text[two.words[j0].start : two.words[j1].start]
    if one.words[i0].unit != one.words[i1 - 1].unit:
        return None
    first, final = one.words[i0], one.words[i1 - 1]
    if any(first.start < at < final.end for at, _ in one.units[first.unit].calls):
        return None
    if j0 == j1:
        return TracedText.added("") if not difference.pieces else None
    begin, finish = two.words[j0], two.words[j1 - 1]
    return two.units[begin.unit].text[begin.start : finish.end] if begin.unit == finish.unit else None


def _replacement(one: Body, ours: tuple[int, int], chosen: TracedText) -> Replacement:
    if ours[0] == ours[1]:
        word = one.words[ours[0]]
        return Replacement(word.unit, word.start, word.start, chosen)
    first, final = one.words[ours[0]], one.words[ours[1] - 1]
    start = first.start
    if not chosen.text and ours[0] and one.words[ours[0] - 1].unit == first.unit:
        start = one.words[ours[0] - 1].end  # the space before goes with the words
    return Replacement(first.unit, start, final.end, chosen)


def _agrees(other: Comparison, ours: tuple[int, int]) -> bool:
    """Whether a witness has the words of the copy-text around and in a place, one after the other."""
    first = other.back.get(ours[0] - 1)
    return first is not None and all(other.back.get(ours[0] + k) == first + 1 + k for k in range(ours[1] - ours[0] + 1))


def _reading(
    one: Body, siglum: str, ours: tuple[int, int], sigla: Sequence[str], *, edge: bool, signs: bool
) -> Reading:
    """What the copy-text has at a place."""
    if edge:
        return Reading((siglum,), "")
    if ours[0] == ours[1]:
        pieces = pieces_of(one, *ours) if signs or ours[0] else []
        return Reading(tuple(sigla), "".join(piece.text for piece in pieces) if signs else "")
    first, final = one.words[ours[0]], one.words[ours[1] - 1]
    if first.unit == final.unit:
        text = one.units[first.unit].text[first.start : final.end]
        return Reading(tuple(sigla), text.text, text.spans())
    return Reading(tuple(sigla), inner(one, ours))


def _kind(ours: str, words: str, text: str, *, signs: bool) -> VariantKind:
    if signs or (text and not any(map(str.isalnum, text)) and not ours):
        return VariantKind.PUNCTUATION
    return kind_of(ours, words)


def _stands(kind: VariantKind, *, edge: bool) -> str:
    if edge:
        return "only part of the text is in both witnesses, and this does not read like text that one lacks"
    if kind is VariantKind.PUNCTUATION:
        return "the copy-text leads in punctuation"
    return "the copy-text has more" if kind is VariantKind.OMISSION else "the readings cannot be set for one another"


def _within(one: Body, ours: tuple[int, int]) -> bool:
    """Whether the unit has other words than these."""
    unit = one.words[ours[0]].unit
    return (ours[0] > 0 and one.words[ours[0] - 1].unit == unit) or (
        ours[1] < len(one.words) and one.words[ours[1]].unit == unit
    )


def _is_dropped(chosen: TracedText, vocabulary: Counter[str], votes: Votes) -> bool:
    """Whether an addition is running text: several words, most of them lower-case, that stand nowhere else."""
    grams = grams_of([chosen])
    if len(grams & votes.known) >= 0.3 * max(1, len(grams)):
        return False
    words = [word for word in chosen.text.split() if any(map(str.isalpha, word))]
    common = sum(word[:1].islower() and vocabulary[word.strip(".,;:()").casefold()] > 1 for word in words)
    return len(words) >= _DROPPED and common >= len(words) / 2
