"""Fractions and powers written on one line, whichever format they come from."""

from typing import Final

__all__ = ["over", "raise_to"]

_HIGH: Final = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_HIGH_FROM: Final = frozenset("0123456789+-n")


def over(numerator: str, denominator: str) -> str:
    """A fraction on one line; what is no single figure or word is set in brackets."""
    return f"{_whole(numerator)}/{_whole(denominator)}"


def raise_to(base: str, power: str) -> str:
    """A power on one line: small figures where there are such, a caret elsewhere."""
    if power and set(power) <= _HIGH_FROM:
        return base + power.translate(_HIGH)
    return f"{base}^{_whole(power)}" if power else base


def _whole(text: str) -> str:
    return f"({text})" if any(sign in text for sign in "+-−×÷/*= ") and not text.startswith("(") else text
