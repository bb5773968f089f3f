"""The shapes of front matter that users of pandoc, Quarto, MyST, JOSS and others write, and what is wrong with some."""

from __future__ import annotations

import textwrap

import pytest

from pubkit.formats import frontmatter
from pubkit.formats.front_dates import iso_date
from pubkit.model.metadata import Contributor, Funding, Metadata
from pubkit.notices import Severity

ANN = Contributor("Ann Lee", "Ann", "Lee", ("Institute of Ports, Oslo, Norway",), email="ann@ports.example",
                  orcid="0000-0002-1825-0097", corresponding=True)  # fmt: skip

SHAPES = {
    "Quarto": """
        author:
          - name: {given: Ann, family: Lee}
            orcid: 0000-0002-1825-0097
            email: ann@ports.example
            attributes: {corresponding: true}
            affiliations: [{ref: ports}]
        affiliations:
          - {id: ports, name: Institute of Ports, city: Oslo, country: Norway}
    """,
    "MyST": """
        authors:
          - name: {given: Ann, family: Lee}
            orcid: https://orcid.org/0000-0002-1825-0097
            email: ann@ports.example
            corresponding: true
            affiliations: ports
        affiliations:
          - {id: ports, institution: Institute of Ports, city: Oslo, country: Norway}
    """,
    "pandoc's JATS template": """
        author:
          - surname: Lee
            given-names: Ann
            orcid: 0000-0002-1825-0097
            email: ann@ports.example
            cor-id: cor1
            affiliation: [ports]
        affiliation:
          - {id: ports, organization: Institute of Ports, city: Oslo, country: Norway}
    """,
    "JOSS": """
        authors:
          - given: Ann
            surname: Lee
            orcid: 0000-0002-1825-0097
            email: ann@ports.example
            corresponding: true
            affiliation: "1"
        affiliations:
          - name: Institute of Ports, Oslo, Norway
            index: 1
    """,
    "Distill": """
        author:
          - first_name: Ann
            last_name: Lee
            orcid_id: 0000-0002-1825-0097
            email: ann@ports.example
            corresponding: yes
            affiliation: Institute of Ports, Oslo, Norway
    """,
}


def front(yaml: str) -> frontmatter.FrontMatter:
    return frontmatter.parse(f"---\n{textwrap.dedent(yaml).strip()}\n---\n\nText.\n", "a.md")


def metadata(yaml: str) -> Metadata:
    found = front(yaml)
    assert found.notices == ()
    return found.metadata


@pytest.mark.parametrize("shape", SHAPES)
def test_one_author_in_the_shapes_of_many(shape: str) -> None:
    assert metadata(SHAPES[shape]).authors == (ANN,)


@pytest.mark.parametrize(
    ("yaml", "authors"),
    [
        (
            "author:\n- Ann Lee: {institute: [ports], correspondence: yes}\n- Bo Ray\ninstitute:\n- ports: Ports",
            (Contributor("Ann Lee", affiliations=("Ports",), corresponding=True), Contributor("Bo Ray")),
        ),
        ("author: 'Ann Lee^[Of the ports.]'", (Contributor("Ann Lee", note="Of the ports."),)),
        ("author: Ann Lee <ann@ports.example>", (Contributor("Ann Lee", email="ann@ports.example"),)),
        (
            "author: [{name: {literal: The Port Group}}]",
            (Contributor("The Port Group", collective=True),),
        ),
        (
            "author: [{name: Eve van der Kim, affiliation: '1,2', roles: [writing, {software: lead}]}]\n"
            "affiliations: [{name: A}, {name: B}]",
            (Contributor("Eve van der Kim", affiliations=("A", "B"), roles=("writing", "software")),),
        ),
        (
            "author: [{name: {given: Eve, family: Kim, non-dropping-particle: van der}}]",
            (Contributor("Eve van der Kim", "Eve", "van der Kim"),),
        ),
    ],
)
def test_other_shapes_of_authors(yaml: str, authors: tuple[Contributor, ...]) -> None:
    assert metadata(yaml).authors == authors


@pytest.mark.parametrize(
    "yaml",
    [
        "journal: Ports\nvolume: 7\nissue: 2\npages: 41-58\ndoi: 10.1000/x\ndate: 2017-05-04",
        "journal: {title: Ports}\narticle: {volume: 7, issue: 2, fpage: 41, lpage: 58, doi: 10.1000/x}\n"
        "date: {year: 2017, month: 5, day: 4}",
        "citation: {container-title: Ports, volume: 7, issue: 2, page: 41-58, doi: 10.1000/x, issued: 2017-05-04}",
        "venue: {title: Ports}\nbiblio: {volume: {number: 7}, issue: 2, first_page: 41, last_page: 58}\n"
        "doi: https://doi.org/10.1000/x\ndate: 4 May 2017",
        "journal: {name: Ports, volume: 7, number: 2, firstpage: 41, lastpage: 58}\ndoi: doi:10.1000/x\n"
        "published: May 4, 2017",
    ],
)  # fmt: skip
def test_where_it_was_published(yaml: str) -> None:
    found = metadata(yaml)
    assert (found.journal, found.volume, found.issue, found.first_page, found.last_page) == (
        "Ports",
        "7",
        "2",
        "41",
        "58",
    )
    assert (found.doi, found.issued) == ("10.1000/x", "2017-05-04")


