"""What is to be shown: the article that INPUT means, and the witnesses that it was converted from.

An article that a conversion has made has report.json beside it, which names its witnesses. Where they are to be had,
under the names that they were converted by, decisions on the article can be carried out by converting it again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pubkit import editions
from pubkit.errors import UsageError
from pubkit.project import Project
from pubkit.records import dataclass, field
from pubkit.workspace import read_optional

__all__ = ["Wanted", "wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks to be shown."""

    article: Path | None
    """An article; None where raw files are converted."""
    sources: tuple[str, ...] = ()
    """Raw files; empty where there is an article that was not converted, or whose witnesses are not to be had."""
    output: Path = Path("build")
    """Where a conversion writes."""
    config: Path = Path("pubkit.toml")
    style: str | None = None
    theme: str | None = None
    paper: str | None = None
    bibliography: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    """Of the conversion."""

    @property
    def shown(self) -> Path:
        """The article that is shown."""
        return self.article or self.output / editions.ARTICLE

    @property
    def decisions(self) -> Path:
        """Where the editor's decisions go."""
        named = self.options.get("decisions")
        return Path(named) if named else self.shown.parent / editions.DECISIONS


def wanted(
    inputs: Sequence[str],
    project: Project,
    *,
    output: Path,
    config: Path,
    style: str | None = None,
    theme: str | None = None,
    paper: str | None = None,
    bibliography: str | None = None,
    **options: Any,
) -> Wanted:
    """What INPUT means, as for `build`. Raises `UsageError`; `options` are those of a conversion."""
    found = editions.find(inputs, project)
    if found.references:
        raise UsageError(f'"{found.references}" is no article', hint="name an article.md or raw text files")
    if "-" in map(str, found.raw):
        raise UsageError("standard input cannot be watched", hint="save it as a file, and name that")
    common = {
        "config": config, "style": style, "theme": theme, "paper": paper, "bibliography": bibliography,
        "options": options,
    }  # fmt: skip
    if found.raw:
        return Wanted(None, tuple(map(str, found.raw)), output, **common)  # type: ignore[arg-type]
    assert found.article is not None
    return Wanted(found.article, _witnesses(found.article), found.article.parent, **common)  # type: ignore[arg-type]


def _witnesses(article: Path) -> tuple[str, ...]:
    """The witnesses that the report beside the article names, if all of them are there, in this folder or below."""
    if article.name != editions.ARTICLE:
        return ()
    content = read_optional(article.with_name(editions.REPORT))
    try:
        named = [witness["file"] for witness in json.loads(content)["witnesses"]] if content else []
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
    here = Path().resolve()
    if not all(isinstance(name, str) and _is_below(Path(name), here) for name in named):
        return ()
    return tuple(named)


def _is_below(path: Path, here: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(here)
    except (OSError, ValueError, RuntimeError):
        return False
