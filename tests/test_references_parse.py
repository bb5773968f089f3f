"""Parsing printed references: whole fields, evidence, and input that is no reference."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.cli import main
from pubkit.formats.csl_json import entry_from_csl, entry_to_csl
from pubkit.model import Entry, TracedText
from pubkit.references import ParsedReference, Sort, parse_reference, parse_references, read_note
from pubkit.references.explain import explain
from references_support import shared

NO_WORKS = [
    "",
    "   ",
    "...",
    "§ 823 BGB.",
    "Ibid., p. 45.",
    "I thank the editors and two anonymous reviewers for their helpful comments on an earlier draft.",
    "All translations are mine unless otherwise noted.",
    "http://www.example.org/page.html",
    "Die Verfasser danken den Gutachtern.",
    "Emphasis added.",
]


@pytest.mark.parametrize("text", NO_WORKS)
def test_what_is_no_work_gets_no_fields(text: str) -> None:
    parsed = parse_reference(text)
    assert not parsed.entry.names
    assert "title" not in parsed.entry.strings


STRANGE = st.text(
    alphabet=st.sampled_from(list("abcXYZ .,;:()[]'\"“”«»’–-/0123456789&%\\{}$<>_\n\tñüßЖ漢ا\u200b\ue000")),
    max_size=160,
)


@settings(max_examples=150, deadline=None)
@given(STRANGE)
def test_any_text_is_survived_and_no_letter_is_lost(text: str) -> None:
    parsed = parse_reference(text)
    assert isinstance(parsed, ParsedReference)
    covered = set(itertools.chain.from_iterable(range(f.start, f.end) for f in parsed.fields))
    covered |= set(itertools.chain.from_iterable(range(left.start, left.end) for left in parsed.leftover))
    lost = [char for index, char in enumerate(text) if char.isalnum() and index not in covered]
    assert not lost
    for item in parsed.fields:
        assert item.printed == text[item.start : item.end]
        assert 0 <= item.probability <= 1


@settings(max_examples=100, deadline=None)
@given(STRANGE)
def test_a_note_keeps_all_its_characters(text: str) -> None:
    reading = read_note(TracedText.of(text, 0))
    kept = [number for part in reading.parts for number in part.text.origins if number >= 0]
    aside = [number for piece, _ in reading.set_aside for number in piece.origins if number >= 0]
    assert sorted(kept + aside) == list(range(len(text)))


@pytest.mark.parametrize("unit", ["word ", "(", "“", "Smith, J., ", "http://a.b/", "<a ", "1.2.3 ", "a-", "\\x{"])
def test_a_very_long_line_takes_no_long_time(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    parse_reference(text)
    read_note(TracedText.of(text[:20_000], 0))
    assert time.process_time() - start < 5


def test_evidence_spans_survive_cleaning() -> None:
    text = r"$^{3} Jane\, Miller (2013), Available\, at: \underline{https://www.example.org/research/9-a-b-c}\, (Accessed: 25.10.2017)$"  # noqa: E501
    parsed = parse_reference(text)
    author = next(item for item in parsed.fields if item.variable == "author")
    assert parsed.entry.names["author"][0].family == "Miller"
    assert text[author.start : author.end] == author.printed == r"Jane\, Miller"


def test_a_mixed_script_word_is_repaired_and_said() -> None:
    parsed = parse_reference("Моscow Weekly (2017) 'A title,' Available at: http://example.org/x (Accessed: 1.2.2018)")
    assert any(notice.code == "B103" for notice in parsed.notices)


def test_explanation_names_every_field() -> None:
    parsed = parse_reference("Jane Miller, The Long Bridge (London: Verso, 1991), 6.")
    lines = "\n".join(explain(parsed))
    assert all(item.variable in lines for item in parsed.fields)
    assert "\x1b[" in "\n".join(explain(parsed, colour=True))


def test_many_references_come_out_in_order() -> None:
    texts = ["Jane Miller, The Long Bridge (London: Verso, 1991), 6.", "", "Ibid."]
    assert [parsed.sort for parsed in parse_references(texts)] == [Sort.WORK, Sort.EMPTY, Sort.SHORT]


@pytest.mark.parametrize(
    ("text", "signal", "given"),
    [
        ("V. G. Marchal, « Les eaux », RDE, 1992, p. 173.", "V.", "G."),
        ("V. not. J.-P. Marchal, Le droit des eaux, Rivage, 2e éd., 1995, p. 32.", "V. not.", "J.-P."),
        ("V. Marie Dufour, « Les eaux », RDE, n° 3, 1992, p. 173.", "V.", "Marie"),
        ("V. aussi G. Marchal, « Les eaux », RDE, 1999, p. 2.", "V. aussi", "G."),
        ("V. G. Harding, The Use of Water, London, Weir, 1942.", "", "V. G."),
        ("V. Marchal, Le droit des eaux, Paris, 1999.", "", "V."),
    ],
)
def test_a_french_v_is_a_signal_before_a_name(text: str, signal: str, given: str) -> None:
    parsed = parse_reference(text)
    assert (parsed.signal, parsed.entry.names["author"][0].given) == (signal, given)


def test_csl_json_round_trip() -> None:
    for text in ("Jane Miller, The Long Bridge (London: Verso, 1991), 6.", "Müller/Schmidt, NJW 2010, 1234 (1236)."):
        entry = parse_reference(text).entry
        assert entry_from_csl(json.loads(json.dumps(entry_to_csl(entry)))) == entry
    assert entry_from_csl({"type": "book"}) == Entry("", "book")


def test_references_of_the_data_are_read() -> None:
    """A floor, far under what is measured: the packaged model is the right one."""
    rows = [json.loads(line) for line in shared("tei_blbl.jsonl").read_text(encoding="utf-8").splitlines()]
    right = sum(
        entry_to_csl(parse_reference(row["text"]).entry).get("issued", {}).get("date-parts", [[0]])[0][:1]
        == row["gold"]["issued"]["date-parts"][0][:1]
        for row in rows
    )
    assert right >= 0.9 * len(rows)


@pytest.mark.parametrize("form", ["csl-json", "jsonl", "text", "bibtex", "biblatex", "ris"])
def test_the_command_writes_every_format(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "references.txt"
    source.write_text(
        "Jane Miller, The Long Bridge (London: Verso, 1991), 6.\n\nBrown, T. (1986). On bridges. Journal of Bridges, 9, 5-9.\n",  # noqa: E501
        encoding="utf-8",
    )
    assert main(["parse", str(source), "--format", form]) == 0
    out = capsys.readouterr().out
    assert out.index("Long Bridge") < out.index("n bridges")


def test_the_command_explains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "references.txt"
    source.write_text("Jane Miller, The Long Bridge (London: Verso, 1991), 6.\n", encoding="utf-8")
    assert main(["parse", str(source), "--explain"]) == 0
    assert "publisher" in capsys.readouterr().out


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "no-such-file.txt"]) == 3
    assert main(["parse", "--format", "docx"]) == 2
    assert "docx" in capsys.readouterr().err
