"""Who may ask: a browser on this machine, that knows the token, from the page itself.

A server on the loopback can be reached by every page that this machine's browser has open: by a form or a script
(Origin), under a name that points here (Host, DNS rebinding), as a frame or an image (Fetch Metadata). None of these
gets further than here. The token in the address keeps out other users of the machine.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

__all__ = ["ARTICLE_POLICY", "Guard"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ARTICLE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""For pages with an article's text: its own style sheet and images, no script whatever."""

_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
METHODS = ("GET", "HEAD", "POST")


class Guard:
    """An ASGI application around another: refuses, and puts the headers on every answer."""

    def __init__(self, app: App, *, port: int, token: str) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer under the path that follows the token."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        if refused := self._refused(scope):
            await _refuse(send, *refused)
            return
        prefix = f"/{self._token}"
        inner = {**scope, "path": scope["path"].removeprefix(prefix), "root_path": "", "raw_path": b""}
        await self._app(inner, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        given = [(name.lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in given if name == b"host"]
        headers = dict(given)
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "this is not the address of the preview"
        if scope["method"] not in METHODS:
            return 405, "only GET, HEAD and POST are answered"
        origin = headers.get(b"origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in self._hosts}:
            return 403, "another page asked"
        if scope["method"] == "POST" and (origin is None or not _is_json(headers)):
            return 403, "only the page itself may write"
        if headers.get(b"sec-fetch-site", "none") not in ("none", "same-origin") and not _is_visit(scope, headers):
            return 403, "another page asked"
        token, _, _ = scope["path"].removeprefix("/").partition("/")
        if not secrets.compare_digest(token.encode("utf-8", "replace"), self._token.encode()):
            return 404, "the address is incomplete: take it from the terminal, token and all"
        if scope["path"] == f"/{token}":
            return 404, "a slash is missing at the end of the address"
        return None


def _is_json(headers: dict[bytes, str]) -> bool:
    return headers.get(b"content-type", "").partition(";")[0].strip() == "application/json"


def _is_visit(scope: Scope, headers: dict[bytes, str]) -> bool:
    """A link to the workbench that somebody followed."""
    return (
        scope["method"] == "GET"
        and headers.get(b"sec-fetch-mode") == "navigate"
        and headers.get(b"sec-fetch-dest") == "document"
    )


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message.get("headers", [])}
            own = [(n.encode(), v.encode()) for n, v in _HEADERS.items() if n.encode() not in given]
            message = {**message, "headers": [*message.get("headers", []), *own]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, why: str) -> None:
    send = _with_headers(send)
    content = f"pubkit: {why}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
