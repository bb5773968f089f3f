"""MODS: each field in its element, nothing lost, and bibutils, which librarians use, reads it back."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pubkit.cli import main
from pubkit.formats import mods
from pubkit.model import Bibliography, Date, DateRange, Entry, Name, Season
from tools import tool

MODS = {"m": "http://www.loc.gov/mods/v3"}
ARTICLE = Entry(
    "lind2014", "article-journal", {"author": (Name("Lind", "Maria"), Name("Berg", "Jan", particle="van den"))},
    {"issued": Date(2014, season=Season.SPRING), "accessed": Date(2017, 10, 25)},
    {"title": "On <i>Harbours</i> & Tolls", "container-title": "Annals of Weights", "volume": "9", "issue": "2",
     "page": "44-61", "ISSN": "1234-5679", "DOI": "10.5555/aw.9.2", "URL": "https://example.org/a?b=1&c=2",
     "language": "en", "keyword": "ports, tolls", "abstract": "Of ports."},
)  # fmt: skip
CHAPTER = Entry(
    "cruz:2015", "chapter",
    {"author": (Name("Cruz", "Tomás", suffix="Jr."),), "editor": (Name("Moss", "Ann"),),
     "container-author": (Name(literal="The Port Group"),), "collection-editor": (Name("Sea", "Ian"),)},
    {"issued": DateRange(Date(2015), Date(2016)), "event-date": Date(2014, 5)},
    {"title": "Quays", "container-title": "Cities by the Sea", "publisher": "Harbour Press", "page": "7",
     "publisher-place": "Norrhamn", "edition": "2", "ISBN": "9780000000002", "collection-title": "Sea Studies",
     "collection-number": "4", "archive": "Town archive", "medium": "Print"},
)  # fmt: skip
THESIS = Entry(
    "9moss", "thesis", {"author": (Name("Moss", "Ann"),)}, {"issued": Date(0, literal="forthcoming")},
    {"title": "Wool", "genre": "PhD thesis", "publisher": "Norrhamn University", "number-of-pages": "210"},
)  # fmt: skip
OPEN = Entry("open", "dataset", {}, {"issued": DateRange(Date(1990, circa=True), None)}, {"title": "Tide\x0btables"})
ALL = Bibliography((ARTICLE, CHAPTER, THESIS, OPEN))


@pytest.fixture(scope="module")
def records() -> list[ElementTree.Element]:
    return ElementTree.fromstring(mods.write(ALL)).findall("m:mods", MODS)


def texts(record: ElementTree.Element, path: str) -> list[str]:
    return [element.text or "" for element in record.findall("/".join(f"m:{part}" for part in path.split("/")), MODS)]


def host(record: ElementTree.Element, kind: str = "host") -> ElementTree.Element:
    found = record.find(f"m:relatedItem[@type='{kind}']", MODS)
    assert found is not None
    return found


def test_an_article_in_its_journal(records: list[ElementTree.Element]) -> None:
    article = records[0]
    assert article.get("ID") == "lind2014"
    assert texts(article, "titleInfo/title") == ["On Harbours & Tolls"]
    assert texts(article, "name/namePart") == ["Lind", "Maria", "van den Berg", "Jan"]
    assert texts(article, "name/role/roleTerm") == ["aut", "aut"]
    assert texts(article, "genre") == ["article", "article-journal"]
    assert texts(article, "originInfo/dateIssued") == ["2014", "2014-21"]
    assert texts(article, "subject/topic") == ["ports", "tolls"]
    journal = host(article)
    assert texts(journal, "titleInfo/title") == ["Annals of Weights"]
    assert texts(journal, "part/detail/number") == ["9", "2"]
    assert texts(journal, "part/extent/start") + texts(journal, "part/extent/end") == ["44", "61"]
    assert texts(journal, "identifier") == ["1234-5679"]
    assert texts(article, "identifier") == ["10.5555/aw.9.2", "lind2014"]
    url = article.find("m:location/m:url", MODS)
    assert url is not None
    assert (url.text, url.get("dateLastAccessed")) == ("https://example.org/a?b=1&c=2", "2017-10-25")


def test_a_chapter_has_a_host_and_a_series(records: list[ElementTree.Element]) -> None:
    chapter = records[1]
    assert chapter.get("ID") is None  # "cruz:2015" is no XML identifier
    assert texts(chapter, "name/namePart") == ["Cruz", "Tomás", "Jr."]
    assert not texts(chapter, "originInfo/publisher")
    book = host(chapter)
    assert texts(book, "name/namePart") == ["The Port Group", "Moss", "Ann"]
    assert texts(book, "name/role/roleTerm") == ["aut", "edt"]
    assert texts(book, "originInfo/publisher") == ["Harbour Press"]
    assert texts(book, "part/extent/start") == ["7"]
    assert not texts(book, "part/extent/end")
    assert texts(host(chapter, "series"), "titleInfo/title") == ["Sea Studies"]
    dates = chapter.findall("m:originInfo/m:dateIssued", MODS)
    assert [(date.text, date.get("point")) for date in dates] == [("2015", "start"), ("2016", "end")]


def test_what_has_no_element_is_a_note(records: list[ElementTree.Element]) -> None:
    notes = {note.get("type"): note.text for note in records[1].findall("m:note", MODS)}
    assert notes == {"archive": "Town archive", "medium": "Print", "event-date": "2014-05"}
    assert texts(records[2], "originInfo/dateIssued") == ["forthcoming"]
    assert texts(records[2], "genre") == ["thesis", "thesis", "PhD thesis"]
    assert texts(records[3], "originInfo/dateIssued") == ["1990", "1990~/"]
    assert not texts(records[3], "note")


def test_nothing_is_lost() -> None:
    for entry in ALL.entries:
        said = " ".join(ElementTree.fromstring(mods.write(Bibliography((entry,)))).itertext())
        for variable in entry.strings.keys() - {"title", "page", "keyword"}:
            assert entry.text(variable) in said or variable == "URL", variable


def test_bibutils_reads_it(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(mods.write(ALL), "utf-8")
    read = subprocess.run([tool("xml2bib"), tmp_path / "x.xml"], capture_output=True, text=True, check=True).stdout
    for said in (
        "@Article{lind2014", "van den Berg, Jan", 'journal="Annals of Weights"', 'pages="44--61"',
        "@Inbook{cruz:2015", '"Cities by the Sea"', "@PhdThesis{9moss",
    ):  # fmt: skip
        assert said in read


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.bib").write_text("@book{a, author = {Doe, Jane}, title = {Ports}, year = {2015}}\n", "utf-8")
    assert main(["export", str(tmp_path / "r.bib"), "--format", "mods"]) == 0
    assert "<title>Ports</title>" in capsys.readouterr().out
