"""The two sides of a relation that an auditor wrote: which figures of a submission its addresses name.

Names are compared after they were normalised; ``*`` in an address stands for any name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.collect import figures_of
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.indicators.lexicon import Lexicon, identify, lexicon
from formaudit.indicators.normalise import normalise_name
from formaudit.model.address import Address
from formaudit.model.figure import ZERO, Figure
from formaudit.settings import Term, UserRelation

__all__ = [
    "Part",
    "addresses_of",
    "fitting",
    "found",
    "kind_of_unit",
    "other_sides",
    "stars_of",
    "stranger_in",
    "value_of",
]

_REPEAT: Final = r"(?:#\d+)?"


def addresses_of(evidence: Evidence) -> dict[str, Figure]:
    """Every figure, blanks included, by its address with the names in it made comparable."""
    return {_plain_address(figure.key): figure for figure in figures_of(evidence.submission)}


def _plain_address(address: str) -> str:
    """An address with each name in brackets normalised; a budget line of annex 2 by its code, whatever it is called."""
    return _plain(lexicon(), address)


@lru_cache(maxsize=8192)
def _plain(_: Lexicon, text: str) -> str:
    address = Address.parse(text)
    budget_line = address.head.word == "annex2" and address.head.name is not None

    def name(printed: str) -> str:
        entry = identify("item", printed) if budget_line else None
        pieces = (normalise_name(piece) for piece in printed.split("*"))
        return entry.code if entry is not None else "*".join(pieces)

    return str(address.renamed(name))


def fitting(address: str) -> re.Pattern[str]:
    """What an address with stars fits; each star is a group that stays inside its name or word."""
    pieces: list[str] = []
    inside = False
    for char in _plain_address(address):
        inside = char == "[" or (inside and char != "]")
        pieces.append((r"([^\[\]]*)" if inside else r"([^.\[\]#]*)") if char == "*" else re.escape(char))
    return re.compile("".join(pieces) + _REPEAT)


def _terms(relation: UserRelation) -> tuple[Term, ...]:
    return (*relation.equation.left, *relation.equation.right)


def stars_of(relation: UserRelation, book: Mapping[str, Figure]) -> list[str | None]:
    """The names for which ``*`` stands in turn, in the order of the forms; one ``None`` where there is no such star."""
    starred = [term for term in _terms(relation) if "*" in term.address and not term.total]
    if not starred:
        return [None]
    found: dict[str | None, None] = {}
    for term in starred:
        pattern = fitting(term.address)
        found |= {match[1]: None for key in book if (match := pattern.fullmatch(key)) is not None}
    return list(found)


class Part(Struct, frozen=True):
    """A term with the figures found for it, and the address to name where there is none."""

    factor: Decimal
    figures: tuple[Figure, ...]
    address: str


def found(term: Term, star: str | None, book: Mapping[str, Figure]) -> Part:
    """The figures that a term names, ``star`` in the place of its star."""
    address = term.address
    if not term.total and star is not None:
        address = address.replace("*", star)
    if "*" in address:
        pattern = fitting(address)
        return Part(term.factor, tuple(figure for key, figure in book.items() if pattern.fullmatch(key)), address)
    figure = book.get(_plain_address(address)) if address else None
    return Part(term.factor, () if figure is None else (figure,), address)


def other_sides(
    left: Sequence[Part], right: Sequence[Part], figures: Sequence[Figure]
) -> Iterator[tuple[list[Part], list[Part]]]:
    """The sides with the figures read in the other ways that they can be read, all of one group alike."""
    for group in dict.fromkeys(reading.group or figure.key for figure in figures for reading in figure.readings):

        def put(figure: Figure, group: str = group) -> Figure:
            mine = (reading for reading in figure.readings if (reading.group or figure.key) == group)
            return next((figure.read_as(reading) for reading in mine), figure)

        first, second = (
            [replace(part, figures=tuple(put(figure) for figure in part.figures)) for part in side]
            for side in (left, right)
        )
        yield first, second


def kind_of_unit(figure: Figure) -> str:
    """What a figure counts; all units of money are one."""
    return "money" if figure.unit in MONEY_UNITS else figure.unit


def stranger_in(parts: Sequence[Part]) -> Figure | None:
    """A figure of another unit than the first one; a factor other than 1 may turn one unit into another."""
    if any(abs(part.factor) != 1 for part in parts if part.figures):
        return None
    filled = [figure for part in parts for figure in part.figures if figure.filled]
    return next((figure for figure in filled if kind_of_unit(figure) != kind_of_unit(filled[0])), None)


def value_of(side: Sequence[Part]) -> Decimal:
    """What a side comes to, money in 万元; a blank adds nothing."""
    return sum(
        (
            part.factor * (sum((wan(figure) for figure in part.figures if figure.filled), ZERO) if part.address else 1)
            for part in side
        ),
        ZERO,
    )
