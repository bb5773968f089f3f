"""References printed by our citation engine in CSL styles that no training has used, and how they are read.

    python tests/references_unseen_styles.py [--data ../shared/references] [--each 20] [--by style] [--write FILE]

Entries are made of names, titles and journals that no training sees (`pubkit.references.training.unseen`); what a style
does not print is not asked for. Measured by `evaluate.py` of the shared data.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from pubkit.references import parse_reference
from pubkit.references.training.measure import as_csl, use_model
from pubkit.references.training.unseen import printed

ROOT = Path(__file__).resolve().parent.parent


def evaluator(folder: Path) -> ModuleType:
    """`evaluate.py` of the shared data."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "references")
    parser.add_argument("--each", type=int, default=20, help="references a style")
    parser.add_argument("--by", help="also by source (the style), lang or kind")
    parser.add_argument("--write", type=Path, help="keep rows and predictions as JSON lines")
    parser.add_argument("--model", type=Path, help="the folder of a training (default: the packaged model)")
    options = parser.parse_args()
    if options.model:
        use_model(options.model)
    evaluate = evaluator(options.data)
    rows = list(printed(options.data, options.each))
    said = [as_csl(parse_reference(row["text"])) for row in rows]
    if options.write:
        with options.write.open("w", encoding="utf-8") as out:
            for row, item in zip(rows, said, strict=True):
                out.write(json.dumps({**row, "pred": item}, ensure_ascii=False) + "\n")
    print(_report(evaluate, rows, said, "styles that no training has used"))
    if options.by:
        keys = sorted({row[options.by] for row in rows})
        for key in keys:
            chosen = [i for i, row in enumerate(rows) if row[options.by] == key]
            line = _report(evaluate, [rows[i] for i in chosen], [said[i] for i in chosen], key, brief=True)
            print(line)
    return 0


def _report(evaluate: ModuleType, rows: list[Any], said: list[Any], title: str, *, brief: bool = False) -> str:
    counted, right = evaluate.evaluate([row["gold"] for row in rows], said)
    table, figures = evaluate.report(counted, right, len(rows), title)
    if not brief:
        return str(table)
    shares = [100 * figures[name] for name in ("micro_exact", "micro_soft", "ref_exact")]
    return f"{title:70s} {len(rows):4d}  {shares[0]:5.1f} {shares[1]:5.1f} {shares[2]:4.0f} %"


if __name__ == "__main__":
    raise SystemExit(main())
