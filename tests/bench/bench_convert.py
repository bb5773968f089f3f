"""Conversion and collation: CPU time by length, growth, and inputs that are all of one thing.

    python tests/bench/bench_convert.py [--words 6000 25000 150000] [--no-collation] [--no-extremes]

The texts are invented: random words of an invented vocabulary in sentences, paragraphs and sections, with notes that
cite works, some again. Aims: two seconds for 6,000 words, near-linear growth to 150,000 (no more than 1.3 times the
seconds a word); two witnesses no more than three times one; the extremes end below the limit of a document (45 s).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable

from pubkit import pipeline
from pubkit.errors import PubkitError
from pubkit.model import Source

SYLLABLES = ("ba", "ter", "ni", "ko", "ral", "mi", "sen", "tu", "ver", "lo", "dan", "ges", "pi", "mor", "ha", "lin")
COMMON = ("the", "of", "and", "in", "to", "a", "was", "that", "with", "for", "as", "by", "on", "which", "not", "had")


def vocabulary(size: int = 4000) -> list[str]:
    """Invented words."""
    chance = random.Random(1)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(size)]


def book(words: int, *, seed: int = 2) -> str:
    """An article or a book of so many words, one paragraph a line, a note in every fourth paragraph."""
    chance, known = random.Random(seed), vocabulary()
    lines = ["On the Trade of Invented Towns", "", "Jane Doe", ""]
    written = notes = paragraphs = 0
    while written < words:
        if paragraphs % 12 == 0:
            lines += [f"Of {chance.choice(known).title()} and {chance.choice(known).title()}", ""]
        sentences: list[str] = []
        for _ in range(chance.randint(3, 7)):
            said = [chance.choice(COMMON) if chance.random() < 0.45 else chance.choice(known) for _ in range(18)]
            sentences.append(" ".join(said).capitalize() + ".")
            written += len(said)
        note = paragraphs % 4 == 3
        lines += [" ".join(sentences) + (_raised(notes + 1) if note else ""), ""]
        paragraphs += 1
        if note:
            notes += 1
            work = chance.randint(1, max(20, words // 200))
            name = known[work].title()
            lines += [f"{_raised(notes)} {name}, J. ({1900 + work % 120}), {known[work + 40].title()} of the Towns "
                      f"(London: {known[work + 80].title()} Press), p. {notes}.", ""]  # fmt: skip
    return "\n".join(lines) + "\n"


def _raised(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(figure)] for figure in str(number))


def spoiled(text: str) -> str:
    """The text as another extractor gives it: lost hyphens, changed words."""
    chance = random.Random(3)
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        for _ in range(len(words) // 60):
            at = chance.randrange(len(words))
            words[at] = words[at][:-1] + "x" if len(words[at]) > 4 else words[at]
        lines.append(" ".join(words))
    return "\n".join(lines)


EXTREMES: dict[str, Callable[[], str]] = {
    "100,000 notes": lambda: "The Towns\n\n" + "\n\n".join(
        f"A sentence of the text{_raised(n)} ends here.\n\n{_raised(n)} See the records, p. {n}."
        for n in range(1, 100_001)
    ),
    "100,000 one-word paragraphs": lambda: "The Towns\n\n" + "\n\n".join(["Word", "town", "field"] * 33_334),
    "one paragraph of 1 MB": lambda: "The Towns\n\n" + "The town was old and its fields were wide. " * 24_000,
    "one line of 1 MB without a space": lambda: "The Towns\n\n" + "town" * 260_000,
    "100,000 headings": lambda: "The Towns\n\n" + "\n\n".join(f"## {n}. Of the towns" for n in range(100_000)),
    "100,000 numbers": lambda: "The Towns\n\n" + "\n".join(str(n) for n in range(100_000)),
    "100,000 references": lambda: "The Towns\n\nOf towns there is much to say here.\n\nReferences\n\n" + "\n\n".join(
        f"Doe, J. ({1900 + n % 100}). Title {n} of the towns. London: Hill Press." for n in range(100_000)
    ),
    "a million form feeds": lambda: "The Towns\n\nOf towns.\n" + "\f" * 1_000_000,
}  # fmt: skip


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of a call; what pubkit refuses is told."""
    start = time.process_time()
    try:
        call()
    except PubkitError as error:
        print(f"    told: {error.message}")
    return time.process_time() - start


def main() -> int:
    """Print the table; exit code 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[6_000, 25_000, 150_000])
    parser.add_argument("--no-collation", action="store_true")
    parser.add_argument("--no-extremes", action="store_true")
    options = parser.parse_args()
    seconds(lambda: pipeline.convert([Source("a.txt", book(600).encode())]))  # what is loaded once
    missed: list[str] = []
    each: list[float] = []
    print(f"{'words':>10}{'one, s':>10}{'ms/1000':>10}{'two, s':>10}{'two/one':>10}")
    for count in options.words:
        text = book(count)
        one = seconds(lambda text=text: pipeline.convert([Source("a.txt", text.encode())]))
        each.append(one / count)
        line = f"{count:>10,}{one:>10.2f}{one / count * 1e6:>10.0f}"
        if not options.no_collation:
            sources = [Source("a.txt", text.encode()), Source("b.txt", spoiled(text).encode())]
            two = seconds(lambda sources=sources: pipeline.convert(sources))
            line += f"{two:>10.2f}{two / one:>10.1f}"
            if two > 3 * one:
                missed.append(f"two witnesses of {count} words: {two / one:.1f} times one")
        print(line, flush=True)
        if count == 6_000 and one > 2:
            missed.append(f"6,000 words: {one:.1f} s")
    if each[-1] > 1.3 * each[0]:
        missed.append(f"growth: {each[-1] / each[0]:.1f} times the seconds a word")
    for name, make in {} if options.no_extremes else EXTREMES.items():
        text = make()
        took = seconds(lambda text=text: pipeline.convert([Source("a.txt", text.encode())]))
        print(f"{name:36}{took:>10.1f} s", flush=True)
        if took > 45:
            missed.append(f"{name}: {took:.0f} s")
    for each_missed in missed:
        print(f"missed: {each_missed}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
