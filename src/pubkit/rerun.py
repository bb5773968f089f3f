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

import os
import sys
from _thread import get_ident

from pubkit import __version__
from pubkit.store import Store, digest

TYPE_CHECKING = False
if TYPE_CHECKING:  # these modules, and json, take longer to load than the answer takes
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import Any, BinaryIO, TextIO

__all__ = ["Rerun"]

Triple = tuple[str, str, str]

FORMAT = "2"
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
            record = list(_triples(content)) if content else []
            if not record or not _holds(record) or not self._outputs(record):
                return None
            for kind, _, text in record:
                if kind in ("stdout", "stderr"):
                    (sys.stdout if kind == "stdout" else sys.stderr).write(text)
            sys.stdout.flush()
        except (OSError, ValueError):
            return None
        return 0

    def watch(self, command: Callable[[], int]) -> int:
        """Run the command, and leave a record of it when it ends well."""
        if not self._key:
            return command()
        try:
            log = _unnamed_file()
        except OSError:
            return command()
        with log:
            number = log.fileno()
            apart = (*_OF_THE_MACHINE, self._store.folder)
            sys.addaudithook(lambda event, arguments: _note(number, apart, event, arguments))
            kept = sys.stdout, sys.stderr
            said = _Heard(sys.stdout), _Heard(sys.stderr)
            sys.stdout, sys.stderr = said
            try:
                code = command()
            finally:
                sys.stdout, sys.stderr = kept
            if code == 0:
                try:
                    os.lseek(number, 0, os.SEEK_SET)
                    self._keep(list(_triples(log.read())), said[0].text(), said[1].text())
                except (OSError, ValueError):
                    pass
        return code

    def _keep(self, log: Sequence[Triple], stdout: str, stderr: str) -> None:
        outputs = {path for kind, _, path in log if kind == "output"}
        written = outputs | {path for kind, _, path in log if kind == "written"}
        inputs: dict[str, str] = {}
        for kind, told, path in log:
            if kind != "input" or (path in written and path not in outputs):
                continue
            if not told or inputs.setdefault(path, told) != told:
                return
        if any(_hash(path) != told for path, told in inputs.items()):
            return  # it changed meanwhile, or the build itself writes what it reads: the next one tells
        folders = _folders([os.getcwd(), *inputs, *outputs, *self._words], outputs)
        if folders is None or "\0" in stdout + stderr:
            return
        record = [("input", told, path) for path, told in inputs.items()]
        record += [("folder", told, path) for path, told in folders.items()]
        for path in sorted(outputs):
            with open(path, "rb") as file:
                content = file.read()
            self._store.put(digest("output", content), content)
            record.append(("output", digest("output", content), path))
        record += [("stdout", "", stdout), ("stderr", "", stderr)]
        self._store.put(self._key, b"".join(map(_line, record)))

    def _outputs(self, record: Iterable[Triple]) -> bool:
        """Whether all outputs are there, or could be put back."""
        missing: dict[str, dict[str, bytes]] = {}
        for kind, told, path in record:
            if kind != "output" or _hash(path, "output") == told:
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
        if path.endswith("fonts") and os.path.isdir(path):
            with os.scandir(path) as entries:
                yield from sorted(f"{entry.path} {entry.stat().st_mtime_ns}" for entry in entries)


def _environment() -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name not in _VOLATILE)
    for stream in (sys.stdout, sys.stderr):
        yield f"{stream.isatty()} {stream.encoding}"


def _holds(record: Sequence[Triple]) -> bool:
    """Whether the files that were read and the folders that were looked into are as they were."""
    outputs = {path for kind, _, path in record if kind == "output"}
    return all(
        _names(path, outputs) == told if kind == "folder" else _hash(path) == told
        for kind, told, path in record
        if kind in ("folder", "input")
    )


def _hash(path: str, kind: str = "input") -> str:
    """The hash of a file; nothing for one that cannot be read, or is too large to be looked at each time."""
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST_INPUT:
                return ""
            return digest(kind, file.read())
    except OSError:
        return ""


def _time(path: str) -> int | None:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return None


def _names(folder: str, outputs: Collection[str]) -> str:
    """What lies in a folder besides what the build makes and hidden files."""
    try:
        names = [name for name in os.listdir(folder) if name[0] != "."]
    except OSError:
        return ""
    return digest(*sorted(name for name in names if os.path.join(folder, name) not in outputs))


def _folders(paths: Sequence[str], outputs: Collection[str]) -> dict[str, str] | None:
    """The folders in which the build looked and those in them, with what lies there; None when they are too many."""
    found: dict[str, str] = {}
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


def _note(log: int, apart: tuple[str, ...], event: str, arguments: tuple[Any, ...]) -> None:
    """Write one line about a file that is opened or renamed; workers share the log, which they inherit."""
    if event not in ("open", "os.rename") or not isinstance(arguments[0], (str, bytes)):
        return
    thread = get_ident()
    if thread in _noting:
        return
    _noting.add(thread)
    try:
        path = os.path.abspath(os.fsdecode(arguments[event == "os.rename"]))
        if path.startswith(apart) or path.endswith(_CODE):
            return
        if event == "os.rename":
            told = ("output", "", path)
        elif _reads(arguments[1], arguments[2]):
            if os.path.isdir(path):
                return
            told = ("input", _hash(path), path)
        else:
            told = ("written", "", path)
        os.write(log, _line(told))
    finally:
        _noting.discard(thread)


def _reads(mode: str | None, flags: int) -> bool:
    return not set(mode) & set("wax+") if mode is not None else flags & os.O_ACCMODE == os.O_RDONLY


def _line(triple: Triple) -> bytes:
    return "".join(f"{part}\0" for part in triple).encode("utf-8", "surrogateescape")


def _triples(content: bytes) -> Iterator[Triple]:
    """The lines of a log or a record: a kind, a hash, a path or text, each ended by a NUL, which none can hold."""
    parts = content.decode("utf-8", "surrogateescape").split("\0")[:-1]
    for index in range(0, len(parts), 3):
        kind, told, path = parts[index : index + 3]
        yield kind, told, path


def _unnamed_file() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        return open(os.memfd_create("pubkit"), "w+b")
    import tempfile

    return tempfile.TemporaryFile()


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
