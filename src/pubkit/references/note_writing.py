"""Writing the notes anew: cites in place of references and short cites, all other words as they were printed.

In: the parts of a stretch of a note, each with its work, and the runs that it was read from. Out: inlines whose texts
and sources put together are the note. A note of nothing but references is one citation; else each cite stands in its
sentence, which keeps its punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubkit.model import Cite, CiteGroup, Inline, Run, Style, TracedText
from pubkit.records import dataclass, replace
from pubkit.references.works import Group

__all__ = ["Cited", "Printed", "write_runs", "write_stretch"]


@dataclass(frozen=True, slots=True)
class Printed:
    """Words that stay."""

    text: TracedText


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a cite stands for."""

    text: TracedText
    work: Group
    prefix: str = ""
    label: str = ""
    locator: str = ""


def write_stretch(parts: Iterable[Printed | Cited], runs: tuple[Run, ...]) -> list[Inline]:
    """The inlines of parts that were read from `runs`; the works have their keys."""
    given = list(parts)
    only = any(isinstance(part, Cited) for part in given) and not any(
        isinstance(part, Printed) and re.search(r"\w", part.text.text) for part in given
    )
    out: list[Inline] = []
    for part in given:
        if isinstance(part, Cited):
            out += _cite(part, runs, only, out)
        elif only and out:
            out.append(_swallow(out.pop(), part.text))
        else:
            out += write_runs(part.text, runs)
    return out


def _swallow(last: Inline, text: TracedText) -> Inline:
    """A stop behind the last reference of a note that is only references belongs to its source."""
    if isinstance(last, CiteGroup):
        return replace(last, source=last.source + text)
    return Run(last.text + text, last.style) if isinstance(last, Run) else last


def _cite(part: Cited, runs: tuple[Run, ...], only: bool, out: list[Inline]) -> list[Inline]:
    text = part.text
    prefix = f"{part.prefix} " if part.prefix else ""
    cite = Cite(part.work.key, (part.label or "page") if part.locator else None, part.locator or None, prefix)
    if only:
        if out and isinstance(before := out[-1], CiteGroup):
            out.pop()
            return [CiteGroup((*before.cites, cite), before.source + text)]
        return [CiteGroup((cite,), text)]
    end = len(text.text.rstrip(" .;,")) if not re.search(r"\b[A-Z]\.\s*$", text.text) else len(text.text.rstrip())
    tail = write_runs(text[end:], runs) if end < len(text) else []
    return [CiteGroup((cite,), text[:end]), *tail]


def write_runs(text: TracedText, runs: tuple[Run, ...]) -> list[Inline]:
    """The text as runs, each in the style that its characters had."""
    styles = {
        number: run.style for run in runs if run.style is not Style.PLAIN for number in run.text.origins if number >= 0
    }
    out: list[Inline] = []
    start = 0
    for index in range(1, len(text) + 1):
        here = styles.get(text.origins[start], Style.PLAIN)
        if index == len(text) or styles.get(text.origins[index], Style.PLAIN) is not here:
            out.append(Run(text[start:index], here))
            start = index
    return out
