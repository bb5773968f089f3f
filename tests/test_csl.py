"""The citation engine beyond the fixtures of the CSL test suite."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.csl import Citation, Cite, Processor, load_style, opaque, parse_style, render
from pubkit.csl.collation import collation_key
from pubkit.csl.edtf import Day, parse_date
from pubkit.csl.item import make_name
from pubkit.csl.name_parts import initialize
from pubkit.csl.numbers import is_numeric, roman
from pubkit.csl.pages import format_pages
from pubkit.csl.suffix import suffix_letters

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{}"><info><title>t</title></info>'


def style(
    citation: str, *, class_: str = "in-text", options: str = "", bibliography: str = "", layout: str = ""
) -> Any:
    """A small style."""
    end = f"<bibliography>{bibliography}</bibliography>" if bibliography else ""
    return parse_style(
        HEAD.format(class_) + f"<citation {options}><layout {layout}>{citation}</layout></citation>{end}</style>"
    )


def cite(made: Any, items: list[dict[str, Any]], *cites: Cite, format_: str = "html") -> str:
    """One citation of these cites, or of all items."""
    chosen = cites or tuple(Cite(item["id"]) for item in items)
    return str(render(Processor(made, items).process([Citation(chosen)]).citations[0].inlines, format_))


def work(key: Any = "a", **fields: Any) -> dict[str, Any]:
    return {"id": key, "type": "book", **fields}


DOE = [{"family": "Doe", "given": "Jane"}]
YEAR = {"date-parts": [[2017]]}
TITLE = '<text variable="title"/>'


# -- ids, roles, cites -------------------------------------------------------------------------------------


def test_ids_keep_their_case() -> None:
    items = [work("Doe2017", title="upper"), work("doe2017", title="lower")]
    result = Processor(style(TITLE, bibliography=f"<layout>{TITLE}</layout>"), items).process(
        [Citation((Cite("Doe2017"),)), Citation((Cite("doe2017"),))]
    )
    assert [render(c.inlines, "plain") for c in result.citations] == ["upper", "lower"]
    assert [entry.id for entry in result.bibliography] == ["Doe2017", "doe2017"]


@pytest.mark.parametrize("role", ["director", "curator", "guest", "script-writer", "series-creator", "chair"])
def test_every_name_variable_prints(role: str) -> None:
    names = f'<names variable="{role}"><name/><label prefix=" (" suffix=")"/></names>'
    assert cite(style(names), [work(**{role: DOE})]).startswith("Jane Doe (")


def test_the_locator_stays_in_the_cite() -> None:
    locator = (
        '<group delimiter=" "><text variable="title"/><label variable="locator"/><text variable="locator"/></group>'
    )
    made = style(locator, bibliography=f"<layout>{locator}</layout>")
    result = Processor(made, [work(title="T")]).process([Citation((Cite("a", "3", "page"),))])
    assert render(result.citations[0].inlines, "plain") == "T page 3"
    assert render(result.bibliography[0].inlines, "plain") == "T"


def test_an_unknown_item_is_a_warning_and_shows() -> None:
    result = Processor(style(TITLE), [work(title="T")]).process([Citation((Cite("a"), Cite("nix")))])
    assert [(w.code, w.item) for w in result.warnings] == [("unknown-item", "nix")]
    assert "nix?" in render(result.citations[0].inlines, "plain")


def test_an_item_that_the_style_cannot_print_says_so() -> None:
    result = Processor(style(TITLE, bibliography=f"<layout>{TITLE}</layout>"), [work()]).process(
        [Citation((Cite("a"),))]
    )
    assert {w.code for w in result.warnings} == {"empty-cite", "empty-entry"}


def test_an_unknown_locale_and_an_id_that_stands_twice_are_warnings() -> None:
    items = [work(title="first"), work(title="second")]
    result = Processor(style(TITLE), items, locale="xx-YY").process([Citation((Cite("a"),))])
    assert [w.code for w in result.warnings] == ["unknown-locale", "duplicate-item"]
    assert render(result.citations[0].inlines, "plain") == "second"


NASTY_VALUES: tuple[Any, ...] = (
    *(None, "", " ", "<i>", "</b>", "<i>" * 300, "“" * 300, "'" * 99, "1-2", "\\-", "x" * 999, True, [], {}),
    *(["a"], 2.5, "²", "...", "ii-v", "2000-13", "/2000", {"date-parts": 5}, {"date-parts": [["a"]]}),
    *(
        {"date-parts": [[0]]},
        {"date-parts": [[-50], [2000, 99]]},
        {"raw": "May 2000 - June 2001"},
        {"season": 1},
    ),
    *({"literal": None}, [{"family": ""}], [{"given": "B"}], [{"family": 5, "given": True}], [[]]),
    *([{"family": "’", "given": "- ."}],),
)


@pytest.mark.parametrize("name", ["apa", "oscola", "ieee"])
def test_nothing_in_an_item_stops_the_engine(name: str) -> None:
    fields = [
        "title",
        "author",
        "editor",
        "issued",
        "accessed",
        "page",
        "volume",
        "edition",
        "language",
        "type",
    ]
    size = len(NASTY_VALUES)
    items = [
        {"id": f"{n}-{step}"} | {field: NASTY_VALUES[(n * step + k) % size] for k, field in enumerate(fields)}
        for n in range(size)
        for step in (1, 3, 7)
    ]
    result = Processor(load_style(name), items).process([Citation((Cite(item["id"]),)) for item in items])
    for format_ in ("html", "plain", "markdown", "pandoc"):
        assert len([render(entry.inlines, format_) for entry in result.bibliography]) == len(items)


AUTHOR_DATE = (
    '<group delimiter=" "><names variable="author"><name form="short"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
)


def test_suppress_author_author_only_and_composite() -> None:
    made = style(AUTHOR_DATE, layout='prefix="(" suffix=")" delimiter="; "')
    items = [work(author=DOE, issued=YEAR)]
    assert cite(made, items, Cite("a", suppress_author=True)) == "(2017)"
    assert cite(made, items, Cite("a", author_only=True)) == "Doe"
    result = Processor(made, items).process([Citation((Cite("a"),), mode="composite")])
    assert render(result.citations[0].author, "plain") == "Doe"
    assert render(result.citations[0].inlines, "plain") == "(2017)"


def test_names_go_without_leaving_their_affixes() -> None:
    names_last = (
        '<group delimiter=", "><date variable="issued"><date-part name="year"/></date>'
        '<group prefix="by " suffix=" (names)"><names variable="author"/></group></group>'
    )
    assert cite(style(names_last), [work(author=DOE, issued=YEAR)], Cite("a", suppress_author=True)) == "2017"


def test_year_suffixes_follow_the_unicode_order() -> None:
    """Andorra: From comes before Andorra's Growing; the latter was 2017a in pandoc."""
    items = [
        work("late", author=DOE, issued=YEAR, title="Andorra’s Growing Role"),
        work("early", author=DOE, issued=YEAR, title="Andorra: From Afar"),
    ]
    made = style(
        AUTHOR_DATE,
        options='disambiguate-add-year-suffix="true"',
        bibliography=f'<sort><key variable="title"/></sort><layout>{AUTHOR_DATE}</layout>',
        layout='delimiter="; "',
    )
    assert cite(made, items) == "Doe 2017b; Doe 2017a"


