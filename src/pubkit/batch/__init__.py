"""Whole archives: many documents through warm workers, with a ledger, so that nothing is done twice or half.

    tasks     files, folders, globs or a manifest -> one task for each document
    pool      the processes of this machine          \\  both do the same tasks with the same bytes
    cluster   the workers of a dask.distributed cluster /
    ledger    what was done, on disk, line by line, so that a run that was ended goes on where it stopped
    overview  the report: what was refused, repaired and guessed, and what wants an editor's eye first
    run       all of it in order

A document can end its own worker at the worst; the others never notice. Ledger and report hold no times and stand in
the order of the tasks at the end: a run that was killed and resumed leaves the same bytes as one that was not.
"""

from __future__ import annotations

from pubkit.batch import ledger, overview, pool
from pubkit.batch.run import Batch, run_batch
from pubkit.batch.tasks import Options, Outcome, Task, find_tasks

__all__ = ["Batch", "Options", "Outcome", "Task", "find_tasks", "ledger", "overview", "pool", "run_batch"]
