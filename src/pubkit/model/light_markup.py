"""Titles and names have a little markup, as Markdown: emphasis, code, escaped signs.

In: such a text. Out: its words, where markup cannot stand. A star, a line or a tick that stands alone is a sign like
any other.
"""

from __future__ import annotations

import re

__all__ = ["plain"]

_PAIRED = (
    re.compile(r"(?<![\\*])(?P<mark>\*{1,3})(?=[^\s*])(?P<text>[^*]*[^*\s\\])(?P=mark)(?!\*)"),
    re.compile(r"(?<![\\\w])(?P<mark>_{1,3})(?=[^\s_])(?P<text>[^_]*[^_\s\\])(?P=mark)(?!\w)"),
    re.compile(r"(?<![\\`])(?P<mark>`{1,2})(?P<text>[^`]+)(?P=mark)(?!`)"),
)
"""Emphasis and code: a star, a line or a tick that stands alone is a sign like any other."""
_ESCAPED = re.compile(r"\\(?P<sign>[^\w\s])")


def plain(text: str) -> str:
    """A text without the little markup that it may have."""
    for pattern in _PAIRED:
        text = pattern.sub(r"\g<text>", text)
    return _ESCAPED.sub(r"\g<sign>", text)
