"""The command line's manners: exit codes, messages with places and hints, no traceback, cheap help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pubkit.cli import COMMANDS, main

GOOD = "---\ntitle: A title\nlang: en\n---\n\nSaid [@good2015].\n"
BIB = "@article{good2015,\n  author = {Doe, Jane},\n  title = {A {Good} Entry},\n  journal = {J},\n  year = {2015}\n}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "article.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pubkit", *words], capture_output=True, text=True)


def test_no_command_prints_help_and_is_a_usage_error() -> None:
    done = run()
    assert done.returncode == 2
    assert "COMMAND" in done.stderr
    assert done.stdout == ""


def test_every_command_has_help_that_tells_its_options() -> None:
    for command in COMMANDS:
        done = run(command, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith(f"usage: pubkit {command}")


def test_help_loads_no_heavy_package() -> None:
    code = (
        "import sys\nfrom pubkit.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'weasyprint', 'lxml', 'pybtex', 'yaml', 'citeproc', 'rapidfuzz', 'pypandoc', 'ftfy', 'wordfreq'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("words", [["check"], ["export"]])
def test_check_and_export_never_load_weasyprint(project: Path, words: list[str]) -> None:
    code = (
        "import sys\nfrom pubkit import worker\n"
        "worker.run = lambda f, *a, seconds, memory, meanwhile, **k: f(*a, **k)\n"
        f"from pubkit.cli import main\ncode = main({words!r})\n"
        "print('weasyprint' in sys.modules, code, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip().endswith("False 0")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["bild"], 2, "did you mean pubkit build"),
        (["build", "--style", "chicgo"], 2, "chicago"),
        (["build", "--to", "pfd"], 2, "did you mean pdf"),
        (["build", "artcle.md"], 3, "did you mean article.md"),
        (["export", "--format", "bibtx"], 2, "did you mean bibtex"),
        (["convert", "empty.txt", "-o", "out"], 3, "empty"),
        (["convert", "picture.txt", "-o", "out"], 3, "picture.txt"),
        (["build", "--style", "broken.csl"], 3, "broken.csl:3:1"),
        (["build", "-o", "article.md"], 5, "a file stands"),
        (["styles", "show", "no-such-style-at-all"], 2, "no-such-style-at-all"),
        (["build", "--config", "bad.toml"], 2, "bad.toml:1"),
    ],
)
def test_trouble_has_its_exit_code_and_a_hint(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    (project / "empty.txt").write_bytes(b"")
    (project / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (project / "broken.csl").write_text("<style>\n<broken\n</style>", encoding="utf-8")
    (project / "bad.toml").write_text("style = apa\n", encoding="utf-8")
    assert main(words) == code
    assert said in capsys.readouterr().err
    assert not (project / "out").exists() or not list((project / "out").iterdir())


def test_an_unknown_key_is_an_error_with_its_place_and_the_rest_is_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "article.md").write_text(GOOD + "\nAnd [@god2015].\n", encoding="utf-8")
    assert main(["build", "--to", "html", "-o", "strict", "--strict"]) == 1
    assert not (project / "strict").exists()
    assert main(["build", "--to", "html", "-o", "out"]) == 0
    err = capsys.readouterr().err
    assert "article.md:8:6: error K101" in err
    assert "did you mean @good2015?" in err
    assert "Doe" in (project / "out" / "article.html").read_text(encoding="utf-8")


def test_a_broken_entry_is_told_and_the_others_are_used(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "references.bib").write_text(BIB + "\n@book{broken,\n  title = {Never closed\n", encoding="utf-8")
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "references.bib:" in out
    assert "broken" in out
    main(["build", "--to", "html", "-o", "out"])
    assert "Doe" in (project / "out" / "article.html").read_text(encoding="utf-8")


def test_nothing_wrong_is_exit_code_0(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16", "latin-1"])
def test_another_encoding_is_decoded_and_said(project: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    russian = "Сотрудничество стран\n\nИван Петров\n\n" + "Это сотрудничество важно для обеих стран региона. " * 20
    french = "Étude générale\n\nRené Müller\n\n" + "L’été où la forêt brûle, les élèves étaient là, déjà prêts. " * 20
    text = french.replace("’", "'") if encoding == "latin-1" else russian
    (project / "old.txt").write_bytes(text.encode(encoding))
    assert main(["convert", "old.txt", "-o", "out"]) == 0
    word = "déjà prêts" if encoding == "latin-1" else "сотрудничество важно"
    assert word in (project / "out" / "article.md").read_text(encoding="utf-8")
    assert "old.txt" in capsys.readouterr().err


def test_a_read_only_folder_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        target = "/proc/pubkit-cannot-write-here"
    else:
        (project / "locked").mkdir(mode=0o500)
        target = str(project / "locked")
    assert main(["build", "--to", "html", "-o", target]) == 5
    assert "cannot write" in capsys.readouterr().err


def test_no_colour_and_no_progress_where_nobody_watches(project: Path) -> None:
    done = run("build", "--to", "html", "-o", "out", "--style", "chicgo")
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


def test_styles_are_listed_searched_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "list"]) == 0
    assert "caucasus-international" in capsys.readouterr().out
    assert main(["styles", "search", "chicago", "author-date"]) == 0
    assert "chicago-author-date" in capsys.readouterr().out
    assert main(["styles", "search", "zzzzqqq"]) == 1
    capsys.readouterr()
    assert main(["styles", "show", "apa", "--format", "json"]) == 0
    assert '"title"' in capsys.readouterr().out


def test_preview_tells_a_file_that_is_not_there_before_it_serves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scan.txt").write_text("Text.\n", "utf-8")
    assert main(["preview", "--no-open", str(tmp_path / "scam.txt")]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "there is no such file" in said.err
