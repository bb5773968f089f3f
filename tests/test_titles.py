"""Titles in sentence case: what is a name keeps its letters, what is lowered already is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubkit.citations import find_style
from pubkit.citations.titles import lowered, sentence_case


def nocase(text: str) -> str:
    return text.replace("{", '<span class="nocase">').replace("}", "</span>")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Rise and Fall of {Ruritania}", "The rise and fall of {Ruritania}"),
        (
            "{Ruritania}: From a Country with {Strelsau}-Era Industry",
            "{Ruritania}: From a country with {Strelsau}-era industry",
        ),
        ("Ports and Their Towns: A History", "Ports and their towns: A history"),
        ("Is It Over? The Case of NATO and iPhones", "Is it over? The case of NATO and iPhones"),
        ("Interview with Mr. Anton Hentzau on Trade Routes", "Interview with Mr. Anton Hentzau on trade routes"),
        ("Roads of Central {Asia}", "Roads of Central {Asia}"),
        ("Roads of the Central Plain", "Roads of the central plain"),
        ("The <i>Long Road</i> Home", "The <i>long road</i> home"),
        ("Foreign Sales – The Second Year", "Foreign sales – The second year"),
    ],
)
def test_title_case_is_lowered(title: str, expected: str) -> None:
    assert lowered(nocase(title)) == nocase(expected)


@pytest.mark.parametrize(
    "title",
    [
        "Ruritania invites Zenda to join the league of ports",
        "A secondary school for girls in Strelsau was opened",
        "Ports",
        "The state of the art",
        "{All Of This Is Kept}",
        "NATO and UNESCO",
        "",
    ],
)
def test_sentence_case_is_left_alone(title: str) -> None:
    assert lowered(nocase(title)) == nocase(title)


def test_only_english_is_lowered_and_only_titles() -> None:
    item = {
        "id": "x",
        "type": "chapter",
        "title": "The Long Road",
        "container-title": "A Book of Roads",
        "publisher": "The Long Press",
    }
    changed = sentence_case(item, "en")
    assert (changed["title"], changed["container-title"]) == ("The long road", "A book of roads")
    assert changed["publisher"] == "The Long Press"
    assert sentence_case({**item, "type": "article-journal"}, "en")["container-title"] == "A Book of Roads"
    assert sentence_case({**item, "language": "de"}, "en")["title"] == "The Long Road"
    assert sentence_case(item, "fr")["title"] == "The Long Road"
    assert sentence_case({**item, "language": "en-GB"}, "fr")["title"] == "The long road"


def test_the_house_style_prints_titles_as_printed() -> None:
    assert find_style("caucasus-international").titles_as_printed
    assert not find_style("apa").titles_as_printed


@given(st.text(max_size=80))
def test_only_case_changes(title: str) -> None:
    assert lowered(title).casefold() == title.casefold() or lowered(title).lower() == title.lower()
    assert lowered(lowered(title)) == lowered(title)
