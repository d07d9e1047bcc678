"""The rows of a table: codes or labels, and a figure for each column."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.disclosure.codes import joined_code
from formaudit.forms.disclosure.columns import TWO_SIDED, Paper, column_of, distinct
from formaudit.forms.disclosure.grid import Band, Head
from formaudit.forms.disclosure.items import class_code, income_item, spending_item
from formaudit.forms.disclosure.recognise import FoundTable
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole, TableKind
from formaudit.model.figure import Figure, State
from formaudit.model.table import Cell, Table
from formaudit.patterns import Late, compiled
from formaudit.text import compact, label

__all__ = ["joined_grids", "read_grids", "read_plain"]

_TOTALS: Final = Late(r"^(?:合计|总计|本年(?:收入|支出)?合计|支出合计|收入合计|.*经费合计)$")
_MARKS: Final = Late(r"[\[\]#.]")
_AMOUNT: Final = Late(r"-?\d[\d,]*\.\d+|-?\d[\d,]{3,}")
_NAMED_CODE: Final = Late(r"^[\[(【]?(?P<code>\d{7}|\d{5}|\d{3})[\])】]?[-－_:：]?(?=[\u4e00-\u9fff])")


class _Side(Struct, frozen=True, kw_only=True):
    """A side with what its columns mean; ``title`` names the table to people."""

    side: str
    band: Band
    columns: tuple[str, ...]
    title: str
    unit: str


def read_grids(
    site: Site, found: FoundTable, head: Head | None, *, year: int | None, final: bool
) -> tuple[DisclosureGrid, ...]:
    """The sides of a standard table; none where its header is not understood.

    The header is that of the table that this one goes on with, where a later page has none of its own. ``year`` and
    ``final`` are those of the paper: columns of another year, or of the budget beside final accounts, stand aside.
    """
    if head is None:
        return ()
    two = found.kind in TWO_SIDED and len(head.bands) >= 2
    sides = _sides(found, head, Paper(year=year, final=final), two=two)
    grids = [_grid(site, found, head, side) for side in sides]
    if found.kind is TableKind.BASIC and len(grids) > 1:
        return (_beside(grids),)
    return tuple(grids)


def read_plain(site: Site, found: FoundTable, head: Head | None) -> tuple[DisclosureGrid, ...]:
    """Any other table by its own header: its figures are kept with the words above and beside them, and not judged."""
    if head is None:
        return ()
    figures = [one for band in head.bands for one in band.figures]
    columns = tuple(f"[{''.join(path)}{col}]" for col, path in figures)
    taken = {col for col, _ in figures}
    rows: list[DisclosureRow] = []
    for at in range(head.first, found.end):
        cells = [_own(found.table, at, col) for col, _ in figures]
        words = [compact(cell.text) for cell in found.table.row(at) if cell.col not in taken and compact(cell.text)]
        name = next((text for text in words if not text.isdigit()), words[0] if words else "")
        if not any(cells):
            continue
        made = tuple(
            None
            if cell is None
            else site.figure(
                found.table,
                cell,
                tail=f".table[{_MARKS.now.sub('', label(found.title))[:24]}].{_MARKS.now.sub('', label(name))[:24]}",
                label=" ".join(part for part in (found.title, label(name), path[-1] if path else "") if part),
                unit="",
            )
            for cell, (_, path) in zip(cells, figures, strict=True)
        )
        first = next(cell for cell in cells if cell is not None)
        rows.append(
            DisclosureRow(
                role=RowRole.LABEL, code="", name=name, item="", figures=made, place=site.place(found.table, first)
            )
        )
    return (DisclosureGrid(side="", columns=columns, rows=tuple(rows), whole=False),)


def _sides(found: FoundTable, head: Head, paper: Paper, *, two: bool) -> list[_Side]:
    made: list[_Side] = []
    for at, band in enumerate(head.bands):
        side = ("income" if at == 0 else "spending") if two else ""
        income = found.kind is TableKind.INCOME or side == "income"
        columns = tuple(column_of(path, found.kind, paper, side=side, income=income) for _, path in band.figures)
        made.append(_Side(side=side, band=band, columns=distinct(columns, band), title=found.title, unit=found.unit))
    return made[:2] if two else made


def _grid(site: Site, found: FoundTable, head: Head, side: _Side) -> DisclosureGrid:
    rows: list[DisclosureRow] = []
    whole = not any(column.startswith("[") for column in side.columns)
    carried = False
    for at in range(head.first, found.end):
        row = _row(site, found, side, at, carried=carried)
        if row is None:
            whole = whole and not _amounts(found.table, at, side.band)
            continue
        carried = row.item == "carried-in" or (carried and row.item.startswith("carried-"))
        if not row.item and any(figure is not None and figure.filled for figure in row.figures):
            whole = False
        rows.append(row)
    if not whole and all(row.role is RowRole.TOTAL for row in rows):
        rows = []  # where the line 合计 alone was understood, its columns may not be those of the header
    return DisclosureGrid(side=side.side, columns=side.columns, rows=tuple(rows), whole=whole)


def _amounts(table: Table, row: int, band: Band) -> bool:
    """Whether amounts stand in a row that was not understood."""
    cells = (_own(table, row, col) for col, _ in band.figures)
    return any(cell is not None and _AMOUNT.now.fullmatch(compact(cell.text)) is not None for cell in cells)


def _row(site: Site, found: FoundTable, side: _Side, at: int, *, carried: bool) -> DisclosureRow | None:
    """A row with a code, a label or 合计; ``None`` where nothing stands in it or a page repeats the header.

    ``carried`` says that the rows above are money carried over: its sources bear the names of the incomes.
    """
    table, band = found.table, side.band
    codes = [_text(table, at, col) for col in band.codes]
    name = _text(table, at, band.name) if band.name is not None else ""
    code = joined_code(codes) if band.codes else ""
    units = [_text(table, at, col) for col in band.units]
    owner = "" if code else next((text for text in units if text.isdigit()), "")
    if not band.codes and (match := _NAMED_CODE.now.match(name)) is not None:
        code, name = match["code"], name[match.end() :]
    words = [text for text in (*units, *codes, name) if text and not text.isdigit()]
    total = next((text for text in words if _TOTALS.now.search(compact(text))), "")
    cells = [_own(table, at, col) for col, _ in band.figures]
    if owner:
        role, item = RowRole.LABEL, f"unit-{owner}"
    elif code:
        role, item = RowRole.CODE, code
    elif found.kind in TWO_SIDED and name:
        role = RowRole.LABEL
        item = income_item(name) if side.side == "income" else spending_item(name)
        if carried and item in ("general", "fund", "capital"):
            item = f"carried-{item}"
    elif total:
        role, item = RowRole.TOTAL, _total_item(total)
    elif name or any(words):
        role, item = RowRole.LABEL, "" if band.codes else _class_of(name)
    else:
        return None
    if not any(cell is not None for cell in cells) or _is_header(codes, name, cells):
        return None
    if item in _HALVES and not any(cell is not None and compact(cell.text) for cell in cells):
        further = _further(table, at, band.figures[-1][0])
        cells = [further, *cells[1:]] if further is not None else cells
    printed = name or total or code
    figures = tuple(
        None if cell is None else _figure(site, found, side, cell, column, item or label(printed), code, printed)
        for cell, column in zip(cells, side.columns, strict=True)
    )
    first = next(cell for cell in cells if cell is not None)
    if not item and all(figure is None or figure.state is not State.FILLED for figure in figures):
        return None
    return DisclosureRow(
        role=role, code=code, name=compact(printed), item=item, figures=figures, place=site.place(table, first)
    )


_HALVES: Final = ("personnel-total", "running-total")


def _further(table: Table, row: int, after: int) -> Cell | None:
    """The amount of a line 公用经费合计 whose label stands under one half and whose amount under the last one."""
    for col in range(after + 1, table.cols):
        cell = _own(table, row, col)
        text = compact(cell.text) if cell is not None else ""
        if text:
            return cell if not compiled(r"[\u4e00-\u9fff]").search(text) else None
    return None


def _class_of(name: str) -> str:
    """The class that a row without a code names; 其他支出 may be the name of anything."""
    code = class_code(name)
    return "" if code == "229" else code


def _total_item(text: str) -> str:
    if "人员经费" in text:
        return "personnel-total"
    return "running-total" if "公用经费" in text else "total"


def _is_header(codes: Sequence[str], name: str, cells: Sequence[Cell | None]) -> bool:
    texts = [compact(cell.text) for cell in cells if cell is not None and compact(cell.text)]
    return (
        bool(texts)
        and all(compiled(r"[\u4e00-\u9fff]").search(text) for text in texts)
        and not any(codes)
        and "名称" in name
    )


def _text(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    return compact(cell.text) if cell is not None else ""


def _own(table: Table, row: int, col: int) -> Cell | None:
    cell = table.at(row, col)
    return cell if cell is not None and (cell.row, cell.col) == (row, col) else None


def _figure(
    site: Site, found: FoundTable, side: _Side, cell: Cell, column: str, item: str, code: str, printed: str
) -> Figure:
    place = found.kind.value if not side.side else f"{found.kind.value}-{side.side}"
    shown = " ".join(part for part in (code, label(printed)) if part)
    head = "" if column == "amount" else _heading(side, column)
    return site.figure(
        found.table,
        cell,
        tail=f".{place}[{_MARKS.now.sub('', item)}].{_MARKS.now.sub('', column)}",
        label=" ".join(part for part in (side.title, shown, head) if part),
        unit=side.unit or "万元",
    )


def _heading(side: _Side, column: str) -> str:
    """The printed header of a column."""
    path = side.band.figures[side.columns.index(column)][1]
    return path[-1] if path else ""


def _beside(grids: Sequence[DisclosureGrid]) -> DisclosureGrid:
    """Halves that stand side by side as one list: the codes tell the rows apart."""
    columns = grids[0].columns
    rows = tuple(row for grid in grids if len(grid.columns) == len(columns) for row in grid.rows)
    return DisclosureGrid(side="", columns=columns, rows=rows, whole=all(grid.whole for grid in grids))


def joined_grids(first: tuple[DisclosureGrid, ...], then: tuple[DisclosureGrid, ...]) -> tuple[DisclosureGrid, ...]:
    """The sides of a table that a page has cut; none where the second piece has other sides."""
    if len(first) != len(then) or any(a.columns != b.columns for a, b in zip(first, then, strict=True)):
        return ()
    return tuple(
        replace(a, rows=(*a.rows, *b.rows), whole=a.whole and b.whole) for a, b in zip(first, then, strict=True)
    )
