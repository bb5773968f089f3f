"""A pasted list of references, cut into references: the layout is found out from its first lines.

In: lines, as they come. Out: references, each as soon as the next has begun; wrapped lines are put together, words
broken at line ends are mended, addresses are left for `links` to join. Layouts: numbers or bullets at line beginnings,
blank lines between paragraphs, hanging or first-line indents, lines wrapped at one width (a page of a PDF), and, where
none of these shows, one reference a line.
"""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Layout", "cut", "is_settled", "layout_of", "split_input"]


class Layout(enum.Enum):
    """How the references of a list are told apart."""

    LINES = "one a line"
    NUMBERED = "numbers"
    BULLETED = "bullets"
    PARAGRAPHS = "blank lines"
    HANGING = "a hanging indent"
    INDENTED = "an indent of the first line"
    WRAPPED = "lines of one width"


_NUMBERED = re.compile(
    r"^\s*(?:\[(?P<a>\d{1,4})\]|\((?P<b>\d{1,4})\)|(?P<c>\d{1,4})[.)](?!\d)|(?P<d>\d{1,4})\s(?=\s*[A-ZÀ-ÞА-Я“\"«„]))\s*\S"
)
_BULLET = re.compile(r"^\s*[-–*•·▪]\s+\S")
_HYPHEN_END = re.compile(r"(?<=[^\W\d_])[-\N{HYPHEN}\N{SOFT HYPHEN}]$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.|doi\.org)\S*$", re.IGNORECASE)
_INDENT = re.compile(r"^(?:\t|[ \N{NO-BREAK SPACE}]{2,})\s*\S")
_COMPLETE = re.compile(r"(?:[.)\]»”’\"!?…。]|\d|https?://\S+)\s*$")
_OPEN_END = re.compile(r"(?:,|;|:|&|\b(?:and|und|et|y|e|the|of|in|der|die|des|de|la|pp?\.|vol\.|no\.|[Ee]ds?\.))\s*$")
_START = re.compile(
    r"""(?: [“"«„‘'*]? [A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω][\w’'`.-]+ (?:[\s-][A-ZÀ-ÞĀ-ŽА-Я][\w’'.-]+){0,3} (?:,\s|\s\(|\.\s|\s[A-Z]{1,3}[,.\s]|\s[a-zà-ÿ]+\s)
          | [A-ZÀ-ÞА-Я]\.\s?(?:[A-ZÀ-ÞА-Я]\.\s?)*[A-ZÀ-ÞА-Я] | [—–_-]{2,}|―+ | [“"«„] )""",  # noqa: E501
    re.VERBOSE,
)
_NAME_FIRST = re.compile(
    r"(?:(?:van|von|de|der|den|del|da|di|le|la|al|El)[\s-])*[A-ZÀ-ÞĀ-ŽА-Я][\w’'-]+(?:\s[A-ZÀ-ÞА-Я][\w’'-]+)?,\s[A-ZÀ-ÞĀ-ŽА-Я]|[A-ZÀ-Þ][\w’'-]+\s[A-Z]{1,3}[,.]|[—–]{2,}|―"
)


def split_input(text: str) -> list[str]:
    """The references of `text`, in order; a blank text has none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return list(cut(lines, layout_of(lines)))


def layout_of(lines: Sequence[str]) -> Layout:
    """The layout that the lines show; numbers and bullets first, since what has them may have indents too."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < 2:
        return Layout.LINES
    if _counts_up(filled):
        return Layout.NUMBERED
    bullets = sum(bool(_BULLET.match(line)) for line in filled)
    if bullets >= 2 and _BULLET.match(filled[0]):
        return Layout.BULLETED
    groups = [list(group) for blank, group in itertools.groupby(lines, lambda line: not line.strip()) if not blank]
    if len(groups) > 1 and any(len(group) > 1 and not _all_whole(group) for group in groups):
        return Layout.PARAGRAPHS
    indented = [bool(_INDENT.match(line)) for line in filled]
    if any(indented) and not all(indented):
        flush = sum(not one for one in indented)
        if not indented[0] and not any(
            _starts(line.strip()) and whole for line, whole in _behind_whole(filled, indented)
        ):
            return Layout.HANGING
        if indented[0] and flush >= 2 and sum(indented) >= 2:
            return Layout.INDENTED
        if not indented[0]:
            return Layout.HANGING
    return Layout.WRAPPED if _is_wrapped(filled) else Layout.LINES


