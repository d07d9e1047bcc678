"""Slips of the keyboard on a printed number."""

from decimal import Decimal
from random import Random

__all__ = ["change_digit", "double_digit", "drop_digit", "like", "move_point", "swap_digits"]


def _places(number: str) -> list[int]:
    return [place for place, sign in enumerate(number) if sign.isdigit()]


def _kept(number: str, old: str) -> str | None:
    """The new number, unless it has no value of its own or the value did not change."""
    bare = number.replace(",", "")
    if not bare or bare.startswith(".") or bare.endswith("."):
        return None
    if len(bare) > 1 and bare[0] == "0" and not bare.startswith("0."):
        return None
    return None if Decimal(bare) == Decimal(old.replace(",", "")) else bare


def like(value: Decimal, printed: str) -> str:
    """A value with the decimals and thousands marks of a printed number."""
    decimals = len(printed.partition(".")[2])
    exponent = value.as_tuple().exponent
    decimals = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return f"{value:,.{decimals}f}" if "," in printed else f"{value:.{decimals}f}"


def change_digit(number: str, rng: Random) -> str | None:
    """One digit is another one."""
    place = rng.choice(_places(number))
    other = rng.choice([digit for digit in "123456789" if digit != number[place]])
    return _kept(number[:place] + other + number[place + 1 :], number)


def swap_digits(number: str, rng: Random) -> str | None:
    """Two neighbours change places."""
    bare = number.replace(",", "")
    pairs = [i for i in range(len(bare) - 1) if bare[i : i + 2].isdigit() and bare[i] != bare[i + 1]]
    if not pairs:
        return None
    i = rng.choice(pairs)
    return _kept(bare[:i] + bare[i + 1] + bare[i] + bare[i + 2 :], number)


def double_digit(number: str, rng: Random) -> str | None:
    """One digit is typed twice."""
    place = rng.choice(_places(number))
    return _kept(number[: place + 1] + number[place:], number)


def drop_digit(number: str, rng: Random) -> str | None:
    """One digit is left out."""
    places = _places(number)
    if len(places) < 2:
        return None
    place = rng.choice(places)
    return _kept(number[:place] + number[place + 1 :], number)


def move_point(number: str, rng: Random) -> str | None:
    """The decimal point stands one or two places off."""
    power = rng.choice((-1, 1, 2))
    return _kept(format(Decimal(number.replace(",", "")).scaleb(power), "f"), number)
