"""Regular expressions that are compiled when they are first asked: one reference pays for what it needs alone.

The tables of cue words make expressions of thousands of alternatives; compiling all of them takes longer than reading a
hundred references. A `Pattern` answers like a compiled expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Pattern"]


class Pattern:
    """An expression with its flags."""

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def match(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Like `re.Pattern.match`."""
        return self.compiled.match(text, start, min(end, len(text)))

    def search(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Like `re.Pattern.search`."""
        return self.compiled.search(text, start, min(end, len(text)))

    def fullmatch(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Like `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text, start, min(end, len(text)))

    def finditer(self, text: str, start: int = 0, end: int = 1 << 60) -> Iterator[re.Match[str]]:
        """Like `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, min(end, len(text)))
