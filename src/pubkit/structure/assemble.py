"""Pieces, notes and anchors to the finished article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

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
    PullQuote,
    Run,
    SetAside,
    Verbatim,
    Verse,
)
from pubkit.model.text import TracedText
from pubkit.structure.anchors import Anchor
from pubkit.structure.cues import REFERENCES
from pubkit.structure.draft import Draft, NoteBody, Piece, Role

__all__ = ["assemble"]


def assemble(draft: Draft, anchors: tuple[Anchor, ...]) -> Article:
    """The article. Each note is called once; ids are the printed numbers where these run through."""
    ids = _ids(draft.notes)
    by_piece: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        by_piece[anchor.piece].append(anchor)
    blocks: list[Block] = []
    aside = list(draft.aside)
    references: list[TracedText] = []
    reference_heading: TracedText | None = None
    for index, piece in enumerate(draft.pieces):
        if piece.role is Role.HEADING and piece.mark.text:
            aside.append(SetAside(piece.mark, "markup", "mark of a heading"))
        if piece.role is Role.REFERENCE:
            if REFERENCES.fullmatch(piece.string.strip()) and reference_heading is None:
                reference_heading = piece.text
            else:
                references.append(piece.text)
            continue
        content = _content(piece.text, by_piece.get(index, ()), ids)
        block = _block(piece, content)
        if isinstance(block, ListBlock) and blocks and isinstance(blocks[-1], ListBlock):
            last = blocks[-1]
            if (last.start is None) == (block.start is None):
                blocks[-1] = replace(last, items=last.items + block.items, marks=last.marks + block.marks)
                continue
        blocks.append(block)
    notes = tuple(
        Note(ids[i], body.mark, tuple((Run(text),) for text in body.paragraphs), Evidence("footnote", body.confidence))
        for i, body in enumerate(draft.notes)
    )
    return Article(draft.front, tuple(blocks), notes, tuple(references), reference_heading, tuple(aside))


def _ids(notes: tuple[NoteBody, ...]) -> list[str]:
    used: set[str] = set()
    ids: list[str] = []
    for index, note in enumerate(notes):
        name = note.label if note.label.isdigit() else f"n{index + 1}"
        while name in used:
            name = f"{name}-{index + 1}"
        used.add(name)
        ids.append(name)
    return ids


def _content(text: TracedText, anchors: tuple[Anchor, ...] | list[Anchor], ids: list[str]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    last = 0
    for anchor in sorted(anchors, key=lambda a: (a.start, a.note)):
        before = text[last : max(last, anchor.start)]
        if anchor.start < anchor.end and text.text[anchor.end : anchor.end + 1] in tuple(".,;:") and before.text:
            before = before[: len(before.text.rstrip())]
        if before.text:
            content.append(Run(before))
        rule = "inferred" if anchor.kind is CallKind.INFERRED else "mark"
        evidence = Evidence(rule, anchor.probability, anchor.reason, before[-60:].spans())
        content.append(Call(ids[anchor.note], anchor.kind, evidence, text[anchor.start : anchor.end]))
        last = max(last, anchor.end)
        if anchor.start < anchor.end and text.text[last : last + 2] in (" .", " ,", " ;"):
            last += 1
    if text.text[last:]:
        content.append(Run(text[last:]))
    return tuple(content)


def _block(piece: Piece, content: tuple[Inline, ...]) -> Block:
    evidence = Evidence(str(piece.role), piece.confidence, piece.reason, piece.text.spans())
    match piece.role:
        case Role.HEADING:
            return Heading(max(1, piece.level), content, evidence)
        case Role.QUOTE:
            return BlockQuote(content)
        case Role.LIST_ITEM:
            number = piece.mark.text.strip("().")
            return ListBlock((content,), int(number) if number.isdigit() else None, (piece.mark,))
        case Role.PULL_QUOTE:
            return PullQuote(piece.text, evidence)
        case Role.TABLE:
            return Verbatim(piece.text)
        case Role.VERSE:
            return Verse(tuple((Run(line),) for line in piece.parts)) if piece.parts else Paragraph(content)
        case _:
            return Paragraph(content)
