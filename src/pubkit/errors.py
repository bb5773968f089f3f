"""What stops the work.

    PubkitError                 70  something pubkit did not foresee
    ├── UsageError               2  the call itself is wrong: an unknown option, style or format
    ├── UnreadableInput          3  a file that cannot be read as what it is said to be
    ├── MissingEngine            4  pandoc, Pango or a font is not there
    └── CannotWrite              5  the result cannot be rendered or written

Every error says what was found, where, and what to do. The number is the exit code of the command line.
Survivable trouble is a `pubkit.notices.Notice` instead.
"""

from __future__ import annotations

from typing import ClassVar

from pubkit.records import dataclass

__all__ = ["CannotWrite", "MissingEngine", "Place", "PubkitError", "UnreadableInput", "UsageError"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file a person can open; lines and columns count from 1, in characters."""

    file: str
    """The file as the user named it."""
    line: int | None = None
    """The line, from 1; None where the trouble is with the whole file."""
    column: int | None = None
    """The column, from 1, in characters; None where it is the whole line."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class PubkitError(Exception):
    """The work cannot go on; `message` says what was found, `place` where, `hint` what to do."""

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "X700"

    def __init__(
        self, message: str, *, place: Place | None = None, source_line: str | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.source_line = source_line
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (workers), and keyword-only arguments do not survive plain pickling.
        return (_rebuild, (type(self), self.message, self.place, self.source_line, self.hint))


def _rebuild(
    kind: type[PubkitError], message: str, place: Place | None, source_line: str | None, hint: str | None
) -> PubkitError:
    return kind(message, place=place, source_line=source_line, hint=hint)


class UsageError(PubkitError):
    """The call is wrong: an unknown option, style, format or key of the configuration."""

    exit_code = 2
    code = "U200"


class UnreadableInput(PubkitError):
    """The input cannot be read as what it is said to be."""

    exit_code = 3
    code = "R300"


class MissingEngine(PubkitError):
    """A program or library that pubkit builds on is not there."""

    exit_code = 4
    code = "E400"


class CannotWrite(PubkitError):
    """The result cannot be rendered or written."""

    exit_code = 5
    code = "W500"
