"""A text that fits into its line but for the space at its end stays whole."""

from __future__ import annotations

from typing import Any

import pytest

from pubkit.engines import weasyprint
from pubkit.engines.laid_out import Line, lines_of
from pubkit.typesetting.fonts import face_css, faces_of, families_for

TEXT = "Of the ports (Lighthouses and tolls) of the "
PAGE = f"<html lang=en><body><p>{TEXT}<em>northern</em> coast and its many islands</p></body></html>"
STYLE = (
    "html {{ font: 16px/20px 'EB Garamond'; hyphens: auto; text-align: justify; hyphenate-limit-chars: 6 3 3 }}"
    "body, p {{ margin: 0 }} @page {{ size: {width}px 400px; margin: 0 }}"
)


def laid_out(width: float, page: str = PAGE) -> list[Line]:
    faces = faces_of(families_for(PAGE, ("EB Garamond",)))
    seen: list[Line] = []

    def look(document: Any) -> None:
        seen.extend(lines_of(document))

    weasyprint.pdf(page, [STYLE.format(width=width)], fonts_css=face_css(faces),
                   font_files=[face.path for face in faces], variant="", look=look)  # fmt: skip
    return seen


@pytest.fixture(scope="module")
def bare() -> float:
    """The width of the text, without the space at its end."""
    (line,) = laid_out(2000, f"<html lang=en><body><p>{TEXT.rstrip()}</p></body></html>")
    return line.width


@pytest.mark.parametrize("more", [0.3, 1.0, 2.0, 4.5])
def test_the_line_holds_all_that_fits(bare: float, more: float) -> None:
    first = laid_out(bare + more)[0]
    assert first.text.rstrip() == TEXT.rstrip()
    assert first.added < 0.5
