"""A worker that stays: a child of a press that does one job after another and may remember.

It has the limits of every worker (`pubkit.worker`), its time anew for each job. One that exceeds them, dies or is ended
from outside is gone with all that it remembered; the next job has another. What it remembers is its own affair: a
function gives the same result whether it remembers or not.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from pubkit import worker
from pubkit.engines import giving_up

__all__ = ["Staying"]

T = TypeVar("T")

_HEAD = 8
"""Bytes that tell the length of what follows."""
_SWEPT = 16
"""Jobs after which what nobody holds any more is collected."""
_JOBS = 150
"""Jobs after which there is another worker, whatever libraries have not given back."""


class Staying:
    """The way to a worker that stays. Where there is no fork, jobs are done in this process, without limits."""

    def __init__(self, *, gently: bool = False) -> None:
        """`gently`: a job that is ended from outside is given up (`engines.giving_up`), and the worker stays."""
        self._gently = gently
        self._child: int | None = None
        self._memory = 0
        self._ask = self._answers = -1
        self._done = 0

    @property
    def lives(self) -> bool:
        """Whether there is one."""
        return self._child is not None

    def run(
        self,
        function: Callable[..., T],
        /,
        *arguments: Any,
        seconds: float,
        memory: int = worker.MEMORY,
        **options: Any,
    ) -> T:
        """As `worker.run`, in the worker that stays."""
        if not hasattr(os, "fork"):
            return function(*arguments, **options)
        request = pickle.dumps((function, arguments, options))
        if self._child is None or memory != self._memory or self._done >= _JOBS:
            self._start(memory)
        self._done += 1
        try:
            try:
                _send(self._ask, request)
            except BrokenPipeError:  # it has ended since its last job
                self._start(memory)
                _send(self._ask, request)
            worker.waiting_for(self._child, gently=self._gently)
            answer = self._answer(time.monotonic() + seconds)
        except TimeoutError:
            self.stop()
            raise TimeoutError(f"not done within {seconds:g} s") from None
        except BaseException:
            self.stop()
            raise
        finally:
            worker.waiting_for(None)
        try:
            result: T = worker.opened(answer, self._ended() if not answer else 0)
        except MemoryError:
            self.stop()
            raise
        return result

    def stop(self) -> None:
        """End it, whatever it does."""
        self._ended(kill=True)

    def _start(self, memory: int) -> None:
        self.stop()
        theirs, self._ask = os.pipe()
        self._answers, answers = os.pipe()
        self._memory, self._done = memory, 0
        parent = os.getpid()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._ask)
            os.close(self._answers)
            _serve(theirs, answers, parent, memory, self._gently)
        os.close(theirs)
        os.close(answers)

    def _answer(self, until: float) -> bytes:
        """What it answers; nothing where it has ended."""
        received = bytearray()
        while True:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = os.read(self._answers, 1 << 20)
            received += piece
            if not piece:
                return b""
            if len(received) >= _HEAD and len(received) - _HEAD >= int.from_bytes(received[:_HEAD], "big"):
                return bytes(received[_HEAD:])

    def _ended(self, *, kill: bool = False) -> int:
        """Its wait status, after its end."""
        child, self._child = self._child, None
        if child is None:
            return 0
        for pipe in (self._ask, self._answers):
            with contextlib.suppress(OSError):
                os.close(pipe)
        return worker.end(child, kill=kill)


def _send(pipe: int, content: bytes) -> None:
    unsent = memoryview(len(content).to_bytes(_HEAD, "big") + content)
    while unsent:
        unsent = unsent[os.write(pipe, unsent) :]


# -- in the child --------------------------------------------------------------------------------------------------


def _serve(ask: int, answers: int, parent: int, memory: int, gently: bool) -> NoReturn:
    """Do jobs until the press is gone."""
    code = 0
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGUSR1, giving_up.give_up if gently else signal.SIG_DFL)
        worker.begin(parent, memory)
        gc.disable()  # between jobs is time enough
        with open(ask, "rb") as requests:
            done = 0
            while len(head := requests.read(_HEAD)) == _HEAD:
                function, arguments, options = pickle.loads(requests.read(int.from_bytes(head, "big")))
                giving_up.begin()
                _send(answers, worker.answered(lambda: function(*arguments, **options)))  # noqa: B023
                done += 1
                if done % _SWEPT == 0:
                    gc.collect()
    except MemoryError:
        code = worker.NO_MEMORY
    except BaseException:
        code = 70
    finally:
        os._exit(code)
