"""decisions.toml as the workbench writes it: one decision after the other, each of which can be taken back.

What the file says otherwise, its comments, order and blank lines, stays as it is. A file that is no TOML, or that
somebody has changed since, is not touched.
"""

from __future__ import annotations

from pathlib import Path

from pubkit import decisions
from pubkit.errors import Place, UsageError
from pubkit.model import Source
from pubkit.workspace import publish, read_optional

__all__ = ["Decided"]


class Decided:
    """The file, and what it was before the decisions of this session."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before: list[tuple[bytes | None, bytes]] = []

    @property
    def can_undo(self) -> bool:
        """Whether a decision of this session can be taken back."""
        return bool(self._before) and read_optional(self._path) == self._before[-1][1]

    def record(self, kind: object, values: object) -> None:
        """Write a decision. Raises `NoDecision` where it is none, `UsageError` where the file is no TOML,
        `CannotWrite`."""
        old = read_optional(self._path)
        text = Source(str(self._path), old).text if old is not None else ""
        new = decisions.recorded(text, kind, values, file=str(self._path)).encode()
        if new == old:
            return
        self._write(new)
        self._before.append((old, new))

    def undo(self) -> None:
        """Take the last decision back. Raises `UsageError` where there is none, or the file was changed since."""
        if not self.can_undo:
            raise UsageError("there is nothing to take back", place=Place(str(self._path)))
        old, _ = self._before.pop()
        self._write(old or b"")

    def _write(self, content: bytes) -> None:
        publish(self._path.parent, {self._path.name: content})
