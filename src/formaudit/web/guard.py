"""What every request must be before a page sees it, and what every answer says to the browser.

A page of another site that the auditor has open can neither read from this server nor make it decide anything: the name
it was called by, the page it was called from and the token in the form must be ours.
"""

import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from itsdangerous import BadSignature, URLSafeTimedSerializer
from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from formaudit.messages import word
from formaudit.web.desk import Setup

__all__ = ["LARGEST", "Guard", "Refused", "Session", "Sessions", "form_of"]

LARGEST: Final = 512 * 1024
"""The largest form that is read, in bytes."""
_FIELDS: Final = 400
_FORM: Final = "application/x-www-form-urlencoded"
_SAFE: Final = frozenset({"GET", "HEAD"})
_AGE: Final = 14 * 24 * 3600
_POLICY: Final = (
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
)  # fmt: skip
_HEADERS: Final = {
    "content-security-policy": "; ".join(_POLICY),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Refused(Exception):  # noqa: N818 - no error of ours: the request is one that is not answered
    """A request that no page will see; ``key`` names the words for it."""

    def __init__(self, status: int, key: str) -> None:
        """Keep both."""
        super().__init__(key)
        self.status = status
        self.key = key


class Session(Struct, frozen=True, kw_only=True):
    """Who sits before the browser.

    ``id`` binds the token in forms to the cookie; ``grant`` proves that the access token of this server was given, and
    nothing any more once another one is set.
    """

    id: str
    name: str = ""
    lang: str = ""
    grant: str = ""


class Sessions:
    """Cookies and tokens, signed with the store's secret."""

    def __init__(self, secret: str, port: int) -> None:
        """Name the cookie by the port, as all ports of a machine share their cookies."""
        self.cookie = f"formaudit-{port}"
        self._signed = URLSafeTimedSerializer(secret, salt="session")
        self._secret = secret.encode()

    def read(self, request: Request) -> Session | None:
        """The session of a request, or nothing where its cookie is not ours."""
        try:
            told = self._signed.loads(request.cookies.get(self.cookie, ""), max_age=_AGE)
            return Session(**{name: str(told[name]) for name in ("id", "name", "lang", "grant")})
        except (BadSignature, KeyError, TypeError):
            return None

    def write(self, response: Response, session: Session, *, secure: bool) -> None:
        """Give the browser its cookie."""
        told = {"id": session.id, "name": session.name, "lang": session.lang, "grant": session.grant}
        response.set_cookie(
            self.cookie, self._signed.dumps(told), max_age=_AGE, httponly=True, samesite="strict", secure=secure
        )

    def token(self, session: Session) -> str:
        """What a form must bring back."""
        return hmac.new(self._secret, f"form {session.id}".encode(), "sha256").hexdigest()

    def grant(self, token: str) -> str:
        """What a session holds after the access token was given."""
        return hmac.new(self._secret, f"grant {token}".encode(), "sha256").hexdigest()

    def granted(self, session: Session, token: str) -> bool:
        """Whether access was given to a session."""
        return hmac.compare_digest(self.grant(token).encode(), session.grant.encode())

    def fits(self, session: Session, token: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(self.token(session).encode(), token.encode())


class Guard:
    """Around the whole application: refuses what is not ours, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, setup: Setup) -> None:
        """Keep the names by which the server may be called."""
        self._app = app
        self._setup = setup
        self._hosts = frozenset(each.casefold() for each in setup.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            self._judge(scope)
        except Refused as refused:
            answer = PlainTextResponse(word(refused.key, self._setup.lang) + "\n", refused.status)
            await answer(scope, receive, sent)
            return
        await self._app(scope, receive, sent)

    def _judge(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._ours(host):
            raise Refused(421, "web.refused.host")
        method = scope["method"]
        if method not in _SAFE and method != "POST":
            raise Refused(405, "web.refused.method")
        if headers.get("sec-fetch-site", "") == "cross-site" and (
            method == "POST" or headers.get("sec-fetch-mode", "") != "navigate"
        ):
            raise Refused(403, "web.refused.origin")
        if method == "POST":
            origin = headers.get("origin", "")
            scheme, mark, name = origin.partition("://")
            if len(headers.getlist("origin")) != 1 or not mark or scheme not in ("http", "https") or name != host:
                raise Refused(403, "web.refused.origin")
            if headers.get("content-type", "").partition(";")[0].strip().casefold() != _FORM:
                raise Refused(415, "web.refused.upload")
            length = headers.get("content-length", "")
            if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
                raise Refused(413, "web.refused.length")

    def _ours(self, host: str) -> bool:
        name, port = _split(host)
        return name.casefold() in self._hosts and (port in ("", str(self._setup.port)) or bool(self._setup.header))


def _split(host: str) -> tuple[str, str]:
    """Name and port of a Host header; IPv6 addresses stand in brackets."""
    if host.startswith("["):
        name, _, rest = host[1:].partition("]")
        return name, rest.removeprefix(":")
    name, _, port = host.partition(":")
    return name, port


async def form_of(request: Request) -> Mapping[str, list[str]]:
    """The fields of a form.

    Raises:
        Refused: it is larger than it may be, or no form.

    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Refused(413, "web.refused.length")
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS):
            found.setdefault(name, []).append(value)
    except ValueError:
        raise Refused(400, "web.refused.form") from None
    return found
