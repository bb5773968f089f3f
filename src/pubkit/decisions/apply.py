"""Decisions on the text: front matter, headings, calls, readings, what was set aside.

Characters that a decision takes out of the article are in the ledger as before: a reading that was not preferred is a
variant, a field of the front matter that was corrected is set aside.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pubkit.decisions.file import Decision, Decisions
from pubkit.decisions.places import Found, contents_of, cut, find, pattern_of, plain, with_content
from pubkit.model import (
    ADDED,
    Apparatus,
    Article,
    Author,
    Block,
    Call,
    CallKind,
    Evidence,
    Heading,
    Inline,
    Paragraph,
    PullQuote,
    Reading,
    Run,
    SetAside,
    Span,
    TracedText,
    Variant,
    VariantKind,
    Witnesses,
)
from pubkit.notices import Notice, nearest

__all__ = ["Applied", "apply_to_article"]

_SAID = Evidence("decision", 1.0, "the editor's decision")
EDITOR = "ed."
"""The siglum of the editor in the apparatus."""


@dataclass(frozen=True, slots=True)
class Applied:
    """An article after the editor's decisions."""

    article: Article
    apparatus: Apparatus
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _State:
    article: Article
    apparatus: Apparatus
    witnesses: Witnesses
    blocks: list[Block]
    set_aside: list[SetAside]
    notices: list[Notice] = field(default_factory=list)


def apply_to_article(decisions: Decisions, article: Article, apparatus: Apparatus, witnesses: Witnesses) -> Applied:
    """Carry out all decisions on the text, in the order: kept text, headings, readings, calls, front matter."""
    state = _State(article, apparatus, witnesses, list(article.blocks), list(article.set_aside))
    for kind, apply in _KINDS.items():
        with _notes_too(state) if kind == "reading" else contextlib.nullcontext():
            for decision in decisions.of(kind):
                apply(state, decision)
    done = replace(state.article, blocks=tuple(state.blocks), set_aside=tuple(state.set_aside))
    return Applied(done, state.apparatus, tuple(state.notices))


@contextlib.contextmanager
def _notes_too(state: _State) -> Iterator[None]:
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


def _one(state: _State, decision: Decision, words: str, after: str = "") -> Found | None:
    """The only place of the words; a notice where there is none or more than one."""
    found = find(state.blocks, words)
    if after:
        ends = {(f.block, f.item, f.end) for f in find(state.blocks, after)}
        found = [f for f in found if any((f.block, f.item, end) in ends for end in _ends(state, f))]
    if len(found) == 1:
        return found[0]
    if not found:
        state.notices.append(decision.no_longer(f'the article does not read "{_short(after or words)}"'))
    else:
        hint = "give more words, so that there is one place"
        state.notices.append(decision.no_longer(f'"{_short(words)}" stands at {len(found)} places', hint))
    return None


def _ends(state: _State, found: Found) -> list[int]:
    """The ends that words before a place can have: there may be white space between."""
    text = plain(contents_of(state.blocks[found.block])[found.item])
    ends = [found.start]
    while ends[-1] > 0 and text[ends[-1] - 1].isspace():
        ends.append(ends[-1] - 1)
    return ends


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


# -- headings ----------------------------------------------------------------------------------------------------


def _heading(state: _State, decision: Decision) -> None:
    pattern, level = pattern_of(decision.text("text")), decision.level
    whole = [(n, b) for n, b in enumerate(state.blocks) if isinstance(b, Heading | Paragraph)
             and pattern.fullmatch(plain(b.content).strip())]  # fmt: skip
    if len(whole) > 1:  # the one that the decision would change
        whole = [(n, b) for n, b in whole if isinstance(b, Heading) != bool(level)] or whole[:1]
    if len(whole) > 1:
        state.notices.append(decision.no_longer(f"{len(whole)} blocks have this text"))
    elif whole:
        number, block = whole[0]
        assert isinstance(block, Heading | Paragraph)
        state.blocks[number] = Heading(level, block.content, _SAID) if level else Paragraph(block.content)
    elif level:
        _run_in(state, decision)
    else:
        state.notices.append(decision.no_longer(f'there is no heading "{_short(decision.text("text"))}"'))


