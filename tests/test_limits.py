"""The limits that are written down: at each a document is done, a step beyond it is refused and the file named."""

from __future__ import annotations

import io
import json
import zipfile
from bisect import bisect_left
from pathlib import Path

import pytest

from pubkit import editions
from pubkit.citations import find_style
from pubkit.engines import documents
from pubkit.engines.ast import MAX_DEPTH
from pubkit.engines.documents import readers
from pubkit.engines.pandoc import read_markdown
from pubkit.errors import CannotWrite, PubkitError, UnreadableInput, UsageError
from pubkit.formats import bib_syntax, safe_yaml
from pubkit.project import MOST, Limits, Project, read_project

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _docx(*extra: tuple[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    kind = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(kept, "w", compress) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kind}/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r" Target="word/document.xml" '
            f'Type="{kind}/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{kind}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
        for name, content in extra:
            archive.writestr(name, content)
    return kept.getvalue()


def test_input_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A title\n\nA paragraph.\n", encoding="utf-8")
    size = file.stat().st_size
    editions.convert([str(file)], tmp_path / "out", limits=Limits(input_bytes=size))
    with pytest.raises(UnreadableInput, match="larger than") as caught:
        editions.convert([str(file)], tmp_path / "no", limits=Limits(input_bytes=size - 1))
    assert "a.txt" in str(caught.value.place)
    assert not (tmp_path / "no").exists()


def test_unpacked_bytes(tmp_path: Path) -> None:
    content = _docx()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        total = sum(member.file_size for member in archive.infolist())
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    editions.convert([str(file)], tmp_path / "out", limits=Limits(unpacked_bytes=total))
    with pytest.raises(UnreadableInput, match="unpacks to") as caught:
        editions.convert([str(file)], tmp_path / "no", limits=Limits(unpacked_bytes=total - 1))
    assert "a.docx" in str(caught.value.place)


def test_the_ratio_of_a_member() -> None:
    member = b"\0" * (2 << 20)  # packs a thousand times
    with pytest.raises(UnreadableInput, match=f"more than {documents.MAX_RATIO} times"):
        readers()[DOCX](_docx(("word/x.xml", member)))
    assert "Words" in readers()[DOCX](_docx(("word/x.xml", member), compress=zipfile.ZIP_STORED))[0]
    assert "Words" in readers()[DOCX](_docx(("word/x.xml", b"\0" * (1 << 20))))[0]  # a MiB may pack as it likes


def test_the_members_of_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_MEMBERS", 5)
    assert "Words" in readers()[DOCX](_docx(("a", b""), ("b", b"")))[0]
    with pytest.raises(UnreadableInput, match="files in the archive"):
        readers()[DOCX](_docx(("a", b""), ("b", b""), ("c", b"")))


def test_an_archive_whose_directory_lies() -> None:
    content = bytearray(_docx(("word/x.xml", b"A" * 5000), compress=zipfile.ZIP_STORED))
    at = content.rfind(b"word/x.xml") - 46
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size that the directory gives
    with pytest.raises(UnreadableInput, match="archive"):
        readers()[DOCX](bytes(content))


def test_image_bytes(tmp_path: Path) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
        "c9fe92ef0000000049454e44ae426082"
    )
    (tmp_path / "i.png").write_bytes(png)
    article = tmp_path / "article.md"
    article.write_text("---\ntitle: T\n---\n\n![A dot](i.png)\n", encoding="utf-8")

    def page(limit: int) -> str:
        project = Project(limits=Limits(image_bytes=limit))
        done = editions.build([str(article)], tmp_path / "out", to=["html"], project=project)
        return done.files[0].read_text(encoding="utf-8")

    assert "data:image/png" in page(len(png))
    assert "data:image/png" not in page(len(png) - 1)


def test_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    file = tmp_path / "a.txt"
    file.write_text("A title\n\nA paragraph.\n", encoding="utf-8")
    real = editions.pipeline.convert
    monkeypatch.setattr(editions.pipeline, "convert", lambda *a, **k: (time.sleep(1.2), real(*a, **k))[1])
    editions.convert([str(file)], tmp_path / "out", limits=Limits(seconds=30))
    with pytest.raises(CannotWrite, match="not done within 1 s") as caught:
        editions.convert([str(file)], tmp_path / "no", limits=Limits(seconds=1))
    assert "a.txt" in str(caught.value.place)


def test_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A title\n\nA paragraph.\n", encoding="utf-8")
    real = editions.pipeline.convert
    monkeypatch.setattr(editions.pipeline, "convert", lambda *a, **k: (bytearray(600 << 20), real(*a, **k))[1])
    editions.convert([str(file)], tmp_path / "out", limits=Limits(memory_mib=3000))
    with pytest.raises(CannotWrite, match="600 MiB of memory") as caught:
        editions.convert([str(file)], tmp_path / "no", limits=Limits(memory_mib=600))
    assert "a.txt" in str(caught.value.place)


def test_depth_of_markdown() -> None:
    def quotes(depth: int) -> str:
        return "> " * depth + "deep\n"

    fits = bisect_left(range(MAX_DEPTH), True, key=lambda depth: not _reads(quotes(depth + 1)))
    assert fits >= 20
    with pytest.raises(UnreadableInput, match="nest"):
        read_markdown(quotes(fits + 1))


