"""Files: the one room that opens and writes them.

Reading refuses what is not a regular file or is larger than the caller allows. Writing is for whole sets of outputs:
all of them are written beside their places, flushed to the disk, and only then renamed into place, so that a build
that is killed, or that finds the disk full, leaves the outputs of the last one as they were. A symbolic link at an
output's place is replaced, never followed. Two builds that write into one folder take turns (flock on the folder).
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pubkit.errors import CannotWrite, Place, UnreadableInput

__all__ = ["MAX_INPUT", "append_line", "file_hash", "publish", "read_file", "read_optional", "sorted_matches", "within"]

MAX_INPUT = 64 * 1024 * 1024
"""Bytes of one input file that are read at the most; a 1,500-page book is 5 MiB of text."""


def read_file(path: Path | str, *, limit: int = MAX_INPUT) -> bytes:
    """The bytes of a regular file, or of standard input for `-`.

    Raises `UnreadableInput` when there is no such file, it cannot be opened, it is a folder or a device, or it has
    more than `limit` bytes.
    """
    name = str(path)
    if name == "-":
        return _limited(sys.stdin.buffer.read(limit + 1), "<stdin>", limit)
    number = -1
    try:
        number = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a named pipe must not wait for a writer
        mode = os.fstat(number).st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
            raise UnreadableInput(f"{what}: nothing was read", place=Place(name), hint="name a file")
        with open(number, "rb", closefd=False) as file:
            return _limited(file.read(limit + 1), name, limit)
    except FileNotFoundError:
        raise UnreadableInput("there is no such file", place=Place(name), hint=_neighbour(Path(name))) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput(f"cannot be read: {reason.lower()}", place=Place(name)) from error
    finally:
        if number >= 0:
            os.close(number)


def _limited(content: bytes, name: str, limit: int) -> bytes:
    if len(content) > limit:
        raise UnreadableInput(
            f"larger than {limit / 1048576:.0f} MiB, the limit for one input",
            place=Place(name),
            hint="raise input-bytes under [limits] in pubkit.toml if this is meant",
        )
    return content


def _neighbour(path: Path) -> str | None:
    from pubkit.notices import nearest

    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"there is no folder {path.parent}"
    near = nearest(path.name, names)
    return f"did you mean {path.parent / near if str(path.parent) != '.' else near}?" if near else None


def read_optional(path: Path | str, *, limit: int = MAX_INPUT) -> bytes | None:
    """Like `read_file`, but None when there is no such file, or only a link: an output of ours is never one."""
    return read_file(path, limit=limit) if Path(path).exists() and not Path(path).is_symlink() else None


def sorted_matches(folder: Path, pattern: str) -> tuple[Path, ...]:
    """The files of a folder that match a glob pattern, in the order of their names."""
    return tuple(sorted(path for path in folder.glob(pattern) if path.is_file()))


def file_hash(content: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal: tells whether an editor has changed what pubkit wrote."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def publish(directory: Path | str, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all `files` (name -> content) into `directory`, all or none, and return their paths.

    Raises `CannotWrite` when the folder cannot be made or written (read-only, full, not a folder); then nothing in it
    has changed.
    """
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(error, folder) from error
    staged: list[tuple[Path, Path]] = []
    try:
        with _turn(folder):
            for name, content in files.items():
                staged.append((_stage(folder, name, content), folder / name))
            for _, target in staged:
                if target.is_dir() and not target.is_symlink():
                    raise CannotWrite("a folder stands where the output goes", place=Place(str(target)))
            for temporary, target in staged:
                temporary.replace(target)
            _flush_folder(folder)
    except OSError as error:
        raise _cannot(error, folder) from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return tuple(target for _, target in staged)


def _stage(folder: Path, name: str, content: bytes) -> Path:
    if Path(name).name != name:
        raise CannotWrite(f'"{name}" is no name for an output', place=Place(str(folder)))
    path = folder / f".{name[:60]}.{os.urandom(8).hex()}.part"
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait until no other build writes into the folder."""
    try:
        import fcntl
    except ImportError:  # Windows has no flock: renames alone are atomic there
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems lock no folders
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _flush_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _cannot(error: OSError, folder: Path) -> CannotWrite:
    hints = {
        errno.ENOSPC: "free some space on the disk",
        errno.EROFS: "choose another folder with -o",
        errno.EACCES: "choose another folder with -o, or change its permissions",
        errno.EPERM: "choose another folder with -o, or change its permissions",
        errno.ENOTDIR: "a file stands where the folder should be",
        errno.EEXIST: "a file stands where the folder should be",
    }
    reason = (error.strerror or str(error)).lower()
    return CannotWrite(f"cannot write: {reason}", place=Place(str(folder)), hint=hints.get(error.errno or 0))


def append_line(path: Path, line: str) -> None:
    """Add one line to a file and see it onto the disk; a line that a crash has cut is ended first.

    Raises `CannotWrite`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o666)
        with open(number, "r+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size and os.pread(number, 1, size - 1) != b"\n":
                line = "\n" + line
            file.write((line + "\n").encode())
            os.fsync(number)
    except OSError as error:
        raise _cannot(error, path) from error


MAX_IMAGE = 32 * 1024 * 1024
"""Bytes of one image."""


def within(folder: Path, name: str, *, limit: int = MAX_IMAGE) -> bytes | None:
    """The bytes of a file that a document names, or None where it is not a plain file inside `folder`.

    Absolute names, `..` and links that lead out of the folder name nothing.
    """
    try:
        path = (folder / name).resolve(strict=True)
        if Path(name).is_absolute() or not path.is_relative_to(folder.resolve(strict=True)):
            return None
        return read_file(path, limit=limit)
    except (OSError, ValueError, RuntimeError, UnreadableInput):
        return None
