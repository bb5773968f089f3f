"""How a style prints a list of names: inverted or not, initials or given names, commas or slashes.

`NAME_LISTS` has a printer for each manner that the templates name; it takes the names and the style's word for "and".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pubkit.model import Name

__all__ = ["NAME_LISTS"]


def _initials(name: Name, dot: str = ".", gap: str = " ") -> str:
    letters = [word[0] for word in re.split(r"[\s.-]+", name.given) if word and word[0].isalpha()]
    return gap.join(letter.upper() + dot for letter in letters)


def _family(name: Name) -> str:
    return f"{name.particle} {name.family}".strip()


def _list(items: list[str], last: str, gap: str = ", ") -> str:
    return items[0] if len(items) == 1 else gap.join(items[:-1]) + last + items[-1]


NAME_LISTS: dict[str, Callable[[list[Name], str], str]] = {
    "apa": lambda names, _: _list([f"{_family(n)}, {_initials(n)}" for n in names], ", & "),
    "harvard": lambda names, w: _list([f"{_family(n)}, {_initials(n, gap='')}" for n in names], f" {w} "),
    "inv1": lambda names, w: _list([f"{_family(n)} {_initials(n, gap='')}" for n in names], f" {w} "),
    "initinv": lambda names, _: _list([f"{_family(n)}, {_initials(n)}" for n in names], "; ", "; "),
    "chicago": lambda names, w: _list(
        [f"{_family(names[0])}, {names[0].given}", *[f"{n.given} {_family(n)}" for n in names[1:]]], f", {w} "
    ).rstrip("."),
    "invfull": lambda names, _: _list([f"{_family(n)}, {n.given}" for n in names], " / ", " / "),
    "full": lambda names, w: _list([f"{n.given} {_family(n)}" for n in names], f" {w} "),
    "fullslash": lambda names, _: "/".join(f"{n.given} {_family(n)}" for n in names),
    "fullcaps": lambda names, w: _list([f"{n.given} {_family(n)}".upper() for n in names], " & "),
    "french": lambda names, w: _list([f"{_family(n).upper()} {n.given}" for n in names], " et "),
    "vancouver": lambda names, _: _list([f"{_family(n)} {_initials(n, '', '')}" for n in names], ", "),
    "initdir": lambda names, w: _list([f"{_initials(n)} {_family(n)}" for n in names], f" {w} "),
    "surname": lambda names, _: "/".join(_family(n) for n in names),
    "abnt": lambda names, _: _list([f"{_family(n).upper()}, {n.given}" for n in names], "; ", "; "),
}
