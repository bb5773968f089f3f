"""Convert the development articles in all variants and print their scores by variant.

    python tests/structure_evaluation.py [--out DIR] [--only d01 d02] [--data DIR]
        [--variant raw ...] [--witness] [--pdf] [--detail]

The data and the scorer are read from ../shared/structure, relative to the project root; they are not part of it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from pubkit.engines import documents
from pubkit.formats.markdown import write_article
from pubkit.model import Witnesses
from pubkit.model.ledger import ledger
from pubkit.structure import divide
from pubkit.witnesses import read, regularize

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "structure"
VARIANTS = ("raw", "layout", "plain", "ocr")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "evaluate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    import pypandoc

    module.PANDOC = pypandoc.get_pandoc_path()
    return module


def convert(paths: list[Path]) -> tuple[str, str]:
    """The article.md of these witnesses, and a word on the ledger."""
    witnesses = Witnesses.of([read(path.read_bytes(), str(path), readers=documents.readers())[0] for path in paths])
    texts = [regularize(witness) for witness in witnesses.all]
    articles = [divide(text)[0] for text in texts]
    if len(articles) == 1:
        article, apparatus = articles[0], None
    else:
        from pubkit.collation import collate

        article, apparatus, _ = collate(articles, witnesses)
    account = ledger(witnesses, texts, article, apparatus)
    trouble = "" if account.balanced else f"LEDGER double {account.double} lost {account.counts[0]}: " + repr(
        [witnesses.text(span)[:50] for span in account.unaccounted[:6]]
    )  # fmt: skip
    return write_article(article, notes="text"), trouble


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", default="/tmp/structure")
    parser.add_argument(
        "--data", type=Path, default=SHARED, help="a folder of articles laid out as ../shared/structure"
    )
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--variant", nargs="*", default=VARIANTS)
    parser.add_argument("--witness", action="store_true", help="with the second witness, where there is one")
    parser.add_argument("--detail", action="store_true")
    options = parser.parse_args()
    if not options.data.exists():
        sys.exit(f"{options.data} is not there")
    module = scorer()
    columns = ["title", "author", "authnote", "abstract", "keywords", "headF1", "level", "paraF1", "noteR", "noteP",
               "notesim", "anchS", "anchW", "WER", "loss", "leak", "SCORE", "sec"]  # fmt: skip
    print(f"{'':12}" + "".join(f"{c[:7]:>8}" for c in columns))
    rows: dict[str, list[dict[str, Any]]] = {}
    for variant in options.variant:
        for folder in sorted(options.data.glob("*/")):
            if not (folder / "gold.md").exists() or (options.only and folder.name not in options.only):
                continue
            paths = [folder / "source.pdf" if variant == "pdf" else folder / "alt" / f"{variant}.txt"]
            if options.witness:
                if not (folder / "witness.txt").exists():
                    continue
                paths.append(folder / "witness.txt")
            out = Path(options.out) / variant / f"{folder.name}.md"
            out.parent.mkdir(parents=True, exist_ok=True)
            start = time.perf_counter()
            markdown, trouble = convert(paths)
            seconds = time.perf_counter() - start
            given = folder / "alt" / "raw.txt" if variant == "pdf" else paths[0]
            out.write_text(markdown, encoding="utf-8")
            info = json.loads((folder / "info.json").read_text(encoding="utf-8"))
            result = module.evaluate(str(folder / "gold.md"), str(out), info, None, given.read_text(encoding="utf-8"))
            result["sec"] = seconds
            rows.setdefault(variant, []).append(result)
            if options.detail:
                print(_line(f"{folder.name} {variant}", result, columns), result.get("_leak", ""), trouble)
            elif trouble:
                print(folder.name, variant, trouble)
    everything = [result for results in rows.values() for result in results]
    for variant, results in [*rows.items(), ("ALL", everything)]:
        means = {c: _mean([r.get(c) for r in results]) for c in columns}
        print(_line(f"mean {variant}", means, columns))


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _line(name: str, result: dict[str, Any], columns: list[str]) -> str:
    return f"{name:12}" + "".join("      - " if result.get(c) is None else f"{result[c]:8.3f}" for c in columns)


if __name__ == "__main__":
    main()
