"""Emphasis in a PDF: words in another face than their paragraph's, as the signs of Markdown.

In: for each word what its font says. Out: `*word*` for slanted and `**word**` for bold type, line by line, as the
readers of other files with markup give it. A paragraph that is slanted as a whole is so because of what it is (a
heading, an abstract), and the face of its words says nothing; neither is a line touched that has stars of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from pubkit.records import dataclass

__all__ = ["Face", "faces_in", "moved", "signed"]

_WORD = re.compile(r"\S+")
_USUAL = 0.55
"""Share of a paragraph's letters from which on a face is its own."""
_OUTSIDE = frozenset(".,;:")
"""Signs after a word that no emphasis takes in."""


class _Fonts(Protocol):
    def face(self, index: int) -> tuple[bool, bool, bool]: ...


@dataclass(frozen=True, slots=True)
class Face:
    """A stretch of a line in slanted or bold type."""

    start: int
    end: int
    slanted: bool
    bold: bool


def faces_in(fonts: _Fonts, start: int, text: str) -> tuple[Face, ...]:
    """The stretches of a piece whose words are slanted or bold; its first character is number `start` of the page."""
    found: list[Face] = []
    together = False
    for word in _WORD.finditer(text):
        letters = [k for k in range(*word.span()) if text[k].isalpha()]
        if not letters and together and len(word.group()) > 1:
            letters = [k for k in range(*word.span()) if text[k].isdigit()]  # a year in a title
        if not letters:
            continue  # a dash, a number: it goes with its neighbours
        first, last = letters[0], letters[-1]
        slanted, bold, _ = fonts.face(start + first)
        if slanted or bold:
            ends = fonts.face(start + last)
            slanted, bold = slanted and ends[0], bold and ends[1]
        if not (slanted or bold):
            together = False
            continue
        end = last + 1
        while end < word.end() and text[end] not in _OUTSIDE and fonts.face(start + end)[0 if slanted else 1]:
            end += 1
        if together and (found[-1].slanted, found[-1].bold) == (slanted, bold):
            found[-1] = Face(found[-1].start, end, slanted, bold)
        else:
            found.append(Face(first, end, slanted, bold))
        together = True
    return tuple(found)


def moved(faces: Iterable[Face], by: int) -> tuple[Face, ...]:
    """The same stretches, so many characters later."""
    return tuple(Face(face.start + by, face.end + by, face.slanted, face.bold) for face in faces)


def signed(lines: Sequence[tuple[str, Sequence[Face]]]) -> list[str]:
    """The lines of a paragraph with the signs of emphasis."""
    letters = sum(len(text) for text, _ in lines)
    slanted = sum(face.end - face.start for _, faces in lines for face in faces if face.slanted) > _USUAL * letters
    bold = sum(face.end - face.start for _, faces in lines for face in faces if face.bold) > _USUAL * letters
    result: list[str] = []
    for text, faces in lines:
        if faces and not (slanted or bold) and "*" not in text:
            for face in reversed(faces):
                if _parted(text, face):
                    sign = "**" if face.bold else "*"
                    text = text[: face.start] + sign + text[face.start : face.end] + sign + text[face.end :]
        result.append(text)
    return result


def _parted(text: str, face: Face) -> bool:
    """Whether the stretch begins and ends between words: signs within a word say something else."""
    before, after = text[: face.start][-1:], text[face.end :][:1]
    return not before.isalnum() and before not in ("\\", "_") and not (after.isalnum() and not _raised(after))


def _raised(char: str) -> bool:
    return char in "⁰¹²³⁴⁵⁶⁷⁸⁹"
