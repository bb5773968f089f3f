"""The printed lines of a PDF page with their geometry, through pdfium.

In: a text page of pdfium. Out: lines as a reader sees them, in points: what stands on one height and close together
is one line, whatever the order of the content; a wide gap parts columns. Small raised digits become superscript
characters, because plain text has no other way to keep them.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pubkit.engines.pdf_emphasis import Face, faces_in, moved
from pubkit.records import dataclass, replace

__all__ = ["LIST_MARK", "PrintedLine", "printed_lines"]

_HYPHENS = (2, 0xFFFE)
"""What pdfium gives for a hyphen at a line end; the line break after it is left out."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE = 2.2
"""A gap of so many times the size of the type parts columns or cells."""
_CLOSE = 0.8
"""A gap of so many times the size of the type joins two pieces of one line."""
LIST_MARK = re.compile(r"[•▪◦‣●○■□·–-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]")
_MARK_GAP = 3.5
_AFTER_MARK = 1.0
"""The same behind a raised mark, where lines part most often: spaces of a justified line are wide."""
_RAISED_END = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]\Z")
_SPREAD = 2.2
"""Letters that words of a letter-spaced line have on average, at the most: most are letters by themselves."""
_SHORT = 70
"""Characters up to which every one is looked at, because the line may be a heading."""
_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi|cmbx|-medi(?!um)", re.IGNORECASE)
"""Names of bold faces; the weight that pdfium tells is guessed from the width of stems."""
_FIXED = 1
_FIXED_NAME = re.compile(rb"mono|courier|cmtt|typewriter|consol", re.IGNORECASE)
"""The flag and the names of faces for code."""
_ITALIC = 64
"""The flag of a slanted face (PDF 32000-1, table 123)."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line and its geometry, in points."""

    text: str
    """Its characters, without outer spaces."""
    size: float
    bold: bool
    slanted: bool
    left: float
    right: float
    base: float
    """Height of its base line above the foot of the page."""
    first: float
    """Width of its first word."""
    cells: int = 1
    """How many cells it has, where it is a row of a table."""
    fixed: bool = False
    """Whether all of its characters are of one width: code."""
    faces: tuple[Face, ...] = ()
    """Its slanted and bold stretches."""


def printed_lines(page: Any) -> list[PrintedLine]:
    """The lines of a text page of pdfium, from top to bottom, from left to right."""
    rows: dict[int, list[PrintedLine]] = defaultdict(list)
    for piece in _pieces(page):
        _place(piece, rows)
    lines = [line for row in rows.values() for line in row]
    return sorted(lines, key=lambda line: (-round(line.base, 1), line.left))


def _pieces(page: Any) -> Iterator[PrintedLine]:
    import pypdfium2.raw as raw

    start, codes = 0, [raw.FPDFText_GetUnicode(page.raw, index) for index in range(page.count_chars())]
    for index, code in enumerate([*codes, 10]):
        if code in (10, 13) or code in _HYPHENS:
            end = index + (code in _HYPHENS)
            yield from _parted(page, start, codes[start:end])
            start = index + 1


def _parted(page: Any, start: int, codes: Sequence[int]) -> Iterator[PrintedLine]:
    """The pieces of what pdfium takes for a line, parted at wide gaps."""
    text = "".join(
        "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        for code in codes
    )
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    if not words:
        return
    glyphs = _Glyphs(page)
    edges = [(glyphs.left(start + a), glyphs.right(start + b - 1)) for a, b in words]
    size = glyphs.size(start + words[0][0])
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or edges[index][0] - edges[index - 1][1] > _WIDE * max(size, 1):
            a, b = words[first][0], words[index - 1][1]
            yield _piece(glyphs, start + a, text[a:b], edges[first:index], words[first])
            first = index


