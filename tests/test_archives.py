"""PDF files as archives and readers with screen readers want them: asked of outloud and of pdfua, and looked at."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import stress
from pubkit import pipeline, typesetting
from pubkit.model import Source
from pubkit.typesetting import Layout

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""WeasyPrint leaves the file of its colour profile to the interpreter to close."""

BIN = Path(sys.executable).parent


def _pdf(theme: str, variant: str, sections: int = 2) -> bytes:
    set_page = pipeline.paged(
        Source("article.md", stress.article(sections).encode()), [Source("references.bib", stress.REFERENCES.encode())],
        style="chicago", folder=Path(), layout=Layout(theme=theme, pdf_variant=variant),
        images=lambda name: typesetting.Image(stress.figure(), "image/png"),
    )  # fmt: skip
    return pipeline.printed(set_page).content


@pytest.mark.parametrize(("theme", "variant"), [("classic", "pdf/a-3a"), ("columns", "pdf/ua-1")])
def test_checkers_find_nothing(theme: str, variant: str, tmp_path: Path) -> None:
    file = tmp_path / "article.pdf"
    file.write_bytes(_pdf(theme, variant, 2 if theme == "classic" else 1))
    spoken = tmp_path / "outloud.json"
    subprocess.run(
        [BIN / "outloud", "--quiet", "--json", spoken, "--fail-on", "never", file], check=True, capture_output=True
    )
    (report,) = json.loads(spoken.read_text("utf-8"))["results"]
    assert [finding for finding in report["findings"] if finding["severity"] != "info"] == []
    checked = subprocess.run([BIN / "pdfua", "check", file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_an_archival_pdf_carries_its_sources_and_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    content = _pdf("classic", "pdf/a-3a", 1)
    assert content == _pdf("classic", "pdf/a-3a", 1)
    with pypdfium2.PdfDocument(content) as pdf:
        raw = pypdfium2.raw
        assert raw.FPDFDoc_GetAttachmentCount(pdf) == 2
    said = _opened(content)
    for words in (b"/AFRelationship", b"/Source", b"/GTS_PDFA1"):
        assert words in said
    for words in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"10.5555/jip.12.3.118"):
        assert words in said
    assert stress.REFERENCES.encode() in said


def test_what_a_pdf_says_of_its_article() -> None:
    said = _opened(_pdf("classic", "pdf/ua-1", 1)).decode("utf-8", "replace")
    for words in ("<pdfuaid:part>1<", "Maria Lind</rdf:li>", "en-GB</rdf:li>", "<prism:startingPage>118<", "CC BY 4.0"):
        assert words in said
    assert "pdfaid:part" not in said


def _opened(content: bytes) -> bytes:
    """The file with its compressed streams opened."""
    import re
    import zlib

    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return content + b"".join(zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x")
