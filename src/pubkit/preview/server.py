"""The workbench's addresses, under the token.

    GET  /              the page                         GET  /assets/NAME        its style sheet and modules
    GET  /article       the article as it is now         GET  /article.pdf        its paper
    GET  /sheet/D/N     page N of draft D as a PNG       GET  /report, /findings  the report as a page, as data
    GET  /events        what is shown, as it changes     GET  /styles?q=WORDS     styles by their names
    POST /view          another style or theme           POST /decisions          an editor's decision; POST /undo
    POST /take-out      a decision, out of the file

Nothing is served by a path of the disk: what a name stands for is a row of a table here.
"""

from __future__ import annotations

import contextlib
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from pubkit import citations, decisions, typesetting
from pubkit.errors import PubkitError
from pubkit.notices import notice_of
from pubkit.preview.asking import asking, front_of
from pubkit.preview.decided import Decided
from pubkit.preview.guard import ARTICLE_POLICY
from pubkit.preview.session import Session

__all__ = ["application"]

ASSETS = {
    "workbench.css": "text/css",
    "workbench.js": "text/javascript",
    "places.js": "text/javascript",
    "article.js": "text/javascript",
    "paper.js": "text/javascript",
    "notices.js": "text/javascript",
    "review.js": "text/javascript",
    "decided.js": "text/javascript",
    "parts.js": "text/javascript",
}
"""The files of `page/` that a browser may ask for."""
BODY = 64 * 1024
"""Bytes that a browser may send."""
WIDEST = 3000
"""Pixels of a sheet."""
KEPT = 200
"""Sheets that are kept as images."""
FOUND = 60
"""Styles that a search gives."""


def application(session: Session) -> Starlette:
    """The application; `Guard` goes around it."""
    desk = _Desk(session)
    return Starlette(
        routes=[
            Route("/", desk.page),
            Route("/assets/{name}", desk.asset),
            Route("/article", desk.article),
            Route("/article.pdf", desk.paper),
            Route("/sheet/{revision:int}/{number:int}", desk.sheet),
            Route("/report", desk.report),
            Route("/findings", desk.findings),
            Route("/events", desk.events),
            Route("/styles", desk.styles),
            Route("/view", desk.view, methods=["POST"]),
            Route("/decisions", desk.decide, methods=["POST"]),
            Route("/take-out", desk.take_out, methods=["POST"]),
            Route("/undo", desk.undo, methods=["POST"]),
        ]
    )


class _Desk:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._folder = session.wanted.shown.parent
        self._decided = Decided(session.wanted.decisions, self._folder)
        self._sheets: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()

    # -- the page --------------------------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        return Response(_own("workbench.html"), media_type="text/html")

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        return Response(_own(name), media_type=ASSETS[name]) if name in ASSETS else _nothing()

    async def article(self, request: Request) -> Response:
        paged = self._session.paged
        page = paged.page.html if paged else "<!DOCTYPE html><title>Nothing yet</title>"
        return Response(page, media_type="text/html", headers={"content-security-policy": ARTICLE_POLICY})

    async def report(self, request: Request) -> Response:
        from pubkit import report

        data = self._session.report()
        if data is None:
            return _nothing()
        try:
            page = report.page(data)
        except (LookupError, TypeError, ValueError):  # of another version of pubkit
            return _nothing()
        return Response(page, media_type="text/html", headers={"content-security-policy": ARTICLE_POLICY})

    async def findings(self, request: Request) -> Response:
        found = asking(self._session.report())
        if found is None:
            return JSONResponse(None)
        paged = self._session.paged
        more = {
            "decisions": self._decided.listed(self._session.shown.notices),
            "front": front_of(paged.metadata) if paged else [],
        }
        return JSONResponse(found | more)

    # -- the paper -------------------------------------------------------------------------------------------------

    async def paper(self, request: Request) -> Response:
        try:
            pdf = await self._session.finished()
        except (PubkitError, TimeoutError):
            return Response(status_code=503)
        return Response(pdf, media_type="application/pdf") if pdf else _nothing()

    async def sheet(self, request: Request) -> Response:
        revision, number = request.path_params["revision"], request.path_params["number"]
        asked = request.query_params.get("width", "1000")
        width = min(WIDEST, max(50, int(asked))) if asked.isdecimal() and len(asked) < 6 else 1000
        key = (revision, number, width)
        if key not in self._sheets:
            try:
                image = await self._session.sheet(revision, number, width)
            except (PubkitError, TimeoutError):
                return Response(status_code=503)
            if image is None:
                return _nothing()
            self._sheets[key] = image
            while len(self._sheets) > KEPT:
                self._sheets.popitem(last=False)
        return Response(self._sheets[key], media_type="image/png")

    # -- what is shown ---------------------------------------------------------------------------------------------

    async def events(self, request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            async for state in self._session.states():
                said = {**state, "undo": self._decided.can_undo, "themes": typesetting.theme_names(self._folder)}
                yield f"data: {json.dumps(said, ensure_ascii=False)}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def styles(self, request: Request) -> Response:
        words = request.query_params.get("q", "")[:100]
        folder = self._folder / "styles" / "csl"
        found = citations.search_styles(words, folders=[folder])[:FOUND] if words.strip() else []
        return JSONResponse([name for name, _ in found])

    async def view(self, request: Request) -> Response:
        given = await _given(request)
        style, theme = given.get("style"), given.get("theme")
        if not all(value is None or (isinstance(value, str) and len(value) < 200) for value in (style, theme)):
            return _wrong("style and theme are names")
        if "/" in (theme or "") or "\\" in (theme or ""):
            return _wrong("a theme is named, not a folder")
        self._session.show(style=style or None, theme=theme or None)
        return Response(status_code=204)

    # -- what is written -------------------------------------------------------------------------------------------

    async def decide(self, request: Request) -> Response:
        return await self._changed(request, self._decided.record)

    async def take_out(self, request: Request) -> Response:
        return await self._changed(request, self._decided.take_out)

    async def _changed(self, request: Request, change: Callable[[object, object], None]) -> Response:
        given = await _given(request)
        try:
            change(given.get("kind"), given.get("values"))
        except decisions.NoDecision as error:
            return _wrong(str(error))
        except PubkitError as error:
            return JSONResponse(notice_of(error).as_json(), status_code=409)
        self._session.refresh(convert=True)
        return Response(status_code=204)

    async def undo(self, request: Request) -> Response:
        try:
            self._decided.undo()
        except PubkitError as error:
            return JSONResponse(notice_of(error).as_json(), status_code=409)
        self._session.refresh(convert=True)
        return Response(status_code=204)


def _own(name: str) -> bytes:
    return (files("pubkit.preview") / "page" / name).read_bytes()


def _nothing() -> Response:
    return Response("pubkit: there is nothing here\n", status_code=404, media_type="text/plain")


def _wrong(why: str) -> Response:
    return JSONResponse({"message": why}, status_code=400)


async def _given(request: Request) -> dict[str, Any]:
    """The JSON object that was sent; empty where it is none, or too long."""
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > BODY:
            return {}
    with contextlib.suppress(ValueError, RecursionError):
        given = json.loads(content)
        return given if isinstance(given, dict) else {}
    return {}
