"""Pieces, notes and anchors to the finished article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

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
    Style,
    Verbatim,
    Verse,
)
from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.anchors import Anchor
from pubkit.structure.cues import REFERENCES
from pubkit.structure.draft import Draft, NoteBody, Piece, Role
from pubkit.structure.styles import Styles

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
        if piece.role is not Role.LIST_ITEM and piece.mark.text:
            aside.append(SetAside(piece.mark, "markup", "mark of a block"))
        if piece.role is Role.REFERENCE:
            if REFERENCES.fullmatch(piece.string.strip()) and reference_heading is None:
                reference_heading = piece.text
            else:
                references.append(piece.text)
            continue
        content = _content(piece.text, by_piece.get(index, ()), ids, draft.styles)
        if piece.role is Role.HEADING:
            content = _plain_heading(content)
        block = _block(piece, content)
        if isinstance(block, ListBlock) and blocks and isinstance(blocks[-1], ListBlock):
            last = blocks[-1]
            if (last.start is None) == (block.start is None) or piece.depth:
                blocks[-1] = replace(
                    last, items=last.items + block.items, marks=last.marks + block.marks,
                    depths=last.depths + block.depths,
                )  # fmt: skip
                continue
        blocks.append(block)
    notes = tuple(
        Note(
            ids[i],
            body.mark,
            tuple(tuple(draft.styles.runs(text)) for text in body.paragraphs),
            Evidence("footnote", body.confidence),
        )
        for i, body in enumerate(draft.notes)
    )
    return Article(draft.front, tuple(blocks), notes, tuple(references), reference_heading, tuple(aside))


def _ids(notes: tuple[NoteBody, ...]) -> list[str]:
    used: set[str] = set()
    ids: list[str] = []
    for index, note in enumerate(notes):
        label = note.label.removeprefix("^")
        name = label if label.isdigit() else f"n{index + 1}"
        while name in used:
            name = f"{name}-{index + 1}"
        used.add(name)
        ids.append(name)
    return ids


def _plain_heading(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading that is emphasized as a whole is so because it is a heading."""
    styles = {run.style for run in content if isinstance(run, Run) and run.text.text.strip()}
    if len(styles) != 1:
        return content
    return tuple(replace(inline, style=Style.PLAIN) if isinstance(inline, Run) else inline for inline in content)


def _content(text: TracedText, anchors: Sequence[Anchor], ids: list[str], styles: Styles) -> tuple[Inline, ...]:
    content: list[Inline] = []
    last = 0
    for anchor in sorted(anchors, key=lambda a: (a.start, a.note)):
        before = text[last : max(last, anchor.start)]
        if anchor.start < anchor.end and text.text[anchor.end : anchor.end + 1] in tuple(".,;:") and before.text:
            before = before[: len(before.text.rstrip())]
        content += styles.runs(before)
        rule = "inferred" if anchor.kind is CallKind.INFERRED else "mark"
        evidence = Evidence(rule, anchor.probability, anchor.reason, before[-60:].spans())
        content.append(Call(ids[anchor.note], anchor.kind, evidence, text[anchor.start : anchor.end]))
        last = max(last, anchor.end)
        if anchor.start < anchor.end and text.text[last : last + 2] in (" .", " ,", " ;"):
            last += 1
    content += styles.runs(text[last:])
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
            return ListBlock((content,), int(number) if number.isdigit() else None, (piece.mark,), (piece.depth,))
        case Role.PULL_QUOTE:
            return PullQuote(piece.text, evidence)
        case Role.TABLE:
            return Verbatim(piece.text, "code" if piece.reason == "code" else "table")
        case Role.VERSE:
            return Verse(_verse_lines(content))
        case _:
            return Paragraph(content)


def _verse_lines(content: Sequence[Inline]) -> tuple[tuple[Inline, ...], ...]:
    """The lines of a stretch of verse, which a line end parts."""
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if not isinstance(inline, Run):
            lines[-1].append(inline)
            continue
        start = 0
        for index, part in enumerate(inline.text.text.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append(Run(inline.text[start : start + len(part)], inline.style))
            start += len(part) + 1
    return tuple(tuple(line) for line in lines if line)
