"""The text cases of the stages from bytes to article.md."""

from __future__ import annotations

import pytest

from cases_reader import Case, accept, all_cases
from pubkit.formats.markdown import write_article
from pubkit.formats.markdown_text import escape, escape_start
from pubkit.model import TracedText, Witness, Witnesses
from pubkit.structure import divide
from pubkit.witnesses import RULES, regularize, replay
from pubkit.witnesses.edits import emend


def outcome(case: Case) -> str:
    stage, rule = case.file.parent.name, case.file.stem
    if stage == "witnesses":
        text, done = emend(TracedText.of(case.input, 0), rule, dict(RULES)[rule](case.input))
        assert replay(case.input, done) == text.text
        return text.text
    if stage == "formats":
        return escape_start(escape(case.input))
    witnesses = Witnesses.of([Witness("", "case.txt", case.input.replace("<page>\n", "\f"))])
    article, _ = divide(regularize(witnesses.all[0]))
    return write_article(article, notes="text", pull_quotes="div").strip()


@pytest.mark.parametrize("case", all_cases("witnesses", "structure", "formats"), ids=lambda case: case.name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    result = outcome(case)
    if request.config.getoption("--accept", default=False):
        accept(case, result)
        return
    if case.fails:
        assert result != case.output, "this known gap is closed: take the mark away"
        pytest.xfail("known gap")
    assert result == case.output
