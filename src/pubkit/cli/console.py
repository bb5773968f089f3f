"""Standard error for people: notices, errors and progress, in colour on a terminal unless NO_COLOR says no."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from pubkit.errors import PubkitError
from pubkit.notices import Notice, Severity, notice_of
from pubkit.records import dataclass

__all__ = ["Console"]

MOST_OF_A_KIND = 20
"""Notices of one code that are shown to a person."""
MOST_REMARKS = 3
"""Of one kind that asks for nothing, so many are shown."""
_HEAD = re.compile(r"^(?P<place>.*?)(?P<severity>error|warning|info) (?P<code>[A-Z]\d{3}): ", re.DOTALL)
_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a manuscript must not send to a terminal."""


@dataclass(frozen=True, slots=True)
class Console:
    """Where messages go."""

    stream: TextIO
    colour: bool
    terminal: bool
    """Whether a person is watching: then progress is shown."""

    @classmethod
    def of_process(cls) -> Console:
        """The console of this process; bytes that the terminal's encoding lacks are escaped, never an error."""
        for stream in (sys.stderr, sys.stdout):
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        terminal = sys.stderr.isatty()
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(sys.stderr, colour, terminal)

    def say(self, text: str) -> None:
        """One line of plain words."""
        print(_CONTROLS.sub("", text), file=self.stream)

    def error(self, error: PubkitError) -> None:
        """An error that ends the command."""
        self.notice(notice_of(error))

    def notice(self, notice: Notice) -> None:
        """One notice, with its line, caret and hint."""
        text = _CONTROLS.sub("", str(notice))
        if self.colour:
            text = _HEAD.sub(self._coloured, text, count=1)
        print(text, file=self.stream)

    def notices(self, notices: Iterable[Notice]) -> None:
        """Notices, the gravest last, where a person looks first."""
        order = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
        shown: Counter[str] = Counter()
        more: Counter[str] = Counter()
        for notice in sorted(notices, key=lambda each: order[each.severity]):
            most = MOST_REMARKS if notice.severity is Severity.INFO else MOST_OF_A_KIND
            if shown[notice.code] < most:
                self.notice(notice)
                shown[notice.code] += 1
            else:
                more[notice.code] += 1
        for code, count in more.items():
            self.say(f"... and {count:,} more {code}: --format json has them all")

    def _coloured(self, match: re.Match[str]) -> str:
        severity = match["severity"]
        return f"\x1b[1m{match['place']}\x1b[{_COLOURS[severity]}m{severity} {match['code']}\x1b[0m: "

    @contextlib.contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Say what is being done while it is done, and how long it took; silent where nobody watches."""
        if not self.terminal:
            yield
            return
        started = time.monotonic()
        stream = sys.__stderr__ or self.stream  # what is shown for a moment is not among the words of a command
        print(f"{text} ...", end="", file=stream, flush=True)
        try:
            yield
        finally:
            seconds = time.monotonic() - started
            print(f"\r\x1b[K{text} ({seconds:.1f} s)" if seconds >= 1 else "\r\x1b[K", file=self.stream, end="")
            print(end="\n" if seconds >= 1 else "", file=self.stream, flush=True)

    def emit_json(self, data: object) -> None:
        """Data for scripts, on standard output."""
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
