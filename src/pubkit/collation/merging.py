"""Other articles into the copy-text, all at once: words, marks, paragraphs, notes, references, front matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pubkit.collation.bodies import Comparison, compare
from pubkit.collation.completing import note_partners
from pubkit.collation.fronts import merge_fronts
from pubkit.collation.layout import Authority, settle_layout
from pubkit.collation.levels import Depth, settle_levels
from pubkit.collation.marks import marks_of, settle_calls
from pubkit.collation.quotes import quotes_of
from pubkit.collation.texts import Likeness, every_text, folded, grams_of, note_text
from pubkit.collation.units import Body, Word, body_of, units_to_blocks
from pubkit.collation.voting import Replacement, vote
from pubkit.engines.frequencies import commonness
from pubkit.model.apparatus import Apparatus, Reading, Variant, VariantKind
from pubkit.model.article import (
    Article,
    Block,
    Call,
    CiteGroup,
    Note,
    PullQuote,
    Run,
    SetAside,
    Verbatim,
    Verse,
)
from pubkit.model.text import TracedText
from pubkit.records import dataclass, replace

__all__ = ["Other", "merge"]

_PLAIN_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Other:
    """A witness beside the copy-text."""

    siglum: str
    article: Article


def merge(
    one: Article, siglum: str, others: Sequence[Other], authority: Mapping[str, Authority], depths: Mapping[str, Depth]
) -> tuple[Article, Apparatus]:
    """The copy-text `one` with what the others read; `authority` says who knows best where paragraphs begin, `depths`
    who knows how deep headings are."""
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
    quotes = {other.siglum: quotes_of(other.article) for other in others}
    votes = vote(ours, siglum, found, _weights(ours, siglum, found), frozenset(grams_of(every_text(one))), quotes)
    agreeing += [text for each in found for text in each.agreeing] + votes.agreeing
    aside = [*one.set_aside, *(item for other in others for item in other.article.set_aside)]
    partners = [note_partners(one.notes, other.article.notes) for other in others]
    marks = marks_of(found, partners, aside)
    moved = settle_calls(ours, siglum, marks, agreeing, aside, votes.replacements)
    pairs = [(each, other.article.blocks) for each, other in zip(found, others, strict=True)]
    _replace(ours, votes.replacements)
    broken = settle_layout(one.blocks, ours, pairs, siglum, authority, depths)
    settle_levels(one.blocks, ours, pairs, siglum, depths)
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
