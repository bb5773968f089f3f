"""Rebuilds what the package ships: word lists and model. `--hold-out WHAT` trains without some rows and predicts them.

    python -m pubkit.references.training --data ../shared/references
    python -m pubkit.references.training --data ../shared/references --hold-out anystyle_core --out /tmp/held-out

The package's own directory is the default target. The same data give the same bytes. WHAT is a data file, `linkedbooks`
(all of them; its test set is predicted), or `2/5` (the second fifth of the AnyStyle rows). What is held out goes into
neither lists nor synthetic references; `predictions.jsonl` holds its rows, each with `pred`, for `evaluate.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

from pubkit.references.training.corpus import FILES, NEVER

SYNTHETIC = 10000
RENDERED = 11000
LINKED = 2400
ITERATIONS = 90


def main(arguments: list[str] | None = None) -> int:
    """Command line of the trainer."""
    options = _parser().parse_args(arguments)
    package = Path(__file__).resolve().parent.parent
    target: Path = options.out or package
    target.mkdir(parents=True, exist_ok=True)
    started = time.process_time()
    if not options.lists_ready:
        _write_lists(options, target)
        # Features read the lists through the package: a second process sees the new ones from its first word on.
        return _again(options, target, package)
    if target != package:
        from pubkit.references.training.measure import use_lists

        use_lists(target)
    size = _write_model(options, target)
    print(f"model: {size} bytes, {time.process_time() - started:.0f} s of processor time")
    if options.hold_out:
        _predict(options, target)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pubkit.references.training", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder with the labelled references")
    parser.add_argument("--out", type=Path, help="where lists and model are written (default: the package)")
    parser.add_argument("--hold-out", help="train without these rows and predict them: a file, linkedbooks, 2/5")
    parser.add_argument("--synthetic", type=int, default=SYNTHETIC, help="how many synthetic references")
    parser.add_argument("--rendered", type=int, default=RENDERED, help="how many references rendered in CSL styles")
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    parser.add_argument("--lists-ready", action="store_true", help=argparse.SUPPRESS)
    return parser


def _again(options: argparse.Namespace, target: Path, package: Path) -> int:
    command = [sys.executable, "-m", "pubkit.references.training", "--data", str(options.data), "--lists-ready"]
    command += [
        "--synthetic",
        str(options.synthetic),
        "--rendered",
        str(options.rendered),
        "--iterations",
        str(options.iterations),
    ]
    command += ["--hold-out", options.hold_out] if options.hold_out else []
    command += ["--out", str(target)] if target != package else []
    return subprocess.run(command, check=False).returncode


def _rows(options: argparse.Namespace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    from pubkit.references.training.corpus import read_rows

    held = options.hold_out or ""
    known = [
        row
        for name in FILES
        for n, row in enumerate(read_rows(options.data, [name]))
        if n % NEVER and name != held and not _in_part(n, held)
    ]
    if held == "linkedbooks":
        return known, []
    return known, [row for row in read_rows(options.data, ["linkedbooks_train"]) if row["kind"] == "secondary"]


def _in_part(number: int, held: str) -> bool:
    """Whether a row is in the part `2/5`."""
    part, _, parts = held.partition("/")
    return bool(parts) and number % int(parts) == int(part) - 1


def held_out(folder: Path, held: str) -> list[dict[str, Any]]:
    from pubkit.references.training.corpus import read_rows

    if held == "linkedbooks":
        return [row for row in read_rows(folder, ["linkedbooks_test"]) if row["kind"] == "secondary"]
    if "/" in held:
        return [row for name in FILES for n, row in enumerate(read_rows(folder, [name])) if _in_part(n, held)]
    return list(read_rows(folder, [held]))


def _write_lists(options: argparse.Namespace, target: Path) -> None:
    from pubkit.references.training.word_lists import make_word_lists, render

    rows, linked = _rows(options)
    (target / "gazetteers.txt").write_text(render(make_word_lists([*rows, *linked])), encoding="utf-8")


def _write_model(options: argparse.Namespace, target: Path) -> int:
    from pubkit.engines.crf import train
    from pubkit.references.training.corpus import examples_of, sequence
    from pubkit.references.training.pools import make_pools
    from pubkit.references.training.printing import print_entries
    from pubkit.references.training.synthetic import synthesize

    rows, linked = _rows(options)
    pools = make_pools([*rows, *(row for row in linked if row["lang"] in ("fr", "de", "es", "it"))])
    shuffled = random.Random(1)
    foreign = list(examples_of(row for row in linked if row["lang"] != "it"))
    italian = list(examples_of(row for row in linked if row["lang"] == "it"))
    shuffled.shuffle(foreign)
    shuffled.shuffle(italian)
    examples = [*examples_of(rows), *foreign[:LINKED], *italian[: LINKED // 3]]
    examples += [*synthesize(pools, options.synthetic), *print_entries(rows, pools, options.rendered)]
    sequences = [made for example in examples if (made := sequence(example))]
    print(f"{len(sequences)} references, {sum(len(labels) for _, labels in sequences)} tokens", flush=True)
    raw = target / "references.crf"
    train(sequences, raw, iterations=options.iterations, c1=0.12, c2=0.08, least=2)
    packed = zlib.compress(raw.read_bytes(), 9)
    (target / "references.crf.z").write_bytes(packed)
    raw.unlink()
    return len(packed)


def _predict(options: argparse.Namespace, target: Path) -> None:
    from pubkit.references import parse_reference
    from pubkit.references.training.measure import as_csl, use_model

    use_model(target)
    with (target / "predictions.jsonl").open("w", encoding="utf-8") as out:
        for row in held_out(options.data, options.hold_out):
            said = as_csl(parse_reference(row["text"]))
            kept = {name: row[name] for name in ("text", "gold", "source", "lang")}
            out.write(json.dumps({**kept, "pred": said}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
