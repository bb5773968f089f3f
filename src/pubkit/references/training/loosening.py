"""Synthetic references made less regular: other marks between fields, fields left out, other quotation marks.

A model that sees perfect styles only leans on their marks; printed references are made by people.
"""

from __future__ import annotations

import random
import re

from pubkit.references.training.corpus import Example

__all__ = ["loosened", "noisy"]


def noisy(rng: random.Random, example: Example) -> Example:
    """The example with other quotation marks or dashes, as copies have them; offsets stay."""
    text = example.text
    chance = rng.random()
    if chance < 0.25:
        text = text.translate(str.maketrans("“”‘’«»„", '""\'\'"""'))
    elif chance < 0.35:
        text = text.translate(str.maketrans("“”", "‘’"))
    if rng.random() < 0.2:
        text = text.replace("–", "-")
    if rng.random() < 0.1 and text.endswith("."):
        text = text[:-1] + " "
    return Example(text, example.segments, example.source)


_LOOSE = 0.25
"""Share of references whose marks are changed."""
_EACH = 0.3
"""Share of borders that are changed in them."""
_LEFT_OUT = 0.06
"""Share of fields left out in them."""
_TAIL = re.compile(r"(?P<mark>[.,;:])(?P<space>\s?)$")
_OTHERS = {".": (",", ":", ";", ""), ",": (".", ";", "", ":"), ";": (",", "."), ":": (",", ".")}
_OPTIONAL = frozenset({"date", "place", "publisher", "issue", "volume", "pages", "series", "edition", "note"})


def loosened(rng: random.Random, example: Example) -> Example:
    """The example, or one with some other marks between its fields and some fields missing."""
    if rng.random() >= _LOOSE:
        return example
    text, segments, last = "", [], 0
    for number, (start, end, label) in enumerate(example.segments):
        text += example.text[last:start]
        last = end
        printed = example.text[start:end]
        if number and label in _OPTIONAL and printed.count("(") == printed.count(")") and rng.random() < _LEFT_OUT:
            continue
        if (tail := _TAIL.search(printed)) and end < len(example.text) and rng.random() < _EACH:
            printed = printed[: tail.start()] + rng.choice(_OTHERS[tail["mark"]]) + (tail["space"] or " ")
        segments.append((len(text), len(text) + len(printed), label))
        text += printed
    text += example.text[last:]
    return Example(text, tuple(segments), example.source)
