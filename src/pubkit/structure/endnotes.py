"""Endnotes of a text of printed lines: a heading that says so, and under it 1, 2, 3, ... to the end of the series.

They end where another part of the article begins (references, acknowledgements). Without the heading, or without a
second number, nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.article import SetAside
from pubkit.structure.cues import ACKNOWLEDGEMENTS, APPENDIX, NOTES, REFERENCES
from pubkit.structure.note_lines import NoteLines
from pubkit.structure.note_seams import unmarked
from pubkit.structure.reading import Line
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, plain_digits

__all__ = ["lift_endnotes"]

_MARK = re.compile(rf"\[?(?P<number>\d{{1,4}}|[{SUPERSCRIPT_DIGITS}]{{1,4}})(?:[.)\]]+\s*|\s+|(?=[^\W\d_])|\Z)")
_LEAST = 2


def lift_endnotes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[NoteLines], list[SetAside]]:
    """The pages without the endnotes, the notes, and their heading."""
    places = [(p, i) for p, page in enumerate(pages) for i in range(len(page))]
    at = next((k for k in range(len(places) - 1, -1, -1) if NOTES.fullmatch(unmarked(_line(pages, places[k])))), None)
    if at is None:
        return [list(page) for page in pages], [], []
    starts: list[tuple[int, int]] = []
    end = len(places)
    for k in range(at + 1, len(places)):
        line = _line(pages, places[k])
        if any(cue.fullmatch(unmarked(line)) for cue in (REFERENCES, ACKNOWLEDGEMENTS)) or _appendix(line):
            end = k
            break
        match = _MARK.match(line.string)
        if match and int(plain_digits(match["number"])) == len(starts) + 1:
            starts.append((k, match.end()))
        elif not starts:
            break
    if len(starts) < _LEAST:
        return [list(page) for page in pages], [], []
    notes: list[NoteLines] = []
    for number, (k, mark_end) in enumerate(starts, 1):
        until = starts[number][0] if number < len(starts) else end
        first = _line(pages, places[k])
        rest = Line(first.text[mark_end:].strip(), first.indent, first.page, 0)
        lines = [*([rest] if rest.string else []), *(_line(pages, place) for place in places[k + 1 : until])]
        notes.append(NoteLines(str(number), first.text[:mark_end].strip(), tuple(lines), places[at][0], 0.9))
    gone = set(places[at:end])
    kept = [[line for i, line in enumerate(page) if (p, i) not in gone] for p, page in enumerate(pages)]
    return kept, notes, [SetAside(_line(pages, places[at]).text, "notes-heading", "heading of the endnotes")]


def _line(pages: Sequence[Sequence[Line]], place: tuple[int, int]) -> Line:
    return pages[place[0]][place[1]]


def _appendix(line: Line) -> bool:
    return bool(APPENDIX.match(line.string)) and len(line.string) < 60
