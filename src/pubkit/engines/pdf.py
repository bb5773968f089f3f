"""The text of a PDF with what its geometry and fonts say, through pdfium.

Pages end with a form feed. What plain extractors lose is kept as characters: raised small digits become superscript
characters, a line in larger, bold or otherwise different type is marked as a heading with `#`, and so is the title; a
blank line stands before every paragraph, an indent before one that begins a page. Lines are read column by column,
what stands beside the body and the notes come behind it, with `>` before each line (`pdf_order`). A row of a table is
one line, `| cell | cell |` (`pdf_tables`). Five blank lines stand before the small type at the foot of a page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from pubkit.engines.pdf_emphasis import signed
from pubkit.engines.pdf_lines import PrintedLine, printed_lines
from pubkit.engines.pdf_order import OrderedPage, in_order
from pubkit.engines.pdf_paragraphs import Paragraphs
from pubkit.engines.pdf_types import APART, Types

__all__ = ["NOTES", "body_size", "pdf_text"]

NOTES = 5
"""Blank lines before the small type at the foot of a page: nothing else has as many."""


def pdf_text(content: bytes) -> str:
    """The text of a PDF file."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(content)
    try:
        pages = [printed_lines(document[index].get_textpage()) for index in range(len(document))]
    finally:
        document.close()
    everything = [line for page in pages for line in page]
    if not everything:
        return ""
    body = body_size(pages)
    pitch = _pitch(pages, body)
    ordered = [in_order(page, body, pitch) for page in pages]
    types = Types(ordered, body, pitch)
    paragraphs = Paragraphs(ordered, body, pitch)
    return "\f".join("\n".join(_printed(page, number, types, paragraphs)) for number, page in enumerate(ordered))


def body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The size of the body's type: of the common sizes the one that stands highest on most pages (notes are below).

    Code is left out, unless there is nothing else.
    """
    prose = [[line for line in page if not line.fixed] for page in pages]
    pages = prose if any(prose) else pages
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    most = max(sizes.values())
    common = {size for size, count in sizes.items() if count >= 0.35 * most}
    first = (next((line.size for line in page if line.size in common and len(line.text) > 30), 0.0) for page in pages)
    leads = Counter(size for size in first if size)
    return max(common, key=lambda size: (leads[size], sizes[size]))


def _pitch(pages: Sequence[Sequence[PrintedLine]], body: float) -> float:
    """The usual distance of two lines of the body."""
    gaps: Counter[float] = Counter()
    for page in pages:
        columns: dict[int, float] = {}
        for line in page:
            if line.size == body:
                gap = columns.get(round(line.left), math.inf) - line.base
                columns[round(line.left)] = line.base
                if 0.8 * body < gap < 2.5 * body:
                    gaps[round(gap, 1)] += 1
    common = [gap for gap, count in gaps.items() if count >= 0.3 * max(gaps.values())]
    return median(common) if common else 1.25 * body


def _printed(page: OrderedPage, number: int, types: Types, paragraphs: Paragraphs) -> Iterator[str]:
    texts = _emphasized(page, paragraphs)
    yield from (line.text for line in page.head)
    pending = list(page.beside)
    first = True
    for run in types.runs(page):
        starts = paragraphs.begins(run[0])
        if first:
            yield from [""] if page.head else []
        if starts and not first:
            for block in [b for b in pending if b[0].base > run[0].base]:
                pending.remove(block)
                yield from _set_apart(block)
        mark = types.mark(run, number)
        if mark == APART:
            yield from _set_apart(run)
            yield ""
        elif mark:
            yield from ["", f"{mark} {_on_one_line(run)}", ""]
        else:
            for line in run:
                begins = paragraphs.begins(line)
                if begins and not first:
                    yield ""
                yield ("  " if begins and first and line.size == types.body else "") + texts[id(line)]
                first = False
        first = False
    for block in pending:
        yield from _set_apart(block)
    yield from [*[""] * NOTES, *(texts[id(line)] for line in page.notes)] if page.notes else []
    yield from ["", *(line.text for line in page.foot)] if page.foot else []


def _emphasized(page: OrderedPage, paragraphs: Paragraphs) -> dict[int, str]:
    """The texts of the lines of the body and of the notes, with the signs of emphasis."""
    groups: list[list[PrintedLine]] = [list(page.notes)]
    for band in page.body:
        for line in band:
            if paragraphs.begins(line) or len(groups) == 1:
                groups.append([])
            groups[-1].append(line)
    texts: dict[int, str] = {}
    for group in groups:
        marked = signed([(line.text, line.faces) for line in group])
        texts.update(zip(map(id, group), marked, strict=True))
    return texts


def _set_apart(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """What stands in other type beside the body or between its paragraphs."""
    yield ""
    yield from (f"{APART} {line.text}" for line in lines)


def _on_one_line(lines: Sequence[PrintedLine]) -> str:
    """The lines of a heading, which is never hyphenated: a hyphen at a line end belongs to the word."""
    text = lines[0].text
    for line in lines[1:]:
        text += line.text if text.endswith("-") else f" {line.text}"
    return text
