"""From a model's score to a probability that means what it says: of the fields said to be 90 % sure, 90 % are right.

The table (`calibration.json`, made by `pubkit.references.training`) has knots per variable, from scores and outcomes on
references that the model was not trained on; between knots it is linear. A variable without knots uses those of all.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files

__all__ = ["calibrated", "fit"]

Knots = list[tuple[float, float]]


@cache
def _table() -> dict[str, Knots]:
    source = files("pubkit.references") / "calibration.json"
    if not source.is_file():
        return {}
    loaded = json.loads(source.read_text(encoding="utf-8"))
    return {variable: [(score, share) for score, share in knots] for variable, knots in loaded["knots"].items()}


def calibrated(variable: str, score: float) -> float:
    """The probability that a field with this score is right."""
    knots = _table().get(variable) or _table().get("*")
    if not knots:
        return score
    place = bisect_right(knots, (score, 2.0))
    if place == 0:
        return round(knots[0][1] * score / knots[0][0], 4) if knots[0][0] else knots[0][1]
    if place == len(knots):
        return knots[-1][1]
    (low, low_share), (high, high_share) = knots[place - 1], knots[place]
    return round(low_share + (high_share - low_share) * (score - low) / ((high - low) or 1.0), 4)


def fit(outcomes: list[tuple[float, bool]], *, bins: int = 12) -> Knots:
    """Knots from (score, right) pairs: bins of equal count, made monotone by pooling neighbours (PAV)."""
    ordered = sorted(outcomes)
    if len(ordered) < 40:
        return []
    size = max(20, len(ordered) // bins)
    groups = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    if len(groups) > 1 and len(groups[-1]) < size / 2:
        groups[-2] += groups.pop()
    pooled: list[list[float]] = []  # mean score, share right, count
    for group in groups:
        pooled.append([sum(s for s, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group)])
        while len(pooled) > 1 and pooled[-2][1] > pooled[-1][1]:
            score, share, count = pooled.pop()
            before = pooled[-1]
            total = before[2] + count
            pooled[-1] = [
                (before[0] * before[2] + score * count) / total,
                (before[1] * before[2] + share * count) / total,
                total,
            ]
    return [(round(score, 4), round(share, 4)) for score, share, _ in pooled]
