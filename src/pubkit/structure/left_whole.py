"""Tables and code that were left as they are printed: the editor is told where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.model import Article, Verbatim, Witnesses
from pubkit.notices import Notice, Severity

__all__ = ["left_whole"]

_ROWS = re.compile(r"(?:\s*\|.*\|\s*(?:\n|\Z))+")


def left_whole(article: Article, witnesses: Witnesses) -> Iterator[Notice]:
    """A notice for each table whose cells its witness does not tell."""
    for block in article.blocks:
        if not isinstance(block, Verbatim) or block.kind != "table" or _ROWS.fullmatch(block.text.text):
            continue
        lines = block.text.text.count("\n") + 1
        first = next((origin for origin in block.text.origins if origin >= 0), None)
        yield Notice(
            "S205",
            f"a table of {lines} lines is left as it is printed",
            Severity.INFO,
            place=witnesses.place(first) if first is not None else None,
            hint="set its cells by hand",
        )
