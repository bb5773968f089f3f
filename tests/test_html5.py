"""Our HTML of a page is pandoc's, byte for byte, or None."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pubkit.engines import pandoc, resident
from pubkit.engines.html5 import html5

VERSION = [1, 23, 1]


@pytest.fixture(scope="module", autouse=True)
def _resident() -> Iterator[None]:
    pandoc.stay()
    yield
    pandoc.leave()


def of_pandoc(blocks: list[Any]) -> str:
    tree = {"pandoc-api-version": VERSION, "meta": {}, "blocks": blocks}
    return resident.write(json.dumps(tree).encode(), "html5", time_limit=30).decode()


def ours(blocks: list[Any]) -> str | None:
    return html5({"pandoc-api-version": VERSION, "meta": {}, "blocks": blocks})


ARTICLE = """\
Opening words with "quotes", it's *stressed*, **strong**, ~~gone~~, H~2~O, x^2^, [Small]{.smallcaps},
[under]{.underline},
`code <&"'>`, [a span]{#one .two lang=de}, a [link](http://example.org/?a=1&b "its 'title'"), <me@example.org>.[^a]

# A *head* {#h .cls role=doc-part lang=fr}

Line\\
broken.[^b] Signs ↩ ↔ & < >.

## Below {-}

- tight
- list
  - within

1. loose

2. list

(c) letters
(d) go on

#. plain

> A quotation
>
> > within a quotation

| Verse in lines
|   with indents

---

``` {.python #listing}
print("<'>")
```

### Deep

::: {#refs .references .csl-bib-body role=list}
::: {#ref-a .csl-entry role=listitem}
[1. ]{.csl-left-margin}[An *entry*.]{.csl-right-inline}
:::
:::

::: {#w .warn lang=fr}
First.

Second.
:::

# Second

Last.[^c]

[^a]: One.

    - two

[^b]: > quoted

[^c]: With `code`.

    And more.
"""


def test_an_article_of_many_things() -> None:
    tree = pandoc.read_markdown(ARTICLE)
    written = ours(tree["blocks"])
    assert written == of_pandoc(tree["blocks"])
    assert written is not None and written.count("<section") == 5


@pytest.mark.parametrize(
    "markdown",
    [
        "$x$", "![a](b.png)", "| a |\n|---|\n| b |", "term\n:   said", "- [ ] task", "[k]{.kbd}", "[k]{key=value}",
        "::: {.section}\na\n:::", "::: {.columns}\na\n:::", "> # head in a quotation", "####### no\n\n###### deep",
        "(@) example", "::: {.csl-entry}\na\n:::", "[x]{.csl-no-emph}", "[l](x){title=a}", "@key",
    ],
)  # fmt: skip
def test_what_is_left_to_pandoc(markdown: str) -> None:
    assert ours(pandoc.read_markdown(markdown)["blocks"]) is None


# -- invented trees ------------------------------------------------------------------------------------------------

TEXT = st.text(alphabet="ab Ä中<>&\"'↩↔#%/=:\u00a0-_.", min_size=1, max_size=8)
NAME = st.text(alphabet="abcä-_:1", min_size=1, max_size=5)
CLASS = st.one_of(
    NAME, st.sampled_from(["uri", "citation", "csl-left-margin", "csl-entry", "unnumbered", "hanging-indent"])
)
KEY = st.sampled_from(["lang", "dir", "title", "role", "aria-label", "aria-hidden", "cites"])
ATTRIBUTES = st.builds(
    lambda identifier, classes, pairs: [identifier, classes, [[key, value] for key, value in pairs.items()]],
    st.one_of(st.just(""), NAME), st.lists(CLASS, max_size=2), st.dictionaries(KEY, TEXT, max_size=2),
)  # fmt: skip


def node(tag: str, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    if not parts:
        return st.just({"t": tag})
    if len(parts) == 1:
        return parts[0].map(lambda content: {"t": tag, "c": content})
    return st.tuples(*parts).map(lambda content: {"t": tag, "c": list(content)})


WORD = st.one_of(
    node("Str", TEXT), node("Space"), node("SoftBreak"), node("LineBreak"), node("Code", ATTRIBUTES, TEXT),
    st.just({"t": "RawInline", "c": ["html", "<wbr>"]}),
)  # fmt: skip


def inlines(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, min_size=1, max_size=4)


def holding(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    many = inlines(inner)
    simple = [
        node(tag, many) for tag in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline", "SmallCaps")
    ]
    quoted = node("Quoted", st.sampled_from([{"t": "SingleQuote"}, {"t": "DoubleQuote"}]), many)
    linked = node("Link", ATTRIBUTES, many, st.tuples(TEXT, st.one_of(st.just(""), TEXT)).map(list))
    return st.one_of(*simple, quoted, node("Span", ATTRIBUTES, many), linked)


INLINES = inlines(st.recursive(WORD, holding, max_leaves=6))
NOTED = st.tuples(INLINES, st.one_of(st.none(), st.lists(node("Para", INLINES), min_size=1, max_size=2))).map(
    lambda both: [*both[0], *([{"t": "Note", "c": both[1]}] if both[1] else [])]
)
LINE = st.one_of(
    node("Para", NOTED), node("Plain", NOTED), node("HorizontalRule"), node("CodeBlock", ATTRIBUTES, TEXT),
    node("LineBlock", st.lists(INLINES, min_size=1, max_size=2)),
)  # fmt: skip
STYLE = st.sampled_from([{"t": name} for name in ("Decimal", "LowerAlpha", "UpperRoman", "DefaultStyle", "Example")])


def blocks(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=3)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    numbering = st.tuples(st.integers(1, 3), STYLE, st.just({"t": "Period"})).map(list)
    items = st.lists(blocks(inner), min_size=1, max_size=2)
    return st.one_of(
        node("Div", ATTRIBUTES, blocks(inner)), node("BlockQuote", blocks(inner)), node("BulletList", items),
        node("OrderedList", numbering, items),
    )  # fmt: skip


BLOCK = st.recursive(LINE, nested, max_leaves=5)
HEADER = node("Header", st.integers(1, 6), ATTRIBUTES, INLINES)


@settings(
    max_examples=120, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(st.lists(st.one_of(BLOCK, HEADER), min_size=1, max_size=5))
def test_invented_trees_are_written_as_pandoc_writes_them(tree: list[Any]) -> None:
    written = ours(tree)
    assert written is None or written == of_pandoc(tree)
