"""Page ranges: "Page Ranges", "Range Delimiters", "Appendix V - Page Range Formats"."""

from __future__ import annotations

import re

__all__ = ["format_pages"]

PIECE = re.compile(r"(?P<sign>\s*[,&;]\s*)|(?P<text>[^,&;]+)")
RANGE = re.compile(r"\s*(?P<first>[^\s–-][^–-]*?)\s*[–-]+\s*(?P<last>[^–-]+?)\s*")
WORD = re.compile(r"[^\W\d_]{2,}")
ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
NUMBERED = re.compile(r"(?P<prefix>.*?)(?P<number>\d+)")


def format_pages(text: str, style: str, delimiter: str) -> str:
    """Pages with each range in the format `style` ("" keeps the digits) and between its ends `delimiter`."""
    out = ""
    for piece in PIECE.finditer(text):
        if piece["sign"]:
            sign = piece["sign"].strip()
            out = out.rstrip() + {",": ", ", "&": " & ", ";": "; "}[sign]
        else:
            out += _range(piece["text"].strip(), style, delimiter)
    return out


def _range(text: str, style: str, delimiter: str) -> str:
    if "\\-" in text:
        return text.replace("\\-", "-")
    found = RANGE.fullmatch(text)
    if found is None:
        return text
    first, last = found["first"], found["last"]
    if WORD.fullmatch(first) and WORD.fullmatch(last) and not (ROMAN.fullmatch(first) and ROMAN.fullmatch(last)):
        return text  # a hyphenated word is no range
    one, two = NUMBERED.fullmatch(first), NUMBERED.fullmatch(last)
    if not style or one is None or two is None:
        return first + delimiter + last
    if one["prefix"] != two["prefix"]:
        return f"{first}-{last}"
    start, end = one["number"], two["number"]
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if int(end) < int(start):
        return f"{first}-{last}"
    if style == "expanded":
        return one["prefix"] + start + delimiter + one["prefix"] + end
    return one["prefix"] + start + delimiter + _abbreviate(start, end, style)


def _abbreviate(start: str, end: str, style: str) -> str:
    if len(start) != len(end):
        return end
    if style == "minimal":
        return _minimal(start, end, 1)
    if style == "minimal-two":
        return _minimal(start, end, 2)
    if len(start) < 3 or start.endswith("00"):
        return end
    if start[-2] == "0" and end[-2] == "0" and start[:-2] == end[:-2]:
        return _minimal(start, end, 1)
    changed = sum(a != b for a, b in zip(start, end, strict=True))
    if style != "chicago-16" and len(start) == 4 and changed >= 3:
        return end
    return _minimal(start, end, 2)


def _minimal(start: str, end: str, least: int) -> str:
    """The digits of `end` that differ from `start`, and at least so many."""
    same = 0
    while same < len(end) - 1 and start[same] == end[same]:
        same += 1
    return end[min(same, max(len(end) - least, 0)) :]
