"""Standing type: a corrected paragraph gives the page that setting all of the article gives, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from everything import HERE
from pubkit import pipeline
from pubkit.engines import pandoc
from pubkit.model import Source

FRONT = """---
title: On Ferries
author: Ida Strand
lang: {language}
bibliography: references.bib
---

"""
BODY = """# The crossing

The ferry went twice a day [@moe2003, p. 4], so the "old" ones said[^fare]; a ferry-man took it.

The fare was a loaf of bread[^bread], or *two* of salt (ca. 3 kg) [see @moe2003; @lund1999, pp. 7-9].

A second crossing is told of by @lund1999, at https://example.org/a/very/long/address/of/a/page.html for all to read.

- a list of

- paragraphs that stand apart

> The quay was quoted.

::: remark

The remark stands in a division.

:::

```
The verbatim fare was kept.

It stays as it is typed.
```

## The quay

The quay was built of stone, see [the crossing] and [a link](https://example.org/quay).

The quay has a note of its own[^long].

The price was $4.5 or so, and then $5 again.

The last words are these [@lund1999].

[^fare]: A note on the fare, as @moe2003 has it.
[^bread]: Bread was dear.

[^long]: A note that is long.

    It has two paragraphs.
"""
ENTRIES = (
    b"@book{moe2003, author = {Moe, Liv}, title = {Ferries}, publisher = {Quay}, location = {Bergen}, year = {2003}}\n"
    b"@book{lund1999, author = {Lund, Bo}, title = {Quays}, publisher = {Quay}, location = {Oslo}, year = {1999}}\n"
)
BIB = [Source("references.bib", ENTRIES)]


@pytest.fixture(autouse=True, scope="module")
def resident() -> Iterator[None]:
    pandoc.stay()
    yield
    pandoc.leave()


def source(body: str, language: str = "en") -> Source:
    return Source("article.md", (FRONT.format(language=language) + body).encode())


def options(style: str) -> dict[str, Any]:
    return {"style": style, "folder": Path()}


def standing(style: str = "apa", body: str = BODY, language: str = "en") -> pipeline.Standing:
    return pipeline.stand(source(body, language), BIB, images=None, **options(style))


def whole(body: str, style: str = "apa", language: str = "en") -> pipeline.Paged:
    return pipeline.paged(source(body, language), BIB, **options(style))


CORRECTED = {
    "words": ("went twice a day", "went three times each day"),
    "quotation marks and notes": ('"old" ones said', "'young' ones wrote"),
    "emphasis": ("*two* of salt", "**ten** of *salt* and `bread`"),
    "a prefix stays": ("a loaf of bread", "half a loaf, e.g. 24 % of it,"),
    "an address": ("address/of/a/page.html", "place/of/another_page.html?x=1"),
    "a note": ("Bread was dear.", "Bread was *cheap*, it was said."),
    "a note with a cite": ("A note on the fare, as", "A remark on what it cost, as"),
    "a paragraph within a division": ("remark stands in", "remark has its 'place' in"),
    "a sum of money": ("or so, and then", "or less and"),
    "a link": ("built of stone", "made of stone and of sand"),
    "the last one": ("The last words are these", "The last words are others"),
}


@pytest.mark.parametrize("style", ["apa", "chicago"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_corrected_paragraph_is_set_as_in_the_whole(style: str, language: str) -> None:
    page = standing(style, language=language)
    for name, (old, new) in CORRECTED.items():
        body = BODY.replace(old, new)
        assert body != BODY, name
        corrected = page.corrected(source(body, language), BIB, options(style))
        # Implicit references to headings and brackets of definitions are left to the whole.
        if name == "a link":
            assert corrected is None
            continue
        assert corrected is not None, name
        assert corrected.page.html == whole(body, style, language).page.html, name
        assert page.corrected(source(BODY, language), BIB, options(style)) is not None, "and back"


def test_corrections_follow_one_another() -> None:
    page, body = standing(), BODY
    for old, new in CORRECTED.values():
        if "stone" not in old:
            body = body.replace(old, new)
            corrected = page.corrected(source(body), BIB, options("apa"))
            assert corrected is not None
            assert corrected.sources[0] == source(body)
    full = whole(body)
    assert corrected.page == full.page
    assert corrected.notices == full.notices


NOT_CERTAIN = {
    "a new paragraph": ("The last words", "Some words.\n\nThe last words"),
    "another citation": ("words are these [@lund1999]", "words are these [@moe2003]"),
    "another locator": ("p. 4", "p. 5"),
    "a note more": ("The last words", "The last words[^bread]"),
    "a heading": ("# The crossing", "# The voyage"),
    "a list": ("a list of", "a row of"),
    "a fence that is opened": ("The last words are these [@lund1999].", "```\nThe last words"),
    "a division that is opened": ("The quay was built of stone", "::: note\nThe quay was built of stone"),
    "HTML": ("twice", "<b>twice</b>"),
    "an image": ("twice a day", "twice ![a day](day.png)"),
    "a formula": ("and then $5 again", "and $a^2$ again"),
    "a definition": ("The last words are these [@lund1999].", "[a link]: https://example.org/else"),
    "a term": ("A note that is long.", ": A note that is long."),
    "verbatim text": ("The verbatim fare was kept.", "The verbatim fare was lost."),
    "a note of two paragraphs": ("It has two paragraphs.", "It has paragraphs."),
    "a call that is taken out": ("bread[^bread]", "bread"),
    "a figure that is referred to": ("The last words", "The last words of @fig-one"),
    "another script": ("twice", "дважды"),
    "a link that is refused": ("The last words", "The last [words](javascript:alert)"),
    "the gap between paragraphs": ("\n\nThe last words", "\nThe last words"),
    "an attribute": ("*two*", "[two]{lang=fr}"),
}


@pytest.mark.parametrize("name", NOT_CERTAIN)
def test_what_is_not_certain_is_left_to_the_whole(name: str) -> None:
    old, new = NOT_CERTAIN[name]
    assert BODY.count(old) >= 1
    assert standing_once().corrected(source(BODY.replace(old, new)), BIB, options("apa")) is None
    assert standing_once().page.page.html == whole_once().page.html, "it stands as it stood"


_kept: list[Any] = []


def standing_once() -> pipeline.Standing:
    if not _kept:
        _kept.extend((standing(), whole(BODY)))
    return _kept[0]


def whole_once() -> pipeline.Paged:
    standing_once()
    return _kept[1]


def test_other_references_another_style_and_another_front_matter_are_left_to_the_whole() -> None:
    changed = source(BODY.replace("twice", "thrice"))
    assert standing_once().corrected(changed, [Source("references.bib", ENTRIES + b"\n")], options("apa")) is None
    assert standing_once().corrected(changed, BIB, options("chicago")) is None
    other = Source("article.md", changed.content.replace(b"Ida", b"Eva"))
    assert standing_once().corrected(other, BIB, options("apa")) is None


def test_a_division_in_another_language_is_left_to_the_whole() -> None:
    body = BODY.replace("::: remark", "::: {lang=de}")
    changed = source(body.replace("remark stands", 'remark "stands"'))
    assert standing(body=body).corrected(changed, BIB, options("apa")) is None


def test_a_paragraph_that_stands_twice_is_left_to_the_whole() -> None:
    body = BODY.replace("> The quay was quoted.", "> The last words are these [@lund1999].")
    page = standing(body=body)
    assert page.corrected(source(body.replace("\nThe last words", "\nThe final words")), BIB, options("apa")) is None


def test_a_notice_keeps_its_line_or_all_is_set_anew() -> None:
    body = BODY.replace("[@lund1999].\n\n[^fare]", "[@lund1999; @nobody].\n\n[^fare]")
    page = standing(body=body)
    changed = body.replace("went twice", "went thrice")
    corrected = page.corrected(source(changed), BIB, options("apa"))
    assert corrected is not None
    assert corrected.notices == whole(changed).notices != ()
    longer = changed.replace("went thrice", "went\nthrice")
    assert page.corrected(source(longer), BIB, options("apa")) is None, "its line is another now"
    near = changed.replace("The last words", "The final words")
    assert page.corrected(source(near), BIB, options("apa")) is None


def test_any_word_of_the_text_may_change() -> None:
    """Every word in turn: what is corrected is as the whole would be, and most of it is corrected."""
    page, count = standing("chicago"), 0
    words = list(re.finditer(r"(?<= )[a-z]{3,}(?= )", BODY))[::3]
    for word in words:
        body = BODY[: word.start()] + "changed" + BODY[word.end() :]
        if corrected := page.corrected(source(body), BIB, options("chicago")):
            count += 1
            assert corrected.page.html == whole(body, "chicago").page.html, word
            assert page.corrected(source(BODY), BIB, options("chicago"))
    assert count >= len(words) / 2


def test_a_text_that_was_read_before_gives_the_same_page_in_every_style() -> None:
    """Its tree is read once for styles that follow one another: none of them leaves a trace in it."""
    text, entries = ((HERE / f"everything.{suffix}").read_bytes() for suffix in ("md", "bib"))

    def page(style: str, more: bytes = b"") -> str:
        files = [Source("references.bib", entries)]
        return pipeline.paged(Source("article.md", text + more), files, style=style, folder=HERE).page.html

    first = page("apa")
    assert page("chicago") != first
    assert page("apa") == first
    page("chicago", b"\nAnother text.\n")
    assert page("apa") == first, "read anew"
