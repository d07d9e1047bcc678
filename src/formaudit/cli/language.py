"""Which language the command line speaks: ``--lang`` anywhere in the call, else ``FORMAUDIT_LANG``, else Chinese."""

import os
from collections.abc import Sequence
from typing import Final

from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES, word

__all__ = ["VARIABLE", "asked", "preset"]

VARIABLE: Final = "FORMAUDIT_LANG"
_OPTION: Final = "--lang"


def preset() -> str:
    """The language that the environment asks for; ``en_US.UTF-8`` is English, and what nobody knows is Chinese."""
    wanted = os.environ.get(VARIABLE, "").lower()
    return next((lang for lang in LANGUAGES if wanted.startswith(lang)), LANGUAGES[0])


def asked(call: Sequence[str]) -> tuple[str, list[str]]:
    """The language that a call asks for, empty where it does not, and the call without the option.

    The option may stand before or behind the command; the last one counts, and nothing behind ``--`` is an option.

    Raises:
        UsageError: ``arguments``: no language, or an unknown one.

    """
    lang, rest = "", list[str]()
    words = iter(call)
    for said in words:
        if said == "--":
            rest += [said, *words]
        elif said == _OPTION or said.startswith(f"{_OPTION}="):
            lang = said.partition("=")[2] if "=" in said else next(words, "")
            if lang not in LANGUAGES:
                key = "usage.choice" if lang else "usage.value"
                known = ", ".join(LANGUAGES)
                raise UsageError("arguments", "formaudit", word(key, name=_OPTION, detail=lang, choices=known))
        else:
            rest.append(said)
    return lang, rest
