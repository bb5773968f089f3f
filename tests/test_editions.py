"""The main job end to end, over the command line: raw texts to an edition, and an editor's changes respected."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pubkit.cli import main
from pubkit.engines import pandoc

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
STYLES = ("apa", "chicago", "chicago-author-date", "caucasus-international")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    assert main(["convert", *map(str, SEEDS), "-o", str(folder)]) == 0
    return folder


@pytest.fixture
def edition(converted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(converted, tmp_path / "edition"))


def counts(folder: Path) -> dict[str, int]:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return dict(report["counts"])


def test_the_seeds_give_all_that_is_in_them(converted: Path) -> None:
    found = counts(converted)
    expected = {"notes": 20, "calls_found": 16, "calls_inferred": 4, "works": 19, "pull_quotes": 8, "headings": 4}
    assert {name: found[name] for name in expected} == expected


def test_the_full_witness_alone_gives_as_much(tmp_path: Path) -> None:
    longest = max(SEEDS, key=lambda path: path.stat().st_size)
    assert main(["convert", str(longest), "-o", str(tmp_path)]) == 0
    found = counts(tmp_path)
    assert (found["notes"], found["calls_found"], found["works"], found["pull_quotes"]) == (20, 16, 19, 8)


def test_the_ledger_adds_up(converted: Path) -> None:
    report = json.loads((converted / "report.json").read_text(encoding="utf-8"))
    for witness in report["witnesses"]:
        siglum = witness["siglum"]
        text = Path(witness["file"]).read_text(encoding="utf-8")
        total = sum(by_siglum.get(siglum, 0) for by_siglum in report["ledger"].values())
        assert total == sum(not character.isspace() for character in text)
        assert report["ledger"]["unaccounted"][siglum] == 0


def test_every_witness_is_shown_from_end_to_end(converted: Path) -> None:
    report = json.loads((converted / "report.json").read_text(encoding="utf-8"))
    for witness in report["side_by_side"]:
        shown = "".join(piece["text"] for row in witness["rows"] for piece in row["source"])
        assert shown == Path(witness["file"]).read_text(encoding="utf-8")


def test_stock_pandoc_reads_both_files_without_a_warning(converted: Path) -> None:
    done = subprocess.run(
        [pandoc.binary(), "--citeproc", "--standalone", "--to", "html", "article.md"],
        cwd=converted,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert len(re.findall(r'class="csl-entry"', done.stdout)) == counts(converted)["works"]


def test_an_inferred_call_is_told_with_the_place_of_its_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["convert", *map(str, SEEDS), "-o", str(tmp_path)])
    told = re.findall(r"\.txt:\d+:\d+: warning S201: note \d+ has no mark", capsys.readouterr().err)
    assert len(told) == 4


def test_a_citation_stands_before_the_stop_of_its_sentence(converted: Path) -> None:
    article = (converted / "article.md").read_text(encoding="utf-8")
    assert len(re.findall(r"\w \[@[^\]]+\][.,;:]", article)) >= 15
    assert re.search(r"[\w)][.,;:] ?\[@", article) is None


def test_notes_as_text_keeps_every_note(tmp_path: Path) -> None:
    assert main(["convert", *map(str, SEEDS), "--notes", "text", "-o", str(tmp_path)]) == 0
    article = (tmp_path / "article.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\[\^[^\]]+\]: ", article, re.MULTILINE)) == 20
    assert "[@" not in article
    assert (tmp_path / "references.bib").read_text(encoding="utf-8").count("\n@") + 1 >= 19


def test_pull_quotes_stay_when_they_are_asked_for(tmp_path: Path) -> None:
    assert main(["convert", *map(str, SEEDS), "--pull-quotes", "div", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "article.md").read_text(encoding="utf-8").count("::: {.pull-quote}") == 8


def test_converting_again_gives_the_same_bytes(converted: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(converted, tmp_path / "again"))
    assert main(["convert", *map(str, SEEDS), "-o", str(again)]) == 0
    for path in converted.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("style", STYLES)
def test_an_edition_is_built_in_every_style(edition: Path, style: str) -> None:
    assert main(["build", str(edition), "--style", style, "--to", "html,pdf", "-o", str(edition / "out")]) == 0
    page = (edition / "out" / "article.html").read_text(encoding="utf-8")
    body = page[page.index("<body") :]
    assert "???" not in body
    assert "[@" not in body
    assert re.search(r"<sup[^>]*>\s*<sup", body) is None
    pdf = (edition / "out" / "article.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"%%EOF" in pdf[-1024:]


def test_building_again_gives_the_same_bytes(edition: Path) -> None:
    for out in ("one", "two"):
        assert main(["build", str(edition), "--style", "apa", "-o", str(edition / out)]) == 0
    for name in ("article.html", "article.pdf"):
        assert (edition / "one" / name).read_bytes() == (edition / "two" / name).read_bytes()


def test_an_article_changed_by_hand_is_never_overwritten(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = edition / "article.md"
    changed = article.read_text(encoding="utf-8") + "\nA sentence by the editor.\n"
    article.write_text(changed, encoding="utf-8")
    assert main(["convert", *map(str, SEEDS), "-o", str(edition)]) == 0
    assert article.read_text(encoding="utf-8") == changed
    assert "A sentence by the editor" not in (edition / "article.proposed.md").read_text(encoding="utf-8")
    assert "P201" in capsys.readouterr().err


def test_an_article_of_unknown_origin_is_not_overwritten_either(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text("Mine.\n", encoding="utf-8")
    assert main(["convert", *map(str, SEEDS), "-o", str(tmp_path)]) == 0
    assert (tmp_path / "article.md").read_text(encoding="utf-8") == "Mine.\n"


def test_a_build_of_raw_texts_sets_what_the_editor_made_of_them(tmp_path: Path) -> None:
    names = [str(path) for path in SEEDS]
    assert main(["build", *names, "--to", "html", "-o", str(tmp_path)]) == 0
    article = tmp_path / "article.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nAdded by hand.\n", encoding="utf-8")
    assert main(["build", *names, "--to", "html", "-o", str(tmp_path)]) == 0
    assert "Added by hand." in (tmp_path / "article.html").read_text(encoding="utf-8")


def test_a_key_renamed_by_the_editor_is_kept(edition: Path) -> None:
    bib = edition / "references.bib"
    entries = bib.read_text(encoding="utf-8")
    key = re.search(r"@\w+\{([^,]+),", entries)
    assert key
    bib.write_text(entries.replace(key[1], "myownkey"), encoding="utf-8")
    assert main(["convert", *map(str, SEEDS), "-o", str(edition)]) == 0
    assert "@myownkey" in (edition / "article.md").read_text(encoding="utf-8")


def test_json_is_data_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", *map(str, SEEDS), "-o", str(tmp_path), "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["counts"]["notes"] == 20
    assert {Path(name).name for name in said["files"]} == {
        "article.md", "references.bib", "report.html", "report.json",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "ris"])
def test_references_are_exported(edition: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(edition), "--format", name]) == 0
    text = capsys.readouterr().out
    marks = {"bibtex": r"^@", "biblatex": r"^@", "csl-json": r'"id":', "ris": r"^TY  - "}
    assert len(re.findall(marks[name], text, re.MULTILINE)) == 19
