"""Pages out of templates: every text is escaped, every word comes from the catalogue."""

import hashlib
from functools import cache
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from formaudit.messages import has, word
from formaudit.reports.clean import clean

__all__ = ["ASSETS", "asset", "asset_address", "render"]

ASSETS: Final = {
    "review.css": "text/css; charset=utf-8", "review.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml",
}  # fmt: skip
"""What the pages load, all of it ours and in this package."""


@cache
def asset(name: str) -> bytes:
    """A style sheet or script."""
    return resources.files("formaudit.web").joinpath("assets").joinpath(name).read_bytes()


@cache
def asset_address(name: str) -> str:
    """Its address, which changes with what is in it, so that browsers may keep it for ever."""
    return f"/assets/{hashlib.sha256(asset(name)).hexdigest()[:12]}/{name}"


def _shown(value: object) -> object:
    """What stands in a page: characters that could turn the text about or break it are taken out."""
    return value if isinstance(value, Markup) else clean(value) if isinstance(value, str) else value


def _known(prefix: str, name: str, lang: str) -> str:
    """The catalogue's word for a kind, or the kind itself."""
    key = f"{prefix}.{name}"
    return word(key, lang) if has(key) else name


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("formaudit.web", "templates"), autoescape=True, undefined=StrictUndefined, finalize=_shown,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(asset=asset_address)
    return made


def render(template: str, values: dict[str, Any]) -> str:
    """A page's text. ``values`` hold at least ``lang``; ``word`` and ``named`` say words in it."""
    lang = str(values["lang"])

    def said(key: str, **filled: object) -> str:
        return word(key, lang, **{name: str(value) for name, value in filled.items()})

    def named(prefix: str, name: object) -> str:
        return _known(prefix, str(name), lang)

    return str(_environment().get_template(template).render({**values, "word": said, "named": named}))
