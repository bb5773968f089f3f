"""The proof sheet: each mark from lines made for it, and lines beside it that are fine; pages as they are laid out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pubkit.cli import main
from pubkit.engines.laid_out import Line
from pubkit.notices import Notice
from pubkit.typesetting import findings

LINE = Line(1, 0, 7, "p", "The harbour grew with its trade", 300, 300, 0.1, False)


def codes(*lines: Line, notices: tuple[Notice, ...] = ()) -> list[tuple[int, str]]:
    return [(finding.page, finding.code) for finding in findings(lines, notices)]


def paragraph(number: int, *places: tuple[int, int], tag: str = "p") -> list[Line]:
    return [replace(LINE, paragraph=number, page=page, column=column, tag=tag) for page, column in places]


def test_lines_that_stand_out_and_lines_that_are_loose() -> None:
    assert codes(replace(LINE, width=301)) == []
    assert codes(replace(LINE, width=303)) == [(1, "T501")]
    assert codes(replace(LINE, added=0.45)) == []
    assert codes(replace(LINE, added=0.7)) == [(1, "T502")]


def test_headings_at_the_foot() -> None:
    heading, text = paragraph(1, (1, 0), tag="h2"), paragraph(2, (2, 0), (2, 0), (2, 0))
    assert codes(*heading, *text) == [(1, "T503")]
    assert codes(*heading, *paragraph(2, (1, 0), (1, 0), (2, 0), (2, 0), (2, 0))) == []
    assert codes(*paragraph(1, (1, 0), tag="h2"), *paragraph(2, (1, 1), (1, 1))) == [(1, "T503")]


def test_widows_and_orphans() -> None:
    assert codes(*paragraph(1, (1, 0), (2, 0), (2, 0), (2, 0))) == [(1, "T504")]
    assert codes(*paragraph(1, (1, 0), (1, 0), (1, 1)), *paragraph(2, (1, 1), (1, 1))) == [(1, "T505")]
    assert codes(*paragraph(1, (1, 0), (1, 0), (2, 0), (2, 0)), *paragraph(2, (2, 0))) == []
    assert codes(*paragraph(1, (1, 0)), *paragraph(2, (2, 0)), *paragraph(3, (2, 0), (2, 0))) == []


def test_ladders() -> None:
    hyphened = replace(LINE, text="every ship that cross-")
    assert codes(*[hyphened] * 4) == [(1, "T506")]
    assert codes(*[hyphened] * 3, LINE, hyphened) == []


def test_a_short_last_page_and_what_the_setting_said() -> None:
    assert codes(*paragraph(1, (1, 0), (1, 0)), *paragraph(2, (2, 0), (2, 0))) == [(2, "T507")]
    stray = Notice("T411", "note 7 is called on page 1 and stands on page 2")
    missing = Notice("T410", 'no embedded font has "☃" (U+2603 SNOWMAN)')
    assert codes(LINE, replace(LINE, text="snow ☃"), notices=(stray, missing)) == [(1, "T410"), (1, "T411")]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    tied = "\N{NO-BREAK SPACE}".join(["dock"] * 30)
    Path("article.md").write_text(f"---\npages: 41-42\n---\n\nFine.\n\nTied {tied} together ☃.\n", "utf-8")
    assert main(["proof", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {(finding["code"], finding["page"], finding["folio"]) for finding in found} == {
        ("T501", 1, "41"), ("T410", 1, "41"),
    }  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["article.md"]
    Path("article.md").write_text("Fine.\n", "utf-8")
    assert main(["proof", "--theme", "modern"]) == 0
    assert "nothing to mark" in capsys.readouterr().err
