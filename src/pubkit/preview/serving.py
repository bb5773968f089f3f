"""Start the workbench and end it cleanly.

The address goes to the caller before the first request is answered. SIGINT and SIGTERM end the streams, the server and
the presses; whatever is being made is dropped, and nothing of it was published.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
from collections.abc import Callable, Iterator

from pubkit.errors import CannotWrite
from pubkit.preview.session import Session
from pubkit.preview.wanted import Wanted

__all__ = ["PORT", "serve"]

HOST = "127.0.0.1"
PORT = 4747
"""The port that is taken where none is asked for and it is free."""


def serve(wanted: Wanted, *, port: int | None = None, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is called with the address once it can be opened.

    Raises `CannotWrite` when the port that was asked for is taken.
    """
    listening = _listen(port)
    try:
        asyncio.run(_serve(wanted, listening, ready))
    finally:
        listening.close()


def _listen(port: int | None) -> socket.socket:
    for number in (PORT, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, number))
            listening.listen(64)
            return listening
        except (OSError, OverflowError) as error:
            listening.close()
            trouble = error
    reason = (getattr(trouble, "strerror", None) or str(trouble)).lower()
    raise CannotWrite(
        f"port {port} cannot be had: {reason}", hint="take another with --port N; --port 0 takes one that is free"
    ) from trouble


async def _serve(wanted: Wanted, listening: socket.socket, ready: Callable[[str], None]) -> None:
    import uvicorn

    from pubkit.preview.guard import Guard
    from pubkit.preview.server import application

    class Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # they are ours: see below

    session = Session(wanted)
    port, token = listening.getsockname()[1], secrets.token_urlsafe(18)
    server = Server(
        uvicorn.Config(
            Guard(application(session), port=port, token=token),
            log_config=None, access_log=False, lifespan="off", server_header=False, ws="none",
            timeout_graceful_shutdown=2, timeout_keep_alive=30,
        )
    )  # fmt: skip
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: a KeyboardInterrupt ends it there
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    ending = asyncio.create_task(ended.wait())
    working = asyncio.create_task(session.work())
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.005)
    if server.started:
        ready(f"http://{HOST}:{port}/{token}/")
    await asyncio.wait({ending, working, serving}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    working.cancel()
    await session.close()
    for task in (working, serving):
        with contextlib.suppress(asyncio.CancelledError):
            await task
    ending.cancel()
