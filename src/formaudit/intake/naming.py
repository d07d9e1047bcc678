"""Whether two names mean one unit."""

from typing import Final

from formaudit.indicators.normalise import normalise_name
from formaudit.indicators.slips import differences
from formaudit.patterns import compiled

__all__ = ["core_of", "same_but_for_a_slip", "same_unit"]

_SHORTEST: Final = 5
_PLACE: Final = compiled(r"^.{0,6}?(?:自治[区州县旗]|街道|[省市州盟县区旗镇乡])")


def _parted(name: str) -> tuple[list[str], str]:
    """A name's places from the largest to the smallest, and the rest: 某市, 某区 and 水利局."""
    places: list[str] = []
    rest = normalise_name(name)
    text = str(rest)
    while match := _PLACE.match(text):
        if match.end() == len(text):
            break
        places.append(match[0])
        text = text[match.end() :]
    return places, text


def core_of(name: str) -> str:
    """A name without the places in front of it."""
    return _parted(name)[1]


def same_unit(left: str, right: str) -> bool:
    """Whether two names mean one unit: the same rest, and no place that contradicts.

    Either name may drop its larger places or shorten one (青禾溪口区 to 溪口区). A name without a place says little: it
    must be long to be taken for one that has a place.
    """
    if not normalise_name(left) or not normalise_name(right):
        return False
    (one, core), (other, rest) = _parted(left), _parted(right)
    if core != rest:
        return False
    if not one or not other:
        return one == other or len(core) >= _SHORTEST
    return all(a.endswith(b) or b.endswith(a) for a, b in zip(reversed(one), reversed(other), strict=False))


def same_but_for_a_slip(left: str, right: str) -> bool:
    """Whether two names differ by one slip of the hand only: characters changed about, of like sound or shape."""
    one, other = normalise_name(left), normalise_name(right)
    if min(len(one), len(other)) < _SHORTEST or one == other:
        return False
    found = differences(one, other)
    return found.slips == 1 and not found.changed and not found.extra
