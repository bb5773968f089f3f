"""pandoc, run directly and kept small.

In: Markdown text, or pandoc's JSON tree. Out: the tree, or a written format. The binary of the `pypandoc_binary`
wheel is found once and always the same one is run: pypandoc itself would take the highest version on PATH, and
results would depend on the machine.

What pandoc is never given: the document's front matter (its `bibliography:` and `csl:` make even `--sandbox`
read files and fetch), raw HTML or TeX, the user's data directory or environment, unbounded time or memory (its
Markdown reader is exponential in unclosed brackets).
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from pubkit.engines import resident
from pubkit.engines.ast import MAX_DEPTH, Document, depth_of
from pubkit.engines.html5 import html5
from pubkit.engines.taming import tame
from pubkit.errors import CannotWrite, MissingEngine, PubkitError, UnreadableInput

__all__ = [
    "MARKDOWN", "TIME_LIMIT", "binary", "leave", "read_markdown", "reading", "run", "stay", "version", "write",
    "write_bytes",
]  # fmt: skip

TIME_LIMIT = 30.0
"""Seconds that one call may take unless told otherwise."""

MARKDOWN = "markdown-yaml_metadata_block-pandoc_title_block-mmd_title_block-raw_html-raw_tex-raw_attribute-latex_macros"
"""The reader: all of pandoc's Markdown but what would let a manuscript reach past its text."""

_RUNTIME = ("+RTS", "-H8m", "-A4m", "-M512m", "-RTS")
"""A small start heap makes a call 1.7 times faster; the limit turns a memory bomb into an error."""

_HEAP_EXHAUSTED = 251
_SLOW = "pandoc did not finish within {:g} seconds"
_SLOW_HINT = "look for long runs of unclosed '[' or '*', or raise the time limit"
_CONTROL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u00(?:0[0-8bef]|1[0-9a-f]|7f)", re.IGNORECASE)
"""A control character in pandoc's JSON, from a character reference such as `&#7;`."""


@functools.cache
def binary() -> Path:
    """The pandoc of the wheel. Raises MissingEngine."""
    spec = importlib.util.find_spec("pypandoc")
    if spec and spec.origin:
        found = Path(spec.origin).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
        if found.is_file():
            return found
    raise MissingEngine(
        "pandoc was not found: the package pypandoc_binary, which carries it, is not installed",
        hint="python -m pip install pypandoc_binary",
    )


@functools.cache
def version() -> str:
    """The version of pandoc, for keys of caches and for the report."""
    return run(["--version"], b"").split(maxsplit=2)[1].decode()


def read_markdown(text: str, *, time_limit: float = TIME_LIMIT) -> Document:
    """The tree of a Markdown text whose front matter was already taken off.

    Raises UnreadableInput when pandoc cannot read it in time and memory, or when it nests beyond `MAX_DEPTH`.
    """
    source = _tamed(text)
    out = _asked("read", source, MARKDOWN, time_limit=time_limit, trouble=UnreadableInput)
    if out is None:
        out = run(["--from", MARKDOWN, "--to", "json"], source, time_limit=time_limit)
    out = _CONTROL.sub(rb"\1\\ufffd", out)
    try:
        tree: Document = json.loads(out)
    except RecursionError:
        raise _too_deep() from None
    if depth_of(tree) > MAX_DEPTH:
        raise _too_deep()
    return {**tree, "meta": {}}


@contextlib.contextmanager
def reading(text: str) -> Iterator[None]:
    """While this lasts, the pandoc that stays reads the text already, for a `read_markdown` of it that follows."""
    if resident.available():
        resident.ask_ahead(_tamed(text), MARKDOWN)
    try:
        yield
    finally:
        resident.forget()


@functools.lru_cache(maxsize=2)
def _tamed(text: str) -> bytes:
    return tame(text).encode("utf-8", "replace")


def write(tree: Document, to: str, options: Sequence[str] = (), *, time_limit: float = TIME_LIMIT) -> str:
    """The tree written as text in pandoc's format `to`. Raises CannotWrite."""
    return write_bytes(tree, to, options, time_limit=time_limit).decode()


def write_bytes(tree: Document, to: str, options: Sequence[str] = (), *, time_limit: float = TIME_LIMIT) -> bytes:
    """The tree written in pandoc's format `to`, binary formats (docx, epub, odt) included. Raises CannotWrite."""
    is_page = to == "html5" and tuple(options) == resident.PAGE_OPTIONS
    if is_page and (page := html5(tree)) is not None:
        return page.encode("utf-8", "replace")
    payload = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    if is_page:
        written = _asked("write", payload, to, time_limit=time_limit, trouble=CannotWrite)
        if written is not None:
            return written
    return run(
        ["--from", "json", "--to", to, "--wrap", "none", "--output", "-", *options],
        payload, time_limit=time_limit, trouble=CannotWrite,
    )  # fmt: skip


def run(
    arguments: Sequence[str],
    stdin: bytes,
    *,
    time_limit: float = TIME_LIMIT,
    trouble: type[PubkitError] = UnreadableInput,
    sandbox: bool = True,
) -> bytes:
    """What pandoc prints for these arguments; raises `trouble` when it fails.

    `sandbox=False` is for calls whose files we wrote ourselves into a private folder.
    """
    command = [str(binary()), *_RUNTIME, *(["--sandbox"] if sandbox else []), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=time_limit, env=_environment())
    except subprocess.TimeoutExpired:
        raise trouble(_SLOW.format(time_limit), hint=_SLOW_HINT) from None
    except OSError as failure:
        raise MissingEngine(
            f"pandoc at {binary()} cannot be run: {failure.strerror}",
            hint="python -m pip install --force-reinstall pypandoc_binary",
        ) from None
    if done.returncode:
        raise trouble(_reason(done.returncode, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def stay() -> None:
    """Keep one pandoc for this process and the workers that it forks: the same results, sooner (see `resident`)."""
    if not resident.lives():
        resident.start([str(binary()), *_RUNTIME], _environment())


def leave() -> None:
    """End the pandoc that stays."""
    resident.stop()


def _asked(what: str, body: bytes, name: str, *, time_limit: float, trouble: type[PubkitError]) -> bytes | None:
    """What the resident pandoc answers; None where there is none, or where it has ended since."""
    if not resident.available():
        return None
    ask = resident.read if what == "read" else resident.write
    try:
        return ask(body, name, time_limit=time_limit)
    except TimeoutError:
        raise trouble(_SLOW.format(time_limit), hint=_SLOW_HINT) from None
    except resident.Refused:
        return None  # the command line says why


def _environment() -> dict[str, str]:
    # Nothing of the user's: a data directory or a proxy would change results from machine to machine.
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "SOURCE_DATE_EPOCH") if name in os.environ}
    if os.access(room := os.environ.get("TMPDIR", ""), os.W_OK):  # `pandoc lua` makes a file in it and takes it away
        kept["TMPDIR"] = room
    return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "SOURCE_DATE_EPOCH": "0", **kept}


def _reason(code: int, stderr: str) -> str:
    if code == _HEAP_EXHAUSTED:
        return "pandoc needed more than 512 MiB of memory for this text"
    said = " ".join(stderr.split())
    return f"pandoc stopped with code {code}: {said[:400]}" if said else f"pandoc stopped with code {code}"


def _too_deep() -> UnreadableInput:
    return UnreadableInput(
        f"lists, quotes or brackets nest more than {MAX_DEPTH} deep",
        hint="such a text is nearly always damaged: look for long runs of '>' or '['",
    )