def _run_in(state: _State, decision: Decision) -> None:
    """A heading that stands at the beginning of a paragraph."""
    found = [f for f in find(state.blocks, decision.text("text")) if isinstance(state.blocks[f.block], Paragraph)]
    found = [f for f in found if not plain(contents_of(state.blocks[f.block])[0])[: f.start].strip()]
    if len(found) != 1:
        near = nearest(decision.text("text"), [plain(c) for b in state.blocks if isinstance(b, Heading)
                                               for c in contents_of(b)])  # fmt: skip
        hint = f'did you mean "{_short(near)}"?' if near else ""
        why = f'no paragraph or heading is, and no single paragraph begins with, "{_short(decision.text("text"))}"'
        state.notices.append(decision.no_longer(why, hint))
        return
    (place,) = found
    left, right = cut(contents_of(state.blocks[place.block])[0], place.end)
    state.blocks[place.block : place.block + 1] = [Heading(decision.level, left, _SAID), Paragraph(right)]


# -- calls -------------------------------------------------------------------------------------------------------


def _call(state: _State, decision: Decision) -> None:
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
        _one(state, decision, words)
        return
    (place,) = found
    kind = CallKind.EDITOR
    mark = held.mark if held else TracedText.added("")
    call = Call(note, kind, replace(_SAID, spans=mark.spans()), mark)
    for number, block in enumerate(state.blocks):
        for item, content in enumerate(contents_of(block)):
            if any(isinstance(inline, Call) and inline.note == note for inline in content):
                rest = tuple(i for i in content if not (isinstance(i, Call) and i.note == note))
                block = with_content(block, item, rest)
                state.blocks[number] = block
    content = contents_of(state.blocks[place.block])[place.item]
    left, right = cut(content, place.end)
    state.blocks[place.block] = with_content(state.blocks[place.block], place.item, (*left, call, *right))


def _held(state: _State, note: str) -> tuple[Call | None, tuple[int, int, int] | None]:
    """The call of a note and where it stands."""
    for number, block in enumerate(state.blocks):
        for item, content in enumerate(contents_of(block)):
            for index, inline in enumerate(content):
                if isinstance(inline, Call) and inline.note == note:
                    return inline, (number, item, len(plain(content[:index])))
    return None, None


# -- readings ----------------------------------------------------------------------------------------------------


def _reading(state: _State, decision: Decision) -> None:
    lemma, siglum = decision.text("lemma"), decision.text("siglum")
    variant, text = None, decision.text("text")
    if siglum:
        variant = _variant(state, decision)
        if variant is None:
            return
        text = next(r.text for r in variant.readings if siglum in r.sigla)
    if lemma.strip():
        place = _of_spans(state, variant) or _one(state, decision, lemma, decision.text("after"))
    else:
        place = _one(state, decision, decision.text("after"))
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


def _variant(state: _State, decision: Decision) -> Variant | None:
    """The variant whose lemma and siglum the decision names."""
    lemma, siglum, after = decision.text("lemma"), decision.text("siglum"), decision.text("after")
    found = [v for v in state.apparatus.variants if any(siglum in r.sigla for r in v.readings)
             and v.kind not in (VariantKind.PARAGRAPH, VariantKind.MARK)
             and (v.lemma.text.split() == lemma.split() if not lemma.strip()
                  else pattern_of(lemma).fullmatch(v.lemma.text.strip()) is not None)]  # fmt: skip
    if after and len(found) > 1:
        places = {(f.block, f.item, f.end) for f in find(state.blocks, after)}
        found = [v for v in found if (p := _of_spans(state, v)) and any(
            (p.block, p.item, end) in places for end in _ends(state, p))] or found  # fmt: skip
    if len(found) == 1:
        return found[0]
    if not found:
        why = f'the apparatus has no lemma "{_short(lemma)}" with a reading of {siglum}'
        state.notices.append(decision.no_longer(why, "write text = ... for a reading that no witness has"))
    else:
        hint = "add after = ... with the words before it"
        state.notices.append(decision.no_longer(f'{len(found)} variants have the lemma "{_short(lemma)}"', hint))
    return None


