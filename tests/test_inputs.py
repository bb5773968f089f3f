# ruff: noqa: E501
"""Files with markup come through with what they say outright: notes, emphasis, lists, tables, verse, citations."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from pubkit import pipeline
from pubkit.engines import documents, pandoc
from pubkit.formats.markdown import write_article
from pubkit.model import Article, Source, Witness, Witnesses
from pubkit.model.ledger import ledger
from pubkit.structure import divide
from pubkit.witnesses import read, regularize

TITLE = """---
title: On Ferries and Their Keepers
author:
- Ana Brandt
- Tom Ndege
---

"""
BODY = """# Introduction

Ferries have *keepers*, and keepers have **rights**.[^1] The word *portitor* stands in the *Liber navium* of 1342, and H₂O is water; E = mc² is none of theirs.[^2] Two \\* three is six, and 5 < 6.

> A keeper shall live beside the water, and shall let no cart over by night, unless it carry bread.

The rule stood for a long time, and nobody thought of changing it until the flood of 1573 took the house away.

| Over the water the keeper goes,
| his lantern low, his purse held tight;
| and nobody who crosses knows
| how many crossed before the night.

## Three families

The families were these:

- the Brandts, who came first;

- the Ndeges, who

    - kept the east end, and

    - kept the west end later;

- the Reys.

They followed three rules:

1. Nobody crosses at night.

2. Nobody pays twice.

3. Nobody asks why.

| Year | Carts | Toll |
| --- | --- | --- |
| 1342 | 120 | 30 |
| 1400 | 200 | 55 |

# Conclusion

2\\. The second ferry began with a number, as this paragraph does.[^3]

[^1]: See Rey, *Keepers of the Ferry*, 12.

[^2]: A longer note with *emphasis* and a second sentence.

    And a second paragraph of the note.

