"""How references are read that no training has seen: kept rows, another corpus, styles of our own engine kept apart.

    python tests/references_unseen.py [--data ../shared/references] [--each 18] [--by source|lang|kind] [--model FOLDER]

Three sets: every twelfth row of AnyStyle's files; the TEI references cut from GROBID's corpus; references printed by
our citation engine in CSL styles kept out of training, from names, titles and journals kept out as well
(`pubkit.references.training.unseen`). Measured by `evaluate.py` of the shared data; `--by` takes the third set apart.
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from pubkit.references import parse_reference
from pubkit.references.training.corpus import never_trained_on, read_rows
from pubkit.references.training.measure import as_csl, use_model
from pubkit.references.training.unseen import printed

ROOT = Path(__file__).resolve().parent.parent
FIELDS = (
    "author", "editor", "issued-year", "title", "container-title", "collection-title", "volume", "issue", "pages",
    "edition", "publisher", "publisher-place", "URL", "accessed", "DOI", "type",
)  # fmt: skip


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
    parser.add_argument("--each", type=int, default=18, help="references a style")
    parser.add_argument("--by", help="the third set by source (the style), lang or kind")
    parser.add_argument("--model", type=Path, help="the folder of a training (default: the packaged model)")
    options = parser.parse_args()
    if options.model:
        use_model(options.model)
    evaluate = evaluator(options.data)
    sets = {
        "kept rows": never_trained_on(options.data),
        "TEI": list(read_rows(options.data, ["tei_blbl"])),
        "kept styles": list(printed(options.data, options.each)),
    }
    said = {name: [as_csl(parse_reference(row["text"])) for row in rows] for name, rows in sets.items()}
    print("\n".join([*overall(evaluate, sets, said), "", *by_field(evaluate, sets, said)]))
    if options.by:
        rows, items = sets["kept styles"], said["kept styles"]
        parts: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            parts.setdefault(row[options.by], []).append(number)
        sets = {key: [rows[i] for i in parts[key]] for key in sorted(parts)}
        print("\n" + "\n".join(overall(evaluate, sets, {key: [items[i] for i in parts[key]] for key in sets})))
    return 0


def overall(evaluate: Any, sets: dict[str, list[Any]], said: dict[str, list[Any]]) -> list[str]:
    """A table: micro-F1 exact and soft, whole references."""
    lines = ["| set | references | exact | soft | whole |", "|---|--:|--:|--:|--:|"]
    for name, rows in sets.items():
        counted, right = evaluate.evaluate([row["gold"] for row in rows], said[name])
        figures = evaluate.report(counted, right, len(rows))[1]
        shares = " | ".join(f"{100 * figures[key]:.1f}" for key in ("micro_exact", "micro_soft", "ref_exact"))
        lines.append(f"| {name} | {len(rows):,} | {shares} % |")
    return lines


def by_field(evaluate: Any, sets: dict[str, list[Any]], said: dict[str, list[Any]]) -> list[str]:
    """A table: F1 exact and soft of every field of which a set has ten."""
    counted = {name: evaluate.evaluate([row["gold"] for row in rows], said[name])[0] for name, rows in sets.items()}
    lines = ["| field (exact / soft) | " + " | ".join(sets) + " |", "|---|" + "--:|" * len(sets)]
    for field in FIELDS:
        cells = []
        for name in sets:
            gold, found, exact, soft = counted[name][field]
            pair = [100 * evaluate.prf(gold, found, right)[2] for right in (exact, soft)]
            cells.append(f"{pair[0]:.1f} / {pair[1]:.1f}" if gold > 9 else "–")
        lines.append(f"| {field} | " + " | ".join(cells) + " |")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
