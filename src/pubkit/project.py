"""pubkit.toml: what an editor settles once for a project.

In: the text of the file (TOML 1.0). Out: a `Project` and notices. An unknown key is a notice with the nearest known
one, a value of the wrong kind an error with its line; nothing in the file can name a place outside the project.

    style = "chicago"              # as `--style`
    to = ["html", "pdf"]           # as `--to`
    article = "article.md"         # or: sources = ["scan.txt", "web.txt"], converted on the way
    bibliography = "references.bib"
    output = "build"               # as `-o`

    [limits]
    input-bytes = 67108864         # of one input file
    seconds = 60                   # for one run of pandoc or WeasyPrint
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pubkit.errors import Place, UsageError
from pubkit.notices import Notice, nearest

__all__ = ["Limits", "Project", "read_project"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps that keep one document from taking the machine."""

    input_bytes: int = 64 * 1024 * 1024
    """Bytes of one input file."""
    seconds: int = 60
    """Seconds for one run of an outside engine."""


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of pubkit.toml; None where the file says nothing."""

    style: str | None = None
    to: tuple[str, ...] | None = None
    article: str | None = None
    sources: tuple[str, ...] | None = None
    bibliography: str | None = None
    output: str | None = None
    limits: Limits = field(default_factory=Limits)


_STRINGS = ("style", "article", "bibliography", "output")
_LISTS = ("to", "sources")
_PATHS = ("article", "bibliography", "output", "sources")
_LIMITS = {"input-bytes": "input_bytes", "seconds": "seconds"}
_TOML_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")


def read_project(text: str, file: str = "pubkit.toml") -> tuple[Project, tuple[Notice, ...]]:
    """Read the settings; raises `UsageError` where the text is no TOML or a value is of the wrong kind."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(str(error), text, file) from None
    known: dict[str, object] = {}
    notices: list[Notice] = []
    for key, value in table.items():
        if key in _STRINGS:
            known[key] = _string(key, value, text, file)
        elif key in _LISTS:
            known[key] = _strings(key, value, text, file)
        elif key == "limits":
            known["limits"] = _limits(value, text, file, notices)
        else:
            notices.append(_unknown(key, (*_STRINGS, *_LISTS, "limits"), text, file))
    for key in _PATHS:
        _inside(key, known.get(key), text, file)
    return Project(**known), tuple(notices)  # type: ignore[arg-type]


def _broken(message: str, text: str, file: str) -> UsageError:
    found = _TOML_PLACE.search(message)
    if not found:
        return UsageError(f"not TOML: {message}", place=Place(file))
    line = int(found["line"])
    lines = text.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else None
    what = _TOML_PLACE.sub("", message).strip().lower()
    return UsageError(f"not TOML: {what}", place=Place(file, line, int(found["column"])), source_line=source)


def _line_of(key: str, text: str, file: str) -> tuple[Place, str | None]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) or line.strip() == f"[{key}]":
            return Place(file, number, len(line) - len(line.lstrip()) + 1), line
    return Place(file), None


def _wrong(key: str, wanted: str, text: str, file: str) -> UsageError:
    place, line = _line_of(key, text, file)
    return UsageError(f'"{key}" is not {wanted}', place=place, source_line=line, hint=f"write {key} as {wanted}")


def _unknown(key: str, known: tuple[str, ...], text: str, file: str) -> Notice:
    place, line = _line_of(key, text, file)
    near = nearest(key, known)
    hint = f'did you mean "{near}"?' if near else f"the keys are {', '.join(known)}"
    return Notice("P101", f'unknown key "{key}" was passed over', place=place, source_line=line, hint=hint)


def _string(key: str, value: object, text: str, file: str) -> str:
    if not isinstance(value, str):
        raise _wrong(key, "a string in quotes", text, file)
    return value


def _strings(key: str, value: object, text: str, file: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(key, "a list of strings", text, file)
    return tuple(value)


def _limits(value: object, text: str, file: str, notices: list[Notice]) -> Limits:
    if not isinstance(value, Mapping):
        raise _wrong("limits", "a table, [limits]", text, file)
    known: dict[str, int] = {}
    for key, number in value.items():
        if key not in _LIMITS:
            notices.append(_unknown(key, tuple(_LIMITS), text, file))
        elif isinstance(number, bool) or not isinstance(number, int) or number <= 0:
            raise _wrong(key, "a whole number above 0", text, file)
        else:
            known[_LIMITS[key]] = number
    return Limits(**known)


def _inside(key: str, value: object, text: str, file: str) -> None:
    """A project's file names nothing outside the project: it may come from a stranger with the manuscript."""
    for name in value if isinstance(value, tuple) else (value,):
        if isinstance(name, str) and (PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts):
            place, line = _line_of(key, text, file)
            raise UsageError(f'"{name}" is outside the project', place=place, source_line=line)
