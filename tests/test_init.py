"""pubkit init: what it writes builds at once without a notice, and nothing that is there is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pubkit import beginning, editions
from pubkit.cli import main
from pubkit.project import read_project

NAMES = ["pubkit.toml", "article.md", "references.bib", ".gitignore"]


def test_it_writes_a_project_that_builds_without_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    assert main(["init", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(folder / name) for name in NAMES]
    monkeypatch.chdir(folder)
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["build", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["notices"] == []
    assert (folder / "build" / "article.html").exists()
    assert (folder / "build" / "article.pdf").exists()


def test_what_it_offers_in_comments_is_accepted(tmp_path: Path) -> None:
    main(["init", str(tmp_path)])
    text = (tmp_path / "pubkit.toml").read_text(encoding="utf-8")
    assert read_project(text)[1] == ()
    offered = [line.removeprefix("# ") if "=" in line or "# [" in line else line for line in text.splitlines()]
    project, notices = read_project("\n".join(offered))
    assert notices == ()
    assert (project.theme, project.paper, project.limits.seconds) == ("classic", "a4", 45)


def test_it_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "article.md").write_text("mine\n", encoding="utf-8")
    (tmp_path / ".gitignore").symlink_to("elsewhere")
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "article.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / ".gitignore").is_symlink()
    assert not (tmp_path / "elsewhere").exists()
    out, said = capsys.readouterr()
    assert out.split() == [str(tmp_path / "pubkit.toml"), str(tmp_path / "references.bib")]
    assert f"{tmp_path / 'article.md'} is there already and stays as it is" in said
    assert main(["init", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_where_the_folder_should_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    assert main(["init", str(tmp_path / "taken")]) == 5
    assert "taken" in capsys.readouterr().err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "decisions"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "decisions.toml"


def test_the_formats_that_the_settings_name_exist() -> None:
    """`to = [...]  # epub, docx ...`: whoever copies a word out of the comment shall have a format."""
    line = next(line for line in dict(beginning.FILES)["pubkit.toml"].splitlines() if line.startswith("to = "))
    named = line.partition("#")[2].partition("...")[0].replace(",", " ").split()
    assert named
    assert set(named) <= set(editions.FORMATS)
