"""Notes that flow on to the next page.

WeasyPrint sets a note as a whole: one that is taller than the foot of a page would be cut off. In: a note as
`footnotes` has it, in the tree. Out: a short one as it is; a long one in parts, at its paragraphs and, in long
paragraphs, at its sentences. Each part but the first is a note without a call (`notepart`), which goes to the next
page where it does not fit. No character is lost or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

__all__ = ["in_parts"]

LONG = 1200
"""Characters from which a note is set in parts: some fourteen lines."""
PART = 420
"""Characters of a part, about: a foot must have room for one."""
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=\S)")


def in_parts(note: Element) -> list[Element]:
    """The note and the parts that follow it; the note is changed in place."""
    if len("".join(note.itertext())) <= LONG:
        return [note]
    chunks = [chunk for block in list(note) for chunk in _chunks(block)]
    for block in list(note):
        note.remove(block)
    parts = [note]
    for chunk in chunks:
        length = len("".join(parts[-1].itertext()))
        if length and length + len("".join(chunk.itertext())) > PART:
            parts.append(Element("notepart"))
        parts[-1].append(chunk)
    return parts


def _chunks(block: Element) -> Iterator[Element]:
    """The block, or pieces of it where it is a long paragraph."""
    if "note-paragraph" not in (block.get("class") or "") or len("".join(block.itertext())) <= PART:
        yield block
        return
    piece = Element(block.tag, dict(block.attrib))
    for item in _contents(block):
        if isinstance(item, Element):
            piece.append(item)
            continue
        for index, sentence in enumerate(_sentences(item)):
            if index and len("".join(piece.itertext())) >= PART:
                yield piece
                piece = Element(block.tag, {"class": "note-paragraph continued"})
            _append(piece, sentence)
    yield piece


def _contents(block: Element) -> Iterator[Element | str]:
    yield block.text or ""
    for child in list(block):
        tail, child.tail = child.tail or "", None
        yield child
        yield tail


def _sentences(said: str) -> list[str]:
    """The text in sentences, the spaces between them with the one before."""
    ends = [found.end() for found in _SENTENCE.finditer(said)]
    return [said[start:end] for start, end in zip([0, *ends], [*ends, len(said)], strict=True)]


def _append(piece: Element, text: str) -> None:
    if len(piece):
        piece[-1].tail = (piece[-1].tail or "") + text
    else:
        piece.text = (piece.text or "") + text
