"""How many columns each cell of a pattern should have by itself, before its surroundings are looked at."""

from collections.abc import Sequence
from math import sqrt
from typing import Final

from formaudit.extract.txt.features import NUMBERS, demand, is_total, kind
from formaudit.text import compact

__all__ = ["shares", "value_columns"]

_Texts = Sequence[str]

_SHORT_LABEL: Final = 12
_SMOOTH: Final = 4
_MOSTLY: Final = 0.7


def shares(columns: Sequence[_Texts], width: int, values: int, above: Sequence[int]) -> list[float]:
    """The wished number of columns of each cell; together they make up ``width``.

    ``columns`` are the texts of each cell in the rows of the pattern, one below another. ``values`` counts the value
    columns at the right end of the full rows beside the pattern (0 for none), ``above`` are the widths of the cells in
    the row above where that has one cell more and starts alike, else empty.
    """
    count = len(columns)
    if count == 1:
        return [float(width)]
    run = _label([column[0] for column in columns])
    behind = count - run - 1
    if len(columns[0]) == 1 and is_total(columns[0][0]) and all(kind(column[0]) != "text" for column in columns[1:]):
        return _label_first(0, count, width)
    if values and 0 < behind <= values and (behind == values or (run and run + 1 == width - values)):
        return [*[1.0] * run, float(width - values - run), *[values / behind] * behind]
    if _pairs(columns[run:]):
        return [*[1.0] * run, *_paired(columns[run:], width - run)]
    if above:
        blank = max((cell for cell, column in enumerate(columns) if not any(map(str.strip, column))), default=count - 1)
        return [float(n) for n in (*above[:blank], above[blank] + above[blank + 1], *above[blank + 2 :])]
    return _even_or_by_room(columns, width)


def _even_or_by_room(columns: Sequence[_Texts], width: int) -> list[float]:
    """One column for the first cell; the rest evenly, by the room the texts ask for, or to the label of numbers."""
    rest, others = width - 1, len(columns) - 1
    even = rest / others
    label = max(
        (_label(row) for row in zip(*columns, strict=True) if any(kind(text) in NUMBERS for text in row)), default=0
    )
    numeric = [any(kind(text) in NUMBERS for text in column) for column in columns[label + 1 :]]
    if rest % others and numeric and sum(numeric) * 2 > len(numeric):
        return _label_first(label, len(columns), width)
    weights = [sqrt(demand(column) + _SMOOTH) for column in columns[1:]]
    wished = [rest * weight / sum(weights) for weight in weights]
    if rest % others == 0 and all(abs(one - even) < 1 for one in wished):
        wished = [even] * others
    return [1.0, *wished]


def _label(row: _Texts) -> int:
    """The first filled cell of a row."""
    return next((cell for cell, text in enumerate(row) if text.strip()), 0)


def _label_first(label: int, count: int, width: int) -> list[float]:
    """One column for every cell but the label, which takes what is left."""
    return [float(width - count + 1) if cell == label else 1.0 for cell in range(count)]


def _pairs(columns: Sequence[_Texts]) -> bool:
    """Whether the cells are label, value, label, value: every second one short and without digits, none a number."""
    if len(columns) < 4 or len(columns) % 2:
        return False
    for label, value in zip(columns[::2], columns[1::2], strict=True):
        for left, right in zip(label, value, strict=True):
            name, content = compact(left), compact(right)
            if not name or len(name) > _SHORT_LABEL or any(char.isdecimal() for char in name):
                return False
            if kind(right) == "text" and 1 < len(content) < 8 and len(content) * 2 < len(name) * 3:
                return False
    return True


def _paired(columns: Sequence[_Texts], width: int) -> list[float]:
    """Labels before numbers take the room, as words do; labels before words take one column each."""
    half = len(columns) // 2
    left = width - half
    if any(kind(text) in NUMBERS for column in columns[1::2] for text in column):
        return [left / half if cell % 2 == 0 else 1.0 for cell in range(len(columns))]
    rooms = [sqrt(max(len(compact(text)) for text in column) + _SMOOTH) for column in columns[1::2]]
    return [1.0 if cell % 2 == 0 else left * rooms[cell // 2] / sum(rooms) for cell in range(len(columns))]


def value_columns(rows: Sequence[_Texts], width: int) -> int:
    """How many columns at the right end of full rows hold values or blanks, hardly ever text; headers do not count."""
    said = [row for row in rows if any(kind(text) != "text" for text in row)]
    count = 0
    while said and count < width - 1:
        texts = sum(kind(row[width - 1 - count]) == "text" for row in said)
        if texts > (1 - _MOSTLY) * len(said):
            break
        count += 1
    return count
