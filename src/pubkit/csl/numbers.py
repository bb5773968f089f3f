"""cs:number, the is-numeric condition, ordinals, roman numerals, and the plural of labels.

Follows "Number", "Choose" (is-numeric), "Label" (plural), "Ordinal Suffixes", "Long Ordinals" and
"Gender-specific Ordinals"."""

from __future__ import annotations

import re

from .locale import Localization

__all__ = ["is_numeric", "is_plural", "ordinal", "render_number", "roman"]

NUMBER = r"[^\W\d_]{0,6}\d+[^\W\d_]{0,6}"
NUMERIC = re.compile(rf"\s*(?:{NUMBER})(?:\s*[,&–-]\s*{NUMBER})*\s*")
CHUNK = re.compile(r"(?P<number>[^\s,&–-]+)|(?P<separator>\s*[,&–-]\s*)|(?P<space>\s+)")
DIGITS = re.compile(r"\d+")
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def is_numeric(text: str) -> bool:
    """Whether content solely consists of numbers, which may have affixes and be separated by , - or &."""
    return NUMERIC.fullmatch(text) is not None


def is_plural(variable: str, text: str, and_terms: tuple[str, ...] = ()) -> bool:
    """Whether a label of this content takes the plural."""
    if variable in ("number-of-pages", "number-of-volumes"):
        numbers = DIGITS.findall(text)
        if numbers:
            return len(numbers) > 1 or int(numbers[0]) > 1
    if "\\-" in text:
        return False
    for term in and_terms:
        text = text.replace(f" {term} ", " & ")
    pieces = [piece for piece in re.split(r"[-–,&;]+|\s+", text) if any(c.isdigit() or c.isalpha() for c in piece)]
    found = [piece for piece in pieces if any(c.isdigit() for c in piece) or _roman_like(piece)]
    return len(found) > 1 and re.search(r"[-–,&;]", text) is not None


def _roman_like(text: str) -> bool:
    return bool(text) and all(c in "ivxlcdm" for c in text.lower())


def roman(number: int) -> str:
    """A lower-case roman numeral; numbers that have none stay as they are."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def ordinal(loc: Localization, number: int, gender: str = "") -> str:
    """The suffix of an ordinal number."""
    two, one = number % 100, number % 10
    for name, last in ((f"ordinal-{two:02d}", two), (f"ordinal-0{one}", one)):
        term = loc.entry(name, "long", gender)
        if term is None:
            continue
        match = term.match or ("last-digit" if len(str(int(name[-2:]))) == 1 else "last-two-digits")
        value = int(name[-2:])
        if (
            (match == "whole-number" and number == value)
            or (match == "last-two-digits" and two == value)
            or (match == "last-digit" and one == value % 10 and last == value)
        ):
            return term.single
    term = loc.entry("ordinal", "long", gender)
    if term is not None:
        return term.single
    term = loc.entry("ordinal-04", "long", gender)  # the scheme of CSL 1.0
    if one in (1, 2, 3) and two not in (11, 12, 13):
        term = loc.entry(f"ordinal-0{one}", "long", gender) or term
    return "" if term is None else term.single


def _format(loc: Localization, text: str, form: str, gender: str) -> str:
    if not text.isdigit() or not text.isascii():
        return text
    number = int(text)
    if form == "roman":
        return roman(number)
    if form == "long-ordinal" and 1 <= number <= 10:
        term = loc.term(f"long-ordinal-{number:02d}", gender=gender)
        if term:
            return term
    if form in ("ordinal", "long-ordinal"):
        return text + ordinal(loc, number, gender)
    return text


def render_number(loc: Localization, variable: str, text: str, form: str) -> str:
    """The text of a number variable in a form; content that is not numeric stays as it is."""
    if not is_numeric(text):
        return text
    gender = loc.gender(variable) if form in ("ordinal", "long-ordinal") else ""
    out = ""
    for chunk in CHUNK.finditer(text.strip()):
        if chunk["number"]:
            out += _format(loc, chunk["number"], form, gender)
        elif chunk["separator"]:
            sign = chunk["separator"].strip()
            out += {",": ", ", "&": " & ", "-": "–"}.get(sign, sign)
        else:
            out += " "
    return out
