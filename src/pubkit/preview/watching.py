"""Files that a page was made of: watched in their folders, compared by their bytes.

Editors save in many ways (in place, beside and renamed, twice), so a folder is what is watched, and a file has changed
when its bytes have. A file that is not there yet (decisions.toml, references.bib) is watched as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from pubkit.errors import PubkitError
from pubkit.workspace import file_hash, read_file

__all__ = ["Watch"]

STEP_MS = 10
"""Changes that follow one another within this time are told together."""


class Watch:
    """A set of files; `changes` tells which of them have changed, again and again, while the set itself may change."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}
        self._watched: set[Path] = set()
        self._moved = asyncio.Event()

    def keep(self, files: Iterable[Path]) -> None:
        """Watch these files from now on, and no others; those that are new are known as they are."""
        wanted = {path.absolute() for path in files}
        if wanted != self._known.keys():
            self._known = {path: self._known.get(path) or _state(path) for path in wanted}
        if self._folders() != self._watched:  # one may have been made since
            self._moved.set()

    def _folders(self) -> set[Path]:
        return {path.parent for path in self._known if path.parent.is_dir()}

    def changed(self) -> set[Path]:
        """The files whose bytes are not what they were when this was asked last."""
        found = {path for path, known in self._known.items() if _state(path) != known}
        for path in found:
            self._known[path] = _state(path)
        return found

    async def changes(self) -> AsyncIterator[set[Path]]:
        """The files that have changed, each time that some have."""
        from watchfiles import awatch

        while True:
            self._moved.clear()
            folders = self._watched = self._folders()
            if not folders:
                await self._moved.wait()
                continue
            # What has changed while nothing was watched is found by its bytes, at once.
            if found := self.changed():
                yield found
            async for _ in awatch(*folders, recursive=False, step=STEP_MS, debounce=400, stop_event=self._moved):
                if found := self.changed():
                    yield found


def _state(path: Path) -> str:
    try:
        return file_hash(read_file(path))
    except PubkitError as error:
        return error.message
