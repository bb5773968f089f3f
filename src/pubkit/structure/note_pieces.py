"""Footnotes of a text whose lines are paragraphs: pieces that begin with a mark, in the order of their numbers.

A superscript mark tells a note by itself; a plain number only where it fits between its neighbours (best increasing
run, by dynamic programming), so that numbered headings and list items stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pubkit.structure.draft import Draft, NoteBody, Piece, Role
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, complete, plain_digits

__all__ = ["lift_note_pieces"]

_MARK = re.compile(
    rf"""(?: (?P<raised> [{SUPERSCRIPT_DIGITS}]{{1,3}} ) \s*
           | (?P<plain> \d{{1,3}} ) (?P<stop> [.)] )? \s+ (?=["'“‘«„(\[…]? [^\W\d_a-zß-öø-ÿ] | (?:https?:|www\.) )
           | \[ (?P<bracket> \d{{1,3}} ) \] :? \s+
         ) (?=\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    number: int
    weight: float
    end: int


def lift_note_pieces(draft: Draft) -> Draft:
    """Take the note pieces out of the flow, with the paragraphs that go on with them."""
    if draft.notes and any(note.label.startswith("^") for note in draft.notes):
        return draft  # the file has its notes outright
    chosen = _best_run(_candidates(draft.pieces))
    if not chosen:
        return draft
    starts = {candidate.index: candidate for candidate in chosen}
    kept: list[Piece] = []
    notes: list[NoteBody] = list(draft.notes)
    group = 0
    previous_was_note = False
    for index, piece in enumerate(draft.pieces):
        candidate = starts.get(index)
        if candidate is None:
            kept.append(replace(piece, page=group))
            previous_was_note = False
            continue
        if not previous_was_note:
            group += 1
        previous_was_note = True
        mark = piece.text[: candidate.end].strip()
        body = piece.text[candidate.end :].strip()
        notes.append(NoteBody(str(candidate.number), mark, (body,), len(kept), group - 1, min(1.0, candidate.weight)))
    return replace(draft, pieces=tuple(kept), notes=tuple(notes))


def _candidates(pieces: tuple[Piece, ...]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for index, piece in enumerate(pieces):
        match = _MARK.match(piece.string) if piece.role is Role.TEXT else None
        if match is None:
            continue
        if match["raised"]:
            found.append(_Candidate(index, int(plain_digits(match["raised"])), 1.0, match.end()))
        elif len(piece.string) - match.end() >= 12 and (complete(piece.string) or len(piece.string) > 90):
            weight = 0.35 if match["stop"] else 0.6
            neighbour = index and pieces[index - 1].role is Role.TEXT and not complete(pieces[index - 1].string)
            number = match["plain"] or match["bracket"]
            found.append(_Candidate(index, int(number), weight + 0.2 * bool(neighbour), match.end()))
    return found


def _best_run(candidates: list[_Candidate]) -> list[_Candidate]:
    """The heaviest chain in which each number follows the one before it; gaps and restarts cost."""
    if not any(candidate.weight == 1.0 for candidate in candidates):
        return []
    best: list[float] = []
    back: list[int] = []
    for i, one in enumerate(candidates):
        top, link = one.weight - 0.15 * min(one.number - 1, 6), -1
        for j in range(i - 1, max(-1, i - 40), -1):
            step = one.number - candidates[j].number
            if step == 1:
                cost = 0.0
            elif 1 < step <= 12:
                cost = 0.3 * (step - 1)
            elif one.number == 1 and one.weight == 1.0:
                cost = 0.3
            else:
                continue
            if best[j] + one.weight - cost > top:
                top, link = best[j] + one.weight - cost, j
        best.append(top)
        back.append(link)
    chain: list[_Candidate] = []
    at = max(range(len(best)), key=best.__getitem__)
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    taken = {candidate.index for candidate in chain}
    chain += [candidate for candidate in candidates if candidate.weight == 1.0 and candidate.index not in taken]
    return sorted(chain, key=lambda candidate: candidate.index)
