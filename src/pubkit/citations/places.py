"""Where in the article's file something stands: keys of citations, for notices."""

from __future__ import annotations

import functools
import re

from pubkit.errors import Place
from pubkit.records import dataclass

__all__ = ["Manuscript"]

_VERBATIM = re.compile(
    r"""
      ^(?P<fence>`{3,}|~{3,})[^\n]*\n(?:(?!^(?P=fence))[^\n]*\n)*(?:(?P=fence)[^\n]*)?
    | (?<!`)(?P<ticks>`{1,2})(?!`)[^`\n]*(?P=ticks)
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True)
class Manuscript:
    """An article's file: its name and its text, front matter included."""

    file: str
    text: str

    def cite(self, key: str, occurrence: int = 0) -> tuple[Place, str | None]:
        """The place of the `@` of the n-th cite of a key, and its line."""
        pattern = re.compile(rf"@(?:\{{{re.escape(key)}\}}|{re.escape(key)}(?![\w]))")
        found = list(pattern.finditer(self._prose))
        if not found:
            return Place(self.file), None
        start = found[min(occurrence, len(found) - 1)].start()
        line = self.text.count("\n", 0, start)
        column = start - (self.text.rfind("\n", 0, start) + 1)
        return Place(self.file, line + 1, column + 1), self.text.split("\n")[line]

    def words(self, text: str) -> tuple[Place, str | None]:
        """The place where words stand for the first time, and their line."""
        start = self._prose.find(text) if text else -1
        if start < 0:
            return Place(self.file), None
        line = self.text.count("\n", 0, start)
        column = start - (self.text.rfind("\n", 0, start) + 1)
        return Place(self.file, line + 1, column + 1), self.text.split("\n")[line]

    @functools.cached_property
    def _prose(self) -> str:
        # Verbatim text is blanked out, character for character, so that offsets stay.
        return _VERBATIM.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), self.text)
