"""Cites in the running text: stretches of its runs that a pattern finds and a reader understands become citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pubkit.model import Cite, CiteGroup, Inline, Run, TracedText

__all__ = ["with_cites"]


def with_cites(
    inlines: Iterable[Inline],
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], tuple[Cite, ...]],
    tell: Callable[[TracedText, str], None],
) -> tuple[Inline, ...]:
    """The inlines with a `CiteGroup` in place of each match that `read` has cites for; the others stay as printed.

    `tell` is called with the printed stretch and the keys that it is taken for.
    """
    out: list[Inline] = []
    for inline in inlines:
        out += _parts(inline, pattern, read, tell) if isinstance(inline, Run) else [inline]
    return tuple(out)


def _parts(
    run: Run,
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], tuple[Cite, ...]],
    tell: Callable[[TracedText, str], None],
) -> Iterator[Inline]:
    text, last = run.text, 0
    for match in pattern.finditer(text.text):
        cites = read(match)
        if not cites:
            continue
        if match.start() > last:
            yield Run(text[last : match.start()], run.style)
        printed = text[match.start() : match.end()]
        yield CiteGroup(cites, printed)
        tell(printed, ", ".join("@" + cite.key for cite in cites))
        last = match.end()
    if not last:
        yield run
    elif last < len(text):
        yield Run(text[last:], run.style)