def test_letters_of_year_suffixes() -> None:
    assert [suffix_letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


def test_ibid_is_reset_where_the_document_says_so() -> None:
    made = style(
        '<choose><if position="ibid"><text value="ibid"/></if><else><text variable="title"/></else></choose>',
        class_="note",
    )
    citations = [Citation((Cite("a"),), n + 1, reset_position=n == 2) for n in range(3)]
    result = Processor(made, [work(title="T")]).process(citations)
    assert [render(c.inlines, "plain") for c in result.citations] == ["T", "ibid", "T"]


def test_a_note_that_begins_with_other_text_keeps_the_case_of_terms() -> None:
    made = style('<text term="ibid"/>', class_="note")
    starts, goes_on = (Citation((Cite("a"),), 1, starts_note=flag) for flag in (True, False))
    result = Processor(made, [work()]).process([starts, goes_on])
    assert [render(c.inlines, "plain") for c in result.citations] == ["Ibid.", "ibid."]


# -- output formats ----------------------------------------------------------------------------------------

NASTY = 'a < b & "c" *d* [e] _f_ <i>g</i> $h$ ^i^ @j #k'


def test_each_output_escapes_its_own() -> None:
    items = [work(title=NASTY)]
    made = style(TITLE)
    html = cite(made, items)
    assert html == "a &lt; b &amp; “c” *d* [e] _f_ <i>g</i> $h$ ^i^ @j #k"
    assert cite(made, items, format_="plain") == "a < b & “c” *d* [e] _f_ g $h$ ^i^ @j #k"
    markdown = cite(made, items, format_="markdown")
    assert markdown == r"a \< b \& “c” \*d\* \[e\] \_f\_ *g* \$h\$ \^i\^ \@j \#k"


def test_links_are_made_of_safe_targets_only() -> None:
    entry = '<text variable="URL"/>'
    assert cite(style(entry), [work(URL="https://example.org/?a=1&b=2")]) == (
        '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>'
    )
    assert cite(style(entry), [work(URL="javascript:alert(1)")]) == "javascript:alert(1)"
    doi = '<text variable="DOI" prefix="https://doi.org/"/>'
    assert cite(style(doi), [work(DOI="10.1/x")]) == '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>'


def test_pandoc_inlines() -> None:
    made = style('<text variable="title" font-style="italic" quotes="true"/>')
    result = Processor(made, [work(title="One <b>two</b>")]).process([Citation((Cite("a"),))])
    (span,) = render(result.citations[0].inlines, "pandoc")
    assert span["c"][0] == ["", ["csl-cite"], [["item", "a"]]]
    assert span["c"][1] == [
        {
            "t": "Emph",
            "c": [
                {"t": "Str", "c": "“One"},
                {"t": "Space"},
                {"t": "Strong", "c": [{"t": "Str", "c": "two"}]},
                {"t": "Str", "c": "”"},
            ],
        }
    ]


def test_opaque_affixes_come_through_untouched() -> None:
    payload = [{"t": "Math", "c": [{"t": "InlineMath"}, "x"]}, {"t": "Space"}]
    made = style(TITLE, layout='suffix="."')
    prefixed = Cite("a", prefix=opaque("x ", payload), suffix=opaque(" etc.", [{"t": "Str", "c": "etc."}]))
    result = Processor(made, [work(title="T")]).process([Citation((prefixed,))])
    inlines = render(result.citations[0].inlines, "pandoc")
    assert inlines[:2] == payload
    assert inlines[-1] == {"t": "Str", "c": "etc."}, "the suffix ends with a period already"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_title_survives_in_plain_text(title: str) -> None:
    """Text without markup and quotation marks comes out as it went in."""
    if any(mark in title for mark in "<>\"'“”‘’«»‹›„") or not title.strip():
        return
    assert cite(style(TITLE), [work(title=title)], format_="plain") == title


# -- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "start", "end"),
    [
        ("2004-06-11", Day(2004, 6, 11), None),
        ("2004-06", Day(2004, 6), None),
        ("2004-21", Day(2004, season=1), None),
        ("-0044-03-15", Day(-44, 3, 15), None),
        ("2004/2006", Day(2004), Day(2006)),
        ("2004-06/..", Day(2004, 6), Day()),
        ({"raw": "5 May 2000"}, Day(2000, 5, 5), None),
        ({"raw": "May 5, 2000"}, Day(2000, 5, 5), None),
        ({"raw": "Winter 1999"}, Day(1999, season=4), None),
        ({"date-parts": [[2000, "02", "30"]]}, Day(2000, 2, 30), None),
        ({"date-parts": [["2000"], [0]]}, Day(2000), Day()),
        ({"date-parts": [[2000, 13]]}, Day(2000, season=1), None),
    ],
)
def test_dates(source: Any, start: Day, end: Day | None) -> None:
    date = parse_date(source)
    assert date is not None
    assert (date.start, date.end, date.literal) == (start, end, "")


