"""Make the web fonts in styles/fonts/ from the font packages: WOFF2 by family, face and block of characters.

usage: python .make/fonts.py          (in the environment of `make test`; about a minute)

Also writes coverage.json: the characters that each family has, so that a build need not open a font to know them.
The subsets carry no name: they are parts of pages, no fonts to install (SIL OFL, reserved font names).
"""

from __future__ import annotations

import io
import json
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from pubkit.typesetting.fonts import BLOCKS, FAMILIES, installed

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "styles" / "fonts"
FEATURES = [
    "kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "onum", "lnum",
    "tnum", "pnum", "smcp", "init", "medi", "fina", "isol", "rlig", "rclt",
]  # fmt: skip
OPTICAL_SIZE = 14


def coverage(font: TTFont) -> str:
    """The characters of a font as ranges: "20-7e,a0-17f"."""
    ranges: list[list[int]] = []
    for code in sorted(font.getBestCmap()):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ",".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in ranges)


def subset(path: Path, codes: set[int]) -> bytes | None:
    """The WOFF2 of these characters; None where the font has none of them."""
    font = TTFont(path)
    if not codes & set(font.getBestCmap()):
        return None
    options = Options(layout_features=FEATURES, notdef_outline=True, name_IDs=[], hinting=False, desubroutinize=True)
    options.drop_tables += ["STAT", "DSIG", "meta"]
    chosen = Subsetter(options)
    chosen.populate(unicodes=codes)
    chosen.subset(font)
    axes = {axis.axisTag for axis in font["fvar"].axes} if "fvar" in font else set()
    pinned = {"opsz": OPTICAL_SIZE, "wdth": 100}
    limits = {tag: value for tag, value in pinned.items() if tag in axes}
    if "wght" in axes:
        limits["wght"] = (400, 400, 700)
    if limits:
        font = instantiateVariableFont(font, limits, updateFontNames=False)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.woff2"):
        old.unlink()
    covered = {}
    for family in FAMILIES.values():
        faces = installed(family)
        covered[family.name] = coverage(TTFont(faces[0].path, lazy=True))
        for face in faces:
            for block, ranges in BLOCKS.items():
                codes = {code for first, last in ranges for code in range(first, last + 1)}
                if block in family.blocks and (made := subset(face.path, codes)):
                    name = f"{face.stem}-{block}.woff2"
                    (FOLDER / name).write_bytes(made)
                    print(f"{name}\t{len(made):,}")
    (FOLDER / "coverage.json").write_text(json.dumps(covered, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
