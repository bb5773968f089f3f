"""The worker: results and errors come back, limits hold, nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from pubkit import worker
from pubkit.errors import CannotWrite, Place, UnreadableInput


def test_the_result_comes_back_from_another_process() -> None:
    assert worker.run(os.getpid, seconds=10) != os.getpid()
    assert worker.run(lambda n: b"x" * n, 5_000_000, seconds=10) == b"x" * 5_000_000


def test_errors_keep_their_place() -> None:
    def fails() -> None:
        raise UnreadableInput("bad", place=Place("a.md", 3))

    with pytest.raises(UnreadableInput) as caught:
        worker.run(fails, seconds=10)
    assert str(caught.value.place) == "a.md:3"


def test_time_is_limited_and_grandchildren_go_too(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def hangs() -> None:
        child = subprocess.Popen(["sleep", "60"])
        note.write_text(str(child.pid), encoding="ascii")
        child.wait()

    with pytest.raises(CannotWrite, match="limit for one document"):
        worker.run(hangs, seconds=0.8)
    pid = int(note.read_text(encoding="ascii"))
    for _ in range(100):
        if not _alive(pid):
            break
        time.sleep(0.02)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_memory_is_limited() -> None:
    with pytest.raises(MemoryError):
        worker.run(bytearray, 1 << 30, seconds=20, memory=1 << 29)


def test_a_signal_is_told_not_suffered() -> None:
    with pytest.raises(CannotWrite, match="SIGSEGV"):
        worker.run(lambda: os.kill(os.getpid(), signal.SIGSEGV), seconds=10)


def test_an_answer_that_cannot_travel_is_an_error_not_a_hang() -> None:
    with pytest.raises(Exception, match="internal error"):
        worker.run(lambda: lambda: None, seconds=10)
