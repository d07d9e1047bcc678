"""Plain tables of figures: projects, places, years or vouchers in rows, amounts, counts and shares in columns.

Such a table is no form; it is read by its own header so that none of its figures is lost, and judged by nothing but
the sums, rates and shares that it prints itself.
"""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.cells import Site, is_blank
from formaudit.forms.fund_codes import fund_code
from formaudit.forms.headers import is_numbering
from formaudit.forms.marks import money_unit
from formaudit.forms.region import Rows
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import DetailRole, DetailRow, DetailTable
from formaudit.model.figure import Figure
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, read_cell
from formaudit.patterns import Late
from formaudit.text import compact, fold, label

__all__ = ["code_columns", "is_figure_cell", "read_detail_table", "sums_up"]

_TOTAL: Final = Late(r"^(?:合计|总计|共计|总额|累计)|(?:合计|总计|共计)$")
_SUBTOTAL: Final = Late(r"小计")
_SHARE: Final = Late(r"比例|占比|比重|百分比|份额|节约率|节支率|下浮率|增减率|增长率|变动率")
_SERIAL: Final = Late(r"^(?:序号|编号|行次|栏次|序|No\.?)$", re.IGNORECASE)
_WHOLE: Final = Late(r"^(?:合计|总计|小计|共计|总额)")
_MONEY: Final = Late(r"资金|金额|预算|支出|经费|投资|拨款|执行数|到位|结余|决算|补助|收入|中央|省级|市级|县级")
_BRACKET: Final = Late(r"[(（]([^()（）]{1,4})[)）]$")
_CONTACT: Final = Late(r"电话|邮编|手机|编码|代码|凭证|账号|传真|联系方式|文号|身份证")
_CODED: Final = Late(r"编码|代码|^[类款项目]$")
_GROUP: Final = Late(r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.]?$")
_ITEM: Final = Late(r"^[(（]?\d{1,3}[)）、.]?$")
_MARKS: Final = Late(r"[\[\]#]")
_MOST_HEADERS: Final = 4
_LONGEST_CODE: Final = 7


class _Column(Struct, frozen=True, kw_only=True):
    """A column of figures: its place in the grid, its printed names, what it is known as, its unit."""

    col: int
    name: str
    group: str
    code: str
    unit: str


def is_figure_cell(cell: Cell) -> bool:
    """Whether a cell consists of a number (a damaged one too); dates, serials in brackets and codes are none."""
    quantity = read_cell(cell.text)
    return quantity is not None and quantity.kind is not Kind.DATE


def sums_up(cell: Cell) -> bool:
    """Whether a row's name says that it is a total (合计, 金额合计)."""
    return _TOTAL.now.search(compact(cell.text)) is not None


def code_columns(table: Table) -> frozenset[int]:
    """The columns of account codes (科目编码, 类 款 项): numbers there are names and no figures."""
    found: set[int] = set()
    named: set[int] = set()
    for cell in table:
        words = compact(cell.text)
        if cell.row < _MOST_HEADERS and _CODED.now.search(words) and not is_figure_cell(cell):
            found.update(range(cell.col, cell.col + cell.colspan))
            named.update(range(cell.col, cell.col + cell.colspan) if len(words) > 1 else ())

    def coded(cell: Cell) -> bool:
        words = compact(cell.text)
        return len(words) <= _LONGEST_CODE or (cell.col in named and words.isdigit())

    return frozenset(
        col for col in found if all(coded(cell) for cell in table if cell.col == col and is_figure_cell(cell))
    )


def read_detail_table(site: Site, rows: Rows, *, title: str, money: str) -> DetailTable | None:
    """The rows as a plain table of figures, or ``None`` where they have no header with figures below it.

    ``money`` is the unit that the lines above name, empty where none does: then an amount has no unit.
    """
    table = rows.table
    head = _header(rows)
    if head is None:
        return None
    first, last = head
    columns = _columns(table, first, last, rows.last, money)
    if not columns:
        return None
    found = [
        row
        for at in range(last + 1, rows.last + 1)
        if (row := _row(site, table, at, columns, title, top=last + 1)) is not None
    ]
    if not found:
        return None
    found = _headed(found, [column.code for column in columns])
    return DetailTable(
        title=title,
        columns=tuple(column.name for column in columns),
        codes=tuple(column.code for column in columns),
        groups=tuple(column.group for column in columns),
        rows=tuple(found),
    )


def _headed(rows: list[DetailRow], codes: list[str]) -> list[DetailRow]:
    """The rows with those that a Chinese numeral numbers (一 over 1, 2, 3) as the sums of the ones behind them."""
    if "serial" not in codes:
        return rows
    marks = [_mark(row.figures[codes.index("serial")]) for row in rows]
    behind = [marks[at + 1 : at + 2] == ["item"] for at in range(len(rows))]
    return [
        replace(row, role=DetailRole.SUBTOTAL) if mark == "group" and followed and row.role is DetailRole.ROW else row
        for row, mark, followed in zip(rows, marks, behind, strict=True)
    ]


def _mark(serial: Figure | None) -> str:
    """What a row's serial says it is: a group (一, （二）) or an item (1, 2.)."""
    raw = compact(serial.raw) if serial is not None else ""
    return "group" if _GROUP.now.match(raw) else "item" if _ITEM.now.match(raw) else ""


