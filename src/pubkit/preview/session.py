"""What the workbench shows, and the order in which it is made.

A change of a witness or a decision leads to a conversion, a change of the article, its references, a style or a theme
to a page; the paper follows the page. What fails leaves the last good page where it is, beside the error. A change
that comes while something is being made ends that, unless it is a conversion, and is taken up at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from pubkit import editions
from pubkit.errors import Place, PubkitError
from pubkit.model import Source
from pubkit.notices import Notice, Severity, notice_of
from pubkit.preview import jobs
from pubkit.preview.press import Interrupted, Press
from pubkit.preview.wanted import Wanted
from pubkit.preview.watching import Watch
from pubkit.project import Project, read_project
from pubkit.records import dataclass, field, replace
from pubkit.typesetting import Layout
from pubkit.workspace import read_file, read_optional

__all__ = ["Session"]


@dataclass(slots=True)
class Shown:
    """What the page of the workbench is told. Each number grows when what it counts is made anew."""

    page: int = 0
    paper: int = 0
    report: int = 0
    busy: str = ""
    """What is being made."""
    style: str = ""
    theme: str = ""
    errors: tuple[Notice, ...] = ()
    """Why what is shown is not the newest."""
    notices: tuple[Notice, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    """How long the last page and the last paper took."""
    sheets: tuple[jobs.Sheet, ...] = ()


class Session:
    """One workbench: its presses, its files, what it shows, and who is told of it."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.shown = Shown()
        self.html = ""
        self.pdf = b""
        self.project = Project()
        self.watch = Watch()
        self.closing = False
        self._convert = wanted.article is None
        self._dirty = asyncio.Event()
        self._told = asyncio.Condition()
        self._version = 0
        self._press = Press(jobs.warm, wanted.style, bool(wanted.sources))
        self._lens = Press()
        self._converting = False
        self._files: tuple[str, ...] = ()
        self._said: dict[str, tuple[Notice, ...]] = {}

    # -- from outside ----------------------------------------------------------------------------------------------

    def refresh(self, *, convert: bool = False) -> None:
        """Make it anew, as soon as may be."""
        self._convert = self._convert or (convert and bool(self.wanted.sources))
        self._dirty.set()
        if not self._converting:
            self._press.interrupt()

    def show(self, *, style: str | None, theme: str | None) -> None:
        """Another style or theme."""
        self.wanted = replace(self.wanted, style=style or self.wanted.style, theme=theme or self.wanted.theme)
        self.refresh()

    async def sheet(self, number: int, width: int) -> bytes:
        """A page of the paper as a PNG."""
        return await self._lens.do(jobs.sheet, self.pdf, number, width)

    async def states(self) -> AsyncIterator[dict[str, Any]]:
        """What is shown, now and whenever it changes, until the session closes."""
        version = -1
        while not self.closing:
            if version != self._version:
                version = self._version
                yield self.state()
            async with self._told:
                if version == self._version and not self.closing:
                    await self._told.wait()

    def state(self) -> dict[str, Any]:
        """What is shown, for JSON."""
        shown = self.shown
        return {
            "page": shown.page,
            "paper": shown.paper,
            "report": shown.report,
            "busy": shown.busy,
            "style": shown.style,
            "theme": shown.theme,
            "errors": [self._notice(notice) for notice in shown.errors],
            "notices": [self._notice(notice) for notice in shown.notices],
            "seconds": shown.seconds,
            "sheets": [{"width": sheet.width, "height": sheet.height, "text": sheet.text} for sheet in shown.sheets],
            "article": str(self.wanted.shown),
            "decisions": str(self.wanted.decisions) if self.wanted.sources else "",
        }

    def report(self) -> dict[str, Any] | None:
        """The findings of the conversion that made the article, if there was one."""
        content = read_optional(self.wanted.shown.parent / editions.REPORT)
        try:
            data = json.loads(content) if content else None
        except (ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None

    async def close(self) -> None:
        """End the presses and whoever waits for news."""
        self.closing = True
        self._press.stop()
        self._lens.stop()
        await self._tell()

    # -- the work --------------------------------------------------------------------------------------------------

    async def work(self) -> None:
        """Make what is wanted, for ever."""
        self._press.start()
        self._dirty.set()
        following = asyncio.create_task(self._follow())
        try:
            while not self.closing:
                await self._dirty.wait()
                self._dirty.clear()
                await self._make()
        finally:
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following

    async def _follow(self) -> None:
        """Take up changes of files."""
        async for changed in self.watch.changes():
            self.refresh(convert=self._are_raw(changed))

    def _are_raw(self, changed: set[Path]) -> bool:
        """Whether what has changed asks for a conversion."""
        raw = {*map(Path, self.wanted.sources), self.wanted.decisions}
        return any(path.absolute() in changed for path in raw)

    async def _make(self) -> None:
        self.watch.keep(self._to_watch())
        self._convert = self._convert or (bool(self.wanted.sources) and self._are_raw(self.watch.changed()))
        try:
            self.project = self._settings()
            if self._convert:
                await self._conversion()
                # What it has written is no change; witnesses and decisions may have changed meanwhile.
                if self._are_raw(self.watch.changed()):
                    self.refresh(convert=True)
            order = jobs.Order(
                str(self.wanted.shown),
                self.wanted.style,
                Layout(self.wanted.theme, self.wanted.paper),
                self.wanted.bibliography,
                self.project,
            )
            await self._page(order)
            await self._paper(order)
        except Interrupted:
            self._dirty.set()  # whatever asked for this waits for its page still
        except PubkitError as error:
            self.shown.errors = (notice_of(error),)
        except Exception as error:
            trouble = f"internal error: {type(error).__name__}: {error}"
            self.shown.errors = (Notice("X700", trouble, Severity.ERROR),)
        finally:
            self.shown.busy = ""
            self._converting = False
            self.watch.keep(self._to_watch())
            await self._tell()

    def _settings(self) -> Project:
        config = self.wanted.config
        if (content := read_optional(config)) is None:
            self._said["project"] = ()
            return Project()
        project, self._said["project"] = read_project(Source(str(config), content).text, str(config))
        return project

    async def _conversion(self) -> None:
        await self._busy("converting")
        self._converting = True
        self._convert = False
        try:
            done = await self._press.do(
                jobs.convert, self.wanted.sources, str(self.wanted.output), self.project, self.wanted.options
            )
        finally:
            self._converting = False
        self._said["convert"] = done.notices
        self.shown.report += 1

    async def _page(self, order: jobs.Order) -> None:
        await self._busy("page")
        started = time.monotonic()
        page = await self._press.do(jobs.set_page, order)
        self._files = page.files
        self._said["page"], self._said["paper"] = page.notices, ()
        self.html = page.html
        self.shown.page += 1
        self.shown.seconds["page"] = round(time.monotonic() - started, 3)
        self.shown.style = order.style or self.project.style or editions.DEFAULT_STYLE
        self.shown.theme = page.theme
        self.shown.errors = ()
        await self._busy("paper")

    async def _paper(self, order: jobs.Order) -> None:
        started = time.monotonic()
        pdf, notices = await self._press.do(jobs.printed, order)
        sheets = await self._lens.do(jobs.sheets, pdf)
        self.pdf, self.shown.sheets = pdf, sheets
        self._said["paper"] = notices
        self.shown.paper += 1
        self.shown.seconds["paper"] = round(time.monotonic() - started, 3)

    async def _busy(self, what: str) -> None:
        self.shown.busy = what
        await self._tell()

    async def _tell(self) -> None:
        said = [notice for notices in self._said.values() for notice in notices]
        self.shown.notices = tuple(dict.fromkeys(said))
        self._version += 1
        async with self._told:
            self._told.notify_all()

    def _to_watch(self) -> set[Path]:
        wanted = self.wanted
        folder = wanted.shown.parent
        files = {wanted.shown, folder / editions.REFERENCES, wanted.config, *map(Path, self._files)}
        files |= set(map(Path, wanted.sources))
        if wanted.sources:
            files |= {wanted.decisions}
        for place, pattern in ((folder / "styles" / "csl", "*.csl"), (folder / "styles" / "themes", "*/*")):
            files |= set(place.glob(pattern))
        for style in (wanted.style, self.project.style):
            files |= {folder / style} if style and style.endswith(".csl") else set()
        for theme in (wanted.theme, self.project.theme):
            files |= set((folder / theme).glob("*")) if theme and "/" in theme else set()
        return {path for path in files if path.name != "-"}

    def _notice(self, notice: Notice) -> dict[str, Any]:
        """A notice with the line that it is about, where the file can be read."""
        source = notice.source_line
        if source is None and notice.place and notice.place.line:
            source = _line(notice.place)
        return notice.as_json() | {"source": source}


def _line(place: Place) -> str | None:
    try:
        lines = read_file(place.file).decode("utf-8", "replace").splitlines()
    except PubkitError:
        return None
    return lines[place.line - 1] if place.line and place.line <= len(lines) else None