@pytest.mark.parametrize("source", ["2004?", "2004~", "199X", {"raw": "circa 2004"}, {"date-parts": [[4]], "circa": 1}])
def test_uncertain_dates(source: Any) -> None:
    date = parse_date(source)
    assert date is not None and date.circa


@pytest.mark.parametrize("source", ["in the reign of Queen Anne", {"literal": "n.d."}, {"raw": "May or June"}])
def test_text_that_is_no_date_is_kept(source: Any) -> None:
    date = parse_date(source)
    assert date is not None and date.literal and date.start == Day()


@pytest.mark.parametrize("source", [None, {}, {"date-parts": []}, {"date-parts": [[""]]}, "", []])
def test_no_date(source: Any) -> None:
    assert parse_date(source) is None


# -- small parts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_names", "initials"),
    [
        ("John Edward", "J. E."),
        ("Jean-Luc", "J.-L."),
        ("J.J.", "J. J."),
        ("M. de la", "M. de la"),
        ("Ji-ping", "J."),
    ],
)
def test_initials(given_names: str, initials: str) -> None:
    assert initialize(given_names, ". ", True, True) == initials


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"family": "van der Vlist", "given": "Eric"}, ("Vlist", "Eric", "", "van der")),
        ({"family": "Gaulle", "given": "Charles de"}, ("Gaulle", "Charles", "de", "")),
        ({"family": '"de Gaulle"', "given": "Charles"}, ("de Gaulle", "Charles", "", "")),
        ({"family": "al-Hakim", "given": "Tawfiq"}, ("Hakim", "Tawfiq", "", "al-")),
        ({"family": "D’Arcus", "given": "Bruce"}, ("D’Arcus", "Bruce", "", "")),
        ({"family": "Иванов", "given": "Иван Иванович"}, ("Иванов", "Иван Иванович", "", "")),
    ],
)
def test_particles(source: dict[str, str], expected: tuple[str, str, str, str]) -> None:
    name = make_name(source)
    assert (name.family, name.given, name.dropping, name.non_dropping) == expected


