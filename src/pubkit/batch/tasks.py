"""What a batch is to do: one task for each document.

In: the words of the command line: files, folders, glob patterns, manifests. Out: tasks in a settled order, each with a
name of its own, which is the folder that its outputs go into.

A folder gives each of its documents, and each folder within it that has an article.md or raw files (then witnesses of
one article). A manifest has one document on each line: its files parted by tabs (.tsv), or a JSON object with
`inputs` and, as far as they differ from the batch's, `name`, `style`, `to`, `bib` (.jsonl).
"""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pubkit.errors import Place, UsageError
from pubkit.records import dataclass, field, replace
from pubkit.typesetting import Layout
from pubkit.workspace import read_file

__all__ = ["DOCUMENTS", "Options", "Outcome", "Task", "find_tasks"]

DOCUMENTS = (".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".odt", ".epub", ".rtf", ".xml")
"""Suffixes of documents in a folder; what a manifest or the command line names is taken as it is."""
MANIFESTS = (".tsv", ".jsonl", ".ndjson")
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """How all documents of a batch are done."""

    style: str | None = None
    to: tuple[str, ...] = ("html", "pdf")
    """Nothing: documents are converted only."""
    notes: str = "citations"
    pull_quotes: str = "aside"
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class Task:
    """One document."""

    name: str
    """The folder of its outputs."""
    inputs: tuple[str, ...]
    """An article.md, or the raw files of one article."""
    bibliography: str | None = None
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task."""

    name: str
    inputs: tuple[str, ...]
    fingerprint: str
    """Hash of the inputs, the options and pubkit's version: the same gives the same."""
    error: dict[str, Any] | None = None
    """The notice of what stopped it, as JSON; None where it was done."""
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each output."""
    counts: dict[str, int] = field(default_factory=dict)
    notices: tuple[dict[str, Any], ...] = ()
    """Those of the outcome, as JSON; of one code the first 20."""
    seen: dict[str, int] = field(default_factory=dict)
    """How many notices there were, by severity."""

    @property
    def need(self) -> int:
        """How much it wants an editor's eye: refused first, then errors, warnings, and what was guessed."""
        guessed = self.counts.get("calls_inferred", 0) * 3 + self.counts.get("doubtful_fields", 0)
        said = self.seen.get("error", 0) * 100 + self.seen.get("warning", 0) * 5
        return (1_000_000 if self.error else 0) + said + guessed + self.counts.get("characters_lost", 0) * 100


def find_tasks(words: Sequence[str], options: Options) -> tuple[Task, ...]:
    """The tasks that these words mean. Raises `UsageError` where a word means nothing."""
    found = [task for word in words for task in _tasks(word, options)]
    if not found:
        raise UsageError("there is no document in what was named", hint=f"documents end in {', '.join(DOCUMENTS)}")
    return tuple(_named(found))


def _tasks(word: str, options: Options) -> Iterator[Task]:
    path = Path(word)
    if path.is_dir():
        yield from _of_folder(path, options)
    elif path.suffix.lower() in MANIFESTS:
        yield from _of_manifest(path, options)
    elif path.exists() or not glob.has_magic(word):
        yield Task("", (word,), options=options)
    else:
        for hit in sorted(glob.glob(word, recursive=True)):  # noqa: PTH207 (Path.glob takes no absolute pattern)
            yield from _of_folder(Path(hit), options) if Path(hit).is_dir() else [Task("", (hit,), options=options)]


def _of_folder(folder: Path, options: Options) -> Iterator[Task]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            files = sorted(each for each in entry.iterdir() if _is_document(each))
            article = next((each for each in files if each.name == "article.md"), None)
            if files:
                inputs = (article,) if article else files
                yield Task(entry.name, tuple(map(str, inputs)), options=options)
        elif _is_document(entry):
            yield Task("", (str(entry),), options=options)


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS and not path.name.startswith(".") and path.is_file()


def _of_manifest(path: Path, options: Options) -> Iterator[Task]:
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"not UTF-8: byte at offset {error.start}", place=Place(str(path))) from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place = Place(str(path), number)
        if path.suffix.lower() == ".tsv":
            inputs = tuple(part.strip() for part in line.split("\t") if part.strip())
            yield Task("", _beside(path, inputs), options=options)
        else:
            yield _of_json(path, line, place, options)


def _of_json(path: Path, line: str, place: Place, options: Options) -> Task:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("not JSON", place=place, source_line=line[:200]) from None
    if isinstance(said, str | list):
        said = {"inputs": said}
    inputs = _strings(said.get("inputs", said.get("input"))) if isinstance(said, Mapping) else ()
    if not inputs:
        raise UsageError('no "inputs": a file or a list of files', place=place, source_line=line[:200])
    own = replace(options, style=str(said["style"])) if said.get("style") else options
    own = replace(own, to=_strings(said["to"])) if "to" in said else own
    bibliography = _beside(path, (str(said["bib"]),))[0] if said.get("bib") else None
    return Task(str(said.get("name") or ""), _beside(path, inputs), bibliography, own)


def _strings(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value] if value else []
    return tuple(str(item) for item in listed)


def _beside(manifest: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Files of a manifest are named from where it stands."""
    return tuple(str(manifest.parent / name) for name in names)


def _named(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks with names that differ, also where capitals do not count, and that lead nowhere else."""
    taken: set[str] = set()
    for task in tasks:
        first = Path(task.inputs[0])
        wanted = task.name or first.stem
        for given in (wanted, f"{wanted}-{first.suffix.lstrip('.')}", f"{first.parent.name}-{wanted}", wanted):
            name = _ODD.sub("-", given)[:80].strip(".-") or "document"
            if name.casefold() not in taken:
                break
        base, number = name, 2
        while name.casefold() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.casefold())
        yield replace(task, name=name)
