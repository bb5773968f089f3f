"""Positions of cites: first, subsequent, ibid, ibid-with-locator, near-note ("Choose", position; "Note
Distance")."""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.records import dataclass

from .context import Citation, Cite

__all__ = ["FIRST", "SUBSEQUENT", "positions"]

FIRST = frozenset({"first"})
SUBSEQUENT = frozenset({"subsequent"})


@dataclass(slots=True)
class _Seen:
    """Where an item was last cited."""

    citation: int
    note: int | None


def positions(
    citations: Sequence[tuple[Citation, tuple[Cite, ...]]], distance: int
) -> list[list[tuple[frozenset[str], int | None]]]:
    """For each citation (with its cites in printed order) and cite: its positions, and the number of the
    note in which its item was first cited."""
    in_text = [n for n, (citation, _) in enumerate(citations) if citation.note_number is None]
    if in_text and len(in_text) < len(citations):  # text and notes are two streams, each with its own ibid
        in_notes = [n for n, (citation, _) in enumerate(citations) if citation.note_number is not None]
        rows: dict[int, list[tuple[frozenset[str], int | None]]] = {}
        for stream in (in_text, in_notes):
            rows.update(zip(stream, positions([citations[n] for n in stream], distance), strict=True))
        return [rows[n] for n in range(len(citations))]
    seen: dict[object, _Seen] = {}
    first_note: dict[object, int | None] = {}
    in_note: dict[int, set[object]] = {}
    out: list[list[tuple[frozenset[str], int | None]]] = []
    for index, (citation, cites) in enumerate(citations):
        if citation.reset_position:
            seen.clear()
            first_note.clear()
            in_note.clear()
        note = citation.note_number
        row: list[tuple[frozenset[str], int | None]] = []
        for number, cite in enumerate(cites):
            previous = _previous(citations, index, number, in_note)
            last = seen.get(cite.id)
            row.append((_position(cite, previous, last, note, distance), first_note.get(cite.id)))
            first_note.setdefault(cite.id, note)
            seen[cite.id] = _Seen(index, note)
            if note is not None:
                in_note.setdefault(note, set()).add(cite.id)
        out.append(row)
    return out


def _previous(
    citations: Sequence[tuple[Citation, tuple[Cite, ...]]],
    index: int,
    number: int,
    in_note: dict[int, set[object]],
) -> Cite | None:
    """The cite to which ibid could refer: the one before in the same citation, or the only one of the
    citation before, if that is alone in its note and no note without cites stands between."""
    citation, cites = citations[index]
    if number:
        return cites[number - 1]
    if not index or citation.reset_position:
        return None
    before, earlier = citations[index - 1]
    if not earlier or any(cite.id != earlier[0].id for cite in earlier):
        return None
    if len(earlier) > 1:
        return None
    if before.note_number is not None:
        if len(in_note.get(before.note_number, ())) > 1:
            return None
        if citation.note_number is not None and citation.note_number - before.note_number > 1:
            return None
    return earlier[0]


def _position(cite: Cite, previous: Cite | None, last: _Seen | None, note: int | None, distance: int) -> frozenset[str]:
    if last is None:
        return FIRST
    found = {"subsequent"}
    if note is not None and last.note is not None and note - last.note <= distance:
        found.add("near-note")
    if previous is not None and previous.id == cite.id:
        same = previous.locator == cite.locator and (previous.label or "page") == (cite.label or "page")
        if not previous.locator:
            found.add("ibid")
            if cite.locator:
                found.add("ibid-with-locator")
        elif same:
            found.add("ibid")
        elif cite.locator:
            found.update(("ibid", "ibid-with-locator"))
    return frozenset(found)
