"""The processes of this machine that do a batch's tasks.

Each member is forked from this process after it was warmed, does one task after the other, and forks a worker with
limits for each document (`pubkit.worker`): what is warm is shared, what a document spoils or fills goes with its
worker, so that the members' memory stays flat. Members are replaced after some hundred tasks all the same, and when
they die; the task that a dead member had is done once more, then told as failed.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from pubkit.records import dataclass

__all__ = ["Lost", "each"]

Done = TypeVar("Done")
Todo = TypeVar("Todo")

RECYCLED = 500
"""Tasks after which a member makes room for a new one."""
TRIES = 2
"""Times that a task is given out when its member dies."""


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of a result: the members that had this task died."""


@dataclass
class _Member(Generic[Todo, Done]):
    process: multiprocessing.process.BaseProcess
    connection: Connection
    task: int | None = None
    done: int = 0


def each(function: Callable[[Todo], Done], tasks: Sequence[Todo], *, jobs: int) -> Iterator[tuple[int, Done | Lost]]:
    """The number and result of each task, in the order in which they are done."""
    context = multiprocessing.get_context("fork")
    waiting = deque(range(len(tasks)))
    tries = [0] * len(tasks)
    members: list[_Member[Todo, Done]] = []
    gc.freeze()  # what is shared is not touched by the members' collector
    try:
        while waiting or any(member.task is not None for member in members):
            while waiting and len(members) < jobs:
                members.append(_new(context, function, [member.connection for member in members]))
            for member in members:
                if member.task is None and waiting:
                    _give(member, waiting.popleft(), tasks, tries)
            ready = set(wait([member.connection for member in members if member.task is not None]))
            for member in [member for member in members if member.connection in ready]:
                number = member.task
                assert number is not None
                try:
                    result = member.connection.recv()
                except (EOFError, OSError):
                    _end(member)
                    members.remove(member)
                    if tries[number] < TRIES:
                        waiting.appendleft(number)
                    else:
                        yield number, Lost()
                    continue
                member.task = None
                member.done += 1
                if member.done >= RECYCLED:
                    _end(member)
                    members.remove(member)
                yield number, result
    finally:
        for member in members:
            _end(member)
        gc.unfreeze()


def _give(member: _Member[Todo, Done], number: int, tasks: Sequence[Todo], tries: list[int]) -> None:
    member.task = number
    tries[number] += 1
    with contextlib.suppress(OSError):  # a member that has died is found when its answer is awaited
        member.connection.send(tasks[number])


def _new(
    context: multiprocessing.context.ForkContext, function: Callable[[Todo], Done], others: Sequence[Connection]
) -> _Member[Todo, Done]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, [ours, *others], function), daemon=True)
    process.start()
    theirs.close()
    return _Member(process, ours)


def _serve(connection: Connection, others: Sequence[Connection], function: Callable[[Todo], Done]) -> None:
    for other in others:
        other.close()  # else the end of the parent would not end the connection
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(function(task))


def _end(member: _Member[Todo, Done]) -> None:
    member.connection.close()
    if member.task is not None:
        member.process.terminate()
    member.process.join(5)
    if member.process.is_alive():
        member.process.kill()
        member.process.join()
