"""Themes: a folder of CSS and a template each.

    theme.toml   what it is, the theme that it builds on, the font families that it names
    screen.css   the page on a screen, light and dark, and as a browser prints it
    print.css    the page as WeasyPrint sets it (CSS Paged Media, GCPM)
    PAPER.css    what another paper changes in print.css: letter.css, book.css
    page.html    the template, with `$name` places (string.Template)

`base/` holds what all themes share; then come the themes that a theme builds on, then its own files. A theme is a
shipped one, one of a project's `styles/themes/`, or a folder that a person names. What is not shipped is read through
`theme_files`, which lets nothing in that acts or fetches.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pubkit
from pubkit.errors import Place, UnreadableInput, UsageError
from pubkit.notices import nearest
from pubkit.records import dataclass
from pubkit.typesetting.fonts import FAMILIES

__all__ = ["DEFAULT_PAPER", "DEFAULT_THEME", "PAPERS", "Theme", "about", "find_theme", "load_theme", "theme_names"]

DEFAULT_THEME = "classic"
DEFAULT_PAPER = "a4"

PAPERS = ("a4", "letter", "book")
"""ISO A4, US Letter, and a book trimmed to 156 by 234 mm (royal octavo)."""

_PLAIN = re.compile(
    r"""
    (?P<key> [a-z]+ ) [ ] = [ ]
    (?P<value> "[^"\\\x00-\x1f\x7f]*" | \[ "[^"\\\x00-\x1f\x7f]*" (?: ,[ ]"[^"\\\x00-\x1f\x7f]*" )* \] )
    """,
    re.VERBOSE,
)
_FONTS = ("Source Serif 4",)
"""The families of a theme that names none."""
_MOST_LAYERS = 4
_KEYS = ("about", "base", "fonts")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme is made of."""

    name: str
    template: str
    screen: str
    print: str
    """CSS for WeasyPrint, that of the paper at its end."""
    fonts: tuple[str, ...] = _FONTS
    """The families that its CSS names, of `fonts.FAMILIES`."""


def theme_names(project: Path | None = None) -> list[str]:
    """The themes that are there, those of a project's `styles/themes/` first."""
    return list(dict.fromkeys(name for place in _places(project) for name in _folders(place)))


def about(name: str) -> str:
    """What a shipped theme says of itself, in a line."""
    return str(_settings(_shipped() / name).get("about", ""))


def load_theme(name: str = DEFAULT_THEME, project: Path | None = None, *, paper: str = DEFAULT_PAPER) -> Theme:
    """The theme of this name on this paper.

    `project` is the folder whose `styles/themes/` is looked into first. Raises UsageError with the near names, or where
    the theme's files say what they must not.
    """
    if paper not in PAPERS:
        near = nearest(paper, PAPERS)
        raise UsageError(
            f'unknown paper "{paper}"', hint=f"did you mean {near}?" if near else f"one of {', '.join(PAPERS)}"
        )
    known = theme_names(project)
    if name not in known:
        near = nearest(name, known)
        raise UsageError(
            f'unknown theme "{name}"', hint=f"did you mean {near}?" if near else f"there are: {', '.join(known)}"
        )
    return _load(name, _folder(name, project), project, paper)


def find_theme(named: str, project: Path | None = None, *, paper: str = DEFAULT_PAPER) -> Theme:
    """The theme that a person names: by its name, or by the path of its folder."""
    if "/" in named or "\\" in named:
        return _load_folder(Path(named), project, paper)
    return load_theme(named, project, paper=paper)


def _load_folder(folder: Path, project: Path | None, paper: str) -> Theme:
    if not folder.is_dir():
        raise UsageError(f'there is no theme in "{folder}": it is no folder')
    return _load(folder.resolve().name, folder, project, paper)


def _load(name: str, place: Path, project: Path | None, paper: str) -> Theme:
    layers = [_shipped() / "base", *reversed(list(_chain(place, project)))]
    fonts = next((found for layer in reversed(layers) if (found := _settings(layer).get("fonts"))), list(_FONTS))
    template = next(text for layer in reversed(layers) if (text := _read(layer, "page.html")))
    printed = _join(layers, "print.css") + ("" if paper == DEFAULT_PAPER else "\n" + _join(layers, f"{paper}.css"))
    return Theme(name, template, _join(layers, "screen.css"), printed, tuple(fonts))


def _chain(place: Path, project: Path | None) -> Iterator[Path]:
    """The theme's folder and those that it builds on."""
    for _ in range(_MOST_LAYERS):
        yield place
        base = _settings(place).get("base")
        if base is None:
            return
        if not isinstance(base, str) or base not in theme_names(project):
            raise UsageError(f'unknown theme "{base}"', place=Place(str(place / "theme.toml")))
        place = _folder(base, None if base in theme_names() else project)
    raise UsageError(f"themes build on one another more than {_MOST_LAYERS} deep", place=Place(str(place)))


def _settings(place: Path) -> dict[str, Any]:
    """theme.toml, checked."""
    text = _read(place, "theme.toml")
    where = Place(str(place / "theme.toml"))
    try:
        said = _toml(text)
    except (ValueError, RecursionError) as broken:
        raise UsageError(f"not TOML: {broken}", place=where) from None
    for key in said:
        if key not in _KEYS:
            raise UsageError(f'unknown key "{key}"', place=where, hint=f"the keys are {', '.join(_KEYS)}")
    for family in said.get("fonts", []):
        if family not in FAMILIES:
            raise UsageError(f'unknown font "{family}"', place=where, hint=f"there are: {', '.join(FAMILIES)}")
    return said


def _toml(text: str) -> dict[str, Any]:
    """TOML, whose plain texts and lists of them JSON has too: where there is nothing else, tomllib is not loaded."""
    lines = [_PLAIN.fullmatch(line) for line in text.splitlines() if line]
    said = {found["key"]: json.loads(found["value"]) for found in lines if found}
    if len(said) == len(lines):
        return said
    import tomllib

    return tomllib.loads(text)


def _join(layers: Iterable[Path], name: str) -> str:
    return "\n".join(text for layer in layers if (text := _read(layer, name)))


def _read(layer: Path, name: str) -> str:
    path = layer / name
    if not path.is_file():
        return ""
    if _is_shipped(layer):
        return path.read_text("utf-8")
    from pubkit.typesetting import theme_files

    try:
        return theme_files.read(Path(str(layer)), name)
    except UnicodeDecodeError:
        raise UnreadableInput("the file is not UTF-8", place=Place(str(path))) from None


def _is_shipped(layer: Path) -> bool:
    return any(str(layer) == str(_shipped() / name) for name in ("base", *_folders(_shipped())))


@functools.cache
def _shipped() -> Path:
    return Path(pubkit.__file__).parent / "styles" / "themes"


def _places(project: Path | None) -> list[Path]:
    own = project / "styles" / "themes" if project else None
    if own and own.is_dir() and own.resolve() != Path(str(_shipped())).resolve():
        return [own, _shipped()]
    return [_shipped()]


def _folder(name: str, project: Path | None) -> Path:
    return next(place / name for place in _places(project) if name in _folders(place))


def _folders(place: Path) -> list[str]:
    return sorted(child.name for child in place.iterdir() if child.is_dir() and child.name != "base")
