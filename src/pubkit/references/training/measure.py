"""Predictions in the form that `shared/references/evaluate.py` reads: one CSL-JSON-like object a reference.

A small writer of its own: the package may not import `pubkit.formats`, its sibling. And the means to measure with
another model than the packaged one.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path
from typing import Any

from pubkit.model import Date, DateRange, Name
from pubkit.references.parse import ParsedReference

__all__ = ["as_csl", "use_lists", "use_model"]


def as_csl(parsed: ParsedReference) -> dict[str, Any]:
    """The entry and the pinpoint."""
    entry = parsed.entry
    item: dict[str, Any] = {"type": entry.type}
    item |= {variable: [_name(name) for name in names] for variable, names in entry.names.items()}
    item |= {variable: _date(date) for variable, date in entry.dates.items()}
    item |= dict(entry.strings)
    if parsed.locator:
        item["locator"] = parsed.locator
    return item


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


def _date(date: Date | DateRange) -> dict[str, Any]:
    start = date.start if isinstance(date, DateRange) else date
    if start.literal:
        return {"literal": start.literal}
    return {"date-parts": [[part for part in (start.year, start.month, start.day) if part]]}


def use_lists(folder: Path) -> None:
    """From now on the word lists of a training are used, in this process."""
    from pubkit.references import features, gazetteers

    held = gazetteers.read_gazetteers((folder / "gazetteers.txt").read_text(encoding="utf-8"))
    for name, module in list(sys.modules.items()):
        if name.startswith("pubkit.references") and callable(getattr(module, "gazetteers", None)):
            module.gazetteers = lambda: held  # type: ignore[attr-defined]
    features._word.cache_clear()


def use_model(folder: Path) -> None:
    """From now on the lists and the model of a training are used, in this process."""
    from pubkit.engines.crf import Labeller
    from pubkit.references import label

    use_lists(folder)
    model = Labeller(zlib.decompress((folder / "references.crf.z").read_bytes()))
    label.model = lambda: model  # type: ignore[assignment]
