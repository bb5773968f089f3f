"""A pandoc that stays: one process answers many requests, each in a fraction of what starting pandoc costs.

In: the bytes of a text or of a JSON tree. Out: those that the command line would give, byte for byte (a test compares
them). Requests go over pipes to `resident.lua`, run by `pandoc lua`; reading is in pandoc's sandbox, writing is for
formats that read no files. What exceeds its time or memory ends the process, and the next request starts another.

A process that has asked for it (`start`) shares the resident with the workers that it forks. `stop` ends it, and must
be called when such a worker was ended at a limit: its request may be half done.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

__all__ = [
    "PAGE_OPTIONS", "Refused", "ask_ahead", "available", "forget", "lives", "read", "start", "stop", "write",
]  # fmt: skip

PAGE_OPTIONS = (
    "--mathml", "--section-divs", "--shift-heading-level-by=1", "--syntax-highlighting=none", "--eol=lf",
)  # fmt: skip
"""The options that `write` stands for."""

_process: subprocess.Popen[bytes] | None = None
_LOCK = threading.Lock()
_PIPE = 1 << 20
"""Bytes that a pipe holds where that can be said (Linux): the tree of an article goes through at once."""


class Refused(Exception):
    """pandoc answered that it cannot do this, or ended; the message is its own, empty where it ended."""


def start(command: Sequence[str], environment: dict[str, str]) -> None:
    """Have a resident from now on: `command` is pandoc with its runtime options."""
    global _process
    stop()
    script = Path(__file__).with_suffix(".lua")
    _process = subprocess.Popen(
        [*command, "lua", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, start_new_session=True,
    )  # fmt: skip
    for pipe in (_process.stdin, _process.stdout):
        assert pipe is not None
        _widen(pipe.fileno())


def _widen(pipe: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def stop() -> None:
    """End the resident, whatever it does."""
    global _process, _pending
    process, _process, _pending = _process, None, None
    if process is None:
        return
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(OSError, ChildProcessError):
        process.wait()  # with a limit it would look only every few milliseconds whether the process has gone
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


def lives() -> bool:
    """Whether the resident that this very process has started lives."""
    return _process is not None and _process.poll() is None


def available() -> bool:
    """Whether this process, or the one that it was forked from, has a resident; it may have ended since."""
    return _process is not None and _process.stdin is not None and not _process.stdin.closed


def read(text: bytes, reader: str, *, time_limit: float) -> bytes:
    """The JSON tree of a text. Raises `Refused`, and `TimeoutError` after which the resident is gone."""
    return _ask("read", reader, text, time_limit)


def write(tree: bytes, to: str, *, time_limit: float) -> bytes:
    """The JSON tree written with `PAGE_OPTIONS`. Raises `Refused` and `TimeoutError`."""
    return _ask("write", to, tree, time_limit)


def ask_ahead(text: bytes, reader: str) -> None:
    """Ask now what this process will ask with `read`: pandoc reads while something else is done.

    `forget` must follow, in this process, whatever happens.
    """
    global _pending
    process = _process
    if process is None or process.stdin is None or _pending is not None:
        return
    request = _request("read", reader, text)
    with _LOCK, contextlib.suppress(OSError, ValueError):
        os.set_blocking(process.stdin.fileno(), False)
        _pending = request, os.write(process.stdin.fileno(), request)


def forget() -> None:
    """Take the answer to what was asked ahead and was never read."""
    if _pending is not None:
        with contextlib.suppress(Refused, TimeoutError):
            _ask("", "", b"", _PATIENCE)  # nothing is asked: what was asked before is answered


_pending: tuple[bytes, int] | None = None
"""A request that was sent ahead, and how many of its bytes the pipe took."""
_PATIENCE = 5.0
"""Seconds for an answer that nobody wants; then the resident goes."""


def _request(what: str, name: str, body: bytes) -> bytes:
    return f"{what} {name} {len(body)}\n".encode() + body


def _ask(what: str, name: str, body: bytes, time_limit: float) -> bytes:
    global _pending
    process = _process
    assert process is not None and process.stdin is not None and process.stdout is not None
    request, sent = _request(what, name, body), 0
    with _LOCK:
        ahead, _pending = _pending, None
        try:
            until = time.monotonic() + time_limit
            if ahead is not None and ahead[0] == request:
                sent = ahead[1]
            elif ahead is not None:
                with contextlib.suppress(Refused):
                    _exchange(process, ahead[0][ahead[1] :], until)
            if not what:
                return b""
            return _exchange(process, request[sent:], until)
        except TimeoutError:
            stop()
            raise
        except (OSError, ValueError) as broken:
            stop()
            raise Refused("") from broken


def _exchange(process: subprocess.Popen[bytes], request: bytes, until: float) -> bytes:
    assert process.stdin is not None and process.stdout is not None
    into, out = process.stdin.fileno(), process.stdout.fileno()
    received = bytearray()
    unsent = memoryview(request)
    start = length = 0
    os.set_blocking(into, False)
    while True:
        ready = select.select([out], [into] if unsent else [], [], max(0.0, until - time.monotonic()))
        if not any(ready):
            raise TimeoutError
        if ready[1]:
            unsent = unsent[os.write(into, unsent[: 1 << 20]) :]
        if ready[0]:
            piece = os.read(out, 1 << 20)
            if not piece:
                raise OSError("the resident pandoc has ended")
            received += piece
            if not start and (end := received.find(b"\n")) >= 0:
                start, length = end + 1, int(received[:end].split()[1])
            if start and len(received) - start >= length:
                if not received.startswith(b"ok "):
                    raise Refused(bytes(received[start : start + length]).decode("utf-8", "replace"))
                return bytes(memoryview(received)[start : start + length])
