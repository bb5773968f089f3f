"""The worker: results and errors come back, limits hold, nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
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

    with pytest.raises(CannotWrite, match=r"0.8 s, the limit for one document") as caught:
        worker.Desk("a.md", seconds=0.8).run(hangs)
    assert str(caught.value.place) == "a.md"
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
    # In a process of its own: a worker starts with the address space of the process that it is forked from, and that
    # of a test run has no size that can be told beforehand.
    code = (
        "from pubkit import worker\nfrom pubkit.errors import CannotWrite\n"
        "desk = worker.Desk('a.md', seconds=20, memory=1 << 29)\n"
        "print(len(desk.run(bytearray, 1 << 25)))\n"
        "try:\n    desk.run(bytearray, 1 << 29)\nexcept CannotWrite as error:\n    print(error.message)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    size, message = done.stdout.splitlines()
    assert int(size) == 1 << 25
    assert "512 MiB of memory" in message


def test_a_worker_without_memory_to_say_so_is_told_too() -> None:
    with pytest.raises(CannotWrite, match="1 MiB of memory"):
        worker.Desk("a.md", seconds=20, memory=1 << 20).run(bytearray, 1 << 25)


def test_depth_is_told() -> None:
    def deep(n: int) -> int:
        return deep(n + 1)

    with pytest.raises(UnreadableInput, match="nested too deeply"):
        worker.Desk("a.md", seconds=20).run(deep, 0)


def test_an_error_travels_without_what_led_to_it() -> None:
    def fails() -> None:
        try:
            raise OSError(lambda: None)  # cannot be pickled
        except OSError as error:
            raise UnreadableInput("bad") from error

    with pytest.raises(UnreadableInput, match="bad") as caught:
        worker.run(fails, seconds=10)
    assert caught.value.__cause__ is None


def test_workers_of_one_document_share_its_time() -> None:
    desk = worker.Desk("a.md", seconds=0.6)
    desk.run(time.sleep, 0.4)
    with pytest.raises(CannotWrite, match=r"0.6 s"):
        desk.run(time.sleep, 0.4)


def test_errors_without_a_place_name_the_document() -> None:
    def fails() -> None:
        raise UnreadableInput("bad")

    with pytest.raises(UnreadableInput) as caught:
        worker.Desk("a.md", seconds=10).run(fails)
    assert str(caught.value.place) == "a.md"


def test_a_worker_goes_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "import os, pathlib, sys, time\nfrom pubkit import worker\n"
        "def work():\n    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))\n    time.sleep(60)\n"
        "worker.run(work, seconds=60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(note)])
    for _ in range(500):
        if note.exists() and note.read_text(encoding="ascii"):
            break
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    pid = int(note.read_text(encoding="ascii"))
    for _ in range(200):
        if not _alive(pid):
            break
        time.sleep(0.02)
    assert not _alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux")
def test_a_worker_costs_less_than_a_tenth_of_a_second() -> None:
    times = []
    for _ in range(10):
        start = time.perf_counter()
        worker.run(int, seconds=10)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1


def test_a_signal_is_told_not_suffered() -> None:
    with pytest.raises(CannotWrite, match="SIGSEGV"):
        worker.run(lambda: os.kill(os.getpid(), signal.SIGSEGV), seconds=10)


def test_an_answer_that_cannot_travel_is_an_error_not_a_hang() -> None:
    with pytest.raises(Exception, match="internal error"):
        worker.run(lambda: lambda: None, seconds=10)
