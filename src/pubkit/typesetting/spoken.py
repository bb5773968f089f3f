"""A formula in words, for who hears the page: the alternative text of its picture.

In: presentation MathML. Out: English words, structure told by "fraction ... over ... end fraction" and the like, as
screen readers do (MathSpeak, brief); signs by their names in Unicode. Other languages get the TeX.
"""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

__all__ = ["spoken"]

_SIGNS = {
    "=": "equals", "+": "plus", "-": "minus", "\N{MINUS SIGN}": "minus", "±": "plus or minus", "×": "times",
    "·": "times", "/": "over", "<": "is less than", ">": "is greater than", "≤": "is at most",
    "≥": "is at least", "≠": "is not",
    "≈": "is about", "∑": "sum", "∏": "product", "∫": "integral", "∞": "infinity", "∂": "partial", "∈": "in",
    "→": "to",
    "!": "factorial", "%": "percent", "(": "open parenthesis", ")": "close parenthesis", "¯": "bar", "‾": "bar",
    "^": "hat", "~": "tilde", "|": "vertical bar", ",": ",", ".": "point", "\N{FUNCTION APPLICATION}": "of",
    "\N{INVISIBLE TIMES}": "", "\N{INVISIBLE SEPARATOR}": "",
}  # fmt: skip


def spoken(element: Element) -> str:
    """The words."""
    return " ".join(_words(element).split())


def _words(element: Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    parts = [_words(child) for child in element if isinstance(child.tag, str)]
    if name in {"annotation", "annotation-xml", "mphantom", "mspace"}:
        return ""
    if not parts:
        return _leaf((element.text or "").strip())
    if name == "mfrac" and len(parts) == 2:
        return f" fraction {parts[0]} over {parts[1]} end fraction "
    if name == "msqrt":
        return f" square root of {' '.join(parts)} end root "
    if name == "mroot" and len(parts) == 2:
        return f" root of order {parts[1]} of {parts[0]} end root "
    if name in {"msub", "munder"} and len(parts) == 2:
        return f" {parts[0]} sub {parts[1]} "
    if name == "msup" and len(parts) == 2:
        return f" {parts[0]} {_power(parts[1].strip())} "
    if name == "mover" and len(parts) == 2:
        return f" {parts[0]} {parts[1]} "
    if name in {"msubsup", "munderover"} and len(parts) == 3:
        return f" {parts[0]} from {parts[1]} to {parts[2]} of "
    if name == "mtr":
        return f" row {' , '.join(parts)} "
    return " ".join(parts)


def _power(exponent: str) -> str:
    return {"2": "squared", "3": "cubed"}.get(exponent, f"to the power {exponent}")


def _leaf(text: str) -> str:
    if text in _SIGNS:
        return f" {_SIGNS[text]} "
    if len(text) == 1 and not text.isascii():
        name = unicodedata.name(text, text).lower()
        for kind in ("greek small letter ", "greek capital letter ", "mathematical "):
            name = name.removeprefix(kind)
        return f" {name} "
    return f" {text} "
