"""Every character has a glyph, or it is said.

In: the characters of a page and the faces that it is set in. Out: notices: a character that no face has would be an
empty box, one that only a font of this machine has makes a page that another machine does not make.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pubkit.notices import Notice, Severity
from pubkit.typesetting.fonts import FALLBACKS, Face, covered, script_of, system_faces

__all__ = ["missing_glyphs", "of_this_machine", "uncovered"]

_WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
"""Categories that leave no mark on paper, or of which no font can know."""
_SHOWN = 60
_EACH = 3
"""Characters of one script up to which each has a notice of its own."""
_HINT = "the page shows an empty box there; write it otherwise, or install a font for it: {package}"


def missing_glyphs(text: str, families: Sequence[str], machine: Sequence[Face] = ()) -> list[Notice]:
    """A notice for each character of `text` that neither the families nor the machine's faces have.

    Many of one script share a notice.
    """
    held = _coverage(tuple(face.path for face in machine)) if machine else frozenset()
    missing = [char for char in uncovered(text, families) if ord(char) not in held]
    counts = Counter(text) if missing else Counter()
    scripts: dict[str, list[str]] = {}
    for char in missing:
        scripts.setdefault(script_of(char), []).append(char)
    notices: list[Notice] = []
    for script, chars in scripts.items():
        if len(chars) <= _EACH:
            notices += [_notice(char, counts[char], text) for char in chars]
        else:
            notices.append(_together(script, chars, sum(counts[char] for char in chars), text))
    return notices


def uncovered(text: str, families: Sequence[str]) -> list[str]:
    """The characters of `text` that no family of ours has, sorted."""
    known: set[int] = set().union(*(covered(name) for name in dict.fromkeys((*families, *FALLBACKS))))
    return [
        char
        for char in sorted(set(text))
        if ord(char) not in known
        and not _is_variation(char)
        and unicodedata.category(char) not in _WITHOUT_GLYPH
        and not _composes(char, known)
    ]


def of_this_machine(text: str, families: Sequence[str]) -> tuple[list[Face], list[Notice]]:
    """The machine's own faces for what no family has, and a notice for each."""
    found = system_faces(uncovered(text, families))
    return list(found.values()), [
        Notice("T412", f"{_title(script)} is set in a font of this machine ({face.path.name}): "
               "another machine may have another", Severity.INFO)
        for script, face in found.items()
    ]  # fmt: skip


def _title(script: str) -> str:
    return "Chinese, Japanese or Korean" if script == "CJK" else script.title()


@functools.lru_cache(maxsize=4)
def _coverage(files: tuple[Path, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in files:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def _is_variation(char: str) -> bool:
    return "\N{VARIATION SELECTOR-1}" <= char <= "\N{VARIATION SELECTOR-16}"


def _composes(char: str, known: Iterable[int]) -> bool:
    """Whether shaping puts it together from parts that are there."""
    parts = unicodedata.normalize("NFD", char)
    return len(parts) > 1 and all(ord(part) in known for part in parts)


def _notice(char: str, count: int, text: str) -> Notice:
    name = unicodedata.name(char, "a character without a name")
    often = "once" if count == 1 else f"{count} times"
    return Notice(
        "T410",
        f'no embedded font has "{char}" (U+{ord(char):04X} {name}), '
        f'which stands {often}, first in "{_around(char, text)}"',
        Severity.WARNING, hint=_hint(char),
    )  # fmt: skip


def _hint(char: str) -> str:
    return _HINT.format(package="fonts-noto-cjk" if script_of(char) == "CJK" else "fonts-noto-core")


def _together(script: str, chars: Sequence[str], count: int, text: str) -> Notice:
    shown = "".join(chars[:20]) + ("…" if len(chars) > 20 else "")
    first = min(chars, key=text.index)
    return Notice(
        "T410",
        f"no embedded font has these {len(chars)} characters of {_title(script)} ({count} in all): {shown}, "
        f'first in "{_around(first, text)}"',
        Severity.WARNING, hint=_hint(first),
    )  # fmt: skip


def _around(char: str, text: str) -> str:
    start = text.index(char)
    return " ".join(text[max(0, start - 25) : start + 25].split())[:_SHOWN]
