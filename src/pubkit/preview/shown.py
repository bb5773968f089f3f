"""What the page of the workbench is told, as JSON: what is shown, with the lines that notices are about."""

from __future__ import annotations

from typing import Any

from pubkit.errors import Place, PubkitError
from pubkit.notices import Notice
from pubkit.preview import jobs
from pubkit.records import dataclass, field
from pubkit.workspace import read_file

__all__ = ["Printed", "Shown"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet, and in which draft it was printed last."""

    sheet: jobs.Sheet
    draft: int
    number: int
    """Its number (from 0) in that draft."""

    def as_json(self) -> dict[str, Any]:
        """The sheet, and where it is to be had."""
        sheet = self.sheet
        place = f"{self.draft}/{self.number}"
        return {"width": sheet.width, "height": sheet.height, "text": sheet.text, "place": place}


@dataclass(slots=True)
class Shown:
    """What the page of the workbench is told. Each number grows when what it counts is made anew."""

    page: int = 0
    paper: int = 0
    report: int = 0
    style: str = ""
    theme: str = ""
    errors: tuple[Notice, ...] = ()
    """Why what is shown is not the newest."""
    notices: tuple[Notice, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    """How long the last page and the last paper took."""
    sheets: tuple[Printed, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "page": self.page,
            "paper": self.paper,
            "report": self.report,
            "style": self.style,
            "theme": self.theme,
            "errors": [_notice(notice) for notice in self.errors],
            "notices": [_notice(notice) for notice in self.notices],
            "seconds": self.seconds,
            "sheets": [printed.as_json() for printed in self.sheets],
        }


def _notice(notice: Notice) -> dict[str, Any]:
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