@pytest.mark.parametrize("text", ["2", "D2", "2b", "L2d", "2, 3", "2-4", "2 & 4", "2nd"])
def test_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["second", "2nd edition", "", "Special", "2 and 3"])
def test_not_numeric(text: str) -> None:
    assert not is_numeric(text)


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    digits = [values[letter] for letter in roman(number)]
    total = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    assert total == number


@pytest.mark.parametrize(
    ("style_", "expected"),
    [
        (
            "chicago-15",
            ["3–10", "100–104", "1100–1123", "107–8", "505–17", "321–25", "1496–1504", "11564–68"],
        ),
        ("chicago-16", ["3–10", "100–104", "1100–1123", "107–8", "505–17", "321–25", "1496–504", "11564–68"]),
        ("minimal", ["3–10", "100–4", "1100–23", "107–8", "505–17", "321–5", "1496–504", "11564–8"]),
        ("minimal-two", ["3–10", "100–04", "1100–23", "107–08", "505–17", "321–25", "1496–504", "11564–68"]),
        (
            "expanded",
            ["3–10", "100–104", "1100–1123", "107–108", "505–517", "321–325", "1496–1504", "11564–11568"],
        ),
    ],
)
def test_page_ranges(style_: str, expected: list[str]) -> None:
    """Examples of Appendix V."""
    ranges = ["3-10", "100-104", "1100-1123", "107-108", "505-517", "321-325", "1496-1504", "11564-11568"]
    assert [format_pages(text, style_, "–") for text in ranges] == expected


def test_collation_is_that_of_unicode() -> None:
    words = ["Äpfel", "Apfel", "Zebra", "Éclair", "eclair", "Øre", "Łódź", "Lodz", "ß", "Ss", "čas", "cas"]
    import pyuca

    assert sorted(words, key=collation_key) == sorted(words, key=lambda w: pyuca.Collator().sort_key(w.casefold()))


