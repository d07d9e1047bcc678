"""Whether print can be told from the ground it stands on, by their colours."""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["is_lost", "is_pale"]

_STEPS: Final = 24
"""Steps of 255 between print and ground that the eye needs."""
_HEX: Final = compiled(r"#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


def is_lost(ink: str, ground: str) -> bool:
    """Whether print in a colour is lost on its ground; colours are six hexadecimal digits, or names to be equal.

    >>> is_lost("FDFDFD", "FFFFFF"), is_lost("7F7F7F", "FFFFFF"), is_lost("theme 4", "theme 4")
    (True, False, True)
    """
    one, two = _HEX.fullmatch(ink), _HEX.fullmatch(ground)
    if one is None or two is None:
        return bool(ink) and ink == ground
    return all(abs(int(a, 16) - int(b, 16)) < _STEPS for a, b in zip(one.groups(), two.groups(), strict=True))


def is_pale(ink: str) -> bool:
    """Whether print in a colour is lost on white paper."""
    return is_lost(ink, "FFFFFF")
