"""Warm processes that set pages: what is slow to load is loaded once, each document runs in a worker with limits.

A `Press` is a process of its own, started anew (never forked from the server, which has threads), that does one job
after another. Before its first job it loads pandoc, WeasyPrint, fonts and the style; for each job it forks a worker
(`pubkit.worker`) which has all of that and takes its faults with it. `interrupt` ends the job that is being done; a
press that has died is started again for the next job.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from pubkit import worker
from pubkit.errors import CannotWrite, PubkitError

__all__ = ["Interrupted", "Press"]

T = TypeVar("T")


TRIES = 2
"""Times that a job is given out when the press dies of it."""


class Interrupted(Exception):
    """The job was ended because its result is no longer wanted."""


class Press:
    """One warm process and the way to it; jobs are functions of a module, called with picklable arguments."""

    def __init__(self, warm: Callable[..., None] | None = None, *arguments: Any) -> None:
        self._warm = (warm, arguments)
        self._turn = asyncio.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._busy = False

    def start(self) -> None:
        """Start the process; it warms itself while others go on."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, *self._warm), daemon=True)
        process.start()
        theirs.close()
        self._process, self._connection = process, ours

    async def do(self, job: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """Do the job and return what it returns. Raises what it raises, `Interrupted`, and `CannotWrite` when the
        press has died of it."""
        async with self._turn:
            self._busy = True
            try:
                good, value = await self._asked((job, arguments, options))
            finally:
                self._busy = False
        if good:
            result: T = value
            return result
        raise value

    async def _asked(self, job: object) -> tuple[bool, Any]:
        for _ in range(TRIES):
            if self._process is None or not self._process.is_alive():
                self.stop()
                self.start()
            assert self._connection is not None
            with contextlib.suppress(EOFError, OSError):  # it has died
                return await asyncio.to_thread(_ask, self._connection, job)
            self.stop()
        raise CannotWrite("the process that sets pages has ended twice", hint="it is started again at the next change")

    def interrupt(self) -> None:
        """End the job that is being done, if any: it raises `Interrupted`."""
        if self._busy and self._process is not None and self._process.pid is not None:
            with contextlib.suppress(OSError):
                os.kill(self._process.pid, signal.SIGUSR1)

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(1)
            if self._process.is_alive():
                self._process.kill()
                self._process.join(1)
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _ask(connection: Connection, job: object) -> tuple[bool, Any]:
    connection.send(job)
    answer: tuple[bool, Any] = connection.recv()
    return answer


# -- in the process ------------------------------------------------------------------------------------------------

_unwanted = False
"""Whether the result of the job that is being done is no longer wanted."""


def _serve(connection: Connection, warm: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    """Do jobs until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends us
    signal.signal(signal.SIGTERM, _end)
    if hasattr(signal, "SIGUSR1"):
        signal.signal(signal.SIGUSR1, _interrupted)
    if warm:
        with contextlib.suppress(Exception):  # the first document that wants it will say so
            warm(*arguments)
    while True:
        try:
            job, given, options = connection.recv()
        except (EOFError, OSError):
            return
        answer = _answer(functools.partial(job, *given, **options))
        try:
            connection.send(answer)
        except (EOFError, OSError):
            return
        except Exception as error:  # what cannot be pickled
            connection.send((False, PubkitError(f"internal error: {type(error).__name__}: {error}")))


def _answer(call: Callable[[], object]) -> tuple[bool, object]:
    global _unwanted
    _unwanted = False
    try:
        return True, call()
    except PubkitError as error:
        error.__traceback__ = error.__context__ = error.__cause__ = None
        return False, Interrupted() if _unwanted else error
    except Exception as error:
        return False, PubkitError(f"internal error: {type(error).__name__}: {error}")


def _interrupted(number: int, frame: object) -> None:
    """Ending the worker is enough: the job fails at once. Nothing is raised here, in the midst of who knows what."""
    global _unwanted
    _unwanted = True
    worker.end_running()


def _end(number: int, frame: object) -> None:
    worker.end_running()
    os._exit(0)
