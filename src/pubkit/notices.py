"""Trouble that does not stop the work: a code, a place, a hint.

A notice travels with the result that it is about and is shown once, at the edge. Its one-line form is the one
of compilers and of ruff, so that editors can jump to it::

    article.md:42:17: warning K101: unknown citation key "andersen2013"
      | as was shown [@andersen2013]
      |               ^
      = hint: did you mean @anderson2013?

The letter of a code names the room: W witnesses, C collation, S structure, B bibliography and references,
K citations, L styles and locales, F formats, T typesetting, P project and configuration,
D the editor's decisions.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable

from pubkit.errors import Place, PubkitError
from pubkit.records import dataclass

__all__ = ["Notice", "Severity", "nearest", "notice_of"]


class Severity(enum.StrEnum):
    """How much a notice asks of the editor."""

    INFO = "info"
    """Something was done that the editor may want to know."""
    WARNING = "warning"
    """Something may be wrong: it wants an editor's eye."""
    ERROR = "error"
    """Something is wrong; what could be done without it was done."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One piece of survivable trouble."""

    code: str
    """A stable code: a letter for the room and three digits."""
    message: str
    """What was found, in lower case, quoting the offending text."""
    severity: Severity = Severity.WARNING
    """How much it asks of the editor."""
    place: Place | None = None
    """Where it stands."""
    source_line: str | None = None
    """The offending line, for the caret."""
    hint: str | None = None
    """What to do about it."""

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        lines = [f"{head}{self.severity} {self.code}: {self.message}"]
        if self.source_line is not None:
            lines += _caret(self.source_line, self.place.column if self.place else None)
        if self.hint:
            lines.append(f"  = hint: {self.hint}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The notice as JSON-able data, for `--format json`."""
        place = self.place
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "hint": self.hint,
        }


_WINDOW = 100
"""Characters of a long line that are shown around the caret."""


def _caret(line: str, column: int | None) -> list[str]:
    start = 0
    if len(line) > _WINDOW:
        start = max(0, (column or 1) - 1 - _WINDOW // 2)
        line = line[start : start + _WINDOW]
    shown = "".join(" " if unicodedata.category(char) in ("Cc", "Cf") else char for char in line)
    lines = [f"  | {shown.rstrip()}"]
    if column is not None:
        lines.append(f"  | {' ' * (column - 1 - start)}^")
    return lines


def notice_of(error: PubkitError) -> Notice:
    """The error in the form of a notice, so that both are shown alike."""
    return Notice(error.code, error.message, Severity.ERROR, error.place, error.source_line, error.hint)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known name nearest to `word` (difflib ratio of at least `cutoff`), or None."""
    import difflib

    found = difflib.get_close_matches(word.casefold(), sorted(known), n=1, cutoff=cutoff)
    return found[0] if found else None
