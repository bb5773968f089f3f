"""What the model is trained and measured on: styles kept apart, labels that fit, noise that keeps them fitting."""

from __future__ import annotations

import random
import re

import pytest

from pubkit.csl import load_style
from pubkit.references.training.corpus import sequence
from pubkit.references.training.house_styles import HOUSE_STYLES, unseen_styles
from pubkit.references.training.rendering import render_labelled
from pubkit.references.training.synthetic import border, noisy

ITEM = {
    "id": "k1",
    "type": "article-journal",
    "title": "Patterns of trade in early towns",
    "author": [{"family": "Millar", "given": "Jane Anna"}, {"family": "Okaforo", "given": "Peter"}],
    "container-title": "Journal of Town Studies",
    "volume": "14",
    "issue": "3",
    "page": "233-251",
    "issued": {"date-parts": [[1998]]},
}


def test_styles_to_measure_on_are_kept_out_of_training() -> None:
    unseen = {style.name for style in unseen_styles()}
    assert len(unseen) > 40
    assert not unseen & {style.name for style in HOUSE_STYLES}


@pytest.mark.parametrize("style", random.Random(2).sample([*HOUSE_STYLES, *unseen_styles()], 8), ids=lambda s: s.name)
def test_listed_styles_print_labelled_references(style: object) -> None:
    name = style.name  # type: ignore[attr-defined]
    load_style(name)
    (example,) = render_labelled(name, "en-GB", [ITEM], as_notes=style.as_notes, border=border)  # type: ignore[attr-defined]
    by_label = {label: example.text[start:end] for start, end, label in example.segments}
    assert "patterns of trade" in by_label["title"].lower()
    assert "millar" in by_label["author"].lower()
    assert sequence(example) is not None


def test_noise_keeps_the_labels_on_their_words() -> None:
    (example,) = render_labelled("apa", "en-GB", [ITEM], as_notes=False, border=border)
    words = {label: _words(example.text[start:end]) for start, end, label in example.segments}
    rng = random.Random(5)
    changed = 0
    for _ in range(100):
        made = noisy(rng, example)
        changed += made.text != example.text
        for start, end, label in made.segments:
            assert _words(made.text[start:end]) == words[label]
    assert changed > 10


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
