"""A batch from its tasks to its report."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pubkit.batch import ledger, overview, pool, work
from pubkit.batch.tasks import Outcome, Task
from pubkit.errors import Place, PubkitError
from pubkit.notices import Notice, Severity, notice_of
from pubkit.project import Limits
from pubkit.records import dataclass
from pubkit.workspace import publish

__all__ = ["Batch", "run_batch"]

Progress = Callable[[int, int, Outcome], None]
"""Called after each document: how many are settled, how many there are, what became of this one."""
_EVERYWHERE = ("E", "W5")
"""Codes of errors that the next document would meet as well: no engine, no room on the disk."""
_LIMITS = ("not done within", "MiB of memory", "ended by")


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did."""

    outcomes: tuple[Outcome, ...]
    """In the order of the tasks; those that were not reached are missing."""
    report: tuple[Path, ...]
    passed_over: int
    """Documents that an earlier run had settled."""
    stopped: Outcome | None = None
    """What ended the run before its time."""

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """Documents that could not be done."""
        return tuple(outcome for outcome in self.outcomes if outcome.error)


def run_batch(
    tasks: Sequence[Task],
    output: Path,
    *,
    limits: Limits,
    jobs: int = 2,
    resume: bool = False,
    keep_going: bool = False,
    report: Path | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Do the tasks, each into `output / task.name`, and write ledger and report.

    With `resume`, what an earlier run settled is passed over. Trouble of the machine (a missing engine, a full disk)
    stops the run unless `keep_going`; trouble of a document never does. `scheduler` is the address of a dask cluster
    (`pubkit[cluster]`). Raises `CannotWrite` when the ledger or the report cannot be written.
    """
    held = ledger.read(output) if resume else {}
    outcomes = {
        task.name: held[task.name]
        for task in tasks
        if task.name in held and ledger.is_settled(held[task.name], work.fingerprint(task, limits, output), output)
    }
    passed_over = len(outcomes)
    if not resume:
        ledger.rewrite(output, ())
    rest = [task for task in tasks if task.name not in outcomes]
    stopped: Outcome | None = None
    for outcome in _done(rest, output, limits, jobs, scheduler):
        outcomes[outcome.name] = outcome
        ledger.add(output, outcome)
        if progress:
            progress(len(outcomes), len(tasks), outcome)
        if not keep_going and _is_everywhere(outcome):
            stopped = outcome
            break
    ordered = tuple(outcomes[task.name] for task in tasks if task.name in outcomes)
    ledger.rewrite(output, ordered)
    return Batch(ordered, _report(ordered, len(tasks), output, report), passed_over, stopped)


def _done(tasks: Sequence[Task], output: Path, limits: Limits, jobs: int, scheduler: str | None) -> Iterator[Outcome]:
    if not tasks:
        return
    if scheduler:
        from pubkit.batch.cluster import each

        yield from each(tasks, output, limits, scheduler)
        return
    work.warm(tasks[0])
    one = functools.partial(work.do, output=output, limits=limits)
    for number, done in pool.each(one, tasks, jobs=max(1, min(jobs, len(tasks)))):
        yield lost(tasks[number], limits, output) if isinstance(done, pool.Lost) else done


def lost(task: Task, limits: Limits, output: Path) -> Outcome:
    """The outcome of a task that ended the processes that had it."""
    error = PubkitError("the process that worked on it was ended from outside, twice", place=Place(task.inputs[0]))
    return Outcome(task.name, task.inputs, work.fingerprint(task, limits, output), notice_of(error).as_json())


def _is_everywhere(outcome: Outcome) -> bool:
    if not outcome.error:
        return False
    message = str(outcome.error["message"])
    return str(outcome.error["code"]).startswith(_EVERYWHERE) and not any(words in message for words in _LIMITS)


def _report(outcomes: Sequence[Outcome], total: int, output: Path, named: Path | None) -> tuple[Path, ...]:
    page = named or output / "batch.html"
    files = {
        page.with_suffix(".html").name: overview.page(outcomes, total, _relative(page.parent, output)).encode(),
        page.with_suffix(".json").name: overview.table(outcomes, total).encode(),
    }
    return publish(page.parent, files)


def _relative(start: Path, output: Path) -> str:
    """The way from the report to the outputs, for links."""
    try:
        return output.resolve().relative_to(start.resolve()).as_posix()
    except ValueError:
        return output.resolve().as_uri()


def told(outcome: Outcome) -> Notice:
    """The error of a refused document as a notice."""
    error = outcome.error or {}
    place = Place(str(error.get("file") or outcome.inputs[0]), error.get("line"), error.get("column"))
    return Notice(str(error.get("code")), str(error.get("message")), Severity.ERROR, place, hint=error.get("hint"))
