"""Kept pages: a draft of which some pages are those of the draft before looks as one of which all are new."""

from __future__ import annotations

import functools
from pathlib import Path

import pypdfium2
import pytest

from pubkit import pipeline, typesetting
from pubkit.engines import giving_up, pandoc
from pubkit.engines.weasyprint import Draft
from pubkit.model import Source
from pubkit.typesetting import Layout

SENTENCES = (
    "The ferry of the {n} parish went twice a day and took whoever had a loaf of bread to give.",
    "Nobody wrote down what was carried, but the books of the quay tell of salt, of wool and of an organ.",
    "In the winter of the {n} year the ice carried carts, and the ferrymen mended their boats and their nets.",
)
FRONT = "---\ntitle: On Ferries\nauthor: Ida Strand\nlang: en\npages: 41-58\n---\n\n"


def paragraph(number: int) -> str:
    text = " ".join(SENTENCES[(number + index) % 3].format(n=f"{number}th") for index in range(5))
    note = f"[^{number}]" if number % 3 == 1 else ""
    return f"Paragraph {number} begins here{note}. {text}"


NOTES = [f"[^{number}]: The note of paragraph {number} is not long." for number in range(1, 14, 3)]
PARTS = ["# The crossing", *(paragraph(number) for number in range(7)), "# The quay", "> It was said, and quoted.",
         *(paragraph(number) for number in range(7, 14)), *NOTES]  # fmt: skip
BODY = "\n\n".join(PARTS)


@pytest.fixture(autouse=True, scope="module")
def resident() -> object:
    pandoc.stay()
    yield
    pandoc.leave()


def paged(body: str, theme: str) -> pipeline.Paged:
    article = Source("article.md", (FRONT + body).encode())
    return pipeline.paged(article, [], style="apa", folder=Path(), layout=Layout(theme, "book"))


def looks(draft: Draft) -> list[bytes]:
    if not draft.content:
        return []
    return [page.render(scale=0.6).to_pil().tobytes() for page in pypdfium2.PdfDocument(draft.content)]


@functools.cache
def anew(body: str, theme: str) -> list[bytes]:
    return looks(pipeline.drafted(paged(body, theme)))


class Pane:
    """The sheets that somebody sees."""

    def __init__(self, theme: str) -> None:
        self.kept = typesetting.KeptPages()
        self.theme = theme
        self.sheets: dict[int, bytes] = {}

    def show(self, body: str, theme: str = "") -> int:
        """How many pages were made anew; what is seen is what it should be."""
        draft = pipeline.drafted(paged(body, theme or self.theme), self.kept)
        self.sheets.update(zip(draft.fresh, looks(draft), strict=True))
        seen = [self.sheets[number] for number in range(draft.pages)]
        assert seen == anew(body, theme or self.theme)
        return len(draft.fresh)


EDITS = (
    ("Paragraph 2 begins", "Paragraph 2, as we know, *begins*"),
    ("note of paragraph 10 is", "remark on paragraph 10 is"),
    ("Paragraph 6 begins here", "Paragraph 6 begins here" + " and is longer than it was" * 30),
    ("Paragraph 13 begins", "The last one begins"),
)


def test_what_is_kept_looks_as_if_it_were_new() -> None:
    pane = Pane("classic")
    pages = pane.show(BODY)
    assert pages == len(pane.sheets) >= 4
    assert pane.show(BODY) == 0
    made = 0
    for old, new in EDITS:
        assert old in BODY
        made += pane.show(BODY.replace(old, new))
    assert made < len(EDITS) * pages * 0.8, "most pages are kept"


def test_so_it_is_in_columns() -> None:
    pane = Pane("columns")
    pages = pane.show(BODY)
    assert pane.show(BODY.replace(*EDITS[0])) <= pages
    assert pane.show(BODY.replace(*EDITS[3])) <= pages
    assert pane.show(BODY.replace(*EDITS[3])) == 0


def test_other_blocks_and_another_theme_are_made_anew() -> None:
    pane = Pane("classic")
    pages = pane.show(BODY)
    assert pane.show(BODY.replace("\n\nParagraph 12", "\n\nA new one.\n\nParagraph 12")) >= pages
    assert pane.show(BODY.replace("# The quay", "## The quay")) >= pages
    assert pane.show(BODY, "modern") > 0


def test_a_draft_that_is_given_up_leaves_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pane = Pane("classic")
    pane.show(BODY)
    checks = iter([None, None])

    def check() -> None:
        if next(checks, "") is not None:
            raise giving_up.GivenUp("no longer wanted")

    with monkeypatch.context() as patched:
        patched.setattr(giving_up, "check", check)
        with pytest.raises(giving_up.GivenUp):
            pane.show(BODY.replace("Paragraph 2 begins", "Something else begins"))
    assert 0 < pane.show(BODY.replace("Paragraph 9 begins", "Something else begins")) < len(pane.sheets)
