"""Cross-validation of reference parsing, by source and by parts: figures of references that training did not see.

    python tests/references_crossvalidation.py --work /tmp/folds [--data ../shared/references] [--markdown FILE]

One source after the other is left out whole (lists, names and titles too), then each half of the AnyStyle rows. The
models are cheaper than the one that ships: 25 iterations instead of 90, 1,500 synthetic and 2,000 rendered references
instead of 10,000 and 11,000. A fold that stands in --work is not trained again, only read. About six CPU minutes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from pubkit.references import parse_reference
from pubkit.references.training.__main__ import held_out
from pubkit.references.training.measure import as_csl, use_model
from references_unseen import ROOT, by_field, evaluator, overall

FOLDS = ("anystyle_core", "anystyle_gold", "anystyle_good", "linkedbooks", "1/2", "2/2")
CHEAP = ("--synthetic", "1500", "--rendered", "2000", "--iterations", "25")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "references")
    parser.add_argument("--work", type=Path, required=True, help="where the folds are kept")
    parser.add_argument("--markdown", type=Path, help="write the tables there as well")
    parser.add_argument("--only", nargs="+", choices=FOLDS, default=FOLDS, help="some of the folds")
    options = parser.parse_args()
    evaluate = evaluator(options.data)
    found = {name: _fold(options, name) for name in options.only}
    if halves := [name for name in found if "/" in name]:
        found["halves"] = [row for name in halves for row in found.pop(name)]
    said = {name: [row["pred"] for row in rows] for name, rows in found.items()}
    lines = [*overall(evaluate, found, said), "", *by_field(evaluate, found, said)]
    print("\n".join(lines))
    if options.markdown:
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _fold(options: argparse.Namespace, name: str) -> list[dict[str, Any]]:
    target = options.work / name.replace("/", "of")
    if not (target / "references.crf.z").exists():
        target.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pubkit.references.training", "--data", str(options.data)]
        subprocess.run([*command, "--out", str(target), "--hold-out", name, *CHEAP], check=True)
    use_model(target)
    rows = held_out(options.data, name)
    return [{**row, "pred": as_csl(parse_reference(row["text"]))} for row in rows]


if __name__ == "__main__":
    raise SystemExit(main())
