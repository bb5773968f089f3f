"""Cross-references: what has an identifier is numbered, what refers to it says the number, in every language."""

from __future__ import annotations

import pytest

from pubkit import crossrefs
from pubkit.citations import Manuscript
from pubkit.crossrefs import Referred
from pubkit.engines import pandoc
from pubkit.engines.ast import plain_text, walk
from pubkit.notices import Severity

TARGETS = """
# Ports {#sec-ports}

![A pier](a.png){#fig-pier}

## Ships {#sec-ships}

$$ a = b $$ {#eq-a}

| A | B |
|---|---|
| 1 | 2 |

: Trade {#tbl-trade}

::: {#fig-pair}
![Left](b.png){#fig-left}

![Right](c.png){#fig-right}

Both sides
:::

```{#lst-x .python lst-cap="A program"}
x = 1
```
"""


def referred(text: str, **options) -> Referred:  # type: ignore[no-untyped-def]
    return crossrefs.refer(pandoc.read_markdown(f"{text}\n{TARGETS}"), **options)


def first(found: Referred) -> str:
    return plain_text(found.document["blocks"][0]).strip().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("@fig-pier", "Figure 1"),
        ("[@fig-pier]", "Figure 1"),
        ("[-@fig-pier]", "1"),
        ("[Fig. @fig-pier]", "Fig. 1"),
        ("@Fig-pier", "Figure 1"),
        ("[@fig-pier; @tbl-trade]", "Figure 1, Table 1"),
        ("@fig-pair, @fig-right", "Figure 2, Figure 2 (b)"),
        ("@eq-a and @lst-x.", "Equation 1 and Listing 1."),
        ("see @sec-ships", "see Ships"),
        ("`@fig-pier` and a@fig-pier.org", "@fig-pier and a@fig-pier.org"),
    ],
)
def test_references_say_words_and_numbers(text: str, reads: str) -> None:
    found = referred(text)
    assert first(found) == reads
    assert found.notices == ()


def test_every_reference_leads_to_what_it_names() -> None:
    found = referred("@fig-right @tbl-trade @eq-a @sec-ships @lst-x", sections=True)
    links = [node["c"][2][0][1:] for node in walk(found.document["blocks"][0]) if node["t"] == "Link"]
    identifiers = {part[0] for node in walk(found.document["blocks"]) for part in node.get("c", [])
                   if isinstance(part, list) and len(part) == 3 and isinstance(part[0], str)}  # fmt: skip
    identifiers |= {node["c"][1][0] for node in walk(found.document["blocks"]) if node["t"] == "Header"}
    assert len(links) == 5
    assert set(links) <= identifiers


def test_sections_are_numbered_where_that_is_asked_for() -> None:
    found = referred("@sec-ships", sections=True)
    assert first(found) == "Section 1.1"
    headings = [plain_text(node).strip() for node in found.document["blocks"] if node["t"] == "Header"]
    assert headings == ["1\N{EN SPACE}Ports", "1.1\N{EN SPACE}Ships"]
    unnumbered = crossrefs.refer(pandoc.read_markdown("# A\n\n# B {-}\n\n# C\n"), sections=True).document
    assert plain_text(unnumbered["blocks"]).split() == ["1", "A", "B", "2", "C"]


def test_captions_begin_with_their_numbers() -> None:
    text = plain_text(referred("").document["blocks"]).replace("\N{NO-BREAK SPACE}", " ")
    for caption in ("Figure 1: A pier", "Table 1: Trade", "(a) Left", "Figure 2: Both sides", "Listing 1: A program"):
        assert caption in text
    assert "(1)" in text
    assert "{#eq-a}" not in text


