"""The short reader of YAML reads what the full one reads, or leaves it to that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.formats import plain_yaml, safe_yaml

ARTICLE = """\
title: "On trade: a 'view'"
subtitle: Ships, tolls & grain at 10:30, no.#4
author:
  - name: Maria Lind
    affiliation: [one, "two, three", 'four']
    orcid: 0000-0002-1825-0097

  - name: 'Tomás de la Cruz'
abstract: |
  First line: with a colon.

    indented
  # no comment

keywords:
- harbours
- "grain prices"
lang: en
empty:
nothing: ~
number-sections: yes
crossref:
  fig-title: Plate
  deep:
    deeper: 1.10
year: 2017
"""


def test_an_article_is_read_plainly() -> None:
    found = plain_yaml.read(ARTICLE)
    assert found is not None
    full = safe_yaml.load_any(ARTICLE)
    assert found == (full.values, full.places)
    assert list(found[0]) == list(full.values)
    assert safe_yaml.load(ARTICLE) == full
    assert found[0]["abstract"] == "First line: with a colon.\n\n  indented\n# no comment\n"
    assert found[1][("author", 0, "affiliation", 1)] == (4, 23)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n", "# c\na: b\n", "a: b\n  c\n", "a: b: c\n", "a: b:\n", 'a: "b\\n"\n', "a: 'it''s'\n", "a: &x b\n",
        "a: *x\n", "a: !t b\n", "a: >\n  b\n", "a: |-\n  b\n", "a: |\n\n  b\n", "a: |\n  b\n \n", "a: {b: c}\n",
        "a: [b,c]\n", "a: [b\n", "- a\n", " a: b\n", "a: b\na: c\n", "a: b\n b: c\n", "a:\n    b: c\n  d: e\n",
        "a: b\n---\nc: d\n", "a:\tb\n", "a: b\tc\n", "a: \x85\n", "a: b", "a:\n- b\n c\n", "a:\n  -\n", "a:\n- - b\n",
        "a: - b\n", "a: ? b\n", "a: @b\n", "<<: b\n", "a:b\n", "", "\n", "a: \N{LINE SEPARATOR}b\n", "a: \x07\n",
        "a: \N{SOFT HYPHEN}b\n", "? a\n: b\n", '"a": b\n', "a: 'b\n", "a: [b, ]\n", "a: [, b]\n",
    ],
)  # fmt: skip
def test_what_leaves_a_choice_is_left_to_the_full_reader(text: str) -> None:
    assert plain_yaml.read(text) is None


VALUE = st.one_of(
    st.text(alphabet="ab1é ~:#,'\"[]{}-|>&*!?%@.\u00a0", max_size=8),
    st.sampled_from(
        ["yes", "False", "null", "1.10", "2017-01-05", "[a, b]", "[]", "|", "'x'", '"y: z"', "~", ">", "- a"]
    ),
)
LINE = st.builds(
    lambda indent, sign, key, value: " " * indent + sign + (f"{key}: {value}" if key else value),
    st.sampled_from([0, 0, 0, 2, 2, 4]), st.sampled_from(["", "", "", "- "]), st.sampled_from(["", "a", "b-c", "d"]),
    VALUE,
)  # fmt: skip


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(LINE, min_size=1, max_size=5))
def test_invented_texts_are_read_alike(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    found = plain_yaml.read(text)
    if found is not None:
        full = safe_yaml.load_any(text)
        assert found == (full.values, full.places)
        assert not full.repeated
