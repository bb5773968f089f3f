"""Documents for tests of batches: texts that differ, and one that nobody can read."""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = """trade region policy energy corridor border state union market treaty culture river port law reform history
archive letter council transit railway pipeline village mountain language school memory witness edition""".split()  # noqa: SIM905


def text(number: int) -> str:
    """An article of some pages with notes; the same number gives the same text."""
    chance = random.Random(number)

    def sentence() -> str:
        words = [chance.choice(_WORDS) for _ in range(chance.randint(8, 18))]
        return f"{words[0].capitalize()} {' '.join(words[1:])}"

    def raised(mark: int) -> str:
        return str(mark).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))

    parts = [
        f"On {chance.choice(_WORDS).capitalize()} and {chance.choice(_WORDS).capitalize()} TOKEN{number}\n\nJane Doe*"
    ]
    notes = []
    for section in ("Introduction", "Discussion", "Conclusion"):
        parts.append(section)
        for _ in range(3):
            mark = len(notes) + 1
            parts.append(f"{sentence()}. {sentence()}.{raised(mark)} {sentence()}.")
            year, name = chance.randint(1990, 2020), chance.choice(["Roe", "Smith", "Nuriyev", "Haqqani"])
            notes.append(
                f"{raised(mark)} {name}, E. ({year}) '{sentence()},' Journal of {chance.choice(_WORDS).capitalize()} "
                f"{chance.randint(1, 40)}, No. {chance.randint(1, 4)}: {mark}-{mark + 9}."
            )
    return "\n\n".join([*parts, *notes]) + "\n"


def archive(folder: Path, count: int, *, poisoned: bool = True) -> Path:
    """A folder with that many texts, and one that is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"article{number:03}.txt").write_text(text(number), encoding="utf-8")
    if poisoned:
        (folder / "poison.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their relative names."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
