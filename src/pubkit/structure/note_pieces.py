"""Footnotes of a text whose lines are paragraphs: pieces that begin with a mark.

In the order of what they prove: a definition of Markdown (`[^1]: ...`) and a superscript mark tell a note by
themselves. A plain number, a number in brackets or a letter tells one where it fits between its neighbours (best
increasing run, by dynamic programming) and the text above calls it; a sign (`*`, `†`) where the text since the last
notes calls it. So numbered headings, items of lists and references stay what they are. Endnotes (under a heading or
at the end) are another rule's (`endnote_pieces`).
"""

from __future__ import annotations

import re

from pubkit.records import dataclass, replace
from pubkit.structure.call_marks import is_alphabetic, marks_in
from pubkit.structure.cues import REFERENCES
from pubkit.structure.draft import Draft, NoteBody, Piece, Role
from pubkit.structure.marked import DEFINITION
from pubkit.structure.note_numbers import value_of
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, SUPERSCRIPT_LETTERS, complete, plain_digits

__all__ = ["lift_note_pieces"]

_MARK = re.compile(
    rf"""(?: (?P<raised> [{SUPERSCRIPT_DIGITS}]{{1,4}} ) \s*
           | (?P<plain> \d{{1,4}} ) (?P<stop> [.)] )? \s+ (?=["'“‘«„(\[…]? [^\W\d_a-zß-öø-ÿ] | (?:https?:|www\.) )
           | \[ (?P<bracket> \d{{1,4}} ) \] :? \s+
           | (?P<sign> [*†‡§‖¶]{{1,3}} ) [.)]? \s* (?=["'“‘«„(\[…]? [^\W\d_] | https?:)
           | (?: \^? (?P<letter> [a-z] | [ivx]{{2,5}} ) [.)]? \s+
               | (?P<raised_letter> [{SUPERSCRIPT_LETTERS}]{{1,5}} ) \s* ) (?=["'“‘«„(\[…]? [^\W\d_a-zß-öø-ÿ] | https?:)
         ) (?=\S)""",
    re.VERBOSE,
)
_SURE = 1.0
_CALLED = 0.62
"""Cost up to which a mark in the text counts as a call of a note that its own mark does not prove."""
_SHORT = 0.3
"""Weight of "9 Ibid., 3.": a note where its number fits, and nothing by itself."""
_LONG = 1000
"""From which number on a mark looks like a year."""
_REACH = 60
"""Pieces before a note in which its call may stand."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    label: str
    number: int
    weight: float
    end: int
    kind: str


def lift_note_pieces(draft: Draft) -> Draft:
    """Take the note pieces out of the flow, with the paragraphs that go on with them."""
    if draft.notes:
        return draft  # the file has its notes outright, or they stand at its end
    candidates = _candidates(draft.pieces)
    if any(candidate.kind == "definition" for candidate in candidates):
        chosen = [candidate for candidate in candidates if candidate.kind == "definition"]
    else:
        chosen = _chosen(candidates, draft.pieces)
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
            if previous_was_note and piece.indented and notes[-1].label.startswith("^"):
                notes[-1] = replace(notes[-1], paragraphs=(*notes[-1].paragraphs, piece.text))
                continue
            kept.append(replace(piece, page=group))
            previous_was_note = False
            continue
        if not previous_was_note:
            group += 1
        previous_was_note = True
        mark = piece.text[: candidate.end].strip()
        body = piece.text[candidate.end :].strip()
        notes.append(NoteBody(candidate.label, mark, (body,), len(kept), group - 1, min(1.0, candidate.weight)))
    return replace(draft, pieces=tuple(kept), notes=tuple(notes))


def _candidates(pieces: tuple[Piece, ...]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for index, piece in enumerate(pieces):
        if piece.role is not Role.TEXT:
            continue
        if match := DEFINITION.match(piece.string):
            found.append(_Candidate(index, "^" + match["name"], 0, _SURE, match.end(), "definition"))
            continue
        match = _MARK.match(piece.string)
        if match is None:
            continue
        if match["raised"]:
            label = plain_digits(match["raised"])
            found.append(_Candidate(index, label, int(label), _SURE, match.end(), "raised"))
            continue
        kind = next(name for name in ("plain", "bracket", "sign", "letter", "raised_letter") if match[name])
        ends = complete(piece.string) or len(piece.string) > 90
        short = len(piece.string) - match.end() < 12 or not ends
        if short and not (kind == "plain" and (ends or piece.string.endswith(","))):
            continue
        label = plain_digits(match[kind])
        neighbour = index and pieces[index - 1].role is Role.TEXT and not complete(pieces[index - 1].string)
        weight = _SHORT if short else (0.35 if match["stop"] else 0.6) + 0.2 * bool(neighbour)
        found.append(_Candidate(index, label, value_of(label), weight, match.end(), kind))
    return found


def _chosen(candidates: list[_Candidate], pieces: tuple[Piece, ...]) -> list[_Candidate]:
    signs = [c for c in candidates if c.kind == "sign" and _is_called(c, candidates, pieces)]
    numbers = _no_years([c for c in candidates if c.kind in ("raised", "plain", "bracket")])
    letters = [c for c in candidates if c.kind in ("letter", "raised_letter")]
    sure = any(c.kind == "raised" for c in numbers)
    run = _best_run(numbers) if sure else _called_run(numbers, pieces)
    run += _called_run(letters, pieces) if not run else []
    return sorted([*run, *signs], key=lambda candidate: candidate.index)


def _no_years(numbers: list[_Candidate]) -> list[_Candidate]:
    """Without numbers of four figures that do not go on counting: they are years."""
    known = {c.number for c in numbers}
    return [c for c in numbers if c.number < _LONG or c.kind == "raised" or c.number - 1 in known]


def _is_called(note: _Candidate, candidates: list[_Candidate], pieces: tuple[Piece, ...]) -> bool:
    """Whether its sign stands in the text since the last note with it."""
    before = max((c.index for c in candidates if c.kind == "sign" and c.label == note.label and c.index < note.index),
                 default=note.index - 12)  # fmt: skip
    labels = frozenset({note.label})
    near = pieces[max(0, before + 1, note.index - 12) : note.index]
    return any(True for piece in near for _ in marks_in(piece.string, labels))


def _called_run(candidates: list[_Candidate], pieces: tuple[Piece, ...]) -> list[_Candidate]:
    """The best run of notes whose own marks prove nothing: most of them must be called in the text above."""
    last = next((i for i, piece in enumerate(pieces) if REFERENCES.fullmatch(piece.string.strip())), len(pieces))
    run = _best_run([candidate for candidate in candidates if candidate.index < last], restarts=True)
    if not run:
        return []
    labels = frozenset(candidate.label for candidate in run)
    taken = {candidate.index for candidate in run}
    places: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces[: run[-1].index]):
        for mark in marks_in(piece.string, labels) if index not in taken else ():
            if mark.cost <= _CALLED or (is_alphabetic(mark.label) and mark.cost < 1):
                places.setdefault(mark.label, []).append(index)
    called = sum(
        any(candidate.index - _REACH <= place < candidate.index for place in places.get(candidate.label, ()))
        for candidate in run
    )
    return run if called >= max(2, 0.6 * len(run)) else []


def _best_run(candidates: list[_Candidate], *, restarts: bool = False) -> list[_Candidate]:
    """The heaviest chain in which each number follows the one before it; gaps and restarts cost.

    Where no mark proves a note by itself, `restarts` lets a plain 1 begin anew as well.
    """
    if not candidates:
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
            elif one.number == 1 and (one.weight == _SURE or (restarts and candidates[j].index < one.index - 1)):
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
    chain += [candidate for candidate in candidates if candidate.weight == _SURE and candidate.index not in taken]
    return sorted(chain, key=lambda candidate: candidate.index)
