"""References in CSL styles that no training has used, with what they print: for measuring and for calibrating.

Entries are put together from rows that no training sees (every twelfth row of AnyStyle's sets, LinkedBooks' validation
and test sets): names, titles and journals are new, the style is new, the locale is that of the language. What a style
does not print is no part of what is asked for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pubkit.references.training import rendering
from pubkit.references.training.corpus import never_trained_on, read_rows
from pubkit.references.training.entries import Entries
from pubkit.references.training.house_styles import HouseStyle, unseen_styles
from pubkit.references.training.pools import make_pools
from pubkit.references.training.printing import LOCALES
from pubkit.references.training.synthetic import border

__all__ = ["printed"]


def printed(folder: Path, each: int, seed: int = 29) -> Iterator[dict[str, Any]]:
    """Rows (text, gold, source, lang, kind): `each` references a style; short forms (without title) are left out."""
    rng = random.Random(seed)
    rows = never_trained_on(folder)
    foreign = [
        row for row in read_rows(folder, ["linkedbooks_valid", "linkedbooks_test"]) if row["kind"] == "secondary"
    ]
    entries = Entries(rows, make_pools([*rows, *foreign]), rng)
    for style in unseen_styles():
        language = style.languages
        items = [entries.make(language, f"k{n}", pinpoint=style.as_notes) for n in range(each)]
        for item in items:
            yield from _printed(style, language, item)


def _printed(style: HouseStyle, language: str, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with _AllLabels():
        made = list(
            rendering.render_labelled(style.name, LOCALES[language][0], [item], as_notes=style.as_notes, border=border)
        )
    for example in made:
        labels: dict[str, str] = {}
        for start, end, label in example.segments:
            labels[label] = labels.get(label, "") + example.text[start:end]
        if "title" in labels:
            gold = _asked(item, labels)
            yield {"text": example.text, "gold": gold, "source": style.name, "lang": language, "kind": item["type"]}


class _AllLabels:
    """Addresses and dates of access are labelled as well, to know whether a style prints them."""

    def __enter__(self) -> None:
        self.kept = rendering._LABELS
        rendering._LABELS = {**self.kept, "URL": "url", "DOI": "doi", "accessed": "accessed"}

    def __exit__(self, *error: object) -> None:
        rendering._LABELS = self.kept


_LABEL_OF: Mapping[str, str] = {
    "author": "author", "editor": "editor", "title": "title", "container-title": "container", "volume": "volume",
    "collection-title": "series", "issue": "issue", "page": "pages", "edition": "edition", "publisher": "publisher",
    "publisher-place": "place",
    "URL": "url", "DOI": "doi", "accessed": "accessed", "issued": "date",
}  # fmt: skip


def _asked(item: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """What of the entry is printed."""
    gold: dict[str, Any] = {"type": item["type"]}
    for name, label in _LABEL_OF.items():
        if label not in labels or (name not in item and name != "page"):
            continue
        value = item.get(name, "")
        if name in ("author", "editor"):
            value = [
                _name(n, labels[label]) for n in value if _bare(n.get("family") or n["literal"]) in _bare(labels[label])
            ]
        elif name in ("issued", "accessed"):
            value = {"date-parts": [_printed_parts(value["date-parts"][0], labels[label])]}
        elif name == "page":
            value = " ".join(
                re.findall(r"\w+(?:\s?[–-]\s?\w+)?", re.sub(r"(?i)\b(?:pp?|s|pages?|págs?)\b\.?", "", labels[label]))
            )
        elif name not in ("URL", "DOI", "edition") and _bare(str(value)) not in _bare(labels[label]):
            continue  # abbreviated, or moved: nobody could read it
        if value:
            gold[name] = value
    return gold


def _name(name: Mapping[str, str], label: str) -> dict[str, str]:
    """The name without given names where none is printed."""
    given = name.get("given", "")
    if given and not re.search(rf"\b{re.escape(given[0])}", label.replace(name.get("family", ""), ""), re.IGNORECASE):
        return {part: text for part, text in name.items() if part != "given"}
    return dict(name)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _printed_parts(parts: list[int], printed: str) -> list[int]:
    """The year, and month and day where more than a year is printed."""
    return parts if re.sub(r"\W*(?:1[4-9]|20)\d\d[a-z]?\W*", "", printed).strip() else parts[:1]