[^3]: Cf. <https://example.org/ferries>.
"""


def converted(content: bytes, name: str) -> tuple[Article, str, Witness]:
    witnesses = Witnesses.of([read(content, name, readers=documents.readers())[0]])
    regular = regularize(witnesses.all[0])
    article, notices = divide(regular)
    assert not notices
    account = ledger(witnesses, [regular], article)
    assert account.balanced, [witnesses.text(span) for span in account.unaccounted]
    return article, write_article(article, notes="text"), witnesses.all[0]


@pytest.mark.parametrize("to", ["docx", "odt", "epub", "html", "rtf", "jats"])
def test_the_same_article_from_every_format(to: str) -> None:
    made = pandoc.run(["--standalone", "--from", "markdown", "--to", to, "-o", "-"], (TITLE + BODY).encode())
    article, text, _ = converted(made, f"a.{to}")
    body = text.partition("---\n\n")[2]
    expected = BODY
    if to == "rtf":  # its writer has no quotations, verse or lists, only what they look like
        for block in (
            "mc² is none of theirs.[^2] Two",
            "| 1400 | 200 | 55 |",
            BODY[BODY.index("[^1]: See") : BODY.index("[^3]: Cf")],
        ):
            assert block in body
        expected = body
    if to == "jats":  # pandoc's writer has no verse for it
        verse = BODY[BODY.index("| Over") : BODY.index("\n\n## Three")]
        expected = BODY.replace(verse, verse[2:].replace("\n| ", " "))
    assert body == expected
    if article.front.title:
        assert article.front.title.text == "On Ferries and Their Keepers"
        assert [author.name.text for author in article.front.authors] == ["Ana Brandt", "Tom Ndege"]
    assert article.front.title or to == "rtf"


JATS = """<?xml version="1.0" encoding="utf-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><journal-meta><journal-title-group>
<journal-title>Journal of Crossings</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.5555/crossings.12</article-id><title-group><article-title>On Ferries and <italic>Their
</italic> Keepers<xref ref-type="fn" rid="t">*</xref></article-title><subtitle>A study</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Brandt</surname><given-names>Ana</given-names></name>
<xref ref-type="aff" rid="a1">1</xref><email>ana@example.org</email></contrib><contrib contrib-type="author"><name>
<surname>Ndege</surname><given-names>Tom</given-names></name><xref ref-type="aff" rid="a2">2</xref></contrib>
<aff id="a1"><label>1</label>University of Eastgate</aff><aff id="a2"><label>2</label>Lakeside College</aff>
</contrib-group><author-notes><fn id="t"><p>Read at Eastgate.</p></fn></author-notes><pub-date><year>2019</year>
</pub-date><volume>7</volume><issue>2</issue><fpage>101</fpage><lpage>120</lpage><abstract><p>Ferries were kept by
families.</p></abstract><trans-abstract xml:lang="de"><p>Fähren wurden gehütet.</p></trans-abstract><kwd-group>
<kwd>ferries</kwd><kwd>tolls</kwd></kwd-group></article-meta></front><body><sec><title>Introduction</title>
<p>Keepers are old.<xref ref-type="fn" rid="f1"><sup>1</sup></xref></p><verse-group><verse-line>Over the water</verse-line>
<verse-line>the keeper goes,</verse-line><verse-line>his lantern low.</verse-line></verse-group></sec></body><back>
<fn-group><fn id="f1"><label>1</label><p>See the <italic>Liber</italic>.</p></fn></fn-group><ref-list>
<title>References</title><ref id="B1"><mixed-citation publication-type="book"><person-group><name><surname>Rey</surname>
<given-names>Paula</given-names></name></person-group> <source>Keepers of the Ferry</source>. <publisher-loc>Eastgate
</publisher-loc>: <publisher-name>Northmoor Press</publisher-name>; <year>2015</year>.</mixed-citation></ref>
<ref id="B2"><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Okoli
</surname><given-names>T</given-names></name></person-group><article-title>Carts at night</article-title><source>Annals
of Roads</source><year>1999</year><volume>12</volume><fpage>3</fpage><lpage>9</lpage></element-citation></ref>
<ref id="B3"><mixed-citation>Lund A. Tolls on the river. J Cross. 2001;3(1):11-20.</mixed-citation></ref></ref-list>
</back></article>"""


def test_jats_says_who_where_and_what_is_cited() -> None:
    article, text, witness = converted(JATS.encode(), "a.xml")
    assert text.startswith(
        '---\ntitle: "On Ferries and Their Keepers"\nsubtitle: "A study"\nauthor:\n  - "Ana Brandt"\n  - "Tom Ndege"\n'
        'affiliation:\n  - "University of Eastgate"\n  - "Lakeside College"\n'
        'email:\n  - "ana@example.org"\n  - ""\nabstract: |\n  Ferries were kept by families.\n'
        'abstract-de: |\n  Fähren wurden gehütet.\nkeywords:\n  - "ferries"\n  - "tolls"\nlang: en\n'
        'journal: "Journal of Crossings"\nvolume: "7"\nissue: "2"\nyear: "2019"\npages: "101-120"\n'
        'doi: "10.5555/crossings.12"\nnote: "Read at Eastgate."\n---\n'
    )
    assert "| Over the water\n| the keeper goes,\n| his lantern low." in text
    assert "[^1]: See the *Liber*." in text
    assert [item.text.split(".")[0] for item in article.references] == [
        "Rey Paula Keepers of the Ferry",
        "Okoli, T (1999)",
        "Lund A",
    ]
    assert [(work["title"], work["type"]) for work in json.loads(witness.works)] == [
        ("Keepers of the Ferry", "book"), ("Carts at night", "article-journal"),
    ]  # fmt: skip


FIELD = (
    '<w:p><w:r><w:t xml:space="preserve">Tolls rose </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText xml:space="preserve"> ADDIN ZOTERO_ITEM CSL_CITATION {} </w:instrText></w:r><w:r><w:fldChar '
    'w:fldCharType="separate"/></w:r><w:r><w:t>(Rey 2015)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r>'
    "<w:t>.</w:t></w:r></w:p>"
)


def test_the_fields_of_a_reference_manager_become_records() -> None:
    item = {"id": 7, "type": "book", "title": "Keepers of the Ferry", "author": [{"family": "Rey", "given": "Paula"}],
            "issued": {"date-parts": [["2015"]]}, "publisher": "Northmoor Press"}  # fmt: skip
    cited = {"citationID": "x", "properties": {"formattedCitation": "(Rey 2015)", "plainCitation": "(Rey 2015)"},
             "citationItems": [{"id": 7, "uris": ["http://zotero.org/x"], "itemData": item}],
             "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"}  # fmt: skip
    made = pandoc.run(["--from", "markdown", "--to", "docx", "-o", "-"], b"# Tolls\n\nPLACE\n\n# References\n\nRey.")
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = part.decode()
                at = text.index("PLACE")
                start, end = text.rindex("<w:p>", 0, at), text.index("</w:p>", at) + 6
                field = FIELD.format(json.dumps(cited).replace('"', "&quot;"))
                part = (text[:start] + field + text[end:]).encode()
            new.writestr(name, part)
    _, text, witness = converted(changed.getvalue(), "a.docx")
    assert "Tolls rose (Rey 2015)." in text
    assert [work["title"] for work in json.loads(witness.works)] == ["Keepers of the Ferry"]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Journal of Crossings | On Ferries</title>
<meta name="citation_title" content="On Ferries and Their Keepers"><meta name="citation_author" content="Brandt, Ana">
<meta name="citation_journal_title" content="Journal of Crossings"><meta name="citation_publication_date" content="2019/05/03">
</head><body><nav><ul><li>Home</li><li>Issues</li></ul></nav><h1>On Ferries and Their Keepers</h1><p>Ana Brandt</p>
<h2>Introduction</h2><table><tr><td><h3>Menu</h3></td><td>About us</td></tr><tr><td>Issues</td><td>Contact</td></tr></table>
<p>Keepers are <i>old</i>, and the H<sub>2</sub>O is <b>cold</b><sup><a href="#n1" id="r1">1</a></sup> in May.</p>
<table><caption>Table 1. Tolls.</caption><tr><th>Year</th><th>Toll</th></tr><tr><td>1342</td><td><p>30</p></td></tr></table>
<blockquote><p>Nobody crosses at night.</p><p>Nobody pays twice.</p></blockquote>
<ol><li><p id="n1">See the <em>Liber</em>. <a href="#r1">back</a></p></li></ol></body></html>"""


