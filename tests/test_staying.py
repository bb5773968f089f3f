"""The worker that stays: it remembers, has the limits of every worker, and is another one after its end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from pubkit import worker
from pubkit.engines import giving_up
from pubkit.errors import CannotWrite, Place, UnreadableInput
from pubkit.preview.staying import Staying

_seen: list[str] = []


def remember(word: str) -> tuple[int, list[str]]:
    _seen.append(word)
    return os.getpid(), list(_seen)


def fail() -> None:
    raise UnreadableInput("bad", place=Place("a.md", 3))


def hang() -> None:
    signal.pause()


def end() -> None:
    os._exit(3)


def grow() -> None:
    raise MemoryError


def print_pages() -> None:
    while True:
        time.sleep(0.01)
        giving_up.check()


@pytest.fixture
def staying() -> Iterator[Staying]:
    one = Staying()
    yield one
    one.stop()


def test_it_remembers_and_this_process_does_not(staying: Staying) -> None:
    first = staying.run(remember, "one", seconds=10)
    assert first == (first[0], ["one"])
    assert first[0] != os.getpid()
    assert staying.run(remember, "x" * 3_000_000, seconds=10) == (first[0], ["one", "x" * 3_000_000])
    assert _seen == []


def test_an_error_comes_back_and_does_not_end_it(staying: Staying) -> None:
    number, _ = staying.run(remember, "one", seconds=10)
    with pytest.raises(UnreadableInput, match="bad"):
        staying.run(fail, seconds=10)
    assert staying.run(remember, "two", seconds=10) == (number, ["one", "two"])


@pytest.mark.parametrize(("job", "error"), [(hang, TimeoutError), (end, CannotWrite), (grow, MemoryError)])
def test_after_its_end_there_is_another(staying: Staying, job: object, error: type[Exception]) -> None:
    number, _ = staying.run(remember, "one", seconds=10)
    with pytest.raises(error):
        staying.run(job, seconds=0.3)  # type: ignore[arg-type]
    assert not staying.lives
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert staying.run(remember, "two", seconds=10)[1] == ["two"]


def test_one_that_was_killed_between_jobs_is_followed_by_another(staying: Staying) -> None:
    number, _ = staying.run(remember, "one", seconds=10)
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert staying.run(remember, "two", seconds=10)[1] == ["two"]


def test_its_job_can_be_ended_from_outside(staying: Staying) -> None:
    signal.signal(signal.SIGALRM, lambda *_: worker.end_running())
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(CannotWrite, match="SIGKILL"):
        staying.run(hang, seconds=10)


def test_after_so_many_jobs_there_is_another(staying: Staying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pubkit.preview.staying._JOBS", 3)
    numbers = [staying.run(remember, "word", seconds=10)[0] for _ in range(7)]
    assert [numbers.index(number) for number in numbers] == [0, 0, 0, 3, 3, 3, 6]


def test_a_job_that_is_given_up_does_not_end_a_gentle_one() -> None:
    gentle = Staying(gently=True)
    number, _ = gentle.run(remember, "one", seconds=10)
    signal.signal(signal.SIGALRM, lambda *_: worker.end_running())
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(giving_up.GivenUp):
        gentle.run(print_pages, seconds=10)
    assert gentle.run(remember, "two", seconds=10) == (number, ["one", "two"])
    gentle.stop()
