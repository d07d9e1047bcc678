"""Words for people, in Chinese and English: a catalogue of keys, no sentences in code.

Each language is a module with a dictionary ``MESSAGES``, loaded when its first word is asked for; a template is filled
with ``str.format``. A test holds the two languages to the same keys and the same placeholders.

What names no language is said in the one that the command line speaks: Chinese, unless ``speak`` chose another.
"""

import importlib
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from typing import Final, NamedTuple

__all__ = ["LANGUAGES", "Phrase", "add", "has", "phrase", "say", "speak", "spoken", "word"]

LANGUAGES: Final = ("zh", "en")

_SPOKEN: Final[ContextVar[str]] = ContextVar("spoken", default="zh")


@cache
def _catalogue(lang: str) -> Mapping[str, str]:
    messages: Mapping[str, str] = importlib.import_module(f"formaudit.messages.{lang}").MESSAGES
    return messages


_ADDED: Final[dict[str, dict[str, str]]] = {lang: {} for lang in LANGUAGES}
"""Words of a user's own checks, by language."""


def add(lang: str, words: Mapping[str, str]) -> None:
    """Let the catalogue know further words; what it knows already stays as it is."""
    _ADDED[lang].update(words)


def speak(lang: str) -> None:
    """Choose the language of all that names none: help, errors, defaults of commands."""
    _SPOKEN.set(lang)


def spoken() -> str:
    """The language of the command line."""
    return _SPOKEN.get()


class Phrase(NamedTuple):
    """A sentence before its language is chosen: a catalogue key and the values for its placeholders.

    A value is a text, or another phrase that is said in the same language.
    """

    key: str
    values: tuple[tuple[str, "str | Phrase"], ...] = ()


def phrase(key: str, /, **values: "str | Phrase") -> Phrase:
    """Make a phrase; the values are put in a fixed order so that equal phrases compare equal."""
    return Phrase(key, tuple(sorted(values.items())) if len(values) > 1 else tuple(values.items()))


def say(what: Phrase, lang: str = "") -> str:
    """The sentence in one language; in that of the command line where none is named."""
    values = {name: value if isinstance(value, str) else say(value, lang) for name, value in what.values}
    return _filled(what.key, lang, values)


class _Values(dict[str, str]):
    """Values of placeholders; one that nobody gave is shown by its name."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _filled(key: str, lang: str, values: Mapping[str, str]) -> str:
    """A template filled in. Words that are missing never end a run: the key stands for them, and a test finds them."""
    lang = lang or spoken()
    template = _catalogue(lang).get(key) or _ADDED[lang].get(key, key)
    return template.format_map(_Values(values))


def word(key: str, lang: str = "", /, **values: str) -> str:
    """A fixed word or short sentence of the catalogue in one language, that of the command line where none is named."""
    return _filled(key, lang, values)


def has(key: str) -> bool:
    """Whether the catalogue knows a key."""
    return key in _catalogue(spoken()) or key in _ADDED[spoken()]
