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
    "\t": " ",
    "\r": "",
    "\v": "\n",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
}  # the joiners of Persian and Indic scripts (ZWJ, ZWNJ) are spelling, not debris, and are left alone
_ONE = re.compile("[" + "".join(re.escape(char) for char in _TABLE) + "]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")


def characters(text: str) -> Iterator[Edit]:
    """Ligatures to letters, odd spaces and hyphens to plain ones, invisible characters away."""
    for match in _ONE.finditer(text):
        yield Edit(match.start(), match.end(), _TABLE[match.group()], "typographic character of the extractor")
    for match in _CONTROL.finditer(text):
        yield Edit(match.start(), match.end(), "", "control character")
