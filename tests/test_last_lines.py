"""Last lines: no half word on them, no short word alone; a title does not end in one word. Nothing else changes."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from pubkit.typesetting.last_lines import last_lines


def mended(html: str) -> str:
    root = ElementTree.fromstring(f"<body>{html}</body>")
    last_lines(root)
    return ElementTree.tostring(root, "unicode").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>The trade of the harbour.</p>", '<p>The trade of the <span class="last-word">harbour.</span></p>'),
        ("<p>A <em>long</em> voyage northwards.</p>",
         '<p>A <em>long</em> voyage <span class="last-word">northwards.</span></p>'),
        ("<p>Of <em>the great voyage</em></p>", '<p>Of <em>the great <span class="last-word">voyage</span></em></p>'),
        ("<p>Wool, grain and so on.</p>", "<p>Wool, grain and so\N{NO-BREAK SPACE}on.</p>"),
        ("<h1>The harbours of a long northern coast</h1>",
         "<h1>The harbours of a long northern\N{NO-BREAK SPACE}coast</h1>"),
    ],
)  # fmt: skip
def test_what_is_mended(given: str, expected: str) -> None:
    assert mended(given) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>Harbour</p>",
        "<p>The harbour was large.</p>",
        '<p>As was shown.<span class="with-call"><note>Harbour</note></span></p>',
        "<p>The harbour <code>northern harbour</code></p>",
        "<p>An incomprehensibilities on.</p>",
        "<h1>Incomprehensibilities notwithstanding</h1>",
        "<p />",
    ],
)
def test_what_is_left_alone(html: str) -> None:
    assert mended(html) == html


def test_in_columns_a_short_word_may_stand_alone() -> None:
    html = '<div class="columns"><p>Wool, grain and so on.</p></div>'
    assert mended(html) == html
