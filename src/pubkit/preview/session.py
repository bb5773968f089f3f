"""What the workbench shows, and the order in which it is made.

A change of a witness or a decision leads to a conversion, a change of the article, its references, a style or a theme
to a page; the paper follows the page, on a press of its own. What fails leaves the last good page where it is, beside
the error. A change ends the paper that is being printed, for it is outdated, and a page that takes long; it is taken up
at once.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from pubkit import editions, pipeline
from pubkit.errors import PubkitError
from pubkit.model import Source
from pubkit.notices import Notice, Severity, notice_of
from pubkit.preview import jobs
from pubkit.preview.press import Interrupted, Press
from pubkit.preview.shown import Printed, Shown
from pubkit.preview.wanted import Wanted
from pubkit.preview.watching import Watch
from pubkit.project import Project, read_project
from pubkit.records import replace
from pubkit.typesetting import Layout
from pubkit.workspace import read_optional

__all__ = ["Session"]


PATIENCE = 0.4
"""Seconds that a page may be in the making before a change gives it up: most are done sooner."""
PAPERS = 4
"""Papers whose sheets can still be had."""
SAID_AFTER = 0.1
"""Seconds of making after which one is told of it."""


class Session:
    """One workbench: its presses, its files, what it shows, and who is told of it."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.shown = Shown()
        self.paged: pipeline.Paged | None = None
        """The page that is shown."""
        self._draft = 0
        self._drafts: dict[int, bytes] = {}
        """Drafts of the paper by their numbers: a browser may still ask for sheets of one that is outdated."""
        self._printed: tuple[Printed, ...] = ()
        """The sheets of the last draft."""
        self._asked_for: deque[set[int]] = deque(maxlen=PAPERS)
        """The drafts that have the sheets of the last papers."""
        self.project = Project()
        self.watch = Watch()
        self.closing = False
        self._convert = wanted.article is None
        self._dirty = asyncio.Event()
        self._unprinted = asyncio.Event()
        self._told = asyncio.Condition()
        self._version = 0
        self._press = Press(jobs.warm, wanted.style, bool(wanted.sources))
        self._printer = Press(jobs.warm_for_paper)
        self._lens = Press()
        self._making = ""
        self._since = 0.0
        self._printing = False
        self._changed: set[Path] | None = None
        """The files that have changed since the last page; None where something else has."""
        self._files: tuple[str, ...] = ()
        self._said: dict[str, tuple[Notice, ...]] = {}

    # -- from outside ----------------------------------------------------------------------------------------------

    def refresh(self, *, convert: bool = False, changed: set[Path] | None = None) -> None:
        """Make it anew, as soon as may be; `changed` are the files because of which, where that is all."""
        self._convert = self._convert or (convert and bool(self.wanted.sources))
        self._note(changed)
        self._dirty.set()
        self._printer.interrupt()
        if self._making == "page":
            left = PATIENCE - (time.monotonic() - self._since)
            asyncio.get_running_loop().call_later(max(0.0, left), self._give_up, self._since)

    def _note(self, changed: set[Path] | None) -> None:
        self._changed = None if changed is None or self._changed is None else self._changed | changed

    def _give_up(self, since: float) -> None:
        if self._making == "page" and self._since == since:
            self._press.interrupt()

    def show(self, *, style: str | None, theme: str | None) -> None:
        """Another style or theme; what is not named stays as it was asked for last."""
        self.wanted = replace(self.wanted, style=style or self.wanted.style, theme=theme or self.wanted.theme)
        self.refresh()

    async def sheet(self, draft: int, number: int, width: int) -> bytes | None:
        """A page of a draft as a PNG; None where there is no such page."""
        if (content := self._drafts.get(draft)) is None:
            return None
        return await self._lens.do(jobs.sheet, content, number, width)

    async def finished(self) -> bytes:
        """The PDF that a build would make of the page that is shown; nothing where there is none."""
        if self.paged is None:
            return b""
        return await self._lens.do(jobs.printed, self.paged, str(self.wanted.shown), self.project.limits)

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

    @property
    def busy(self) -> str:
        """What is being made."""
        return self._making or ("page" if self._dirty.is_set() else "paper" if self._printing else "")

    def state(self) -> dict[str, Any]:
        """What is shown, for JSON."""
        return self.shown.as_json() | {
            "busy": self.busy,
            "asked": {"style": self.wanted.style, "theme": self.wanted.theme},
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
        for press in (self._press, self._printer, self._lens):
            press.stop()
        await self._tell()

    # -- the work --------------------------------------------------------------------------------------------------

    async def work(self) -> None:
        """Make what is wanted, for ever."""
        self._press.start()
        self._printer.start()
        self._dirty.set()
        beside = [asyncio.create_task(self._follow()), asyncio.create_task(self._print())]
        try:
            while not self.closing:
                await self._dirty.wait()
                await self._make()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    async def _follow(self) -> None:
        """Take up changes of files."""
        async for changed in self.watch.changes():
            self.refresh(convert=self._are_raw(changed), changed=changed)

    def _are_raw(self, changed: set[Path]) -> bool:
        """Whether what has changed asks for a conversion."""
        raw = {*map(Path, self.wanted.sources), self.wanted.decisions}
        return any(path.absolute() in changed for path in raw)

    async def _make(self) -> None:
        self._begin("page")
        self._dirty.clear()
        self.watch.keep(self._to_watch())
        late = asyncio.get_running_loop().call_later(SAID_AFTER, lambda: asyncio.ensure_future(self._tell()))
        try:
            await self._made()
        except Interrupted:
            self._changed = None
            self._dirty.set()  # whatever asked for this waits for its page still
        except Exception as error:
            self._changed = None
            self.shown.errors = (_told_of(error),)
            if self.paged is not None and not self._dirty.is_set():
                self._unprinted.set()  # the paper of the last good page may have been given up
        finally:
            late.cancel()
            self._making = ""
            self.watch.keep(self._to_watch())
            await self._tell()

    async def _made(self) -> None:
        found = self.watch.changed()
        self._note(found)
        self._convert = self._convert or (bool(self.wanted.sources) and self._are_raw(found))
        self.project = self._settings()
        if self._convert:
            await self._conversion()
            # What it has written is no change; witnesses and decisions may have changed meanwhile.
            if self._are_raw(self.watch.changed()):
                self.refresh(convert=True)
            self._changed = None
            self._begin("page")
            await self._tell()
        changed, self._changed = self._changed, set()
        await self._page(
            jobs.Order(
                str(self.wanted.shown),
                self.wanted.style,
                Layout(self.wanted.theme, self.wanted.paper),
                self.wanted.bibliography,
                self.project,
                only_text=changed is not None and changed <= {self.wanted.shown.absolute()},
            )
        )

    def _begin(self, what: str) -> None:
        self._making, self._since = what, time.monotonic()

    def _settings(self) -> Project:
        config = self.wanted.config
        if (content := read_optional(config)) is None:
            self._said["project"] = ()
            return Project()
        project, self._said["project"] = read_project(Source(str(config), content).text, str(config))
        return project

    async def _conversion(self) -> None:
        self._begin("converting")
        await self._tell()
        self._convert = False
        done = await self._press.do(
            jobs.convert, self.wanted.sources, str(self.wanted.output), self.project, self.wanted.options
        )
        self._said["convert"] = done.notices
        self.shown.report += 1

    async def _page(self, order: jobs.Order) -> None:
        page = await self._press.do(jobs.set_page, order)
        self._files = page.files
        self._said["page"], self._said["paper"] = page.notices, ()
        self.paged = page.paged
        self.shown.page += 1
        self.shown.seconds["page"] = round(time.monotonic() - self._since, 3)
        self.shown.style = order.style or self.project.style or editions.DEFAULT_STYLE
        self.shown.theme = page.paged.theme.name
        self.shown.errors = ()
        self._printing = True
        self._unprinted.set()

    # -- the paper -------------------------------------------------------------------------------------------------

    async def _print(self) -> None:
        """Print the page that is shown, whenever there is another, for ever."""
        while not self.closing:
            await self._unprinted.wait()
            self._unprinted.clear()
            self._printing = True
            page = self.shown.page
            try:
                await self._paper()
            except Interrupted:
                # A change has ended it; if no page comes of that, the last good one wants its paper still.
                if page == self.shown.page and not self._making and not self._dirty.is_set():
                    self._unprinted.set()
            except Exception as error:
                self.shown.errors = (_told_of(error),)
            finally:
                self._printing = self._unprinted.is_set()
                await self._tell()

    async def _paper(self) -> None:
        assert self.paged is not None
        page, started = self.shown.page, time.monotonic()
        paper = await self._printer.do(jobs.drafted, self.paged, str(self.wanted.shown), self.project.limits)
        self._took(paper)
        if page != self.shown.page:
            return  # another page has come meanwhile, and waits for its paper
        self.shown.sheets = self._printed
        self._said["paper"] = paper.notices
        self.shown.paper += 1
        self.shown.seconds["paper"] = round(time.monotonic() - started, 3)

    def _took(self, paper: jobs.Paper) -> None:
        """A draft has those sheets that are not as they were in the one before."""
        self._draft += 1
        self._drafts[self._draft] = paper.content
        fresh = itertools.count()
        self._printed = tuple(
            self._printed[number] if sheet is None else Printed(sheet, self._draft, next(fresh))
            for number, sheet in enumerate(paper.sheets)
        )
        self._asked_for.append({self._draft, *(printed.draft for printed in self._printed)})
        needed = set().union(*self._asked_for)
        for number in self._drafts.keys() - needed:
            del self._drafts[number]

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


def _told_of(error: Exception) -> Notice:
    if isinstance(error, PubkitError):
        return notice_of(error)
    return Notice("X700", f"internal error: {type(error).__name__}: {error}", Severity.ERROR)
