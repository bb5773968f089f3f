"""Synthetic references of the second kind: entries printed by `pubkit.csl` in the styles of `house_styles`.

Half of them come from the common styles, half from all the others, a few each.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pubkit.references.training.corpus import Example
from pubkit.references.training.entries import Entries
from pubkit.references.training.house_styles import HOUSE_STYLES, HouseStyle, other_styles
from pubkit.references.training.loosening import loosened, noisy
from pubkit.references.training.rendering import render_labelled
from pubkit.references.training.synthetic import Pools, border

__all__ = ["LOCALES", "print_entries"]

LOCALES = {
    "en": ("en-GB", "en-US"),
    "de": ("de-DE",),
    "fr": ("fr-FR",),
    "es": ("es-ES",),
    "pt": ("pt-BR", "pt-PT"),
    "it": ("it-IT",),
}


def print_entries(rows: Iterable[Mapping[str, Any]], pools: Pools, count: int, *, seed: int = 11) -> Iterator[Example]:
    """About `count` labelled references, the same for the same rows and seed."""
    rng = random.Random(seed)
    entries = Entries(rows, pools, rng)
    for styles in (HOUSE_STYLES, other_styles()):
        whole = sum(style.weight for style in styles)
        for style in styles:
            languages = style.languages.split()
            share = max(2, round(count / 2 * style.weight / whole / len(languages)))
            for language in languages:
                yield from _printed(style, language, share, entries, rng)


def _printed(style: HouseStyle, language: str, count: int, entries: Entries, rng: random.Random) -> Iterator[Example]:
    """References in one style; a form without title (a short one) is left out."""
    items = [entries.make(language, f"k{n}", pinpoint=style.as_notes) for n in range(count)]
    locale = rng.choice(LOCALES[language])
    for example in render_labelled(style.name, locale, items, as_notes=style.as_notes, border=border):
        if any(label == "title" for _, _, label in example.segments):
            yield loosened(rng, noisy(rng, example))
