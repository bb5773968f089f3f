"""What only another witness has comes into the article: paragraphs, notes, references that the copy-text lacks.

The stretch must lie between words that both witnesses have (or before the first or after the last of them), must read
like text (a sentence of a dozen words), and must stand nowhere else in the article: a pull quote, a note that was read
as a paragraph or a running head is no text that the copy-text lacks. Each transfer is a variant of the apparatus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from pubkit.collation.alignment import align
from pubkit.collation.texts import Likeness, block_texts, every_text, folded, grams_of, note_text
from pubkit.collation.units import Body, body_of, units_to_blocks
from pubkit.model.apparatus import Reading, Variant, VariantKind
from pubkit.model.article import (
    Article,
    Block,
    BlockQuote,
    Call,
    CallKind,
    Evidence,
    Heading,
    Inline,
    ListBlock,
    Note,
    Paragraph,
    SetAside,
)
from pubkit.model.text import TracedText
from pubkit.records import dataclass, field, replace

__all__ = ["Completed", "complete", "note_partners", "related"]

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?:;…。][\"'”’»)\]\d]*\s*\Z")
_WORDS = 12
"""Words of a paragraph that is text beyond doubt."""
_ELSEWHERE = 0.3
"""Share of a text's word runs that stand in the article already, from which on it is nothing new."""


@dataclass(slots=True)
class Completed:
    """Two articles after the first has taken over what only the second has."""

    one: Article
    two: Article
    variants: list[Variant] = field(default_factory=list)


def related(one: Article, two: Article) -> bool:
    """Whether two articles are witnesses of one: the same title or DOI, or many runs of words in common."""
    for name in ("title", "doi"):
        first, second = getattr(one.front, name), getattr(two.front, name)
        if first and second and len(folded(first.text)) > 5 and _alike(folded(first.text), folded(second.text)):
            return True
    ours, theirs = grams_of(every_text(one)), grams_of(every_text(two))
    return len(ours & theirs) >= 0.08 * max(1, min(len(ours), len(theirs)))


def _alike(one: str, two: str) -> bool:
    return fuzz.ratio(one, two) >= 85


def complete(one: Article, two: Article, sigla: tuple[str, str]) -> Completed:
    """The copy-text with the paragraphs, notes and references that only `two` has, and the rest."""
    known = grams_of([*every_text(one), *(aside.text for aside in one.set_aside)])
    renamed = note_partners(one.notes, two.notes)
    done = Completed(one, two)
    new_notes = _new_notes(one, two, renamed, known, sigla[1])
    _body(done, renamed, new_notes, known, sigla)
    _references(done, known, sigla)
    return done


def note_partners(ours: Sequence[Note], theirs: Sequence[Note]) -> dict[str, str]:
    """Ids of notes of the second witness to ids of the copy-text, where label and text are alike."""
    by_id = {note.id: note for note in ours}
    partners: dict[str, str] = {}
    taken: set[str] = set()
    for note in theirs:
        same = by_id.get(note.id)
        if same is not None and fuzz.ratio(note_text(same)[:400], note_text(note)[:400]) >= 60:
            partners[note.id] = note.id
            taken.add(note.id)
    likeness = Likeness([note for note in ours if note.id not in taken], note_text)
    for note in theirs:
        if note.id not in partners:
            best, score = likeness.best(note_text(note))
            if best is not None and score >= 80 and best.id not in taken:
                partners[note.id] = best.id
                taken.add(best.id)
    return partners


def _is_elsewhere(texts: Iterable[TracedText], known: set[tuple[str, ...]]) -> bool:
    grams = grams_of(texts)
    return bool(grams) and len(grams & known) >= _ELSEWHERE * len(grams)


# -- notes -------------------------------------------------------------------------------------------------------


def _new_notes(
    one: Article, two: Article, renamed: dict[str, str], known: set[tuple[str, ...]], siglum: str
) -> dict[str, Note]:
    """Notes that only the second witness has, by their id there; they get ids that are free."""
    held = {note.id for note in one.notes}
    found: dict[str, Note] = {}
    for note in two.notes:
        words = _WORD.findall(note_text(note))
        if note.id in renamed or len(words) < 2 or _is_elsewhere([TracedText.added(note_text(note))], known):
            continue
        name = note.id
        while name in held:
            name += siglum.lower()
        held.add(name)
        found[note.id] = replace(note, id=name)
    return found


