"""References printed by our citation engine in CSL styles that no training has used, and how they are read.

    python tests/references_unseen_styles.py [--data ../shared/references] [--each 20] [--by style] [--write FILE]

Entries are put together from rows that no training sees (every twelfth row of AnyStyle's sets, LinkedBooks' validation
and test sets): their names, titles and journals are new, the style is new, the locale is that of the language. What a
style does not print is no part of what is asked for. Measured by `evaluate.py` of the shared data.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from pubkit.references import parse_reference
from pubkit.references.training import rendering
from pubkit.references.training.__main__ import never_trained_on
from pubkit.references.training.corpus import read_rows
from pubkit.references.training.entries import Entries
from pubkit.references.training.house_styles import unseen_styles
from pubkit.references.training.measure import as_csl, use_model
from pubkit.references.training.printing import LOCALES
from pubkit.references.training.synthetic import Pools, border, make_pools

ROOT = Path(__file__).resolve().parent.parent


def evaluator(folder: Path) -> ModuleType:
    """`evaluate.py` of the shared data."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(folder: Path, each: int, seed: int = 29) -> Iterator[dict[str, Any]]:
    """Rows (text, gold, source, lang, kind): `each` references a style."""
    rng = random.Random(seed)
    rows = never_trained_on(folder)
    foreign = [
        row for row in read_rows(folder, ["linkedbooks_valid", "linkedbooks_test"]) if row["kind"] == "secondary"
    ]
    pools = make_pools([*rows, *foreign])
    entries = Entries(rows, pools, rng)
    for style in unseen_styles():
        for language in style.languages.split():
            yield from _of_style(style, language, entries, pools, rng, max(4, each // len(style.languages.split())))


def _of_style(
    style: Any, language: str, entries: Entries, pools: Pools, rng: random.Random, count: int
) -> Iterator[dict[str, Any]]:
    items = [entries.make(language, f"k{n}", pinpoint=style.as_notes) for n in range(count)]
    with _AllLabels():
        for item in items:
            try:
                made = list(
                    rendering.render_labelled(
                        style.name, LOCALES[language][0], [item], as_notes=style.as_notes, border=border
                    )
                )
            except Exception as error:
                print(f"{style.name}: {error}", file=sys.stderr)
                return
            for example in made:
                labels: dict[str, str] = {}
                for start, end, label in example.segments:
                    labels[label] = labels.get(label, "") + example.text[start:end]
                if "title" not in labels:
                    continue  # a short form
                yield {
                    "text": example.text,
                    "gold": _asked(item, labels),
                    "source": style.name,
                    "lang": language,
                    "kind": item["type"],
                }


class _AllLabels:
    """Addresses and dates of access are labelled as well, to know whether a style prints them."""

    def __enter__(self) -> None:
        self.kept = rendering._LABELS
        rendering._LABELS = {**self.kept, "URL": "url", "DOI": "doi", "accessed": "accessed"}

    def __exit__(self, *error: object) -> None:
        rendering._LABELS = self.kept


_LABEL_OF: Mapping[str, str] = {
    "author": "author", "editor": "editor", "title": "title", "container-title": "container", "volume": "volume",
    "collection-title": "series", "issue": "issue", "page": "pages", "edition": "edition", "publisher": "publisher",
    "publisher-place": "place",
    "URL": "url", "DOI": "doi", "accessed": "accessed", "issued": "date",
}  # fmt: skip


def _asked(item: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """What of the entry is printed."""
    gold: dict[str, Any] = {"type": item["type"]}
    for name, label in _LABEL_OF.items():
        if label not in labels or (name not in item and name != "page"):
            continue
        value = item.get(name, "")
        if name in ("author", "editor"):
            value = [
                _name(n, labels[label]) for n in value if _bare(n.get("family") or n["literal"]) in _bare(labels[label])
            ]
        elif name in ("issued", "accessed"):
            value = {"date-parts": [_printed_parts(value["date-parts"][0], labels[label])]}
        elif name == "page":
            value = " ".join(
                re.findall(r"\w+(?:\s?[–-]\s?\w+)?", re.sub(r"(?i)\b(?:pp?|s|pages?|págs?)\b\.?", "", labels[label]))
            )
        elif name not in ("URL", "DOI", "edition") and _bare(str(value)) not in _bare(labels[label]):
            continue  # abbreviated, or moved: nobody could read it
        if value:
            gold[name] = value
    return gold


def _name(name: Mapping[str, str], label: str) -> dict[str, str]:
    """The name without given names where none is printed."""
    given = name.get("given", "")
    if given and not re.search(rf"\b{re.escape(given[0])}", label.replace(name.get("family", ""), ""), re.IGNORECASE):
        return {part: text for part, text in name.items() if part != "given"}
    return dict(name)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _printed_parts(parts: list[int], printed: str) -> list[int]:
    """The year, and month and day where more than a year is printed."""
    return parts if re.sub(r"\W*(?:1[4-9]|20)\d\d[a-z]?\W*", "", printed).strip() else parts[:1]


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
