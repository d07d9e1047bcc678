"""The block of funds in annex 3 and 4: total and sources."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.cells import NOT_APPLICABLE_WORDS, Site
from formaudit.forms.headers import Columns, cell_for, goal_header
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.numbering import serial_depth
from formaudit.forms.points import is_pair, points_figure
from formaudit.forms.remembered import by_row
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure, State
from formaudit.model.forms import FundRow, FundSource
from formaudit.model.table import Cell, Table
from formaudit.numbers import MONEY_UNITS, read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, label

__all__ = [
    "AGAIN",
    "FUND_COLUMNS",
    "fund_figure",
    "fund_figures",
    "fund_row",
    "is_of_fiscal",
    "own_rate",
    "printed_again",
    "read_fund_row",
    "source_name",
    "without_heading",
]

FUND_COLUMNS: Final = ("original_budget", "final_budget", "actual_amount", "weight", "rate", "score")
_COLUMN_NAMES: Final = {
    "original_budget": "年初预算数",
    "final_budget": "全年预算数",
    "actual_amount": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "score": "得分",
    "adjustment": "调整数",
    "arrived": "到位数",
    "arrival_rate": "到位率",
    "remaining": "结余",
    "amount": "金额",
    "review_score": "复核得分",
}
_NEAR: Final = 4
_YEAR: Final = compiled(r"20\d{2}年度?")
_RATED: Final = compiled(r"(?:率|比例|进度|百分比)(?:[(（][^()（）]*[)）])?$")
_WITHIN_HEADING: Final = compiled(
    r"^[^:：]{0,4}(?:资金|收入|支出)(?:来源|结构|构成|性质|类型)[:：](?=[(（]?[\d一二三])"
)
"""The heading that stands before the first of its rows in one cell: 资金来源：（1）政府预算资金."""
_TOLD: Final = {
    "rate": compiled(r"率\s*[:：]?\s*(\d+(?:\.\d+)?\s*%)\s*$"),
    "score": compiled(r"得分\s*[:：]\s*(\d+(?:\.\d+)?)\s*分?\s*$"),
}
"""How a cell prints its own label before a figure: 执行率：95%, 得分：9.5."""
"""A rate behind its own label in one cell: 执行率96%."""
_HUNDRED: Final = Decimal(100)
_WORDS: Final = ("note",)
AGAIN: Final = "各行执行率"
"""The rate of all rows, printed once more beside one of them."""
_SOURCE_NAMES: Final = {
    "total": "年度资金总额",
    "fiscal": "当年财政拨款",
    "carried": "上年结转资金",
    "other": "其他资金",
}
_OF_FISCAL: Final = frozenset(
    {
        "central", "provincial", "city", "county", "township", "local", "higher",
        "general", "government_fund", "capital", "debt",
    }
)  # fmt: skip


def _label_cell(table: Table, row: int, columns: Columns) -> Cell | None:
    """The cell that names a row: the last filled one left of the first column of values that begins in this row.

    A number there is the row's serial (行次) and names nothing; a year names the row of that year.
    """
    left = min(span[0] for span in columns.values())
    found: Cell | None = None
    for cell in table.row(row):
        named = read_cell(cell.text) is None or _YEAR.fullmatch(compact(cell.text)) is not None
        if cell.col < left and compact(cell.text) and cell.row == row and named:
            found = cell
    return found


def _unit_of(code: str, money: str) -> str:
    """The unit of a column; one that only its printed words name may say that it holds rates."""
    if not code.isascii() and _RATED.search(code):
        return "%"
    return {"rate": "%", "arrival_rate": "%", "weight": "分", "score": "分", "review_score": "分"}.get(code, money)


def source_name(source: str, printed: str) -> str:
    """What to call a row: the canonical name of a main source, else what is printed."""
    return _SOURCE_NAMES.get(source, printed)


def is_of_fiscal(source: str) -> bool:
    """Whether a source is a level of government or a class of budget, and so a part of the fiscal money."""
    return source in _OF_FISCAL


def fund_figure(site: Site, table: Table, cell: Cell, *, code: str, tail: str, name: str, money: str) -> Figure:
    """One figure of the block: stage ``code`` of the row called ``name``."""
    title = " ".join(part for part in (site.project, name, _COLUMN_NAMES.get(code, code)) if part)
    told = _TOLD[code].search(cell.text) if code in _TOLD and read_cell(cell.text) is None else None
    if told is not None:
        unit = _unit_of(code, money)
        return site.part(table, cell, told[1], told.start(1), tail=f".{tail}.{code}", label=title, unit=unit)
    if code == "weight" or (code == "score" and is_pair(cell.text)):
        return points_figure(site, table, cell, tail=f".{tail}.{code}", name=title)
    return site.figure(table, cell, tail=f".{tail}.{code}", label=title, unit=_unit_of(code, money))


def fund_figures(
    site: Site, table: Table, row: int, columns: Columns, *, money: str, tail: str, name: str
) -> dict[str, Figure]:
    """The figures of a row by the code of their column; a blank cell of a known column is a blank figure.

    A number in one cell over columns of money and of rates or points is none of them: it belongs to a label of its own
    (自评得分 | 97.58 below the money).
    """
    found: dict[str, Figure] = {}
    cells = _in_order(table, row, columns)
    if cells is None and _is_over_all(table, row, columns, money):
        return found
    for code, span in columns.items():
        cell = cell_for(table, row, span) if cells is None else cells.get(code)
        if (
            cell is None
            or code in _WORDS
            or (code == "weight" and columns.get("score") == span and not is_pair(cell.text))
        ):
            continue
        if code == "rate" and printed_again(table, cell) and not own_rate(found, cell):
            code = AGAIN  # noqa: PLW2901 -- the column's figure under another name
        figure = fund_figure(site, table, cell, code=code, tail=tail, name=name, money=money)
        if code in _COLUMN_NAMES or figure.something:
            found[code] = figure
    return found


def printed_again(table: Table, cell: Cell) -> bool:
    """Whether a cell prints what the one above it does, in rows whose label a merge taken apart repeats as well."""
    above = table.at(cell.row - 1, cell.col) if cell.row else None
    if above is None or above is cell or compact(above.text) != compact(cell.text) or not compact(cell.text):
        return False
    one, other = table.at(cell.row - 1, 0), table.at(cell.row, 0)
    if one is None or other is None or one is other or not compact(one.text):
        return False
    return compact(one.text) == compact(other.text) and read_cell(one.text) is None


def own_rate(values: Mapping[str, Figure], cell: Cell) -> bool:
    """Whether a rate may be that of the row whose amounts stand beside it, to a hundredth."""
    rate = read_cell(cell.text)
    spent = values.get("actual_amount")
    bases = [one for code in ("final_budget", "original_budget", "arrived") if (one := values.get(code)) is not None]
    if rate is None or rate.value is None or spent is None or not spent.filled or not bases:
        return True
    return any(
        not base.filled or base.amount == 0 or abs(spent.amount / base.amount * _HUNDRED - rate.value) <= 1
        for base in bases
    )


def _in_order(table: Table, row: int, columns: Columns) -> dict[str, Cell] | None:
    """The cells of a row by the order of the columns where the grid has shifted, else ``None``.

    It has where two figures stand under one column, or where the row begins left of the first column's place: then the
    first cell behind the label belongs to the first column, and so on.
    """
    label_cell = _label_cell(table, row, columns)
    if label_cell is None or not any(_two_under_one(table, at, columns) for at in _around(table, row)):
        return None
    behind = [cell for cell in table.starting(row) if cell.col > label_cell.col]
    names = sorted(columns, key=lambda code: columns[code][0])
    return dict(zip(names, behind, strict=False))


def _around(table: Table, row: int) -> Iterator[int]:
    """A row of the block and those near it, up to where another block begins with its header."""
    yield row
    for step in (-1, 1):
        for at in range(row + step, row + step * (_NEAR + 1), step):
            if (
                not 0 <= at < table.rows
                or indicator_header(table, at) is not None
                or goal_header(table, at) is not None
            ):
                break
            yield at


def _two_under_one(table: Table, row: int, columns: Columns) -> bool:
    """Whether two amounts stand under one column, so that the header and the rows are out of step."""
    numbers = _numbers(table, row)
    return len(numbers) > 2 and any(sum(low <= col < high for col in numbers) > 1 for low, high in columns.values())


@by_row
def _numbers(table: Table, row: int) -> tuple[int, ...]:
    """The columns in which a row has numbers."""
    return tuple([cell.col for cell in table.starting(row) if read_cell(cell.text) is not None])


def _is_over_all(table: Table, row: int, columns: Columns, money: str) -> bool:
    """Whether one cell with a number spans columns of money and of something else."""
    units: dict[int, set[str]] = {}
    for code, span in columns.items():
        cell = cell_for(table, row, span)
        if cell is not None and code not in _WORDS and read_cell(cell.text) is not None:
            units.setdefault(cell.col, set()).add(_unit_of(code, money))
    return any(len(kinds) > 1 and not kinds.isdisjoint(MONEY_UNITS) for kinds in units.values())


def fund_row(
    source: str, name: str, values: dict[str, Figure], *, nested: bool = False, depth: int | None = None
) -> FundRow:
    """A row of the block from its figures by stage."""
    return FundRow(
        source=FundSource(source),
        name=name,
        nested=nested,
        depth=depth,
        original_budget=values.get("original_budget"),
        final_budget=values.get("final_budget"),
        actual_amount=values.get("actual_amount"),
        weight=values.get("weight"),
        rate=values.get("rate"),
        score=values.get("score"),
        beside=tuple((code, figure) for code, figure in values.items() if code not in FUND_COLUMNS),
    )


def read_fund_row(
    site: Site, table: Table, row: int, columns: Columns, money: str, before: list[FundRow], *, in_box: bool = False
) -> FundRow | None:
    """A row of the block as the total or one source of it; ``None`` for a row without label and figures.

    Behind the head of annex 3's box (``in_box``) no sources are looked for: what the box does not know is unknown.
    A row of figures without any label, the first of its block, is the total.
    """
    cell = _label_cell(table, row, columns)
    if cell is None or (not before and _names_block(table, cell)):
        if before or in_box:
            return None
        values = fund_figures(site, table, row, columns, money=money, tail="total", name=_SOURCE_NAMES["total"])
        return fund_row("total", "", values) if any(figure.filled for figure in values.values()) else None
    own = without_heading(cell.text)
    entry = identify("source", own)
    name = label(own)
    # A total below the box is that of the block, where none stands above it.
    source = entry.code if entry and (not in_box or entry.code == "total") else ""
    if source == "total" and any(known.source == "total" for known in before):
        source = ""
    nested = (source in _OF_FISCAL and any(known.source == "fiscal" for known in before)) or _numbered_below(
        own, before
    )
    values = fund_figures(
        site,
        table,
        row,
        columns,
        money=money,
        tail=source or name,
        name=_SOURCE_NAMES.get(source, name),
    )
    if not values or (not source and _only_words(values)):
        return None
    return fund_row(source, name, values, nested=nested, depth=serial_depth(own))


def _names_block(table: Table, cell: Cell) -> bool:
    """Whether a label is that of the whole block, which a merge taken apart has left beside its header too."""
    above = table.at(cell.row - 1, cell.col) if cell.row else None
    repeated = above is not None and compact(above.text) == compact(cell.text)
    return repeated and identify("source", cell.text) is None


def without_heading(text: str) -> str:
    """A row's label without the heading that its cell prints before it."""
    return _WITHIN_HEADING.sub("", compact(text), count=1)


def _numbered_below(text: str, before: Sequence[FundRow]) -> bool:
    """Whether a row's own number makes it a part of the last source before it that is none itself: （1） below 2."""
    depth = serial_depth(text)
    above = next((known for known in reversed(before) if not known.nested and known.source != "total"), None)
    return depth is not None and above is not None and above.depth is not None and above.depth < depth


def _only_words(values: dict[str, Figure]) -> bool:
    """Whether no cell of a row holds a number and at least one holds words: a heading, no row of money."""
    numbers = (figure for figure in values.values() if figure.something)
    return not any(figure.state is not State.UNREADABLE or figure.readings for figure in numbers) and any(
        figure.state in (State.NOT_APPLICABLE, State.UNREADABLE) and compact(figure.raw) not in NOT_APPLICABLE_WORDS
        for figure in values.values()
    )
