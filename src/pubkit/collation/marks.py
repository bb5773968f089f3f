"""Calls by vote: where the witnesses have the mark of a note.

A lost call follows the witness that has the mark, one that is only a digit glued to a word follows a superscript, any
other moves only where two other witnesses agree. Marks that decide nothing are set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pubkit.collation.bodies import Comparison
from pubkit.collation.units import Body, Unit, Word
from pubkit.collation.voting import Replacement
from pubkit.model.apparatus import Reading, Variant, VariantKind
from pubkit.model.article import Call, CallKind, Evidence, SetAside
from pubkit.model.text import TracedText
from pubkit.records import dataclass

__all__ = ["Mark", "marks_of", "settle_calls", "stray_mark"]

_STRAY = re.compile(r"[.,;:!?)\]\"'”’»]{1,3}(?P<mark>[0-9]{1,3})(?![\w])")
_SURE = 0.5
"""A mark of the copy-text of at least this confidence moves only where two other witnesses say so."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note in a witness, at a word of the copy-text."""

    siglum: str
    word: int
    mark: TracedText
    plain: bool
    """Whether the mark shows by its form that it is one: a superscript, not a digit that is glued to a word."""


_PLAIN_KINDS = (CallKind.SUPERSCRIPT, CallKind.MARKUP)


def marks_of(
    found: Sequence[Comparison], partners: Sequence[Mapping[str, str]], aside: list[SetAside]
) -> dict[str, list[Mark]]:
    """The marks of each note of the copy-text in the other witnesses; a mark that says nothing is set aside."""
    marks: dict[str, list[Mark]] = {}
    for other, partner in zip(found, partners, strict=True):
        why = f"mark of a note in witness {other.siglum}"
        seen: set[str] = set()
        for label, places in other.marks.items():
            if len(places) == 1:
                marks.setdefault(label, []).append(Mark(other.siglum, *places[0], plain=False))
                seen.add(label)
            else:
                aside.extend(SetAside(mark, "mark", why) for _, mark in places)
        for number, unit in enumerate(other.body.units):
            for at, call in unit.calls:
                if not call.mark.text:
                    continue
                word = other.body.word_before(number, at)
                label = partner.get(call.note, "")
                if label and word is not None and word in other.partner and label not in seen:
                    seen.add(label)
                    plain = call.kind in _PLAIN_KINDS and call.evidence.confidence >= _SURE
                    marks.setdefault(label, []).append(Mark(other.siglum, other.partner[word], call.mark, plain))
                else:
                    aside.append(SetAside(call.mark, "mark", why))
    return marks


def settle_calls(
    ours: Body, siglum: str, marks: dict[str, list[Mark]], agreeing: list[TracedText], aside: list[SetAside],
    replacements: list[Replacement],
) -> list[Variant]:  # fmt: skip
    """Calls of the copy-text that the others have elsewhere: a lost one goes there, a sure one only by majority.

    Where the copy-text has the number there as well, glued to the stop after a year, it is the mark and no decimal.
    """
    moves: list[tuple[Unit, Call, Mark]] = []
    variants: list[Variant] = []
    for number, unit in enumerate(ours.units):
        for at, call in unit.calls:
            seen = marks.pop(call.note, [])
            if not seen:
                continue
            word = ours.word_before(number, at)
            tally = Counter(mark.word for mark in seen)
            best = max(seen, key=lambda mark: (tally[mark.word], mark.plain, -seen.index(mark)))
            lost = call.kind is CallKind.INFERRED or call.evidence.confidence < _SURE
            lost |= best.plain and call.kind not in _PLAIN_KINDS
            if lost or (best.word != word and tally[best.word] >= 2):
                moves.append((unit, call, best))
            for mark in seen:
                if mark is not best or (unit, call, best) not in moves:
                    agreeing.append(mark.mark)
            if call.mark.text and best.word != word:
                wins = (unit, call, best) in moves
                variants.append(_moved(ours, siglum, call, word, seen, best if wins else None))
    for label, seen in marks.items():
        aside.extend(SetAside(m.mark, "mark", f"mark {label} of a note in witness {m.siglum}") for m in seen)
    for unit, call, best in moves:
        unit.calls = [(at, c) for at, c in unit.calls if c is not call]
        if call.mark.text:
            aside.append(SetAside(call.mark, "mark", "the other witness has this mark elsewhere"))
        place = ours.words[best.word]
        evidence = Evidence("witness", 0.97, f"witness {best.siglum} has the mark here", best.mark.spans())
        into, seen_as = ours.units[place.unit], best.mark
        stands = stray_mark(into, place, call.note, replacements)
        if stands is not None:
            replacements.append(Replacement(place.unit, *stands, TracedText.added("")))
            agreeing.append(best.mark)
            seen_as = into.text[slice(*stands)]
        at = stands[0] if stands else place.end
        into.calls.append((at, Call(call.note, CallKind.WITNESS, evidence, seen_as)))
    return variants


def stray_mark(
    unit: Unit, place: Word, label: str, replacements: Sequence[Replacement]
) -> tuple[int, int] | None:  # fmt: skip
    """Where the number of a note stands behind a word and its stop in the copy-text's own characters."""
    match = _STRAY.match(unit.text.text, place.end)
    if not match or match["mark"] != label:
        return None
    start, end = match.span("mark")
    busy = any(each.unit == place.unit and each.start < end and each.end > start for each in replacements)
    return None if busy or any(start < at < end for at, _ in unit.calls) else (start, end)


def _moved(ours: Body, siglum: str, call: Call, word: int | None, seen: Sequence[Mark], best: Mark | None) -> Variant:
    """The variant of a call that stands at different words."""

    def behind(at: int | None) -> str:
        return f"call {call.note} after: {_words(ours, at)}"

    readings: dict[str, list[str]] = {behind(word): [siglum]}
    for mark in seen:
        readings.setdefault(behind(mark.word), []).append(mark.siglum)
    chosen = behind(best.word if best else word)
    others = tuple(Reading(tuple(sigla), text) for text, sigla in readings.items() if text != chosen)
    why = "the copy-text's mark stands" if best is None else "the copy-text's mark is unsure or outvoted"
    at = best.word if best else word
    lemma = Reading(tuple(readings[chosen]), chosen)
    return Variant(VariantKind.MARK, lemma, others, why, 0.8, ours.number_before((at if at is not None else -1) + 1))


def _words(ours: Body, at: int | None) -> str:
    if at is None:
        return "the beginning"
    word = ours.words[at]
    first = ours.words[max(0, at - 4)]
    return ours.units[word.unit].text.text[first.start if first.unit == word.unit else 0 : word.end][-60:]
