"""Hypothesis over texts, bibliographies, styles and items: no exception but ours, and the promises hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fuzz_targets

SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

PIECES = st.sampled_from(
    [
        "Introduction",
        "¹",
        "²",
        "12",
        "[3]",
        "*",
        "†",
        "http://example.org/a-b_c",
        "(Accessed: 31.02.2015)",
        "’",
        "“",
        "<sup>4</sup>",
        '<a href="http://x',
        "&amp;",
        "\n    \\textit{a}",
        "$x$",
        "[^1]",
        "![i](file:///x)",
        ":::",
        "---",
        "```",
        "{=html}",
        "<script>alert(1)</script>",
        "Абв",
        "Cоoperation",
        "العلاقات",
        "阿塞拜疆",
        "\x00",
        "\x0b",
        "\u200b",
        "\n    \ufeff",
        "𠮷",
        "ﬁ",
        "â€™",
        "Smith, J. (2001) 'On trade,' Journal of Tests 3, No. 2: 1-10.",
        "ibid., p. 4.",
        "see also",
        "pp. 3–9",
        "\n    word-",
        "The trade of the region began.",
        "\n",
        "\n\n",
        "\x0c",
        "\r",
        "\t",
        ". ",
        ", ",
        "1 Roe, R. (2007) 'A,' Berlin: LIT.",
        "@key",
        "#",
        ">",
        "+",
        "999999999999999999",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map(" ".join)

VALUES = st.recursive(
    st.sampled_from(
        ["a", "{A}", '\\"u', "\\", "$", "#", "%", "~", "and", "and others", "{\\'e}", "<b>", "2001", "{", "}", '"']
    )
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4).map(lambda parts: "{" + " ".join(parts) + "}"),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["author", "title", "year", "date", "month", "pages", "crossref", "url", "urldate", "langid", "x"]
)
FIELDS = st.lists(st.tuples(NAMES, VALUES, st.sampled_from(["{%s}", '"%s"', "%s", "jan # {%s}", "{%s"])), max_size=6)
ENTRIES = st.builds(
    lambda kind, key, fields, end: (
        f"@{kind}{{{key},\n" + ",\n".join(f" {name} = {shape % value}" for name, value, shape in fields) + end
    ),
    st.sampled_from(["article", "book", "online", "string", "comment", "preamble", "xdata", "Misc", "@"]),
    st.sampled_from(["a", "b", "é", "a b", "", "../x", "A"]),
    FIELDS,
    st.sampled_from(["}\n", "\n}\n", "", ")\n", "}}"]),
)
BIBS = st.lists(ENTRIES, max_size=5).map("\n".join)

ELEMENTS = st.recursive(
    st.sampled_from(
        [
            '<text variable="title"/>',
            '<text macro="m"/>',
            '<text macro="n"/>',
            '<names variable="author"/>',
            "<x/>",
            "&lt;",
            '<date variable="issued"><date-part name="year"/></date>',
            '<number variable="volume" form="roman"/>',
            "<!--c-->",
            '<text value="&lt;script&gt;"/>',
            '<label variable="page" form="nope"/>',
            "&bad;",
            '<text term="and"/>',
            "<",
        ]
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"<group delimiter=', '>{''.join(parts)}</group>"),
    max_leaves=6,
)
STYLES = st.builds(
    lambda head, one, two, layout, tail: (
        f'{head}<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title>'
        "<id>i</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
        f'<macro name="m">{one}</macro><macro name="n">{two}</macro>'
        f"<citation><layout>{layout}</layout></citation>{tail}"
    ),
    st.sampled_from(["", '<?xml version="1.0"?>', "<!DOCTYPE x>", "\ufeff", "x"]),
    ELEMENTS, ELEMENTS, ELEMENTS,
    st.sampled_from(["</style>", "", "<bibliography/></style>", "</style><style/>"]),
)  # fmt: skip

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.just("\ud800"))
ANY = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
KEYS = st.sampled_from(["id", "type", "title", "author", "issued", "accessed", "page", "URL", "custom", "note"])
SOUND = st.fixed_dictionaries({}, optional={
    "id": st.one_of(st.sampled_from(["a", "b"]), st.integers()), "type": st.sampled_from(["book", "nope"]),
    "title": st.text(max_size=9),
    "author": st.lists(st.dictionaries(st.sampled_from(["family", "given"]), st.text(max_size=5))),
    "issued": st.fixed_dictionaries({"date-parts": st.lists(st.lists(st.integers(-5, 3000), max_size=4), max_size=3)}),
})  # fmt: skip
ITEMS = st.lists(SOUND | st.dictionaries(KEYS, ANY, max_size=5) | LEAVES, max_size=4).map(json.dumps)


@SETTINGS
@given(TEXTS)
def test_texts(text: str) -> None:
    fuzz_targets.convert(text)


@SETTINGS
@given(TEXTS)
def test_references(text: str) -> None:
    fuzz_targets.reference(text)


@SETTINGS
@given(BIBS)
def test_bibliographies(text: str) -> None:
    fuzz_targets.bib(text)


@SETTINGS
@given(STYLES)
def test_styles(text: str) -> None:
    fuzz_targets.csl(text)


@SETTINGS
@given(ITEMS | ANY.map(json.dumps) | st.text(max_size=20))
def test_items(text: str) -> None:
    fuzz_targets.items(text)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        # a text of headings and notes alone: there was no sentence for a call to stand at the end of
        ("convert", "T*\n\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd*\n\x0b*z***\n*\n\x0b\nT*\n*\n\x0b\n*"),
    ],
)
def test_what_fuzzing_has_found_stays_mended(target: str, text: str) -> None:
    fuzz_targets.TARGETS[target](text)