@pytest.mark.parametrize(
    ("language", "reads", "caption"),
    [
        ("de", "Abbildung 1", "Abbildung 1: A pier"),
        ("fr", "Figure 1", "Figure 1 : A pier"),
        ("hu", "1. ábra", "1. ábra. A pier"),
        ("ru-RU", "Рисунок 1", "Рисунок 1. A pier"),
        ("xx", "Figure 1", "Figure 1: A pier"),
    ],
)
def test_words_follow_the_language(language: str, reads: str, caption: str) -> None:
    found = referred("@fig-pier", language=language)
    assert first(found) == reads
    assert caption in plain_text(found.document["blocks"]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_front_matter_may_say_other_words() -> None:
    found = referred("@fig-pier", said={"fig-title": "Plate", "fig-prefix": "plate", "title-delim": " –"})
    assert first(found) == "plate 1"
    assert first(referred("@Fig-pier", said={"fig-prefix": "plate"})) == "Plate 1"


def test_what_is_not_there_is_an_error_with_its_place() -> None:
    text = "First.\n\nThe @fig-peer."
    places = Manuscript("a.md", text).cite
    (notice,) = referred(text, places=places).notices
    assert (notice.code, notice.severity, str(notice.place)) == ("K120", Severity.ERROR, "a.md:3:5")
    assert notice.hint == "did you mean @fig-pier?"
    (other,) = referred("@eq-nowhere").notices
    assert other.hint == "did you mean @eq-a?"
    (none,) = crossrefs.refer(pandoc.read_markdown("@tbl-x\n\n# A {#sec-a}")).notices
    assert none.hint == "give the table the identifier {#tbl-x}"
    (twice,) = crossrefs.refer(pandoc.read_markdown("![a](b){#fig-a}\n\n![c](d){#fig-a}\n")).notices
    assert twice.code == "K121"


def test_keys_of_the_bibliography_stay_citations() -> None:
    found = referred("[@fig-newton; @lee2016] @fig-leaf", keys={"fig-newton", "lee2016", "fig-leaf"})
    cites = [node for node in walk(found.document["blocks"]) if node["t"] == "Cite"]
    assert [len(node["c"][0]) for node in cites] == [2, 1]
    mixed = referred("[@fig-pier; @lee2016]", keys={"lee2016"})
    assert [node["c"][0][0]["citationId"] for node in walk(mixed.document["blocks"]) if node["t"] == "Cite"] == [
        "lee2016"
    ]


def test_a_document_without_references_is_left_alone() -> None:
    tree = pandoc.read_markdown("Text with $x$ and $$y$$ and *no* targets.\n\n![a](b.png)\n")
    assert crossrefs.refer(tree).document == tree


STATEMENTS = """
::: {#thm-tide}
## Of tides

Every tide turns.
:::

::: {#lem-ebb name="Ebb"}
- It ebbs.
:::

::: {#thm-moon}
The moon *moves* it.[^1]
:::

::: {.proof}
Look.
:::

[^1]: A note.
"""


def test_theorems_and_their_like_are_numbered_by_their_kinds() -> None:
    tree = pandoc.read_markdown(f"@thm-moon, [-@lem-ebb], [Thms. @thm-tide] and @thm-moo.\n{STATEMENTS}")
    done = crossrefs.refer(tree)
    blocks = done.document["blocks"]
    assert plain_text(blocks[0]).startswith("Theorem\N{NO-BREAK SPACE}2, 1, Thms.\N{NO-BREAK SPACE}1 and thm-moo?")
    said = [plain_text(block) for block in blocks[1:]]
    assert said[0].startswith("Theorem\N{NO-BREAK SPACE}1 (Of tides) Every tide turns.")
    assert said[1].startswith("Lemma\N{NO-BREAK SPACE}1 (Ebb)")
    assert "It ebbs." in said[1]
    assert said[2].startswith("Theorem\N{NO-BREAK SPACE}2 The moon moves it.")
    assert said[3].strip() == "Proof. Look."
    assert not [node for node in walk(blocks) if node["t"] == "Header"]
    assert [(notice.code, notice.hint) for notice in done.notices] == [("K120", "did you mean @thm-moon?")]


@pytest.mark.parametrize(
    ("language", "said", "reads"),
    [("de", {}, "Satz\N{NO-BREAK SPACE}1"), ("ka", {}, "Theorem\N{NO-BREAK SPACE}1"),
     ("ka", {"thm-title": "თეორემა"}, "თეორემა\N{NO-BREAK SPACE}1")],
)  # fmt: skip
def test_theorems_have_words_of_the_language(language: str, said: dict[str, str], reads: str) -> None:
    tree = pandoc.read_markdown("::: {#thm-a}\nText.\n:::\n")
    blocks = crossrefs.refer(tree, language=language, said=said).document["blocks"]
    assert plain_text(blocks).startswith(reads)


def test_every_language_has_a_word_for_every_kind() -> None:
    from pubkit.crossrefs.kinds import STATEMENTS as KINDS
    from pubkit.crossrefs.statement_words import STATEMENTS as WORDS

    assert {len(words) for words in WORDS.values()} == {len(KINDS) + 1}
    assert all(word.strip() == word and word for words in WORDS.values() for word in words)
