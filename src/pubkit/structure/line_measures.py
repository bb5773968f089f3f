"""What the neighbourhood says about a line: how wide a full one is, where its margin is, what room is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from pubkit.records import dataclass
from pubkit.structure.line_width import width
from pubkit.structure.reading import Line
from pubkit.structure.wording import complete

__all__ = ["Measure", "blanks_tell", "full_width", "indents_tell", "last_width", "measure_of", "room_after"]

_WINDOW = 14
"""Lines before and after that are the neighbourhood."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the layout of the neighbourhood says about a line."""

    full: float
    """The width of a full line hereabouts."""
    margin: int
    """The indent of lines that continue a paragraph."""


def measure_of(lines: Sequence[Line], index: int) -> Measure:
    """The measure of a line."""
    near = lines[max(0, index - _WINDOW) : index + _WINDOW + 1]
    widths = [width(line.string) for line in near]
    middle = median(widths)
    alike = [w for w in widths if 0.84 * middle <= w <= 1.16 * middle]
    full = median(alike) if alike else middle
    margins = Counter(line.indent for line in near)
    return Measure(full, margins.most_common(1)[0][0])


def full_width(lines: Sequence[Line], measures: Sequence[Measure], index: int) -> float:
    """The width that line `index - 1` could have had.

    That of its neighbourhood; where the lines before and after it are both narrow, theirs (text beside a picture or a
    pull quote); where the line before it is wider, that one's (an abstract above narrow columns).
    """
    full = measures[index - 1].full
    last = index - 2
    if last < 0:
        return full
    above, below = width(lines[last].string), width(lines[index].string)
    if (
        above < 0.88 * full
        and below < 0.88 * full
        and abs(above - below) < 0.14 * full
        and not complete(lines[last].string)
    ):
        return max(above, below)
    if 1.15 * full < above < 2.4 * full and width(lines[index - 1].string) > 1.05 * full and below < 1.15 * full:
        wide = [other for other in lines[max(0, index - 4) : index] if width(other.string) > 1.05 * full]
        return above if len(wide) >= 2 and all(complete(x.string) or len(wide) > 2 for x in wide[-1:]) else full
    return full


def room_after(before: Line, line: Line, full: float) -> float:
    """The room that the line before left, less the next word, as a share of a full line."""
    if not full:
        return 0.0
    first = line.string.split(maxsplit=1)[0] if line.string else ""
    return (full - last_width(width(before.string), full) - 0.6 - width(first)) / full


def last_width(total: float, full: float) -> float:
    """The width of the last printed line: an extractor that takes line-end hyphens away joins printed lines."""
    return total - full * int((total - 0.1 * full) / full) if total > 1.1 * full else total


def indents_tell(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether the text keeps its indents."""
    return any(line.indent for page in pages for line in page)


def blanks_tell(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether the text keeps blank lines within its pages."""
    inner = [line for page in pages for line in page[1:]]
    return sum(line.blank > 0 for line in inner) >= max(2, 0.012 * len(inner))
