"""Other articles into the copy-text, all at once: words, marks, paragraphs, notes, references, front matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pubkit.collation.bodies import Comparison, compare
from pubkit.collation.completing import note_partners
from pubkit.collation.fronts import merge_fronts
from pubkit.collation.layout import settle_layout
from pubkit.collation.texts import Likeness, every_text, folded, grams_of, note_text
from pubkit.collation.units import Body, Unit, Word, body_of, units_to_blocks
from pubkit.collation.voting import Replacement, vote
from pubkit.engines.frequencies import commonness
from pubkit.model.apparatus import Apparatus, Reading, Variant, VariantKind
from pubkit.model.article import (
    Article,
    Block,
    Call,
    CallKind,
    CiteGroup,
    Evidence,
    Note,
    PullQuote,
    Run,
    SetAside,
    Verbatim,
    Verse,
)
from pubkit.model.text import TracedText

__all__ = ["Other", "merge"]

_PLAIN_WORD = re.compile(r"[^\W\d_]{4,}")
_SURE = 0.5
"""A mark of the copy-text of at least this confidence moves only where two other witnesses say so."""


@dataclass(frozen=True, slots=True)
class Other:
    """A witness beside the copy-text."""

    siglum: str
    article: Article


@dataclass(frozen=True, slots=True)
class _Mark:
    """The mark of a note in a witness, at a word of the copy-text."""

    siglum: str
    word: int
    mark: TracedText


def merge(one: Article, siglum: str, others: Sequence[Other], given: Mapping[str, bool]) -> tuple[Article, Apparatus]:
    """The copy-text `one` with what the others read; `given` says whose paragraphs are outright."""
    front = one.front
    agreeing: list[TracedText] = []
    variants: list[Variant] = []
    for other in others:
        front, more, said = merge_fronts(front, other.article.front, (siglum, other.siglum))
        agreeing += more
        variants += said
    ours = body_of(one.blocks)
    labels = frozenset(note.id for note in one.notes)
    found = [compare(ours, body_of(other.article.blocks), labels, other.siglum) for other in others]
    votes = vote(ours, siglum, found, _weights(ours, siglum, found), frozenset(grams_of(every_text(one))))
    agreeing += [text for each in found for text in each.agreeing] + votes.agreeing
    aside = [*one.set_aside, *(item for other in others for item in other.article.set_aside)]
    partners = [note_partners(one.notes, other.article.notes) for other in others]
    marks = _marks(found, partners, aside)
    moved = _calls(ours, siglum, marks, agreeing, aside)
    pairs = [(each, other.article.blocks) for each, other in zip(found, others, strict=True)]
    _replace(ours, votes.replacements)
    broken = settle_layout(one.blocks, ours, pairs, siglum, given)
    variants += sorted([*votes.variants, *moved, *broken], key=_order(ours))
    for other, partner in zip(others, partners, strict=True):
        sigla = (siglum, other.siglum)
        _notes(one.notes, other.article.notes, partner, sigla, agreeing, variants)
        _texts(one.references, other.article.references, sigla, agreeing, variants)
        if other.article.references_heading:
            agreeing.append(other.article.references_heading)
        aside += _rest(other.article.blocks)
    merged = replace(one, front=front, blocks=units_to_blocks(one.blocks, ours.units), set_aside=tuple(aside))
    return merged, Apparatus(tuple(variants), (TracedText.added("").join(agreeing),))


def _order(ours: Body) -> Callable[[Variant], int]:
    places: dict[int, int] = {}
    count = 0
    for unit in ours.units:
        for origin in unit.text.origins:
            places[origin] = count
            count += 1
    return lambda variant: places.get(variant.after, -1)


def _weights(ours: Body, siglum: str, others: Sequence[Comparison]) -> dict[str, float]:
    """How much each witness counts: less, the more words it has that nobody else has and the language does not know."""
    counts = {siglum: Counter(word.fold for word in ours.words)}
    counts |= {other.siglum: Counter(word.fold for word in other.body.words) for other in others}
    held: Counter[str] = Counter()
    for words in counts.values():
        held.update(set(words))
    weights: dict[str, float] = {}
    for name, words in counts.items():
        odd = sum(
            n for word, n in words.items()
            if held[word] == 1 and n == 1 and _PLAIN_WORD.fullmatch(word) and not commonness(word)
        )  # fmt: skip
        weights[name] = 1 / (1 + 40 * odd / max(1, sum(words.values())))
    return weights


def _marks(
    found: Sequence[Comparison], partners: Sequence[Mapping[str, str]], aside: list[SetAside]
) -> dict[str, list[_Mark]]:
    """The marks of each note of the copy-text in the other witnesses; a mark that says nothing is set aside."""
    marks: dict[str, list[_Mark]] = {}
    for other, partner in zip(found, partners, strict=True):
        why = f"mark of a note in witness {other.siglum}"
        seen: set[str] = set()
        for label, places in other.marks.items():
            if len(places) == 1:
                marks.setdefault(label, []).append(_Mark(other.siglum, *places[0]))
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
                    marks.setdefault(label, []).append(_Mark(other.siglum, other.partner[word], call.mark))
                else:
                    aside.append(SetAside(call.mark, "mark", why))
    return marks


def _calls(
    ours: Body, siglum: str, marks: dict[str, list[_Mark]], agreeing: list[TracedText], aside: list[SetAside]
) -> list[Variant]:
    """Calls of the copy-text that the others have elsewhere: a lost one goes there, a sure one only by majority."""
    moves: list[tuple[Unit, Call, _Mark]] = []
    variants: list[Variant] = []
    for number, unit in enumerate(ours.units):
        for at, call in unit.calls:
            seen = marks.pop(call.note, [])
            if not seen:
                continue
            word = ours.word_before(number, at)
            tally = Counter(mark.word for mark in seen)
            best = max(seen, key=lambda mark: (tally[mark.word], -seen.index(mark)))
            lost = call.kind is CallKind.INFERRED or call.evidence.confidence < _SURE
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
        ours.units[place.unit].calls.append((place.end, Call(call.note, CallKind.WITNESS, evidence, best.mark)))
    return variants


def _moved(ours: Body, siglum: str, call: Call, word: int | None, seen: Sequence[_Mark], best: _Mark | None) -> Variant:
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


def _replace(ours: Body, replacements: Sequence[Replacement]) -> None:
    """Put the chosen readings in, unit by unit; the words keep their places in the text."""
    by_unit: dict[int, list[Replacement]] = {}
    for one in replacements:
        by_unit.setdefault(one.unit, []).append(one)
    shifts: dict[int, list[tuple[int, int, int]]] = {}
    for number, changes in by_unit.items():
        unit = ours.units[number]
        for one in sorted(changes, key=lambda r: (r.start, r.end), reverse=True):
            shift = len(one.text) - (one.end - one.start)
            unit.text = unit.text[: one.start] + one.text + unit.text[one.end :]
            first = one.end + (one.end == one.start)  # a call at the place of an addition stays before it
            unit.calls = [(at + shift if at >= first else at, call) for at, call in unit.calls]
            unit.styles = [
                (a + shift if a >= one.end else a, b + shift if b >= first else b, s) for a, b, s in unit.styles
            ]
            shifts.setdefault(number, []).append((one.end, first, shift))
    ours.words[:] = [_shifted(word, shifts[word.unit]) if word.unit in shifts else word for word in ours.words]


def _shifted(word: Word, shifts: Sequence[tuple[int, int, int]]) -> Word:
    start = word.start + sum(shift for end, _, shift in shifts if word.start >= end)
    end = word.end + sum(shift for _, first, shift in shifts if word.end >= first)
    return replace(word, start=start, end=end)


def _notes(
    ours: Sequence[Note], theirs: Sequence[Note], partners: Mapping[str, str], sigla: tuple[str, str],
    agreeing: list[TracedText], variants: list[Variant],
) -> None:  # fmt: skip
    known = {note.id: note for note in ours}
    for note in theirs:
        agreeing.append(note.mark)
        partner = known.get(partners.get(note.id, ""))
        for paragraph in note.paragraphs:
            for inline in paragraph:
                if isinstance(inline, Call):
                    agreeing.append(inline.mark)
                    continue
                text = inline.source if isinstance(inline, CiteGroup) else inline.text
                _settle(note_text(partner) if partner else "", text, sigla, agreeing, variants)


def _texts(
    ours: Sequence[TracedText], theirs: Sequence[TracedText], sigla: tuple[str, str], agreeing: list[TracedText],
    variants: list[Variant],
) -> None:  # fmt: skip
    likeness = Likeness(ours, lambda text: text.text)
    known = {folded(text.text): text.text for text in ours}
    for text in theirs:
        same = known.get(folded(text.text))
        if same is None:
            best, score = likeness.best(text.text)
            same = best.text if best is not None and score >= 60 else ""
        _settle(same, text, sigla, agreeing, variants)


def _settle(
    ours: str, theirs: TracedText, sigla: tuple[str, str], agreeing: list[TracedText], variants: list[Variant]
) -> None:
    if not theirs.text.strip() or folded(ours) == folded(theirs.text):
        agreeing.append(theirs)
        return
    kind = VariantKind.WORDING if ours else VariantKind.OMISSION
    variants.append(
        Variant(
            kind, Reading((sigla[0],), ours), (Reading((sigla[1],), theirs.text, theirs.spans()),),
            "the copy-text leads in notes and references", 0.7,
        )
    )  # fmt: skip


def _rest(blocks: Sequence[Block]) -> list[SetAside]:
    """Blocks of another witness that were not compared."""
    rest: list[SetAside] = []
    for block in blocks:
        match block:
            case PullQuote():
                rest.append(SetAside(block.text, "pull-quote", "pull quote of another witness"))
            case Verbatim():
                rest.append(SetAside(block.text, "table", "table of another witness"))
            case Verse():
                inlines = [inline for line in block.lines for inline in line]
                texts = [i.text if isinstance(i, Run) else i.mark if isinstance(i, Call) else i.source for i in inlines]
                rest += [SetAside(text, "verse", "verse of another witness") for text in texts]
            case _:
                rest += [SetAside(mark, "list-mark", "of another witness") for mark in getattr(block, "marks", ())]
    return rest
