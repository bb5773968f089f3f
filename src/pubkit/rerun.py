"""A build that would make again what is there: known at once, and told in the same words.

`build` is a function of what it is told (arguments, environment), of the files that it reads, of the folders that it
looks into, and of the program. While it runs, an audit hook (PEP 578) notes each file that this process or a worker of
it opens for reading, and each rename into place. When it ends well, a record is kept in the user's store: hashes of the
inputs, names of what lies in the folders (where a file that was looked for and was not there may turn up), hashes of
the outputs and their contents, and what was printed. The next time that the same command is given, it is enough to look
whether all that still holds: outputs that are gone or were changed are put back from the store, and the words are
printed again.

Anything unclear (a pipe, standard input, an input that changed meanwhile, too many folders) leaves no record. Nothing
heavy is imported here: the answer costs hardly more than an interpreter's start.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from _thread import get_ident
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, TextIO, cast

from pubkit import __version__
from pubkit.store import Store, digest

__all__ = ["Rerun"]

FORMAT = "1"
"""The form of records."""
MOST_FOLDERS = 300
"""Folders of a project that are watched; a project with more leaves no record."""
LARGEST_INPUT = 64 * 1024**2
_VOLATILE = frozenset({"_", "SHLVL", "OLDPWD", "PWD", "WINDOWID", "SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY"})
"""Variables of a shell on which no output depends."""
_FONTS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "~/.fonts", "~/.local/share/fonts",
    "~/Library/Fonts", "/etc/fonts", "/var/cache/fontconfig",
)  # fmt: skip
_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_PACKAGES = tuple(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))
_SYSTEM = ("/proc", "/sys", "/dev", "/etc", *map(os.path.expanduser, _FONTS))
_OF_THE_MACHINE = tuple(
    os.path.join(path, "") for path in (_PACKAGE, os.path.dirname(os.__file__), *_PACKAGES, *_SYSTEM)
)
"""Where the program and the system lie: what changes there is told by `_machine`, if it matters."""
_CODE = (".py", ".pyc", ".so")


class Rerun:
    """One command line, given here and now."""

    def __init__(self, words: Sequence[str], store: Store) -> None:
        """`words` are the arguments, the command's name first."""
        self._words = words
        self._store = store
        self._key = ""

    def replay(self) -> int | None:
        """The exit code, when the command was given before and nothing has changed since; else None."""
        if not self._store or "-" in self._words:
            return None
        try:
            self._key = digest(FORMAT, *_machine(), os.getcwd(), *_environment(), *self._words)
            content = self._store.get(self._key)
            record = json.loads(content) if content else None
            if not record or not _holds(record) or not self._outputs(record["outputs"]):
                return None
            sys.stderr.write(record["stderr"])
            sys.stdout.write(record["stdout"])
            sys.stdout.flush()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return 0

    def watch(self, command: Callable[[], int]) -> int:
        """Run the command, and leave a record of it when it ends well."""
        if not self._key:
            return command()
        try:
            log = _log()
        except OSError:
            return command()
        with log:
            number = log.fileno()
            sys.addaudithook(lambda event, arguments: _note(number, event, arguments))
            with _heard() as said:
                code = command()
            if code == 0:
                with contextlib.suppress(OSError, ValueError):
                    self._keep(_read_log(number), [stream.text() for stream in said])
        return code

    def _keep(self, log: list[dict[str, Any]], said: Sequence[str]) -> None:
        outputs = {event["to"] for event in log if "to" in event}
        written = outputs | {event["wrote"] for event in log if "wrote" in event}
        inputs: dict[str, str | None] = {}
        for event in log:
            path, told = event.get("read"), event.get("hash")
            if path is None or (path in written and path not in outputs):
                continue
            if told is None or inputs.setdefault(path, told) != told:
                return
        if any(_hash(path) != told for path, told in inputs.items()):
            return  # it changed meanwhile, or the build itself writes what it reads: the next one tells
        folders = _folders([os.getcwd(), *inputs, *outputs, *self._words], outputs)
        if folders is None:
            return
        made = []
        for path in sorted(outputs):
            with open(path, "rb") as file:
                content = file.read()
            self._store.put(digest("output", content), content)
            made.append([path, digest("output", content)])
        record = {"inputs": inputs, "folders": folders, "outputs": made, "stdout": said[0], "stderr": said[1]}
        self._store.put(self._key, json.dumps(record).encode())

    def _outputs(self, made: Sequence[Sequence[str]]) -> bool:
        """Whether all outputs are there, or could be put back."""
        missing: dict[str, dict[str, bytes]] = {}
        for path, told in made:
            if _hash(path, "output") == told:
                continue
            content = self._store.get(told)
            if content is None:
                return False
            missing.setdefault(os.path.dirname(path), {})[os.path.basename(path)] = content
        if not missing:
            return True
        from pubkit.errors import PubkitError
        from pubkit.workspace import publish

        try:
            for folder, files in missing.items():
                publish(folder, files)
        except PubkitError:
            return False  # the build itself will say what is wrong
        return True


