"""The workbench in a browser: an editor changes a file, switches the style, confirms, places, corrects."""

from __future__ import annotations

import re
import shutil
import signal
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

from preview_support import RAW, Preview, eventually, previewing
from tools import tool

SECONDS = 60_000


@pytest.fixture(scope="module")
def salt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("salt")
    shutil.copy(RAW, folder / "copy.txt")
    (folder / "pubkit.toml").write_text('sources = ["copy.txt"]\n', encoding="utf-8")
    tool("chromium")
    with previewing(folder, "-o", "out") as preview:
        yield preview


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as started:
        running = started.chromium.launch(
            executable_path=tool("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, salt: Preview) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    page = context.new_page()
    trouble: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if is_trouble(message) else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(SECONDS)
    expect.set_options(timeout=SECONDS)
    page.goto(salt.address)
    settled(page)
    yield page
    context.close()
    assert trouble == []
    assert [url for url in asked if not url.startswith((salt.address, "data:"))] == [], "nothing comes from elsewhere"


def is_trouble(message: Any) -> bool:
    # Playwright itself tries to run a script in the article's frame, where none may run.
    return message.type in ("error", "warning") and "document's frame is sandboxed" not in message.text


def settled(page: Any) -> None:
    """Wait until everything that is wanted has been made and is shown."""
    true(page, "document.body.dataset.busy === '' && document.body.dataset.shown === document.body.dataset.page")


def true(page: Any, expression: str) -> None:
    """Wait until it is; Playwright's own way needs `eval`, which the page's policy forbids."""
    eventually(lambda: page.evaluate(expression))


def article(page: Any) -> Any:
    return page.frame_locator("#article")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def decisions(salt: Preview) -> dict[str, Any]:
    path = salt.folder / "out" / "decisions.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def test_page_and_paper_stand_side_by_side(page: Any) -> None:
    expect(article(page).locator("h1")).to_have_text("The Salt Roads of the Northern Coast")
    expect(page.locator("#sheets li.painted").first).to_be_visible()
    expect(page.get_by_role("img", name="Sheet 1 of")).to_be_visible()
    expect(page.locator("#status")).to_have_text(re.compile(r"page in [\d.]+ s · paper in [\d.]+ s · \d sheets?"))
    page.get_by_role("radio", name="Paper").check()
    expect(page.locator("#article")).to_be_hidden()
    page.get_by_role("radio", name="Both").check()
    expect(page.locator("#article")).to_be_visible()


def test_confirming_a_call_writes_the_decision_and_settles_the_question(page: Any, salt: Preview) -> None:
    page.get_by_role("button", name="Review").click()
    asked = page.locator("[data-key='call-2'], form.doubt").count()
    expect(page.get_by_role("heading", name=f"{asked} open question")).to_be_visible()
    call = page.locator("[data-key='call-2']")
    expect(call).to_contain_text("% sure")
    call.get_by_role("button", name="Show").click()
    call.get_by_role("button", name="Confirm").click()
    expect(call).to_have_count(0)
    (decision,) = decisions(salt)["call"]
    assert decision["note"] == "2"
    assert "known from copies alone." in decision["after"]


def test_a_field_is_corrected_where_it_stands(page: Any, salt: Preview) -> None:
    page.get_by_role("button", name="Review").click()
    opened = "document.querySelectorAll('details').forEach((each) => { each.open = true })"
    page.evaluate(opened)  # fields that are not in doubt are folded away
    box = page.locator("form[data-key='field-berg2001-author']").first.locator("input, textarea").first
    box.fill("Johanna Berg")
    box.press("Enter")
    expect(page.locator("form.doubt")).to_have_count(0)
    eventually(lambda: "field" in decisions(salt))
    assert decisions(salt)["field"] == [{"key": "berg2001", "variable": "author", "value": "Johanna Berg"}]
    expect(article(page).locator(".references")).to_contain_text("Berg, J. (2001)")
    assert "Johanna" in (salt.folder / "out" / "references.bib").read_text(encoding="utf-8")
    page.get_by_role("button", name="Take back").click()
    expect(box).to_have_value("Hanna Berg")
    assert "field" not in decisions(salt)
    assert "Johanna" not in (salt.folder / "out" / "references.bib").read_text(encoding="utf-8")


def test_a_decision_is_taken_back_and_a_call_is_placed_by_a_click_in_the_text(page: Any, salt: Preview) -> None:
    (salt.folder / "out" / "decisions.toml").write_text("# none yet\n", encoding="utf-8")
    page.get_by_role("button", name="Review").click()
    call = page.locator("[data-key='call-2']")
    call.get_by_role("button", name="Place elsewhere").click()
    expect(page.get_by_text("Click in the text behind the words where note 2 is called.")).to_be_visible()
    place = page.get_by_role("button", name="Place here")
    expect(place).to_be_disabled()
    paragraph = article(page).locator("p", has_text="The oldest book that we have")
    settled(page)
    paragraph.scroll_into_view_if_needed()
    box = paragraph.bounding_box()
    paragraph.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    expect(place).to_be_enabled()
    words = page.get_by_role("textbox", name="Words before the call of note 2").input_value()
    assert words and words in paragraph.inner_text()
    place.click()
    expect(paragraph).to_contain_text("(Dahl, 2004)")
    assert decisions(salt)["call"] == [{"note": "2", "after": words}]
    assert (salt.folder / "out" / "decisions.toml").read_text(encoding="utf-8").startswith("# none yet\n")
    expect(page.locator(".notice", has_text="D102")).to_have_count(0)
    page.get_by_role("button", name="Take back").click()
    expect(paragraph).not_to_contain_text("(Dahl, 2004)")
    assert (salt.folder / "out" / "decisions.toml").read_text(encoding="utf-8") == "# none yet\n"


def opened(page: Any, section: str) -> Any:
    """A section of the review, open."""
    page.get_by_role("button", name="Review").click()
    page.evaluate("document.querySelectorAll('#review details').forEach((each) => { each.open = true })")
    return page.locator(f"[data-section={section}]")


def point(page: Any, paragraph: Any, words: str) -> None:
    """Click on the first of these words."""
    settled(page)
    paragraph.scroll_into_view_if_needed()
    place = page.frame(url=re.compile("/article$")).evaluate(
        """words => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const start = node.data.indexOf(words)
                if (start < 0) continue
                const range = document.createRange()
                range.setStart(node, start + 1)
                range.setEnd(node, start + 2)
                const { left, top, height } = range.getBoundingClientRect()
                return { left, top: top + height / 2 }
            }
        }""",
        words,
    )
    frame = page.locator("#article").bounding_box()
    page.mouse.click(frame["x"] + place["left"] + 1, frame["y"] + place["top"])


def test_a_paragraph_is_begun_and_joined_by_a_click(page: Any, salt: Preview) -> None:
    paragraphs = opened(page, "paragraphs")
    begins = article(page).locator("p", has_text=re.compile("^The keeper wrote down"))
    expect(begins).to_have_count(0)
    paragraphs.get_by_role("button", name="Begin a paragraph").click()
    expect(page.get_by_text("Click in the text on the word with which a paragraph begins.")).to_be_visible()
    point(page, article(page).locator("p", has_text="The keeper wrote down"), "keeper wrote")
    words = page.get_by_role("textbox", name="Words with which a paragraph begins")
    expect(words).to_have_value(re.compile("^keeper wrote down the owner"))
    words.fill("The keeper wrote down")
    page.get_by_role("button", name="Begin it here").click()
    expect(begins).to_have_count(1)
    assert decisions(salt)["paragraph"] == [{"begins": "The keeper wrote down"}]
    page.get_by_role("button", name="Take back").click()
    expect(begins).to_have_count(0)
    paragraphs.get_by_role("button", name="Join with the one before").click()
    point(page, article(page).locator("p", has_text="Most of the carts"), "families")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(article(page).locator("p", has_text="A toll book was a ledger")).to_contain_text("Most of the carts")
    (decision,) = decisions(salt)["paragraph"]
    assert decision["continues"].startswith("Most of the carts belonged to")
    row = page.locator("[data-section=decisions] .finding", has_text="goes on the paragraph before")
    expect(row).to_contain_text("applied")
    row.get_by_role("button", name="Take out").click()
    expect(row).to_have_count(0)
    assert "paragraph" not in decisions(salt)
    expect(article(page).locator("p", has_text="A toll book was a ledger")).not_to_contain_text("Most of the carts")


def test_two_works_are_one_and_are_not(page: Any, salt: Preview) -> None:
    opened(page, "works")
    work = page.locator("[data-key='work-berg1998']")
    work.get_by_label("Work that is the same as berg1998").select_option("berg2001")
    work.get_by_role("button", name="is the same work").click()
    expect(page.locator("[data-key='work-berg2001']")).to_have_count(0)
    assert decisions(salt)["work"] == [{"same": ["berg1998", "berg2001"]}]
    expect(article(page).locator(".references")).not_to_contain_text("(2001)")
    work.get_by_role("button", name="note 3 is another work").click()
    expect(article(page).locator(".references")).to_contain_text("The four families")
    assert decisions(salt)["work"] == [
        {"same": ["berg1998", "berg2001"]}, {"key": "berg1998", "apart": ["note 3"]},
    ]  # fmt: skip
    page.get_by_role("button", name="Take back").click()
    expect(article(page).locator(".references")).not_to_contain_text("The four families")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("[data-key='work-berg2001']")).to_have_count(1)
    assert "work" not in decisions(salt)


def test_the_front_matter_is_corrected(page: Any, salt: Preview) -> None:
    opened(page, "front")
    box = page.get_by_label("authors", exact=True)
    expect(box).to_have_value("Marta Lindqvist")
    box.fill("Marta Lindqvist; Eva Strand")
    box.press("Enter")
    expect(article(page).locator("header").first).to_contain_text("Eva Strand")
    assert decisions(salt)["front"] == {"authors": ["Marta Lindqvist", "Eva Strand"]}
    page.get_by_role("button", name="Take back").click()
    expect(article(page).locator("header").first).not_to_contain_text("Eva Strand")


def test_a_decision_that_no_longer_applies_is_shown_and_taken_out(page: Any, salt: Preview) -> None:
    path = salt.folder / "out" / "decisions.toml"
    path.write_text('# why\n[[call]]\nnote = "2"\nafter = "no such words"\n', encoding="utf-8")
    decided = opened(page, "decisions")
    row = decided.locator(".finding", has_text="no such words").first
    expect(row).to_contain_text("no longer applies")
    row.get_by_role("button", name="Take out").click()
    expect(decided).to_contain_text("Nothing yet.")
    assert path.read_text(encoding="utf-8") == "# why\n"
    page.get_by_role("button", name="Take back").click()
    expect(row).to_contain_text("no longer applies")
    path.write_text("", encoding="utf-8")
    expect(decided).to_contain_text("Nothing yet.")


def test_an_edit_is_shown_and_the_place_is_kept(page: Any, salt: Preview) -> None:
    path = salt.folder / "out" / "article.md"
    kept = article(page).locator("p", has_text="A road of gravel cost")
    kept.scroll_into_view_if_needed()
    page.frame(url=re.compile("/article$")).evaluate(
        "() => scrollBy(0, [...document.querySelectorAll('p')].find(p => p.textContent.startsWith('A road'))"
        ".getBoundingClientRect().top - 10)"
    )
    before = kept.bounding_box()["y"]
    longer = "The books were read by the light of one candle. " * 40
    edit(path, "Nobody has counted them all.", f"Nobody has counted them all. {longer}")
    expect(article(page).locator("p", has_text="light of one candle")).to_have_count(1)
    settled(page)
    assert abs(kept.bounding_box()["y"] - before) < 2, "the paragraph in view has not moved"
    edit(path, longer, "")
    expect(article(page).locator("p", has_text="light of one candle")).to_have_count(0)
    assert abs(kept.bounding_box()["y"] - before) < 2


def test_the_style_and_the_theme_are_switched(page: Any) -> None:
    expect(article(page).locator("p", has_text="Salt was boiled")).to_contain_text("(Berg, 1998)")
    style = page.get_by_label("Style")
    style.fill("chicago")
    style.press("Enter")
    expect(article(page).locator("p", has_text="Salt was boiled")).not_to_contain_text("(Berg, 1998)")
    expect(article(page).locator(".footnotes")).to_contain_text("Journal of Coastal History")
    page.get_by_label("Theme").select_option("modern")
    true(page, "document.body.dataset.busy !== ''")
    settled(page)
    expect(page.get_by_label("Theme")).to_have_value("modern")
    style.fill("apa")
    style.press("Enter")
    expect(article(page).locator("p", has_text="Salt was boiled")).to_contain_text("(Berg, 1998)")
    page.get_by_label("Theme").select_option("classic")
    settled(page)


def test_on_a_narrow_screen_there_is_one_pane_and_the_review_over_it(page: Any) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    page.reload()
    settled(page)
    expect(page.locator("#paper")).to_be_hidden()
    page.get_by_role("button", name="Review").click()
    expect(page.get_by_role("button", name="Take back")).to_be_in_viewport()
    box = page.locator("#review").bounding_box()
    assert box["width"] > 300
    page.keyboard.press("Escape")
    expect(page.locator("#review")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400, "nothing is cut off at the side"


def test_an_error_stands_over_the_last_good_page_with_its_line(page: Any, salt: Preview) -> None:
    settings = salt.folder / "pubkit.toml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(good + 'style = ["apa"]\n', encoding="utf-8")
    error = page.get_by_role("alert")
    expect(error).to_contain_text('"style" is not a string in quotes')
    expect(error.locator("pre")).to_have_text('style = ["apa"]\n^')
    expect(error).to_contain_text("the last edition that could be made")
    expect(article(page).locator("h1")).to_be_visible()
    settings.write_text(good, encoding="utf-8")
    expect(error).to_be_hidden()


def test_notices_open_over_the_page_and_lead_to_their_line(page: Any, salt: Preview) -> None:
    path = salt.folder / "out" / "article.md"
    good = path.read_text(encoding="utf-8")
    edit(path, "The petitions were answered late", "The petitions [@nobody1999] were answered late")
    notices = page.get_by_role("button", name="Notices")
    true(page, "document.querySelector('#notices').textContent.includes('nobody1999')")
    notices.click()
    strip = page.get_by_role("alert")
    expect(strip).to_contain_text('unknown citation key "nobody1999"')
    row = page.locator("#notices .notice", has_text="nobody1999")
    expect(row.locator("pre")).to_contain_text("^")
    row.get_by_role("button", name="show in text").click()
    page.keyboard.press("Escape")
    expect(page.locator("#notices")).to_be_hidden()
    path.write_text(good, encoding="utf-8")
    true(page, "!document.querySelector('#notices').textContent.includes('nobody1999')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Any, salt: Preview, scheme: str) -> None:
    axe = files("axe_playwright_python") / "axe.min.js"
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name="Notices").click()
    page.evaluate("document.querySelectorAll('#review details').forEach(part => { part.open = true })")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html)])")
    assert found == []


def test_the_end_of_the_server_is_shown(browser: Any, salt: Preview) -> None:
    page = browser.new_page()
    page.goto(salt.address)
    settled(page)
    page.get_by_role("button", name="Review").click()
    salt.process.send_signal(signal.SIGINT)
    expect(page.get_by_role("alert")).to_contain_text("The preview has ended.")
    expect(article(page).locator("h1")).to_be_visible()
    page.close()
