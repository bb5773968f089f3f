"""Which word does a note belong to? One monotone dynamic programme over all notes of the text.

Every note has candidates: the marks with its label, and the ends of the sentences near its place. A candidate costs
what its kind costs, more outside the stretch of text that the note's page covers, less where note and sentence speak
of the same. The cheapest assignment in which no note stands before its predecessor is chosen; forward-backward sums
over all assignments give each choice its probability.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pubkit.model.article import CallKind
from pubkit.records import dataclass
from pubkit.structure.call_marks import marks_in
from pubkit.structure.draft import Draft, NoteBody, Role
from pubkit.structure.likeness import Matcher
from pubkit.structure.wording import sentence_ends

__all__ = ["Anchor", "anchor_notes"]

_LOST = 3.0
"""Cost of a note whose mark no witness has."""
_REACH = 1500
"""Characters beyond a note's stretch of text in which its mark is looked for before it costs 1 more."""
_PLAIN = 0.4
"""Cost of a mark that can hardly be anything else."""
_WIDE = 60_000
"""Characters of a note's stretch (endnotes have all of the text) beyond which places are looked for near its marks."""
_FLOWING = frozenset({Role.TEXT, Role.LIST_ITEM, Role.QUOTE, Role.HEADING, Role.VERSE, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a call: a piece, and the characters of its mark there (none: start == end)."""

    note: int
    piece: int
    start: int
    end: int
    kind: CallKind
    probability: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Option:
    position: int
    end: int
    piece: int
    kind: CallKind
    cost: float
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class _Text:
    """The flowing pieces as one line of characters."""

    starts: dict[int, int]
    order: tuple[int, ...]
    ends: tuple[tuple[int, int], ...]
    """Position and piece of each sentence end."""
    size: int
    matcher: Matcher


def anchor_notes(draft: Draft) -> tuple[Anchor, ...]:
    """The anchors of all notes, in the order of the notes."""
    notes = draft.notes
    if not notes:
        return ()
    text = _flow(draft)
    if not text.order:
        return ()
    options = [_sorted(o) for o in _options(draft, text)]
    chosen, chance = _solve(options)
    return tuple(
        Anchor(
            i, o.piece, o.position - text.starts[o.piece], o.end - text.starts[o.piece], o.kind, p, _reason(o, notes[i])
        )
        for i, (o, p) in enumerate(zip(chosen, chance, strict=True))
    )


def _reason(option: _Option, note: NoteBody) -> str:
    if option.kind is CallKind.INFERRED:
        return f"no mark {note.label} in the text: placed where order, page and wording fit best"
    return f"mark {note.label} in the text"


def _flow(draft: Draft) -> _Text:
    starts: dict[int, int] = {}
    order: list[int] = []
    ends: list[tuple[int, int]] = []
    sentences: list[str] = []
    at = 0
    for index, piece in enumerate(draft.pieces):
        starts[index] = at
        if piece.role not in _FLOWING:
            continue
        order.append(index)
        last = 0
        if piece.role is not Role.HEADING:
            for end in [*sentence_ends(piece.string), len(piece.string)]:
                if end > last:
                    ends.append((at + end, index))
                    sentences.append(piece.string[last:end])
                last = max(last, end)
        at += len(piece.string) + 1
    if not ends:  # nothing but headings: a note may stand at their ends
        ends = [(starts[index] + len(draft.pieces[index].string), index) for index in order]
        sentences = [draft.pieces[index].string for index in order]
    starts[len(draft.pieces)] = at
    return _Text(starts, tuple(order), tuple(ends), at, Matcher(sentences))


def _options(draft: Draft, text: _Text) -> list[list[_Option]]:
    labels = frozenset(note.label for note in draft.notes)
    marks: dict[str, list[_Option]] = {label: [] for label in labels}
    for index in text.order:
        base = text.starts[index]
        for mark in marks_in(draft.pieces[index].string, labels):
            marks[mark.label].append(_Option(base + mark.start, base + mark.end, index, mark.kind, mark.cost))
    positions = [end for end, _ in text.ends]
    found: list[list[_Option]] = []
    zones = _zones(draft, text)
    sole = [_sole(marks[note.label]) for note in draft.notes]
    for index, note in enumerate(draft.notes):
        low, high = zones[index]
        options = [
            _Option(o.position, o.end, o.piece, o.kind, o.cost + _outside(o.position, low, high, draft.paged))
            for o in marks[note.label]
        ]
        near = [o for o in options if o.cost < _LOST + 2.5]
        if note.label.startswith("^") and near:  # markup says it outright
            found.append(near)
            continue
        plain = [o.position for o in marks[note.label] if o.cost <= _PLAIN] if high - low > _WIDE else []
        spans = [(max(low, at - _REACH), min(high, at + _REACH)) for at in plain]
        if not spans:
            spans = [_between(index, sole, low, high)] if high - low > _WIDE else [(low, high)]
        found.append(near + [o for a, b in spans for o in _inferred(note, a, b, positions, text, draft.paged)])
    return found


def _sole(options: list[_Option]) -> int | None:
    """Where the mark of a note stands, if only one place can be it."""
    plain = [option.position for option in options if option.cost <= _PLAIN]
    return plain[0] if len(plain) == 1 else None


def _between(index: int, sole: Sequence[int | None], low: int, high: int) -> tuple[int, int]:
    """The stretch between the calls of the notes before and after a note, with some room."""
    before = next((at for at in reversed(sole[max(0, index - 40) : index]) if at is not None), low)
    after = next((at for at in sole[index + 1 : index + 41] if at is not None), high)
    return (max(low, before - _REACH), min(high, after + _REACH)) if before < after else (low, high)


def _zones(draft: Draft, text: _Text) -> list[tuple[int, int]]:
    """For each note the stretch of text that its page covers, as well as it is known."""
    groups: list[int] = []
    for note in draft.notes:
        here = text.starts[note.at] + note.offset
        if not groups or here > groups[-1]:
            groups.append(here)
    zones: list[tuple[int, int]] = []
    for note in draft.notes:
        here = text.starts[note.at] + note.offset
        k = bisect_left(groups, here)
        low = groups[k - 1] if k else 0
        zones.append((low, here))
    return zones


def _outside(position: int, low: int, high: int, paged: bool) -> float:
    if low <= position <= high:
        return 0.0
    distance = low - position if position < low else position - high
    return min(4.0, (0.5 if paged else 0.2) + distance / _REACH)


def _inferred(note: NoteBody, low: int, high: int, positions: list[int], text: _Text, paged: bool) -> list[_Option]:
    reach = _REACH if not paged else _REACH // 3
    first = bisect_right(positions, low - reach)
    last = bisect_right(positions, high + reach)
    if first >= last:
        first, last = max(0, min(first, len(positions)) - 1), min(len(positions), last + 1)
    tokens = text.matcher.tokens(" ".join(part.text for part in note.paragraphs))
    found: list[_Option] = []
    for k in range(first, last):
        position, piece = text.ends[k]
        like = text.matcher.likeness(tokens, k)
        cost = _LOST + 0.6 + _outside(position, low, high, paged) - 3.0 * like
        found.append(_Option(position, position, piece, CallKind.INFERRED, cost, k))
    return found


def _sorted(options: list[_Option]) -> list[_Option]:
    return sorted(options, key=lambda option: (option.position, option.cost))


def _before(one: _Option, two: _Option) -> bool:
    """Marks may touch; two places without a mark are two sentences."""
    return one.end < two.position or (one.end == two.position and two.kind is not CallKind.INFERRED)


def _solve(options: Sequence[list[_Option]]) -> tuple[list[_Option], list[float]]:
    """Cheapest monotone choice (Viterbi), and the posterior of each choice (forward-backward, scaled)."""
    best: list[list[tuple[float, int]]] = []
    for i, row in enumerate(options):
        costs: list[tuple[float, int]] = []
        previous = options[i - 1] if i else []
        k, low, arg = 0, math.inf, -1
        for option in row:
            while i and k < len(previous) and _before(previous[k], option):
                if best[i - 1][k][0] < low:
                    low, arg = best[i - 1][k][0], k
                k += 1
            costs.append((option.cost + (low if i else 0.0), arg))
        if i and all(cost == math.inf for cost, _ in costs):  # nothing after the predecessor: stay where it is
            k = min(range(len(previous)), key=lambda x: best[i - 1][x][0])
            stay = previous[k]
            row.append(_Option(stay.end, stay.end, stay.piece, CallKind.INFERRED, _LOST + 3))
            costs.append((best[i - 1][k][0] + _LOST + 3, k))
        best.append(costs)
    chosen: list[int] = [0] * len(options)
    at = min(range(len(best[-1])), key=lambda x: best[-1][x][0])
    for i in range(len(options) - 1, -1, -1):
        chosen[i] = at
        at = best[i][at][1]
    posterior = _posterior(options)
    return [row[k] for row, k in zip(options, chosen, strict=True)], [
        round(p[k], 3) for p, k in zip(posterior, chosen, strict=True)
    ]


def _weight(option: _Option) -> float:
    """How likely a place is by itself, up to a factor.

    Fitted on 1,098 calls of 25 articles (`tests/anchor_calibration.py`): a place without a mark is rarer than its cost
    in the choice says, because there are so many of them.
    """
    if option.kind is CallKind.INFERRED:
        return 0.05 * math.exp(-2 * _LOST - 2.5 * (option.cost - _LOST))
    return math.exp(-3 * option.cost)


def _posterior(options: Sequence[list[_Option]]) -> list[list[float]]:
    weights = [[_weight(option) for option in row] for row in options]
    forward = _sweep(options, weights, reverse=False)
    backward = _sweep(options, weights, reverse=True)
    result: list[list[float]] = []
    for f, b, w in zip(forward, backward, weights, strict=True):
        row = [x * y / z if z else 0.0 for x, y, z in zip(f, b, w, strict=True)]
        total = sum(row) or 1.0
        result.append([x / total for x in row])
    return result


def _sweep(options: Sequence[list[_Option]], weights: Sequence[list[float]], *, reverse: bool) -> list[list[float]]:
    """Scaled sums over all monotone choices up to (from) each option."""
    order = range(len(options) - 1, -1, -1) if reverse else range(len(options))
    result: list[list[float]] = [[] for _ in options]
    last: int | None = None
    for i in order:
        row, out = options[i], [0.0] * len(options[i])
        indices = range(len(row) - 1, -1, -1) if reverse else range(len(row))
        total, k = 0.0, 0
        for j in indices:
            if last is None:
                total = 1.0
            else:
                before = options[last]
                if reverse:
                    while k < len(before) and _before(row[j], before[len(before) - 1 - k]):
                        total += result[last][len(before) - 1 - k]
                        k += 1
                else:
                    while k < len(before) and _before(before[k], row[j]):
                        total += result[last][k]
                        k += 1
            out[j] = weights[i][j] * total
        scale = sum(out) or 1.0
        result[i] = [x / scale for x in out]
        last = i
    return result
