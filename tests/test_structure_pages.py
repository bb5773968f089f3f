"""Pages made from invented articles: whatever their layout, the ledger adds up, and columns come in reading order."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pubkit.model import Article, Witness, Witnesses
from pubkit.model.ledger import ledger
from pubkit.model.text import TracedText
from pubkit.structure import divide
from pubkit.structure.column_order import order_columns
from pubkit.structure.reading import Line, lines_of
from pubkit.witnesses import regularize

_WORDS = tuple(
    """harbour lantern ferry granite window ledger market winter copper bridge orchard signal paper timber
    evening island kettle quarry meadow cellar basket mirror station thunder garden shipping records
    weavers bakers carried between along under beyond around never always seldom often slowly built
    repaired counted painted forgot measured sold bought described northern southern ancient narrow
    heavy broken quiet bright wooden distant hundred thousand""".split()  # noqa: SIM905
)


def sentence(draw: random.Random) -> str:
    return " ".join(["The", *draw.choices(_WORDS, k=draw.randint(6, 17))]) + "."


def paragraph(draw: random.Random) -> str:
    return " ".join(sentence(draw) for _ in range(draw.randint(2, 6)))


def divided(text: str) -> Article:
    """The article of a text; fails where a character of it is lost or counted twice, or where no rule placed it."""
    witnesses = Witnesses.of([Witness("", "pages.txt", text)])
    regular = regularize(witnesses.all[0])
    article, _ = divide(regular)
    account = ledger(witnesses, [regular], article)
    assert account.balanced, [witnesses.text(span) for span in account.unaccounted]
    assert "remainder" not in dict(account.rules)
    return article


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Pages of an article with what a journal puts around it, in one of the ways of extractors."""
    dice = random.Random(draw(st.integers(0, 10_000)))
    width = draw(st.integers(38, 90))
    height = draw(st.integers(20, 50))
    indent = draw(st.sampled_from(["", "   "]))
    gap = draw(st.booleans())
    head, folio = draw(st.sampled_from(["", "Harbours of the North", "J. Doe"])), draw(st.integers(0, 400))
    marks = draw(st.sampled_from(["{} ", "{}. ", "[{}] ", "{}\n", ""]))
    quotes = draw(st.booleans())
    lines = ["Harbours of the North", "Jane Doe and John Roe", "University of Nowhere", ""]
    lines += ["Abstract: " + sentence(dice), ""]
    for _ in range(draw(st.integers(3, 14))):
        if dice.random() < 0.3:
            lines += ["", dice.choice(["Introduction", "2. Of the ferry", "THE BELLS", "What was sold?"])]
        body = paragraph(dice)
        wrapped = textwrap.wrap(body, width, initial_indent=indent)
        if quotes and dice.random() < 0.4 and len(wrapped) > 4:
            short = textwrap.wrap(body.split(". ")[0] + ".", 24)
            beside = [f"{line} {more}" for line, more in zip(wrapped[2:], short, strict=False)]
            wrapped[2:2] = short if dice.random() < 0.6 else beside
        lines += [*wrapped, *([""] if gap else [])]
    text: list[str] = []
    note = 0
    for number, start in enumerate(range(0, len(lines), height)):
        page = lines[start : start + height]
        if marks and dice.random() < 0.8:
            note += 1
            at = dice.randrange(len(page))
            page[at] += str(note) if page[at] else ""
            page.append(marks.format(note) + sentence(dice))
        page = [*([head] if head and number else []), *page, *([str(folio + number)] if folio else [])]
        text.append("\n".join(page))
    return "\n\f".join(text) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(pages())
def test_nothing_is_lost(text: str) -> None:
    divided(text)


def columns(dice: random.Random, heads: tuple[float, float]) -> tuple[list[Line], list[str]]:
    """A page of two columns as an extractor gives it that parts them at their headings; its lines in reading order."""
    flat: list[str] = []
    starts: list[int] = []
    while len(flat) < 130:
        starts.append(len(flat))
        flat += textwrap.wrap(paragraph(dice), 48)
    half = next(k for k in range(len(flat) // 2, len(flat)) if flat[k][0].islower() and flat[k - 1][-1] != ".")
    flat = flat[: 2 * half]
    cuts = [min(starts, key=lambda start, at=at: abs(start - at * half)) for at in (heads[0], 1 + heads[1])]
    left, right = (
        [flat[: cuts[0]], ["Of Ferries", *flat[cuts[0] : half]]],
        [flat[half : cuts[1]], ["Of Bells", *flat[cuts[1] :]]],
    )
    placed = [(0, 0, left[0]), (len(left[0]), 0, left[1]), (0, 1, right[0]), (len(right[0]), 1, right[1])]
    lines = [
        Line(TracedText.of(line, 0), 0, 0, int(number == 0))
        for _, _, block in sorted(placed)
        for number, line in enumerate(block)
    ]
    return lines, [line for block in left + right for line in block]


@pytest.mark.parametrize("seed", range(6))
def test_columns_come_in_reading_order(seed: int) -> None:
    lines, order = columns(random.Random(seed), (0.3 + 0.05 * seed, 0.7))
    (page,) = order_columns([lines])
    assert [line.string for line in page] == order


def test_one_column_is_left_alone() -> None:
    dice = random.Random(1)
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph(dice), 76)) for _ in range(9))
    lines = lines_of(TracedText.of(text, 0))
    assert order_columns([lines]) == [list(lines)]


def test_columns_in_order_are_left_alone() -> None:
    dice = random.Random(2)
    flat = [line for _ in range(26) for line in textwrap.wrap(paragraph(dice), 48)]
    half = len(flat) // 2
    lines = [Line(TracedText.of(line, 0), 0, 0, int(k in (0, half))) for k, line in enumerate(flat)]
    assert order_columns([lines]) == [lines]


def test_columns_end_half_way() -> None:
    """The foot of the left column, given after the right one, is read before it: else the columns were uneven."""
    dice = random.Random(5)

    def block(lines: int, *, heading: str = "") -> list[str]:
        flat = textwrap.wrap(" ".join(paragraph(dice) for _ in range(9)), 48)[: lines - 2 - bool(heading)]
        end = ["and nobody has seen the harbour since then as it", "was in the winter of the lanterns."]
        return [*([heading] if heading else []), *flat, *end]

    left, right, foot = block(30), block(46), block(15, heading="Winter Markets")
    lines = [
        Line(TracedText.of(line, 0), 0, 0, int(k == 0 and number > 0))
        for number, part in enumerate([left, right, foot])
        for k, line in enumerate(part)
    ]
    (page,) = order_columns([lines])
    assert [line.string for line in page] == [*left, *foot, *right]


def test_notes_between_two_columns_are_read_after_both() -> None:
    """The left column, its notes, then the right column: the sentence at the foot of the left one goes on."""
    dice = random.Random(7)
    left = [*textwrap.wrap(" ".join(paragraph(dice) for _ in range(9)), 48)[:38], "and in the winter the ferry was"]
    notes = [f"{number} The ledgers of the harbour, {number + 20}." for number in range(25, 31)]
    right = [
        "measured by the weavers of the town.",
        *textwrap.wrap(" ".join(paragraph(dice) for _ in range(9)), 48)[:38],
    ]
    lines = [
        Line(TracedText.of(line, 0), 0, 0, int(k == 0 and number > 0))
        for number, part in enumerate([left, notes, right])
        for k, line in enumerate(part)
    ]
    (page,) = order_columns([lines])
    assert [line.string for line in page] == [*left, *right, *notes]