def _reads(text: str) -> bool:
    try:
        read_markdown(text)
    except PubkitError:
        return False
    return True


def test_depth_and_size_of_yaml() -> None:
    depth = safe_yaml.DEPTH_LIMIT - 1  # the mapping is the first
    assert safe_yaml.load(f"a: {'[' * depth}{']' * depth}\n").values
    with pytest.raises(safe_yaml.RefusedError, match="nests"):
        safe_yaml.load(f"a: {'[' * (depth + 1)}{']' * (depth + 1)}\n")
    assert safe_yaml.load("a: " + "x" * (safe_yaml.SIZE_LIMIT - 3)).values
    with pytest.raises(safe_yaml.RefusedError, match="at the most"):
        safe_yaml.load("a: " + "x" * (safe_yaml.SIZE_LIMIT - 2))


@pytest.mark.parametrize("text", ["a: &x 1\n", "a: *x\n", "a: !!python/object/apply:os.system [x]\n", "a: !x 1\n"])
def test_yaml_that_builds_or_repeats_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_project(text, "p.yaml")
    assert caught.value.place and caught.value.place.line == 1


def test_a_value_of_a_bibliography() -> None:
    limit = bib_syntax._VALUE_LIMIT
    fits, _ = bib_syntax.read_syntax(f"@book{{a, title={{{'x' * limit}}}}}", "a.bib")
    assert len(fits) == 1
    none, notices = bib_syntax.read_syntax(f"@book{{a, title={{{'x' * (limit + 1)}}}}}", "a.bib")
    assert not none and "expands to more than" in notices[0].message


def test_all_values_of_a_bibliography(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bib_syntax, "_TOTAL_LIMIT", 100)
    text = "".join(f"@book{{k{n}, title={{{'x' * 50}}}}}\n" for n in range(2))
    assert len(bib_syntax.read_syntax(text, "a.bib")[0]) == 2
    fits, notices = bib_syntax.read_syntax(text + "@book{c, title={x}}\n", "a.bib")
    assert len(fits) == 2 and "expands to more than" in notices[0].message


def test_pages_of_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2 as pdfium

    def pages(count: int) -> bytes:
        pdf, kept = pdfium.PdfDocument.new(), io.BytesIO()
        for _ in range(count):
            pdf.new_page(100, 100)
        pdf.save(kept)
        return kept.getvalue()

    monkeypatch.setattr(documents, "MAX_PAGES", 2)
    read = readers()["application/pdf"]
    with pytest.raises(UnreadableInput, match="no text"):  # read to the end: there is nothing on its pages
        read(pages(2))
    with pytest.raises(UnreadableInput, match="3 pages"):
        read(pages(3))


def _style(body: str, macros: str = "") -> str:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>"
        f"{macros}<citation><layout>{body}</layout></citation></style>"
    )


def _style_is_read(style: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csl"
    path.write_text(style, encoding="utf-8")
    assert find_style(str(path)).text == style


def test_elements_that_a_style_expands_to(tmp_path: Path) -> None:
    text, call = '<text value="x"/>', '<text macro="a"/>'
    macro = f'<macro name="a">{text * 99}</macro>'  # 100 elements, 101 with the call
    _style_is_read(_style(call * 494 + text * 104, macro), tmp_path)  # 49,894 + 104, citation and layout
    with pytest.raises(UnreadableInput, match="expand to more than 50,000") as caught:
        _style_is_read(_style(call * 494 + text * 105, macro), tmp_path)
    assert caught.value.place and caught.value.place.file.endswith("a.csl")


def test_macros_in_one_another(tmp_path: Path) -> None:
    def nested(depth: int) -> str:
        macros = [f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(depth - 1)]
        return _style('<text macro="m0"/>', "".join([*macros, f'<macro name="m{depth - 1}"><text value="x"/></macro>']))

    _style_is_read(nested(62), tmp_path)
    with pytest.raises(UnreadableInput, match="nest more than 60"):
        _style_is_read(nested(63), tmp_path)


def test_bytes_of_a_style(tmp_path: Path) -> None:
    room = 4 * 1024 * 1024 - len(_style("").encode())
    _style_is_read(_style(" " * room), tmp_path)
    with pytest.raises(PubkitError) as caught:
        _style_is_read(_style(" " * (room + 1)), tmp_path)
    assert caught.value.place and caught.value.place.file.endswith("a.csl")


def test_limits_are_settings() -> None:
    text = (
        "[limits]\ninput-bytes = 1\nunpacked-bytes = 2\nimage-bytes = 3\nseconds = 4\nmemory-mib = 5\n"
        "output-bytes = 6\n"
    )
    project, (unknown,) = read_project(text)
    assert project.limits == Limits(1, 2, 3, 4, 5)
    assert "output-bytes" in unknown.message
    assert read_project(json.dumps({"limits": {"seconds": 4}}), "p.yaml")[0].limits.seconds == 4
    read_project(f"[limits]\nseconds = {MOST}\n")
    with pytest.raises(UsageError, match="at most"):
        read_project(f"[limits]\nseconds = {MOST + 1}\n")
