"""pubkit.toml: what an editor settles once for a project.

In: the text of the file: TOML 1.0, or YAML where its name ends so, with the same keys. Out: a `Project` and notices.
An unknown key is a notice with the nearest known one, a value of the wrong kind an error with its line; nothing in the
file can name a place outside the project.

    title = "On trade"             # goes before the article's own title; so does language = "en-GB"
    style = "chicago"              # as `--style`; so do theme, paper and pdf-variant
    to = ["html", "pdf"]           # as `--to`
    article = "article.md"         # or: sources = ["scan.txt", "web.txt"], converted on the way
    bibliography = "references.bib"
    output = "build"               # as `-o`

    [limits]
    input-bytes = 67108864         # of one input file
    unpacked-bytes = 134217728     # of all that a DOCX, ODT or EPUB unpacks to
    image-bytes = 33554432         # of one image
    seconds = 45                   # for one document, from its reading to its last page
    memory-mib = 1280              # of address space for one document; pandoc may take another 512
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from pubkit.errors import Place, UsageError
from pubkit.notices import Notice, nearest
from pubkit.records import dataclass, field

__all__ = ["LIMITS", "LISTS", "MOST", "OTHER_NAMES", "PATHS", "STRINGS", "Limits", "Project", "read_project"]


MOST = 1 << 40
"""The largest number that a limit can be."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps that keep one document from taking the machine."""

    input_bytes: int = 64 * 1024 * 1024
    """Bytes of one input file."""
    unpacked_bytes: int = 128 * 1024 * 1024
    """Bytes of all that a DOCX, ODT or EPUB unpacks to."""
    image_bytes: int = 32 * 1024 * 1024
    """Bytes of one image."""
    seconds: int = 45
    """Seconds for one document, all of its stages and engines together."""
    memory_mib: int = 1280
    """MiB of address space for the worker of one document; pandoc may take another 512."""

    @property
    def memory(self) -> int:
        """The same in bytes."""
        return self.memory_mib * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of pubkit.toml; None where the file says nothing."""

    title: str | None = None
    language: str | None = None
    style: str | None = None
    theme: str | None = None
    paper: str | None = None
    pdf_variant: str | None = None
    to: tuple[str, ...] | None = None
    article: str | None = None
    sources: tuple[str, ...] | None = None
    bibliography: str | None = None
    output: str | None = None
    limits: Limits = field(default_factory=Limits)


STRINGS = ("title", "language", "style", "theme", "paper", "pdf_variant", "article", "bibliography", "output")
LISTS = ("to", "sources")
PATHS = ("article", "bibliography", "output", "sources", "style", "theme")
OTHER_NAMES = {"lang": "language", "format": "to", "formats": "to", "output-dir": "output", "csl": "style",
                "papersize": "paper", "pdf-variant": "pdf_variant"}  # fmt: skip
"""What other programs call the same."""
LIMITS = {
    "input-bytes": "input_bytes",
    "unpacked-bytes": "unpacked_bytes",
    "image-bytes": "image_bytes",
    "seconds": "seconds",
    "memory-mib": "memory_mib",
}
_TOML_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")


def read_project(text: str, file: str = "pubkit.toml") -> tuple[Project, tuple[Notice, ...]]:
    """Read the settings; raises `UsageError` where the text is no TOML or a value is of the wrong kind."""
    table = _yaml(text, file) if file.lower().endswith((".yaml", ".yml")) else _toml(text, file)
    known: dict[str, object] = {}
    notices: list[Notice] = []
    for given, value in table.items():
        key = _name_of(given, value)
        if key in known:
            raise _wrong(given, "a setting said once", text, file)
        if key in STRINGS:
            known[key] = _string(given, value, text, file)
        elif key in LISTS:
            known[key] = _strings(given, value, text, file)
        elif key == "limits":
            known["limits"] = _limits(value, text, file, notices)
        else:
            notices.append(_unknown(given, (*STRINGS, *LISTS, "limits"), text, file))
        if key in PATHS:
            _inside(given, known[key], text, file)
    return Project(**known), tuple(notices)  # type: ignore[arg-type]


def _name_of(given: str, value: object) -> str:
    """The name of a setting; `input` is an article or raw sources, as its suffix says."""
    if given != "input":
        return OTHER_NAMES.get(given, given)
    return "article" if isinstance(value, str) and value.lower().endswith((".md", ".markdown")) else "sources"


def _toml(text: str, file: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(str(error), text, file) from None


def _yaml(text: str, file: str) -> dict[str, object]:
    from pubkit.formats import safe_yaml

    try:
        values = safe_yaml.load(text).values
    except safe_yaml.RefusedError as broken:
        line = None if broken.line is None else broken.line + 1
        column = None if broken.column is None else broken.column + 1
        lines = text.split("\n")
        source = lines[line - 1] if line and line <= len(lines) else None
        raise UsageError(broken.problem, place=Place(file, line, column), source_line=source) from None
    numbers = values.get("limits")
    if isinstance(numbers, dict):  # scalars come as they are printed
        values["limits"] = {key: int(n) if str(n).isdecimal() else n for key, n in numbers.items()}
    return values


def _broken(message: str, text: str, file: str) -> UsageError:
    found = _TOML_PLACE.search(message)
    lines = text.splitlines()
    if not found:
        return UsageError(
            f"not TOML: {message}", place=Place(file, len(lines) or None), source_line="".join(lines[-1:])
        )
    line = int(found["line"])
    source = lines[line - 1] if 0 < line <= len(lines) else None
    what = _TOML_PLACE.sub("", message).strip().lower()
    hint = "text stands between quotation marks" if what.startswith("invalid value") else None
    place = Place(file, line, int(found["column"]))
    return UsageError(f"not TOML: {what}", place=place, source_line=source, hint=hint)


def _line_of(key: str, text: str, file: str) -> tuple[Place, str | None]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=:]", line) or line.strip() == f"[{key}]":
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
        if key not in LIMITS:
            notices.append(_unknown(key, tuple(LIMITS), text, file))
        elif isinstance(number, bool) or not isinstance(number, int) or number <= 0:
            raise _wrong(key, "a whole number above 0", text, file)
        elif number > MOST:
            raise _wrong(key, f"at most {MOST:,}", text, file)
        else:
            known[LIMITS[key]] = number
    return Limits(**known)


def _inside(key: str, value: object, text: str, file: str) -> None:
    """A project's file names nothing outside the project: it may come from a stranger with the manuscript."""
    for name in value if isinstance(value, tuple) else (value,):
        if isinstance(name, str) and (PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts):
            place, line = _line_of(key, text, file)
            raise UsageError(f'{key}: "{name}" is outside the project', place=place, source_line=line)
