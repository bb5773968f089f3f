"""Convert the development articles from two witnesses each, and show where a pair is worse than its better member.

    python tests/pairs_evaluation.py [--data DIR] [--only d01 ...] [--pairs pdf+ocr raw+ocr ...] [--out DIR]

A witness is a kind of text (raw, layout, plain, ocr), pdf, `witness` (witness.txt, where there is one), or `part`, the
first half of the OCR text. A row of the table is a pair: in each column the mean of the pair and in brackets by how
much it differs from the mean of the better member's. Below it stands each article in which a pair is worse by .01.
The data and the scorer are those of structure_evaluation.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from structure_evaluation import SHARED, convert, scorer

PAIRS = ("pdf+ocr", "raw+ocr", "plain+ocr", "raw+pdf", "layout+raw", "plain+part", "raw+part", "pdf+part")
COLUMNS = (
    "title", "author", "headF1", "level", "paraF1", "noteR", "noteP", "anchS", "anchW", "WER", "loss", "leak", "SCORE",
)  # fmt: skip
LOWER = frozenset({"WER", "loss", "leak"})
WORSE = 0.01


class Articles:
    """Conversions and scores, each made once."""

    def __init__(self, out: Path) -> None:
        self._module = scorer()
        self._out = out
        self._known: dict[tuple[str, ...], dict[str, Any]] = {}

    def score(self, folder: Path, kinds: Sequence[str]) -> dict[str, Any]:
        key = (str(folder), *kinds)
        if key not in self._known:
            out = self._out / "+".join(kinds) / f"{folder.name}.md"
            out.parent.mkdir(parents=True, exist_ok=True)
            markdown, trouble = convert([self._file(folder, kind) for kind in kinds])
            out.write_text(markdown, encoding="utf-8")
            info = json.loads((folder / "info.json").read_text(encoding="utf-8"))
            given = (folder / "alt" / "raw.txt").read_text(encoding="utf-8")
            result = self._module.evaluate(str(folder / "gold.md"), str(out), info, None, given)
            if trouble:
                print(folder.name, "+".join(kinds), trouble, flush=True)
            self._known[key] = result
        return self._known[key]

    def _file(self, folder: Path, kind: str) -> Path:
        if kind == "pdf":
            return folder / "source.pdf"
        if kind == "witness":
            return folder / "witness.txt"
        if kind != "part":
            return folder / "alt" / f"{kind}.txt"
        whole = (folder / "alt" / "ocr.txt").read_text(encoding="utf-8")
        path = self._out / "part" / f"{folder.name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole[: whole.rfind("\n", 0, len(whole) // 2)], encoding="utf-8")
        return path


def better(column: str, members: Sequence[float]) -> float:
    return min(members) if column in LOWER else max(members)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=Path("/tmp/pairs"))
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--pairs", nargs="*", default=PAIRS)
    options = parser.parse_args()
    if not options.data.exists():
        sys.exit(f"{options.data} is not there")
    articles = Articles(options.out)
    folders = [f for f in sorted(options.data.glob("*/")) if not options.only or f.name in options.only]
    print(f"{'':12}" + "".join(f"{column:>15}" for column in COLUMNS))
    for pair in options.pairs:
        kinds = pair.split("+")
        have = [f for f in folders if "witness" not in kinds or (f / "witness.txt").exists()]
        seen: dict[str, list[tuple[float, float]]] = {column: [] for column in COLUMNS}
        worse: list[str] = []
        for folder in have:
            both = articles.score(folder, kinds)
            singles = [articles.score(folder, [kind]) for kind in kinds if kind not in ("part", "witness")]
            for column in COLUMNS:
                members = [single[column] for single in singles if single.get(column) is not None]
                if both.get(column) is None or not members:
                    continue
                best = better(column, members)
                seen[column].append((both[column], best))
                gap = (both[column] - best) * (-1 if column in LOWER else 1)
                if gap <= -WORSE:
                    worse.append(f"    {folder.name} {column} {both[column]:.3f}, better member {best:.3f}")
        print(f"{pair:12}" + "".join(_cell(seen[column]) for column in COLUMNS), flush=True)
        print("\n".join(worse), flush=True)


def _cell(values: Sequence[tuple[float, float]]) -> str:
    if not values:
        return f"{'-':>15}"
    pair, best = mean(v for v, _ in values), mean(b for _, b in values)
    return f"{pair:6.3f}({pair - best:+.3f})".rjust(15)


if __name__ == "__main__":
    main()
