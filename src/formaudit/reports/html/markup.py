"""HTML as text that has been escaped: only ``say`` and ``tag`` make it, so foreign text cannot break out."""

import html
from typing import NewType

from formaudit.reports.clean import clean

__all__ = ["NOTHING", "Html", "join", "link", "say", "tag", "void"]

Html = NewType("Html", str)
"""Markup that is safe to stand in a page."""

NOTHING = Html("")


def say(text: str) -> Html:
    """Foreign or catalogue text, escaped for content and for attributes in double quotes."""
    return Html(html.escape(clean(text)))


def join(parts: list[Html] | tuple[Html, ...], between: Html = NOTHING) -> Html:
    """Markup after markup."""
    return Html(between.join(parts))


def _attributes(attributes: dict[str, str | int | bool | None]) -> str:
    """Names are ours: a trailing underscore is dropped, inner ones become hyphens. Nothing and false are left out."""
    said = []
    for name, value in attributes.items():
        key = name.rstrip("_").replace("_", "-")
        if value is True:
            said.append(f" {key}")
        elif value is not None and value is not False:
            said.append(f' {key}="{say(str(value))}"')
    return "".join(said)


def tag(name: str, /, *children: Html, **attributes: str | int | bool | None) -> Html:
    """An element with its content."""
    return Html(f"<{name}{_attributes(attributes)}>{''.join(children)}</{name}>")


def void(name: str, /, **attributes: str | int | bool | None) -> Html:
    """An element that has no content."""
    return Html(f"<{name}{_attributes(attributes)}>")


def link(anchor: str, *children: Html, class_: str | None = None, title: str | None = None) -> Html:
    """A link inside the page; without an anchor only its content."""
    if not anchor:
        return tag("span", *children, class_=class_) if class_ else join(children)
    return tag("a", *children, href=f"#{anchor}", class_=class_, title=title)