def _header(rows: Rows) -> tuple[int, int] | None:
    """The first and the last row of the header: rows of words right above the first row of figures."""
    table = rows.table
    for row in range(rows.first, min(rows.first + _MOST_HEADERS + 2, rows.last) + 1):
        cells = [cell for cell in table.starting(row) if compact(cell.text)]
        if any(is_figure_cell(cell) for cell in cells) and not is_numbering(table, row):
            last = row - 1
            first = last
            while first > rows.first and _is_words(table, first - 1):
                first -= 1
            return (first, last) if last >= rows.first and _is_words(table, last) else None
    return None


def _is_words(table: Table, row: int) -> bool:
    cells = [cell for cell in table.row(row) if compact(cell.text)]
    return len(cells) >= 2 and (is_numbering(table, row) or not any(is_figure_cell(cell) for cell in cells))


def _columns(table: Table, first: int, last: int, end: int, money: str) -> tuple[_Column, ...]:
    found: list[_Column] = []
    for col in range(table.cols):
        below = [
            cell
            for row in range(last + 1, end + 1)
            if (cell := table.at(row, col)) is not None and cell.row == row and cell.col == col
        ]
        numbers = sum(is_figure_cell(cell) for cell in below)
        words = sum(bool(compact(cell.text)) and not is_figure_cell(cell) and not is_blank(cell.text) for cell in below)
        if not numbers or words > numbers:
            continue
        names = _names(table, first, last, col)
        if names and not any(_CONTACT.now.search(name) for name in names):
            found.append(_column(col, names, money))
    return tuple(found)


def _names(table: Table, first: int, last: int, col: int) -> list[str]:
    """The printed names over a column from top to bottom, each once."""
    names: list[str] = []
    for row in range(first, last + 1):
        cell = None if is_numbering(table, row) else table.at(row, col)
        name = fold(cell.text) if cell is not None else ""
        if name and (not names or names[-1] != name):
            names.append(name)
    return names


def _column(col: int, names: list[str], money: str) -> _Column:
    name, group = names[-1], "".join(names[:-1])
    words = compact(name)
    source = identify("source", name)
    part = source is not None and source.code != "total"
    # 其中：财政拨款 below 预算数 is a part of the budget and not the budget.
    within = fund_code(group) if source is not None and not part else ""
    code = fund_code(name) or within or (fund_code(group + name) if group and not part else "")
    if _SERIAL.now.match(words) or any(_CODED.now.search(compact(one)) for one in names):
        code = "serial"
    elif _WHOLE.now.match(words) and not fund_code(name) and not within:
        code = "total"
    elif _SHARE.now.search(words):
        code = "share"
    unit = "%" if code in ("rate", "share", "arrival_rate") else "分" if code in ("weight", "score") else ""
    named = _BRACKET.now.search(words)
    if not unit and code != "serial":
        unit = money_unit([name, group], "") or (named[1] if named else "")
        if not unit and (code not in ("", "total") or _MONEY.now.search(group + words)):
            unit = money
    return _Column(col=col, name=name, group=group, code=code, unit=unit)


def _row(site: Site, table: Table, row: int, columns: tuple[_Column, ...], title: str, *, top: int) -> DetailRow | None:
    cells = [table.at(row, column.col) for column in columns]
    own = [
        # Words that reach in from the left (合计 over several columns) are no value of the column.
        cell if cell is not None and cell.row == row and (cell.col == column.col or is_figure_cell(cell)) else None
        for column, cell in zip(columns, cells, strict=True)
    ]
    if not any(cell is not None and is_figure_cell(cell) for cell in own):
        return None
    # A word in the column of serials (合计) is the row's name.
    places = {
        column.col
        for column, cell in zip(columns, cells, strict=True)
        if column.code != "serial" or cell is None or is_figure_cell(cell)
    }
    labels = [cell for cell in table.row(row) if cell.col not in places and cell.row >= top and compact(cell.text)]
    words = [compact(cell.text) for cell in labels if not is_figure_cell(cell)]
    name = next(
        (word for word in words if _TOTAL.now.search(word) or _SUBTOTAL.now.search(word)), words[0] if words else ""
    )
    role = (
        DetailRole.SUBTOTAL
        if _SUBTOTAL.now.search(name)
        else DetailRole.TOTAL
        if _TOTAL.now.search(name)
        else DetailRole.ROW
    )
    figures: list[Figure | None] = []
    for column, cell in zip(columns, own, strict=True):
        figure = None if cell is None else _figure(site, table, cell, column, name, title)
        figures.append(figure)
    start = next(cell for cell in own if cell is not None)
    return DetailRow(
        name=label(name),
        role=role,
        figures=tuple(figures),
        place=site.place(table, start),
        within=name.startswith("其中") and role is DetailRole.ROW,
    )


def _figure(site: Site, table: Table, cell: Cell, column: _Column, name: str, title: str) -> Figure | None:
    figure = site.figure(
        table,
        cell,
        tail=f".details[{_plain(title)[:24]}].row[{_plain(name)}].column[{_plain(column.group + column.name)}]",
        label=" ".join(part for part in (label(name), compact(column.name)) if part),
        unit=column.unit,
    )
    return figure if figure.something else None


def _plain(text: str) -> str:
    """A name as it may stand in an address: without its brackets."""
    return _MARKS.now.sub("", label(text))
