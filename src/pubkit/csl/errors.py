"""What can stop the citation engine.

    CslError
    ├── StyleError         a style or locale that cannot be used: where, why, what to do
    └── StyleNotFoundError no style of that name, with the nearest known names

Everything survivable is a :class:`CslWarning`, returned with the result: nothing is printed, nothing is lost.
"""

from __future__ import annotations

from pubkit.records import dataclass

__all__ = ["CslError", "CslWarning", "StyleError", "StyleNotFoundError"]


class CslError(Exception):
    """Base of everything that the citation engine raises on purpose."""


class StyleError(CslError):
    """A style or locale file that cannot be used."""

    def __init__(
        self, message: str, *, line: int | None = None, column: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line is not None else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class StyleNotFoundError(CslError):
    """No installed style has this name."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(repr(n) for n in self.nearest)}?" if self.nearest else ""
        return f"unknown style {self.name!r}{hint}"


@dataclass(frozen=True, slots=True)
class CslWarning:
    """Something that the reader of the result should know; the work went on."""

    code: str
    """A stable name, e.g. ``unknown-item``."""
    message: str
    """What was found, in one lower-case sentence that quotes it."""
    item: str | None = None
    """The id of the item concerned."""
