"""The application: pages put together, each request let through to one of them."""

import functools
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Final

from anyio import CapacityLimiter, to_thread
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from formaudit.errors import FormauditError
from formaudit.messages import word
from formaudit.messages.failure import fact, remedy
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line
from formaudit.web.call import Call, Handler, Page
from formaudit.web.desk import Desk
from formaudit.web.guard import Guard, Refused, Session, Sessions, form_of
from formaudit.web.pages import PAGES

__all__ = ["application"]

_THREADS: Final = 8
"""Requests that are answered at once; each holds a connection to the store."""
_NOT_THERE: Final = 404


def application(desk: Desk, pages: Sequence[Page] = PAGES) -> Starlette:
    """All pages over one desk."""
    sessions = Sessions(desk.secret, desk.setup.port)
    limiter = CapacityLimiter(_THREADS)
    answers = functools.partial(_answer, desk, sessions, limiter)

    def route(page: Page) -> Route:
        methods = [*(["GET"] if page.show is not None else []), *(["POST"] if page.send is not None else [])]
        return Route(page.path, functools.partial(answers, page), methods=methods)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        desk.warm()
        yield
        desk.close()

    return Starlette(
        routes=[route(page) for page in pages],
        middleware=[Middleware(Guard, setup=desk.setup)],
        exception_handlers={HTTPException: _no_page},
        lifespan=lifespan,
    )


def _no_page(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else _NOT_THERE
    return PlainTextResponse(f"{status}\n", status)


async def _answer(desk: Desk, sessions: Sessions, limiter: CapacityLimiter, page: Page, request: Request) -> Response:
    begun = time.perf_counter()
    session, trusted, allowed = _session(desk, sessions, request)
    if not allowed and not page.open:
        return RedirectResponse("/login", 303) if request.method != "POST" else PlainTextResponse("403\n", 403)
    call = Call(
        desk=desk, session=session, token=sessions.token(session), address=_address(request), path=request.path_params,
        query=request.query_params, trusted=trusted,
    )  # fmt: skip
    try:
        handler = await _handler(page, call, sessions, request)
        response = await to_thread.run_sync(handler, call, limiter=limiter)
    except Refused as refused:
        response = call.page("refused.html", refused.status, key=refused.key)
    except FormauditError as error:
        lang = call.lang
        said, name = fact(error, lang), compiled(r"[/\\]").split(error.file)[-1]
        said = word("error.line", lang, file=name, said=said) if name else said
        status = 503 if error.code.startswith("store") else 400
        response = call.page("error.html", status, fact=said, remedy=remedy(error, lang))
    # Only a page gives a cookie: what it loads must not put another session in the place of the one its forms are for.
    new = response.media_type == "text/html" and sessions.read(request) != session
    if new or call.session != session:
        sessions.write(response, call.session, secure=request.url.scheme == "https")
    response.headers["server-timing"] = f"app;dur={(time.perf_counter() - begun) * 1000:.1f}"
    return response


async def _handler(page: Page, call: Call, sessions: Sessions, request: Request) -> Handler:
    """What answers a request, its form read and found to be ours.

    Raises:
        Refused: it is not.

    """
    handler = page.show
    if request.method == "POST":
        handler = page.send
        call.form = await form_of(request)
        if not sessions.fits(call.session, call.said("csrf")):
            raise Refused(403, "web.refused.token")
    if handler is None:
        raise Refused(405, "web.refused.method")
    return handler


def _address(request: Request) -> str:
    query = request.url.query
    return str(request.url.path) + (f"?{query}" if query else "")


def _decoded(value: str) -> str:
    """A header as its sender meant it: UTF-8 where it is that."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _session(desk: Desk, sessions: Sessions, request: Request) -> tuple[Session, bool, bool]:
    """Who asks, whether a proxy vouches for the name, and whether access was given."""
    setup = desk.setup
    session = sessions.read(request) or Session(id=token_hex(16))
    client = request.client.host if request.client is not None else ""
    if setup.header and client in setup.proxies:
        name = one_line(_decoded(request.headers.get(setup.header, "")))[:40]
        return replace(session, name=name), True, bool(name)
    if setup.token:
        return session, False, sessions.granted(session, setup.token)
    return session, False, not setup.header
