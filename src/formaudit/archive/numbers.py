"""The number under which a form is found: year, submission and kind of form in one, the latest year first.

A search of ten thousand submissions gives tens of thousands of such numbers; what is counted over them, and their
order, is read off the numbers without asking the database again.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

__all__ = ["Numbered", "counted", "first_of", "last_of", "number_of", "parts_of"]

_FORM_BITS: Final = 8
_COUNT_BITS: Final = 36
_FORM: Final = (1 << _FORM_BITS) - 1
_YEAR_AT: Final = _FORM_BITS + _COUNT_BITS
_NO_YEAR: Final = 9999
"""Counts years backwards from here; what has none comes last."""


class Numbered(Struct, frozen=True):
    """The parts of a number; ``count`` tells submissions apart, ``code`` is that of a kind of form."""

    year: int | None
    count: int
    code: int


def number_of(year: int | None, count: int, code: int) -> int:
    """The number of a form."""
    if not 0 <= code < 1 << _FORM_BITS or not 0 <= count < 1 << _COUNT_BITS:
        message = f"no number holds submission {count} and form {code}"
        raise ValueError(message)
    back = _NO_YEAR if year is None or not 0 < year < _NO_YEAR else _NO_YEAR - year
    return (back << _YEAR_AT) | (count << _FORM_BITS) | code


def parts_of(number: int) -> Numbered:
    """What a number says."""
    back = number >> _YEAR_AT
    return Numbered(
        None if back == _NO_YEAR else _NO_YEAR - back,
        (number >> _FORM_BITS) & ((1 << _COUNT_BITS) - 1),
        number & _FORM,
    )


def counted(numbers: Iterable[int]) -> tuple[dict[int | None, int], dict[int, int]]:
    """How many submissions there are of each year, the latest first, and how many forms of each code."""
    forms = Counter[int]()
    papers = set[int]()
    for number in numbers:
        forms[number & _FORM] += 1
        papers.add(number >> _FORM_BITS)
    years = sorted(Counter(paper >> _COUNT_BITS for paper in papers).items())
    return {None if back == _NO_YEAR else _NO_YEAR - back: count for back, count in years}, dict(forms)


def first_of(year: int) -> int:
    """The smallest number of a year, which is the largest of what comes before it in the order of search."""
    return (_NO_YEAR - year) << _YEAR_AT


def last_of(year: int) -> int:
    """The largest number of a year."""
    return first_of(year) | ((1 << _YEAR_AT) - 1)
