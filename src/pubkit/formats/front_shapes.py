"""Values of a front matter in plain strings, and the trouble that their shapes are.

Every reader of a part of the front matter is given a `Say`: a code, a message, the path of the value
(`("author", 0, "orcid")`), a hint. The lines of paths are known to `frontmatter`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol

from pubkit.notices import Severity, nearest

__all__ = ["Path", "Say", "check_keys", "first", "listed", "one_line", "text"]

Path = tuple[str | int, ...]


class Say(Protocol):
    """Tells a notice about the value at a path."""

    def __call__(
        self, code: str, message: str, path: Path, hint: str | None = None, severity: Severity = Severity.ERROR
    ) -> None: ...


def text(value: Any) -> str:
    """A scalar as it is printed; a list or a mapping is no text."""
    if value is None or isinstance(value, list | dict):
        return ""
    return "yes" if value is True else "no" if value is False else str(value)


def one_line(value: Any) -> str:
    """A scalar on one line."""
    return " ".join(text(value).split())


def first(value: Mapping[str, Any], *names: str) -> str:
    """The first of these keys that has a text."""
    return next((said for name in names if (said := one_line(value.get(name)))), "")


def listed(value: Any, *, split: bool = True) -> Iterator[str]:
    """The texts of a list, or of a text with commas or semicolons."""
    if isinstance(value, str):
        parts = re.split(r"[,;]", value) if split else [value]
        yield from (one_line(part) for part in parts if part.strip())
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping):
                item = item.get("text") or item.get("name") or item.get("file")
            if one_line(item):
                yield one_line(item)


def check_keys(value: Mapping[str, Any], known: Collection[str], path: Path, say: Say, what: str) -> None:
    """A notice for each key that nothing reads; a typo is told with the right one."""
    names = {_plain(name) for name in known}
    for key in value:
        if _plain(key) not in names:
            near = nearest(key, known, cutoff=0.75)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(sorted(known)[:12])}"
            severity = Severity.WARNING if near else Severity.INFO
            say("F307", f'the key "{key}" of {what} is not known and is not used', (*path, key), hint, severity)


def _plain(key: str) -> str:
    return re.sub(r"[-_ ]", "", key).casefold()
