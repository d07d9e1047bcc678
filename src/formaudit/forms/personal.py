"""Numbers by which a person can be called or told: mobile telephones and identity cards."""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["PERSONAL", "SHORTEST", "masked", "without_personal"]

PERSONAL: Final = compiled(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
SHORTEST: Final = 11
"""The digits of a mobile number; a text of fewer characters holds none."""
_HEAD, _TAIL = 3, 4


def masked(number: str) -> str:
    """A number as a report may repeat it: ``138****0000``, whatever its length."""
    return f"{number[:_HEAD]}****{number[-_TAIL:]}"


def without_personal(text: str) -> str:
    """A text in which such numbers are masked, each character for character, so that every place stays where it is."""
    return PERSONAL.sub(lambda found: _stars(found[0]), text)


def _stars(number: str) -> str:
    return number[:_HEAD] + "*" * (len(number) - _HEAD - _TAIL) + number[-_TAIL:]
