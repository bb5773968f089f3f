"""References as they come: out of a file at once, out of a pipe line by line.

A pipe is looked at until its first lines tell how references are told apart (`gather.is_settled`), until forty lines
have come, or until it ends; from then on each reference goes out as soon as it is whole. A pipe that falls silent for a
moment behind whole lines is not waited for.
"""

from __future__ import annotations

import itertools
import os
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO

from pubkit.cli.console import Console
from pubkit.errors import Place, UnreadableInput
from pubkit.notices import Notice, Severity
from pubkit.references import gather

__all__ = ["references"]

SAMPLE = 40
"""Lines of a pipe that are looked at before it is decided how it is cut."""
SILENCE = 0.25
"""Seconds after which a pipe is taken to wait for us."""


def references(name: str, console: Console) -> Iterator[str]:
    """The references of a file, or of standard input for `-`; raises `UnreadableInput`."""
    if name != "-":
        yield from gather.split_input(_text(name, console))
        return
    lines = _stdin(console)
    first: list[str] = []
    for line in lines:
        if line is not None:
            first.append(line)
        elif gather.is_settled(first):
            break
        if len(first) >= SAMPLE:
            break
    yield from gather.cut(itertools.chain(first, (line for line in lines if line is not None)), gather.layout_of(first))


def _text(name: str, console: Console) -> str:
    from pubkit.workspace import read_file

    content = read_file(name)
    try:
        text = content.decode("utf-8-sig")
        if "\0" not in text:
            return text
    except UnicodeDecodeError:
        pass
    from pubkit import witnesses

    witness, notices = witnesses.read(content, name)
    console.notices(notices)
    return witness.text


def _stdin(console: Console) -> Iterator[str | None]:
    """The lines of standard input; None where it is silent for a moment."""
    source = getattr(sys.stdin, "buffer", None)
    if source is None:  # a caller has put a text stream in its place
        yield from sys.stdin
        return
    try:
        waits = not stat.S_ISREG(os.fstat(source.fileno()).st_mode)
    except (OSError, ValueError):
        waits = False
    told = False
    for number, line in enumerate(_patient(source) if waits else source, 1):
        if line is None:
            yield None
            continue
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            if line.count(b"\0"):
                raise UnreadableInput(
                    "this is binary, not text", place=Place("<stdin>", number), hint="give references as UTF-8 text"
                ) from None
            yield line.decode("cp1252", errors="replace")
            if not told:
                said = "not UTF-8: read as Windows-1252 (Latin-1)"
                console.notice(Notice("W101", said, Severity.WARNING, Place("<stdin>", number)))
                told = True


def _patient(source: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a pipe; None each time that it is silent."""
    if os.name != "posix":  # elsewhere a pipe cannot be asked whether it has something: each line is waited for
        yield from source
        return
    import select

    number = source.fileno()
    rest = b""
    while True:
        if not select.select([number], [], [], SILENCE)[0]:
            yield None
            continue
        piece = os.read(number, 1 << 16)
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in lines)
        if not piece:
            if rest:
                yield rest
            return
