"""One task, from its files to its published outputs: the same on this machine and through a cluster."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pubkit import __version__, editions, warming
from pubkit.batch.tasks import Outcome, Task
from pubkit.errors import PubkitError
from pubkit.notices import Notice, Severity, notice_of
from pubkit.project import Limits, Project
from pubkit.workspace import file_hash, read_file

__all__ = ["do", "fingerprint", "warm"]

SAID = 20
"""Notices of one code that an outcome keeps."""


def do(task: Task, output: Path, limits: Limits, workers: editions.Workers | None = None) -> Outcome:
    """Convert and build one document; whatever happens to it is in the outcome."""
    mark = fingerprint(task, limits, output)
    options = task.options
    try:
        done = editions.build(
            list(task.inputs),
            output / task.name,
            style=options.style,
            to=options.to,
            bibliography=task.bibliography,
            project=Project(limits=limits),
            notes=options.notes,
            pull_quotes=options.pull_quotes,
            layout=options.layout,
            workers=workers,
        )
        files = {path.name: file_hash(read_file(path)) for path in sorted(done.files)}
    except PubkitError as error:
        return Outcome(task.name, task.inputs, mark, error=notice_of(error).as_json())
    except Exception as error:  # a fault of ours must not stop the others
        trouble = Notice("X700", f"internal error: {type(error).__name__}: {error}", Severity.ERROR)
        return Outcome(task.name, task.inputs, mark, error=trouble.as_json())
    seen = Counter(str(notice.severity) for notice in done.notices)
    return Outcome(
        task.name,
        task.inputs,
        mark,
        None,
        files,
        dict(sorted(done.counts.items())),
        _first(done.notices),
        dict(sorted(seen.items())),
    )


def _first(notices: Sequence[Notice]) -> tuple[dict[str, object], ...]:
    shown: Counter[str] = Counter()
    kept = []
    for notice in notices:
        shown[notice.code] += 1
        if shown[notice.code] <= SAID:
            kept.append(notice.as_json())
    return tuple(kept)


def fingerprint(task: Task, limits: Limits, output: Path) -> str:
    """What decides about the result: inputs, the references beside them, the editor's decisions, options, version."""
    beside = [str(Path(task.inputs[0]).with_name(editions.REFERENCES))] if len(task.inputs) == 1 else []
    named = [*task.inputs, *([task.bibliography] if task.bibliography else beside)]
    hashes = [(name, _hash(name, limits.input_bytes)) for name in named]
    hashes.append((editions.DECISIONS, _hash(str(output / task.name / editions.DECISIONS), limits.input_bytes)))
    options = task.options
    layout = options.layout
    said = [__version__, hashes, options.style, options.to, options.notes, options.pull_quotes, limits.unpacked_bytes,
            layout.theme, layout.paper, layout.pdf_variant]  # fmt: skip
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _hash(name: str, limit: int) -> str:
    try:
        return file_hash(read_file(name, limit=limit))
    except PubkitError as error:
        return error.code


def warm(task: Task) -> None:
    """Load in this process what every document needs: engines, the style, models and word lists."""
    warming.warm(task.options.style or editions.DEFAULT_STYLE, task.options.to)