def _machine() -> Iterator[str]:
    """The program and what it stands on: versions, its own files, packages beside it, fonts."""
    yield from (__version__, sys.version, sys.executable)
    folders = [_PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    found = entry.stat()
                    yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
    for path in (*_PACKAGES, *map(os.path.expanduser, _FONTS)):
        yield f"{path} {_time(path)}"
        if path.endswith("fonts"):
            with contextlib.suppress(OSError), os.scandir(path) as entries:
                yield from sorted(f"{entry.path} {entry.stat().st_mtime_ns}" for entry in entries)


def _environment() -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name not in _VOLATILE)
    for stream in (sys.stdout, sys.stderr):
        yield f"{stream.isatty()} {stream.encoding}"


def _holds(record: Mapping[str, Any]) -> bool:
    """Whether the files that were read and the folders that were looked into are as they were."""
    outputs = {path for path, _ in record["outputs"]}
    return all(_names(path, outputs) == told for path, told in record["folders"].items()) and all(
        _hash(path) == told for path, told in record["inputs"].items()
    )


def _hash(path: str, kind: str = "input") -> str | None:
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST_INPUT:
                return None
            return digest(kind, file.read())
    except OSError:
        return None


def _time(path: str) -> int | None:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return None


def _names(folder: str, outputs: Collection[str]) -> str | None:
    """What lies in a folder besides what the build makes and hidden files."""
    try:
        names = [name for name in os.listdir(folder) if name[0] != "."]
    except OSError:
        return None
    return digest(*sorted(name for name in names if os.path.join(folder, name) not in outputs))


def _folders(paths: Sequence[str], outputs: Collection[str]) -> dict[str, str | None] | None:
    """The folders in which the build looked and those in them, with what lies there; None when they are too many."""
    found: dict[str, str | None] = {}
    waiting = {path if os.path.isdir(path) else os.path.dirname(path) for path in map(os.path.abspath, paths)}
    while waiting:
        folder = waiting.pop()
        if folder in found or not os.path.isdir(folder):
            continue
        if len(found) == MOST_FOLDERS:
            return None
        found[folder] = _names(folder, outputs)
        with os.scandir(folder) as entries:
            waiting |= {each.path for each in entries if not each.name.startswith(".") and each.is_dir()}
    return found


# -- what a command does ------------------------------------------------------------------------------------------


_noting: set[int] = set()
"""The threads that are writing a line, and open files for that themselves."""


def _note(log: int, event: str, arguments: tuple[Any, ...]) -> None:
    """Write one line about a file that is opened or renamed; workers share the log, which they inherit."""
    if event not in ("open", "os.rename") or not isinstance(arguments[0], (str, bytes)):
        return
    thread = get_ident()
    if thread in _noting:
        return
    _noting.add(thread)
    try:
        if event == "os.rename":
            told: dict[str, str | None] = {"to": os.path.abspath(os.fsdecode(arguments[1]))}
        else:
            path, mode, flags = os.path.abspath(os.fsdecode(arguments[0])), arguments[1], arguments[2]
            if path.startswith(_OF_THE_MACHINE) or path.endswith(_CODE) or os.path.isdir(path):
                return
            reads = not set(mode) & set("wax+") if isinstance(mode, str) else flags & os.O_ACCMODE == os.O_RDONLY
            told = {"read": path, "hash": _hash(path)} if reads else {"wrote": path}
        os.write(log, json.dumps(told).encode() + b"\n")
    finally:
        _noting.discard(thread)


def _log() -> BinaryIO:
    import tempfile

    return cast(BinaryIO, tempfile.TemporaryFile())


def _read_log(log: int) -> list[dict[str, Any]]:
    os.lseek(log, 0, os.SEEK_SET)
    with open(log, "rb", closefd=False) as file:
        return [json.loads(line) for line in file]


class _Heard:
    """A standard stream that remembers what goes through it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pieces: list[str] = []

    def write(self, text: str) -> int:
        self._pieces.append(text)
        return self._stream.write(text)

    def text(self) -> str:
        return "".join(self._pieces)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def _heard() -> Iterator[tuple[_Heard, _Heard]]:
    kept = sys.stdout, sys.stderr
    heard = _Heard(sys.stdout), _Heard(sys.stderr)
    sys.stdout, sys.stderr = heard
    try:
        yield heard
    finally:
        sys.stdout, sys.stderr = kept
