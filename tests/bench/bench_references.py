"""References a second of processor time, and the start-up of `pubkit parse` for one line.

    python tests/bench/bench_references.py [--against shared/references/anystyle_core.jsonl]

Without a file the references are made up. Beside the figures stands a loop of pure Python, as a measure of the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from pubkit.references import parse_reference

MADE = [
    "Jane Miller, The Long Bridge: A History (London: Verso, 1991), {n}.",
    "Tom Brown, “On Bridges and Piers,” Journal of Bridges {n}, no. 5 (1986): 1053–75.",
    "World River Council ({y}) State of the Rivers. Available at: https://example.org/{n} (Accessed: 3 May 2013).",
    "Müller, Karl: Die Brücken. In: Hans Meier (Hg.), Flüsse und Straßen, Berlin {y}, S. {n}–999.",
    "SILVA, A. B. Pontes e rios. Revista de Pontes, São Paulo, v. {n}, n. 3, p. 12-29, {y}.",
    "Lopez MA, von Holt K, Park L, et al. Rivers and health. J Rivers. {y};{n}(4):120-9. doi:10.1000/r.{n}",
]


def machine() -> float:
    """Seconds of processor time for a fixed loop of pure Python."""
    started = time.process_time()
    total = 0
    for number in range(2_000_000):
        total += number * number % 7
    return time.process_time() - started if total else 0.0


AIM_RATE = 300
"""References a second of processor time."""
AIM_START = 0.5
"""Seconds of processor time for one line."""


def start_up(*words: str) -> float:
    """Seconds of processor time of an interpreter with `words`, the best of three."""
    best = 9.0
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], input=MADE[0].encode(), capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    if options.against:
        with options.against.open(encoding="utf-8") as lines:
            texts = [str(json.loads(line)["text"]) for line in lines][:1500]
    else:
        texts = [MADE[n % len(MADE)].format(n=n + 1, y=1960 + n % 60) for n in range(1200)]
    parse_reference(MADE[0])
    started = time.process_time()
    for text in texts:
        parse_reference(text)
    spent = time.process_time() - started
    loop = machine()
    rate = len(texts) / spent
    print(f"{len(texts)} references in {spent:.2f} CPU s: {rate:.0f} a CPU second")
    print(f"  {rate / AIM_RATE:.1f} times the aim of {AIM_RATE}")
    print(f"one reference is {spent / len(texts) / loop:.4f} of a loop of two million steps ({loop:.3f} CPU s)")
    bare, whole = start_up("-c", "pass"), start_up("-m", "pubkit", "parse", "-")
    verdict = "reached" if whole < AIM_START else "missed"
    print(f"start-up of `pubkit parse` with one line: {whole:.2f} CPU s (aim {AIM_START}: {verdict}),")
    print(f"  {whole / bare:.0f} times that of `python -c pass` ({bare:.3f} CPU s)")


if __name__ == "__main__":
    main()
