"""One document, one process: what a manuscript can do at the worst is end its own worker.

`run(function, ...)` calls the function in a child process of its own session, with limits on time and memory, and
returns what it returns or raises the `PubkitError` that it raises. The child can read what this process can read; it
writes nothing: results come back over a pipe and only the parent publishes them. At the limit, or when the parent is
interrupted, the child's whole process group is killed, pandoc included.

Forking costs some milliseconds because nothing is imported anew. Where there is no fork (Windows) the function runs
in this process, without limits.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from pubkit.errors import CannotWrite, PubkitError

__all__ = ["run"]

T = TypeVar("T")

MEMORY = 2 * 1024**3
"""Bytes of address space that a worker may take."""


def run(function: Callable[..., T], /, *arguments: Any, seconds: float, memory: int = MEMORY, **options: Any) -> T:
    """Call `function(*arguments, **options)` in a worker; result and errors must be picklable.

    Raises what the function raises, and `CannotWrite` when the worker ran out of `seconds` or `memory` or was ended
    by a signal.
    """
    if not hasattr(os, "fork"):
        return function(*arguments, **options)
    sys.stdout.flush()
    sys.stderr.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(writer, memory, lambda: function(*arguments, **options))
    os.close(writer)
    try:
        answer = _listen(reader, time.monotonic() + seconds)
        status = _end(child, kill=answer is None)
    except BaseException:
        _end(child, kill=True)
        raise
    finally:
        os.close(reader)
    if answer is None:
        raise CannotWrite(
            f"not done within {seconds:g} s, the limit for one document",
            hint="raise seconds under [limits] in pubkit.toml if the document is that large",
        )
    result: T = _open(answer, status)
    return result


def _work(writer: int, memory: int, call: Callable[[], object]) -> NoReturn:
    """In the child: limits, the call, the answer; never returns."""
    code = 0
    try:
        os.setsid()
        if handler := sys.modules.get("faulthandler"):
            handler.disable()  # the parent tells of a fatal signal in one line
        _limit(memory)
        try:
            answer = (True, call())
        except Exception as error:
            answer = (False, error)
        try:
            content = pickle.dumps(answer)
        except Exception:
            content = pickle.dumps((False, PubkitError(f"internal error: {type(answer[1]).__name__}: {answer[1]}")))
        with open(writer, "wb") as pipe:
            pipe.write(content)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        code = 70
    finally:
        os._exit(code)


def _limit(memory: int) -> None:
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (memory if hard < 0 else min(memory, hard), hard))


def _listen(reader: int, until: float) -> bytes | None:
    """All that the child writes, or None when time runs out first."""
    pieces: list[bytes] = []
    while True:
        ready, _, _ = select.select([reader], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return None
        piece = os.read(reader, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _end(child: int, *, kill: bool) -> int:
    """Wait for the child and return its wait status; what is left of its group goes with it."""
    if kill:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    return status


def _open(answer: bytes, status: int) -> Any:
    if not answer:
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            raise CannotWrite(
                f"the rendering was ended by {name}",
                hint="a font or a library may be missing, or the document is too large for the memory limit",
            )
        raise CannotWrite(
            "the rendering ended without an answer", hint="the document may be too large for the memory limit"
        )
    good, value = pickle.loads(answer)
    if good:
        return value
    raise value
