"""Measures how sure the model should be: scores of fields of references that were held out, and whether they were right.

    python -m pubkit.references.training.calibrating --data ../shared/references [--check]

The references are the twelfth part of the data that is never trained on: half of them make the knots, the other half
the table that `--check` prints (and the figures of the README come from).
"""  # noqa: E501

from __future__ import annotations

import argparse
import json
import re
import zlib
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
    from pubkit.engines.crf import Labeller
    from pubkit.references import calibration, label
    from pubkit.references.training.__main__ import never_trained_on

    if not options.check:
        calibration._table = dict  # type: ignore[assignment]
    if options.model:
        model = Labeller(zlib.decompress((options.model / "references.crf.z").read_bytes()))
        label.model = lambda: model  # type: ignore[assignment]
    rows = never_trained_on(options.data)
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


def _print(outcomes: dict[str, list[tuple[float, bool]]]) -> None:
    pairs = [pair for found in outcomes.values() for pair in found]
    print(f"{'said':>12s} {'fields':>7s} {'mean said':>10s} {'right':>7s}")
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        part = [(score, right) for score, right in pairs if low <= score < high]
        if part:
            said, right = sum(score for score, _ in part) / len(part), sum(right for _, right in part) / len(part)
            print(f"{low:5.2f}-{min(high, 1):5.2f}  {len(part):7d} {said:10.3f} {right:7.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
