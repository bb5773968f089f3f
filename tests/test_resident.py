"""The pandoc that stays: the same trees and pages as the command line, and an end at the limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pubkit.engines import pandoc, resident
from pubkit.errors import UnreadableInput

TEXTS = {
    "nothing": "",
    "a word": "Привет",
    "inlines": 'An *em*, a "quote" -- with ~~del~~, H~2~O, x^2^, `c`{.py}, [sc]{.smallcaps}, [@key, p. 3], <http://a.b>.',
    "headings": "# One {#one .c k=v}\n\ntext\n\n## Two\n\n### Three\n\n###### Six\n",
    "notes": "A note.[^n] Another.^[inline]\n\n[^n]: First.\n\n    Second.\n",
    "table": "| a | b |\n|---|--:|\n| 1 | $x^2$ |\n\n: Caption {#tbl-one}\n",
    "maths": "$$\\int_0^1 x\\,dx$$\n",
    "code": "```python\nx = 1 < 2\n```\n\n~~~{.numberLines startFrom=3}\ny\n~~~\n",
    "blocks": "::: {.pull-quote lang=de}\n> quoted\n:::\n\n| a verse\n|   goes on\n\nTerm\n:   what it is\n",
    "lists": "1. a\n\n   b\n\n- [ ] to do\n- [x] done\n\n(@x) example\n",
    "image": "![a caption](image.png){width=50%}\n",
}


@pytest.fixture
def stays() -> Iterator[None]:
    pandoc.stay()
    yield
    pandoc.leave()


def test_the_resident_gives_what_the_command_line_gives() -> None:
    plain = []
    for text in TEXTS.values():
        tree = pandoc.read_markdown(text)
        plain.append((tree, pandoc.write(tree, "html5", resident.PAGE_OPTIONS)))
    pandoc.stay()
    try:
        for name, text, (tree, page) in zip(TEXTS, TEXTS.values(), plain, strict=True):
            assert pandoc.read_markdown(text) == tree, name
            assert pandoc.write(tree, "html5", resident.PAGE_OPTIONS) == page, name
        assert resident.lives(), "the answers came from the resident"
    finally:
        pandoc.leave()


@pytest.mark.usefixtures("stays")
def test_the_resident_reads_no_file(tmp_path: Path) -> None:
    canary = tmp_path / "canary.rst"
    canary.write_text("Canarybird\n")
    wanted = f".. include:: {canary}\n".encode()
    assert b"Canarybird" in pandoc.run(["--from", "rst", "--to", "json"], wanted, sandbox=False), "it could be read"
    assert b"Canarybird" not in resident.read(wanted, "rst", time_limit=5)
    assert resident.lives()


@pytest.mark.usefixtures("stays")
def test_a_request_beyond_its_time_ends_the_resident_and_the_next_one_is_answered() -> None:
    with pytest.raises(UnreadableInput, match="did not finish within"):
        pandoc.read_markdown("word " * 200_000, time_limit=0.01)
    assert not resident.lives()
    assert pandoc.read_markdown("a word")["blocks"], "by the command line"
    pandoc.stay()
    assert pandoc.read_markdown("a word")["blocks"]
    assert resident.lives()


@pytest.mark.usefixtures("stays")
def test_what_was_asked_ahead_is_answered_once() -> None:
    long = "A *word*. " * 100_000  # more than a pipe holds
    for text in ("Asked *ahead*.", long):
        with pandoc.reading(text):
            ahead = pandoc.read_markdown(text)
        assert ahead == pandoc.read_markdown(text)
    assert resident.lives(), "the answers came from the resident"


@pytest.mark.usefixtures("stays")
def test_what_was_asked_ahead_and_not_read_is_forgotten() -> None:
    with pytest.raises(UnreadableInput), pandoc.reading("Asked *ahead*."):
        raise UnreadableInput("something else")
    with pandoc.reading("Asked *ahead*."):
        other = pandoc.read_markdown("Another text.")
    assert other == pandoc.read_markdown("Another text.")
    assert resident.lives(), "the answers came from the resident"
