"""Measures how sure the model should be: scores of fields of references held out, and whether they were right.

    python -m pubkit.references.training.calibrating --data ../shared/references [--check]

The references are those that no training sees: the twelfth part of AnyStyle's rows, the TEI references, and some in CSL
styles that are kept apart. Half of them make the knots, the other half the table that `--check` prints (and the figures
of the README come from).
"""

from __future__ import annotations

import argparse
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from pubkit.references.cues import fold

FIELDS = (
    "author",
    "editor",
    "title",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "issued",
    "edition",
)


def main(arguments: list[str] | None = None) -> int:
    """Command line of the measurement."""
    parser = argparse.ArgumentParser(prog="python -m pubkit.references.training.calibrating")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="the folder of a training (default: the packaged model)")
    parser.add_argument("--check", action="store_true", help="print the table instead of writing the knots")
    options = parser.parse_args(arguments)
    from pubkit.references import calibration
    from pubkit.references.training.corpus import never_trained_on, read_rows
    from pubkit.references.training.measure import use_model
    from pubkit.references.training.unseen import printed

    if not options.check:
        calibration._table = dict  # type: ignore[assignment]
    if options.model:
        use_model(options.model)
    rows = [*never_trained_on(options.data), *read_rows(options.data, ["tei_blbl"]), *printed(options.data, 10)]
    outcomes = _outcomes(rows[1::2] if options.check else rows[::2])
    if options.check:
        _print(outcomes)
        return 0
    knots = {name: made for name in FIELDS if (made := calibration.fit(outcomes.get(name, [])))}
    knots["*"] = calibration.fit([pair for pairs in outcomes.values() for pair in pairs])
    target = Path(__file__).resolve().parent.parent / "calibration.json"
    target.write_text(json.dumps({"knots": knots}, indent=1) + "\n", encoding="utf-8")
    return 0


def _outcomes(rows: list[dict[str, Any]]) -> dict[str, list[tuple[float, bool]]]:
    """(score, right) of every field that the model found."""
    from pubkit.references import parse_reference
    from pubkit.references.training.measure import as_csl

    out: dict[str, list[tuple[float, bool]]] = {}
    for row in rows:
        parsed = parse_reference(row["text"])
        item = as_csl(parsed)
        for name in FIELDS:
            found = [evidence for evidence in parsed.fields if evidence.variable == name and evidence.origin == "model"]
            if found:
                score = min(evidence.probability for evidence in found)
                out.setdefault(name, []).append((score, _same(name, row["gold"].get(name), item.get(name))))
    return out


def _same(name: str, wanted: Any, said: Any) -> bool:
    if not wanted:
        return False
    if name in ("author", "editor"):
        return _people(wanted) == _people(said)
    if name == "issued":
        return bool(said.get("date-parts")) and wanted.get("date-parts", [[0]])[0][0] == said["date-parts"][0][0]
    if name in ("page", "volume", "issue", "edition"):
        numbers = re.findall(r"\w+", str(wanted))
        return numbers[:1] == re.findall(r"\w+", str(said))[:1] or fold(str(wanted)) == fold(str(said))
    return fold(str(wanted)) == fold(str(said))


def _people(names: Any) -> list[str]:
    return [fold(name.get("family") or name.get("literal") or name.get("given") or "").split(" ")[-1] for name in names]


_BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.01)


def _print(outcomes: dict[str, list[tuple[float, bool]]]) -> None:
    pairs = [pair for found in outcomes.values() for pair in found]
    print("| said | fields | mean said | right |\n|---|--:|--:|--:|")
    for low, high in pairwise(_BOUNDS):
        part = [(score, right) for score, right in pairs if low <= score < high]
        if part:
            said, right = (100 * sum(pair[which] for pair in part) / len(part) for which in (0, 1))
            print(f"| {100 * low:.0f}–{100 * min(high, 1):.0f} % | {len(part):,} | {said:.1f} % | {right:.1f} % |")
    gap = sum(abs(_gap(pairs, low, high)) for low, high in pairwise(_BOUNDS)) / len(pairs)
    print(f"\nmean gap between said and right, weighted by fields: {100 * gap:.1f} points of {len(pairs):,} fields")


def _gap(pairs: list[tuple[float, bool]], low: float, high: float) -> float:
    return sum(score - right for score, right in pairs if low <= score < high)


if __name__ == "__main__":
    raise SystemExit(main())
