"""Work that is no longer wanted is given up where that is safe: between two pages.

A process that prints for somebody who may change his mind has `give_up` as a handler of a signal; nothing is raised in
the midst of a library's work. Whoever never calls it is not concerned.
"""

from __future__ import annotations

from pubkit.errors import PubkitError

__all__ = ["GivenUp", "begin", "check", "give_up"]

_wanted = True


class GivenUp(PubkitError):
    """What was being made is no longer wanted."""


def begin() -> None:
    """Something new is being made, which is wanted."""
    global _wanted
    _wanted = True


def give_up(*_: object) -> None:
    """What is being made is no longer wanted; a handler of a signal."""
    global _wanted
    _wanted = False


def check() -> None:
    """Raises `GivenUp` where what is being made is no longer wanted."""
    if not _wanted:
        raise GivenUp("no longer wanted")
