"""Chunks: what stands between two marks of a reference, told in one word each.

In: tokens and what `features` knows of each (its features, shape, form, lists). Out: a summary a chunk, for the model:
three capitalised words in the list of places are something else than nine lower-case words.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Word", "chunks_of"]

Word = tuple[tuple[str, ...], str, str, str]
"""Features of the word itself, its shape, its form for its neighbours, the lists that it is in."""

_BORDERS = frozenset('.,;:()[]“”"«»')


def chunks_of(tokens: Sequence[str], words: Sequence[Word]) -> tuple[list[str], list[int], int]:
    """What stands between two marks, as one word each; the number of the chunk of each token; the last number.

    A chunk is told by its length, by how many of its words are lower case, by numbers and by the lists that most of its
    words are in: three capitalised words in the list of places are something else than nine lower-case words.
    """
    place: list[int] = []
    runs: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        place.append(len(runs) - 1)
        if token[0] in _BORDERS:
            if token != "." or _ends_chunk(tokens, index, runs):
                if runs[-1] or token in '()“”«»"':
                    runs.append([])
                continue
        elif token[0].isalnum() or "\ue000" <= token[0] <= "\ue00f":
            runs[-1].append(index)
    return [_summary(run, tokens, words) for run in runs], place, len(runs) - 1


def _ends_chunk(tokens: Sequence[str], index: int, runs: Sequence[Sequence[int]]) -> bool:
    """Whether a stop is a border: behind an initial it is one only where the family name has gone before."""
    before = tokens[index - 1] if index else ""
    if len(before) > 2 or not before[:1].isupper():
        return True
    if any(len(tokens[i]) > 2 and tokens[i][0].isupper() for i in runs[-1]):
        return len(before) == 1 or before.isupper()  # "Kumar S."
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    named = len(runs) > 1 and any(len(tokens[i]) > 2 for i in runs[-2]) and len(runs[-2]) < 3
    return named and len(following) > 1 and following[0].isalnum()  # "Kumar, S. Title"


_KINDS_OF_LISTS = ("pl", "pb", "jn", "g", "f", "c")


def _summary(run: Sequence[int], tokens: Sequence[str], words: Sequence[Word]) -> str:
    if not run:
        return "-"
    count = len(run)
    shapes = [words[i][1] for i in run]
    lower = sum(shape[0] == "x" for shape in shapes)
    length = "1" if count == 1 else "2" if count == 2 else "3" if count < 5 else "5" if count < 9 else "9"
    share = "" if not lower else "l" if lower * 2 < count else "L"
    number = "Y" if "YEAR" in shapes else "d" if any(shape[0] == "d" for shape in shapes) else ""
    known = (
        "".join(mark for mark in _KINDS_OF_LISTS if sum(mark in words[i][0] for i in run) * 2 > count)
        if count < 6
        else ""
    )
    kinds = (
        sorted({name for i in run if len(tokens[i]) > 1 for name in words[i][0] if name in _TELLING})[:1]
        if count < 9
        else []
    )
    return f"{length}{share}{number}{known}{''.join(kinds)}"


_TELLING = frozenset(
    f"k={name}" for name in ("ed", "tr", "vol", "no", "pp", "edn", "org", "pub", "jour", "conf", "thesis", "month")
)
