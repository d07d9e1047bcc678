"""The header of a table: where its figures begin, which columns hold codes and names, what the others are called."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.forms.disclosure.codes import is_code
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, read_cell
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["Band", "Head", "head_of"]

_MOST: Final = 7
_CODED: Final = Late(r"编码|代码")
_LEVEL: Final = Late(r"^[类款项]$")
_NAME: Final = Late(
    r"科目名称|^项目(?:名称)?$|^项目\(按.*\)$|^名称$|^科目$|^收入$|^支出$|^功能分类科目$|^经济分类科目$|^部门预算支出经济分类科目$|按(?:功能|经济|支出|资金).*分类"
)
_NAMES: Final = Late(r"编码|代码|名称|^[类款项]$")
_LINE: Final = Late(r"^行次$|^序号$|^栏次$")
_OWNER: Final = Late(r"^(?:预算)?(?:单位|部门)名称$")
_UNIT: Final = Late(r"\((?:亿元|百万元|万元|千元|元)\)$")
"""The unit of money behind the name of a column."""
_NUMBERS_ROW: Final = Late(r"^栏次$|^行次$")


class Band(Struct, frozen=True, kw_only=True):
    """The columns of one side: of codes, of names, and of figures with their headers from top to bottom.

    ``units`` are columns with the codes of units: a row that has one there and no account is a unit's own.
    """

    codes: tuple[int, ...]
    name: int | None
    figures: tuple[tuple[int, tuple[str, ...]], ...]
    units: tuple[int, ...] = ()


class Head(Struct, frozen=True, kw_only=True):
    """The first row of figures, and the sides of the table from left to right."""

    first: int
    bands: tuple[Band, ...]


def head_of(table: Table, start: int, end: int | None = None) -> Head | None:
    """The header that begins at row ``start`` or below it; ``None`` where the table has none up to row ``end``."""
    last = table.rows if end is None else end
    first = _first_row(table, start, last)
    if first is None or first == start:
        return None
    paths = _paths(table, start, first)
    kinds = [_kind(table, col, path, first, last) for col, path in enumerate(paths)]
    bands: list[Band] = []
    units = tuple(col for col, kind in enumerate(kinds) if kind == "unit")
    codes: list[int] = []
    name: int | None = None
    figures: list[tuple[int, tuple[str, ...]]] = []
    for col, kind in enumerate(kinds):
        if kind in ("code", "name") and figures:
            bands.append(Band(codes=tuple(codes), name=name, figures=tuple(figures), units=units))
            codes, name, figures = [], None, []
        if kind == "code":
            codes.append(col)
        elif kind == "name" and name is None:
            name = col
        elif kind == "name" and name is not None and _of_accounts(paths[name], paths[col]):
            units, name = (*units, name), col
        elif kind == "figure":
            figures.append((col, paths[col]))
    if figures or codes or name is not None:
        bands.append(Band(codes=tuple(codes), name=name, figures=tuple(figures), units=units))
    bands = [band for band in bands if band.figures]
    return Head(first=first, bands=tuple(bands)) if bands else None


def _of_accounts(first: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether a column of names holds accounts and the one in front of it the units that they belong to."""
    return bool(first and path) and _OWNER.now.search(first[-1]) is not None and "科目" in path[-1]


def _first_row(table: Table, start: int, end: int) -> int | None:
    """The first row that is no header: it has a code, a figure, or the label of a line."""
    seen = False
    for row in range(start, min(start + _MOST + 1, end)):
        cells = [cell for cell in table.starting(row) if compact(cell.text)]
        if not cells:
            if seen:
                return row
            continue
        texts = [compact(cell.text) for cell in cells]
        if _is_numbering(texts):
            seen = True
            continue
        if is_code(texts[0]) and len(texts) > 1 and _has_figure(cells[1:]):
            return row
        if seen and (_is_total(texts) or _has_figure(cells) or is_code(texts[0]) or _labelled(texts[0])):
            return row
        seen = True
    return None


