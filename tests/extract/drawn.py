"""Tables as drawings: ``<`` continues the cell to the left, ``^`` the one above, ``·`` is a gap no cell covers."""

from formaudit.extract.sheet.raw import Page, Position, Printed, Region
from formaudit.model.table import Cell, Table


def draw(table: Table) -> list[list[str]]:
    return [[_mark(table.at(row, col), row, col) for col in range(table.cols)] for row in range(table.rows)]


def _mark(cell: Cell | None, row: int, col: int) -> str:
    if cell is None:
        return "·"
    if cell.col < col:
        return "<"
    return "^" if cell.row < row else cell.text


def page(drawing: str, *, ruled: str = "", name: str = "表") -> Page:
    """A sheet from a drawing: one line a row, cells parted by ``|``; ``ruled`` lists rows with rules, ``"3-5, 9"``."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip("\n").split("\n")]
    cells: dict[Position, Printed] = {}
    ends: dict[Position, Position] = {}
    for row, line in enumerate(rows):
        for col, text in enumerate(line):
            if text == "<":
                owner = _owner(rows, row, col - 1)
            elif text == "^":
                owner = _owner(rows, row - 1, col)
            else:
                if text:
                    cells[row, col] = Printed(text=text)
                continue
            ends[owner] = (row, col)
    merges: tuple[Region, ...] = tuple((*start, *end) for start, end in ends.items())
    boxed = {(row, col) for row in _numbers(ruled) for col in range(max(map(len, rows)))}
    return Page(name=name, cells=cells, merges=merges, ruled=frozenset(boxed))


def _owner(rows: list[list[str]], row: int, col: int) -> Position:
    while rows[row][col] in ("<", "^"):
        if rows[row][col] == "<":
            col -= 1
        else:
            row -= 1
    return row, col


def _numbers(listed: str) -> list[int]:
    found: list[int] = []
    for part in filter(None, listed.replace(" ", "").split(",")):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found
