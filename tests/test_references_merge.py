"""One work in different words is one entry; different works stay apart; keys and addresses are stable."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.model import Bibliography
from pubkit.references import parse_reference
from pubkit.references.cues import ACCESS_CUES
from pubkit.references.merge import same_work
from references_support import resolved, shown

WORKS = [
    ["Ann Alder, The Long Bridge: A History (London: Verso, 1991), 6.", "Ann Alder, The Long Bridge: A History, London 1991."],  # noqa: E501
    ["Ann Alder, Rivers of the North (London: Verso, 1991), 9."],
    ["Tom Birch, “On Piers and Abutments,” Journal of Bridges 91, no. 5 (1986): 53–75.",
     "T. Birch (1986) “On Piers and Abutments”, Journal of Bridges, 91(5), pp. 53–75."],
    ["Tom Birch, “On Tolls and Ferries,” Journal of Bridges 91, no. 6 (1986): 80–95."],
    ["World River Council (2011) State of the Rivers. Available at: https://www.example.org/rivers-2011 (Accessed: 3 May 2013).",  # noqa: E501
     "World River Council (2011) ‘State of the Rivers’, available at http://example.org/rivers-2011/ (accessed 7 June 2014)."],  # noqa: E501
    ["Alder v. Birch, 347 U.S. 483, 495 (1954).", "Alder v. Birch, 347 U.S. 483 (1954)."],
    ["BVerfGE 7, 198 (205).", "BVerfGE 7, 198 (210)."],
    ["BVerfGE 7, 377 (400)."],
]  # fmt: skip
PRINTED = [(number, text) for number, texts in enumerate(WORKS) for text in texts]


def _parts(order: list[tuple[int, str]]) -> set[frozenset[str]]:
    """Which printed references were taken for one work."""
    resolution = resolved([text for _, text in order])
    return {frozenset(variant.printed.text for variant in work.variants) for work in resolution.works}


@settings(max_examples=25, deadline=None)
@given(st.permutations(PRINTED))
def test_in_whatever_order_the_same_references_are_one_work(order: list[tuple[int, str]]) -> None:
    assert _parts(order) == {frozenset(texts) for texts in WORKS}


def test_sameness_goes_both_ways_and_holds_of_itself() -> None:
    entries = [(number, parse_reference(text).entry) for number, text in PRINTED if not text.startswith("BVerf")]
    for (first, one), (second, other) in itertools.product(entries, entries):
        assert bool(same_work(one, other)) == bool(same_work(other, one)) == (first == second)


def test_variants_are_kept_with_where_they_stand() -> None:
    resolution = resolved([text for _, text in PRINTED])
    assert sorted(variant.where for work in resolution.works for variant in work.variants) == sorted(
        f"note {number}" for number in range(1, len(PRINTED) + 1)
    )
    told = [notice for notice in resolution.notices if notice.code == "B106"]
    assert len(told) == len(PRINTED) - len(WORKS)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(PRINTED), min_size=1, max_size=8), st.integers(0, 7), st.sampled_from(PRINTED))
def test_keys_stay_when_it_is_run_again_or_an_editor_has_renamed_one(
    notes: list[tuple[int, str]], renamed: int, more: tuple[int, str]
) -> None:
    texts = [text for _, text in notes]
    first = resolved(texts).bibliography
    entries = list(first.entries)
    renamed %= len(entries)
    entries[renamed] = replace(entries[renamed], key="editorskey")
    again = resolved([*texts, more[1]], known=Bibliography(tuple(entries)))
    keys = [entry.key for entry in again.bibliography.entries]
    assert keys[: len(entries)] == [entry.key for entry in entries]
    assert len(set(keys)) == len(keys)
    assert len(keys) - len(entries) == (more[0] not in {number for number, _ in notes})


@pytest.mark.parametrize("language", sorted(ACCESS_CUES))
def test_every_cue_of_access_leads_to_its_date(language: str) -> None:
    for cue in ACCESS_CUES[language]:
        text = f"Alder, Ann. The Long Bridge. Verso, 2012. http://www.example.org/bridge ({cue}: 12.05.2014)."
        parsed = parse_reference(text)
        assert str(parsed.entry.dates["accessed"]) == "2014-05-12", cue
        assert parsed.entry.text("URL") == "http://www.example.org/bridge"
        place = next(item for item in parsed.fields if item.variable == "accessed")
        assert place.printed == text[place.start : place.end] == "12.05.2014"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("http://www.example.org/reports/annual report", "http://www.example.org/reports/annualreport"),
        ("http://www.example.org/reports/an nual report", "http://www.example.org/reports/annualreport"),
    ],
)
def test_a_broken_address_is_joined_where_another_note_has_it_whole(broken: str, whole: str) -> None:
    notes = [
        f"Ann Alder (2011) ‘State of the Rivers’, available at {broken} (accessed 3 May 2013).",
        f"Ann Alder (2011) ‘State of the Rivers’, available at {whole} (accessed 3 May 2013).",
    ]
    resolution = resolved(notes)
    assert [work.entry.text("URL") for work in resolution.works] == [whole]
    alone = resolved(notes[:1])
    assert alone.works[0].entry.text("URL") != whole


def test_words_behind_an_address_are_not_joined() -> None:
    notes = [
        "Ann Alder (2011) ‘State of the Rivers’, available at http://www.example.org/a report on this is in print.",
        "Tom Birch (2012) ‘Other Rivers’, available at http://www.example.org/a/b.",
    ]
    assert [work.entry.text("URL") for work in resolved(notes).works] == [
        "http://www.example.org/a", "http://www.example.org/a/b",
    ]  # fmt: skip
    assert shown(resolved(["See http://www.example.org/a and more."])) == ["See http://www.example.org/a and more."]
