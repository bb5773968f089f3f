"""Sentence case for styles that expect it in the data."""

from __future__ import annotations

import pytest

from pubkit.citations import find_style
from pubkit.citations.titles import sentence_cased, wants_sentence_case


@pytest.mark.parametrize(
    ("given", "lowered"),
    [
        ("The Growth of Trade in the North", "The growth of trade in the north"),
        ('<span class="nocase">Kenya</span>: A Land of Farms', '<span class="nocase">Kenya</span>: A land of farms'),
        ('A <span class="nocase">Roman</span>-Era Harbour', 'A <span class="nocase">Roman</span>-era harbour'),
        ("Trade with the EU and DNA-Based Methods", "Trade with the EU and DNA-based methods"),
        ("Is Trade Good? An Answer from Practice", "Is trade good? An answer from practice"),
        ("Vitamin C and the Heart", "Vitamin C and the heart"),
        # already in sentence case: its capitals are names
        ("Navy concludes exercise near Lagos with Nigeria", "Navy concludes exercise near Lagos with Nigeria"),
        ("Trade", "Trade"),
    ],
)  # fmt: skip
def test_headline_capitals_are_lowered_and_names_kept(given: str, lowered: str) -> None:
    assert sentence_cased({"title": given}, "en")["title"] == lowered


def test_other_languages_keep_their_capitals() -> None:
    german = {"title": "Der Handel und die Stadt", "language": "de"}
    assert sentence_cased(german, "en") == german
    assert sentence_cased({"title": "Der Handel und die Stadt"}, "de")["title"] == "Der Handel und die Stadt"


def test_styles_that_set_the_case_themselves_take_titles_as_given() -> None:
    assert wants_sentence_case(find_style("apa").text)
    assert wants_sentence_case(find_style("ieee").text)
    assert not wants_sentence_case(find_style("caucasus-international").text)
