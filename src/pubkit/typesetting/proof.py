"""What a proofreader of the type would mark before the page goes out.

In: the characters of a page, or a finished PDF's text. Out: notices. First among them: a character that no embedded
face has would vanish or come from whatever font the machine has; the faces' own tables (`cmap`) say so beforehand.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pubkit.notices import Notice, Severity
from pubkit.typesetting.fonts import faces

__all__ = ["missing_glyphs"]

_WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
"""Categories that leave no mark on paper, or of which no font can know."""
_SHOWN = 60
_EACH = 3
"""Characters of one script up to which each has a notice of its own."""
_HINT = "the page shows an empty box there; write it otherwise, or use a theme whose fonts have it"


def missing_glyphs(text: str, *, files: Sequence[Path] | None = None) -> list[Notice]:
    """A notice for each character of `text` that no face has; many of one script share a notice."""
    known = _coverage(tuple(files) if files is not None else tuple(face.path for face in faces()))
    counts = Counter(text)
    missing = [
        char
        for char in sorted(counts)
        if ord(char) not in known
        and not _is_variation(char)
        and unicodedata.category(char) not in _WITHOUT_GLYPH
        and not _composes(char, known)
    ]
    scripts: dict[str, list[str]] = {}
    for char in missing:
        scripts.setdefault(unicodedata.name(char, "?").split()[0], []).append(char)
    notices: list[Notice] = []
    for script, chars in scripts.items():
        if len(chars) <= _EACH:
            notices += [_notice(char, counts[char], text) for char in chars]
        else:
            notices.append(_together(script, chars, sum(counts[char] for char in chars), text))
    return notices


@functools.lru_cache(maxsize=4)
def _coverage(files: tuple[Path, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in files:
        with TTFont(path, lazy=True) as font:
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
        Severity.WARNING, hint=_HINT,
    )  # fmt: skip


def _together(script: str, chars: Sequence[str], count: int, text: str) -> Notice:
    shown = "".join(chars[:20]) + ("…" if len(chars) > 20 else "")
    first = min(chars, key=text.index)
    return Notice(
        "T410",
        f"no embedded font has these {len(chars)} characters of {script.title()} ({count} in all): {shown}, "
        f'first in "{_around(first, text)}"',
        Severity.WARNING, hint=_HINT,
    )  # fmt: skip


def _around(char: str, text: str) -> str:
    start = text.index(char)
    return " ".join(text[max(0, start - 25) : start + 25].split())[:_SHOWN]
