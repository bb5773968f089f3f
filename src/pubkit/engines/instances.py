"""Variable fonts become static in a PDF by HarfBuzz, which takes a hundredth of fontTools' time for it.

WeasyPrint 70 subsets each face with HarfBuzz and then, where it is variable, has fontTools make the instance: a quarter
of the time of a whole PDF. `hb_subset_input_pin_axis_location` (HarfBuzz 6) does both at once. Each size of a face with
an optical size axis is an instance of its own. Where HarfBuzz is older, or says no, WeasyPrint's way is taken.
"""

from __future__ import annotations

import functools
import struct
from typing import Any

__all__ = ["pin_with_harfbuzz"]

_SLANTED = 1
_ITALIC = 2
"""Pango's styles."""


def pin_with_harfbuzz() -> None:
    """Have WeasyPrint's fonts made static this way from now on."""
    from weasyprint.pdf import fonts

    if _pin() is None or hasattr(fonts.Font, "clean_as_given"):
        return
    fonts.Font.clean_as_given = fonts.Font.clean

    def clean(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        face = _instance(font, to_unicode) if "fvar" in font.tables and to_unicode else None
        if face is None:
            font.clean_as_given(to_unicode, hinting)
            return
        font.hb_face = face
        font.tables.remove("fvar")
        font.clean_as_given(to_unicode, hinting)

    fonts.Font.clean = clean


@functools.cache
def _pin() -> Any:
    """HarfBuzz's function, or None."""
    from weasyprint.text import ffi as library

    try:
        library.ffi.cdef(
            "hb_bool_t hb_subset_input_pin_axis_location (hb_subset_input_t *, hb_face_t *, hb_tag_t, float);"
        )
        return library.harfbuzz_subset.hb_subset_input_pin_axis_location
    except (AttributeError, OSError, library.ffi.error):
        return None


def _instance(font: Any, to_unicode: dict[int, str]) -> Any:
    """The face with its axes pinned and the glyphs that are used, under their numbers; None where HarfBuzz cannot."""
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

    asked = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    glyphs = harfbuzz_subset.hb_subset_input_glyph_set(asked)
    harfbuzz.hb_set_add_sorted_array(
        glyphs, ffi.new(f"hb_codepoint_t[{len(to_unicode)}]", sorted(to_unicode)), len(to_unicode)
    )
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS | harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(asked, flags)
    for axis, (least, given, most) in _axes(font).items():
        value = min(max(_value(font, axis, given), least), most)
        if not _pin()(asked, font.hb_face, harfbuzz.hb_tag_from_string(axis.encode(), -1), value):
            return None
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, asked)
    return ffi.gc(face, harfbuzz.hb_face_destroy) if face else None


def _axes(font: Any) -> dict[str, tuple[float, float, float]]:
    return _axes_of(font.file_content, font.index)


@functools.lru_cache(maxsize=32)
def _axes_of(content: bytes, index: int) -> dict[str, tuple[float, float, float]]:
    """Least, default and greatest value of each axis (OpenType, "fvar")."""
    start = 0
    if content[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", content, 12 + 4 * index)
    (tables,) = struct.unpack_from(">H", content, start + 4)
    records = struct.iter_unpack(">4s4xI4x", content[start + 12 : start + 12 + 16 * tables])
    at = next(offset for tag, offset in records if tag == b"fvar")
    first, count, size = struct.unpack_from(">4xH2xHH", content, at)
    found = {}
    for number in range(count):
        tag, *values = struct.unpack_from(">4s3i", content, at + first + number * size)
        least, default, most = (value / 65536 for value in values)
        found[tag.decode("latin-1")] = least, default, most
    return found


def _value(font: Any, axis: str, given: float) -> float:
    """The value that WeasyPrint would give the axis."""
    if axis in font.variations:
        return float(font.variations[axis])
    if axis == "wght":
        return float(font.weight)
    if axis == "opsz":
        return float(font.font_size)
    if axis == "slnt" and font.style == _SLANTED:
        return min(_axes(font)["slnt"][0], given)
    if axis == "ital":
        return float(font.style == _ITALIC)
    return given
