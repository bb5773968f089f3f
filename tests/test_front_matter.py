"""The front matter: every usual shape is read, nothing hostile is, and the body is never lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.formats import frontmatter
from pubkit.model.metadata import Contributor
from pubkit.notices import Severity


def metadata(yaml: str):  # type: ignore[no-untyped-def]
    return frontmatter.parse(f"---\n{yaml}\n---\nBody.\n", "a.md")


@pytest.mark.parametrize(
    ("yaml", "authors"),
    [
        ("author: Ann Lee", (Contributor("Ann Lee"),)),
        ("author: [Ann Lee, Bo Ray]", (Contributor("Ann Lee"), Contributor("Bo Ray"))),
        ("author: Ann Lee; Bo Ray", (Contributor("Ann Lee"), Contributor("Bo Ray"))),
        ("author:\n- name: Ann Lee\n  affiliation: A Place", (Contributor("Ann Lee", affiliations=("A Place",)),)),
        (
            "author:\n- name: {given: Ann, family: Lee}\n"
            "  orcid: https://orcid.org/0000-0002-1825-0097\n"
            "  affiliations:\n"
            "  - ref: x\naffiliations:\n- {id: x, name: A Place, city: Baku}",
            (Contributor("Ann Lee", "Ann", "Lee", ("A Place, Baku",), orcid="0000-0002-1825-0097"),),
        ),
        (
            'author:\n- Ann Lee\n- Bo Ray\naffiliation:\n- ""\n- A Place\nauthor-note:\n- A note.',
            (Contributor("Ann Lee", note="A note."), Contributor("Bo Ray", affiliations=("A Place",))),
        ),
    ],
)
def test_shapes_of_authors(yaml: str, authors: tuple[Contributor, ...]) -> None:
    assert metadata(yaml).metadata.authors == authors


def test_values_are_as_printed() -> None:
    found = metadata("volume: 1.10\nissue: 07\ndate: 2017-01-05\nyear: 2017\nkeywords: a, b; c\npages: 42--58").metadata
    assert (found.volume, found.issue, found.date, found.year) == ("1.10", "07", "2017-01-05", "2017")
    assert found.keywords == ("a", "b", "c")
    assert (found.first_page, found.last_page) == ("42", "58")


def test_a_journal_may_be_a_mapping_and_abstracts_have_languages() -> None:
    found = metadata("journal: {title: J, issn: 1234-5678}\nabstract: Text.\nabstract-ru: Текст.").metadata
    assert (found.journal, found.issn, found.abstract) == ("J", "1234-5678", "Text.")
    assert found.abstracts == (("ru", "Текст."),)


def test_the_body_keeps_its_line_numbers() -> None:
    found = metadata("title: A\nlang: az")
    assert (found.body, found.first_line, found.metadata.language) == ("Body.\n", 5, "az")
    assert frontmatter.parse("No front matter.", "a.md").first_line == 1


def test_a_typo_suggests_the_key() -> None:
    (notice,) = metadata("titel: A").notices
    assert (notice.code, notice.place.line, notice.hint) == ("F307", 2, "did you mean title?")


def test_broken_yaml_is_told_with_its_line_and_plain_lines_are_used() -> None:
    found = metadata("author: Ann\ntitle: A: B\nyear: 2017")
    (notice,) = found.notices
    assert (notice.code, notice.severity, notice.place.line) == ("F303", Severity.ERROR, 3)
    assert (found.metadata.title, found.metadata.year, found.body) == ("A: B", "2017", "Body.\n")


@pytest.mark.parametrize(
    "yaml",
    [
        "a: &a [x,x,x,x]\n"
        + "".join(f"{c}: &{c} [*{p},*{p},*{p},*{p},*{p},*{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
        "title: !!python/object/apply:os.system ['true']",
        "x: " + "[" * 5000,
        "x: " + "{a: " * 500,
        "x" * 300_000,
    ],
    ids=["alias bomb", "tag", "depth", "mappings", "size"],
)
def test_hostile_yaml_is_refused_quickly(yaml: str) -> None:
    start = time.perf_counter()
    found = metadata(yaml)
    assert time.perf_counter() - start < 2
    assert any(notice.code in {"F302", "F303"} for notice in found.notices)
    assert found.body == "Body.\n"


def test_an_unclosed_front_matter_is_text() -> None:
    found = frontmatter.parse("---\ntitle: A\n\nText.", "a.md")
    assert found.body.endswith("Text.")
    assert found.notices[0].code == "F301"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=100))
def test_any_text_is_read_without_an_error(yaml: str, body: str) -> None:
    found = frontmatter.parse(f"---\n{yaml}\n---\n{body}", "a.md")
    assert found.first_line >= 1
    assert (found.body + "\n").endswith(body.replace("\r\n", "\n") + "\n")
