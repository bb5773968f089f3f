"""Paragraphs and headings by vote, in which a witness that says where they begin outright has the first word.

A file of paragraphs (one a line, or marked up) says where each begins; in a file of printed lines every break was
inferred from the looks of its lines, better where these are indented and best where they were measured (PDF). Between
two neighbouring words each witness that has both says whether a paragraph ends there; those of the highest authority
decide, a draw goes to the break. Where they have none, one of printed lines adds a break if no sentence ends there: at
the end of a sentence a short line may be chance, elsewhere it is not (a heading that runs into its paragraph, a line
before a list).
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from pubkit.collation.bodies import Comparison
from pubkit.collation.levels import Depth
from pubkit.collation.units import Body, Unit
from pubkit.model.apparatus import Reading, Variant, VariantKind
from pubkit.model.article import Block, Heading, Paragraph, PullQuote
from pubkit.model.text import TracedText
from pubkit.model.witness import Witness
from pubkit.records import replace

__all__ = ["Authority", "authority_of", "settle_layout"]

_LONG = 160
"""Characters of a line that is no printed line."""
_SENTENCE_END = re.compile(r"\s*[\"'”’»)\]]*[.!?:…]")
_FULL_STOP = re.compile(r"\s*[\"'”’»)\]\d]*[.!?…]")
_INDENTED = 0.05
"""Share of the lines that begin with white space, from which on indents tell of paragraphs."""


class Authority(enum.IntEnum):
    """How a witness knows where its paragraphs begin."""

    LINES = 1
    """From printed lines alone."""
    INDENTS = 2
    """From printed lines with their indents."""
    MEASURED = 3
    """From the places and the type of printed lines (PDF)."""
    OUTRIGHT = 4
    """The file says it."""


def authority_of(witness: Witness) -> Authority:
    """How much a witness knows of its paragraphs."""
    if witness.media == "application/pdf":
        return Authority.MEASURED
    if witness.media != "text/plain":
        return Authority.OUTRIGHT
    lines = [line for line in witness.text.split("\n") if line.strip()]
    if sum(len(line) for line in lines if len(line) > _LONG) > 0.5 * sum(map(len, lines)):
        return Authority.OUTRIGHT
    indented = sum(line[0].isspace() for line in lines) > _INDENTED * len(lines)
    return Authority.INDENTS if indented else Authority.LINES


def settle_layout(
    blocks: Sequence[Block], ours: Body, others: Sequence[tuple[Comparison, Sequence[Block]]], siglum: str,
    authority: Mapping[str, Authority], depths: Mapping[str, Depth],
) -> list[Variant]:  # fmt: skip
    """Split and join the units of the copy-text as those of the highest authority say; the variants.

    A new break makes a heading only where the witness that has it knows more of headings than printed lines tell.
    """
    heads = {name: authority[name] is Authority.OUTRIGHT or depths[name] > Depth.TEXT for name in authority}
    cuts: dict[int, list[tuple[int, Heading | Paragraph]]] = {}
    joins: set[int] = set()
    shapes: dict[int, Heading | Paragraph] = {}
    variants: list[Variant] = []
    for k in range(len(ours.words) - 1):
        one, two = ours.words[k], ours.words[k + 1]
        breaks = one.unit != two.unit
        votes = [(o, b, o.back.get(k), o.back.get(k + 1)) for o, b in others]
        spoken = [(o, b, x, y) for o, b, x, y in votes if x is not None and y == x + 1]
        if not spoken or all(_breaks(o, x, y) == breaks for o, _, x, y in spoken):
            continue
        if not _is_plain(blocks, ours, one.unit) or not _is_plain(blocks, ours, two.unit):
            continue
        yes = [siglum] * breaks + [o.siglum for o, _, x, y in spoken if _breaks(o, x, y)]
        no = [siglum] * (not breaks) + [o.siglum for o, _, x, y in spoken if not _breaks(o, x, y)]
        highest = max(authority[name] for name in (*yes, *no))
        tally = [sum(authority[name] is highest for name in names) for names in (yes, no)]
        wants = tally[0] >= tally[1]  # a draw goes to the break: breaks get lost at the seams of pages, few are added
        if not wants and highest is Authority.OUTRIGHT:
            wants = not _ends_sentence(ours, k)
        if wants and not breaks:
            wants = _may_begin(blocks, ours, k, spoken)
            if wants:
                around = [b[o.body.units[o.body.words[y].unit].block] for o, b, x, y in spoken
                          if _breaks(o, x, y) and heads[o.siglum]]  # fmt: skip
                shape = next((block for block in around if isinstance(block, Heading)), Paragraph(()))
                cuts.setdefault(one.unit, []).append((_cut(ours, k), replace(shape, content=())))
        elif not wants and breaks:
            wants = not _may_join(blocks, ours, one.unit, two.unit)
            if not wants:
                joins.add(two.unit)
        variants.append(_variant(ours, k, (yes, no), wants))
    _shapes(blocks, ours, [pair for pair in others if heads[pair[0].siglum]], authority, siglum, joins, cuts, shapes)
    _rebuild(ours, cuts, joins, shapes)
    return variants


def _breaks(other: Comparison, x: int | None, y: int | None) -> bool:
    assert x is not None and y is not None
    return other.body.words[x].unit != other.body.words[y].unit


def _is_plain(blocks: Sequence[Block], body: Body, unit: int) -> bool:
    return isinstance(blocks[body.units[unit].block], Paragraph | Heading)


def _may_begin(
    blocks: Sequence[Block], ours: Body, k: int,
    spoken: Sequence[tuple[Comparison, Sequence[Block], int | None, int | None]],
) -> bool:  # fmt: skip
    """A break comes at the end of a sentence, or before or after what another witness has as a heading."""
    one, two = ours.words[k], ours.words[k + 1]
    gap = ours.units[one.unit].text.text[one.end : two.start]
    around: list[Block] = []
    for other, others, x, y in spoken:
        if x is not None and y is not None and _breaks(other, x, y):
            around += [others[other.body.units[other.body.words[at].unit].block] for at in (x, y)]
    if not all(isinstance(block, Paragraph | Heading) for block in around):
        return False
    if any(isinstance(block, Heading) for block in around) or _SENTENCE_END.match(gap):
        return True
    start = ours.units[two.unit].text.text[two.start]
    return not start.islower()


def _may_join(blocks: Sequence[Block], ours: Body, one: int, two: int) -> bool:
    """Nothing but pull quotes may stand between, and a heading is joined only to what it runs into."""
    first, second = ours.units[one].block, ours.units[two].block
    between = blocks[first + 1 : second]
    heads = [isinstance(blocks[at], Heading) for at in (first, second)]
    return all(isinstance(block, PullQuote) for block in between) and (not heads[0] or all(heads))


def _ends_sentence(ours: Body, k: int) -> bool:
    """Whether a sentence ends after a word."""
    one, two = ours.words[k], ours.words[k + 1]
    text = ours.units[one.unit].text.text
    return bool(_FULL_STOP.match(text[one.end : two.start if two.unit == one.unit else None]))


def _cut(ours: Body, k: int) -> int:
    one, two = ours.words[k], ours.words[k + 1]
    gap = ours.units[one.unit].text.text[one.end : two.start]
    kept = gap.rstrip("\"'“‘«([ ")
    return one.end + len(kept) if kept else two.start


def _shapes(
    blocks: Sequence[Block], ours: Body, others: Sequence[tuple[Comparison, Sequence[Block]]],
    authority: Mapping[str, Authority], siglum: str, joins: set[int],
    cuts: Mapping[int, Sequence[tuple[int, Heading | Paragraph]]], shapes: dict[int, Heading | Paragraph],
) -> None:  # fmt: skip
    """A paragraph of the copy-text that a witness of higher authority has as a heading, and the other way round.

    What was cut off before a new break becomes a heading where the witness that has the break says so.
    """
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, word in enumerate(ours.words):
        first.setdefault(word.unit, index)
        last[word.unit] = index
    for unit, start in first.items():
        if unit in joins or not _is_plain(blocks, ours, unit):
            continue
        for other, theirs in others:
            end = last[unit]
            if unit in cuts:  # the part before the first cut is judged
                cut = min(at for at, _ in cuts[unit])
                end = bisect_left(ours.words, (unit, cut), start, end + 1, key=lambda w: (w.unit, w.start)) - 1
            x, y = other.back.get(start), other.back.get(end)
            if x is None or y is None or y - x != end - start:
                continue
            if authority[other.siglum] <= authority[siglum] and unit not in cuts:
                continue
            block = theirs[other.body.units[other.body.words[x].unit].block]
            whole = other.body.words[x].unit == other.body.words[y].unit
            is_heading = isinstance(blocks[ours.units[unit].block], Heading)
            if whole and isinstance(block, Heading) and not is_heading:
                shapes[unit] = replace(block, content=())
            elif whole and isinstance(block, Paragraph) and is_heading and unit not in cuts and end - start > 12:
                shapes[unit] = Paragraph(())


def _variant(ours: Body, k: int, sigla: tuple[list[str], list[str]], wins: bool) -> Variant:
    two = ours.words[k + 1]
    words = ours.units[two.unit].text.text[two.start : two.start + 40]
    one, other = Reading(tuple(sigla[0]), f"new paragraph: {words}"), Reading(tuple(sigla[1]), f"no break: {words}")
    lemma, reading = (one, other) if wins else (other, one)
    why = "those that know best where their paragraphs begin decide, and a draw goes to the break"
    return Variant(VariantKind.PARAGRAPH, lemma, (reading,), why, 0.7, ours.number_before(k + 1))


def _rebuild(
    ours: Body, cuts: Mapping[int, Sequence[tuple[int, Heading | Paragraph]]], joins: set[int],
    shapes: Mapping[int, Heading | Paragraph],
) -> None:  # fmt: skip
    """The units after splitting and joining; places of words and calls follow."""
    units: list[Unit] = []
    parts: dict[int, list[tuple[int, int, int]]] = {}  # unit -> (start there, new unit, start in the new unit)
    for number, unit in enumerate(ours.units):
        begins = [(0, shapes.get(number, unit.shape)), *sorted(cuts.get(number, ()), key=lambda cut: cut[0])]
        ends = [*(at for at, _ in begins[1:]), len(unit.text)]
        parts[number] = []
        for (start, shape), end in zip(begins, ends, strict=True):
            calls = [(at - start, c) for at, c in unit.calls if start < at <= end or at == start == 0]
            styles = [
                (max(a, start) - start, min(b, end) - start, s) for a, b, s in unit.styles if a < end and b > start
            ]
            if not start and number in joins and units:
                into = units[-1]
                space = TracedText.added("" if into.text.text[-1:].isspace() or not into.text.text else " ")
                shift = len(into.text) + len(space)
                into.text = into.text + space + unit.text[start:end]
                into.calls += [(at + shift, c) for at, c in calls]
                into.styles += [(a + shift, b + shift, s) for a, b, s in styles]
                parts[number].append((start, len(units) - 1, shift))
            else:
                parts[number].append((start, len(units), 0))
                units.append(Unit(unit.block, unit.item, unit.text[start:end], calls, styles, shape))
    words = []
    for word in ours.words:
        begin, target, shift = max(part for part in parts[word.unit] if part[0] <= word.start)
        words.append(replace(word, unit=target, start=word.start - begin + shift, end=word.end - begin + shift))
    ours.units[:], ours.words[:] = units, words
