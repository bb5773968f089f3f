"""Footnotes at the foot of pages: from the first mark that fits to the end of the page.

A mark stands before the note's text or alone on its line. Numbers run through the article or begin again on a page;
of all runs n, n+1, ... on a page the one whose marks occur in the text above it, and that continues the last page,
wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.text import TracedText
from pubkit.records import dataclass, replace
from pubkit.structure.call_marks import marks_in
from pubkit.structure.cues import REFERENCES
from pubkit.structure.heading_lines import like_a_title
from pubkit.structure.note_numbers import value_of
from pubkit.structure.note_seams import area_of, has_area, rest_of_note, unglued, unmarked
from pubkit.structure.reading import Line
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, SUPERSCRIPT_LETTERS, complete, plain_digits

__all__ = ["NoteLines", "lift_note_lines"]

_MARK = re.compile(
    rf"""(?: (?P<raised> [{SUPERSCRIPT_DIGITS}]{{1,4}} ) (?P<s1> \s* )
           | (?P<plain> \d{{1,4}} ) (?P<stop> [.)] )? (?: (?P<space> \s+ ) | (?= [^\W\d_a-z] [^\W\d_]{{2}} ) | \Z )
           | \[ (?P<bracket> \d{{1,4}} ) \] \s*
           | (?P<sign> [*†‡§‖¶]{{1,3}} ) \s*
           | (?: \^? (?P<letter> [a-z] | [ivx]{{2,5}} ) [.)]? (?: \s+ (?= ["'“‘«„(\[…]? [^\W\d_a-zß-öø-ÿ] ) | \Z )
               | (?P<raised_letter> [{SUPERSCRIPT_LETTERS}]{{1,5}} ) \s* )
         )""",
    re.VERBOSE,
)


_ALONE = re.compile(r"\d{1,3}[.)]?")
_BEGINS = re.compile(
    r"[\"'“‘«„(\[…]*(?:[^\W\d_a-zß-öø-ÿа-я]|https?:|www\.|\d|(?i:cf|see|ibid|vgl|siehe|voir|véase|ver)\b)"
)
"""How the text of a note begins."""


_ANEW = 2
"""So many pages on which notes began anew make it the rule."""
_RAISED = 1.0
"""Weight of a raised mark."""
_STOPPED = 0.55
"""Weight of a number with a stop, which items of lists have as well."""


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note and its lines."""

    label: str
    mark: TracedText
    lines: tuple[Line, ...]
    page: int
    confidence: float


@dataclass(frozen=True, slots=True)
class _Start:
    index: int
    label: str
    number: int
    mark_end: int
    weight: float
    kind: str = "number"
    """number, sign or letter: a series is of one kind."""


def lift_note_lines(
    pages: Sequence[Sequence[Line]], *, measured: bool = False, numbered: bool = True
) -> tuple[list[list[Line]], list[NoteLines]]:
    """The pages without their notes, and the notes.

    `measured` where blank lines tell sizes of type; not `numbered` where the numbers are those of endnotes.
    """
    kept: list[list[Line]] = []
    notes: list[NoteLines] = []
    last = 0
    signs = 0
    anew = 0  # pages on which the notes began anew, against those on which they went on
    in_references = False
    small = measured and _small_type(pages)
    for number, page in enumerate(pages):
        page = unglued(page, last, pages[number - 1] if number else ())
        listed = next((i for i, line in enumerate(page) if REFERENCES.fullmatch(unmarked(line))), None)
        bare = pages[number - 1] if number and notes and notes[-1].page < number - 1 else ()
        area = area_of(page) if small else 0
        run = [] if in_references else _run(page, last, listed, bare=bare, anew=anew, area=area)
        run = run if numbered else [start for start in run if start.kind == "sign"]
        in_references = in_references or listed is not None
        foot = run[0].index if run else len(page)
        goes_on = bool(notes) and notes[-1].page == number - 1 and listed is None
        if goes_on and (rest := rest_of_note(page, foot, notes[-1].lines, area)):
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, *page[foot - rest : foot]))
            page = [*page[: foot - rest], *page[foot:]]
            run = [replace(start, index=start.index - rest) for start in run]
        if not run:
            kept.append(list(page))
            continue
        body = list(page[: run[0].index])
        for position, start in enumerate(run):
            end = run[position + 1].index if position + 1 < len(run) else len(page)
            notes.append(_note(page[start.index : end], start, number))
        numbers = [start.number for start in run if start.number]
        if numbers and last:
            anew = max(0, anew + 1 if numbers[0] <= 1 else anew - 2)
        last = numbers[-1] if numbers else last
        signs += len(run) - len(numbers)
        kept.append(body)
    return kept, notes