def test_a_web_page() -> None:
    article, text, _ = converted(PAGE.encode(), "a.html")
    assert text == (
        '---\ntitle: "On Ferries and Their Keepers"\nauthor:\n  - "Ana Brandt"\nlang: en\n'
        'journal: "Journal of Crossings"\nyear: "2019"\ndate: "2019-05-03"\n---\n\n# Introduction\n\n## Menu\n\n'
        "About us\n\nIssues\n\nContact\n\n"
        "Keepers are *old*, and the H₂O is **cold**[^1] in May.\n\nTable 1. Tolls.\n\n"
        "| Year | Toll |\n| --- | --- |\n| 1342 | 30 |\n\n> Nobody crosses at night.\n\n> Nobody pays twice.\n\n"
        "[^1]: See the *Liber*.\n"
    )
    assert {aside.rule for aside in article.set_aside} >= {"site-furniture", "running-head"}


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        (
            "cp1252",
            "cp1252",
            "Früher waren die Mühlen größer als die Häuser, und später wußte niemand, wem sie gehörten.",
        ),
        ("cp1250", "cp1250", "Później młyny były większe niż domy, a później nikt nie wiedział, do kogo należały."),
        (
            "cp1254",
            "cp1254",
            "Değirmenler evlerden büyüktü ve sonra kimse onların kime ait olduğunu bilmiyordu, çünkü şehir yandı.",
        ),
        ("cp1251", "cp1251", "Мельницы были больше домов, и потом никто не знал, кому они принадлежали."),
        ("koi8_r", "koi8_r", "Мельницы были больше домов, и потом никто не знал, кому они принадлежали."),
    ],
)
def test_an_encoding_is_found_out_by_its_words(encoding: str, name: str, text: str) -> None:
    witness, notices = read((text * 3).encode(encoding), "a.txt")
    assert (witness.text, witness.encoding) == (text * 3, name)
    assert [notice.code for notice in notices] == ["W101"]


