"""The command line: `pubkit`, or `python -m pubkit`.

A build that would make again what is there is answered here, before anything else is loaded.
"""

from __future__ import annotations

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
    return again.watch(_build) if code is None else code


def _build() -> int:
    from pubkit.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
