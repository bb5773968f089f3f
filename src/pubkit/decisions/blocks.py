"""Decisions on blocks: what is a heading, where paragraphs begin, and what was set aside and is text."""

from __future__ import annotations

from pubkit.decisions.file import Decision
from pubkit.decisions.places import contents_of, cut, find, pattern_of, plain, with_content
from pubkit.decisions.state import SAID, State, only_place, short
from pubkit.model import (
    ADDED,
    Heading,
    Paragraph,
    PullQuote,
    Run,
    TracedText,
)
from pubkit.notices import nearest

__all__ = ["keep_text", "settle_heading", "settle_paragraph"]


def settle_heading(state: State, decision: Decision) -> None:
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
        state.blocks[number] = Heading(level, block.content, SAID) if level else Paragraph(block.content)
    elif level:
        _run_in(state, decision)
    else:
        state.notices.append(decision.no_longer(f'there is no heading "{short(decision.text("text"))}"'))


def _run_in(state: State, decision: Decision) -> None:
    """A heading that stands at the beginning of a paragraph."""
    found = [f for f in find(state.blocks, decision.text("text")) if isinstance(state.blocks[f.block], Paragraph)]
    found = [f for f in found if not plain(contents_of(state.blocks[f.block])[0])[: f.start].strip()]
    if len(found) != 1:
        near = nearest(decision.text("text"), [plain(c) for b in state.blocks if isinstance(b, Heading)
                                               for c in contents_of(b)])  # fmt: skip
        hint = f'did you mean "{short(near)}"?' if near else ""
        why = f'no paragraph or heading is, and no single paragraph begins with, "{short(decision.text("text"))}"'
        state.notices.append(decision.no_longer(why, hint))
        return
    (place,) = found
    left, right = cut(contents_of(state.blocks[place.block])[0], place.end)
    state.blocks[place.block : place.block + 1] = [Heading(decision.level, left, SAID), Paragraph(right)]


def settle_paragraph(state: State, decision: Decision) -> None:
    """Split a paragraph before words, or join it with the one before; what is so already stays."""
    begins = decision.text("begins")
    words = begins or decision.text("continues")
    blocks = state.blocks
    found = [f for f in find(blocks, words) if isinstance(blocks[f.block], Paragraph | Heading)]
    first = [f for f in found if not plain(contents_of(blocks[f.block])[f.item])[: f.start].strip()]
    if begins and len(found) == 1 and not first:
        (place,) = found
        left, right = cut(contents_of(blocks[place.block])[place.item], place.start)
        blocks[place.block : place.block + 1] = [with_content(blocks[place.block], place.item, left), Paragraph(right)]
    elif not begins and len(first) == 1:
        (place,) = first
        before = next((n for n in range(place.block - 1, -1, -1) if not isinstance(blocks[n], PullQuote)), -1)
        one, two = blocks[before] if before >= 0 else None, blocks[place.block]
        if not isinstance(one, Paragraph) or not isinstance(two, Paragraph):
            state.notices.append(decision.no_longer("what stands before it is no paragraph"))
            return
        glue = () if plain(one.content)[-1:].isspace() else (Run(TracedText.added(" ")),)
        blocks[before] = Paragraph((*one.content, *glue, *two.content))
        del blocks[place.block]
    elif len(found) != 1 or (begins and len(first) != 1):
        only_place(state, decision, words)


def keep_text(state: State, decision: Decision) -> None:
    pattern = pattern_of(decision.text("text"))
    for number, block in enumerate(state.blocks):
        if isinstance(block, PullQuote) and pattern.match(block.text.text.strip()):
            state.blocks[number] = Paragraph((Run(block.text),))
            return
    aside = next((a for a in state.set_aside if pattern.match(a.text.text.strip())), None)
    if aside is None:
        why = f'nothing that begins with "{short(decision.text("text"))}" was set aside'
        state.notices.append(decision.no_longer(why))
        return
    at: int | None
    if decision.text("after"):
        place = only_place(state, decision, decision.text("after"))
        at = place.block + 1 if place else None
    else:
        at = _by_order(state, aside.text)
    if at is not None:
        state.set_aside.remove(aside)
        state.blocks.insert(at, Paragraph((Run(aside.text),)))


def _by_order(state: State, text: TracedText) -> int:
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
