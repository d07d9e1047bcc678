"""A request as the pages see it: who asks, in which language, with which filters, and how an answer is made."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct, field
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, RedirectResponse, Response

from formaudit.messages import LANGUAGES
from formaudit.reports.clean import one_line
from formaudit.web.desk import Desk
from formaudit.web.filters import Filters, filters_said
from formaudit.web.guard import Refused, Session
from formaudit.web.render import render

__all__ = ["Call", "Handler", "Page"]

_LONGEST: Final = 4000
_NAME: Final = 40


class Call(Struct, kw_only=True):
    """One request. ``path`` holds the parts of the address, ``form`` the fields of a form that was sent."""

    desk: Desk
    session: Session
    token: str
    address: str
    path: Mapping[str, Any]
    query: QueryParams
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    trusted: bool = False
    """Whether the name was given by a proxy, so that nobody can choose another."""

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.session.lang if self.session.lang in LANGUAGES else self.desk.setup.lang

    @property
    def who(self) -> str:
        """The reviewer's name."""
        return self.session.name or self.desk.setup.reviewer

    @property
    def origin(self) -> str:
        """The query of the queue from which a matter was opened."""
        return self.said("from") if self.form else self.query.get("from", "")

    @property
    def filters(self) -> Filters:
        """The filters of that queue."""
        return filters_said(self.origin)

    def said(self, name: str, longest: int = _LONGEST) -> str:
        """A field of the form, without blanks around it; empty where it is missing."""
        values = self.form.get(name, ())
        return values[0].strip()[:longest] if values else ""

    def name(self, field_: str) -> str:
        """A field that holds a person's name."""
        return one_line(self.said(field_))[:_NAME]

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """An answer out of a template."""
        shared = {
            "lang": self.lang, "who": self.who, "csrf": self.token, "address": self.address, "trusted": self.trusted,
            "golden": self.desk.setup.golden is not None, "origin": self.origin,
        }  # fmt: skip
        return HTMLResponse(render(template, {**shared, **values}), status)

    def to(self, address: str) -> Response:
        """Go on to another page of ours, so that reloading it does nothing twice.

        Raises:
            Refused: the address leads elsewhere.

        """
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\")):
            raise Refused(400, "web.refused.form")
        return RedirectResponse(address, 303)


Handler = Callable[[Call], Response]


class Page(Struct, frozen=True, kw_only=True):
    """A page of ours: its address, what answers a look at it, and what answers a form sent to it."""

    path: str
    show: Handler | None = None
    send: Handler | None = None
    open: bool = False
    """Whether it is answered before access was given."""
