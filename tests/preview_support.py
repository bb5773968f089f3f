"""A preview as its users start it: a process, its address, and requests to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

RAW = Path(__file__).with_name("texts") / "salt_roads.txt"
"""A text with a note whose call has no mark, and a field that is read with doubt."""


@dataclass
class Preview:
    """A preview that runs."""

    process: subprocess.Popen[str]
    address: str
    folder: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def path(self) -> str:
        """The path of its page: the token between slashes."""
        return urlsplit(self.address).path

    def ask(
        self, path: str, *, method: str = "GET", body: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content of an answer; a header that is named here goes before the usual one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        content = None if body is None else json.dumps(body).encode()
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(connection):
            connection.request(method, path, content, own)
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, said, answer.read()

    def post(self, path: str, body: object) -> int:
        """Send an object as the page does."""
        origin = f"http://127.0.0.1:{self.port}"
        return self.ask(self.path + path, method="POST", body=body, Origin=origin, Content_Type="application/json")[0]

    def states(self) -> Iterator[dict[str, Any]]:
        """What it says that it shows, now and whenever that changes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", self.path + "events")
            answer = connection.getresponse()
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def until(self, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first state for which the condition holds."""
        states = self.states()
        with contextlib.closing(states):  # type: ignore[type-var]
            return next(state for state in states if condition(state))


@contextlib.contextmanager
def previewing(folder: Path, *arguments: str) -> Iterator[Preview]:
    """Start a preview in a folder; end it afterwards as Ctrl-C does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pubkit", "preview", *arguments, "--no-open", "--port", "0"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        yield Preview(process, _first_line(process), folder)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise


def _first_line(process: subprocess.Popen[str]) -> str:
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()  # type: ignore[union-attr]
    line = lines.get(timeout=90).strip()
    if not line:
        _, said = process.communicate(timeout=10)
        raise AssertionError(f"the preview did not start: {said}")
    return line


def eventually(condition: Callable[[], object], seconds: float = 90.0) -> Any:
    """What the condition gives once it is true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if value := condition():
            return value
        time.sleep(0.03)
    raise AssertionError("it did not come true")
