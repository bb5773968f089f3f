"""Where works are listed: by kind, by file, by section, or not at all; none is lost, links stay where they belong."""

from __future__ import annotations

import pytest

from pubkit.citations import Cited, Listing, Manuscript, cite, find_style, via_csl
from pubkit.engines import pandoc
from pubkit.engines.ast import plain_text, walk
from pubkit.formats import bibtex
from pubkit.formats.csl_json import entry_to_csl

BIB = """
@book{lee, author = {Lee, Ann}, title = {Ports}, publisher = {Press}, year = 2001, keywords = {primary, towns}}
@article{kim, author = {Kim, Eve}, title = {Tolls}, journal = {Journal}, year = 2002}
@phdthesis{roe, author = {Roe, Max}, title = {Ships}, school = {Oslo}, year = 2003, keywords = {primary}}
@incollection{oz, author = {Oz, Can and Er, Su}, editor = {Ak, Al}, title = {Liman}, booktitle = {Kent},
publisher = {Yayın},
  year = 2004, langid = {turkish}}
"""
ITEMS = [entry_to_csl(entry) for entry in bibtex.read(BIB, "x.bib")[0].entries]
TEXT = "# One\n\nA [@lee; @kim].\n\n# Two\n\nB [@roe; @lee; @oz].\n\n"


def cited(text: str, listing: Listing | None = None, style: str = "apa", **options) -> Cited:  # type: ignore[no-untyped-def]
    tree = pandoc.read_markdown(text)
    said = Manuscript("a.md", text)
    return cite(
        tree, ITEMS, find_style(style), via_csl.render, listing=listing or Listing(), manuscript=said, **options
    )


def lists(found: Cited) -> dict[str, str]:
    """The first letters of the authors of each list."""
    divs = [node for node in walk(found.document["blocks"]) if node["t"] == "Div" and "csl-bib-body" in node["c"][0][1]]
    return {node["c"][0][0]: "".join(plain_text(entry)[0] for entry in node["c"][1]) for node in divs}


@pytest.mark.parametrize(
    ("divs", "listed"),
    [
        ("", {"refs": "KLOR"}),
        ("::: {#refs}\n:::\n", {"refs": "KLOR"}),
        ('::: {#refs-books type="book"}\n:::\n\n::: {#refs}\n:::\n', {"refs-books": "L", "refs": "KOR"}),
        ('::: {#refs}\n:::\n\n::: {#refs-books type="book"}\n:::\n', {"refs": "KOR", "refs-books": "L"}),
        ('::: {#refs-a type="article, phdthesis"}\n:::\n\n::: {#refs-b not-type="article phdthesis"}\n:::\n',
         {"refs-a": "KR", "refs-b": "LO"}),
        ("::: {#refs-p keyword=primary}\n:::\n\n::: {#refs-s notkeyword=primary}\n:::\n", {"refs-p": "LR",
        "refs-s": "KO"}),
        ("::: {.bibliography type=book}\n:::\n", {"refs": "L", "refs-2": "KOR"}),
        ("::: {#refs-main}\n:::\n\n::: {#refs-more}\n:::\n", {"refs-main": "KL", "refs-more": "OR"}),
    ],
)  # fmt: skip
def test_bibliographies_by_kind(divs: str, listed: dict[str, str]) -> None:
    groups = {"main": frozenset({"lee", "kim"}), "more": frozenset({"roe", "oz"})}
    found = cited(TEXT + divs, Listing(groups=groups))
    assert lists(found) == listed
    assert sorted(found.listed.values()) == ["kim", "lee", "oz", "roe"]
    assert found.notices == ()


