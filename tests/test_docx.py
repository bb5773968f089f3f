"""DOCX: real footnotes, named styles, properties; LibreOffice opens it and prints what it says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from everything import everything
from pubkit.engines import pandoc
from pubkit.model.metadata import Metadata
from pubkit.typesetting.archive import members
from pubkit.typesetting.docx import write_docx
from tools import tool

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def package() -> dict[str, bytes]:
    return members(everything("docx", "chicago-notes-bibliography"))


def texts(part: bytes) -> dict[str, list[str]]:
    """The paragraphs of a part by their styles."""
    found: dict[str, list[str]] = {}
    for paragraph in etree.fromstring(part).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(run.text or "" for run in paragraph.iter(f"{W}t"))
        found.setdefault(style.get(f"{W}val") if style is not None else "", []).append(text)
    return found


def test_every_paragraph_has_a_named_style_that_is_ours(package: dict[str, bytes]) -> None:
    found = texts(package["word/document.xml"])
    assert found["Title"] == ["Trade & <Ports>: 100% of $5_000, {braces}, “quotes” “and” #1 ~ ^ \\ </script><b>"]
    assert found["Author"] == ['Ann "A<b>n" Lee & Sons1', "Əli Ağayev1,2", "The Port & Town Group"]
    assert found["Affiliation"][0] == "1Institute of Ports & Towns, Oslo, Norway"
    assert found["Heading2"] == ["1.1\N{EN SPACE}Blocks"]
    assert found["Equation"] == ["(1)"] or found["Equation"][0].endswith("(1)")
    assert len(found["Bibliography"]) == 5
    assert found["Verse"][0].startswith("A verse of")
    ours = {style.get(f"{W}styleId"): style for style in etree.fromstring(package["word/styles.xml"]).iter(f"{W}style")}
    assert set(found) - {""} <= set(ours)
    assert ours["Heading1"].find(f"{W}rPr/{W}sz").get(f"{W}val") == "28"


def test_rows_stay_whole_and_notes_are_not_justified(package: dict[str, bytes]) -> None:
    rows = list(etree.fromstring(package["word/document.xml"]).iter(f"{W}tr"))
    assert rows
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    styles = {each.get(f"{W}styleId"): each for each in etree.fromstring(package["word/styles.xml"]).iter(f"{W}style")}
    # An address does not break in Word as it does on our pages: a justified line before it has holes.
    assert styles["FootnoteText"].find(f"{W}pPr/{W}jc").get(f"{W}val") == "left"


def test_a_pull_quote_has_a_style_of_its_own() -> None:
    tree = pandoc.read_markdown("Text.\n\n::: {.pull-quote}\nThe tide does not read.\n:::\n")
    made = members(write_docx(tree, Metadata(title="A")))
    assert texts(made["word/document.xml"])["PullQuote"] == ["The tide does not read."]


def test_notes_are_footnotes(package: dict[str, bytes]) -> None:
    notes = [note for note in etree.fromstring(package["word/footnotes.xml"]) if note.get(f"{W}type") is None]
    calls = list(etree.fromstring(package["word/document.xml"]).iter(f"{W}footnoteReference"))
    assert [call.get(f"{W}id") for call in calls] == [note.get(f"{W}id") for note in notes]
    assert len(notes) == 4
    said = "".join(notes[2].itertext())
    assert "42–44" in said
    assert "Institute of Ports & Towns" in said


def test_images_are_described(package: dict[str, bytes]) -> None:
    root = etree.fromstring(package["word/document.xml"])
    said = [element.get("descr") for element in root.iter() if element.get("descr") is not None]
    assert said[::2] == said[1::2] == ["A pier & its <ships>", 'A pier & "nobody" on it', "Right"]


def test_properties(package: dict[str, bytes]) -> None:
    said = {element.tag.rpartition("}")[2]: element.text for element in etree.fromstring(package["docProps/core.xml"])}
    assert said["creator"] == 'Ann "A<b>n" Lee & Sons; Əli Ağayev; The Port & Town Group'
    assert (said["language"], said["created"]) == ("en", "2017-05-04T00:00:00Z")
    assert b'w:start="41"' in package["word/document.xml"]


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    soffice = tool("soffice")
    (tmp_path / "article.docx").write_bytes(everything("docx", "chicago-notes-bibliography"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "article.docx"),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    pdf = pypdfium2.PdfDocument(tmp_path / "article.pdf")
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert 2 <= len(pages) <= 5
    assert pages[0].startswith("Journal of Ports & Towns Vol. 7, No. 2, 2017, 41–52 Trade & <Ports>")
    assert pages[0].endswith("41")
    # A note stands on the page of its call.
    assert "A note of two paragraphs." in pages[0]
    assert "References" in pages[-1]
