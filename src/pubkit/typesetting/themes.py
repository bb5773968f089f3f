"""Themes: a folder of CSS and a template each.

    screen.css   the page on a screen, light and dark, and as a browser prints it
    print.css    the page as WeasyPrint sets it (CSS Paged Media, GCPM)
    page.html    the template, with `$name` places (string.Template)

`base/` holds what all themes share; a theme's own file of the same name is read after it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pubkit.errors import UsageError
from pubkit.notices import nearest

__all__ = ["DEFAULT_THEME", "Theme", "load_theme", "theme_names"]

DEFAULT_THEME = "classic"


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme is made of."""

    name: str
    template: str
    screen: str
    print: str


def theme_names(folder: Path | None = None) -> list[str]:
    """The themes that are there, those of a project's folder first."""
    return list(dict.fromkeys(name for place in _places(folder) for name in _folders(place)))


def load_theme(name: str = DEFAULT_THEME, folder: Path | None = None) -> Theme:
    """The theme of this name. Raises UsageError with the near names."""
    if name not in theme_names(folder):
        near = nearest(name, theme_names(folder))
        known = ", ".join(theme_names(folder))
        raise UsageError(f'unknown theme "{name}"', hint=f"did you mean {near}?" if near else f"there are: {known}")
    return _load(name, folder)


@functools.lru_cache(maxsize=8)
def _load(name: str, folder: Path | None) -> Theme:
    base = _shipped() / "base"
    place = next(place for place in _places(folder) if name in _folders(place))
    layers: list[Traversable] = [base, place / name]
    template = next(text for layer in reversed(layers) if (text := _read(layer, "page.html")))
    return Theme(name, template, _join(layers, "screen.css"), _join(layers, "print.css"))


def _join(layers: Iterable[Traversable], name: str) -> str:
    return "\n".join(text for layer in layers if (text := _read(layer, name)))


def _read(layer: Traversable, name: str) -> str:
    path = layer / name
    return path.read_text("utf-8") if path.is_file() else ""


def _shipped() -> Traversable:
    return files("pubkit") / "styles" / "themes"


def _places(folder: Path | None) -> list[Traversable]:
    return [*([folder] if folder and folder.is_dir() else []), _shipped()]


def _folders(place: Traversable) -> list[str]:
    return sorted(child.name for child in place.iterdir() if child.is_dir() and child.name != "base")