def test_a_bibliography_for_each_section() -> None:
    found = cited(TEXT, Listing(section_level=1))
    assert lists(found) == {"refs": "KL", "refs-2": "LOR"}
    assert found.listed == {"ref-kim": "kim", "ref-lee": "lee", "ref-lee-2": "lee", "ref-oz": "oz", "ref-roe": "roe"}
    headings = [(b["c"][0], plain_text(b).strip()) for b in found.document["blocks"] if b["t"] == "Header"]
    assert headings == [(1, "One"), (2, "References"), (1, "Two"), (2, "References")]
    links = [node["c"][2][0] for node in walk(found.document["blocks"]) if node["t"] == "Link"]
    assert links.count("#ref-lee") == 1
    assert links.count("#ref-lee-2") == 1
    # Each entry leads back to the citations of its own section.
    assert (links.count("#cite-1"), links.count("#cite-2")) == (2, 3)


def test_a_place_in_one_section_and_the_rest_at_the_end() -> None:
    text = "# One\n\nA [@kim].\n\n## Works\n\n::: {.section-bibliography}\n:::\n\n# Two\n\nB [@roe].\n"
    assert lists(cited(text)) == {"refs": "K", "refs-2": "R"}


def test_nothing_is_listed_and_nothing_leads_there() -> None:
    found = cited(TEXT + "::: {#refs}\n:::\n", Listing(suppressed=True))
    assert lists(found) == {}
    assert found.listed == {}
    assert not [node for node in walk(found.document["blocks"]) if node["t"] == "Link"]
    assert "(Kim, 2002; Lee, 2001)" in plain_text(found.document["blocks"])


def test_uncited_works_are_listed_when_asked_for() -> None:
    assert lists(cited("A [@kim].", nocite=("lee",))) == {"refs": "KL"}
    assert lists(cited("A.", nocite=("*",))) == {"refs": "KLOR"}


def test_a_condition_with_a_typo_and_an_empty_list_are_told() -> None:
    found = cited(TEXT + '::: {#refs typ="book"}\n:::\n')
    (notice,) = found.notices
    assert (notice.code, str(notice.place), notice.hint) == ("K130", "a.md:9:6", "did you mean type?")
    (empty,) = cited(TEXT + '::: {#refs-maps type="map"}\n:::\n').notices
    assert (empty.code, str(empty.place)) == ("K131", "a.md:9:6")


def test_an_entry_has_its_language_and_its_words_where_that_is_asked_for() -> None:
    def entry(found: Cited) -> tuple[str, str]:
        node = next(
            node for node in walk(found.document["blocks"]) if node["t"] == "Div" and node["c"][0][0] == "ref-oz"
        )
        return dict(node["c"][0][2]).get("lang", ""), plain_text(node)

    language, text = entry(cited(TEXT))
    assert language == "tr"
    assert "& " in text
    assert "In A. Ak (Ed.)" in text
    language, text = entry(cited(TEXT, Listing(own_words=True), style="chicago-author-date"))
    assert language == "tr"
    assert " ve " in text
    assert " and " in entry(cited(TEXT, style="chicago-author-date"))[1]


def test_files_that_the_front_matter_names() -> None:
    from pathlib import Path

    from pubkit import pipeline
    from pubkit.model import Source

    front = "---\ntitle: T\nbibliography: {main: main.bib, archive: sources/archive.bib}\n---\n\n"
    text = front + "A [@lee; @kim].\n\n::: {#refs-archive}\n:::\n\n::: {#refs-main}\n:::\n"
    article = Source("a.md", text.encode())
    assert pipeline.bibliographies(article) == ("main.bib", "sources/archive.bib")
    files = [
        Source("p/main.bib", b"@book{lee, author = {Lee, Ann}, title = {Ports}, year = 2001}"),
        Source("p/sources/archive.bib", b"@book{kim, author = {Kim, Eve}, title = {Tolls}, year = 2002}"),
    ]
    made = pipeline.build(article, files, style="apa", to=("txt",), folder=Path())
    assert made.notices == ()
    listed = " ".join(made.files["a.txt"].decode().split())
    assert listed.endswith("Kim, E. (2002). Tolls. Lee, A. (2001). Ports.")
