"""Styles by name, offline; what is broken or hostile is refused with its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pubkit.citations import find_style, near_names, search_styles, style_names, via_csl
from pubkit.csl import load
from pubkit.errors import UnreadableInput, UsageError

HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>T</title><id>t</id></info>"
)
LAYOUT = "<citation><layout><text macro='a'/></layout></citation></style>"


CIRCLE = "<macro name='a'><text macro='b'/></macro><macro name='b'><text macro='a'/></macro>"
DOUBLING = (
    "".join(
        f"<macro name='{one}'><text macro='{two}'/><text macro='{two}'/></macro>"
        for one, two in zip("abcdefghijklmnopqrs", "bcdefghijklmnopqrst", strict=True)
    )
    + "<macro name='t'><text value='x'/></macro>"
)


@pytest.mark.parametrize(
    ("name", "found", "is_note"),
    [
        ("apa", "apa", False),
        ("APA", "apa", False),
        ("chicago", "chicago-notes-bibliography", True),
        ("chicago-author-date", "chicago-author-date", False),
        ("Chicago Author Date", "chicago-author-date", False),
        ("caucasus-international", "caucasus-international", True),
        ("nature-digest", "nature", False),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography", True),
    ],
)
def test_names(name: str, found: str, is_note: bool) -> None:
    style = find_style(name)
    assert (style.name, style.is_note) == (found, is_note)


def test_apa_is_the_seventh_and_chicago_the_eighteenth_edition() -> None:
    assert find_style("apa").title == "APA Style 7th edition"
    assert find_style("chicago").title == "Chicago Manual of Style 18th edition (notes and bibliography)"


def test_a_dependent_style_keeps_its_own_locale_and_title() -> None:
    style = find_style("nature-digest")
    assert (style.title, style.default_locale, style.dependent) == ("Nature Digest", "en-GB", "nature-digest")


def test_a_typo_names_near_styles() -> None:
    with pytest.raises(UsageError) as raised:
        find_style("chicgo-author-date")
    assert raised.value.exit_code == 2
    assert "chicago-author-date" in (raised.value.hint or "")
    assert "harvard" in " ".join(near_names("harvad"))


def test_list_and_search() -> None:
    names = style_names()
    assert len(names) > 11_000
    assert names["apa"] == "independent"
    assert names["caucasus-international"] == "pubkit"
    assert search_styles("caucasus international")[0][0] == "caucasus-international"
    assert search_styles("no such style at all") == []


def test_a_path_and_a_project_go_first(tmp_path: Path) -> None:
    folder = tmp_path / "styles" / "csl"
    folder.mkdir(parents=True)
    mine = folder / "apa.csl"
    mine.write_text(HEAD + "<macro name='a'><text value='x'/></macro>" + LAYOUT, "utf-8")
    assert find_style("apa", project=tmp_path).title == "T"
    assert find_style(str(mine)).title == "T"
    assert style_names(folders=[folder])["apa"] == "project"
    with pytest.raises(UsageError):
        find_style(str(folder / "none.csl"))
    with pytest.raises(UsageError):
        find_style("../../etc/passwd")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<style>", 1, "not well-formed"),
        (HEAD + "\n\n<macro></style>", 3, "not well-formed"),
        ("<?xml version='1.0'?>\n<!DOCTYPE style [<!ENTITY a 'b'>]>\n" + HEAD + "</style>", 2, "DTD"),
        ("<html/>", 1, "not a CSL style"),
        (HEAD + CIRCLE + LAYOUT, None, "circle"),
        (HEAD + DOUBLING + LAYOUT, None, "expand to more than"),
    ],
    ids=["xml", "line", "dtd", "root", "circle", "doubling"],
)  # fmt: skip
def test_a_broken_style_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    path = tmp_path / "bad.csl"
    path.write_text(text, "utf-8")
    start = time.perf_counter()
    with pytest.raises(UnreadableInput) as raised:
        find_style(str(path))
    assert time.perf_counter() - start < 2
    assert words in raised.value.message
    assert raised.value.place is not None
    assert raised.value.place.file == str(path)
    if line is not None:
        assert raised.value.place.line == line


def test_a_style_that_the_schema_refuses_is_used_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "bad.csl"
    path.write_text(HEAD + "\n<citation><layout><nonsense/></layout></citation></style>", "utf-8")
    notices = via_csl.render(find_style(str(path)), [], [], language="en").notices
    assert ("L201", str(path), 2) in [(notice.code, notice.place.file, notice.place.line) for notice in notices]


def test_a_style_without_citations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.csl"
    path.write_text(HEAD + "</style>", "utf-8")
    with pytest.raises(UnreadableInput) as raised:
        via_csl.render(find_style(str(path)), [], [], language="en")
    assert raised.value.place.file == str(path)


def test_a_document_does_not_name_styles_outside_of_its_project(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csl"
    outside.write_text(HEAD + "</style>", "utf-8")
    project = tmp_path / "project"
    project.mkdir()
    (project / "link.csl").symlink_to(outside)
    for name in ("../outside.csl", "link.csl", str(outside)):
        with pytest.raises(UsageError):
            find_style(name, project=project, inside=project)


def test_the_house_style_is_valid_csl() -> None:
    assert load.validate(find_style("caucasus-international").text.encode()) == []