SITE = """<html lang="en"><head><title>On Ferries | Journal of Crossings</title></head><body>
<header class="masthead"><a href="/">Home</a> <a href="/issues">Issues</a></header>
<div id="cookie-banner">We use cookies. <button>Accept</button></div>
<main><article><h1>On Ferries</h1><p>Ana Brandt</p><h2>Abstract</h2><p>Ferries have keepers, and keepers have rights.</p>
<h2>Introduction</h2>
<p>Keepers lived beside the water<a href="#n1">1</a> and let no cart over by night, unless it carried bread for the town.</p>
<section class="related-work"><h2>Other ferries</h2><p>Others wrote of other ferries, and <a href="/b">one book</a> of theirs is good, though nobody reads it any more.</p></section>
<aside><p>A keeper is no miller, as the families have always said, and <em>never</em> the other way about.</p></aside>
<h2>Notes</h2><ol><li id="n1">Liber navium, fol. 3.</li></ol>
<div class="share"><a href="/t">Share this</a> <a href="/m">Mail it</a></div></article>
<aside><h3>Related articles</h3><ul><li><a href="/1">On bridges</a></li></ul></aside></main>
<footer><p>© 2021 Journal of Crossings</p></footer></body></html>"""


def test_what_is_the_site_s_is_set_aside_and_what_is_the_article_s_stays() -> None:
    article, text, _ = converted(SITE.encode(), "site.html")
    aside = " ".join(item.text.text for item in article.set_aside if item.rule == "site-furniture")
    for words in ("Issues", "We use cookies. Accept", "Share this", "Related articles", "On bridges", "© 2021"):
        assert words in aside
        assert words not in text
    for words in ("one book of theirs", "# Other ferries", "*never* the other way", "[^1]: Liber navium"):
        assert words in text
    assert "# Notes" not in text  # its notes are at their calls
    assert "abstract: |\n  Ferries have keepers, and keepers have rights." in text


WORKS = """<h2>References</h2><ol><li id="r1">Weber K. Mills of the valley. Journal of Wheels. 1999;12:33–48.{back1}</li>
<li id="r2">Okafor N. Bread without Masters. Oxford: Velm Press; 2004.{back2}</li>
<li id="r3">Rey T. The Schoolmaster. Paris: Seuil; 2011.</li></ol></body></html>"""


def cited(text: str, *, back: bool = False) -> tuple[str, int]:
    """What becomes of a paragraph of a web page with a list of three works, and how many notes the article has."""
    links = {f"back{n}": f' <a href="#c{n}">↑</a>' if back else "" for n in (1, 2)}
    page = f"<!DOCTYPE html><html><body><h1>The Burnt Mill</h1><p>{text}</p>{WORKS.format(**links)}"
    done = pipeline.convert([Source("a.html", page.encode())])
    markdown = done.files["article.md"].decode()
    return next(block for block in markdown.split("\n\n") if block.startswith("The mill")), done.counts["notes"]


def link(number: int) -> str:
    return f'<a href="#r{number}" id="c{number}">{number}</a>'


def test_numbers_that_lead_to_a_list_of_works_are_cites() -> None:
    shown, notes = cited(
        f"The mill burned [{link(1)}], and others agree [{link(2)},{link(3)}]. No more is known [1–3]."
    )
    assert shown == (
        "The mill burned [@weber1999], and others agree [@okafor2004; @rey2011]. No more is known "
        "[@weber1999; @okafor2004; @rey2011]."
    )
    assert notes == 0
    shown, notes = cited(f"The mill burned.<sup>{link(1)}</sup> Others agree.<sup>{link(2)},{link(3)}</sup> It is so.")
    assert shown == "The mill burned [@weber1999]. Others agree [@okafor2004; @rey2011]. It is so."
    assert notes == 0


def test_items_that_lead_back_to_their_calls_are_notes_under_any_heading() -> None:
    _, notes = cited(f"The mill burned.<sup>{link(1)}</sup> Others agree.<sup>{link(2)}</sup> It is so.", back=True)
    assert notes == 2
