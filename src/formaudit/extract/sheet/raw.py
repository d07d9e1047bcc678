"""A spreadsheet's page before its forms are found: printed cells, merges, rules and what is hidden."""

from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from formaudit.errors import InputError
from formaudit.extract.pictured import Pictured
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = [
    "MAX_CELLS",
    "Page",
    "Position",
    "Printed",
    "Region",
    "address",
    "column_name",
    "column_number",
    "guard",
    "region_of",
    "runs",
]

MAX_CELLS: Final = 1_000_000  # of one file; beyond it a "form" is a data dump or an attack

Position = tuple[int, int]
"""Row and column from 0."""

Region = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0, both ends in."""

_CELL: Final = compiled(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class Printed(Struct, frozen=True, kw_only=True):
    """What one cell prints, how sure that is, and its line in a text file (from 1)."""

    text: str
    confidence: float = 1.0
    line: int | None = None

    @property
    def blank(self) -> bool:
        """Nothing is printed and nothing is doubtful about that."""
        return not self.text.strip() and self.confidence == 1.0


class Page(Struct, frozen=True, kw_only=True):
    """One sheet (工作表).

    ``cells`` holds what prints something or is doubtful; ``merges`` may still overlap or leave the used range, as the
    file says them; ``ruled`` are the positions with a vertical rule at a side, which title and signature lines lack.
    ``unit`` is the unit of account that a margin or a text box names, ``lines`` the words of text boxes, ``narrow`` the
    columns in which no sign could stand.
    """

    name: str
    cells: dict[Position, Printed]
    merges: tuple[Region, ...] = ()
    ruled: frozenset[Position] = frozenset()
    hidden_rows: tuple[int, ...] = ()
    hidden_cols: tuple[int, ...] = ()
    hidden: bool = False
    unit: str = ""
    lines: tuple[str, ...] = ()
    narrow: frozenset[int] = frozenset()
    warnings: tuple[Warn, ...] = field(default=())
    pictures: tuple[Pictured, ...] = ()


def column_name(col: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    name = ""
    number = col + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(position: Position) -> str:
    """The spreadsheet's own name of a cell: (0, 1) is B1."""
    return f"{column_name(position[1])}{position[0] + 1}"


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """The column of letters from 0: A is 0, AA is 26; -1 for what is no column."""
    col = 0
    for char in letters.upper():
        if not "A" <= char <= "Z":
            return -1
        col = col * 26 + ord(char) - ord("A") + 1
    return col - 1


def region_of(reference: str) -> Region | None:
    """The region of ``B2:D4`` or ``B2``; ``None`` for anything else."""
    first, _, last = reference.strip().partition(":")
    ends = [_CELL.fullmatch(end) for end in (first, last or first)]
    spots: list[Position] = []
    for end in ends:
        if end is None:
            return None
        spots.append((int(end.group(2)) - 1, column_number(end.group(1))))
    (top, left), (bottom, right) = spots
    if min(top, bottom) < 0:
        return None
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def runs(numbers: tuple[int, ...], *, columns: bool = False) -> str:
    """Row or column numbers as a person lists them: ``3-5, 9`` or ``B-D``."""
    parts: list[str] = []
    ordered = sorted(set(numbers))
    start = 0
    for index, number in enumerate(ordered):
        if index + 1 < len(ordered) and ordered[index + 1] == number + 1:
            continue
        ends = (ordered[start], number)
        first, last = (column_name(end) if columns else str(end + 1) for end in ends)
        parts.append(first if first == last else f"{first}-{last}")
        start = index + 1
    return ", ".join(parts)


def guard(count: int, file: str) -> None:
    """Refuse a file with more cells than a form can have.

    Raises:
        InputError: ``too-large``.

    """
    if count > MAX_CELLS:
        raise InputError("too-large", file, f"> {MAX_CELLS} cells")
