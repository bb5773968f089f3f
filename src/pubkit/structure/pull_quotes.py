"""Pull quotes: whole sentences of the body that stand a second time as decoration.

A pull quote has a twin in flowing text, begins with a capital and ends with a full stop. The copy that breaks off
without final punctuation is body; so is a paragraph that stands once. The twin may differ in a few words, may be cut
by a seam, and may stand on both sides of the pull quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.model.article import SetAside
from pubkit.model.text import TracedText
from pubkit.records import dataclass, replace
from pubkit.structure.cues import REFERENCES
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.stream import Stream, stream_of
from pubkit.structure.wording import begins_lower, complete, sentence_ends

__all__ = ["lift_pull_quotes", "lift_set_apart"]

_LIKE = 0.84
_MOST = 110
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s")
_FINAL = re.compile(r"[.!?…][\"'”’»)]*\s*\Z")


def lift_pull_quotes(draft: Draft) -> Draft:
    """Give pull quotes their role, whole pieces first, then those inside other pieces."""
    if draft.measured:
        return draft if any(piece.apart for piece in draft.pieces) else _outer(draft)
    return _inner(_outer(draft))


def lift_set_apart(draft: Draft) -> Draft:
    """What the page sets apart in other type and the body says, too, is a pull quote, wherever its sentence ends."""
    if not any(piece.apart for piece in draft.pieces):
        return draft
    stream = stream_of(draft.pieces)
    pieces = list(draft.pieces)
    for index, piece in enumerate(pieces):
        if piece.apart and index in stream.bounds:
            twin = stream.twin(*stream.bounds[index])
            if twin and twin.likeness >= _LIKE:
                pieces[index] = replace(
                    piece, role=Role.PULL_QUOTE, confidence=twin.likeness, reason="set apart, and repeats the body"
                )
    return replace(draft, pieces=tuple(pieces))


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    likeness: float


def _outer(draft: Draft) -> Draft:
    """Pieces, or two pieces in a row, that are a pull quote as a whole."""
    stream = stream_of(draft.pieces)
    found: list[_Found] = []
    end = next((i for i, p in enumerate(draft.pieces) if REFERENCES.fullmatch(p.string.strip())), len(draft.pieces))
    for index, piece in enumerate(draft.pieces[:end]):
        if piece.role is not Role.TEXT or (found and index <= found[-1].last):
            continue
        for last in (index, index + 1):
            hit = _whole(draft.pieces, index, last, stream)
            if hit:
                found.append(hit)
                break
    if not found:
        return draft
    pieces: list[Piece] = list(draft.pieces)
    gone: dict[int, SetAside] = {}
    for hit in found:
        text = TracedText.added(" ").join(piece.text for piece in draft.pieces[hit.first : hit.last + 1])
        pieces[hit.first] = replace(
            pieces[hit.first],
            text=text,
            role=Role.PULL_QUOTE,
            confidence=hit.likeness,
            reason="repeats the body",
            parts=(),
        )
        for extra in range(hit.first + 1, hit.last + 1):
            gone[extra] = SetAside(TracedText.added(""), "joined")
    out = replace(draft, pieces=tuple(pieces)).without(gone)
    return replace(out, aside=tuple(item for item in out.aside if item.rule != "joined"))


def _whole(pieces: tuple[Piece, ...], first: int, last: int, stream: Stream) -> _Found | None:
    if last >= len(pieces) or pieces[last].role is not Role.TEXT:
        return None
    if last > first and (complete(pieces[first].string) or not begins_lower(pieces[last].string)):
        return None
    if (
        begins_lower(pieces[first].string)
        or _NUMBERED.match(pieces[first].string)
        or not _FINAL.search(pieces[last].string)
    ):
        return None
    start, end = stream.bounds[first][0], stream.bounds[last][1]
    if not 5 <= end - start <= _MOST:
        return None
    twin = stream.twin(start, end)
    if twin is None or twin.likeness < _LIKE:
        return None
    if _stands_alone(pieces, first, last, twin.start, end - start, stream):
        return None
    return _Found(first, last, min(1.0, twin.likeness))


def _stands_alone(pieces: tuple[Piece, ...], first: int, last: int, at: int, size: int, stream: Stream) -> bool:
    """Two paragraphs that are the same, neither of which breaks anything: perhaps the author repeats himself."""
    start = stream.bounds[first][0]
    real = at if at < start else at + size
    if at < start < at + size or real >= len(stream.words):
        return False  # the twin lies on both sides
    owner = stream.pieces[real]
    begin, end = stream.bounds[owner]
    if end - begin > size + 3 or begin < real - 3:
        return False
    twin_interrupts = owner > 0 and not complete(pieces[owner - 1].string) and pieces[owner - 1].role is Role.TEXT
    interrupts = first > 0 and not complete(pieces[first - 1].string) and pieces[first - 1].role is Role.TEXT
    broken = max(piece.lines for piece in pieces[first : last + 1]) > 1
    if broken and pieces[owner].lines == 1:
        return False
    return twin_interrupts or not interrupts


def _inner(draft: Draft) -> Draft:
    """Pull quotes at the head of a piece, at its end or inside, that leave a broken sentence whole when they go."""
    stream = stream_of(draft.pieces)
    pieces: list[Piece] = []
    moved: dict[int, int] = {}
    end = next((i for i, p in enumerate(draft.pieces) if REFERENCES.fullmatch(p.string.strip())), len(draft.pieces))
    for index, piece in enumerate(draft.pieces):
        moved[index] = len(pieces)
        if piece.role is not Role.TEXT or index not in stream.bounds or index > end:
            pieces.append(piece)
            continue
        before = next((p for p in reversed(pieces) if p.role is not Role.PULL_QUOTE), None)
        after = next((p for p in draft.pieces[index + 1 : index + 4] if p.role is Role.TEXT), None)
        cut = next(_cuts(piece, index, before, after, stream), None)
        if cut is None:
            pieces.append(piece)
            continue
        start, end, likeness = cut
        quote = replace(
            piece, text=piece.text[start:end].strip(), role=Role.PULL_QUOTE, confidence=likeness, parts=(),
            reason="repeats the body and stands inside another sentence",
        )  # fmt: skip
        rest = TracedText.added(" ").join(t for t in (piece.text[:start].strip(), piece.text[end:].strip()) if t.text)
        pieces.append(quote)
        if rest.text:
            pieces.append(replace(piece, text=rest, parts=()))
    moved[len(draft.pieces)] = len(pieces)
    notes = tuple(replace(note, at=moved[note.at]) for note in draft.notes)
    return replace(draft, pieces=tuple(pieces), notes=notes)


def _cuts(
    piece: Piece, index: int, before: Piece | None, after: Piece | None, stream: Stream
) -> Iterator[tuple[int, int, float]]:
    text = piece.string
    first, last = stream.bounds[index]
    torn_before = before is not None and before.role is Role.TEXT and not complete(before.string)
    ends = list(sentence_ends(text)) + [m.end() for m in re.finditer(r"[.!?][\"'”’]*(?=\s+[a-zß-öø-ÿа-я])", text)]
    ends = sorted(set(ends))
    for at in range(first, last):
        begin = stream.starts[at]
        lead = text[:begin].rstrip("\"'“‘«( ")
        if not text[begin].isupper():
            continue
        at_head = at == first
        if not at_head and complete(lead):
            continue
        if at_head and not torn_before:
            continue
        if stream.words[at : at + 4] not in stream.grams:
            continue
        for end in ends:
            if end <= begin:
                continue
            stop = next((k for k in range(at, last) if stream.starts[k] >= end), last)
            if stop - at > _MOST:
                break
            if stop - at < 8:
                continue
            if not _heals(text[end:].lstrip(), at_head, after):
                continue
            twin = stream.twin(at, stop)
            if twin and twin.likeness >= _LIKE:
                yield begin, end, twin.likeness


def _heals(rest: str, at_head: bool, after: Piece | None) -> bool:
    """Whether what stood before goes on with what comes after."""
    if not rest:
        return not at_head and after is not None and begins_lower(after.string)
    return begins_lower(rest) or at_head
