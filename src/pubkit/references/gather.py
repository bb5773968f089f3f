"""A pasted list of references, cut into references: by its numbers, by its blank lines, or line by line."""

from __future__ import annotations

import itertools
import re

__all__ = ["split_input"]

_NUMBERED = re.compile(r"^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]|\d{1,4}\s(?=[A-ZÀ-ÞА-Я]))\s*\S")
_BULLET = re.compile(r"^\s*[-*•·]\s+\S")
_HYPHEN_END = re.compile(r"(?<=[a-zà-ÿ])-$")


def split_input(text: str) -> list[str]:
    """The references of `text`, in order; a blank text has none.

    Numbers or bullets at line beginnings decide first (other lines go on with the one before), then blank lines where
    paragraphs have several lines, else each line is a reference.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [line for line in lines if line.strip()]
    if not filled:
        return []
    for mark in (_NUMBERED, _BULLET):
        starts = sum(bool(mark.match(line)) for line in filled)
        if starts >= 2 and mark.match(filled[0]) and starts < len(filled) and _is_list(filled, mark):
            return _joined(lines, mark)
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip("\n"))
    if len(paragraphs) > 1 and any("\n" in paragraph.strip() for paragraph in paragraphs):
        return [_line(paragraph.split("\n")) for paragraph in paragraphs if paragraph.strip()]
    return [line.strip() for line in filled]


def _is_list(lines: list[str], mark: re.Pattern[str]) -> bool:
    """Numbers that run upward; bullets always."""
    numbers = [int(found[0]) for line in lines if mark.match(line) and (found := re.search(r"\d+", line))]
    return mark is _BULLET or all(second > first for first, second in itertools.pairwise(numbers))


def _joined(lines: list[str], mark: re.Pattern[str]) -> list[str]:
    groups: list[list[str]] = []
    for line in lines:
        if mark.match(line) or not groups:
            groups.append([line])
        elif line.strip():
            groups[-1].append(line)
    return [_line(group) for group in groups]


def _line(lines: list[str]) -> str:
    out = ""
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        out = out[:-1] + piece if _HYPHEN_END.search(out) and piece[0].islower() else f"{out} {piece}" if out else piece
    return out
