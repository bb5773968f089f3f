"""Decisions on the text: front matter, headings, calls, readings, what was set aside.

Characters that a decision takes out of the article are in the ledger as before: a reading that was not preferred is a
variant, a field of the front matter that was corrected is set aside.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from pubkit.decisions.blocks import keep_text, settle_heading, settle_paragraph
from pubkit.decisions.file import Decision, Decisions
from pubkit.decisions.front import settle_front
from pubkit.decisions.places import Found, contents_of, cut, find, pattern_of, plain, with_content
from pubkit.decisions.state import SAID, State, ends_before, only_place, short
from pubkit.model import (
    Apparatus,
    Article,
    Call,
    CallKind,
    Inline,
    Paragraph,
    Reading,
    Run,
    Span,
    TracedText,
    Variant,
    VariantKind,
    Witnesses,
)
from pubkit.notices import Notice, nearest
from pubkit.records import dataclass, replace

__all__ = ["Applied", "apply_to_article"]

EDITOR = "ed."
"""The siglum of the editor in the apparatus."""


@dataclass(frozen=True, slots=True)
class Applied:
    """An article after the editor's decisions."""

    article: Article
    apparatus: Apparatus
    notices: tuple[Notice, ...] = ()


def apply_to_article(decisions: Decisions, article: Article, apparatus: Apparatus, witnesses: Witnesses) -> Applied:
    """Carry out all decisions on the text, in the order of `_KINDS`."""
    state = State(article, apparatus, witnesses, list(article.blocks), list(article.set_aside))
    for kind, apply in _KINDS.items():
        with _notes_too(state) if kind == "reading" else contextlib.nullcontext():
            for decision in decisions.of(kind):
                apply(state, decision)
    done = replace(state.article, blocks=tuple(state.blocks), set_aside=tuple(state.set_aside))
    return Applied(done, state.apparatus, tuple(state.notices))


@contextlib.contextmanager
def _notes_too(state: State) -> Iterator[None]:
    """Notes and references stand behind the blocks while readings are looked for."""
    count, article = len(state.blocks), state.article
    state.blocks += [Paragraph(paragraph) for note in article.notes for paragraph in note.paragraphs]
    state.blocks += [Paragraph((Run(item),)) for item in article.references]
    yield
    rest = iter([contents_of(block)[0] for block in state.blocks[count:]])
    notes = tuple(replace(note, paragraphs=tuple(next(rest) for _ in note.paragraphs)) for note in article.notes)
    references = tuple(
        TracedText.added("").join(inline.text for inline in content if isinstance(inline, Run)) for content in rest
    )
    state.article = replace(state.article, notes=notes, references=references)
    del state.blocks[count:]


# -- calls -------------------------------------------------------------------------------------------------------


def _call(state: State, decision: Decision) -> None:
    note = decision.text("note")
    if note not in {each.id for each in state.article.notes}:
        near = nearest(note, [each.id for each in state.article.notes])
        hint = f'did you mean "{near}"?' if near else ""
        state.notices.append(decision.no_longer(f'there is no note "{note}"', hint))
        return
    held, held_at = _held(state, note)
    words = decision.text("after")
    found = find(state.blocks, words)
    if len(found) > 1 and held_at is not None:  # confirming: the place where it stands is the one that is meant
        found = [f for f in found if (f.block, f.item, f.end) == held_at] or found
    if len(found) != 1:
        only_place(state, decision, words)
        return
    (place,) = found
    kind = CallKind.EDITOR
    mark = held.mark if held else TracedText.added("")
    call = Call(note, kind, replace(SAID, spans=mark.spans()), mark)
    for number, block in enumerate(state.blocks):
        for item, content in enumerate(contents_of(block)):
            if any(isinstance(inline, Call) and inline.note == note for inline in content):
                rest = tuple(i for i in content if not (isinstance(i, Call) and i.note == note))
                block = with_content(block, item, rest)
                state.blocks[number] = block
    content = contents_of(state.blocks[place.block])[place.item]
    left, right = cut(content, place.end)
    state.blocks[place.block] = with_content(state.blocks[place.block], place.item, (*left, call, *right))


def _held(state: State, note: str) -> tuple[Call | None, tuple[int, int, int] | None]:
    """The call of a note and where it stands."""
    for number, block in enumerate(state.blocks):
        for item, content in enumerate(contents_of(block)):
            for index, inline in enumerate(content):
                if isinstance(inline, Call) and inline.note == note:
                    return inline, (number, item, len(plain(content[:index])))
    return None, None


# -- readings ----------------------------------------------------------------------------------------------------


