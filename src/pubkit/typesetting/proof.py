"""The proof sheet: what a typesetter would mark on the pages, with the page's number.

In: the lines as they are laid out, and the notices of the setting. Out: findings, page by page. Nothing is changed: a
word more or less, a no-break space, another style or paper is the editor's to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pubkit.engines.laid_out import Line
from pubkit.notices import Notice
from pubkit.records import dataclass

__all__ = ["Finding", "findings"]

OVERFULL = 1.5
"""Pixels (a bit more than a point) by which a line may stand out."""
LOOSE = 0.5
"""Ems added to a space from which a line is loose: a space of three times its width."""
LADDER = 4
"""Lines that end in a hyphen one after another."""
SHORT_PAGE = 3
"""Lines of text on the last page below which it is hardly one."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HYPHENS = ("-", "\N{HYPHEN}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One mark on the proof."""

    code: str
    page: int
    """The sheet, from 1; 0 where it concerns the whole."""
    folio: str
    """The number printed on it."""
    message: str
    text: str = ""
    """The beginning of the line."""

    def __str__(self) -> str:
        where = f"page {self.folio}: " if self.page else ""
        return f"{where}{self.code}: {self.message}" + (f': "{self.text}"' if self.text else "")

    def as_json(self) -> dict[str, object]:
        """The finding as JSON-able data."""
        return {
            "code": self.code, "page": self.page, "folio": self.folio, "message": self.message, "text": self.text,
        }  # fmt: skip


def findings(lines: Sequence[Line], notices: Sequence[Notice], first_page: int = 1) -> list[Finding]:
    """All marks in the order of the pages; `first_page` is the number printed on the first."""
    marks = [
        *_lines(lines), *_heads(lines), *_parted(lines), *_ladders(lines), *_short_end(lines),
        *_of_notices(lines, notices),
    ]  # fmt: skip
    return [
        Finding(code, page, str(page + first_page - 1) if page else "", message, _beginning(text))
        for page, code, message, text in sorted(marks, key=lambda mark: (mark[0], mark[1]))
    ]


Mark = tuple[int, str, str, str]
"""Page, code, message, text."""


def _lines(lines: Sequence[Line]) -> Iterator[Mark]:
    for line in lines:
        over = line.width - line.room
        if over > OVERFULL:
            yield line.page, "T501", f"a line stands out of the measure by {over * 0.75:.1f} pt", line.text
        elif line.added > LOOSE:
            yield line.page, "T502", f"a loose line: its spaces are {1 + line.added * 4:.1f} times as wide", line.text


def _heads(lines: Sequence[Line]) -> Iterator[Mark]:
    """A heading at the foot of a page or column, its text on the next."""
    columns = [list(group) for _, group in groupby(_text(lines), key=lambda line: (line.page, line.column))]
    for column, following in pairwise(columns):
        last = column[-1]
        if last.tag in _HEADINGS and following[0].paragraph != last.paragraph:
            yield last.page, "T503", "a heading at the foot of the page, its text on the next", last.text


def _parted(lines: Sequence[Line]) -> Iterator[Mark]:
    """Widows and orphans: a paragraph's last line alone at the head, its first alone at the foot."""
    for _, group in groupby(_text(lines), key=lambda line: line.paragraph):
        paragraph = [line for line in group if line.tag in {"p", "li", "dd"}]
        parts = [list(part) for _, part in groupby(paragraph, key=lambda line: (line.page, line.column))]
        if len(parts) > 1 and len(parts[0]) == 1:
            yield parts[0][0].page, "T504", "an orphan: a paragraph's first line alone at the foot", parts[0][0].text
        if len(parts) > 1 and len(parts[-1]) == 1:
            yield parts[-1][0].page, "T505", "a widow: a paragraph's last line alone at the head", parts[-1][0].text


def _ladders(lines: Sequence[Line]) -> Iterator[Mark]:
    for _, group in groupby(_text(lines), key=lambda line: (line.paragraph, line.page, line.column)):
        for hyphened, run in groupby(group, key=lambda line: line.text.rstrip().endswith(_HYPHENS)):
            if hyphened and len(ladder := list(run)) >= LADDER:
                yield ladder[0].page, "T506", f"{len(ladder)} lines one after another end in a hyphen", ladder[0].text


def _short_end(lines: Sequence[Line]) -> Iterator[Mark]:
    last = max((line.page for line in lines), default=0)
    there = [line for line in lines if line.page == last]
    if last > 1 and len(there) < SHORT_PAGE:
        yield last, "T507", f"the last page has {len(there)} lines only", there[0].text


def _of_notices(lines: Sequence[Line], notices: Sequence[Notice]) -> Iterator[Mark]:
    """What the setting itself has said: notes away from their calls, characters without a glyph."""
    for notice in notices:
        if notice.code == "T411":
            page = int(notice.message.split(" page ")[1].split()[0])
            yield page, "T411", notice.message, ""
        elif notice.code == "T410":
            char = notice.message.partition('"')[2][:1]
            page = next((line.page for line in lines if char and char in line.text), 0)
            yield page, "T410", notice.message, ""


def _text(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.is_note]


def _beginning(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= _SHOWN else short[:_SHOWN].rsplit(" ", 1)[0] + " …"
