"""decisions.toml: the editor's decisions are carried out on every conversion; one that does not apply is said."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from pubkit import pipeline
from pubkit.cli import main
from pubkit.decisions import read_decisions
from pubkit.errors import UsageError
from pubkit.model import Source

ARTICLE = """\
The Trade of the Valley Towns

Introduction

The valley towns have traded with one another for as long as there are records of them, and the oldest are of stone.

Every spring the drovers came down from the passes with their herds, and the fair lasted for a week.¹ It paid.

¹ John Smith, The Drovers of the Passes (London: Hill Press, 1987), 44.

The second fair was held in the autumn, when the wine was new and the roads dry. Nobody knows who founded it. It is old.

² Mary Jones, The Autumn Fair (Oxford: Vale Books, 1991), 12.

Toll Books

What we know of the fairs comes from the books of the toll keepers, who wrote down each cart and each head of cattle.³

Of the wool trade there is less to say, for it went by other roads and left few traces in the books of these towns.

³ John Smith, The Drovers of the Passes (London: Hill Press, 1987), 46-48.

"""
OTHER = ARTICLE.replace("for as long as there are records", "for as long as there exist records")


def convert(
    decisions: str = "", *texts: str, known: bytes | None = None
) -> tuple[pipeline.Conversion, dict[str, object]]:
    sources = [Source(f"{number}.txt", text.encode()) for number, text in enumerate(texts or (ARTICLE,))]
    done = pipeline.convert(
        sources,
        decided=Source("decisions.toml", decisions.encode()) if decisions else None,
        known=Source("references.bib", known) if known else None,
    )
    report = json.loads(done.files["report.json"])
    assert not sum(report["ledger"].get("unaccounted", {}).values())
    return done, report


def article(done: pipeline.Conversion) -> str:
    return done.files["article.md"].decode()


def codes(done: pipeline.Conversion) -> list[str]:
    return [notice.code for notice in done.notices if notice.code.startswith("D")]


def test_a_heading_that_is_none_and_a_paragraph_that_is_one() -> None:
    before, _ = convert()
    assert "# Toll Books" in article(before)
    toml = '[[heading]]\ntext = "Toll Books"\nlevel = 0\n[[heading]]\ntext = "Of the wool trade"\nlevel = 2\n'
    done, _ = convert(toml)
    assert "# Toll Books" not in article(done)
    assert "\n\nToll Books\n\n" in article(done)
    assert "\n\n## Of the wool trade\n\nthere is less to say" in article(done)
    assert not codes(done)


def test_a_call_is_placed_where_the_editor_says_and_is_no_guess_any_more() -> None:
    _, report = convert()
    assert report["counts"]["calls_inferred"] == 1  # type: ignore[index]
    done, report = convert('[[call]]\nnote = "2"\nafter = "Nobody knows who founded it."\n')
    assert "founded it [@jones1991, p. 12]. It is old." in article(done)
    assert report["counts"]["calls_inferred"] == 0  # type: ignore[index]
    assert "S201" not in [notice.code for notice in done.notices]
    assert not codes(done)


def test_the_lines_of_the_report_confirm_a_call() -> None:
    before, report = convert()
    (lines,) = [note["decision"] for note in report["notes"] if note["decision"]]  # type: ignore[attr-defined]
    done, report = convert(lines)
    assert article(done) == article(before)
    assert report["counts"]["calls_inferred"] == 0  # type: ignore[index]
    assert not codes(done)
    assert "Confirm or correct" in before.files["report.html"].decode()


def test_all_lines_of_the_report_can_be_read_and_apply() -> None:
    _, report = convert("", ARTICLE, OTHER)
    rows = [row for name in ("notes", "headings", "apparatus", "set_aside") for row in report[name]]  # type: ignore[attr-defined]
    for row in rows:
        if row["decision"]:
            assert tomllib.loads(row["decision"])
            done, _ = convert(row["decision"], ARTICLE, OTHER)
            assert not codes(done), row


def test_a_reading_is_preferred_by_siglum_or_as_free_text() -> None:
    done, report = convert('[[reading]]\nlemma = "exist"\nsiglum = "A"\n', ARTICLE, OTHER)
    assert "there are records" in article(done)
    (row,) = [r for r in report["apparatus"] if r["reason"] == "the editor's decision"]  # type: ignore[attr-defined]
    assert row["sigla"] == "A ed."
    done, _ = convert('[[reading]]\nlemma = "when the wine was new"\ntext = "when wine was new"\n')
    assert "in the autumn, when wine was new and the roads" in article(done)
    done, _ = convert('[[reading]]\nlemma = ""\nafter = "traded with one another"\ntext = "freely"\n')
    assert "traded with one another freely for as long" in article(done)


def test_works_are_joined_and_parted_and_fields_corrected() -> None:
    _, report = convert()
    keys = [work["key"] for work in report["works"]]  # type: ignore[attr-defined]
    assert len(keys) == 2
    done, report = convert(f'[[work]]\nkey = "{keys[0]}"\napart = ["note 3"]\nas = "drovers"\n')
    assert [work["key"] for work in report["works"]] == [keys[0], "drovers", keys[1]]  # type: ignore[attr-defined]
    assert "@drovers" in article(done)
    assert "{drovers," in done.files["references.bib"].decode()
    done, report = convert(f'[[work]]\nsame = ["{keys[0]}", "{keys[1]}"]\n')
    assert [work["key"] for work in report["works"]] == [keys[0]]  # type: ignore[attr-defined]
    assert f"@{keys[1]}" not in article(done)
    toml = f'[[field]]\nkey = "{keys[1]}"\nvariable = "issued"\nvalue = "1992"\n'
    toml += f'[[field]]\nkey = "{keys[1]}"\nvariable = "author"\nvalue = "Maria Jones; Anne Doe"\n'
    done, _ = convert(toml)
    bib = done.files["references.bib"].decode()
    assert "1992" in bib
    assert "Jones, Maria and Doe, Anne" in bib
    assert not codes(done)


def test_front_matter() -> None:
    done, _ = convert('[front]\ntitle = "The Fairs"\nauthors = ["Jane Doe"]\nkeywords = ["trade"]\nyear = "2015"\n')
    assert 'title: "The Fairs"' in article(done)
    assert "Jane Doe" in article(done)
    assert not codes(done)


def test_what_was_set_aside_stays() -> None:
    quote = "Nobody knows who founded it."
    text = ARTICLE.replace("Toll Books\n", f"{quote}\n\nToll Books\n", 1)
    _, report = convert("", text)
    aside = [row["text"] for row in report["set_aside"]]  # type: ignore[attr-defined]
    assert aside == [quote]
    done, report = convert(f'[[keep]]\ntext = "{quote}"\n', text)
    assert article(done).count(quote) == 2
    assert not report["set_aside"]


@pytest.mark.parametrize(
    "toml",
    [
        '[[heading]]\ntext = "Nowhere"\nlevel = 1\n',
        '[[heading]]\ntext = "Nowhere"\nlevel = 0\n',
        '[[call]]\nnote = "9"\nafter = "the fair"\n',
        '[[call]]\nnote = "2"\nafter = "words that are not there"\n',
        '[[call]]\nnote = "2"\nafter = "the"\n',
        '[[reading]]\nlemma = "are"\nsiglum = "B"\n',
        '[[reading]]\nlemma = "words that are not there"\ntext = "x"\n',
        '[[keep]]\ntext = "nothing"\n',
        '[[paragraph]]\nbegins = "words that are not there"\n',
        '[[paragraph]]\nbegins = "the"\n',
        '[[paragraph]]\ncontinues = "words that are not there"\n',
        '[[paragraph]]\ncontinues = "The valley towns have traded"\n',
        '[[work]]\nsame = ["a", "b"]\n',
        '[[work]]\nkey = "smith1987"\napart = ["note 8"]\n',
        '[[field]]\nkey = "nobody"\nvariable = "title"\nvalue = "x"\n',
    ],
)
def test_a_decision_that_no_longer_applies_is_said_with_its_line(toml: str) -> None:
    plain, _ = convert()
    done, _ = convert("# a comment\n\n" + toml)
    (notice, *_) = [n for n in done.notices if n.code == "D102"]
    assert notice.place is not None
    assert (notice.place.file, notice.place.line) == ("decisions.toml", 3)
    assert article(done) == article(plain)


def test_names_that_are_not_known_are_said_with_the_nearest() -> None:
    found = read_decisions('[[haeding]]\ntext = "x"\n[[call]]\nnote = "1"\nafetr = "x"\n[front]\ntitel = "x"\n')
    assert not found.all
    assert [n.hint for n in found.notices if n.hint and n.hint.startswith("did")] == [
        'did you mean "heading"?',
        'did you mean "after"?',
        'did you mean "title"?',
    ]
    assert [n.place.line for n in found.notices if n.place] == [1, 5, 3, 7]
    with pytest.raises(UsageError) as error:
        read_decisions("[[call]\n")
    assert error.value.place is not None


def test_applying_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "decisions.toml").write_text(
        '[[call]]\nnote = "2"\nafter = "Nobody knows who founded it."\n[[heading]]\ntext = "Toll Books"\nlevel = 0\n'
        '[[work]]\nkey = "smith1987"\napart = ["note 3"]\n[[field]]\nkey = "jones1991"\nvariable = "issued"\n'
        'value = "1992"\n',
        encoding="utf-8",
    )
    written = []
    for _ in range(2):
        assert main(["convert", str(tmp_path / "raw.txt"), "-o", str(tmp_path)]) == 0
        written.append([(tmp_path / name).read_bytes() for name in ("article.md", "references.bib")])
    assert written[0] == written[1]
    assert b"1992" in written[0][1]
    assert b"smith1987-2" in written[0][1]


QUOTE = "Nobody knows who founded it."
EVERY_KIND = {
    "a heading that is none": ('[[heading]]\ntext = "Toll Books"\nlevel = 0\n', "\n\nToll Books\n\n"),
    "a heading": ('[[heading]]\ntext = "Of the wool trade"\nlevel = 2\n', "## Of the wool trade\n\nthere is"),
    "a note placed elsewhere": (f'[[call]]\nnote = "2"\nafter = "{QUOTE}"\n', "founded it [@jones1991, p. 12]. It is"),
    "a reading": ('[[reading]]\nlemma = "the wine was new"\ntext = "wine was new"\n', "when wine was new and"),
    "a paragraph split": ('[[paragraph]]\nbegins = "It paid."\n', "\n\nIt paid"),
    "paragraphs joined": (
        '[[paragraph]]\ncontinues = "Every spring the drovers"\n', "oldest are of stone. Every spring the drovers",
    ),
    "a pull quote that is text": (f'[[keep]]\ntext = "{QUOTE}"\n', f"\n\n{QUOTE}\n\n"),
    "two works": ('[[work]]\nkey = "smith1987"\napart = ["note 3"]\nas = "drovers"\n', "@drovers"),
    "one work": ('[[work]]\nsame = ["smith1987", "jones1991"]\n', "[@smith1987, p. 12]"),
    "front matter": ('[front]\ntitle = "The Fairs"\n', 'title: "The Fairs"'),
}  # fmt: skip


@pytest.fixture(scope="module")
def raw() -> str:
    return ARTICLE.replace("Toll Books\n", f"{QUOTE}\n\nToll Books\n", 1)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_goes_through_the_command_and_outlives_a_change_of_the_witness(
    kind: str, raw: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml, expected = EVERY_KIND[kind]
    (tmp_path / "decisions.toml").write_text(toml, encoding="utf-8")
    changed = raw.replace("so it is", "so it was").replace("each cart and each head", "every cart and every head")
    changed = changed.replace("have traded with", "have traded  with").replace(
        "The valley towns", "These valley towns", 1
    )
    for number, text in enumerate((raw, changed)):
        (tmp_path / "raw.txt").write_text(text, encoding="utf-8")
        assert main(["convert", str(tmp_path / "raw.txt"), "-o", str(tmp_path)]) == 0
        made = (tmp_path / "article.md").read_text(encoding="utf-8")
        assert expected in made, made
        assert number == 0 or ("every cart" in made) is True
        assert "D10" not in capsys.readouterr().err


def test_export_and_check_of_raw_files_follow_the_decisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw.txt").write_text(ARTICLE, encoding="utf-8")
    Path("build").mkdir()
    toml = '[[call]]\nnote = "2"\nafter = "Nobody knows who founded it."\n'
    toml += '[[field]]\nkey = "jones1991"\nvariable = "issued"\nvalue = "1992"\n'
    assert main(["check", "raw.txt"]) == 1
    assert "S201" in capsys.readouterr().out
    Path("build/decisions.toml").write_text(toml, encoding="utf-8")
    assert main(["check", "raw.txt"]) == 0
    assert main(["export", "raw.txt"]) == 0
    assert "1992" in capsys.readouterr().out
    Path("other.toml").write_text(toml.replace("1992", "1993"), encoding="utf-8")
    assert main(["export", "raw.txt", "--decisions", "other.toml"]) == 0
    assert "1993" in capsys.readouterr().out
    Path("build/decisions.toml").write_text('[[call]]\nnote = "8"\nafter = "the fair"\n', encoding="utf-8")
    assert main(["check", "raw.txt"]) == 1
    assert "build/decisions.toml:1: warning D102" in capsys.readouterr().out
