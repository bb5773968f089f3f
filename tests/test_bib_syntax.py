"""Broken .bib files: each trouble has its line, and the other entries are used."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.formats import bibtex

GOOD = "@book{good, title = {Good}, year = 2001}\n"


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("@book{bad, title = {Open\n\n", 1, "not closed"),
        ("@book{bad, title {No sign}}\n", 1, '"=" is expected'),
        ('@book{bad,\n  title = "Open}\n\n', 2, "closing brace"),
        ("@book{, title = {No key}}\n", 1, "no key"),
        ("@book{bad,\n title = {A} # # {B}}\n", 2, "a value is expected"),
        ("@book{bad, title = }\n", 1, "a value is expected"),
    ],
)
def test_a_broken_entry_is_named_and_the_others_are_used(broken: str, line: int, words: str) -> None:
    read, notices = bibtex.read(broken + GOOD, "refs.bib")
    assert [entry.key for entry in read.entries] == ["good"]
    assert [(notice.code, notice.place.file, notice.place.line) for notice in notices] == [("F201", "refs.bib", line)]
    assert words in notices[0].message


def test_an_entry_at_the_end_of_a_file_that_stops() -> None:
    read, notices = bibtex.read(GOOD + "@book{bad, title = {A},\n", "refs.bib")
    assert [entry.key for entry in read.entries] == ["good"]
    assert 'entry "bad" is broken' in notices[0].message


def test_a_missing_comma_is_told_and_nothing_is_lost() -> None:
    read, (notice,) = bibtex.read("@book{bad,\n  title = {A}\n  year = 2001}\n" + GOOD, "refs.bib")
    assert [(entry.key, entry.dates["issued"].year) for entry in read.entries] == [("bad", 2001), ("good", 2001)]
    assert (notice.code, notice.place.line) == ("F205", 3)


def test_an_entry_that_the_end_of_the_file_cuts_keeps_its_fields() -> None:
    read, (notice,) = bibtex.read(GOOD + "@book{last, title = {A}, year = 2001\n", "refs.bib")
    assert [entry.key for entry in read.entries] == ["good", "last"]
    assert (notice.code, notice.place.line) == ("F204", 2)


def test_a_key_used_twice_loses_no_entry() -> None:
    read, notices = bibtex.read(GOOD + GOOD.replace("Good", "Second") + GOOD, "refs.bib")
    assert [(entry.key, entry.strings["title"]) for entry in read.entries] == [("good", "Good"), ("good-2", "Second")]
    assert [(notice.code, notice.place.line) for notice in notices] == [("F202", 2), ("F206", 3)]


def test_keys_keep_their_case() -> None:
    read, _ = bibtex.read("@book{a, title={x}}\n@book{A, title={y}}\n", "x.bib")
    assert [entry.key for entry in read.entries] == ["a", "A"]


def test_strings_joins_comments_and_brackets() -> None:
    text = """@comment{nothing @book{x, title={no}} here}
@string{pub = "Press"} @preamble{"\\newcommand{\\x}{}"}
text between is a comment
@book(k, title = "A " # {B} # " C", publisher = pub, month = feb, year = 1999)
"""
    read, notices = bibtex.read(text, "x.bib")
    (entry,) = read.entries
    assert (entry.strings["title"], entry.strings["publisher"]) == ("A B C", "Press")
    assert str(entry.dates["issued"]) == "1999-02"
    assert notices == []


def test_a_bomb_of_strings_is_refused_quickly() -> None:
    bomb = '@string{a = "xxxxxxxxxx"}\n' + "".join(
        f"@string{{{new} = {old} # {old} # {old} # {old}}}\n"
        for old, new in zip("abcdefghijklmn", "bcdefghijklmno", strict=True)
    )
    start = time.perf_counter()
    read, notices = bibtex.read(bomb + "@book{bad, title = o}\n" + GOOD, "x.bib")
    assert time.perf_counter() - start < 2
    assert "good" in {entry.key for entry in read.entries}
    assert any("expands to more than" in notice.message for notice in notices)


def test_crossref_and_xdata_hand_fields_down() -> None:
    text = """@incollection{c, title = {Part}, crossref = {b}}
@collection{b, title = {Whole}, editor = {Doe, Jane}, year = 2000, xdata = {p}}
@xdata{p, publisher = {Press}}"""
    read, _ = bibtex.read(text, "x.bib")
    part = read.entries[0]
    assert (part.text("title"), part.text("container-title"), part.text("publisher")) == ("Part", "Whole", "Press")
    assert [entry.key for entry in read.entries] == ["c", "b"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("@article{k, entrysubtype = {newspaper}", "article-newspaper"),
        ("@misc{k, howpublished = {\\url{https://x.org/a}}", "webpage"),
        ("@mastersthesis{k", "thesis"),
        ("@techreport{k", "report"),
        ("@unknowntype{k", "document"),
    ],
)
def test_types(fields: str, kind: str) -> None:
    read, _ = bibtex.read(fields + ", title = {T}}", "x.bib")
    assert read.entries[0].type == kind


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Doe and Roe, Richard", ["Jane Doe", "Richard Roe"]),
        ("{Institute of X and Y}", ["Institute of X and Y"]),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("family=Doe, given=Jane, prefix=de", ["Jane de Doe"]),
        ("{\\'E}mile Zola and others", ["Émile Zola", "others"]),
    ],
)
def test_names(value: str, names: list[str]) -> None:
    read, _ = bibtex.read(f"@book{{k, author = {{{value}}}}}", "x.bib")
    assert [str(name) for name in read.entries[0].names["author"]] == names


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='@abook{}",=#() \n\\%~$-1', max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    bibtex.read(text, "x.bib")
