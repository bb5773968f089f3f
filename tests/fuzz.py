"""Longer fuzzing with atheris: `make fuzz`, or `python tests/fuzz.py bib -max_total_time=600 [corpus]`."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["pubkit"]):
    import fuzz_targets


def main() -> None:
    """The target is the first word, the rest goes to libFuzzer."""
    target = fuzz_targets.TARGETS[sys.argv[1]]

    def one(data: bytes) -> None:
        target(data.decode("utf-8", "replace"))

    atheris.Setup([sys.argv[0], "-timeout=20", "-max_len=4096", *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