def test_the_small_collation_table_gives_the_keys_of_the_large() -> None:
    from pyuca.collator import Collator_10_0_0

    whole = Collator_10_0_0()
    words = [
        chr(code) for first, last in ((0x20, 0x17F), (0x370, 0x52F), (0x2010, 0x205F)) for code in range(first, last)
    ]
    words += ["Война и мир", "Чайка", "чаика", "й", "и\u0301\u0306", "\u0438\u0331\u0306", "Ἀριστοτέλης", "Ёлка", "l·l"]
    for word in words:
        assert collation_key(word) == tuple(whole.sort_key(unicodedata.normalize("NFD", word.casefold()))), word


# -- disambiguation ----------------------------------------------------------------------------------------


def named(key: str, *names: tuple[str, str], year: int = 2000) -> dict[str, Any]:
    authors = [{"family": family, "given": given_name} for family, given_name in names]
    return work(key, author=authors, issued={"date-parts": [[year]]}, title=key)


def short(options: str, name: str = 'form="short"') -> Any:
    return style(
        f'<group delimiter=" "><names variable="author"><name {name}/></names>'
        '<date variable="issued"><date-part name="year"/></date></group>',
        options=options,
        layout='delimiter="; "',
    )


def test_given_names_by_cite_stop_at_the_first_that_helps() -> None:
    items = [named("a", ("Roe", "Jane"), ("Doe", "John")), named("b", ("Roe", "Rita"), ("Doe", "Jack"))]
    assert cite(short('disambiguate-add-givenname="true"'), items) == "Jane Roe, Doe 2000; Rita Roe, Doe 2000"


def test_initials_only_rule_leaves_what_it_cannot_tell_apart() -> None:
    items = [
        named("a", ("Doe", "John")),
        named("b", ("Doe", "Jane"), year=2001),
        named("c", ("Doe", "Bob"), year=2002),
    ]
    made = short(
        'disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names-with-initials"',
        'form="short" initialize-with=". "',
    )
    assert cite(made, items) == "Doe 2000; Doe 2001; B. Doe 2002"


def test_added_names_go_back_when_they_do_not_help() -> None:
    same = (("Smith", "A"), ("Jones", "B"), ("Brown", "C"))
    items = [named("a", *same), named("b", *same)]
    made = short('et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-year-suffix="true"')
    assert cite(made, items) == "Smith et al. 2000a; Smith et al. 2000b"


def test_bibliography_order_is_stable_and_empty_keys_are_last() -> None:
    items = [work("none"), work("b", title="B"), work("a", title="A")]
    for direction, expected in (("ascending", ["a", "b", "none"]), ("descending", ["b", "a", "none"])):
        sort = f'<sort><key variable="title" sort="{direction}"/></sort><layout><text value="x"/></layout>'
        result = Processor(style(TITLE, bibliography=sort), items).process([], nocite=["none", "b", "a"])
        assert [entry.id for entry in result.bibliography] == expected


def test_the_same_input_gives_the_same_output() -> None:
    items = [named(f"k{n}", (f"Name{n % 3}", "A"), ("Doe", "J"), year=2000 + n % 2) for n in range(12)]
    made = load_style("apa")
    runs = []
    for _ in range(2):
        result = Processor(made, items).process([Citation((Cite(item["id"]),)) for item in items])
        runs.append([render(c.inlines) for c in result.citations] + [render(e.inlines) for e in result.bibliography])
    assert runs[0] == runs[1]


def test_processing_twice_forgets_the_first_document() -> None:
    items = [named("a", ("Doe", "J")), named("b", ("Doe", "J"))]
    processor = Processor(short('disambiguate-add-year-suffix="true"'), items)
    processor.process([Citation((Cite("a"), Cite("b")))])
    assert render(processor.process([Citation((Cite("a"),))]).citations[0].inlines) == "Doe 2000"


# -- beyond the fixtures, found by probes beside pandoc ----------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "form", "expected"),
    [
        ([[2003, 1], [2003, 1, 7]], "text", "January 2003–January 7, 2003"),
        ([[2003], [2003, 5]], "text", "2003–May 2003"),
        ([[2003, 1, 5], [2003, 2]], "text", "January 5–February 2003"),
        ([[2003, 1], [2004]], "text", "January 2003–2004"),
        ([[2003, 5], [0]], "text", "May 2003–"),
    ],
)
def test_ranges_whose_ends_differ_in_precision(parts: list[list[int]], form: str, expected: str) -> None:
    date = f'<date variable="issued" form="{form}"/>'
    assert cite(style(date), [work(issued={"date-parts": parts})], format_="plain") == expected


