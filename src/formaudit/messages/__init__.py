"""Words for people, in Chinese and English: a catalogue of keys, no sentences in code.

Each language is a module with a dictionary ``MESSAGES``; a template is filled with ``str.format``. A test holds the
two languages to the same keys and the same placeholders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from formaudit.messages import en, zh

__all__ = ["LANGUAGES", "Phrase", "has", "phrase", "say", "word"]

LANGUAGES: Final = ("zh", "en")

_CATALOGUES: Final = {"zh": zh.MESSAGES, "en": en.MESSAGES}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence before its language is chosen: a catalogue key and the values for its placeholders.

    A value is a text, or another phrase that is said in the same language.
    """

    key: str
    values: tuple[tuple[str, "str | Phrase"], ...] = ()


def phrase(key: str, /, **values: "str | Phrase") -> Phrase:
    """Make a phrase; the values are put in a fixed order so that equal phrases compare equal."""
    return Phrase(key, tuple(sorted(values.items())))


def say(what: Phrase, lang: str = "zh") -> str:
    """The sentence in one language."""
    values = {name: value if isinstance(value, str) else say(value, lang) for name, value in what.values}
    return _filled(what.key, lang, values)


class _Values(dict[str, str]):
    """Values of placeholders; one that nobody gave is shown by its name."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _filled(key: str, lang: str, values: Mapping[str, str]) -> str:
    """A template filled in. Words that are missing never end a run: the key stands for them, and a test finds them."""
    return _CATALOGUES[lang].get(key, key).format_map(_Values(values))


def word(key: str, lang: str = "zh", /, **values: str) -> str:
    """A fixed word or short sentence of the catalogue in one language."""
    return _filled(key, lang, values)


def has(key: str) -> bool:
    """Whether the catalogue knows a key."""
    return key in zh.MESSAGES
