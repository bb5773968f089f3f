"""decisions.toml as the workbench writes it: one decision after the other, each of which can be taken back.

What the file says otherwise, its comments, order and blank lines, stays as it is. A file that is no TOML, or that
somebody has changed since, is not touched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pubkit import decisions, editions
from pubkit.errors import Place, PubkitError, UsageError
from pubkit.model import Source
from pubkit.notices import Notice
from pubkit.workspace import file_hash, publish, read_optional

__all__ = ["Decided"]


class Decided:
    """The file, and what it and the conversion beside it were before the decisions of this session."""

    def __init__(self, path: Path, folder: Path) -> None:
        """`folder` is that of the article; the file may lie elsewhere."""
        self._path = path
        self._folder = folder
        self._before: list[tuple[bytes, dict[str, bytes], bytes]] = []

    @property
    def can_undo(self) -> bool:
        """Whether a decision of this session can be taken back."""
        return bool(self._before) and read_optional(self._path) == self._before[-1][2]

    def record(self, kind: object, values: object) -> None:
        """Write a decision. Raises `NoDecision` where it is none, `UsageError` where the file is no TOML,
        `CannotWrite`."""
        self._change(decisions.recorded, kind, values)

    def take_out(self, kind: object, values: object) -> None:
        """Take a decision out of the file, whoever has written it. Raises as `record` does."""
        self._change(decisions.removed, kind, values)

    def _change(self, change: Callable[..., str], kind: object, values: object) -> None:
        old = read_optional(self._path) or b""
        new = change(Source(str(self._path), old).text, kind, values, file=str(self._path)).encode()
        if new == old:
            return
        made = self._made()
        publish(self._path.parent, {self._path.name: new})
        self._before.append((old, made, new))

    def listed(self, notices: Sequence[Notice]) -> list[dict[str, Any]]:
        """The decisions of the file, each with what the last conversion had against it; none where it is no TOML."""
        against = {notice.place.line: notice for notice in notices if notice.code == "D102" and notice.place}
        try:
            found = decisions.read_decisions(Source(str(self._path), read_optional(self._path) or b"").text).all
        except PubkitError:
            return []
        rows = []
        for decision in found:
            notice = against.get(decision.place.line)
            said = {"why": notice.message, "hint": notice.hint} if notice else {"why": "", "hint": ""}
            values = dict(decision.values)
            rows.append({"kind": decision.kind, "values": values, "line": decision.place.line, **said})
        return rows

    def undo(self) -> None:
        """Take the last decision back. Raises `UsageError` where there is none, or the file was changed since."""
        if not self.can_undo:
            raise UsageError("there is nothing to take back", place=Place(str(self._path)))
        old, made, _ = self._before.pop()
        # A conversion keeps what references.bib says: what it said before goes back, unless an editor has changed it.
        if self._made():
            publish(self._folder, made)
        publish(self._path.parent, {self._path.name: old})

    def _made(self) -> dict[str, bytes]:
        """The files of the last conversion, if they are as it has written them."""
        names = (editions.ARTICLE, editions.REFERENCES, editions.REPORT)
        found = {name: content for name in names if (content := read_optional(self._folder / name)) is not None}
        try:
            written = json.loads(found.get(editions.REPORT, b""))["files"]
            as_written = all(file_hash(found[name]) == written[name] for name in names[:2])
        except (ValueError, LookupError, TypeError, RecursionError):
            return {}
        return found if as_written else {}
