"""Markdown and plain text say all that there is to read; every format is the same bytes for the same article."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from everything import HERE, built, everything, valid_jats
from pubkit.engines import pandoc
from pubkit.engines.ast import plain_text
from pubkit.formats import frontmatter
from pubkit.model.metadata import Contributor, Funding, Metadata
from pubkit.typesetting import FORMATS, write_other
from pubkit.typesetting.archive import members

WORDS = ("Specials: 100% of $5 & #1, a_b, {x}", "Institute of Ports & Towns, 2001", "(b) Right",
"Table 1: Trade & tolls",
         "A note of two paragraphs.", "Bananas", "Tolls", "Порты и города", "and a third")  # fmt: skip


def test_plain_text_has_everything() -> None:
    text = everything("txt").decode()
    flowing = " ".join(text.split())
    for words in (
        *WORDS,
        "Bakı <Dövlət> Universiteti",
        "link <https://ports.example/?a=1&b=2_3%20x#y>",
        "Figure 1: A pier",
    ):
        assert words in flowing
    assert flowing.startswith("Journal of Ports & Towns Vol. 7, No. 2, 2017, 41–52 Trade & <Ports>")
    assert max(len(line) for line in text.split("\n")) <= 81
    assert "{#" not in text
    assert ":::" not in text


def test_markdown_has_everything_and_is_read_again() -> None:
    text = everything("md").decode()
    front = frontmatter.parse(text, "article.md")
    assert front.notices == ()
    said = front.metadata
    assert (said.journal, said.volume, said.first_page, said.issued) == (
        "Journal of Ports & Towns",
        "7",
        "41",
        "2017-05-04",
    )
    assert len(said.authors) == 3
    assert "@lee2016" not in text
    plain = " ".join(plain_text(pandoc.read_markdown(front.body)["blocks"], notes=True).split())
    for words in WORDS:
        assert words in plain
    assert "data:" not in text
    assert "](article-plot.png)" in text


def test_every_format_is_the_same_bytes_again() -> None:
    text, bib = ((HERE / f"everything.{suffix}").read_text("utf-8") for suffix in ("md", "bib"))
    names = ("html", *FORMATS)
    again = built(text, bib, *names)
    first = {name: everything(name) for name in names}
    suffixes = {"jats": "xml", "latex": "tex"}
    assert {name: again.files[f"article.{suffixes.get(name, name)}"] for name in names} == first
    for name in ("docx", "epub", "odt"):
        entries = zipfile.ZipFile(io.BytesIO(first[name])).infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search(rb"20[2-9][0-9]-[0-9]{2}-[0-9]{2}T", b"".join(first.values()))


ODD = 'a\x0cb\x1f"<b>\N{NOT SIGN}\ufffe\uffff]]>&amp;{\\x}$_%#~^`*[@x]\N{RIGHT-TO-LEFT OVERRIDE}|--\n\n# h'


@pytest.mark.parametrize("name", FORMATS)
def test_any_text_may_stand_in_the_metadata(name: str) -> None:
    author = Contributor(ODD, family=ODD, given=ODD, affiliations=(ODD,), note=ODD, email=ODD, corresponding=True)
    metadata = Metadata(
        title=ODD, subtitle=ODD, authors=(author,), abstract=ODD, abstracts=(("az", ODD),), keywords=(ODD,),
        journal=ODD, volume=ODD, issue=ODD, first_page=ODD, doi=ODD, url=ODD, license=ODD, license_url=ODD,
        copyright=ODD, funding=(Funding(ODD, ODD, (ODD,)),), publisher=ODD, issn=ODD,
    )  # fmt: skip
    item = {"id": "a", "type": "chapter", "title": ODD, "author": [{"family": ODD, "given": ODD}, {"literal": ODD}],
            "URL": ODD, "DOI": ODD, "publisher": ODD, "page": ODD, "issued": {"literal": ODD}}  # fmt: skip
    tree = pandoc.read_markdown("Text.\n\n::: {#refs .csl-bib-body}\n::: {#ref-a .csl-entry}\nA work.\n:::\n:::\n")
    content = write_other(tree, metadata, name, works={"ref-a": item}).content
    if name == "jats":
        assert valid_jats(content).findtext(".//kwd").startswith("a")
    elif content.startswith(b"PK"):
        for member, part in members(content).items():
            if member.endswith((".xml", ".xhtml", ".opf", ".ncx")):
                etree.fromstring(part)
    else:
        assert "\x1f" not in content.decode()
        assert content.count(b"A work.") == 1
