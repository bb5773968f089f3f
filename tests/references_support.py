"""Reading the case files of the references' tests, and the seeds through generic code."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "references"
SHARED = ROOT.parent / "shared" / "references"

_FENCE = re.compile(r"^```[ \t]*(?P<mark>[^\n]*)\n(?P<input>.*?)^\.\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One fence: what goes in, what must come out, and why it is known to fail, if it is."""

    name: str
    given: str
    wanted: str
    fails: str


def cases(rule: str) -> list[Case]:
    text = (CASES / f"{rule}.md").read_text(encoding="utf-8")
    found = []
    for number, match in enumerate(_FENCE.finditer(text), 1):
        mark = match["mark"].strip()
        fails = mark.removeprefix("fails").strip(" :") or "known gap" if mark.startswith("fails") else ""
        found.append(Case(f"{rule}-{number}", match["input"].rstrip("\n"), match["output"].rstrip("\n"), fails))
    assert found, f"{rule}.md has no case"
    return found


def parameters(rule: str) -> list[object]:
    return [
        pytest.param(
            case, id=case.name, marks=[pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []
        )
        for case in cases(rule)
    ]


def shared(name: str) -> Path:
    """A file of the shared data; skips where it is absent, fails on CI."""
    path = SHARED / name
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing")
        pytest.skip(f"{path} is not on this machine")
    return path


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE_LINE = re.compile(r"^[ \t]*(?:(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]+) |\$\^\{?(?P<tex>\d+))(?P<text>.*)$", re.MULTILINE)


def seed_notes() -> tuple[str, list[tuple[str, int, int]]]:
    """The witness in which footnote lines stand, and (mark, start, end) of each."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        notes = [
            (
                (match["mark"] or match["tex"]).translate(_SUPERSCRIPTS),
                match.start("text") if match["mark"] else match.start(),
                match.end(),
            )
            for match in _NOTE_LINE.finditer(text)
        ]
        if notes:
            return text, notes
    raise AssertionError("no seed has footnotes")
