"""The JSON Schemas say what the program accepts: each value of a pool, under each key, is judged alike by both."""

from __future__ import annotations

import itertools
import json
from typing import Any

import jsonschema
import pytest
import tomlkit

from pubkit import decisions, editions, schemas
from pubkit.cli.common import choose
from pubkit.errors import PubkitError
from pubkit.formats import frontmatter
from pubkit.project import LIMITS, LISTS, OTHER_NAMES, STRINGS, read_project
from pubkit.typesetting import Layout

POOL: list[Any] = [
    "x", "", "a/b.md", "../b.md", "/etc/passwd", "a/../b", "..", "a..b", "html", "html,pdf", "html, pdf", "html;pdf",
    "pdf,nonsense", ",", "a4", "A4", "letterpaper", "Book", "a5", "pdf/ua-1", "PDF/A-3a", "pdf/x", "scan.txt, web.txt",
    "scan.txt, ../web.txt", 1, 0, -1, 2**41, 1.5, True, [], ["x"], ["html", "pdf"], ["html", "nonsense"], ["a", "/b"],
    [1], {}, {"seconds": 3}, {"second": 3}, {"seconds": 0}, {"seconds": "3"}, {"seconds": True}, {"memory-mib": 2**41},
]  # fmt: skip


def accepted(table: dict[str, Any]) -> bool:
    """Whether pubkit.toml may say this: what it is read as, and what a build makes of that."""
    try:
        project, notices = read_project(tomlkit.dumps(table))
        Layout(project.theme, project.paper, project.pdf_variant)
        if project.to:
            choose(",".join(project.to), editions.FORMATS, "format")
    except PubkitError:
        return False
    return not notices


KEYS = (*STRINGS, *LISTS, "limits", *OTHER_NAMES, "input", "styel", "Style")


@pytest.mark.parametrize("key", KEYS)
def test_the_schema_of_the_settings_agrees_with_their_reader(key: str) -> None:
    judge = jsonschema.Draft202012Validator(schemas.schema("project"))
    differing = [v for v in POOL if judge.is_valid({key: v}) != accepted({key: v})]
    assert differing == []


def test_settings_said_twice_in_two_spellings_are_refused_by_both() -> None:
    judge = jsonschema.Draft202012Validator(schemas.schema("project"))
    good = {
        "language": "en",
        "lang": "en",
        "to": "html",
        "format": "html",
        "style": "apa",
        "csl": "apa",
        "theme": "modern",
    }
    for pair in itertools.combinations(good, 2):
        table = {key: good[key] for key in pair}
        assert judge.is_valid(table) == accepted(table), pair


def test_every_setting_is_in_the_schema_with_a_description() -> None:
    properties = schemas.schema("project")["properties"]
    for key in (*STRINGS, *LISTS, "limits", *OTHER_NAMES):
        assert properties[key]["description"]
    assert set(properties["limits"]["properties"]) == set(LIMITS)


VALUES: list[Any] = ["x", "", 1, 0, 6, 7, -1, True, [], ["x"], ["x", "y"], [1], 1.5]


@pytest.mark.parametrize("kind", [*decisions.KEYS, "front", "cal"])
def test_the_schema_of_decisions_agrees_with_their_reader(kind: str) -> None:
    judge = jsonschema.Draft202012Validator(schemas.schema("decisions"))
    good = {"text": "x", "level": 1, "note": "3", "after": "x", "lemma": "x", "siglum": "B", "same": ["a", "b"],
            "key": "a", "apart": ["note 1"], "as": "b", "variable": "issued", "value": "2001"}  # fmt: skip
    own = dict(decisions.KEYS).get(kind, (("title", str), ("authors", list), ("note", str)))
    tables: list[dict[str, Any]] = [{}]
    for count in range(1, len(own) + 1):
        tables += [{key: good.get(key, "x") for key, _ in some} for some in itertools.combinations(own, count)]
    full = {key: good.get(key, "x") for key, _ in own}
    tables += [full | {key: value} for key in (*full, "nonsense") for value in VALUES]
    for table in tables:
        said: dict[str, Any] = {kind: table if kind == "front" else [table]}
        reading = decisions.read_decisions(tomlkit.dumps(said))
        fine = not reading.notices
        assert judge.is_valid(said) == fine, (said, reading.notices)


def test_the_schema_of_the_front_matter_knows_the_keys_that_its_reader_knows() -> None:
    judge = jsonschema.Draft202012Validator(schemas.schema("front-matter"))
    keys = [*schemas.schema("front-matter")["properties"], "abstract-ru", "keywords-az", "abstract-", "titel", "Author",
            "short_title", "first_page", "keywords-x1", "lang-ru", "x"]  # fmt: skip
    for key in keys:
        text = f"---\n{json.dumps(key)}: null\n---\n"
        unknown = any(notice.code == "F307" for notice in frontmatter.parse(text, "article.md").notices)
        assert judge.is_valid({key: None}) != unknown, key
    judged = [
        ("number-sections", True, True), ("number-sections", "x", False), ("keywords", {"a": 1}, False),
        ("keywords", ["a"], True), ("crossref", [1], False), ("crossref", {}, True),
    ]  # fmt: skip
    for key, value, fine in judged:
        said = frontmatter.parse(f"---\n{key}: {json.dumps(value)}\n---\n", "article.md").notices
        assert judge.is_valid({key: value}) == fine, key
        assert any(notice.code == "F304" for notice in said) != fine, key


@pytest.mark.parametrize("name", list(schemas.SCHEMAS))
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.schema(name))
