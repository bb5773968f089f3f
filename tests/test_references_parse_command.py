"""`pubkit parse`: layouts of the input, a pipe answered before its end, formats read back, what is no work."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import textwrap
from importlib import import_module
from pathlib import Path

import pytest

from pubkit.cli import main
from pubkit.model import Bibliography
from pubkit.references import parse_reference
from pubkit.references.explain import explain
from pubkit.references.gather import Layout, cut, is_settled, layout_of, split_input
from pubkit.references.keys import Keys

REFERENCES = [
    "Alder, Ann. The Long Bridge: A History of Crossing Rivers in the Northern Provinces. London: Verso, 1991.",
    "Birch, Tom, and Lee Park. “On Piers and Abutments in the Eighteenth Century.” Journal of Bridges 91, no. 5 (1986): 53–75.",  # noqa: E501
    "Cedar, Maria. Rivers, Roads and Canals: Transport before Steam. New York: Norton, 2013.",
    "Hazel, Karl. “Tolls and Their Collectors, 1400–1600.” In Money on the Road, edited by Eve Stone. Oxford: Blackwell, 2001.",  # noqa: E501
    "Maple, Jane. “The Ferry at Kempton.” River Studies 4, no. 2 (1999): 120–34.",
]


def _wrapped(*, first: str = "", rest: str = "", numbers: bool = False, width: int = 70) -> str:
    lines = []
    for number, reference in enumerate(REFERENCES, 1):
        text = f"{number}. {reference}" if numbers else reference
        lines.append(textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False))
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("\n".join(REFERENCES), Layout.LINES),
        ("\n\n".join(REFERENCES), Layout.LINES),
        (_wrapped(numbers=True), Layout.NUMBERED),
        (_wrapped(first="• "), Layout.BULLETED),
        ("\n\n".join(textwrap.fill(one, 70, break_on_hyphens=False) for one in REFERENCES), Layout.PARAGRAPHS),
        (_wrapped(rest="    "), Layout.HANGING),
        (_wrapped(first="   "), Layout.INDENTED),
        (_wrapped(), Layout.WRAPPED),
    ],
    ids=lambda value: value.name if isinstance(value, Layout) else "",
)
def test_every_layout_gives_the_same_references(text: str, layout: Layout) -> None:
    assert layout_of(text.split("\n")) is layout
    found = [one.lstrip("•0123456789. ") for one in split_input(text)]
    assert found == REFERENCES


@pytest.mark.parametrize(
    "line",
    [
        "1984 was a good year. Alder, Ann. The Long Bridge. London: Verso, 1991.",
        "3 May 2013. Alder, Ann. The Long Bridge. London: Verso, 1991.",
    ],
)
def test_a_number_at_one_line_is_no_list(line: str) -> None:
    assert split_input(f"{line}\n{REFERENCES[1]}") == [line, REFERENCES[1]]


def test_words_are_mended_and_addresses_are_not() -> None:
    mended = "[1] Alder, Ann. The Long Brid-\n ge. London, 1991.\n[2] Birch, Tom. http://www.example.org/annual-\n report.pdf"  # noqa: E501
    assert split_input(mended) == [
        "[1] Alder, Ann. The Long Bridge. London, 1991.",
        "[2] Birch, Tom. http://www.example.org/annual- report.pdf",
    ]


def test_references_go_out_as_soon_as_the_next_begins() -> None:
    lines = iter(_wrapped(numbers=True).split("\n"))
    found = cut(lines, Layout.NUMBERED)
    assert next(found).endswith("1991.")
    assert next(lines).strip()  # the rest has not been read


def test_what_is_whole_is_not_waited_for() -> None:
    assert is_settled([REFERENCES[0]])
    assert not is_settled(["Alder, Ann. The Long Bridge: A History of"])


def test_a_pipe_is_answered_before_it_ends() -> None:
    command = [sys.executable, "-m", "pubkit", "parse", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(REFERENCES[0] + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["author"][0]["family"] == "Alder"
        process.stdin.write(REFERENCES[4] + "\n")
        process.stdin.close()
        assert json.loads(process.stdout.readline())["container-title"] == "River Studies"
        assert process.stdout.read() == ""
    assert process.returncode == 0


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csl-json"])
def test_every_format_is_read_back(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws = ["Alder v. Birch, 347 U.S. 483, 495 (1954).", "Rivers and Roads Act 1998, s 3.", "BVerfGE 7, 198 (205)."]
    source = tmp_path / "references.txt"
    source.write_text("\n".join(REFERENCES + laws), encoding="utf-8")
    assert main(["parse", str(source), "--format", form]) == 0
    read, notices = import_module(f"pubkit.formats.{form.replace('-', '_')}").read(capsys.readouterr().out, "x")
    assert not notices
    wanted = [parse_reference(one).entry for one in REFERENCES + laws]
    assert isinstance(read, Bibliography)
    if form == "ris":  # has one tag for all statutes
        wanted, read = wanted[:5], Bibliography(read.entries[:5])
    assert [(e.type, e.names, e.dates, e.strings) for e in read.entries] == [
        (e.type, e.names, e.dates, e.strings) for e in wanted
    ]


def test_an_array_keeps_the_place_of_what_is_no_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "references.txt"
    source.write_text(f"{REFERENCES[0]}\nIbid., p. 4.\n{REFERENCES[4]}\n", encoding="utf-8")
    assert main(["parse", str(source)]) == 0
    said = capsys.readouterr()
    items = json.loads(said.out)
    assert [item.get("title") for item in items] == [
        "The Long Bridge: A History of Crossing Rivers in the Northern Provinces", None, "The Ferry at Kempton",
    ]  # fmt: skip
    assert "reference 2 is no work (short-cite): Ibid., p. 4." in said.err
    assert main(["parse", str(source), "--format", "bibtex"]) == 0
    assert capsys.readouterr().out.count("@") == 2


def test_an_empty_input_is_an_empty_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "nothing.txt"
    source.write_text("\n \n", encoding="utf-8")
    assert main(["parse", str(source)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_another_encoding_is_found_out_and_binary_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "references.txt"
    source.write_bytes("Müller, Karl. Die Brücke über den Fluß. München, 1987.\n".encode("cp1252") * 3)
    assert main(["parse", str(source), "--format", "text"]) == 0
    assert "Karl Müller" in capsys.readouterr().out
    source.write_bytes(bytes(range(256)) * 20)
    assert main(["parse", str(source)]) == 3
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"M\xfcller, Karl. Die Br\xfccke. Berlin, 1987.\n")))
    assert main(["parse", "-", "--format", "text"]) == 0
    said = capsys.readouterr()
    assert "Karl Müller" in said.out
    assert "W101" in said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "bibtx"], "did you mean bibtex"),
        (["--explain", "--format", "ris"], "--explain takes the place"),
        (["--language", "the moon"], "no language tag"),
    ],
)
def test_wrong_usage_is_explained(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", *words]) == 2
    assert said in capsys.readouterr().err


def test_an_explanation_without_colour_has_no_escapes_and_every_span() -> None:
    parsed = parse_reference(REFERENCES[1])
    plain = "\n".join(explain(parsed))
    assert "\x1b" not in plain
    assert all(f"{item.start:4d}-{item.end:<4d}" in plain for item in parsed.fields)
    assert "\x1b[32m" in "\n".join(explain(parsed, colour=True))


def test_keys_stay_when_more_references_come() -> None:
    entries = [parse_reference(one).entry for one in (REFERENCES[0], REFERENCES[0], REFERENCES[2], REFERENCES[0])]
    keys = Keys()
    assert [keys.give(entry) for entry in entries] == ["alder1991", "alder1991a", "cedar2013", "alder1991b"]
