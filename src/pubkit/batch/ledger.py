"""The ledger of a batch: one JSON object a line for each document that is settled, on the disk before the next.

A line that a crash has cut is passed over. A document is settled when its inputs and options are what they were and
its outputs are still as they were written; one that was refused for want of time, memory, an engine or room on the
disk is tried again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pubkit.batch.tasks import Outcome
from pubkit.errors import PubkitError
from pubkit.workspace import append_line, file_hash, publish, read_file, read_optional

__all__ = ["NAME", "add", "is_settled", "read", "rewrite"]

NAME = "ledger.jsonl"
_NOT_ITS_OWN = ("E", "W5", "X")
"""Codes of errors that are not the document's own fault."""


def add(folder: Path, outcome: Outcome) -> None:
    """Write down what became of a document. Raises `CannotWrite`."""
    append_line(folder / NAME, _line(outcome))


def read(folder: Path) -> dict[str, Outcome]:
    """The last outcome of each document, by name."""
    content = read_optional(folder / NAME) or b""
    found: dict[str, Outcome] = {}
    for line in content.decode("utf-8", "replace").split("\n"):
        try:
            said = json.loads(line)
            outcome = Outcome(**{**said, "inputs": tuple(said["inputs"]), "notices": tuple(said["notices"])})
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        found[outcome.name] = outcome
    return found


def rewrite(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """The whole ledger anew, at once: at the end of a run it stands in the order of the tasks."""
    publish(folder, {NAME: "".join(f"{_line(outcome)}\n" for outcome in outcomes).encode()})


def is_settled(outcome: Outcome, fingerprint: str, folder: Path) -> bool:
    """Whether a document need not be done again."""
    if outcome.fingerprint != fingerprint:
        return False
    if outcome.error:
        return not str(outcome.error.get("code", "")).startswith(_NOT_ITS_OWN)
    try:
        return all(file_hash(read_file(folder / outcome.name / name)) == known for name, known in outcome.files.items())
    except PubkitError:
        return False


def _line(outcome: Outcome) -> str:
    return json.dumps(asdict(outcome), ensure_ascii=False, sort_keys=True)