def test_an_open_range_has_no_trailing_affix_before_the_dash() -> None:
    date = '<date variable="issued"><date-part name="year" suffix=", "/><date-part name="month"/></date>'
    assert cite(style(date), [work(issued={"date-parts": [[2003], [0]]})], format_="plain") == "2003–"


@pytest.mark.parametrize(("pages", "label"), [("1", "p."), ("2", "pp."), ("xii, 240", "pp."), ("iv-vi", "pp.")])
def test_plural_of_number_of_pages(pages: str, label: str) -> None:
    made = style('<label variable="number-of-pages" form="short"/>')
    assert cite(made, [work(**{"number-of-pages": pages})], format_="plain") == label


def test_names_that_nothing_stands_for_leave_no_affixes_and_no_delimiter() -> None:
    layout = f'<layout><group delimiter=". "><names variable="author" prefix="[" suffix="]"/>{TITLE}</group></layout>'
    made = parse_style(
        HEAD.format("in-text")
        + f"<citation><layout>{TITLE}</layout></citation>"
        + f'<bibliography subsequent-author-substitute="">{layout}</bibliography></style>'
    )
    result = Processor(made, [work("a", author=DOE, title="A"), work("b", author=DOE, title="B")]).process(
        [Citation((Cite("a"), Cite("b")))]
    )
    assert [render(entry.inlines, "plain") for entry in result.bibliography] == ["[Jane Doe]. A", "B"]


@pytest.mark.parametrize("key", ['variable="volume"', 'macro="n"'])
def test_numbers_sort_as_integers_by_variable_and_by_macro(key: str) -> None:
    made = parse_style(
        HEAD.format("in-text")
        + f'<macro name="n"><number variable="volume"/></macro><citation><layout>{TITLE}</layout></citation>'
        + f'<bibliography><sort><key {key}/></sort><layout><text variable="volume"/></layout></bibliography></style>'
    )
    volumes = ["ten", "100", "9", "L3", "10", "2b", "1-3"]
    items = [work(str(n), volume=volume) for n, volume in enumerate(volumes)]
    result = Processor(made, items).process([Citation(tuple(Cite(item["id"]) for item in items))])
    assert [render(entry.inlines, "plain") for entry in result.bibliography] == [
        "1-3", "2b", "L3", "9", "10", "100", "ten",
    ]  # fmt: skip


def test_the_delimiter_stays_after_a_suffix_that_ends_in_a_period() -> None:
    made = style(TITLE, layout='delimiter="; "')
    items = [work("a", title="A"), work("b", title="B")]
    assert cite(made, items, Cite("a", suffix=" etc."), Cite("b"), format_="plain") == "A etc.; B"


YEARS = '<group delimiter=" "><names variable="author"><name form="short"/></names>{}</group>'


def test_names_in_the_text_count_for_grouping_and_stay_first() -> None:
    made = style(
        YEARS.format('<date variable="issued"><date-part name="year"/></date>'),
        options='collapse="year" disambiguate-add-year-suffix="true"',
        layout='delimiter="; "',
    )
    items = [work(key, author=DOE, issued=YEAR, title=key) for key in "ab"]
    items.append(work("c", author=[{"family": "Roe"}], issued=YEAR))
    process = Processor(made, items).process
    (one, two, three) = process(
        [
            Citation((Cite("a"), Cite("b")), mode="composite"),
            Citation((Cite("c"), Cite("a")), mode="composite"),
            Citation((Cite("a", suppress_author=True), Cite("b"))),
        ]
    ).citations
    texts = [(render(c.author, "plain"), render(c.inlines, "plain")) for c in (one, two, three)]
    assert texts == [("Doe", "2017a, 2017b"), ("Roe", "2017; Doe 2017a"), ("", "2017a, 2017b")]
