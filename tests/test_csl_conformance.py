"""The standard fixtures of the CSL test suite, one test each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from csl_conformance import check, main

FIXTURES = Path(__file__).resolve().parents[2] / "shared" / "csl" / "fixtures"
PATHS = sorted(FIXTURES.glob("*.txt")) if FIXTURES.is_dir() else []


def test_fixtures_are_there() -> None:
    if not PATHS:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no fixtures at {FIXTURES}")
        pytest.skip(f"no fixtures at {FIXTURES}")
    assert len(PATHS) >= 600


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    passed, expected, actual = check(path)
    assert passed, f"\nexpected: {expected}\nactual:   {actual}"


def test_the_command_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        '<info><title>t</title></info><citation><layout><text variable="title"/></layout></citation></style>'
    )
    for name, result in (("cat_Good", "Right"), ("cat_Bad", "Wrong")):
        sections = {
            "MODE": "citation",
            "RESULT": result,
            "CSL": style,
            "INPUT": '[{"id": "a", "type": "book", "title": "Right"}]',
        }
        text = "\n".join(f">>== {n} ==>>\n{body}\n<<== {n} ==<<\n" for n, body in sections.items())
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    lines = capsys.readouterr().out.strip().split("\n")
    assert lines[-1] == "1 passed, 1 failed"
    assert "FAILED cat_Bad" in lines
    assert main([str(tmp_path), "-v", "cat_Bad"]) == 1
    assert "-Wrong\n+Right" in capsys.readouterr().out
