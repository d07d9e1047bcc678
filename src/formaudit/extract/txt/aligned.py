"""Rows of a table copied out of a browser or a sheet, in which a merged cell is printed once.

The rows it covers below then have fewer values than there are columns, from the left; other rows are short because
blanks at the end were trimmed, or because their label runs over several columns. Which of these it is shows in what
the values can mean: a rate does not stand in a column of names.
"""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.txt.features import NUMBERS, is_total, kind

__all__ = ["align"]

_Texts = Sequence[str]
_FEW: Final = 1


def align(rows: Sequence[_Texts], *, trimmed: bool) -> tuple[list[list[str]], frozenset[int]]:
    """The rows with blanks where values are missing, and the numbers of those whose columns are not certain.

    ``trimmed`` says that the writer leaves out blanks at the end of lines. A row whose label runs over columns stays
    short, to be spread later.
    """
    width = max(map(len, rows), default=0)
    kinds = _kinds(rows, width)
    found: list[list[str]] = []
    doubtful: set[int] = set()
    for number, row in enumerate(rows):
        missing = width - len(row)
        padded = [*row, *[""] * missing] if trimmed else list(row)
        if not missing or len(row) <= _FEW or not any(kind(text) in NUMBERS for text in row) or not any(kinds):
            found.append(padded)
            continue
        right = _fits(row, kinds[missing:])
        left = trimmed and _fits(row, kinds)
        if right and not left and not is_total(row[0]) and number and len(found[-1]) == width:
            found.append([*[""] * missing, *row])
        elif not left and _fits(row[1:], kinds[missing + 1 :]):
            found.append(list(row))
        else:
            found.append(padded)
            if trimmed and (right or not left):
                doubtful.add(number)
    return found, frozenset(doubtful)


def _kinds(rows: Sequence[_Texts], width: int) -> list[frozenset[str]]:
    """What stands in each column of the full rows that hold figures, blanks aside."""
    full = [row for row in rows if len(row) == width and any(kind(text) in NUMBERS for text in row)]
    return [frozenset(kind(row[column]) for row in full) - {"blank"} for column in range(width)]


def _fits(row: _Texts, kinds: Sequence[frozenset[str]]) -> bool:
    """Whether each value is of a kind that its column holds; nothing is known of a column of blanks."""
    return all(
        (own := kind(text)) == "blank" or not column or own in column for text, column in zip(row, kinds, strict=False)
    )
