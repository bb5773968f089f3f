"""Synthetic references of the second kind: entries printed by `pubkit.csl` in the styles of `house_styles`."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pubkit.references.training.corpus import Example
from pubkit.references.training.entries import Entries
from pubkit.references.training.house_styles import HOUSE_STYLES
from pubkit.references.training.pools import Pools
from pubkit.references.training.rendering import render_labelled
from pubkit.references.training.synthetic import border, noisy

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
    whole = sum(style.weight for style in HOUSE_STYLES)
    for style in HOUSE_STYLES:
        languages = style.languages.split()
        for language in languages:
            share = round(count * style.weight / whole / len(languages))
            items = [entries.make(language, f"k{n}", pinpoint=style.as_notes) for n in range(share)]
            locale = rng.choice(LOCALES[language])
            for example in render_labelled(style.name, locale, items, as_notes=style.as_notes, border=border):
                yield noisy(rng, example)
