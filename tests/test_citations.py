"""Citations in a document: every cite of the text comes out once, in its place, in every kind of style."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.citations import Cited, Listing, Manuscript, StyleFile, cite, find_style, via_csl, via_pandoc
from pubkit.citations.gather import Mode, gather
from pubkit.citations.locators import ABBREVIATIONS, split_locator
from pubkit.engines import pandoc
from pubkit.engines.ast import Document, plain_text, walk
from pubkit.formats import biblatex
from pubkit.formats.csl_json import entry_to_csl

BIB = """
@article{lee2016, author = {Lee, Ann and Ray, Bo}, title = {Trade of {Ruritania}}, journaltitle = {Journal of Ports},
  volume = {XVI}, number = {1}, pages = {42--58}, date = {2016}, url = {https://example.org/p}, urldate = {2017-11-02}}
@online{kim2017x, author = {Kim, Eve}, title = {First Page},
  date = {2017}, url = {https://example.org/1}, urldate = {2017-01-02}}
@online{kim2017y, author = {Kim, Eve}, title = {Second Page},
  date = {2017}, url = {https://example.org/2}, urldate = {2017-01-02}}
@online{kim2017z, author = {Kim, Eve}, title = {Third Page},
  date = {2017}, url = {https://example.org/3}, urldate = {2017-01-02}}
@book{institute2001, author = {{Institute of Ports}}, title = {Ports and Their Towns},
  publisher = {Press}, location = {Oslo},
  date = {2001}}
"""
ITEMS = [entry_to_csl(entry) for entry in biblatex.read(BIB, "x.bib")[0].entries]
STYLES = (
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography-subsequent-ibid",
    "caucasus-international",
    "nature",
)


def cited(text: str, style: str | StyleFile, **options) -> Cited:  # type: ignore[no-untyped-def]
    found = find_style(style) if isinstance(style, str) else style
    return cite(pandoc.read_markdown(text), ITEMS, found, via_csl.render, **options)


def body(document: Document) -> str:
    return " ".join(plain_text(block) for block in document["blocks"] if block["t"] == "Para").strip()


def notes(document: Document) -> list[str]:
    return [plain_text(node["c"]).strip() for node in walk(document["blocks"]) if node["t"] == "Note"]


def works(document: Document) -> list[str]:
    return [plain_text(node).replace(" ↑", "").strip() for node in walk(document["blocks"])
            if node["t"] == "Div" and "csl-entry" in node["c"][0][1]]  # fmt: skip


# -- taking out --------------------------------------------------------------------------------------------------


def test_notes_are_numbered_in_one_row() -> None:
    text = "A [@a]. B[^n] C [@b].\n\n[^n]: See [@c; @d, p. 3] and @e.\n"
    found = gather(pandoc.read_markdown(text), note_style=True)
    assert [(c.keys, c.note_number, c.in_note, c.opens_note) for c in found] == [
        (("a",), 1, False, True),
        (("c", "d"), 2, True, False),
        (("e",), 2, True, False),
        (("b",), 3, False, True),
    ]
    assert found[1].cites[1].locator == "3"
    assert found[2].cites[0].mode is Mode.AUTHOR_IN_TEXT
    in_text = gather(pandoc.read_markdown(text), note_style=False)
    assert [c.note_number for c in in_text] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("suffix", "label", "locator", "rest"),
    [
        (", p. 3", "page", "3", ""),
        (", pp. 3--5, with a remark", "page", "3–5", ", with a remark"),
        (" 33", "page", "33", ""),
        (", chap. IV, and more", "chapter", "IV", ", and more"),
        (", § 12", "section", "12", ""),
        (", {anything, A--Z}", "page", "anything, A–Z", ""),
        (", с. 44", "page", "44", ""),
        (", see the list", None, None, ", see the list"),
        (", I think so", None, None, ", I think so"),
        (", 12a, 14, 18ff.", "page", "12a, 14, 18ff.", ""),
        ("", None, None, ""),
    ],
)
def test_locators(suffix: str, label: str | None, locator: str | None, rest: str) -> None:
    tree = pandoc.read_markdown(f"[@k{suffix}]")
    inlines = tree["blocks"][0]["c"][0]["c"][0][0]["citationSuffix"]
    found = split_locator(inlines)
    assert (found[0], found[1], plain_text(found[2])) == (label, locator, rest)


@given(st.sampled_from(sorted(ABBREVIATIONS)), st.integers(1, 999))
def test_every_label_is_read_back(label: str, number: int) -> None:
    found = split_locator([{"t": "Str", "c": f", {ABBREVIATIONS[label]}. {number}"}])
    assert found == (label, str(number), [])


# -- putting back ------------------------------------------------------------------------------------------------


def test_in_text_styles_print_in_place() -> None:
    done = cited("So says one [@lee2016, p. 44]. And @institute2001 too.", "apa")
    assert body(done.document) == "So says one (Lee & Ray, 2016, p. 44). And Institute of Ports (2001) too."
    assert notes(done.document) == []
    assert done.notices == ()


def test_years_of_one_author_take_letters_in_the_order_of_the_list() -> None:
    done = cited("Later [@kim2017z], sooner [@kim2017x; @kim2017y].", "apa")
    assert body(done.document) == "Later (Kim, 2017c), sooner (Kim, 2017a, 2017b)."
    assert [work.split(".")[1].strip() for work in works(done.document)] == ["(2017a, ", "(2017b", "(2017c"] or [
        "2017" + letter in work for letter, work in zip("abc", works(done.document), strict=True)
    ] == [True] * 3


def test_note_styles_make_notes_after_the_stop_and_against_the_word() -> None:
    done = cited("One [@lee2016]. Two [@lee2016], three.", "caucasus-international")
    assert body(done.document) == "One. Two, three."
    blocks = done.document["blocks"][0]["c"]
    tags = [node["t"] + (node["c"] if node["t"] == "Str" else "") for node in blocks]
    assert tags == ["StrOne", "Str.", "Note", "Space", "StrTwo", "Str,", "Note", "Space", "Strthree."]


def test_the_house_style_prints_as_the_journal_does() -> None:
    done = cited("A [@lee2016]. B [@kim2017x].", "caucasus-international")
    assert notes(done.document) == [
        "Ann Lee and Bo Ray (2016) ‘Trade of Ruritania,’ Journal of Ports XVI, No. 1: 42–58. "
        "Available at: https://example.org/p (Accessed: 02.11.2017)",
        "Eve Kim (2017) ‘First Page’ Available at: https://example.org/1 (Accessed: 02.01.2017)",
    ]


def test_a_note_of_prose_keeps_its_prose_and_gets_no_note_within() -> None:
    text = "A[^n].\n\n[^n]: See also [@lee2016, p. 44]; on the wider picture [@kim2017x], and @institute2001.\n"
    for style in STYLES[:4]:
        done = cited(text, style)
        (note,) = notes(done.document)
        assert note.startswith("See also ")
        assert "; on the wider picture " in note
        assert not any(
            n["t"] == "Note" for node in walk(done.document["blocks"]) if node["t"] == "Note" for n in walk(node["c"])
        )
        assert "[" not in note
        assert ".;" not in note
        assert ".." not in note


def test_ibid_where_the_style_asks() -> None:
    done = cited("A [@lee2016]. B [@lee2016]. C [@institute2001]. D [@lee2016].", STYLES[2])
    first, again, other, later = notes(done.document)
    assert first.startswith("Ann Lee and Bo Ray, “Trade of Ruritania,” Journal of Ports XVI")
    assert again == "Ibid."
    assert other.startswith("Institute of Ports, Ports and Their Towns")
    assert later.startswith(("Lee and Ray, “Trade of Ruritania”", "Lee and Ray, “Trade of Ruritania.”"))


@pytest.mark.parametrize("style", STYLES)
def test_links_go_both_ways(style: str) -> None:
    done = cited("A [@lee2016]. B [@kim2017x; @lee2016].", style)
    ids = {node["c"][0][0] for node in walk(done.document["blocks"]) if node["t"] in {"Span", "Div"}}
    targets = {node["c"][2][0] for node in walk(done.document["blocks"]) if node["t"] == "Link"}
    assert {"cite-1", "cite-2", "ref-lee2016", "ref-kim2017x"} <= ids
    assert {"#cite-1", "#cite-2", "#ref-lee2016", "#ref-kim2017x"} <= targets
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


def test_an_unknown_key_is_told_with_its_place_and_the_rest_is_rendered() -> None:
    text = "---\ntitle: A\n---\n\nNot `@lee2061` here.\n```\n@lee2061\n```\nAs shown [see @lee2061, p. 3; @kim2017x].\n"
    done = cite(pandoc.read_markdown(text.split("---\n", 2)[2]), ITEMS, find_style("apa"), via_csl.render,
                manuscript=Manuscript("article.md", text))  # fmt: skip
    (notice,) = done.notices
    assert str(notice) == (
        'article.md:9:15: error K101: unknown citation key "lee2061"\n'
        "  | As shown [see @lee2061, p. 3; @kim2017x].\n"
        "  |               ^\n"
        "  = hint: did you mean @lee2016?"
    )
    assert "Kim, 2017" in body(done.document)
    assert "lee2061?" in body(done.document)


def test_the_bibliography_stands_where_the_author_puts_it() -> None:
    placed = cited("A [@lee2016].\n\n::: {#refs}\n:::\n\nAfter.", "apa").document["blocks"]
    assert [block["t"] for block in placed] == ["Para", "Div", "Para"]
    ended = cited("# One\n\nA [@lee2016].", "apa", language="ru").document["blocks"]
    assert plain_text(ended[-2]).strip() == "Литература"
    assert [block["t"] for block in cited("A [@lee2016].", "apa", listing=Listing(heading="")).document["blocks"]] == [
        "Para",
        "Div",
    ]
    assert len(works(cited("No cite.", "apa", nocite=["*"]).document)) == len(ITEMS)


CITES = st.lists(
    st.lists(st.sampled_from([str(item["id"]) for item in ITEMS]), min_size=1, max_size=3, unique=True),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(CITES, st.sampled_from(STYLES), st.booleans())
def test_cites_in_are_cites_out(groups: list[list[str]], style: str, in_notes: bool) -> None:
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [_paragraph(group, in_notes) for group in groups]}
    done = cite(tree, ITEMS, find_style(style), via_csl.render)
    out = [dict(n["c"][0][2])["cites"].split() for n in walk(done.document["blocks"])
           if n["t"] == "Span" and "citation" in n["c"][0][1]]  # fmt: skip
    assert out == groups
    assert not any(node["t"] == "Cite" for node in walk(done.document["blocks"]))
    assert len(works(done.document)) == len({key for group in groups for key in group})


def _paragraph(keys: list[str], in_note: bool) -> dict:  # type: ignore[type-arg]
    item = {"citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 1,
            "citationHash": 0}  # fmt: skip
    node = {"t": "Cite", "c": [[{**item, "citationId": key} for key in keys], []]}
    inner = {"t": "Note", "c": [{"t": "Para", "c": [node]}]} if in_note else node
    return {"t": "Para", "c": [{"t": "Str", "c": "Text"}, {"t": "Space"}, inner, {"t": "Str", "c": "."}]}


def test_a_prefix_that_opens_a_note_begins_with_a_capital() -> None:
    done = cited("A [see @lee2016]. B[^n].\n\n[^n]: But [see @kim2017x].\n", "caucasus-international")
    first, second = notes(done.document)
    assert first.startswith("See Ann Lee")
    assert second.startswith("But see Eve Kim")


# -- the oracle --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_pandoc_says_the_same(style: str) -> None:
    """Works and citations, letter for letter, where pandoc's citeproc and ours follow the same rule."""
    tree = pandoc.read_markdown("A [@lee2016, p. 44]. B [@kim2017x; @kim2017y]. C [@institute2001, ch. 2].")
    ours = cite(tree, ITEMS, find_style(style), via_csl.render).document
    theirs = cite(tree, ITEMS, find_style(style), via_pandoc.render).document
    for part in (works, body, notes):
        assert _spaced(part(ours)) == _spaced(part(theirs))


def _spaced(text: str | list[str]) -> str:
    return str(text).replace("\\xa0", " ").replace("\xa0", " ")
