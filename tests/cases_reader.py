"""Reads text cases: prose, then a fence with the input, a line with one dot, the output.

A case whose prose has a line that begins with `fails:` is a known gap; it is an error when it passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
_FENCE = re.compile(
    r"^(?P<fence>`{3,})\n(?P<input>.*?)\n?^\.\n(?P<output>.*?)\n?^(?P=fence)$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Case:
    """One example of a rule."""

    file: Path
    prose: str
    input: str
    output: str
    span: tuple[int, int]

    @property
    def fails(self) -> bool:
        return any(line.startswith("fails:") for line in self.prose.splitlines())

    @property
    def name(self) -> str:
        words = self.prose.strip().splitlines()[-1] if self.prose.strip() else ""
        return f"{self.file.parent.name}/{self.file.stem}: {words[:60]}"


def read_cases(file: Path) -> list[Case]:
    text = file.read_text(encoding="utf-8")
    cases: list[Case] = []
    last = 0
    for match in _FENCE.finditer(text):
        prose = text[last : match.start()]
        cases.append(Case(file, prose, match["input"], match["output"], match.span("output")))
        last = match.end()
    return cases


def all_cases(*stages: str) -> list[Case]:
    return [case for stage in stages for file in sorted((CASES / stage).glob("*.md")) for case in read_cases(file)]


def accept(case: Case, output: str) -> None:
    """Write what came out into the case's file; the author reads the diff."""
    text = case.file.read_text(encoding="utf-8")
    fresh = next(c for c in read_cases(case.file) if c.input == case.input and c.prose == case.prose)
    start, end = fresh.span
    case.file.write_text(text[:start] + output + text[end:], encoding="utf-8")