def _small_type(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether the small type at the foot of pages, where that was measured, is where the notes are."""
    areas = [page[area_of(page) :] for page in pages if has_area(page)]
    return bool(areas) and sum(bool(_starts(area)) for area in areas) >= 0.6 * len(areas)


_HEADING = 60
"""Characters that a numbered heading among notes has at most."""


def _note(lines: Sequence[Line], start: _Start, page: int) -> NoteLines:
    first = lines[0]
    mark = first.text[: start.mark_end].strip()
    rest = first.text[start.mark_end :].strip()
    body: list[Line] = [Line(rest, first.indent, page, 0)] if rest.text else []
    body += lines[1:]
    return NoteLines(start.label, mark, tuple(body), page, start.weight)


def _run(
    page: Sequence[Line],
    last: int,
    listed: int | None = None,
    *,
    bare: Sequence[Line] = (),
    anew: int = 0,
    area: int = 0,
) -> list[_Start]:
    """The best run of note starts on a page; empty where there is none.

    Numbers under the heading of the references (line `listed`) are those of works, unless they go on counting. `bare`
    is the page before where it has no notes: long ones may all have gone to this page. `anew` says on how many pages
    more the notes began with 1 than went on, `area` where the small type begins: no plain number above it is a note's.
    """
    starts = [start for start in _starts(page) if start.index >= area or start.weight == _RAISED]
    if not starts:
        return []
    above = _calls_above(page, starts)
    for label, places in _calls_above(bare, starts).items():
        above.setdefault(label, []).extend(-1 for _ in places)
    if listed is not None:
        starts = [
            start
            for start in starts
            if start.index < listed
            or (last and start.number > last and min(above.get(start.label, (listed,))) < listed)
        ]
    best: tuple[float, list[_Start]] = (0.0, [])
    for at, first in enumerate(starts):
        if (
            first.number == 0
            or first.number in (last + 1, 1)
            or (last < first.number <= last + 4)
            or (not last and _goes_before(first, starts[at + 1 :], above))
        ):
            chain = [first]
        else:
            continue
        for later in starts[at + 1 :]:
            if (
                (
                    later.number
                    and chain[-1].number
                    and later.number == chain[-1].number + 1
                    and later.kind == chain[-1].kind
                )
                or (later.number == 0 and chain[-1].number == 0 and later.label != chain[-1].label)
                or (later.number == last + 1 and chain[-1].number == 0)
            ):
                chain.append(later)
        score = _score(page, chain, 0 if anew >= _ANEW else last, above, counted=last > 0)
        if score > best[0]:
            best = (score, chain)
    return best[1]


def _goes_before(first: _Start, later: Sequence[_Start], above: dict[str, list[int]]) -> bool:
    """Whether the first notes of a text may begin with any number: two of them follow one another and are called."""
    after = next((start for start in later if start.number == first.number + 1), None)
    return after is not None and all(
        any(line < first.index for line in above.get(start.label, ())) for start in (first, after)
    )


def _score(
    page: Sequence[Line], chain: list[_Start], last: int, above: dict[str, list[int]], *, counted: bool
) -> float:
    score = 0.0
    plain = all(start.kind == "number" and start.weight <= _STOPPED for start in chain)
    if (
        plain
        and not counted
        and not any(line < chain[0].index for start in chain for line in above.get(start.label, ()))
    ):
        return 0.0  # numbers that nothing calls, and no notes before them: a list
    for start in chain:
        called = any(line < chain[0].index for line in above.get(start.label, ()))
        score += start.weight + (1.0 if called else -1.3 if start.kind == "letter" else -0.7)
    first = chain[0]
    if first.number:
        far = abs(first.number - last - 1) if last else min(2, first.number - 1)  # the first pages may be elsewhere
        score += 0.6 if first.number == last + 1 else -0.4 * min(4, far)
    where = first.index / max(1, len(page))
    score += 0.4 * where - 0.35
    before = page[first.index - 1].string if first.index else ""
    if before and before.rstrip()[-1:] not in ".!?”’:":
        score += 0.25  # the body breaks off at the page's end
    if page[first.index].blank:
        score += 0.2
    return score


def _starts(page: Sequence[Line]) -> list[_Start]:
    found: list[_Start] = []
    for index, line in enumerate(page):
        match = _MARK.match(line.string)
        if match is None:
            continue
        alone = match.end() == len(line.string.rstrip())
        if alone and (index + 1 >= len(page) or _ALONE.fullmatch(page[index + 1].string) or _goes_on(page, index)):
            continue
        if match["sign"]:
            found.append(_Start(index, match["sign"], 0, match.end(), 0.5, "sign"))
        elif letter := match["letter"] or match["raised_letter"]:
            label = plain_digits(letter)
            weight = 0.9 if match["raised_letter"] else 0.3
            found.append(_Start(index, label, value_of(label), match.end(), weight, "letter"))
        elif match["raised"]:
            label = plain_digits(match["raised"])
            found.append(_Start(index, label, int(label), match.end(), _RAISED))
        else:
            label = match["plain"] or match["bracket"]
            after = page[index + 1].string if alone else line.string[match.end() :]
            good = bool(_BEGINS.match(after)) and not (match["stop"] and _heads(page, index, match.end()))
            lower = after[:1].islower()
            weight = (0.75 if alone else _STOPPED if match["stop"] else 0.6) if good and not lower else 0.1
            if label and int(label):
                found.append(_Start(index, str(int(label)), int(label), match.end(), weight))
    return found


def _goes_on(page: Sequence[Line], index: int) -> bool:
    """Whether a mark alone on its line counts on from one on the line before: marks of a list whose items are apart."""
    before = page[index - 1].string if index else ""
    number = page[index].string.strip(".)")
    return bool(_ALONE.fullmatch(before)) and number.isdigit() and int(before.strip(".)")) == int(number) - 1


def _heads(page: Sequence[Line], index: int, start: int) -> bool:
    """Whether what follows a number is a heading: short, in the capitals of a title, and a sentence comes after it."""
    text = page[index].string
    after = page[index + 1].string if index + 1 < len(page) else ""
    return like_a_title(text) and len(text) < _HEADING and start > 0 and after[:1].isupper() and not complete(text)


def _calls_above(page: Sequence[Line], starts: list[_Start]) -> dict[str, list[int]]:
    labels = frozenset(start.label for start in starts)
    found: dict[str, list[int]] = {}
    for index, line in enumerate(page):
        for mark in marks_in(line.string, labels):
            if mark.cost < 1.3 and mark.start > 0:
                found.setdefault(mark.label, []).append(index)
    return found
