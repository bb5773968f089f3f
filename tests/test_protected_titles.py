"""Which words of a headline-case title are proper nouns: the article's own body tells."""

from __future__ import annotations

import pytest

from pubkit.references.titles import lexicon_of, protect

BODY = [
    "He spoke of Kenya and of the Nairobi Economic Forum. Trade with the forum of Kenya grew, and economic ties too. "
    "Military aid was given by the Group on Military Aid, and military aid went on.",
]


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("The Growing Trade of Kenya", ["Kenya"]),
        ("The Nairobi Economic Forum: A Chance for Eastern Kenya?", ["Nairobi Economic Forum", "Eastern Kenya"]),
        ("Growing Military Aid from Kenya", ["Kenya"]),  # the body writes it in lower case as well
        ("Interview with the Ambassador Mr. Ole Person", ["Ambassador Mr", "Ole Person"]),
        ("Trade and Growth in Practice", []),
        ("navy ends exercise near Lagos", ["Lagos"]),
    ],
)
def test_names_keep_their_capitals(title: str, protected: list[str]) -> None:
    marked = protect(title, lexicon_of(BODY))
    assert marked.replace('<span class="nocase">', "").replace("</span>", "") == title
    found = [part.partition("</span>")[0] for part in marked.split('<span class="nocase">')[1:]]
    assert found == protected
