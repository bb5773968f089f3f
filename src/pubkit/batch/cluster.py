"""The same tasks through a dask.distributed cluster (`pubkit[cluster]`).

Files are read and outputs published here; what goes to the cluster are the functions of `pipeline` with their
arguments, all bytes. There each runs in a process with limits, as here: a `Member` is a process of its own beside a
dask worker (which has threads, and must not fork), warm after its first document. A worker that dies takes no document
along: dask gives what it had to another one.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar, cast

from pubkit import citations, editions, worker
from pubkit.batch import work
from pubkit.batch.tasks import Options, Outcome, Task
from pubkit.errors import CannotWrite, MissingEngine, Place, PubkitError, UsageError
from pubkit.project import Limits
from pubkit.records import dataclass

__all__ = ["each", "serve"]

T = TypeVar("T")
Result = tuple[bool, Any]

CONNECTING = 30
"""Seconds that the scheduler has to answer."""
GRACE = 60
"""Seconds beyond a document's own for a member to start and to warm."""


def each(tasks: Sequence[Task], output: Path, limits: Limits, scheduler: str) -> Iterator[Outcome]:
    """The outcomes, in the order in which they are done. Raises `UsageError` where no scheduler answers."""
    client = _client(scheduler)
    try:
        at_once = max(2, 2 * len(client.scheduler_info()["workers"]))
        styles = _styles(tasks, limits)
        waiting = iter(tasks)
        running: set[Future[Outcome]] = set()
        with ThreadPoolExecutor(at_once) as threads:
            while True:
                while len(running) < at_once and (task := next(waiting, None)) is not None:
                    running.add(threads.submit(_do, task, output, limits, client, styles))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
    finally:
        client.close()


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise MissingEngine(
            "dask.distributed is not installed", hint="python -m pip install 'pubkit[cluster]'"
        ) from None
    try:
        connect: Callable[..., Any] = Client
        return connect(scheduler, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"no scheduler answers at {scheduler}: {error}", hint="dask scheduler --port 8786") from None


def _styles(tasks: Sequence[Task], limits: Limits) -> dict[str, citations.StyleFile | PubkitError]:
    """The styles of all tasks, found here and before there are threads: the cluster need not have their files."""
    found: dict[str, citations.StyleFile | PubkitError] = {}
    for name in {task.options.style or editions.DEFAULT_STYLE for task in tasks if task.options.to}:
        try:
            found[name] = worker.Desk(name, seconds=limits.seconds).run(citations.find_style, name)
        except PubkitError as error:
            found[name] = error
    return found


def _do(
    task: Task, output: Path, limits: Limits, client: Any, styles: dict[str, citations.StyleFile | PubkitError]
) -> Outcome:
    desk = _FarDesk(task, limits, client, styles)
    return work.do(task, output, limits, desk)


class _FarDesk:
    """The workers of one document, elsewhere (`editions.Workers`)."""

    remote = True

    def __init__(
        self, task: Task, limits: Limits, client: Any, styles: dict[str, citations.StyleFile | PubkitError]
    ) -> None:
        self._task = task
        self._file = ", ".join(task.inputs)
        self._limits = limits
        self._client = client
        self._styles = styles

    def run(self, function: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        if isinstance(style := options.get("style"), str):
            found = self._styles[style]
            if isinstance(found, PubkitError):
                raise found
            options["style"] = found
        call = functools.partial(function, *arguments, **options)
        future = self._client.submit(_far, self._file, call, self._task.options, self._limits, pure=False, retries=2)
        try:
            good, value = future.result()
        except PubkitError:
            raise
        except Exception as error:  # the cluster's own trouble: lost connections, workers killed again and again
            raise CannotWrite(
                f"the cluster could not do it: {type(error).__name__}: {error}", place=Place(self._file)
            ) from None
        if good:
            return cast(T, value)
        raise value


# -- on the cluster ----------------------------------------------------------------------------------------------


def _far(file: str, call: Callable[[], Any], options: Options, limits: Limits) -> Result:
    """In a thread of a dask worker: the call, done by a member that nobody uses just now."""
    with _LOCK:
        member = _FREE.pop() if _FREE else _new_member()
    try:
        member.calls.send((file, call, options, limits))
        if not member.answers.poll(limits.seconds + GRACE):
            raise TimeoutError(f"no answer from the member for {file}")
        result = cast(Result, member.answers.recv())
    except BaseException:
        member.process.kill()
        member.process.wait()
        raise
    with _LOCK:
        _FREE.append(member)
    return result


@dataclass
class _Member:
    process: subprocess.Popen[bytes]
    calls: Connection
    answers: Connection


_FREE: list[_Member] = []
_LOCK = threading.Lock()


def _new_member() -> _Member:
    """A fresh process, started without forking this one's threads."""
    there, back = os.pipe(), os.pipe()
    code = f"from pubkit.batch.cluster import serve; serve({there[0]}, {back[1]})"
    process = subprocess.Popen([sys.executable, "-c", code], pass_fds=(there[0], back[1]), stdin=subprocess.DEVNULL)
    os.close(there[0])
    os.close(back[1])
    return _Member(process, Connection(there[1], readable=False), Connection(back[0], writable=False))


def serve(reader: int, writer: int) -> None:
    """A member's life: calls in, answers out, until the dask worker closes the pipe or dies."""
    calls, answers = Connection(reader, writable=False), Connection(writer, readable=False)
    warmed: set[str] = set()
    while True:
        try:
            file, call, options, limits = calls.recv()
        except (EOFError, OSError):
            return
        if not warmed.issuperset({"text", *options.to}):
            warmed |= {"text", *options.to}
            work.warm(Task("", ("sample.md",), options=options))
        try:
            answer: Result = (True, worker.Desk(file, seconds=limits.seconds, memory=limits.memory).run(call))
        except PubkitError as error:
            answer = (False, error)
        except Exception as error:
            answer = (False, PubkitError(f"internal error: {type(error).__name__}: {error}", place=Place(file)))
        answers.send(answer)
