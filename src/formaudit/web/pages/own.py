"""What belongs to the server itself: style sheet and script, the name of who sits here, access, the list of keys."""

import hmac
from typing import Final

from msgspec.structs import replace
from starlette.responses import Response

from formaudit.messages import LANGUAGES
from formaudit.web.call import Call, Page
from formaudit.web.guard import Refused, Sessions
from formaudit.web.render import ASSETS, asset

__all__ = ["PAGES"]


def file(call: Call) -> Response:
    """A style sheet or script, found by its name in a list of ours and nowhere else."""
    name = str(call.path["name"])
    if name not in ASSETS:
        raise Refused(404, "web.refused.gone")
    return Response(
        asset(name), media_type=ASSETS[name], headers={"cache-control": "public, max-age=31536000, immutable"}
    )


def settings(call: Call) -> Response:
    """The name under which one decides, and the language."""
    return call.page("settings.html", languages=LANGUAGES, back=call.query.get("back", "/"))


def keep_settings(call: Call) -> Response:
    """Keep them in the cookie."""
    lang = call.said("lang")
    name = call.session.name if call.trusted else call.name("name")
    call.session = replace(call.session, name=name, lang=lang if lang in LANGUAGES else call.session.lang)
    return call.to(call.said("back") or "/")


def login(call: Call) -> Response:
    """Where the access token is asked for."""
    return call.page("login.html", wrong=False)


def enter(call: Call) -> Response:
    """Let in who knows the access token."""
    token = call.desk.setup.token
    if not token or not hmac.compare_digest(call.said("token").encode(), token.encode()):
        return call.page("login.html", 403, wrong=True)
    grant = Sessions(call.desk.secret, call.desk.setup.port).grant(token)
    call.session = replace(call.session, grant=grant, name=call.name("name") or call.session.name)
    return call.to("/")


def keys(call: Call) -> Response:
    """The keys, for those whose browser runs no script or who want to print them."""
    return call.page("keys.html")


PAGES: Final = (
    Page(path="/assets/{digest}/{name}", show=file, open=True),
    Page(path="/settings", show=settings, send=keep_settings),
    Page(path="/login", show=login, send=enter, open=True),
    Page(path="/keys", show=keys),
)
