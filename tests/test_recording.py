"""decisions.toml with one decision more: what is written, what is replaced, what stays as it is."""

from __future__ import annotations

import tomllib

import pytest

from pubkit.decisions import KEYS, NoDecision, read_decisions, recorded, removed
from pubkit.errors import UsageError

WRITTEN = """# What we decided, and why
[front]   # the head
title = "On Ferries"

# see the letter of 3 May
[[call]]
note = "3"   # the third
after = "as was agreed"

[[field]]
key = "moe2003"
variable = "issued"
value = "2003"
"""


def test_a_decision_on_the_same_thing_is_replaced_where_it_stands() -> None:
    new = recorded(WRITTEN, "call", {"note": "3", "after": 'as "nobody" agreed'})
    assert new == WRITTEN.replace('"as was agreed"', '"as \\"nobody\\" agreed"')
    assert recorded(new, "call", {"note": "3", "after": "as was agreed"}) == WRITTEN


def test_a_new_decision_stands_with_those_of_its_kind_and_nothing_else_changes() -> None:
    new = recorded(WRITTEN, "call", {"note": "4", "after": "of bread."})
    assert new == WRITTEN.replace("[[field]]", '[[call]]\nnote = "4"\nafter = "of bread."\n\n[[field]]')
    new = recorded(WRITTEN, "keep", {"text": "The fare"})
    assert new == WRITTEN + '\n[[keep]]\ntext = "The fare"\n'
    new = recorded(WRITTEN, "front", {"journal": "Quays"})
    assert new == WRITTEN.replace('"On Ferries"\n', '"On Ferries"\njournal = "Quays"\n')
    assert recorded("", "call", {"note": "1", "after": "x"}) == '[[call]]\nnote = "1"\nafter = "x"\n'


def test_many_decisions_are_read_as_they_were_given() -> None:
    given = [
        ("front", {"title": "A"}),
        ("call", {"note": "1", "after": "one"}),
        ("field", {"key": "a", "variable": "title", "value": "T"}),
        ("call", {"note": "2", "after": "two"}),
        ("heading", {"text": "H", "level": 0}),
        ("reading", {"lemma": "x", "siglum": "B"}),
        ("field", {"key": "a", "variable": "issued", "value": "2001"}),
        ("work", {"key": "a", "apart": ["note 2"]}),
        ("front", {"authors": ["One", "Two"]}),
        ("call", {"note": "3", "after": "three"}),
    ]
    text = ""
    for kind, values in given:
        text = recorded(text, kind, values)
        assert "\n\n\n" not in text
    read = read_decisions(text)
    assert read.notices == ()
    assert [decision.text("note") for decision in read.of("call")] == ["1", "2", "3"]
    assert len(read.all) == len(given)
    for kind, values in given:
        assert recorded(text, kind, values) == text, "said again it changes nothing"


def test_every_kind_can_be_recorded() -> None:
    values = {str: "x", int: 1, list: ["x", "y"]}
    for kind, keys in KEYS.items():
        decision = {key: values[of] for key, of in keys}
        text = recorded(WRITTEN, kind, decision)
        assert recorded(text, kind, decision) == text
        assert read_decisions(text).of(kind)[-1].values == decision


def test_decisions_of_one_kind_that_stand_apart_are_kept() -> None:
    text = '[[call]]\nnote = "1"\nafter = "a"\n\n[[keep]]\ntext = "b"\n\n[[call]]\nnote = "2"\nafter = "c"\n'
    new = tomllib.loads(recorded(text, "call", {"note": "3", "after": "d"}))
    assert [call["note"] for call in new["call"]] == ["1", "2", "3"]
    assert new["keep"] == [{"text": "b"}]


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("nonsense", {"a": "b"}, "there is no decision"),
        ("call", {"note": "1"}, "not complete"),
        ("call", {"note": 1, "after": "x"}, "not a string"),
        ("call", {"note": "1", "after": "x", "befor": "y"}, "unknown key"),
        ("heading", {"text": "x", "level": 9}, "0 to 6"),
        ("front", {"titel": "x"}, "unknown field"),
        ("front", {}, "a kind and values"),
        ("field", {"key": "a", "variable": "title", "value": None}, "TOML|not"),
        (None, {"a": "b"}, "a kind and values"),
        ("call", "text", "a kind and values"),
    ],
)
def test_what_is_no_decision_is_not_written(kind: object, values: object, why: str) -> None:
    with pytest.raises(NoDecision, match=why):
        recorded(WRITTEN, kind, values)


def test_a_file_that_is_no_toml_is_not_touched() -> None:
    with pytest.raises(UsageError) as raised:
        recorded('[[call]\nnote = "1"\n', "call", {"note": "1", "after": "x"}, file="decisions.toml")
    assert raised.value.place is not None
    assert raised.value.place.line == 1


def test_a_decision_is_taken_out_and_nothing_else_changes() -> None:
    assert removed(WRITTEN, "call", {"note": "3", "after": "as was agreed"}) == WRITTEN.replace(
        '[[call]]\nnote = "3"   # the third\nafter = "as was agreed"\n', ""
    )
    assert removed(WRITTEN, "front", {"field": "title", "value": "On Ferries"}) == WRITTEN.replace(
        'title = "On Ferries"\n', ""
    )
    two = recorded(WRITTEN, "call", {"note": "4", "after": "of bread."})
    assert removed(two, "call", {"note": "4", "after": "of bread."}) == WRITTEN


def test_what_is_recorded_can_be_taken_out_again() -> None:
    for kind, values in {
        "heading": {"text": "Quays", "level": 2},
        "paragraph": {"begins": "The quay"},
        "reading": {"lemma": "longrunning", "siglum": "B"},
        "keep": {"text": "The fare"},
        "work": {"same": ["a", "b"]},
        "field": {"key": "a", "variable": "issued", "value": "2004"},
    }.items():
        new = recorded(WRITTEN, kind, values)
        (written,) = [one for one in read_decisions(new).of(kind) if dict(one.values) == values]
        assert read_decisions(removed(new, kind, dict(written.values))).all == read_decisions(WRITTEN).all


def test_only_what_is_there_is_taken_out() -> None:
    for kind, values in (("call", {"note": "9", "after": "x"}), ("keep", {"text": "x"}), ("nonsense", {}), (3, None),
                         ("front", {"field": "year", "value": "1"}), ("call", {"note": "3"})):  # fmt: skip
        with pytest.raises(NoDecision):
            removed(WRITTEN, kind, values)
    with pytest.raises(UsageError):
        removed("[", "call", {"note": "3", "after": "as was agreed"})
