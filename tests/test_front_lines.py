"""The lines of a front as they were meant."""

from __future__ import annotations

from pubkit.model.text import TracedText
from pubkit.structure.front_lines import tidy_front
from pubkit.structure.reading import lines_of


def front(text: str) -> list[str]:
    return [line.string for line in tidy_front(lines_of(TracedText.of(text, 0)))]


def test_a_mark_alone_joins_its_affiliation_but_no_heading() -> None:
    assert front("Jane Doe\n1\nUniversity of Hills\n") == ["Jane Doe", "1 University of Hills"]
    assert front("Contents\n1\n\n## 1 Of Hills\n") == ["Contents", "1", "## 1 Of Hills"]