def _with_notes(ours: Sequence[Note], theirs: Sequence[Note], renamed: dict[str, str],
                placed: dict[str, Note]) -> tuple[Note, ...]:  # fmt: skip
    """The notes of both in one order: a new one stands behind the one that it follows in its witness."""
    result = list(ours)
    last: str | None = None
    for note in theirs:
        if note.id in placed:
            at = next((i for i, each in enumerate(result) if each.id == last), -1) + 1
            result.insert(at, placed[note.id])
            last = placed[note.id].id
        else:
            last = renamed.get(note.id, last)
    return tuple(result)


# -- body --------------------------------------------------------------------------------------------------------


def _body(
    done: Completed,
    renamed: dict[str, str],
    new_notes: dict[str, Note],
    known: set[tuple[str, ...]],
    sigla: tuple[str, str],
) -> None:
    one, two, siglum = done.one, done.two, sigla[1]
    ours, theirs = body_of(one.blocks), body_of(two.blocks)
    partner = {
        j + k: i + k
        for i, j, size in align([word.fold for word in ours.words], [word.fold for word in theirs.words])
        for k in range(size)
    }
    taken = _new_blocks(two, theirs, ours, partner, known)
    calls = {call.note: call for unit in ours.units for _, call in unit.calls}
    in_taken = {call.note for b, _ in taken for call in _calls_of(two.blocks[b])}
    placed = {name: note for name, note in new_notes.items() if name in in_taken}
    aside = list(done.one.set_aside)
    moved: set[str] = set()
    # 1. notes whose call stands in text that both have
    for number, unit in enumerate(theirs.units):
        for at, call in unit.calls:
            word = theirs.word_before(number, at)
            if call.note not in new_notes or call.note in placed or word not in partner:
                continue
            if call.kind is CallKind.INFERRED:
                continue
            place = ours.words[partner[word]]
            note = new_notes[call.note]
            evidence = Evidence("witness", 0.95, f"witness {siglum} alone has this note", call.mark.spans())
            ours.units[place.unit].calls.append((place.end, Call(note.id, CallKind.WITNESS, evidence, call.mark)))
            placed[call.note] = note
            moved.add(call.note)
    # 2. whole blocks; a call that the copy-text has elsewhere is not set twice
    inserts: dict[int, list[Block]] = {}
    gone: set[str] = set()
    for block, at in taken:
        content: list[Block] = inserts.setdefault(at, [])
        for call in _calls_of(two.blocks[block]):
            held = calls.get(renamed.get(call.note, ""))
            if held is not None and held.kind is CallKind.INFERRED:
                gone.add(held.note)
            elif held is not None or call.note not in {*placed, *renamed}:
                moved.add(call.note)
                aside.append(SetAside(call.mark, "mark", f"mark of a note in witness {siglum}"))
        names = renamed | {name: note.id for name, note in placed.items()}
        drop = {c.note for c in _calls_of(two.blocks[block]) if c.note in moved or c.note not in names}
        content.append(_renamed(two.blocks[block], names, drop))
    for unit in ours.units:
        unit.calls = [(at, call) for at, call in unit.calls if call.note not in gone]
    blocks: list[Block] = []
    for index, block_ in enumerate(units_to_blocks(one.blocks, ours.units)):
        blocks += [*inserts.get(index, ()), block_]
    blocks += inserts.get(len(one.blocks), [])
    away = {block for block, _ in taken}
    rest = [_renamed(b, {}, moved) for index, b in enumerate(two.blocks) if index not in away]
    done.variants += [_transfer(list(block_texts(two.blocks[b])), sigla, "paragraph") for b, _ in taken]
    done.variants += [_transfer([TracedText.added(note_text(n))], sigla, "note") for n in placed.values()]
    notes = _with_notes(one.notes, two.notes, renamed, placed)
    done.one = replace(one, blocks=tuple(blocks), notes=notes, set_aside=tuple(aside))
    done.two = replace(two, blocks=tuple(rest), notes=tuple(note for note in two.notes if note.id not in placed))


def _transfer(texts: Sequence[TracedText], sigla: tuple[str, str], what: str) -> Variant:
    text = TracedText.added("").join(texts)
    return Variant(
        VariantKind.OMISSION, Reading((sigla[1],), text.text, text.spans()), (Reading((sigla[0],), ""),),
        f"the copy-text lacks this {what}", 0.8,
    )  # fmt: skip


