"""The other formats: each holds the text, the notes and the works; the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from pubkit.engines import pandoc
from pubkit.errors import UsageError
from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting import FORMATS, write_other

METADATA = Metadata(
    title="A & B", authors=(Contributor("Ann Lee"),), abstract="A *summary*.", year="2017", journal="J", volume="7"
)
TEXT = "# One\n\nText.[^1] <script>alert(1)</script> [link](javascript:x)\n\n[^1]: A note on Порт.\n"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_written_twice_alike(name: str) -> None:
    tree = pandoc.read_markdown(TEXT)
    written = write_other(tree, METADATA, name)
    assert write_other(tree, METADATA, name) == written
    assert [notice.code for notice in written.notices] == ["T402"]
    assert _text(written.content).count("A note on Порт") == 1


def _text(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode().replace("\N{NO-BREAK SPACE}", " ")
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = [name for name in archive.namelist() if name.endswith((".xml", ".xhtml"))]
    return " ".join("".join(ElementTree.fromstring(archive.read(name)).itertext()) for name in parts)


def test_jats_invents_no_month() -> None:
    content = write_other(pandoc.read_markdown(TEXT), METADATA, "jats").content.decode()
    assert "<month>" not in content
    assert "<journal-title>J</journal-title>" in content
    assert "<volume>7</volume>" in content


def test_an_unknown_format_names_the_near_one() -> None:
    with pytest.raises(UsageError) as raised:
        write_other(pandoc.read_markdown(TEXT), METADATA, "dox")
    assert raised.value.hint == "did you mean docx?"


def test_links_of_odt_are_not_blue() -> None:
    """Citations are links to their references: they shall not stand out of the page."""
    content = write_other(pandoc.read_markdown(TEXT), METADATA, "odt").content
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("styles.xml"))
    name = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    (link,) = [element for element in root.iter() if element.get(name) == "Internet_20_link"]
    assert len(link) == 0
