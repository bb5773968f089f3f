"""Characters that extractors leave behind: ligatures, soft hyphens, invisible marks, odd spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.witnesses.edits import Edit

__all__ = ["characters"]

_TABLE = {
    "\N{LATIN SMALL LIGATURE FF}": "ff",
    "\N{LATIN SMALL LIGATURE FI}": "fi",
    "\N{LATIN SMALL LIGATURE FL}": "fl",
    "\N{LATIN SMALL LIGATURE FFI}": "ffi",
    "\N{LATIN SMALL LIGATURE FFL}": "ffl",
    "\N{LATIN SMALL LIGATURE LONG S T}": "st",
    "\N{LATIN SMALL LIGATURE ST}": "st",
    "\N{SOFT HYPHEN}": "",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "",
    "\N{WORD JOINER}": "",
    "\N{REPLACEMENT CHARACTER}": "\N{REPLACEMENT CHARACTER}",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{HAIR SPACE}": " ",
    "\N{EN SPACE}": " ",
    "\N{EM SPACE}": " ",
    "\N{FIGURE SPACE}": " ",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN}": "-",
    "\r": "",
    "\v": "\n",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
}  # the joiners of Persian and Indic scripts (ZWJ, ZWNJ) are spelling, not debris, and are left alone
_ONE = re.compile("[" + "".join(re.escape(char) for char in _TABLE) + "]")
_TAB = re.compile(r"\t")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")


def characters(text: str) -> Iterator[Edit]:
    """Ligatures to letters, odd spaces and hyphens to plain ones, invisible characters away."""
    for match in _ONE.finditer(text):
        yield Edit(match.start(), match.end(), _TABLE[match.group()], "typographic character of the extractor")
    rows = _rows(text) if "\t" in text else ()
    for match in _TAB.finditer(text):
        if not any(start <= match.start() < end for start, end in rows):
            yield Edit(match.start(), match.end(), " ", "tab between words")
    for match in _CONTROL.finditer(text):
        yield Edit(match.start(), match.end(), "", "control character")


def _rows(text: str) -> tuple[tuple[int, int], ...]:
    """Where the tabs between the cells of tables are: lines with as many inner tabs as the line above or below."""
    found: list[tuple[int, int]] = []
    before = (0, 0, 0)
    for match in re.finditer(r"[^\n]+\n?", text):
        line = match.group().rstrip()
        inner = line.lstrip()
        start, count = match.start() + len(line) - len(inner), inner.count("\t")
        if count and count == before[2]:
            found += (
                [before[:2], (start, match.end())] if not found or found[-1] != before[:2] else [(start, match.end())]
            )
        before = (start, match.end(), count) if count else (0, 0, 0)
    return tuple(found)