def _reading(state: State, decision: Decision) -> None:
    lemma, siglum = decision.text("lemma"), decision.text("siglum")
    variant, text = None, decision.text("text")
    if siglum:
        variant = _variant(state, decision)
        if variant is None:
            return
        text = next(r.text for r in variant.readings if siglum in r.sigla)
    if lemma.strip():
        place = _of_spans(state, variant) or only_place(state, decision, lemma, decision.text("after"))
    else:
        place = only_place(state, decision, decision.text("after"))
        place = replace(place, start=place.end) if place else None
    if place is None:
        return
    content = contents_of(state.blocks[place.block])[place.item]
    left, rest = cut(content, place.start)
    middle, right = cut(rest, place.end - place.start)
    old = TracedText.added("").join(inline.text for inline in middle if isinstance(inline, Run))
    calls = tuple(inline for inline in middle if isinstance(inline, Call))
    if len(calls) + sum(isinstance(inline, Run) for inline in middle) < len(middle):
        state.notices.append(decision.no_longer("a citation stands within these words"))
        return
    glue = " " if not lemma.strip() and text[:1].isalnum() else ""
    new: tuple[Inline, ...] = (Run(TracedText.added(glue + text)),) if text else ()
    state.blocks[place.block] = with_content(state.blocks[place.block], place.item, (*left, *new, *calls, *right))
    _prefer(state, variant, siglum, text, old)


def _variant(state: State, decision: Decision) -> Variant | None:
    """The variant whose lemma and siglum the decision names."""
    lemma, siglum, after = decision.text("lemma"), decision.text("siglum"), decision.text("after")
    found = [v for v in state.apparatus.variants if any(siglum in r.sigla for r in v.readings)
             and v.kind not in (VariantKind.PARAGRAPH, VariantKind.MARK)
             and (v.lemma.text.split() == lemma.split() if not lemma.strip()
                  else pattern_of(lemma).fullmatch(v.lemma.text.strip()) is not None)]  # fmt: skip
    if after and len(found) > 1:
        places = {(f.block, f.item, f.end) for f in find(state.blocks, after)}
        found = [v for v in found if (p := _of_spans(state, v)) and any(
            (p.block, p.item, end) in places for end in ends_before(state, p))] or found  # fmt: skip
    if len(found) == 1:
        return found[0]
    if not found:
        why = f'the apparatus has no lemma "{short(lemma)}" with a reading of {siglum}'
        state.notices.append(decision.no_longer(why, "write text = ... for a reading that no witness has"))
    else:
        hint = "add after = ... with the words before it"
        state.notices.append(decision.no_longer(f'{len(found)} variants have the lemma "{short(lemma)}"', hint))
    return None


def _of_spans(state: State, variant: Variant | None) -> Found | None:
    """Where the lemma of a variant stands, by its characters."""
    if variant is None or not variant.lemma.spans:
        return None
    first, last = variant.lemma.spans[0].start, variant.lemma.spans[-1].end - 1
    for number, block in enumerate(state.blocks):
        for item, content in enumerate(contents_of(block)):
            origins: list[int] = []
            for inline in content:
                if not isinstance(inline, Call):
                    origins += inline.text.origins if isinstance(inline, Run) else inline.source.origins
            if first in origins and last in origins:
                return Found(number, item, origins.index(first), origins.index(last) + 1)
    return None


def _prefer(state: State, variant: Variant | None, siglum: str, text: str, old: TracedText) -> None:
    """The apparatus after a reading was preferred; the ledger still has every character once."""
    why = "the editor's decision"
    agreeing, variants = list(state.apparatus.agreeing), list(state.apparatus.variants)
    if variant is None:
        sigla = tuple(dict.fromkeys(state.witnesses.at(s.start)[0].siglum for s in old.spans()))
        readings = (Reading(sigla, old.text, old.spans()),)
        variants.append(Variant(VariantKind.WORDING, Reading((EDITOR,), text), readings, why, 1.0))
    else:
        chosen = next(r for r in variant.readings if siglum in r.sigla)
        agreeing += [_traced(state, span) for span in chosen.spans]
        rest = tuple(r for r in variant.readings if r is not chosen)
        beaten = Reading(variant.lemma.sigla, variant.lemma.text, old.spans())
        new = replace(variant, lemma=Reading((*chosen.sigla, EDITOR), chosen.text), readings=(beaten, *rest),
                      reason=why, confidence=1.0)  # fmt: skip
        variants = [new if each is variant else each for each in variants]
    state.apparatus = Apparatus(tuple(variants), tuple(agreeing))


def _traced(state: State, span: Span) -> TracedText:
    return TracedText.of(state.witnesses.text(span), span.start)


_KINDS: dict[str, Callable[[State, Decision], None]] = {
    "keep": keep_text,  # first: kept text may be a heading or hold a call
    "heading": settle_heading,
    "paragraph": settle_paragraph,  # after headings: what was cut off before a heading is a paragraph
    "reading": _reading,
    "call": _call,  # after readings: the words before a call are the words that are read in the end
    "front": settle_front,
}
"""The kinds of decision on the text, in the order in which they are carried out."""