@pytest.mark.parametrize(
    ("yaml", "license"),
    [
        ("license: CC BY 4.0", ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        ("license: {text: Free to read, url: 'https://ports.example/l'}", ("Free to read", "https://ports.example/l")),
        ("license: {content: CC-BY-NC-SA-4.0, code: MIT}",
         ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/")),
        ("rights: https://creativecommons.org/licenses/by/4.0/", ("https://creativecommons.org/licenses/by/4.0/",) * 2),
        ("license: CC0", ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/")),
        ("license: CC BY", ("CC BY", "")),
        ("license: All rights reserved", ("All rights reserved", "")),
    ],
)  # fmt: skip
def test_licences(yaml: str, license: tuple[str, str]) -> None:  # noqa: A002
    found = metadata(yaml)
    assert (found.license, found.license_url) == license


def test_the_rest() -> None:
    found = metadata("""
        title: On Ports
        short-title: Ports
        keywords: [one, two]
        copyright: {holder: The Ports, year: 2017}
        funding: {statement: Paid by ports., awards: [{id: A-1, sources: [{name: Port Fund}]}]}
        number-sections: true
        suppress-bibliography: true
        crossref: {fig-prefix: plate}
        parts: {abstract: In short.}
    """)
    assert (found.short_title, found.keywords, found.copyright) == ("Ports", ("one", "two"), "© 2017 The Ports")
    assert found.funding == (Funding("Paid by ports."), Funding("", "Port Fund", ("A-1",)))
    assert (found.number_sections, found.suppress_bibliography) == (True, True)
    assert (found.crossref, found.abstract) == ({"fig-prefix": "plate"}, "In short.")


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("2017", "en", "2017"), ("2017-05", "en", "2017-05"), ("2017/5/4", "en", "2017-05-04"),
        ("2017-05-04T10:00:00Z", "en", "2017-05-04"), ("4 May 2017", "en", "2017-05-04"), ("May 2017", "en", "2017-05"),
        ("May 4th, 2017", "en", "2017-05-04"), ("4. Mai 2017", "de", "2017-05-04"), ("4 мая 2017 г.", "ru",
        "2017-05-04"),
        ("04.05.2017", "en", "2017-05-04"), ("25/04/2017", "en", "2017-04-25"), ("04/25/2017", "en", "2017-04-25"),
        ("04/05/2017", "en", "2017"), ("2017-13-01", "en", ""), ("31 February 2017", "en", "2017-02"),
        ("Spring 2017", "en", ""), ("today", "en", ""), ("forthcoming", "en", ""), ("May 2016 to June 2017", "en", ""),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_the_text(text: str, language: str, iso: str) -> None:
    assert iso_date(text, language) == iso


@pytest.mark.parametrize(
    ("yaml", "code", "place", "hint"),
    [
        ("author:\n- name: Ann Lee\n  afiliation: Ports", "F307", "a.md:4:3", "did you mean affiliation?"),
        ("author:\n- name: A\n  affiliations: [{ref: prts}]\naffiliations: [{id: ports, name: P}]",
         "F310", "a.md:4:18", "did you mean ports?"),
        ("author:\n- [A, B]", "F308", "a.md:3:3", "write name: Given Family"),
        ("author:\n- email: a@b.example", "F308", "a.md:3:3", "write name: Given Family"),
        ("author: [{name: A, orcid: 0000-0002-1825-0098}]", "F309", "a.md:2:20",
        "its last figure does not fit the others"),
        ("title: [A, B]", "F304", "a.md:2:1", "write the text after the colon"),
        ("keywords: {one: 1}", "F304", "a.md:2:1", "write keywords: [one, two]"),
        ("crossref: {fig-titel: Plate}", "F307", "a.md:2:12", "did you mean fig-title?"),
        ("journal: {titel: Ports}", "F307", "a.md:2:11", "did you mean title?"),
        ("date: today", "F311", "a.md:2:1", "write the date: the same input gives the same edition"),
        ("number-sections: maybe", "F304", "a.md:2:1", "write number-sections: true"),
    ],
)  # fmt: skip
def test_wrong_shapes_are_told_with_their_place(yaml: str, code: str, place: str, hint: str) -> None:
    (notice,) = front(yaml).notices
    assert (notice.code, str(notice.place), notice.hint) == (code, place, hint)
    assert notice.severity is not Severity.INFO
