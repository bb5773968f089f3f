"""The faces that editions are set in: from installed packages, so that the same files make the same page everywhere.

All are free (SIL OFL). A theme names its families; behind them stand, in this order, those that have what it lacks:
Noto Serif (the wider Latin, Greek, Cyrillic), Amiri (Arabic), Frank Ruhl Libre (Hebrew), and, for scripts that no
package of ours has, a font of the machine (`system_faces`), which is said. Paper gets the files, the screen WOFF2
subsets by block of characters (styles/fonts/, made by `make fonts`), put into the page.
"""

from __future__ import annotations

import base64
import functools
import importlib.util
import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

import pubkit
from pubkit.errors import MissingEngine
from pubkit.records import dataclass

__all__ = [
    "BLOCKS",
    "FALLBACKS",
    "FAMILIES",
    "Face",
    "Family",
    "covered",
    "face_css",
    "faces_of",
    "families_for",
    "installed",
    "system_faces",
    "web_css",
]  # fmt: skip

BLOCKS = MappingProxyType(
    {
        "latin": ((0x20, 0x7E), (0xA0, 0x131), (0x152, 0x153), (0x160, 0x161), (0x178, 0x178), (0x17D, 0x17E),
                  (0x18F, 0x18F), (0x192, 0x192), (0x218, 0x21B), (0x259, 0x259), (0x2C6, 0x2DC), (0x300, 0x303),
                  (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x2122), (0x2153, 0x215E),
                  (0x2190, 0x21AA), (0x2212, 0x2265), (0xFB00, 0xFB04)),
        "latin-ext": ((0x132, 0x151), (0x154, 0x15F), (0x162, 0x177), (0x179, 0x17C), (0x17F, 0x18E), (0x190, 0x191),
                      (0x193, 0x217), (0x21C, 0x258), (0x25A, 0x2C5), (0x304, 0x36F), (0x1E00, 0x1EFF)),
        "cyrillic": ((0x400, 0x52F),),
        "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
        "hebrew": ((0x591, 0x5F4), (0xFB1D, 0xFB4F)),
        "arabic": ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    }
)  # fmt: skip
"""The blocks by which web fonts are cut, as ranges of characters."""

_WEB_FONTS = Path(pubkit.__file__).parent / "styles" / "fonts"
_LETTERS = ("latin", "latin-ext", "cyrillic", "greek")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    family: str
    style: str
    """normal or italic."""
    weight: str
    """A CSS weight, or a range of them."""
    path: Path

    @property
    def stem(self) -> str:
        """The beginning of the names of its web fonts."""
        bold = "-bold" if self.weight == "700" else ""
        return self.family.lower().replace(" ", "-") + bold + ("-italic" if self.style == "italic" else "")


@dataclass(frozen=True, slots=True)
class Family:
    """A family and where its files are."""

    name: str
    package: str
    """On the package index, with hyphens."""
    files: tuple[tuple[str, str, str], ...]
    """Style, weight, and file name."""
    blocks: tuple[str, ...] = _LETTERS
    """The blocks that it is wanted for on screens."""


def _variable(name: str, package: str, file: str, axes: str, *, italic: bool = True) -> Family:
    faces = [("normal", "200 900", f"{file}[{axes}].ttf"), ("italic", "200 900", f"{file}-Italic[{axes}].ttf")]
    return Family(name, package, tuple(faces if italic else faces[:1]))


FAMILIES = MappingProxyType(
    {
        family.name: family
        for family in (
            _variable("Source Serif 4", "fontpkg-source-serif-4", "SourceSerif4", "opsz,wght"),
            _variable("EB Garamond", "fontpkg-eb-garamond", "EBGaramond", "wght"),
            _variable("Source Sans 3", "fontpkg-source-sans-3", "SourceSans3", "wght"),
            _variable("Source Code Pro", "fontpkg-source-code-pro", "SourceCodePro", "wght", italic=False),
            _variable("Noto Serif", "fontpkg-noto-serif", "NotoSerif", "wdth,wght"),
            Family("Amiri", "fontpkg-amiri",
                   (("normal", "400", "Amiri-Regular.ttf"), ("normal", "700", "Amiri-Bold.ttf")), ("arabic",)),
            Family("Frank Ruhl Libre", "fontpkg-frank-ruhl-libre",
                   (("normal", "300 900", "FrankRuhlLibre[wght].ttf"),), ("hebrew",)),
        )
    }
)  # fmt: skip

FALLBACKS = ("Noto Serif", "Amiri", "Frank Ruhl Libre")
"""Behind every theme's own families, in the order in which a character is looked for."""

_WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn", "Mn"})


@functools.cache
def installed(family: Family) -> tuple[Face, ...]:
    """The faces of a family. Raises MissingEngine where its package is not installed."""
    spec = importlib.util.find_spec(family.package.replace("-", "_"))
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
    found = []
    for style, weight, name in family.files:
        if folder is None or not (folder / name).is_file():
            raise MissingEngine(
                f'the font "{family.name}" was not found: the package {family.package} is not installed',
                hint=f"python -m pip install {family.package}",
            )
        found.append(Face(family.name, style, weight, folder / name))
    return tuple(found)


def families_for(text: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """The wanted families, and those behind them that have characters of `text` which they lack."""
    chosen = list(dict.fromkeys(wanted))
    lacking = {ord(char) for char in set(text)}.difference(*(covered(name) for name in chosen[:1]))
    for name in FALLBACKS:
        if name not in chosen and lacking & covered(name):
            chosen.append(name)
            lacking -= covered(name)
    return tuple(chosen)


def faces_of(families: Iterable[str]) -> tuple[Face, ...]:
    """The faces of these families."""
    return tuple(face for name in families for face in installed(FAMILIES[name]))


def face_css(faces: Iterable[Face]) -> str:
    """`@font-face` rules that load files, for paper."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        + (f"font-weight: {face.weight}; " if " " not in face.weight else "")
        + f'src: url("{face.path.as_uri()}") }}'
        for face in faces
    )


@functools.cache
def covered(family: str) -> frozenset[int]:
    """The characters that a family has."""
    found: set[int] = set()
    for part in _coverage().get(family, "").split(","):
        first, _, last = part.partition("-")
        if first:
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


@functools.cache
def _coverage() -> dict[str, str]:
    read: dict[str, str] = json.loads((_WEB_FONTS / "coverage.json").read_text("utf-8"))
    return read


# -- screens -----------------------------------------------------------------------------------------------------


def web_css(text: str, wanted: Sequence[str]) -> str:
    """`@font-face` rules with the subsets that `text` needs as `data:` URLs."""
    codes = {ord(char) for char in set(text)}
    blocks = [name for name, ranges in BLOCKS.items() if any(a <= code <= b for code in codes for a, b in ranges)]
    rules = []
    for name in families_for("".join(text.split()), wanted):
        family = FAMILIES[name]
        for style, weight, _ in family.files:
            face = Face(name, style, weight, Path())
            rules += [rule for block in blocks if block in family.blocks and (rule := _web_face(face, block))]
    return "\n".join(rules)


@functools.lru_cache(maxsize=64)
def _web_face(face: Face, block: str) -> str:
    file = _WEB_FONTS / f"{face.stem}-{block}.woff2"
    if not file.is_file():
        return ""
    weight = "400 700" if " " in face.weight else face.weight
    ranges = ",".join(f"U+{a:X}-{b:X}" if a != b else f"U+{a:X}" for a, b in BLOCKS[block])
    data = base64.b64encode(file.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{weight};font-display:swap;'
        f"unicode-range:{ranges};src:url(data:font/woff2;base64,{data})format('woff2')}}"
    )


# -- the machine's fonts -----------------------------------------------------------------------------------------

_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "KATAKANA-HIRAGANA")
_CJK_FILES = (
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "noto-cjk/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "noto-cjk/NotoSansCJK-Regular.ttc",
    "truetype/droid/DroidSansFallbackFull.ttf",
)
_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def system_faces(chars: Iterable[str]) -> dict[str, Face]:
    """For characters that no family of ours has, by script: a free font of this machine, where one is known."""
    scripts = {script_of(char) for char in chars if unicodedata.category(char) not in _WITHOUT_GLYPH}
    return {script: face for script in sorted(scripts) if (face := _system_face(script))}


def script_of(char: str) -> str:
    """The script, as the character's name begins; one word for Chinese, Japanese and Korean."""
    word = unicodedata.name(char, "?").split()[0].split("-")[0]
    return "CJK" if word in _CJK else word


@functools.cache
def _system_face(script: str) -> Face | None:
    names: tuple[str, ...] = _CJK_FILES
    if script != "CJK":
        names = tuple(f"{folder}/Noto{kind}{script.title()}-Regular.ttf"
                      for folder in ("truetype/noto", "noto") for kind in ("Serif", "Sans"))  # fmt: skip
    for folder in _FOLDERS:
        for name in names:
            if (folder / name).is_file():
                return Face(f"system {script.lower()}", "normal", "400", folder / name)
    return None
