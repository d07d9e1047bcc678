"""Slips of the hand with digits."""

from itertools import pairwise

__all__ = ["changed_within", "digits_slip", "sure_slip", "swapped_within"]

_SHORTEST = 2


def digits_slip(first: str, second: str) -> bool:
    """Whether one slip makes one run of digits of the other.

    A slip is one digit, two neighbours changed about, a digit too many or too few, or the decimal point moved. Both are
    written without point and to the same number of decimals.
    """
    if first == second or not first.strip("0") or not second.strip("0"):
        return False
    if first.strip("0") == second.strip("0"):
        return True
    if len(first) == len(second):
        apart = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
        if len(apart) == 1:
            return len(first) > 1
        near = len(apart) == _SHORTEST and apart[1] == apart[0] + 1
        return near and first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return (
        len(longer) == len(shorter) + 1
        and len(shorter) > _SHORTEST
        and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    )


def sure_slip(first: str, second: str) -> bool:
    """Whether chance hardly brings the slip: two digits changed about, one too many or few, the point moved.

    Both are written as for ``digits_slip``. A single other digit is not among them: of all numbers of a length a good
    part is one digit away from a given one.
    """
    bare, other = first.strip("0"), second.strip("0")
    if first == second or min(len(bare), len(other)) < _SHORTEST or not digits_slip(first, second):
        return False
    return bare == other or len(first) != len(second) or sorted(first) == sorted(second)


def swapped_within(digits: str, least: int, most: int) -> bool:
    """Whether two neighbouring digits changed about give a number within the bounds."""
    whole = int(digits)
    place = 1
    for right, left in pairwise(map(int, reversed(digits))):
        if right != left and least <= whole + (right - left) * 9 * place <= most:
            return True
        place *= 10
    return False


def changed_within(digits: str, least: int, most: int) -> bool:
    """Whether another digit in one place gives a number within the bounds."""
    whole = int(digits)
    place = 1
    for digit in map(int, reversed(digits)):
        others = whole - digit * place
        first, final = max(-((others - least) // place), 0), min((most - others) // place, 9)
        if first < final or (first == final and first != digit):
            return True
        place *= 10
    return False
