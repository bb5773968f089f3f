"""The text of a PDF with what its fonts say, through pdfium.

Lines come in the order of the page's content, pages end with a form feed. What plain extractors lose is kept as
characters: raised small digits become superscript characters, a larger or bold line is marked as a heading with
`#`, a first-line indent is two spaces, a wider gap is a blank line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

__all__ = ["pdf_text"]

_HYPHENS = (2, 0xFFFE)
"""What pdfium gives for a hyphen at a line end; the line break after it is left out."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and its geometry, in points; superscript digits are characters already."""

    text: str
    size: float
    bold: bool
    left: float
    right: float
    base: float

    def string(self) -> str:
        return self.text.strip()


def pdf_text(content: bytes) -> str:
    """The text of a PDF file."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(content)
    try:
        pages = [_joined(list(_lines(document[index].get_textpage()))) for index in range(len(document))]
    finally:
        document.close()
    everything = [line for page in pages for line in page]
    if not everything:
        return ""
    sizes: Counter[float] = Counter()
    for line in everything:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    levels = _levels(pages, body)
    return "\f".join("\n".join(_printed(page, body, levels, number == 0)) for number, page in enumerate(pages))


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page; each character costs one call, and only what tells something costs more."""
    import pypdfium2.raw as raw

    start, codes = 0, [raw.FPDFText_GetUnicode(page.raw, index) for index in range(page.count_chars())]
    for index, code in enumerate([*codes, 10]):
        if code in (10, 13) or code in _HYPHENS:
            end = index + (code in _HYPHENS)
            line = _line(page, start, codes[start:end])
            if line:
                yield line
            start = index + 1


def _line(page: Any, start: int, codes: list[int]) -> _Line | None:
    import pypdfium2.raw as raw

    text = [
        "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        for code in codes
    ]
    inked = [start + k for k, char in enumerate(text) if not char.isspace()]
    if not inked:
        return None
    sample = inked[:: max(1, len(inked) // 8)]
    sizes = Counter(round(raw.FPDFText_GetFontSize(page.raw, index), 1) for index in sample)
    size = max(sizes, key=lambda key: (sizes[key], key))
    bold = all(raw.FPDFText_GetFontWeight(page.raw, index) >= 600 for index in sample[:3])
    boxes = [page.get_charbox(index) for index in (inked[0], inked[-1], *sample)]
    base = median(box[1] for box in boxes)
    for k, char in enumerate(text):
        if (
            char.isdigit()
            and raw.FPDFText_GetFontSize(page.raw, start + k) < 0.86 * size
            and (page.get_charbox(start + k)[1] > base + 0.1 * size)
        ):
            text[k] = char.translate(_SUPERSCRIPTS)
    return _Line("".join(text), size, bold, boxes[0][0], boxes[1][2], base)


def _joined(lines: list[_Line]) -> list[_Line]:
    """Lines as printed: a piece that follows on the same height (after a superscript) belongs to the line before."""
    result: list[_Line] = []
    for line in lines:
        before = result[-1] if result else None
        if (
            before
            and abs(before.base - line.base) < 0.35 * before.size
            and -1 < line.left - before.right < 1.2 * before.size
        ):
            gap = " " if line.left - before.right > 0.15 * before.size else ""
            text = before.text.rstrip() + gap + line.text.lstrip()
            result[-1] = replace(before, text=text, right=line.right)
        else:
            result.append(line)
    return result


def _levels(pages: list[list[_Line]], body: float) -> dict[tuple[float, bool], int]:
    """Levels of the kinds of heading lines, larger ones above smaller ones."""
    kinds: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for run in _runs(page):
            first = run[0]
            if len(run) <= 3 and _stands_out(first, body) and any(map(str.isalpha, first.string())):
                kinds[first.size, first.bold] += 1
    ordered = sorted(kinds, key=lambda kind: (-kind[0], not kind[1]))
    return {kind: min(6, level) for level, kind in enumerate(ordered, 1)}


def _stands_out(line: _Line, body: float) -> bool:
    return line.size > 1.06 * body or (line.bold and line.size > 0.97 * body)


def _runs(page: list[_Line]) -> Iterator[list[_Line]]:
    """Lines of one size and weight that follow one another closely."""
    run: list[_Line] = []
    for line in page:
        last = run[-1] if run else None
        close = last is not None and 0 < last.base - line.base < 1.75 * last.size
        if last is not None and close and line.size == last.size and line.bold == last.bold:
            run.append(line)
        else:
            if run:
                yield run
            run = [line]
    if run:
        yield run


def _printed(page: list[_Line], body: float, levels: dict[tuple[float, bool], int], first: bool) -> Iterator[str]:
    largest = max((line.size for line in page), default=body) if first else 0.0
    seen_body = not first
    bottom: float | None = None
    margins = Counter(round(line.left) for line in page if line.size == body)
    margin = margins.most_common(1)[0][0] if margins else 0
    for run in _runs(page):
        head = run[0]
        seen_body = seen_body or (len(run) >= 3 and head.size <= 1.02 * body)
        level = levels.get((head.size, head.bold)) if len(run) <= 3 and _stands_out(head, body) else None
        marked = level and (seen_body or _is_word(head)) and head.size < (largest or head.size + 1)
        if bottom is not None and abs(bottom - head.base) > 1.9 * max(head.size, 1):
            yield ""
        if marked:
            yield "#" * (level or 1) + " " + " ".join(line.string() for line in run)
        else:
            for line in run:
                indent = "  " if 0.6 * body < line.left - margin < 4 * body and line.size == body else ""
                yield indent + line.string()
        bottom = run[-1].base


def _is_word(line: _Line) -> bool:
    """A single word on the first page: the heading of the first section."""
    return line.string().casefold() in {"introduction", "einleitung", "introducción", "introdução", "введение", "giriş"}
