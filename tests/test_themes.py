"""Themes: each has its own page and paper; what a stranger's theme must not do is refused with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pubkit import typesetting
from pubkit.engines import pandoc
from pubkit.errors import UsageError
from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting import Layout
from pubkit.typesetting.fonts import BLOCKS, FAMILIES, covered, families_for, installed, web_css

METADATA = Metadata(title="Of Ports", authors=(Contributor("Ann Lee"),), journal="Journal of Ports", first_page="41")
TEMPLATE = (
    '<!DOCTYPE html><html lang="$language"><head><title>$title</title><style>$css</style></head>'
    "<body>$body</body></html>"
)


def test_the_themes_that_there_are() -> None:
    assert typesetting.DEFAULT_THEME in typesetting.theme_names()
    assert {"classic", "columns", "modern"} == set(typesetting.theme_names())
    assert all(typesetting.about(name) for name in typesetting.theme_names())
    with pytest.raises(UsageError) as raised:
        typesetting.load_theme("clasic")
    assert raised.value.hint == "did you mean classic?"


@pytest.mark.parametrize("theme", ["classic", "columns", "modern"])
def test_every_theme_is_set_on_every_paper_without_a_word(theme: str) -> None:
    sizes = set()
    for paper in typesetting.PAPERS:
        chosen = typesetting.load_theme(theme, paper=paper)
        made = typesetting.html(pandoc.read_markdown("# One\n\nText.[^1]\n\n[^1]: Note."), METADATA, chosen)
        done = typesetting.pdf(made, METADATA, chosen)
        assert done.notices == ()
        sizes.add(_first_box(done.content))
    assert sizes == {(595, 842), (612, 792), (442, 663)}


def _first_box(content: bytes) -> tuple[int, int]:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        width, height = pdf[0].get_size()
    return round(width), round(height)


def test_folios_start_where_the_journal_does() -> None:
    theme = typesetting.load_theme()
    text = "\n\n".join(["The harbour grew with its trade. " * 60] * 4)
    made = typesetting.html(pandoc.read_markdown(text), METADATA, theme)
    assert _numbers(typesetting.pdf(made, METADATA, theme).content)[:2] == [["41"], ["42"]]


def _numbers(content: bytes) -> list[list[str]]:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return [re.findall(r"[0-9]+", page.get_textpage().get_text_range().replace("· 41", "")) for page in pdf]


# -- fonts -------------------------------------------------------------------------------------------------------


def test_what_is_said_of_the_fonts_is_so() -> None:
    from fontTools.ttLib import TTFont

    for family in FAMILIES.values():
        with TTFont(installed(family)[0].path, lazy=True) as font:
            assert covered(family.name) == frozenset(font.getBestCmap()), "run `make fonts`"


def test_a_page_carries_the_fonts_that_it_needs_and_no_more() -> None:
    css = web_css("Plain text", ("EB Garamond",))
    assert css.count("@font-face") == 2
    assert "http" not in css
    assert "Amiri" not in css
    assert web_css("Текст", ("EB Garamond",)).count("@font-face") == 2
    assert "Amiri" in web_css("سلام", ("EB Garamond",))
    assert families_for("שלום", ("EB Garamond",)) == ("EB Garamond", "Frank Ruhl Libre")
    assert families_for("ἀρχή", ("Source Serif 4",)) == ("Source Serif 4", "Noto Serif")
    starts = [start for ranges in BLOCKS.values() for start, _ in ranges]
    assert len(starts) == len(set(starts))


# -- a project's own theme ---------------------------------------------------------------------------------------


def _own(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "styles" / "themes" / "house"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return tmp_path


def test_a_project_has_its_own_theme(tmp_path: Path) -> None:
    css = "h2 { color: #123456 } p { background: url(a.png) }"
    project = _own(tmp_path, theme_toml='base = "modern"', print_css=css, page_html=TEMPLATE)
    (tmp_path / "styles" / "themes" / "house" / "a.png").write_bytes(b"\x89PNG")
    theme = Layout(theme="house").theme_for(METADATA, project)
    assert "#123456" in theme.print
    assert "#00506b" in theme.print
    assert "data:image/png;base64," in theme.print
    assert theme.fonts[1] == "Source Sans 3"
    named = Layout(theme=f"{tmp_path}/styles/themes/house").theme_for(METADATA, None)
    assert named.print == theme.print
    made = typesetting.html(pandoc.read_markdown("Text."), METADATA, theme)
    assert "<p>Text.</p></body>" in made.html.replace("\n", "")


@pytest.mark.parametrize(
    "files",
    [
        {"print_css": "@import url(http://example.org/x.css);"},
        {"print_css": "p { background: url(http://example.org/x.png) }"},
        {"print_css": "p { background: u\\72l('//example.org/x.png') }"},
        {"screen_css": "@font-face { font-family: x; src: url(../../../secret.woff2) }"},
        {"screen_css": "p { background: image-set('file:///etc/passwd' 1x) }"},
        {"screen_css": "p::after { content: '</style><script>alert(1)</script>' }"},
        {"page_html": TEMPLATE.replace("<body>", "<body><script>alert(1)</script>")},
        {"page_html": TEMPLATE.replace("<body>", '<body onload="alert(1)">')},
        {"page_html": TEMPLATE.replace("<body>", '<body><a href="javascript:alert(1)">x</a>')},
        {"page_html": TEMPLATE.replace("<body>", '<body><img src="http://example.org/x.png">')},
        {"page_html": TEMPLATE.replace("<body>", '<body><p title="$body">')},
        {"page_html": TEMPLATE.replace("$title", "${title.__class__}")},
        {"page_html": TEMPLATE.replace("$title", "$tilte")},
        {"page_html": TEMPLATE.replace("$css", "@import url(x); $css")},
        {"theme_toml": 'base = "../../../etc"'},
        {"theme_toml": 'base = "house"'},
        {"theme_toml": "run = 'rm'"},
        {"theme_toml": 'fonts = ["Comic Sans"]'},
    ],
)
def test_a_theme_that_would_act_fetch_or_read_elsewhere_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "secret.woff2").write_bytes(b"secret")
    project = _own(tmp_path, **files)
    with pytest.raises(UsageError) as raised:
        typesetting.load_theme("house", project)
    assert "house" in str(raised.value.place)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("p { color: red }", "utf-8")
    project = _own(tmp_path)
    (project / "styles" / "themes" / "house" / "print.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(UsageError, match="only files of its folder"):
        typesetting.load_theme("house", project)


def test_the_article_may_ask_and_the_command_line_decides() -> None:
    asked = Metadata(theme="modern", paper="letterpaper")
    assert Layout().theme_for(asked, None).name == "modern"
    assert "Letter" in Layout().theme_for(asked, None).print
    assert Layout(theme="columns", paper="book").theme_for(asked, None).name == "columns"
    with pytest.raises(UsageError, match="no paper"):
        Layout(paper="a3")
