"""Patterns of hyphenation (Liang, TeX) that are taken apart when a word has them, not all before the first word.

pyphen parses the five thousand patterns of each language of an article; a page's words have some hundreds of them. What
is found is the same. Patterns with an alternative spelling or in hexadecimal are parsed by pyphen itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["patterns_when_needed"]

_NO_DIGITS = str.maketrans("", "", "0123456789")


def patterns_when_needed() -> None:
    """Have pyphen read its dictionaries this way from now on."""
    import pyphen

    if pyphen.HyphDict.__init__ is not _read:
        pyphen.HyphDict.read_whole = pyphen.HyphDict.__init__
        pyphen.HyphDict.__init__ = _read
        pyphen.HyphDict.positions = _positions


def _read(dictionary: Any, path: Path) -> None:
    import pyphen

    with path.open("rb") as file:
        encoding = file.readline().decode()
    lines = path.read_text("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding).split("\n")[1:]
    patterns = [line for line in map(str.strip, lines) if line and not line.startswith(pyphen.ignored)]
    if any(sign in line for line in patterns for sign in "/^0"):
        dictionary.read_whole(path)
        return
    keys = [line.translate(_NO_DIGITS) for line in patterns]
    dictionary.patterns = {key: line for key, line in zip(keys, patterns, strict=True) if key != line}
    dictionary.cache = {}
    dictionary.maxlen = max(map(len, dictionary.patterns))


def _parsed(pattern: str) -> tuple[int, tuple[int, ...]]:
    """Where the figures of a pattern begin, and those without zeros at the ends: "a1bc3d" is (1, (1, 0, 3))."""
    values: list[int] = []
    figure = 0
    for sign in pattern:
        if sign.isdigit():
            figure = int(sign)
        else:
            values.append(figure)
            figure = 0
    values.append(figure)
    start, end = 0, len(values)
    while not values[start]:
        start += 1
    while not values[end - 1]:
        end -= 1
    return start, tuple(values[start:end])


def _positions(dictionary: Any, word: str) -> list[Any]:
    """`HyphDict.positions`: where a word may be parted."""
    import pyphen

    word = word.lower()
    points: list[Any] | None = dictionary.cache.get(word)
    if points is not None:
        return points
    pointed = f".{word}."
    found = [0] * (len(pointed) + 1)
    get = dictionary.patterns.get
    for start in range(len(pointed) - 1):
        for end in range(start + 1, min(start + dictionary.maxlen, len(pointed)) + 1):
            pattern = get(pointed[start:end])
            if pattern is None:
                continue
            if type(pattern) is str:
                pattern = dictionary.patterns[pointed[start:end]] = _parsed(pattern)
            offset, values = pattern
            place = slice(start + offset, start + offset + len(values))
            found[place] = map(max, values, found[place])
    points = [pyphen.DataInt(at - 1, reference=value) for at, value in enumerate(found) if value % 2]
    dictionary.cache[word] = points
    return points