def _new_blocks(
    two: Article, theirs: Body, ours: Body, partner: dict[int, int], known: set[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Blocks of the second witness that the first lacks, and before which block of the first they belong."""
    words: dict[int, list[int]] = {}
    for index, word in enumerate(theirs.words):
        words.setdefault(theirs.units[word.unit].block, []).append(index)
    taken: list[tuple[int, int]] = []
    run: list[int] = []
    last = -1  # the copy-text's word that the last matched word of the second witness is
    for block in [*range(len(two.blocks)), None]:
        inside = words.get(block, []) if block is not None else []
        matched = [partner[index] for index in inside if index in partner]
        if block is not None and (not inside or len(matched) < 0.2 * len(inside)):
            run.append(block)
            continue
        following = matched[0] if matched else len(ours.words)
        at = _place(ours, last, following)
        size = sum(len(words.get(b, ())) for b in run)
        if at is not None and following - last - 1 <= 0.3 * size:
            taken += [(b, at) for b in _text_like(two.blocks, run, known)]
        run, last = [], matched[-1] if matched else last
    return taken


def _place(ours: Body, last: int, following: int) -> int | None:
    """The block before which a stretch belongs that stands between two words; None where that is inside a block."""
    after = ours.units[ours.words[last].unit].block if last >= 0 else -1
    before = ours.units[ours.words[following].unit].block if following < len(ours.words) else None
    if last >= 0 and before is not None and after == before:
        return None
    if before is None:
        return (ours.units[-1].block if ours.units else -1) + 1 if last < 0 else after + 1
    return before if last < 0 else after + 1


def _text_like(blocks: Sequence[Block], run: Sequence[int], known: set[tuple[str, ...]]) -> list[int]:
    """Those of a run of blocks that are text: paragraphs of sentences, and the headings over them."""
    kept: list[int] = []
    for number in reversed(run):
        block = blocks[number]
        texts = list(block_texts(block))
        text = "".join(each.text for each in texts).strip()
        if not isinstance(block, Heading | Paragraph | BlockQuote | ListBlock) or _is_elsewhere(texts, known):
            continue
        follows = bool(kept) and kept[-1] == number + 1
        if isinstance(block, Heading):
            if follows:
                kept.append(number)
        elif len(_WORD.findall(text)) >= _WORDS and _SENTENCE_END.search(text):
            kept.append(number)
    return kept[::-1]


def _calls_of(block: Block) -> list[Call]:
    contents: Iterable[Sequence[Inline]] = (
        block.items if isinstance(block, ListBlock) else (getattr(block, "content", ()),)
    )
    return [inline for content in contents for inline in content if isinstance(inline, Call)]


def _renamed(block: Block, names: dict[str, str], drop: set[str]) -> Block:
    """A block whose calls have other names; those of `drop` are left out."""

    def new(content: Sequence[Inline]) -> tuple[Inline, ...]:
        return tuple(
            replace(inline, note=names.get(inline.note, inline.note)) if isinstance(inline, Call) else inline
            for inline in content
            if not (isinstance(inline, Call) and inline.note in drop)
        )

    match block:
        case Heading() | Paragraph() | BlockQuote():
            return replace(block, content=new(block.content))
        case ListBlock():
            return replace(block, items=tuple(new(item) for item in block.items))
        case _:
            return block


# -- references --------------------------------------------------------------------------------------------------


def _references(done: Completed, known: set[tuple[str, ...]], sigla: tuple[str, str]) -> None:
    """Items of the reference list that only the second witness has, behind the one that they follow there."""
    ours, theirs = list(done.one.references), done.two.references
    if not theirs:
        return
    likeness = Likeness(done.one.references, lambda text: text.text)
    rest: list[TracedText] = []
    last: TracedText | None = None
    for item in theirs:
        best, score = likeness.best(item.text)
        if best is not None and score >= 60:
            last = best
            rest.append(item)
        elif len(_WORD.findall(item.text)) >= 4 and not _is_elsewhere([item], known):
            at = next((i for i, each in enumerate(ours) if each is last), len(ours) - 1 if last is None else -1) + 1
            ours.insert(at, item)
            last = item
            done.variants.append(_transfer([item], sigla, "reference"))
        else:
            rest.append(item)
    heading, other = done.one.references_heading, done.two.references_heading
    if heading is None and ours and other is not None:
        heading, other = other, None
    done.one = replace(done.one, references=tuple(ours), references_heading=heading)
    done.two = replace(done.two, references=tuple(rest), references_heading=other)
