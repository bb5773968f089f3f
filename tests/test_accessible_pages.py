"""The page of every theme in a browser: axe-core finds nothing in light and in dark, nothing is wider than a phone,
nothing is fetched, the fonts are those of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import stress
from pubkit import pipeline, typesetting
from pubkit.model import Source
from pubkit.typesetting import Layout
from tools import tool

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
FONTS = {"classic": "EB Garamond", "columns": "Source Serif 4", "modern": "Source Serif 4"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = tool("chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def html(theme: str) -> str:
    set_page = pipeline.paged(
        Source("article.md", stress.article(6).encode()), [Source("references.bib", stress.REFERENCES.encode())],
        style="chicago", folder=Path(), layout=Layout(theme=theme),
        images=lambda name: typesetting.Image(stress.figure(), "image/png"),
    )  # fmt: skip
    return set_page.page.html


@pytest.mark.parametrize("theme", typesetting.theme_names())
def test_the_page_of_a_theme(browser: Any, theme: str, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / f"{theme}.html"
    file.write_text(html(theme), "utf-8")
    fetched: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(file.as_uri())
    for scheme, size in (("light", DESK), ("dark", DESK), ("light", PHONE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        found = Axe().run(page).response["violations"]
        told = [(each["id"], each["nodes"][0]["html"][:200], len(each["nodes"])) for each in found]
        assert told == [], (scheme, size)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    script = "document.fonts.ready.then(all => [...all].filter(f => f.status == 'loaded').map(f => f.family))"
    loaded = page.evaluate(script)
    assert FONTS[theme] in {name.strip('"') for name in loaded}
    assert {url.partition(":")[0] for url in fetched} <= {"file", "data"}
    page.close()
