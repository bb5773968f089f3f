"""The faces that editions are set in, from installed packages, never from the system.

Source Serif 4 (SIL OFL) carries Latin, Cyrillic and Greek, roman and italic, small capitals, old-style figures and an
optical size axis. Noto Serif (SIL OFL) stands behind it for what it lacks: polytonic Greek, Vietnamese, the wider
Cyrillic. The same files make the same page on every machine.
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from pubkit.errors import MissingEngine

__all__ = ["FAMILIES", "Face", "faces", "font_face_css"]

FAMILIES = ("Source Serif 4", "Noto Serif")
"""In the order in which a character is looked for."""

_PACKAGES = (
    ("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"),
    ("Noto Serif", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", "NotoSerif-Italic[wdth,wght].ttf"),
)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    family: str
    style: str
    """normal or italic."""
    path: Path


@functools.cache
def faces() -> tuple[Face, ...]:
    """Every face. Raises MissingEngine where a font's package is not installed."""
    found = []
    for family, package, roman, italic in _PACKAGES:
        spec = importlib.util.find_spec(package)
        folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
        for style, name in (("normal", roman), ("italic", italic)):
            if folder is None or not (folder / name).is_file():
                name_on_index = package.replace("_", "-")
                raise MissingEngine(
                    f'the font "{family}" was not found: the package {name_on_index} is not installed',
                    hint=f"python -m pip install {name_on_index}",
                )
            found.append(Face(family, style, folder / name))
    return tuple(found)


def font_face_css() -> str:
    """`@font-face` rules that load the installed files."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; src: url("{face.path.as_uri()}") }}'
        for face in faces()
    )