def _of_spans(state: _State, variant: Variant | None) -> Found | None:
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


def _prefer(state: _State, variant: Variant | None, siglum: str, text: str, old: TracedText) -> None:
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


def _traced(state: _State, span: Span) -> TracedText:
    return TracedText.of(state.witnesses.text(span), span.start)


# -- what was set aside --------------------------------------------------------------------------------------------


def _keep(state: _State, decision: Decision) -> None:
    pattern = pattern_of(decision.text("text"))
    for number, block in enumerate(state.blocks):
        if isinstance(block, PullQuote) and pattern.match(block.text.text.strip()):
            state.blocks[number] = Paragraph((Run(block.text),))
            return
    aside = next((a for a in state.set_aside if pattern.match(a.text.text.strip())), None)
    if aside is None:
        why = f'nothing that begins with "{_short(decision.text("text"))}" was set aside'
        state.notices.append(decision.no_longer(why))
        return
    at: int | None
    if decision.text("after"):
        place = _one(state, decision, decision.text("after"))
        at = place.block + 1 if place else None
    else:
        at = _by_order(state, aside.text)
    if at is not None:
        state.set_aside.remove(aside)
        state.blocks.insert(at, Paragraph((Run(aside.text),)))


def _by_order(state: _State, text: TracedText) -> int:
    """The block before which the text stands in its witness."""
    number = next((n for n in text.origins if n != ADDED), ADDED)
    last = 0
    for index, block in enumerate(state.blocks):
        first = next(
            (n for content in contents_of(block) for inline in content if isinstance(inline, Run)
             for n in inline.text.origins if n != ADDED),
            None,
        )  # fmt: skip
        if first is not None and first < number:
            last = index + 1
    return last


# -- front matter ----------------------------------------------------------------------------------------------------


def _front(state: _State, decision: Decision) -> None:
    name = decision.text("field")
    front = state.article.front
    if name == "language":
        state.article = replace(state.article, front=replace(front, language=decision.text("value")))
        return
    if name == "authors":
        wanted = decision.texts("value")
        held = {author.name.text.casefold(): author for author in front.authors}
        authors = tuple(held.pop(text.casefold(), Author(TracedText.added(text))) for text in wanted)
        for author in held.values():
            _aside(state, author.name, name)
            for part in (author.note, author.affiliation, author.email):
                if part is not None and (part is author.note or author.note is None):
                    _aside(state, part, name)
        state.article = replace(state.article, front=replace(front, authors=authors))
    elif name == "keywords":
        words = {word.text.casefold(): word for word in front.keywords}
        keywords = tuple(words.pop(t.casefold(), TracedText.added(t)) for t in decision.texts("value"))
        for word in words.values():
            _aside(state, word, name)
        state.article = replace(state.article, front=replace(front, keywords=keywords))
    elif name == "abstract":
        old = front.abstracts[0] if front.abstracts else None
        text = _instead(state, old[1] if old else None, decision.text("value"), name)
        abstracts = ((old[0] if old else "", text), *front.abstracts[1:])
        state.article = replace(state.article, front=replace(front, abstracts=abstracts))
    else:
        text = _instead(state, getattr(front, name), decision.text("value"), name)
        changed: dict[str, object] = {name: text}
        state.article = replace(state.article, front=replace(front, **changed))  # type: ignore[arg-type]


def _instead(state: _State, old: TracedText | None, new: str, name: str) -> TracedText:
    if old is not None and old.text == new:
        return old
    if old is not None:
        _aside(state, old, name)
    return TracedText.added(new)


def _aside(state: _State, text: TracedText, name: str) -> None:
    state.set_aside.append(SetAside(text, "decision", f"the editor gives the {name}"))


_KINDS: dict[str, Callable[[_State, Decision], None]] = {
    "keep": _keep,  # first: kept text may be a heading or hold a call
    "heading": _heading,
    "reading": _reading,
    "call": _call,  # after readings: the words before a call are the words that are read in the end
    "front": _front,
}
"""The kinds of decision on the text, in the order in which they are carried out."""
