"""Checks of a user's own: packages that the profile names bring them, with their words in both languages.

A package counts only where a profile asks for it (``plugins = ["its-name"]``): what accuses somebody must not change
because something was installed. Its entry points of the group ``formaudit.checks`` are ``Plugin`` records.
"""

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from formaudit.checks.kernel.evidence import Check
from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES, add
from formaudit.patterns import compiled

__all__ = ["GROUP", "Plugin", "plugin_checks"]

GROUP: Final = "formaudit.checks"
_CODE: Final = compiled(r"R[1-9][0-9]{2}")
_WORDS: Final = (
    "{}.title", "{}.basis", "{}.question", "explain.{}.purpose", "explain.{}.formula", "explain.{}.guard",
    "explain.{}.breaks", "explain.{}.holds",
)  # fmt: skip
"""The keys of the words of a check, its code in the braces."""


class Plugin(Struct, frozen=True, kw_only=True):
    """Checks with their words.

    Codes are ``R100`` to ``R999``. ``words`` holds for each language ``<code>.title``, ``.basis`` and ``.question`` of
    every check, ``explain.<code>.purpose``, ``.formula``, ``.guard``, ``.breaks`` and ``.holds``, and whatever else its
    verdicts say.
    """

    checks: tuple[Check, ...]
    words: Mapping[str, Mapping[str, str]]


@cache
def plugin_checks(names: tuple[str, ...]) -> tuple[Check, ...]:
    """The checks of some packages; their words are known from then on.

    Raises:
        UsageError: ``plugin``: a package is not installed, brings no checks, or two checks have one code.

    """
    found: dict[str, Check] = {}
    for name in names:
        for check in _of_package(name):
            if check.code in found:
                raise UsageError("plugin", name, check.code)
            found[check.code] = check
    return tuple(found.values())


def _of_package(name: str) -> tuple[Check, ...]:
    metadata = importlib.import_module("importlib.metadata")  # takes longer to load than most submissions to read
    try:
        entries = [entry for entry in metadata.distribution(name).entry_points if entry.group == GROUP]
    except metadata.PackageNotFoundError:
        raise UsageError("plugin-missing", name) from None
    found: list[Check] = []
    for entry in entries:
        plugin = entry.load()
        if not isinstance(plugin, Plugin):
            raise UsageError("plugin", name, entry.value)
        for check in plugin.checks:
            missing = [
                f"{lang}:{part.format(check.code)}"
                for lang in LANGUAGES
                for part in _WORDS
                if part.format(check.code) not in plugin.words.get(lang, {})
            ]
            if not _CODE.fullmatch(check.code) or missing:
                raise UsageError("plugin", name, missing[0] if missing else check.code)
            found.append(check)
        for lang in LANGUAGES:
            add(lang, plugin.words[lang])
    if not found:
        raise UsageError("plugin", name, GROUP)
    return tuple(found)
