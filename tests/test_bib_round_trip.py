"""What goes through a file comes back: .bib in both dialects and RIS, and other programs read the same in it."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from pubkit.engines import pandoc
from pubkit.formats import biblatex, bibtex, ris
from pubkit.model import Bibliography, Date, DateRange, Entry, Name, Season

LETTERS = string.ascii_letters + "éüñçøßłğşəİıЖщяΩλ"
word = st.text(LETTERS, min_size=1, max_size=9)
signs = st.sampled_from(["&", "%", "$", "#", "_", "~", "^", "–", "—", "’", "“quoted”", "1,5", "C++", "a/b", "@home"])
capital = word.map(lambda text: "X" + text)


def spaced(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(*parts), min_size=1, max_size=6).map(" ".join)


plain = spaced(word, signs)
title = spaced(
    word, signs, word.map(lambda text: f'<span class="nocase">{text}</span>'), word.map(lambda text: f"<i>{text}</i>")
)
person = st.builds(
    Name, family=capital, given=spaced(capital), particle=st.sampled_from(["", "van der", "de"]),
    suffix=st.sampled_from(["", "Jr."]),
)  # fmt: skip
organisation = st.builds(
    Name, literal=spaced(capital, st.sampled_from(["and", "of", "the", "&"])).map(lambda t: f"X {t}")
)
names = st.lists(st.one_of(person, organisation), min_size=1, max_size=3).map(tuple)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    year = draw(st.integers(1000, 2100))
    kind = draw(st.sampled_from(["year", "season", "month", "day", "circa"]))
    if kind == "season":
        return Date(year, season=draw(st.sampled_from(Season)))
    month = draw(st.integers(1, 12)) if kind in {"month", "day"} else None
    return Date(year, month, draw(st.integers(1, 28)) if kind == "day" else None, circa=kind == "circa")


KINDS = (
    "article-journal", "article-newspaper", "webpage", "book", "chapter", "report", "thesis", "paper-conference",
    "post-weblog", "interview", "document",
)  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(KINDS))
    strings = {"title": draw(title), "URL": "https://example.org/a_b/%D0%96?q=1&r=~x#y", "language": "ru"}
    for variable in draw(st.sets(st.sampled_from(["volume", "publisher", "publisher-place", "note"]))):
        strings[variable] = draw(plain)
    if kind in {"article-journal", "article-newspaper", "chapter", "paper-conference"}:
        strings["container-title"] = draw(title)
        strings["page"] = draw(st.sampled_from(["42-58", "7", "xii-xv", "1-3, 9"]))
    if kind == "article-journal":
        strings["issue"] = draw(st.sampled_from(["1", "2-3", "Special"]))
    when = {"issued": draw(dates()), "accessed": Date(2017, 10, 25)}
    return Entry(
        draw(st.text(string.ascii_lowercase, min_size=1, max_size=8)), kind, {"author": draw(names)}, when, strings
    )


quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(entries())
def test_biblatex_comes_back(entry: Entry) -> None:
    back, notices = biblatex.read(biblatex.write(Bibliography((entry,))), "x.bib")
    assert notices == []
    assert back.entries == (entry,)


@quick
@given(entries())
def test_bibtex_comes_back(entry: Entry) -> None:
    back, notices = bibtex.read(bibtex.write(Bibliography((entry,))), "x.bib")
    assert notices == []
    assert back.entries == (entry,)


@quick
@given(entries())
def test_ris_comes_back_without_markup(entry: Entry) -> None:
    from pubkit.formats.latex import plain as bare

    back, notices = ris.read(ris.write(Bibliography((entry,))), "x.ris")
    assert notices == []
    read = back.entries[0]
    assert (read.key, read.type, read.names, read.dates) == (entry.key, entry.type, entry.names, entry.dates)
    assert read.strings == {variable: bare(text) for variable, text in entry.strings.items()}


@quick
@given(entries())
def test_pybtex_reads_what_we_write(entry: Entry) -> None:
    for text in (bibtex.write(Bibliography((entry,))), biblatex.write(Bibliography((entry,)))):
        read = parse_string(text, "bibtex").entries[entry.key]
        assert read.fields["url"] == entry.strings["URL"]
        assert len(read.persons["author"]) == len(entry.names["author"])
        for person, name in zip(read.persons["author"], entry.names["author"], strict=True):
            if name.literal:
                assert not person.first_names
                assert " ".join(person.last_names).startswith("{X ")
            else:
                assert person.last_names


SAMPLE = Bibliography(
    (
        Entry(
            "one2016", "article-journal",
            {"author": (Name("Doe", "Jane"), Name(literal="Institute of X and Y"))},
            {"issued": Date(2016, season=Season.WINTER), "accessed": Date(2017, 11, 2)},
            {"title": 'The <span class="nocase">Baku</span> Summit & After', "container-title": "Some Journal",
             "volume": "XVI", "issue": "1", "page": "42-58", "URL": "https://example.org/a_b%20c?d=1&e=2",
             "language": "en-GB"},
        ),
        Entry(
            "two2008", "webpage", {"author": (Name(literal="Газета"),)},
            {"issued": Date(2008), "accessed": Date(2017, 11, 3)},
            {"title": "Переговоры о «коридоре»", "URL": "https://example.org/ж", "language": "ru"},
        ),
        Entry(
            "three", "book", {"author": (Name("Berg", "Jan", particle="van der"),)},
            {"issued": DateRange(Date(1999), Date(2001))}, {"title": "A Book", "publisher": "Press"},
        ),
    )
)  # fmt: skip


def test_pandoc_reads_what_we_write() -> None:
    out = pandoc.run(["--from", "biblatex", "--to", "csljson"], biblatex.write(SAMPLE).encode())
    one, two, three = json.loads(out)
    assert one["type"] == "article-journal"
    assert one["author"][1] == {"literal": "Institute of X and Y"}
    assert one["issued"] == {"date-parts": [[2016]], "season": 4} or one["issued"]["date-parts"][0][0] == 2016
    assert one["accessed"] == {"date-parts": [[2017, 11, 2]]}
    assert (one["volume"], one["issue"], one["page"]) == ("XVI", "1", "42-58")
    assert one["URL"] == "https://example.org/a_b%20c?d=1&e=2"
    assert one["container-title"] == "Some Journal"
    assert two["author"] == [{"literal": "Газета"}]
    assert two["language"].startswith("ru")
    assert two["title"] == "Переговоры о «коридоре»"
    assert three["author"][0]["non-dropping-particle"] == "van der"
    assert three["issued"] == {"date-parts": [[1999], [2001]]}


def test_bibtex_carries_the_year_for_old_styles() -> None:
    out = bibtex.write(SAMPLE)
    assert "year" in out
    assert "journal " in out
    assert "@misc{two2008," in out


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Erd{\H o}s and G\"odel", "Erdős and Gödel"),
        (r"\'{E}cole \& \emph{Stra{\ss}e}", "École & <i>Straße</i>"),
        (r"{\'E}cole", "École"),
        (r"The {Baku} Summit", 'The <span class="nocase">Baku</span> Summit'),
        (r"``Quoted'' text -- and---more", "“Quoted” text – and—more"),
        (r"H$_2$O and 10$^{th}$", "H<sub>2</sub>O and 10<sup>th</sup>"),
        (r"\c{S}u\c sa, \u{g}, \.I, {\i}", "Şuşa, ğ, İ, ı"),
        (r"100\% of \$5 \#1 a\_b", "100% of $5 #1 a_b"),
        (r"unknown \foo{bar} stays", "unknown bar stays"),
        (r"broken {brace \textit{open", 'broken <span class="nocase">brace <i>open</i></span>'),
        ("{" * 200 + "deep" + "}" * 200, None),
    ],
)
def test_latex_of_fields(latex: str, text: str | None) -> None:
    from pubkit.formats.latex import from_latex

    found = from_latex(latex)
    if text is not None:
        assert found == text
