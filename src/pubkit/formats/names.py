"""Names of .bib fields <-> `Name`.

"First von Last", "von Last, First", "von Last, Jr, First" (btxdoc 4), BibLaTeX's `family=..., given=...`, and an
organisation or other whole name as one brace group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubkit.formats.latex import from_latex, split_protected, to_latex
from pubkit.model import Name

__all__ = ["read_names", "write_names"]

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_KEYED = re.compile(r"^\s*(?:family|given|prefix|suffix|given-i)\s*=", re.IGNORECASE)


def read_names(value: str, *, dropping: bool = False) -> tuple[Name, ...]:
    """The names of a field; `dropping` says that particles are of the kind that is dropped (useprefix=false)."""
    return tuple(_name(part, dropping) for part in _split(value, _AND) if part.strip())


def write_names(names: Iterable[Name]) -> str:
    """The names as a field's LaTeX."""
    return " and ".join(_written(name) for name in names)


def _split(value: str, separator: re.Pattern[str]) -> list[str]:
    """Split at a separator that stands outside of braces."""
    parts = [""]
    for piece, group in split_protected(f" {value} "):
        if group:
            parts[-1] += piece
            continue
        first, *rest = separator.split(piece)
        parts[-1] += first
        parts.extend(rest)
    return [part.strip() for part in parts]


def _name(part: str, dropping: bool) -> Name:
    pieces = split_protected(part)
    if len(pieces) == 1 and pieces[0][1] and not part.startswith("{\\"):
        return Name(literal=_plain(part[1:-1]))
    if _KEYED.match(part):
        return _keyed(part)
    commas = _split(part, re.compile(r"\s*,\s*"))
    if len(commas) == 1:
        return _first_last(_words(part), dropping)
    particle, family = _von_last(_words(commas[0]))
    suffix = commas[1] if len(commas) > 2 else ""
    given = commas[2] if len(commas) > 2 else commas[1]
    return _make(given, particle, family, suffix, dropping)


def _keyed(part: str) -> Name:
    found = dict(_pair(pair) for pair in _split(part, re.compile(r"\s*,\s*")) if "=" in pair)
    return Name(
        family=found.get("family", ""), given=found.get("given", ""), suffix=found.get("suffix", ""),
        particle=found.get("prefix", ""),
    )  # fmt: skip


def _pair(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name.strip().lower(), _plain(value.strip().strip('"'))


def _words(text: str) -> list[str]:
    return [word for word in _split(text, re.compile(r"[\s~]+")) if word]


def _first_last(words: list[str], dropping: bool) -> Name:
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if lower:
        first, last = lower[0], lower[-1]
        return _make(
            " ".join(words[:first]), " ".join(words[first : last + 1]), " ".join(words[last + 1 :]), "", dropping
        )
    return _make(" ".join(words[:-1]), "", words[-1], "", dropping)


def _von_last(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and _is_lower(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_lower(word: str) -> bool:
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = next((char for char in from_latex(word, protect=False) if char.isalpha()), "")
    return letters.islower()


def _make(given: str, particle: str, family: str, suffix: str, dropping: bool) -> Name:
    particle = _plain(particle)
    return Name(
        family=_plain(family), given=_plain(given), suffix=_plain(suffix),
        particle="" if dropping else particle, dropping_particle=particle if dropping else "",
    )  # fmt: skip


def _plain(latex: str) -> str:
    return from_latex(latex, protect=False)


def _written(name: Name) -> str:
    if name.literal:
        return "others" if name.literal == "others" else f"{{{to_latex(name.literal)}}}"
    particle = to_latex(name.particle or name.dropping_particle)
    family = f"{{{to_latex(name.family)}}}" if name.family[:1].islower() else _guarded(name.family)
    last = f"{particle} {family}" if particle else family
    if name.suffix:
        return f"{last}, {to_latex(name.suffix)}, {_guarded(name.given)}"
    return f"{last}, {_guarded(name.given)}" if name.given else _single(last)


def _single(last: str) -> str:
    # A family name of several words alone would be read as given name and family name.
    alone = " " not in last and not last.startswith("{")
    return last if alone else f"{last},"


def _guarded(text: str) -> str:
    """Commas, "and" and lower-case words would be taken for the grammar of names."""
    latex = to_latex(text)
    needs = "," in text or re.search(r"(?:^|\s)and(?:\s|$)", text, re.IGNORECASE) is not None
    return f"{{{latex}}}" if needs else latex
