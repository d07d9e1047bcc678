"""Words for people, in Chinese and English: a catalogue of keys, no sentences in code.

Each language is a module with a dictionary ``MESSAGES``; a template is filled with ``str.format``. A test holds the
two languages to the same keys and the same placeholders.
"""

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
    """The sentence in one language.

    Raises:
        KeyError: the catalogue lacks the key or the phrase lacks a placeholder's value: a defect of ours.

    """
    values = {name: value if isinstance(value, str) else say(value, lang) for name, value in what.values}
    return _CATALOGUES[lang][what.key].format(**values)


def word(key: str, lang: str = "zh", /, **values: str) -> str:
    """A fixed word or short sentence of the catalogue in one language."""
    return _CATALOGUES[lang][key].format(**values)


def has(key: str) -> bool:
    """Whether the catalogue knows a key."""
    return key in zh.MESSAGES