def _piece(
    glyphs: _Glyphs, start: int, text: str, edges: Sequence[tuple[float, float]], word: tuple[int, int]
) -> PrintedLine:
    inked = [start + k for k, char in enumerate(text) if not char.isspace()]
    sample = inked if len(inked) <= _SHORT else inked[:: len(inked) // 8]
    sizes = Counter(glyphs.size(index) for index in sample)
    size = max(sizes, key=lambda key: (sizes[key], key))
    capitals = max(sizes)
    if capitals > size and sizes[capitals] >= max(2, 0.05 * len(sample)) and size > 0.6 * capitals:
        size = capitals  # small capitals that are made of small type
    main = [index for index in sample if glyphs.size(index) == size]
    base = sorted(glyphs.base(index) for index in main)[len(main) // 2]
    bold = all(glyphs.face(index)[1] for index in main[:3])
    slanted = all(glyphs.face(index)[0] for index in main[:4])
    chars = list(text)
    spread = _spread(glyphs, start, text, size)
    for k in spread:
        chars[k] = ""
    for k, char in enumerate(chars):
        if char.isdigit() and glyphs.size(start + k) < 0.86 * size and glyphs.base(start + k) > base + 0.1 * size:
            chars[k] = char.translate(_SUPERSCRIPTS)
    faces = () if spread else faces_in(glyphs, start, text)
    fixed = all(glyphs.face(index)[2] for index in main[:2])
    left, right, first = edges[0][0], edges[-1][1], edges[0][1] - edges[0][0]
    return PrintedLine("".join(chars), size, bold, slanted, left, right, base, first, fixed=fixed, faces=faces)


def _spread(glyphs: _Glyphs, start: int, text: str, size: float) -> list[int]:
    """The spaces that letter-spacing makes: the text has none there, and a letter's advance reaches the next letter."""
    spaces = [k for k, char in enumerate(text) if char == " "]
    if not spaces or len(text) - len(spaces) > _SPREAD * (len(spaces) + 1):
        return []
    none = [
        k for k in spaces
        if glyphs.generated(start + k) and abs(glyphs.left(start + k + 1) - glyphs.left(start + k)) < 0.05 * size
    ]  # fmt: skip
    return none if len(none) >= 0.5 * len(spaces) else []


def _place(piece: PrintedLine, rows: dict[int, list[PrintedLine]]) -> None:
    """Join a piece to the line that it belongs to, or let it be a line."""
    reach = max(1, math.ceil(0.5 * piece.size))
    height = round(piece.base)
    for near in range(height - reach, height + reach + 1):
        for index, line in enumerate(rows.get(near, ())):
            if joined := _joined(line, piece):
                rows[near][index] = joined
                return
    rows[height].append(piece)


def _joined(one: PrintedLine, two: PrintedLine) -> PrintedLine | None:
    main, other = (one, two) if (one.size, len(one.text)) >= (two.size, len(two.text)) else (two, one)
    if abs(one.base - two.base) > 0.48 * main.size:
        return None
    before, after = (one, two) if one.left <= two.left else (two, one)
    gap = after.left - before.right
    reach = (
        _MARK_GAP if LIST_MARK.fullmatch(before.text) else _AFTER_MARK if _RAISED_END.search(before.text) else _CLOSE
    )
    if not -0.25 * main.size < gap < reach * main.size:
        return None
    if other.size < 0.86 * main.size and other.base > main.base + 0.1 * main.size:
        raised = other.text.translate(_SUPERSCRIPTS)
        before, after = (replace(p, text=raised) if p is other else p for p in (before, after))
    elif abs(one.base - two.base) > 0.2 * main.size:
        return None
    space = " " if gap > 0.15 * main.size else ""
    text = before.text + space + after.text
    faces = (*before.faces, *moved(after.faces, len(before.text + space)))
    return replace(main, text=text, left=before.left, right=after.right, first=before.first, faces=faces)


class _Glyphs:
    """What pdfium says about single characters; each question is a call."""

    __slots__ = ("_faces", "_page", "_x", "_y")

    def __init__(self, page: Any) -> None:
        self._page = page
        self._faces: dict[int, tuple[bool, bool, bool]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def left(self, index: int) -> float:
        import pypdfium2.raw as raw

        raw.FPDFText_GetCharOrigin(self._page.raw, index, self._x, self._y)
        return float(self._x.value)

    def right(self, index: int) -> float:
        return float(self._page.get_charbox(index)[2])

    def base(self, index: int) -> float:
        self.left(index)
        return float(self._y.value)

    def size(self, index: int) -> float:
        import pypdfium2.raw as raw

        matrix = raw.FS_MATRIX()
        scale = 1.0
        if raw.FPDFText_GetMatrix(self._page.raw, index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        return round(float(raw.FPDFText_GetFontSize(self._page.raw, index)) * scale, 1)

    def generated(self, index: int) -> bool:
        """Whether pdfium made this character up, from a gap."""
        import pypdfium2.raw as raw

        return bool(raw.FPDFText_IsGenerated(self._page.raw, index) == 1)

    def face(self, index: int) -> tuple[bool, bool, bool]:
        """Whether a character is slanted, bold, of fixed width: told once for all that was set in one go."""
        import pypdfium2.raw as raw

        text = raw.FPDFText_GetTextObject(self._page.raw, index)
        key = ctypes.cast(text, ctypes.c_void_p).value or -1 - index
        if key not in self._faces:
            name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
            raw.FPDFText_GetFontInfo(self._page.raw, index, name, 64, flags)
            weight = raw.FPDFText_GetFontWeight(self._page.raw, index)
            self._faces[key] = (
                bool(flags.value & _ITALIC) or b"talic" in name.value or b"blique" in name.value,
                weight >= _BOLD or bool(_BOLD_NAME.search(name.value)),
                bool(flags.value & _FIXED) or bool(_FIXED_NAME.search(name.value)),
            )
        return self._faces[key]
