"""JATS: valid against the DTD, every field of every reference in its element, nothing lost and nothing invented."""

from __future__ import annotations

import pytest
from lxml import etree

from everything import built, everything, valid_jats

STYLES = ("apa", "chicago-notes-bibliography", "nature", "caucasus-international")


@pytest.mark.parametrize("style", STYLES)
def test_everything_is_valid(style: str) -> None:
    root = valid_jats(everything("jats", style))
    text = " ".join("".join(root.itertext()).split())
    for words in ("code & <tag>", "A note of two paragraphs.", "With a quotation & more.", "two lines", "Bananas",
                  "Ein deutscher Absatz.", "Specials: 100% of $5 & #1, a_b, {x}, ~, ^, \\, <b>.",
                  "Birinci abzas"):  # fmt: skip
        assert words in text
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert {xref.get("rid") for xref in root.iter("xref")} <= set(identifiers)


def test_the_front_says_what_the_metadata_says() -> None:
    root = valid_jats(everything("jats"))
    said = lambda path: [" ".join("".join(found.itertext()).split()) for found in root.findall(path)]  # noqa: E731
    assert said(".//article-title")[0].endswith("of $5_000, {braces}, “quotes” “and” #1 ~ ^ \\ </script><b>")
    assert said(".//contrib/name/surname") == ["Lee & Sons", "Ağayev"]
    assert said(".//contrib/collab") == ["The Port & Town Group"]
    assert said(".//aff") == ["1Institute of Ports & Towns, Oslo, Norway", "2Bakı <Dövlət> Universiteti"]
    assert said(".//contrib/contrib-id") == ["https://orcid.org/0000-0002-1825-0097"]
    assert said("front//issn") == ["1234-5679", "2345-6789"]
    assert [root.findtext(f".//article-meta/{name}") for name in ("volume", "issue", "fpage", "lpage")] == [
        "7", "2", "41", "52"]  # fmt: skip
    dates = {date.get("date-type"): date.get("iso-8601-date") for date in root.findall(".//*[@date-type]")}
    assert dates == {"pub": "2017-05-04", "received": "2016-11-02", "accepted": "2017-02"}
    assert root.find(".//history/date[@date-type='accepted']/day") is None
    assert said(".//award-id") == ["A-1", "B&2"]
    assert said(".//kwd") == ["ports & trade", "x < y", "100%"]


def test_references_are_complete() -> None:
    root = valid_jats(everything("jats"))
    refs = {ref.get("id"): ref.find(".//element-citation") for ref in root.iter("ref")}
    fields = {key: {child.tag: child.text for child in ref} for key, ref in refs.items()}
    article = fields["ref-lee2016"]
    assert article | {"person-group": None} == {
        "person-group": None, "article-title": "Trade & Ports of 100% Ruritania", "source": "Journal of Ports & Towns",
        "year": "2016", "month": "3", "day": "4", "volume": "XVI", "issue": "1", "fpage": "142", "lpage": "158",
        "date-in-citation": "2017-11-02", "pub-id": "10.1000/182", "issn": "1234-5679",
        "ext-link": "https://ports.example/p?a=1&b=2_3",
    }  # fmt: skip
    (_, second) = refs["ref-lee2016"].findall("person-group/name")
    assert [child.text for child in second] == ["van der Ray", "Bo", "Jr."]
    book = refs["ref-institute2001"]
    assert book.findtext("person-group[@person-group-type='author']/collab") == "Institute of Ports & Towns"
    assert book.findtext("person-group[@person-group-type='editor']/name/surname") == "Doe"
    assert [book.findtext(name) for name in ("publisher-name", "publisher-loc", "edition", "isbn")] == [
        "Press", "Oslo", "2", "978-3-16-148410-0"]  # fmt: skip
    chapter = fields["ref-oz2010"]
    assert (chapter["chapter-title"], chapter["source"], chapter["fpage"]) == ("Liman", "Towns of the Sea", "7")
    assert fields["ref-roe1999"]["institution"] == "University of Ports"
    printed = "".join(root.find(".//ref[@id='ref-kim2017']//mixed-citation").itertext())
    assert printed == "Kim, E. (2017). First <Page>. https://ports.example/1"


def test_what_is_referred_to_has_its_label_and_its_kind() -> None:
    root = valid_jats(everything("jats"))
    labels = {element.get("id"): element.findtext("label") for element in root.iter() if element.get("id")}
    assert labels["fig-pier"] == "Figure 1"
    assert labels["fig-right"] == "(b)"
    assert labels["tbl-trade"] == "Table 1"
    assert labels["eq-cost"] == "(1)"
    assert labels["sec-blocks"] == "1.1"
    kinds = {xref.get("rid"): xref.get("ref-type") for xref in root.iter("xref")}
    assert [kinds[name] for name in ("fig-pier", "tbl-trade", "eq-cost", "sec-start", "ref-kim2017", "fn1")] == [
        "fig", "table", "disp-formula", "sec", "bibr", "fn"]  # fmt: skip
    assert root.findtext(".//verse-line") == "A verse of"
    assert root.findtext(".//fig[@id='fig-pier']//alt-text") == "A pier & its <ships>"
    assert root.findtext(".//fig[@id='fig-left']//alt-text") == 'A pier & "nobody" on it'


def test_nothing_is_invented() -> None:
    made = built("---\ntitle: A\nyear: 2017\nauthor: Ann Lee\n---\n\nText.\n", "", "jats")
    root = valid_jats(made.files["article.xml"])
    assert [child.tag for child in root] == ["front", "body"]
    assert [child.tag for child in root.find("front/article-meta")] == ["title-group", "contrib-group", "pub-date"]
    assert etree.tostring(root.find(".//pub-date")).decode().count("<year>2017</year>") == 1
    assert root.find(".//month") is None
    assert root.findtext(".//string-name") == "Ann Lee"


def test_several_bibliographies_are_several_lists() -> None:
    text = (
        "A [@lee; @kim].\n\n# Sources\n\n::: {#refs-sources type=book}\n:::\n\n"
        "# Studies\n\n::: {#refs}\n:::\n\n# End\n\nText.\n"
    )
    bib = (
        "@book{lee, author = {Lee, Ann}, title = {A}, year = 2001}\n"
        "@article{kim, author = {Kim, Eve}, title = {B}, year = 2002}"
    )
    root = valid_jats(built(text, bib, "jats").files["article.xml"])
    lists = [(part.findtext("title"), [ref.get("id") for ref in part.iter("ref")]) for part in root.iter("ref-list")]
    assert lists == [("Sources", ["ref-lee"]), ("Studies", ["ref-kim"])]
    assert [title.text for title in root.iterfind("body//title")] == ["End"]
    assert len(list(root.iter("element-citation"))) == 2
