"""The command line: `pubkit`, or `python -m pubkit`.

A build that would make again what is there is answered here, before anything else is loaded.
"""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line and return its exit code."""
    words = sys.argv[1:]
    if words[:1] != ["build"]:
        from pubkit.cli import main as run

        return run()
    from pubkit.rerun import Rerun
    from pubkit.store import Store

    again = Rerun(words, Store.of_user())
    code = again.replay()
    return _left(again.watch(_build)) if code is None else code


def _left(code: int) -> int:
    """End here: to take apart what was loaded, an object at a time, takes longer than to print an article's notices."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return code  # the interpreter tells of it
    os._exit(code)


_OBJECTS = 50_000
"""So many new ones are made before circles among them are looked for; loading the program makes half as many."""


def _build() -> int:
    gc.set_threshold(_OBJECTS)
    from pubkit.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
