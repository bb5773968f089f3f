"""Faces that HarfBuzz makes static look as those of fontTools do."""

from __future__ import annotations

import pypdfium2
import pytest

from pubkit.engines import instances, weasyprint
from pubkit.typesetting.fonts import face_css, faces_of

PAGE = """<html lang="en"><title>A page</title><body style="font-family: 'Source Serif 4'">
<h1 style="font-size: 40pt; font-weight: 600">Mills &amp; weirs</h1>
<p style="font-size: 8pt">The <em>smallest</em> letters are cut wider.</p><p>Лес и поле</p></body></html>"""


def printed() -> bytes:
    faces = faces_of(["Source Serif 4"])
    return weasyprint.pdf(
        PAGE, ["@page { size: 9cm 6cm; margin: 5mm }"], fonts_css=face_css(faces),
        font_files=[face.path for face in faces],
    ).content  # fmt: skip


def grey(pdf: bytes) -> list[int]:
    document = pypdfium2.PdfDocument(pdf)
    return list(bytes(document[0].render(scale=2, grayscale=True).buffer))


def test_pages_look_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = printed()
    from weasyprint.pdf import fonts

    if not hasattr(fonts.Font, "clean_as_given"):
        pytest.skip("this HarfBuzz cannot pin axes (before 6.0)")
    asked: list[object] = []
    monkeypatch.setattr(instances, "_instance", lambda font, used: asked.append(font))
    slow = printed()
    assert asked
    assert fast != slow
    one, other = grey(fast), grey(slow)
    assert len(set(one)) > 20, "the page is blank"
    assert sum(abs(int(a) - int(b)) for a, b in zip(one, other, strict=True)) / len(one) < 0.2
    assert max(abs(int(a) - int(b)) for a, b in zip(one, other, strict=True)) < 140
