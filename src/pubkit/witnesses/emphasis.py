r"""Emphasis in the signs of Markdown: `*word*`, `**word**`, `_word_`. The signs go, the characters keep their style.

OCR models write Markdown, and the readers of files with markup give what they know in its signs. A sign is one only
where it touches a word on its inner side and none on its outer side (CommonMark, "left-flanking"), and where its twin
stands on the same line: the mark of a note (`word*`), a bullet (`* item`) and a product (`a * b`) stay as they are.
`\*` is an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.model.article import Style
from pubkit.records import dataclass
from pubkit.witnesses.edits import Edit
from pubkit.witnesses.urls import URL

__all__ = ["Emphasis", "emphases", "emphasis"]

_STARS = re.compile(
    r"""(?<![\w*\\]) (?P<sign> \*{1,3} ) (?![\s*.,;:!?)\]])
        (?P<inner> [^*\n]{1,1200} )
        (?<![\s\\(\[]) (?P=sign) (?! [*] | (?![⁰¹²³⁴⁵⁶⁷⁸⁹])\w )""",  # the call of a note may follow
    re.VERBOSE,
)
_LINES = re.compile(
    r"""(?<![\w/\\]) (?P<sign> _ ) (?![\s_.,;:!?)\]])
        (?P<inner> [^_\n]{1,400} )
        (?<![\s\\(\[]) (?P=sign) (?![\w/])""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(?=[*_])")
_STYLES = {1: Style.EMPHASIS, 2: Style.STRONG, 3: Style.STRONG}


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch of text between two signs, and its style."""

    start: int
    """Offset of the first sign."""
    end: int
    """Offset after the last sign."""
    sign: int
    """Length of a sign."""
    style: Style


def emphases(text: str) -> Iterator[Emphasis]:
    """The stretches of emphasized text, in order."""
    found: list[Emphasis] = []
    if "*" in text:
        found += [_one(match) for match in _STARS.finditer(text) if _is_wording(match["inner"])]
    if "_" in text:
        addresses = [match.span() for match in URL.finditer(text)]
        for match in _LINES.finditer(text):
            if _is_wording(match["inner"]) and not any(a <= match.start() < b for a, b in addresses):
                found.append(_one(match))
    last = 0
    for one in sorted(found, key=lambda e: e.start):
        if one.start >= last:
            yield one
            last = one.end


def _is_wording(inner: str) -> bool:
    return any(map(str.isalpha, inner))


def _one(match: re.Match[str]) -> Emphasis:
    size = len(match["sign"])
    return Emphasis(match.start(), match.end(), size, _STYLES[size])


def emphasis(text: str) -> Iterator[Edit]:
    """Take the signs of emphasis and the backslashes of escaped ones away."""
    for one in emphases(text):
        yield Edit(one.start, one.start + one.sign, "", "sign of emphasis")
        yield Edit(one.end - one.sign, one.end, "", "sign of emphasis")
    if "\\" in text:
        for match in _ESCAPED.finditer(text):
            yield Edit(match.start(), match.end(), "", "backslash before a sign")
