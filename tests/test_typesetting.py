"""Pages: nothing in them acts, everything in them is read, notes stand at the foot of their page, bytes repeat."""

from __future__ import annotations

import os
import re
import warnings
import zlib
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit import typesetting
from pubkit.engines import pandoc, weasyprint
from pubkit.engines.ast import plain_text, walk
from pubkit.errors import UnreadableInput
from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting import fonts
from pubkit.typesetting.bind import bound
from pubkit.typesetting.breaks import breakable
from pubkit.typesetting.footnotes import foot_notes
from pubkit.typesetting.long_notes import in_parts
from pubkit.typesetting.quotation import localized

METADATA = Metadata(
    title="A Title: With <Signs> & More", authors=(Contributor("Ann Lee", note="Ann Lee is a *reader*."),),
    abstract="Short **summary**.", keywords=("one", "two"), journal="Journal of Ports", volume="7", issue="2",
    year="2017", first_page="41", language="en", doi="10.1000/x",
)  # fmt: skip
THEME = typesetting.load_theme()


def page(text: str, metadata: Metadata = METADATA, **options) -> typesetting.Page:  # type: ignore[no-untyped-def]
    return typesetting.html(pandoc.read_markdown(text), metadata, THEME, **options)


class Tags(HTMLParser):
    """Every element and every character of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# -- HTML --------------------------------------------------------------------------------------------------------


def test_the_page_is_semantic_and_self_contained() -> None:
    made = page("# One\n\nText.[^1] More.[^2]\n\n[^1]: A note.\n[^2]: Another.\n")
    tags = Tags(made.html).found
    names = [tag for tag, _ in tags]
    assert tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert {"main", "article", "header", "section", "footer", "h1", "h2"} <= set(names)
    assert names.count("h1") == 1
    roles = [attributes.get("role") for _, attributes in tags]
    assert roles.count("doc-noteref") == 3  # two notes and the author's
    assert roles.count("doc-backlink") == 2
    assert "doc-endnotes" in roles
    assert not {"iframe", "object", "form"} & set(names)
    assert [attributes for tag, attributes in tags if tag == "script"] == [{"type": "application/ld+json"}]
    for tag, attributes in tags:
        if tag != "a":
            assert not (attributes.get("src") or attributes.get("href") or "").startswith("http") or tag == "link"
    ids = [attributes["id"] for _, attributes in tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    targets = [attributes["href"][1:] for tag, attributes in tags if (attributes.get("href") or "").startswith("#")]
    assert set(targets) <= set(ids)
    assert made.notices == ()


def test_the_head_tells_machines() -> None:
    metas = {attributes.get("name"): attributes["content"] for tag, attributes in Tags(page("x").html).found
             if tag == "meta" and "name" in attributes}  # fmt: skip
    assert metas["citation_title"] == "A Title: With <Signs> & More"
    assert metas["citation_author"] == "Ann Lee"
    assert (metas["citation_journal_title"], metas["citation_volume"], metas["citation_firstpage"]) == (
        "Journal of Ports",
        "7",
        "41",
    )
    assert metas["citation_doi"] == "10.1000/x"
    assert "<strong>summary</strong>" in page("x").html


HOSTILE = """
<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](java&#10;script:alert(1))
[c](data:text/html,<script>alert(1)</script>) <a href="vbscript:x">d</a> [e]{onclick="alert(1)" style="position:fixed"}
![f](http://example.org/x.png) ![g](../../secret.png) ![h](file:///etc/passwd) <javascript:alert(2)>

```{=html}
<script>alert(3)</script>
```

`<b onclick=alert(4)>`{=html} <div onclick="x">div</div> [fine](https://example.org/?a=1&b=2)

::: {onload="x" .ok #fine data-x="y"}
unclosed <script> swallows nothing after it: LAST WORD
:::
"""


def test_nothing_in_a_page_acts_and_no_word_is_lost() -> None:
    made = page(HOSTILE)
    found = Tags(made.html)
    for tag, attributes in found.found:
        assert tag not in {"iframe", "object", "embed", "form", "base"}
        assert tag != "script" or attributes == {"type": "application/ld+json"}
        assert not any(name.startswith("on") or name in {"style", "srcdoc"} for name in attributes)
        target = (attributes.get("href") or attributes.get("src") or "").casefold()
        assert not re.match(r"(?:javascript|vbscript|data:text|file|http://example.org/x)", target)
    for word in ("alert(1)", "alert(3)", "alert(4)", "LAST WORD", "fine", "div", "swallows"):
        assert word in found.text
    assert {notice.code for notice in made.notices} == {"T401", "T402"}


def test_images_of_the_project_are_put_in() -> None:
    asked: list[str] = []

    def images(name: str) -> typesetting.Image | None:
        asked.append(name)
        return typesetting.Image(b"\x89PNG...", "image/png") if name == "my plot.png" else None

    made = page("![Caption](my%20plot.png){width=50%}\n\n![None](other.png)\n", images=images)
    assert asked == ["my plot.png", "other.png"]
    assert 'src="data:image/png;base64,' in made.html
    assert [notice.code for notice in made.notices] == ["T401"]
    assert "<figure" in made.html


def test_addresses_break_and_stay_whole_as_text() -> None:
    address = "https://www.example.org/a-long/path_of/words?query=value&other=%D0%96#end"
    tree = breakable(pandoc.read_markdown(f"<{address}>"))
    html = pandoc.write(tree, "html5")
    assert html.count("<wbr>") > 8
    assert Tags(html).text.strip() == address
    assert "https://<wbr>www" in html
    assert "/<wbr>a" not in html
    assert "-<wbr>" not in html


def test_an_address_that_is_no_link_is_not_hyphenated() -> None:
    address = "https://www.example.org/collections/images?resolution=full_size_uncompressed#folio-1v"
    tree = breakable(pandoc.read_markdown(f"Book 1, {address}.\n\n<{address}>\n"))
    html = pandoc.write(tree, "html5")
    bare, linked = html.split("</p>")[:2]
    assert bare.count('<span class="address">https://') == 1
    assert 'class="address"' not in linked
    assert 'class="uri"' in linked
    assert Tags(html).text.count(address) == 2


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc/.-_=&?#%~,:", min_size=1, max_size=90))
def test_breaks_add_nothing_to_the_text(tail: str) -> None:
    tree = {"blocks": [{"t": "Para", "c": [{"t": "Str", "c": "https://example.org/" + tail}]}]}
    assert plain_text(breakable(tree)["blocks"]).strip() == "https://example.org/" + tail
    pieces = [node["c"] for node in walk(breakable(tree)["blocks"]) if node["t"] == "Str"]
    assert max(len(piece) for piece in pieces) <= 24


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("see p. 44 of it", "see p.~44 of it"),
        ("(pp. 3–5)", "(pp.~3–5)"),
        ("Journal, No. 1", "Journal, No.~1"),
        ("by J. R. Doe", "by J.~R.~Doe"),
        ("a rise of 24 %", "a rise of 24~%"),
        ("см. с. 12 и № 7", "см. с. 12 и №~7"),
        ("That was it. 44 came.", "That was it. 44 came."),
        ("plan B. Next", "plan B.~Next"),
        ("in vitamin c. Next", "in vitamin c. Next"),
    ],
)
def test_what_belongs_together_stays_together(text: str, tied: str) -> None:
    words = [{"t": "Str", "c": word} for word in text.split(" ")]
    inlines = [node for word in words for node in ({"t": "Space"}, word)][1:]
    found = plain_text(bound({"blocks": [{"t": "Para", "c": inlines}]})["blocks"]).strip()
    assert found.replace("\N{NO-BREAK SPACE}", "~") == tied


@pytest.mark.parametrize(
    ("language", "text", "set_as"),
    [
        ("en", 'He said "so" and left.', "He said “so” and left."),
        ("de", "Er sagte \"so, 'ja'\" und ging.", "Er sagte „so, ‚ja‘“ und ging."),
        ("de-CH", 'Er sagte "so".', "Er sagte «so»."),
        ("ru", 'Он сказал "так".', "Он сказал «так»."),
        ("fr", 'Il dit "oui" : non ! Pourquoi ?', "Il dit «~oui~»~: non_! Pourquoi_?"),
        ("fr", "« Oui ; non » dit-il à 10:30.", "«~Oui_; non~» dit-il à 10:30."),
        ("fr", "`a ; b` et https://example.org/ fin", "a ; b et https://example.org/ fin"),
        ("en", 'As in ["oui"]{lang=fr} ; "no".', "As in «~oui~» ; “no”."),
        ("de", "Schon “gesetzte” Zeichen bleiben.", "Schon “gesetzte” Zeichen bleiben."),
    ],
)
def test_quotation_marks_and_spaces_are_those_of_the_language(language: str, text: str, set_as: str) -> None:
    found = plain_text(localized(pandoc.read_markdown(text), language)["blocks"]).strip()
    assert found.replace("\N{NO-BREAK SPACE}", "~").replace("\N{NARROW NO-BREAK SPACE}", "_") == set_as


# -- notes for paper ---------------------------------------------------------------------------------------------


def test_notes_move_to_their_calls_whole() -> None:
    made = page("One word.[^1] Two.[^2]\n\n[^1]: First.\n\n    > quoted\n\n    - item\n\n[^2]: Second.\n")
    body = re.search(r"<body>.*</body>", made.html, re.DOTALL)
    root = ElementTree.fromstring(re.sub(r"<(wbr|hr ?/?|br ?/?)>", "", body.group()).replace("&nbsp;", " "))  # type: ignore[union-attr]
    foot_notes(root)
    notes = [each for each in root.iter() if each.tag in {"note", "imprint"}]
    assert [note.get("data-number") for note in notes] == ["*", None, "1", "2"]
    assert ["".join(note.itertext()).split() for note in notes] == [
        ["Ann", "Lee", "is", "a", "reader."], ["https://doi.org/10.1000/x"], ["First.", "quoted", "item"], ["Second."],
    ]  # fmt: skip
    text = "".join(root.itertext())
    assert text.count("First.") == 1
    assert "↩" not in text
    assert not any(element.get("role") == "doc-endnotes" for element in root.iter())


def test_authors_of_one_institution_share_its_sign_at_the_foot_of_the_page() -> None:
    people = (
        Contributor("Ana Brandt", affiliations=("Valley Mills",)),
        Contributor("Paul Rey", affiliations=("Valley Mills",)),
        Contributor("Maria Weber", affiliations=("Ostheim",), email="m@ostheim.example"),
    )
    made = page("Text.\n", Metadata(title="On Mills", authors=people))
    body = re.search(r"<body>.*</body>", made.html, re.DOTALL)
    root = ElementTree.fromstring(re.sub(r"<(wbr|hr ?/?|br ?/?)>", "", body.group()).replace("&nbsp;", " "))  # type: ignore[union-attr]
    foot_notes(root)
    assert [(note.get("data-number"), "".join(note.itertext()).split()[0]) for note in root.iter("note")] == [
        ("*", "Valley"), ("†", "Ostheim."),
    ]  # fmt: skip
    assert [mark.text for mark in root.iter("sup")] == ["*"]


def test_a_long_note_is_parted_at_its_sentences_and_keeps_every_character() -> None:
    note = ElementTree.fromstring(
        '<note><span class="note-paragraph first">' + "It was <em>so</em>. And then; more of it! " * 40 + "</span>"
        "<blockquote>quoted</blockquote>" + '<span class="note-paragraph">Another.</span></note>'
    )
    whole = "".join(note.itertext())
    parts = in_parts(note)
    assert [part.tag for part in parts] == ["note", *["notepart"] * (len(parts) - 1)]
    assert len(parts) >= 4
    assert "".join("".join(part.itertext()) for part in parts) == whole
    assert all(len("".join(part.itertext())) < 700 for part in parts)
    short = ElementTree.fromstring('<note><span class="note-paragraph first">Short. Note.</span></note>')
    assert in_parts(short) == [short]


def test_notes_flow_to_the_next_page() -> None:
    import pypdfium2

    text = "Text.[^1]\n\n" + "The harbour grew. " * 200
    text += "\n\n[^1]: " + "\n\n    ".join(["The clerk wrote a great deal of what he saw and heard there. " * 12] * 12)
    done = typesetting.pdf(page(text), METADATA, THEME)
    assert done.notices == ()
    with pypdfium2.PdfDocument(done.content) as pdf:
        counts = [sheet.get_textpage().get_text_range().count("The clerk") for sheet in pdf]
    assert sum(counts) == 144
    assert min(counts[:2]) > 10


# -- PDF ---------------------------------------------------------------------------------------------------------

LINK = "https://example.org/" + "a-long-path/" * 9
LONG = " ".join(["The harbour town grew with its trade and its people."] * 14)
ARTICLE = (
    "\n\n".join(
        f"{LONG}[^{number}] {LONG}\n\n[^{number}]: Note {number} says this, at {LINK}{number}."
        for number in range(1, 9)
    )
    + "\n\nПеревод «текста» и Ἐν ἀρχῇ.\n"
)


@pytest.fixture(scope="module")
def made() -> tuple[typesetting.Page, weasyprint.PDF]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = page("# One\n\n" + ARTICLE)
        return written, typesetting.pdf(written, METADATA, THEME)


def test_the_pdf_is_quiet_tagged_and_repeats(made: tuple[typesetting.Page, weasyprint.PDF]) -> None:
    written, pdf = made
    assert pdf.content.startswith(b"%PDF-1.7")
    assert pdf.pages >= 4
    assert pdf.notices == ()
    objects = _inflated(pdf.content)
    assert b"/MarkInfo" in objects
    assert b"/Lang (en)" in objects or b"/Lang" in objects
    assert b"CreationDate" not in objects
    assert typesetting.pdf(written, METADATA, THEME).content == pdf.content


def _inflated(content: bytes) -> bytes:
    """The file with its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return content + b"".join(zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x")


def test_no_line_is_wider_than_the_measure_and_notes_stand_with_their_calls() -> None:
    lines: list[tuple[float, float]] = []

    def look(document: object) -> None:
        for sheet in document.pages:  # type: ignore[attr-defined]
            box = sheet._page_box
            left, right = box.content_box_x(), box.content_box_x() + box.width
            for child in box.descendants():
                if type(child).__name__ == "TextBox" and child.text.strip():
                    lines.append((child.position_x + 0.5 - left, right - child.position_x - child.width + 0.5))

    written = page("# One\n\n" + ARTICLE)
    module = weasyprint._weasyprint()
    original = module.Document.write_pdf
    module.Document.write_pdf = lambda self, *a, **k: (look(self), original(self, *a, **k))[1]
    try:
        done = typesetting.pdf(written, METADATA, THEME)
    finally:
        module.Document.write_pdf = original
    assert len(lines) > 200
    assert min(right for _, right in lines) >= 0
    assert not [notice for notice in done.notices if notice.code == "T411"]


def test_a_missing_glyph_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FOLDERS", ())
    fonts._system_face.cache_clear()
    done = typesetting.pdf(page("A snowman ☃ and 漢字仮名交じり文."), METADATA, THEME)
    fonts._system_face.cache_clear()
    assert {notice.code for notice in done.notices} == {"T410"}
    assert any("characters of Chinese" in notice.message for notice in done.notices)
    assert any("☃" in notice.message and "SNOWMAN" in notice.message for notice in done.notices)
    for name in typesetting.theme_names():
        families = typesetting.load_theme(name).fonts
        text = "Пакистан Əliyev Ἐν ἀρχῇ ₽ – “x” №\N{NO-BREAK SPACE}1 e\u0301 سلام שלום"
        assert typesetting.missing_glyphs(text, families) == []


def test_formulas_are_drawn_and_quiet(caplog: pytest.LogCaptureFixture) -> None:
    written = page("Inline $E = mc^2$ and\n$$\\frac{a}{b}$$\nafter.")
    assert written.html.count("<math") == 2
    done = typesetting.pdf(written, METADATA, THEME)
    assert done.notices == ()
    assert caplog.records == []
    assert typesetting.pdf(written, METADATA, THEME).content == done.content


def test_the_fetcher_knows_no_files_and_no_hosts(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    fetcher = weasyprint._fetcher(())
    for address in ("http://127.0.0.1:1/x", secret.as_uri(), "file:///etc/passwd", "ftp://x/y"):
        with pytest.raises(ValueError, match="only data"):
            fetcher.fetch(address)


# -- pandoc ------------------------------------------------------------------------------------------------------


def test_pandoc_is_the_wheels_and_reads_no_files(tmp_path: Path) -> None:
    assert "pypandoc" in str(pandoc.binary())
    assert re.match(r"3\.\d", pandoc.version())
    secret = tmp_path / "secret.md"
    secret.write_text("SECRET", "utf-8")
    tree = pandoc.read_markdown(f"---\nbibliography: {secret}\ncsl: {secret}\n---\n\n[@x]\n")
    assert tree["meta"] == {}
    assert "SECRET" not in str(tree)


def test_pandoc_is_stopped_in_time() -> None:
    with pytest.raises(UnreadableInput, match="did not finish within"):
        pandoc.read_markdown("*a _b " * 40_000, time_limit=0.2)


def test_unclosed_brackets_are_text_and_take_no_time() -> None:
    tree = pandoc.read_markdown("First " + "[" * 30 + " LAST\n\n[@key] and [a](b) `[[[[[[[[[`\n", time_limit=5)
    assert plain_text(tree["blocks"]).startswith("First " + "[" * 30 + " LAST")
    assert [node["t"] for node in tree["blocks"][1]["c"] if node["t"] in {"Cite", "Link", "Code"}] == [
        "Cite",
        "Link",
        "Code",
    ]
    fenced = "```\n" + "[" * 30 + "\n\n" + "[" * 30 + "\n```\n"
    assert pandoc.read_markdown(fenced)["blocks"][0]["c"][1] == "[" * 30 + "\n\n" + "[" * 30


def test_too_deep_nesting_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="nest more than"):
        pandoc.read_markdown("> " * 200 + "deep")


def test_setting_a_page_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)
    faces = fonts.faces_of(["Source Serif 4"])
    files = [face.path for face in faces]
    weasyprint.pdf(
        "<html lang=en><title>A</title><p>A</p></html>", [], fonts_css=fonts.face_css(faces), font_files=files
    )
    assert dict(os.environ) == before
