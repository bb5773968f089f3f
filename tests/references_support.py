"""Reading the case files of the references' tests, and the seeds through generic code."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from pubkit.model import Article, Bibliography, CiteGroup, Evidence, FrontMatter, Note, Paragraph, Run, TracedText
from pubkit.references import Resolution, resolve

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


def accept(rule: str, case: Case, output: str) -> None:
    """Write what came out into the case's file; the author reads the diff."""
    path = CASES / f"{rule}.md"
    text = path.read_text(encoding="utf-8")
    match = next(
        m
        for m in _FENCE.finditer(text)
        if (m["input"].rstrip("\n"), m["output"].rstrip("\n")) == (case.given, case.wanted)
    )
    path.write_text(text[: match.start("output")] + output + "\n" + text[match.end("output") :], encoding="utf-8")


def resolved(
    notes: list[str], references: Sequence[str] = (), *, language: str = "en", known: Bibliography | None = None
) -> Resolution:
    """An article of nothing but notes and references, resolved."""
    base, made, items = 0, [], []
    for number, text in enumerate(notes, 1):
        run = Run(TracedText.of(text, base))
        made.append(Note(str(number), TracedText.added(str(number)), ((run,),), Evidence("test")))
        base += len(text) + 1
    for text in references:
        items.append(TracedText.of(text, base))
        base += len(text) + 1
    return resolve(Article(FrontMatter(language=language), (), tuple(made), references=tuple(items)), known=known)


def cited_text(text: str, references: Sequence[str], notes: tuple[Note, ...] = ()) -> Resolution:
    """What becomes of one paragraph of an article with this list of references."""
    base = len(text) + 1
    items = []
    for item in references:
        items.append(TracedText.of(item, base))
        base += len(item) + 1
    body = Paragraph((Run(TracedText.of(text, 0)),))
    return resolve(Article(FrontMatter(), (body,), notes, references=tuple(items)))


def body_shown(resolution: Resolution, shown: Callable[[CiteGroup], str]) -> str:
    """Its paragraph, with each citation as `shown` writes it."""
    (block,) = resolution.article.blocks
    assert isinstance(block, Paragraph)
    out = ""
    for inline in block.content:
        assert isinstance(inline, CiteGroup | Run)
        out += shown(inline) if isinstance(inline, CiteGroup) else inline.text.text
    return out


def shown(resolution: Resolution) -> list[str]:
    """Each note with its cites as `[see @key, page 6]`."""
    out = []
    for note in resolution.article.notes:
        words = ""
        for inline in note.paragraphs[0]:
            if isinstance(inline, CiteGroup):
                cites = (f"{c.prefix}@{c.key}{f', {c.label} {c.locator}' if c.locator else ''}" for c in inline.cites)
                words += "[" + "; ".join(cites) + "]"
            else:
                assert isinstance(inline, Run)
                words += inline.text.text
        out.append(words)
    return out


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
