"""What a page tells machines: every catalogue's form says the same, and no text can leave its place."""

from __future__ import annotations

import base64
import json
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest

from everything import built, everything


class Page(HTMLParser):
    """The metas, the JSON-LD, the ContextObjects and the links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.coins: list[dict[str, list[str]]] = []
        self.links: list[dict[str, str | None]] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "meta":
            self.metas.append((said.get("name") or said.get("property") or "", said.get("content") or ""))
        elif tag == "span" and said.get("class") == "Z3988":
            self.coins.append(parse_qs(said["title"] or ""))
        elif tag in {"a", "link"}:
            self.links.append(said)
        self._script = tag == "script"
        if self._script:
            assert said == {"type": "application/ld+json"}
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def all(self, name: str) -> list[str]:
        return [content for found, content in self.metas if found == name]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(everything("html").decode())


def test_highwire(page: Page) -> None:
    assert page.all("citation_title")[0].startswith("Trade & <Ports>: 100% of $5_000, {braces}")
    assert page.all("citation_author") == ['Ann "A<b>n" Lee & Sons', "Əli Ağayev", "The Port & Town Group"]
    names = [name for name, _ in page.metas]
    assert names[names.index("citation_author") + 1] == "citation_author_institution"
    assert page.all("citation_author_orcid") == ["https://orcid.org/0000-0002-1825-0097"]
    assert page.all("citation_publication_date") == ["2017/05/04"]
    assert page.all("citation_issn") == ["1234-5679", "2345-6789"]
    assert [page.all(f"citation_{name}")[0] for name in ("volume", "issue", "firstpage", "lastpage", "doi")] == [
        "7", "2", "41", "52", "10.1000/ports_1<2>"]  # fmt: skip
    references = page.all("citation_reference")
    assert len(references) == 5
    (article,) = [said for said in references if "Ruritania" in said]
    assert article == (
        "citation_title=Trade & Ports of 100% Ruritania; citation_author=Ann Lee; citation_author=Bo van der Ray Jr.; "
        "citation_journal_title=Journal of Ports & Towns; citation_publication_date=2016/03/04; citation_volume=XVI; "
        "citation_issue=1; citation_firstpage=142; citation_lastpage=158; citation_doi=10.1000/182"
    )


def test_dublin_core_and_open_graph(page: Page) -> None:
    assert page.all("DC.creator") == ['Lee & Sons, Ann "A<b>n"', "Ağayev, Əli", "The Port & Town Group"]
    assert page.all("DC.date") == ["2017-05-04"]
    assert page.all("DC.subject") == ["ports & trade", "x < y", "100%"]
    assert page.all("DC.rights") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert page.all("dcterms.dateAccepted") == ["2017-02"]
    assert page.all("og:type") == ["article"]
    assert page.all("article:published_time") == ["2017-05-04"]
    assert page.all("og:description")[0].startswith("The first paragraph")


def test_json_ld(page: Page) -> None:
    (script,) = page.scripts
    assert "<" not in script
    said = json.loads(script)
    assert (said["@type"], said["@id"]) == ("ScholarlyArticle", "https://doi.org/10.1000/ports_1<2>")
    assert said["headline"].endswith("</script><b>")
    ann, _, group = said["author"]
    assert (ann["familyName"], ann["@id"]) == ("Lee & Sons", "https://orcid.org/0000-0002-1825-0097")
    assert group["@type"] == "Organization"
    assert said["isPartOf"]["isPartOf"]["isPartOf"]["issn"] == ["1234-5679", "2345-6789"]
    works = {work["name"]: work for work in said["citation"]}
    assert works["Trade & Ports of 100% Ruritania"]["sameAs"] == "https://doi.org/10.1000/182"
    assert works["Ports and Their Towns"]["author"][0]["@type"] == "Organization"


def test_coins_and_bibtex(page: Page) -> None:
    assert len(page.coins) == 5
    (article,) = [said for said in page.coins if said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]]
    assert article["rft.atitle"] == ["Trade & Ports of 100% Ruritania"]
    assert article["rft.au"] == ["Lee, Ann", "van der Ray, Bo, Jr."]
    assert (article["rft.aulast"], article["rft.pages"], article["rft.date"]) == (["Lee"], ["142-158"], ["2016-03-04"])
    assert article["rft_id"] == ["info:doi/10.1000/182", "https://ports.example/p?a=1&b=2_3"]
    (chapter,) = [said for said in page.coins if said.get("rft.genre") == ["bookitem"]]
    assert (chapter["rft.atitle"], chapter["rft.btitle"]) == (["Liman"], ["Towns of the Sea"])
    (link,) = [link for link in page.links if link.get("download")]
    taken = base64.b64decode((link["href"] or "").partition(",")[2]).decode()
    assert taken.count("\n@") + taken.startswith("@") == 5
    assert "Institute of Ports" in taken


def test_little_is_said_of_little() -> None:
    page = Page(
        built("---\ntitle: A\nurl: https://example.org/a\n---\n\nText.\n", "", "html").files["article.html"].decode()
    )
    said = json.loads(page.scripts[0])
    assert {"@type": "ScholarlyArticle", "headline": "A", "inLanguage": "en"}.items() <= said.items()
    assert not {"author", "datePublished", "isPartOf"} & said.keys()
    page = Page(built("---\ntitle: A\n---\n\nText.\n", "", "html").files["article.html"].decode())
    assert not page.scripts  # it says not where it is found: a page made of anyone's text has no script of any kind
    assert all(content for _, content in page.metas if _)
    assert not [link for link in page.links if link.get("download")]


def test_the_article_is_cited_in_words_without_markup() -> None:
    text = everything("html").decode()
    cited = text[text.index("cite") :]
    assert "*study*" not in cited
    assert cited.count("<em>") > 0  # in the style's own type
    assert "\\$" not in cited
    assert "The Port &amp; Town Group. (2017)" in text
