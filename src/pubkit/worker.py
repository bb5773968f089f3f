"""One document, one process: what a manuscript can do at the worst is end its own worker.

`run(function, ...)` calls the function in a child process of its own session, with limits on time, memory and the
size of files, and returns what it returns or raises the `PubkitError` that it raises. The child can read what this
process can read; it publishes nothing: results come back over a pipe and only the parent writes outputs. At the limit,
or when the parent is interrupted or killed, the child's whole process group goes too, pandoc included.

A `Desk` is the workers of one document: they share its time, and what goes wrong in them names the document.

Forking costs some milliseconds because nothing is imported anew. Where there is no fork (Windows) the function runs
in this process, without limits.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from pubkit.errors import CannotWrite, Place, PubkitError, UnreadableInput

__all__ = ["NO_MEMORY", "Desk", "answered", "begin", "end", "end_running", "opened", "run", "waiting_for"]

T = TypeVar("T")

MEMORY = 1280 * 1024**2
"""Bytes of address space that a worker may take, unless told otherwise; pandoc's heap comes on top of it."""
FILE_SIZE = 256 * 1024**2
"""Bytes of the largest file that a worker may write (WeasyPrint puts fonts into temporary files)."""
_SLOW = "raise seconds under [limits] in pubkit.toml if the document is that large"
_LARGE = "raise memory-mib under [limits] in pubkit.toml if the document is that large"
_DEEP = "such a file is nearly always damaged: look for long runs of brackets, braces or quotation signs"


class Desk:
    """The workers of one document, which share its time and memory; their errors name its file."""

    remote = False

    def __init__(self, file: str, *, seconds: float, memory: int = MEMORY) -> None:
        """`file` is named by errors that have no better place; `seconds` are for all workers together."""
        self._file = file
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._memory = memory

    def run(self, function: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """Call the function in a worker. Raises what it raises, and `CannotWrite` at the limits."""
        return self.run_beside(None, function, *arguments, **options)

    def run_beside(
        self, own: Callable[[], object] | None, function: Callable[..., T], /, *arguments: Any, **options: Any
    ) -> T:
        """`run`, and meanwhile call `own` in this process: what it loads is there for the next worker."""
        result: T = self.within(run, function, *arguments, meanwhile=own, **options)
        return result

    def within(self, run: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
        """Call `run`, which is as the function of this module, with what is left of time and memory."""
        place = Place(self._file)
        left = max(0.1, self._until - time.monotonic())
        try:
            return run(*arguments, seconds=left, memory=self._memory, **options)
        except TimeoutError:
            raise CannotWrite(
                f"not done within {self._seconds:g} s, the limit for one document", place=place, hint=_SLOW
            ) from None
        except MemoryError:
            raise CannotWrite(
                f"more than {self._memory / 1024**2:.0f} MiB of memory were needed, the limit for one document",
                place=place,
                hint=_LARGE,
            ) from None
        except RecursionError:
            raise UnreadableInput("nested too deeply to be read", place=place, hint=_DEEP) from None
        except PubkitError as error:
            error.place = error.place or place
            raise


def run(
    function: Callable[..., T],
    /,
    *arguments: Any,
    seconds: float,
    memory: int = MEMORY,
    meanwhile: Callable[[], object] | None = None,
    **options: Any,
) -> T:
    """Call `function(*arguments, **options)` in a worker; result and errors must be picklable.

    `meanwhile` is called in this process, beside the worker. Raises what the function raises, `TimeoutError` when it
    was not done in time, and `CannotWrite` when the worker was ended by a signal.
    """
    if not hasattr(os, "fork"):
        return function(*arguments, **options)
    sys.stdout.flush()
    sys.stderr.flush()
    reader, writer = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(writer, parent, memory, lambda: function(*arguments, **options))
    os.close(writer)
    waiting_for(child)
    try:
        until = time.monotonic() + seconds
        if meanwhile:
            meanwhile()
        answer = _listen(reader, until)
        waiting_for(None)  # before it is waited for: afterwards its number may be another's
        status = end(child, kill=answer is None)
    except BaseException:
        waiting_for(None)
        end(child, kill=True)
        raise
    finally:
        os.close(reader)
    if answer is None:
        raise TimeoutError(f"not done within {seconds:g} s")
    result: T = opened(answer, status)
    return result


_running: int | None = None
"""The worker that is waited for."""
_gently = False


def waiting_for(child: int | None, *, gently: bool = False) -> None:
    """Another worker is the one that is waited for, or none; `gently` for one that gives up its job when asked to."""
    global _running, _gently
    _running, _gently = child, gently


def end_running() -> None:
    """End the worker that is waited for, if any: it raises `CannotWrite`. A handler of signals may call this."""
    if _running is not None and _gently:
        with contextlib.suppress(ProcessLookupError):
            os.kill(_running, signal.SIGUSR1)
    elif _running is not None:
        for end in (os.killpg, os.kill):  # it may not have its group yet
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(_running, signal.SIGKILL)


NO_MEMORY = 12
"""Exit status of a worker that had no memory left even to say so (ENOMEM)."""


def _work(writer: int, parent: int, memory: int, call: Callable[[], object]) -> NoReturn:
    """In the child: limits, the call, the answer; never returns."""
    code = 0
    try:
        begin(parent, memory)
        content = answered(call)
        with open(writer, "wb") as pipe:
            pipe.write(content)
        sys.stdout.flush()
        sys.stderr.flush()
    except MemoryError:
        code = NO_MEMORY
    except BaseException:
        code = 70
    finally:
        os._exit(code)


def begin(parent: int, memory: int) -> None:
    """In a child that was forked: a session of its own, which ends with the parent, and limits."""
    _die_with(parent)
    os.setsid()
    if handler := sys.modules.get("faulthandler"):
        handler.disable()  # the parent tells of a fatal signal in one line
    _limit(memory)
    gc.freeze()
    gc.set_threshold(_OBJECTS)


_OBJECTS = 50_000
"""So many new ones are made before circles among them are looked for: trees and pages have hardly any."""


def answered(call: Callable[[], object]) -> bytes:
    """In the child: what the call returns or raises, pickled. Raises `MemoryError`."""
    try:
        answer = (True, call())
    except Exception as error:
        # Only the error itself travels: what led to it may not be picklable, where a library pickles that too.
        error.__traceback__ = error.__context__ = error.__cause__ = None
        answer = (False, error)
    try:
        return pickle.dumps(answer)
    except Exception:
        return pickle.dumps((False, PubkitError(f"internal error: {type(answer[1]).__name__}: {answer[1]}")))


def _die_with(parent: int) -> None:
    """Let the kernel end this process when its parent is killed (Linux)."""
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


def _limit(memory: int) -> None:
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
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


def end(child: int, *, kill: bool) -> int:
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


def opened(answer: bytes, status: int) -> Any:
    """What a worker that ended with this wait status has answered. Raises what it raised, `CannotWrite`,
    `MemoryError`."""
    if not answer:
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            raise CannotWrite(
                f"the rendering was ended by {name}",
                hint="a font or a library may be missing, or the document is too large for the memory limit",
            )
        if os.WEXITSTATUS(status) == NO_MEMORY:
            raise MemoryError
        raise CannotWrite(
            "the rendering ended without an answer", hint="the document may be too large for the memory limit"
        )
    good, value = pickle.loads(answer)
    if good:
        return value
    raise value