def _has_figure(cells: Sequence[Cell]) -> bool:
    return any(
        (quantity := read_cell(cell.text)) is not None and quantity.value is not None and quantity.kind is not Kind.DATE
        for cell in cells
    )


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns or lines (栏次 1 2 3) and holds no figures."""
    if not texts:
        return False
    numbers = [int(text) for text in texts if compiled(r"\d{1,2}").fullmatch(text)]
    rest = [text for text in texts if not compiled(r"\d{1,2}").fullmatch(text)]
    if any(_NUMBERS_ROW.now.search(text) for text in rest):
        return all(
            _NUMBERS_ROW.now.search(text) or compiled(r"[类款项]|项目|科目名称|合计").fullmatch(text) for text in rest
        )
    return len(numbers) > 2 and not rest and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_total(texts: Sequence[str]) -> bool:
    """A line 合计 that is still empty; among other words 合计 is the header of a column."""
    return all(text in ("合计", "总计") for text in texts)


def _labelled(text: str) -> bool:
    return bool(compiled(r"^[一二三四五六七八九十]{1,3}[、.．]|^[（(][一二三四五六七八九十]+[)）]").match(text))


def _paths(table: Table, start: int, first: int) -> list[tuple[str, ...]]:
    """The header texts over each column from top to bottom, each merged cell once.

    Where the cells of a header were not merged, the name of a group stands over its first column only; the columns
    behind it, which have a name of their own further down and nothing in that row, are of the same group.
    """
    rows = list(range(start, first))
    grid = [[_header_text(table, row, col) for col in range(table.cols)] for row in rows]
    for at, line in enumerate(grid[:-1]):
        for col in range(1, table.cols):
            below = any(other[col] for other in grid[at + 1 :])
            left = line[col - 1] if any(other[col - 1] for other in grid[at + 1 :]) else ""
            if not line[col] and below and left:
                line[col] = left
    kept = [
        (row, line)
        for row, line in zip(rows, grid, strict=True)
        if not _is_numbering([text for cell in table.starting(row) if (text := compact(cell.text))])
    ]
    return [_path([(line[col], row) for row, line in kept], table, col) for col in range(table.cols)]


def _header_text(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    text = _UNIT.now.sub("", compact(cell.text)) if cell is not None else ""
    return "" if compiled(r"\d{1,2}").fullmatch(text) else text


def _path(texts: Sequence[tuple[str, int]], table: Table, col: int) -> tuple[str, ...]:
    """The texts of one column, a cell that reaches over several rows once."""
    found: list[str] = []
    last: Cell | None = None
    for text, row in texts:
        cell = table.at(row, col)
        if cell is not None and cell is last:
            continue
        last = cell
        if text:
            found.append(text)
    if len(found) > 1 and found[-1] in ("合计", "总计") and _NAMES.now.search(found[-2]):
        # The line 合计 may share its row with the lowest headers.
        found.pop()
    return tuple(found)


def _kind(table: Table, col: int, path: tuple[str, ...], first: int, end: int) -> str:
    """code, name, unit (its code), figure or nothing (行次, 备注)."""
    last = path[-1] if path else ""
    if compiled(r"(?:单位|部门)(?:编码|代码)").search(last):
        return "unit"
    if _LEVEL.now.search(last) or any(_CODED.now.search(word) for word in path[-2:]):
        return "name" if "名称" in last and not _CODED.now.search(last) else "code"
    if _LINE.now.search(last):
        return ""
    if compiled(r"备注|说明$").search(last):
        return ""
    own = [
        cell
        for row in range(first, end)
        if (cell := table.at(row, col)) is not None and cell.col == col and cell.row == row
    ]
    texts = [compact(cell.text) for cell in own if compact(cell.text)]
    words = sum(bool(compiled(r"[\u4e00-\u9fff]{2,}").search(text)) for text in texts)
    mostly = words > 0 and words * 2 >= len(texts)
    if (_NAME.now.search(last) or (mostly and not compiled(r"数$|额$").search(last))) and (
        mostly or not _has_figure(own)
    ):
        return "name"
    codes = sum(is_code(text) for text in texts)
    if texts and codes * 2 > len(texts) and not compiled(r"数|额|计").search(last):
        return "code"
    return "figure" if path or texts else ""
