"""Lines to paragraphs: where the next word would still have fitted, the line was ended on purpose.

Evidence, strongest first: blank lines and indents of the layout, bullets and numbers, room at the end of the line
before, the end of a sentence, a capital at the start.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pubkit.model.article import SetAside
from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.cues import ABSTRACT, ACKNOWLEDGEMENTS, KEYWORDS, REFERENCES, SECTION
from pubkit.structure.draft import EMPTY, Piece, Role
from pubkit.structure.heading_levels import heading_level
from pubkit.structure.heading_lines import around, heading_lines, like_a_title, marked_lines, opens_paragraph
from pubkit.structure.heading_wording import unmixed
from pubkit.structure.headings import looks_like_heading
from pubkit.structure.line_measures import (
    Measure,
    blanks_tell,
    full_width,
    indents_tell,
    last_width,
    measure_of,
    room_after,
)
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.seams import join
from pubkit.structure.set_apart import margin_of, quoted, whole_piece, wholes_in
from pubkit.structure.wording import begins_lower, complete

__all__ = ["join_lines", "line_paragraphs"]

_BULLET = re.compile(r"(?P<mark>[•▪◦‣●○■□·]|[-–*](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_LONE_BULLET = re.compile(r"[•▪◦‣●○■□·]|\(?(?:\d{1,2}|[a-z])[.)]")
_MARKED = re.compile(r"#{1,6} ")
_APART = re.compile(r"> (?=\S)")
_CUE = re.compile(rf"(?:{SECTION.pattern}|{REFERENCES.pattern}|{ACKNOWLEDGEMENTS.pattern})", re.IGNORECASE)


def line_paragraphs(
    pages: Sequence[Sequence[Line]], vocabulary: frozenset[str], *, front: int = 0, measured: bool = False
) -> tuple[tuple[Piece, ...], tuple[int, ...], list[SetAside]]:
    """Pieces; for each page the number of pieces before its end; what was set aside on the way."""
    pieces: list[Piece] = []
    ends: list[int] = []
    aside: list[SetAside] = []
    indented = indents_tell(pages)
    spaced = not measured and blanks_tell(pages)
    marked = measured and any(_MARKED.match(line.string) for page in pages for line in page)
    for number, page in enumerate(pages):
        body: list[Line] = []
        for line in page:
            if _LONE_BULLET.fullmatch(line.string):
                aside.append(SetAside(line.text, "list-mark", "mark of a list item without its item"))
            else:
                body.append(line)
        head = front if number == 0 else 0
        body = body if measured else [*body[:head], *_visual(body[head:])]
        measures = [measure_of(body, index) for index in range(len(body))]
        group: list[Line] = []
        heads = marked_lines(body) if marked else heading_lines(body, measures, spaced=spaced)
        own = max(head, _front_lines(body, measures)) if number == 0 else 0
        wholes = wholes_in(body)
        margin = margin_of(body)
        until = 0
        for index, line in enumerate(body):
            if index < until:
                continue
            if index >= own and index in wholes:
                if group:
                    pieces.append(
                        _piece(
                            group, number, vocabulary, aside, measures, index, body, measured=measured,
                            marked=marked, spaced=spaced, heads=heads,
                        )
                    )  # fmt: skip
                    group = []
                until, role = wholes[index]
                pieces.append(whole_piece(body[index:until], number, role))
                continue
            if group and (
                around(heads, body, measures, index)
                or index < own
                or (index == own and own > 0)
                or (_measured_break(line) if measured else _breaks(body, measures, index, indented))
            ):
                pieces.append(
                    _piece(
                        group,
                        number,
                        vocabulary,
                        aside,
                        measures,
                        index,
                        body,
                        measured=measured,
                        marked=marked,
                        spaced=spaced,
                        heads=heads,
                    )
                )
                pieces[-1] = quoted(pieces, group, margin)
                group = []
            group.append(line)
        if group:
            end = len(body)
            pieces.append(
                _piece(
                    group,
                    number,
                    vocabulary,
                    aside,
                    measures,
                    end,
                    body,
                    measured=measured,
                    marked=marked,
                    spaced=spaced,
                    heads=heads,
                )
            )
            pieces[-1] = quoted(pieces, group, margin)
        ends.append(len(pieces))
    return tuple(pieces), tuple(ends), aside


_ABSTRACT_BELOW = 8
"""Lines within which the label of the abstract shows that lines above it, long as they may be, are of the front."""


def _measured_break(line: Line) -> bool:
    return line.blank > 0 or bool(_BULLET.match(line.string) or _MARKED.match(line.string))


def _front_lines(lines: Sequence[Line], measures: Sequence[Measure]) -> int:
    """How many lines stand before the first paragraph or labelled part of the first page: each says its own thing."""
    for index, line in enumerate(lines):
        text = line.string.lstrip("#").lstrip()
        if ABSTRACT.match(text) or KEYWORDS.match(text) or _CUE.fullmatch(text):
            return index
        if any(ABSTRACT.match(later.string) for later in lines[index : index + _ABSTRACT_BELOW]):
            continue
        near = lines[index : index + 4]
        if len(near) == 4 and all(
            width(other.string) >= 0.86 * measures[index + k].full for k, other in enumerate(near[:3])
        ):
            return index
    return 0


_CALL_END = re.compile(r"[^\s\d](?:\d{1,3}|\[\d{1,3}\]|[*†‡§]{1,3})\Z")


def _visual(lines: Sequence[Line]) -> list[Line]:
    """Lines as they were seen: some extractors begin a new line after each superscript."""
    result: list[Line] = []
    widths = sorted(width(line.string) for line in lines[:400])
    full = widths[int(0.7 * len(widths))] if widths else 0.0  # torn lines are short: the middle one says too little
    for line, after in itertools.zip_longest(lines, lines[1:]):
        before = result[-1] if result else None
        text = line.string
        if before is not None and not line.blank and _CALL_END.search(before.string):
            tail = text[:1] in ".,;:)]”’"
            total = width(before.string) + width(text)
            ends = complete(text) or begins_lower(text)  # a heading does neither
            new = after is not None and complete(before.string) and _may_be_heading(text, after.string, total / full)
            if tail or (total <= 1.12 * full and (total >= 0.85 * full or ends) and not new):
                gap = TracedText.added("" if tail else " ")
                result[-1] = Line(before.text + gap + line.text, before.indent, before.page, before.blank)
                continue
        if before is not None and re.match(r"[,;.:]\s", text) and before.string[-1:].isalnum():
            result[-1] = Line(before.text + line.text, before.indent, before.page, before.blank)
            continue
        result.append(line)
    return result


def _may_be_heading(text: str, after: str, share: float) -> bool:
    """Whether a line after a call is a heading, not the rest of the line with the call (`share` of a full one)."""
    if not looks_like_heading(text) or begins_lower(after) or complete(text):
        return False
    return like_a_title(text) or not 0.93 <= share <= 1.08


def _breaks(lines: Sequence[Line], measures: Sequence[Measure], index: int, indented: bool) -> bool:
    """Whether a paragraph begins with line `index`."""
    line, before = lines[index], lines[index - 1]
    text, last = line.string, before.string
    if _BULLET.match(text):
        return True
    if _CUE.fullmatch(text) or (_CUE.fullmatch(last) and text[:1].isupper()):
        return True
    if any((label := cue.match(text)) and label["colon"] for cue in (ABSTRACT, KEYWORDS)):
        return True
    lower = begins_lower(text)
    if KEYWORDS.match(last) and not lower and not last.endswith((",", ";", "-", "•", "·")):
        wide = max((width(other.string) for other in lines[max(0, index - 6) : index - 1]), default=0.0)
        if line.blank or width(last) < 0.85 * wide:
            return True  # the body begins, perhaps in columns narrower than the keywords
    room = room_after(before, line, full_width(lines, measures, index))
    done = complete(last)
    if line.blank:
        return done or not lower
    if last.endswith(("-", "\N{SOFT HYPHEN}")) and lower:
        return False
    if indented and _indented(lines, measures, index) and not lower:
        return True
    if _NUMBER.match(text) and (done or room > 0.1) and not lower:
        return True
    if lower:
        return False
    if done and room > -0.04:
        return True
    joined = width(last) > 1.1 * measures[index - 1].full
    return room > 0.16 and not joined and _deliberate(text, last)


def _deliberate(text: str, last: str) -> bool:
    """An early end without a full stop: a heading, an item, a verse."""
    return bool(
        re.match(r"[\"'“‘«]?[^\W\d_a-zß-öø-ÿа-я]|\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_a-z]", text)
    ) or not last.endswith((",", ";", "-", "–", "—"))


def _indented(lines: Sequence[Line], measures: Sequence[Measure], index: int) -> bool:
    """A first-line indent: a little to the right of the line before and of the one after."""
    line, before = lines[index], lines[index - 1]
    after = lines[index + 1] if index + 1 < len(lines) else None
    step = line.indent - before.indent
    if not 1 < step <= 10:
        return False
    return after is None or after.indent < line.indent or complete(before.string)


def _piece(
    group: list[Line], page: int, vocabulary: frozenset[str], aside: list[SetAside], measures: Sequence[Measure],
    end: int, body: Sequence[Line], *, measured: bool, marked: bool, spaced: bool,
    heads: frozenset[int],
) -> Piece:  # fmt: skip
    apart = measured and _APART.match(group[0].string) is not None
    if apart:
        aside += [SetAside(line.text[:1], "markup", "stands apart") for line in group if _APART.match(line.string)]
    lines = [line.text[2:] if apart and _APART.match(line.string) else line.text for line in group]
    text, dropped = join_lines(lines, vocabulary)
    aside += dropped
    if apart:
        return Piece(text, Role.TEXT, page, len(group), closed=True, opened=True, apart=True)
    mark, role = EMPTY, Role.TEXT
    if hashes := _MARKED.match(text.text):
        mark, text = text[: hashes.end() - 1], text[hashes.end() :]
        return Piece(text, Role.HEADING, page, len(group), level=hashes.end() - 1, mark=mark, reason="marked as one")
    if match := _BULLET.match(text.text):
        mark, text, role = text[: match.end("mark")], text[match.end() :], Role.LIST_ITEM
    follower = body[end] if end < len(body) else None
    first = measures[end - len(group)]
    last_room = room_after(group[-1], follower, measures[end - 1].full) if follower else 0.0
    short = last_width(width(group[-1].string), first.full) < 0.8 * first.full
    closed = short and (follower is not None or complete(text.text))
    opened = end - len(group) > 0 or (measured and group[0].indent > 0)
    piece = Piece(text, role, page, len(group), mark=mark, closed=closed, opened=opened)
    if (
        role is Role.TEXT
        and (not marked or _CUE.fullmatch(text.text))
        and len(group) <= 3
        and (
            _found(heads, group, body, end)
            or _is_heading(group, text, body, end, first, last_room, measured=measured, spaced=spaced)
        )
    ):
        piece = replace(piece, role=Role.HEADING, level=heading_level(text.text) or 1, confidence=0.85,
                        reason="short lines that end no sentence")  # fmt: skip
    return piece


def _found(heads: frozenset[int], group: Sequence[Line], body: Sequence[Line], end: int) -> bool:
    """Whether the lines are a heading that has the wording of one, or stands after the end of a sentence."""
    start = end - len(group)
    if start not in heads or not looks_like_heading(unmixed(" ".join(line.string for line in group))):
        return False
    return like_a_title(unmixed(group[0].string)) or start == 0 or complete(body[start - 1].string)


def _is_heading(
    group: Sequence[Line], text: TracedText, body: Sequence[Line], end: int, measure: Measure, room: float,
    *, measured: bool, spaced: bool,
) -> bool:  # fmt: skip
    """A short paragraph that ends no sentence, between one that is complete and one that begins something."""
    if not looks_like_heading(text.text):
        return False
    told = group[0].blank > 0 or text.text.isupper() or heading_level(text.text) > 0 or _CUE.fullmatch(text.text)
    near = body[end : end + 3]
    if near and not (measured or told) and opens_paragraph(group[-1].string, near, measure.full, spaced=spaced):
        return False
    if any(width(line.string) > 0.92 * measure.full for line in group[-1:]) and room < 0.05:
        return False
    before = body[end - len(group) - 1] if end > len(group) else None
    after = body[end] if end < len(body) else None
    if before is not None and not complete(before.string) and not looks_like_heading(before.string):
        return False
    return after is not None and not begins_lower(after.string)


def join_lines(lines: Sequence[TracedText], vocabulary: frozenset[str]) -> tuple[TracedText, list[SetAside]]:
    """The lines as one text; hyphens of line ends are set aside."""
    text = lines[0]
    aside: list[SetAside] = []
    parts: list[TracedText] = []
    for line in lines[1:]:
        tail = text if len(text) <= 80 else text[-80:]
        joined, dropped = join(tail, line, vocabulary)
        if len(text) > 80:
            parts.append(text[:-80])
        text = joined
        aside += dropped
    return TracedText.added("").join([*parts, text]), aside
