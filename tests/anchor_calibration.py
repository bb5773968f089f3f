"""Is a call that is 70 % sure right in seven cases out of ten? The development articles, in all variants.

    python tests/anchor_calibration.py [--data DIR] [--variant raw ...]

Prints, for calls with a mark and for inferred ones, by probability: how many there are, what they claim on average
and how many stand in the right sentence; and the expected calibration error and the Brier score of both.
"""

from __future__ import annotations

import argparse
import bisect
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pubkit.engines import documents
from pubkit.formats.markdown import write_article
from pubkit.model import Call, CallKind, Witnesses
from pubkit.report import inlines_of
from pubkit.structure import divide
from pubkit.witnesses import read, regularize

sys.path.insert(0, str(Path(__file__).parent))
from structure_evaluation import SHARED, VARIANTS, scorer

Judged = tuple[float, bool, bool]
"""Probability, whether a mark stood there, whether the sentence is right."""


def judged(module: Any, gold: Path, source: Path) -> list[Judged]:
    """The calls of an article that belong to a note of the gold text."""
    witness = read(source.read_bytes(), str(source), readers=documents.readers())[0]
    article, _ = divide(regularize(Witnesses.of([witness]).all[0]))
    calls = [i for block in article.blocks for line in inlines_of(block) for i in line if isinstance(i, Call)]
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as made:
        made.write(write_article(article, notes="text"))
        made.flush()
        p = module.load(made.name)
    g = module.load(str(gold))
    if len(p.notes) != len(calls):
        print(f"{source}: {len(calls)} calls but {len(p.notes)} notes read", file=sys.stderr)
        return []
    pairs = [(op.dest_start + k, op.src_start + k) for op in Levenshtein.opcodes(g.tokens, p.tokens)
             if op.tag == "equal" for k in range(op.src_end - op.src_start)]  # fmt: skip
    ours = [x for x, _ in pairs]
    result: list[Judged] = []
    for (text, at), call in zip(p.notes, calls, strict=True):
        score, best = max(((fuzz.ratio(text[:600], body[:600]), n) for n, (body, _) in enumerate(g.notes)),
                          default=(0, 0))  # fmt: skip
        if score < 80:
            continue
        k = bisect.bisect_left(ours, at) - 1
        placed = pairs[k][1] + 1 if k >= 0 else 0
        sentence = [g.sent[min(max(x - 1, 0), len(g.sent) - 1)] for x in (placed, g.notes[best][1])]
        result.append((call.evidence.confidence, call.kind is not CallKind.INFERRED, sentence[0] == sentence[1]))
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--variant", nargs="*", default=VARIANTS)
    options = parser.parse_args()
    module = scorer()
    found: list[Judged] = []
    for folder in sorted(options.data.glob("*/")):
        for variant in options.variant:
            if (folder / "gold.md").exists():
                found += judged(module, folder / "gold.md", folder / "alt" / f"{variant}.txt")
    for name, marked in (("with a mark", True), ("inferred", False)):
        own = [(chance, right) for chance, has, right in found if has is marked]
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for chance, right in own:
            bins[min(9, int(chance * 10))].append((chance, right))
        error = 0.0
        for number, some in sorted(bins.items()):
            claimed, true = sum(c for c, _ in some) / len(some), sum(r for _, r in some) / len(some)
            error += abs(claimed - true) * len(some) / len(own)
            span = f"{number / 10:.1f}-{number / 10 + 0.1:.1f}"
            print(f"{name:12} {span}  {len(some):5}  claimed {claimed:.3f}  true {true:.3f}")
        if own:
            brier = sum((c - r) ** 2 for c, r in own) / len(own)
            print(f"{name:12} all      {len(own):5}  calibration error {error:.3f}  Brier {brier:.3f}")


if __name__ == "__main__":
    main()