def is_settled(lines: Sequence[str]) -> bool:
    """Whether the first lines of a pipe tell the layout, so that nothing need wait for more of them."""
    filled = [line for line in lines if line.strip()]
    layout = layout_of(lines)
    if layout in (Layout.NUMBERED, Layout.BULLETED):
        return True
    return bool(filled) and layout is Layout.LINES and all(
        _COMPLETE.search(line) and not _OPEN_END.search(line) and len(line) > 20 for line in filled
    )  # fmt: skip


def cut(lines: Iterable[str], layout: Layout) -> Iterator[str]:
    """The references, each when the next begins."""
    if layout is Layout.LINES:
        yield from (line.strip() for line in lines if line.strip())
        return
    held: list[str] = []
    width = number = 0
    blank = False
    for line in lines:
        if not line.strip():
            blank = True
            continue
        width = max(width, _width(line))
        if held and _begins(line, held, layout, blank=blank, width=width, number=number):
            yield _joined(held)
            held = []
        if layout is Layout.NUMBERED and not held:
            number = _number(line) or number
        held.append(line)
        blank = False
    if held:
        yield _joined(held)


def _begins(line: str, held: list[str], layout: Layout, *, blank: bool, width: int, number: int) -> bool:
    """Whether a line is the first of a reference; `held` are the lines of the one before."""
    if layout is Layout.PARAGRAPHS:
        return blank
    if layout is Layout.NUMBERED:
        found = _number(line)
        return found is not None and number < found <= number + 9
    if layout is Layout.BULLETED:
        return bool(_BULLET.match(line))
    if layout is Layout.HANGING:
        return not _INDENT.match(line)
    if layout is Layout.INDENTED:
        return bool(_INDENT.match(line))
    return blank or _goes_over(held[-1], line, width)


def _goes_over(before: str, line: str, width: int) -> bool:
    """Whether, between two wrapped lines, one reference ends and the next begins.

    Where the next word would have had room, the line was ended on purpose.
    """
    before, line = before.rstrip(), line.strip()
    room = width - len(before) - 1 - len(line.split()[0])
    if room >= 2:
        return not _OPEN_END.search(before) or _starts(line)
    return bool(_COMPLETE.search(before)) and not _OPEN_END.search(before) and bool(_NAME_FIRST.match(line))


def _width(line: str) -> int:
    """The length of a line; 0 where an address that could not be broken may have made it longer than the measure."""
    return 0 if max(map(len, line.split()), default=0) > 24 else len(line.rstrip())


def _starts(line: str) -> bool:
    return bool(_START.match(line))


def _number(line: str) -> int | None:
    match = _NUMBERED.match(line)
    return int(next(group for group in match.groups() if group)) if match else None


def _counts_up(lines: Sequence[str]) -> bool:
    """Whether the first line has a number and others go on from it."""
    numbers = [number for line in lines if (number := _number(line)) is not None]
    if len(numbers) < 2 or _number(lines[0]) is None:
        return False
    steps = [second - first for first, second in itertools.pairwise(numbers)]
    return sum(0 < step <= 9 for step in steps) >= 0.7 * len(steps)


def _all_whole(group: Sequence[str]) -> bool:
    """Whether each line of a group is a reference by itself: then the blank line is only a gap in the list."""
    return all(_COMPLETE.search(line) and _starts(line.strip()) for line in group) and not _is_wrapped(group)


def _behind_whole(lines: Sequence[str], indented: Sequence[bool]) -> Iterator[tuple[str, bool]]:
    """The indented lines, and whether the line before is complete."""
    for (before, line), inside in zip(itertools.pairwise(lines), indented[1:], strict=True):
        if inside:
            yield line, bool(_COMPLETE.search(before)) and not _OPEN_END.search(before)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Lines near one width, many of which end because the next word had no room."""
    width = max(map(_width, lines))
    if not 30 <= width <= 140:
        return False
    pairs = list(itertools.pairwise(lines))
    full = sum(len(line.rstrip()) + 1 + len(after.split()[0]) > width - 1 for line, after in pairs)
    broken = sum(
        not _COMPLETE.search(line) or bool(_OPEN_END.search(line)) or not _starts(after.strip())
        for line, after in pairs
    )
    return broken >= 0.25 * len(pairs) and full >= 0.4 * len(pairs)


def _joined(lines: Iterable[str]) -> str:
    """Lines as one: a word broken at a line end is mended, a broken address is left for `links`, which knows more."""
    out = ""
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        if _HYPHEN_END.search(out) and piece[0].islower() and not _ADDRESS_END.search(out):
            out = out[:-1] + piece
        else:
            out = f"{out} {piece}" if out else piece
    return out
