"""A second article into the copy-text: words, marks, paragraphs, notes, references, front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pubkit.collation.bodies import Comparison, compare
from pubkit.collation.fronts import merge_fronts
from pubkit.collation.units import Body, Unit, body_of, units_to_blocks
from pubkit.model.apparatus import Apparatus, Reading, Variant, VariantKind
from pubkit.model.article import (
    Article,
    Block,
    Call,
    CallKind,
    CiteGroup,
    Evidence,
    Note,
    Paragraph,
    PullQuote,
    Run,
    SetAside,
    Verbatim,
    Verse,
)
from pubkit.model.text import TracedText
from pubkit.notices import Notice

__all__ = ["merge"]

_SURE = 0.9
_APART = re.compile(r"[\W_]+")


def merge(one: Article, two: Article, sigla: tuple[str, str]) -> tuple[Article, Apparatus, tuple[Notice, ...]]:
    """The copy-text `one` with what `two` adds."""
    front, agreeing, variants = merge_fronts(one.front, two.front, sigla)
    ours, theirs = body_of(one.blocks), body_of(two.blocks)
    partners = _note_partners(one.notes, two.notes)
    found = compare(ours, theirs, frozenset(note.id for note in one.notes), sigla)
    aside = [*one.set_aside, *two.set_aside]
    _replace(ours, found)
    _calls(ours, theirs, found, partners, aside, sigla)
    _paragraphs(one.blocks, two.blocks, ours, theirs, found, sigla)
    agreeing += found.agreeing
    variants += found.variants
    _notes(one.notes, two.notes, partners, sigla, agreeing, variants)
    _texts(one.references, two.references, sigla, agreeing, variants)
    if two.references_heading:
        agreeing.append(two.references_heading)
    aside += _rest(two.blocks)
    merged = replace(one, front=front, blocks=units_to_blocks(one.blocks, ours.units), set_aside=tuple(aside))
    return merged, Apparatus(tuple(variants), (TracedText.added("").join(agreeing),)), ()


def _note_partners(ours: Sequence[Note], theirs: Sequence[Note]) -> dict[str, str]:
    """Ids of notes of the second witness to ids of the copy-text, where label and text are alike."""
    known = {note.id: note for note in ours}
    partners: dict[str, str] = {}
    for note in theirs:
        text = _note_text(note)
        same = known.get(note.id)
        if same is not None and fuzz.ratio(_note_text(same)[:400], text[:400]) >= 60:
            partners[note.id] = note.id
            continue
        best = max(ours, key=lambda n: fuzz.ratio(_note_text(n)[:400], text[:400]), default=None)
        if (
            best is not None
            and fuzz.ratio(_note_text(best)[:400], text[:400]) >= 80
            and best.id not in partners.values()
        ):
            partners[note.id] = best.id
    return partners


def _note_text(note: Note) -> str:
    return " ".join(inline.text.text for p in note.paragraphs for inline in p if isinstance(inline, Run))


def _calls(
    ours: Body, theirs: Body, found: Comparison, partners: dict[str, str], aside: list[SetAside], sigla: tuple[str, str]
) -> None:
    """Calls of the second witness: evidence for those that the copy-text has lost."""
    marks = {label: places[0] for label, places in found.marks.items() if len(places) == 1}
    spare = {label: places for label, places in found.marks.items() if len(places) > 1}
    for number, unit in enumerate(theirs.units):
        for at, call in unit.calls:
            if not call.mark.text:
                continue
            word = _word_before(theirs, number, at)
            label = partners.get(call.note)
            if label and word is not None and word in found.partner and label not in marks:
                marks[label] = (found.partner[word], call.mark)
            else:
                aside.append(SetAside(call.mark, "mark", f"mark of a note in witness {sigla[1]}"))
    for places in spare.values():
        aside.extend(SetAside(mark, "mark", f"mark of a note in witness {sigla[1]}") for _, mark in places)
    moves: list[tuple[int, Call, int, TracedText]] = []
    for number, unit in enumerate(ours.units):
        for _, call in unit.calls:
            if call.note in marks:
                word, mark = marks.pop(call.note)
                if call.kind is CallKind.INFERRED or call.evidence.confidence < 0.5:
                    moves.append((number, call, word, mark))
                else:
                    found.agreeing.append(mark)
    for mark_label, (_, mark) in marks.items():
        aside.append(SetAside(mark, "mark", f"mark {mark_label} of a note in witness {sigla[1]}"))
    for number, call, word_index, mark in moves:
        unit = ours.units[number]
        unit.calls = [(at, c) for at, c in unit.calls if c is not call]
        if call.mark.text:
            aside.append(SetAside(call.mark, "mark", "the other witness has this mark elsewhere"))
        word_ = ours.words[word_index]
        evidence = Evidence("witness", 0.97, f"witness {sigla[1]} has the mark here", mark.spans())
        ours.units[word_.unit].calls.append((word_.end, Call(call.note, CallKind.WITNESS, evidence, mark)))


def _word_before(body: Body, unit: int, at: int) -> int | None:
    best = None
    for index, word in enumerate(body.words):
        if word.unit > unit or (word.unit == unit and word.start >= at):
            break
        if word.unit == unit:
            best = index
    return best


def _paragraphs(
    blocks: Sequence[Block],
    others: Sequence[Block],
    ours: Body,
    theirs: Body,
    found: Comparison,
    sigla: tuple[str, str],
) -> None:
    """Paragraph breaks: one that the second witness has within a paragraph of the copy-text, at a sentence end."""
    breaks: dict[int, list[tuple[int, str]]] = {}
    first_words: dict[int, int] = {}
    for index, word in enumerate(theirs.words):
        first_words.setdefault(word.unit, index)
    for unit, index in first_words.items():
        if not index or index - 1 not in found.partner or index not in found.partner:
            continue
        before, after = found.partner[index - 1], found.partner[index]
        if after != before + 1:
            continue
        one, two = ours.words[before], ours.words[after]
        if one.unit != two.unit or not isinstance(blocks[ours.units[one.unit].block], Paragraph):
            continue
        if not isinstance(others[theirs.units[unit].block], Paragraph):
            continue
        gap = ours.units[one.unit].text.text[one.end : two.start]
        if re.match(r"\s*[.!?:…]", gap):
            at = one.end + len(gap.rstrip("\"'“‘«([ ")) if gap.rstrip("\"'“‘«([ ") else two.start
            breaks.setdefault(one.unit, []).append((at, gap))
            found.variants.append(_break(ours, one.unit, two.start, sigla))
    _split(ours, breaks)


def _break(ours: Body, unit: int, at: int, sigla: tuple[str, str]) -> Variant:
    words = ours.units[unit].text.text[at : at + 40]
    return Variant(
        VariantKind.PARAGRAPH, Reading((sigla[1],), f"new paragraph: {words}"),
        (Reading((sigla[0],), f"no break: {words}"),),
        "breaks get lost at the seams of pages more often than they are added", 0.7,
    )  # fmt: skip


def _split(ours: Body, breaks: dict[int, list[tuple[int, str]]]) -> None:
    if not breaks:
        return
    found_units: list[Unit] = []
    moved: dict[int, list[tuple[int, int]]] = {}
    for number, unit in enumerate(ours.units):
        start = 0
        moved[number] = []
        cuts = sorted(at for at, _ in breaks.get(number, []))
        for end in [*cuts, len(unit.text)]:
            calls = [(at - start, call) for at, call in unit.calls if start < at <= end or (at == start == 0)]
            styles = [
                (max(a, start) - start, min(b, end) - start, s) for a, b, s in unit.styles if a < end and b > start
            ]
            moved[number].append((start, len(found_units)))
            found_units.append(Unit(unit.block, unit.item, unit.text[start:end], calls, styles))
            start = end
    words = []
    for word in ours.words:
        begin, target = max((part for part in moved[word.unit] if part[0] <= word.start), key=lambda part: part[0])
        words.append(replace(word, unit=target, start=word.start - begin, end=word.end - begin))
    ours.units[:], ours.words[:] = found_units, words


def _replace(ours: Body, found: Comparison) -> None:
    """Put the chosen readings in; from the end, so that places stay right."""
    for one in sorted(found.replacements, key=lambda r: (r.unit, r.start), reverse=True):
        unit = ours.units[one.unit]
        shift = len(one.text) - (one.end - one.start)
        unit.text = unit.text[: one.start] + one.text + unit.text[one.end :]
        unit.calls = [(at + shift if at >= one.end else at, call) for at, call in unit.calls]
        unit.styles = [
            (a + shift if a >= one.end else a, b + shift if b >= one.end else b, s) for a, b, s in unit.styles
        ]
        if shift:
            ours.words[:] = [
                replace(word, start=word.start + shift, end=word.end + shift)
                if word.unit == one.unit and word.start >= one.end
                else word
                for word in ours.words
            ]


def _notes(
    ours: Sequence[Note], theirs: Sequence[Note], partners: dict[str, str], sigla: tuple[str, str],
    agreeing: list[TracedText], variants: list[Variant],
) -> None:  # fmt: skip
    known = {note.id: note for note in ours}
    for note in theirs:
        agreeing.append(note.mark)
        partner = known.get(partners.get(note.id, ""))
        for paragraph in note.paragraphs:
            for inline in paragraph:
                if isinstance(inline, Call):
                    continue
                text = inline.source if isinstance(inline, CiteGroup) else inline.text
                _settle(_note_text(partner) if partner else "", text, sigla, agreeing, variants)


def _texts(
    ours: Sequence[TracedText], theirs: Sequence[TracedText], sigla: tuple[str, str], agreeing: list[TracedText],
    variants: list[Variant],
) -> None:  # fmt: skip
    known = {_APART.sub("", text.text).casefold(): text.text for text in ours}
    for text in theirs:
        same = known.get(_APART.sub("", text.text).casefold())
        if same is None:
            best = max(known.values(), key=lambda k, t=text.text: fuzz.ratio(k[:300], t[:300]), default="")  # type: ignore[misc]
            same = best if best and fuzz.ratio(best, text.text) >= 60 else ""
        _settle(same, text, sigla, agreeing, variants)


def _settle(
    ours: str, theirs: TracedText, sigla: tuple[str, str], agreeing: list[TracedText], variants: list[Variant]
) -> None:
    if _APART.sub("", ours).casefold() == _APART.sub("", theirs.text).casefold():
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
    """Blocks of the second witness that were not compared."""
    rest: list[SetAside] = []
    for block in blocks:
        match block:
            case PullQuote():
                rest.append(SetAside(block.text, "pull-quote", "pull quote of another witness"))
            case Verbatim():
                rest.append(SetAside(block.text, "table", "table of another witness"))
            case Verse():
                rest += [
                    SetAside(i.text, "verse", "verse of another witness")
                    for line in block.lines
                    for i in line
                    if isinstance(i, Run)
                ]
            case _:
                rest += [SetAside(mark, "list-mark", "of another witness") for mark in getattr(block, "marks", ())]
    return rest
