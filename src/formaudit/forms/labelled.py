"""Figures that stand beside or below a label of their own: staff, rates, sizes."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.headers import cell_for, without_year
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.label_pairs import counts, figures_of_pairs, pairs_of_row
from formaudit.forms.marks import split_label
from formaudit.forms.region import Rows
from formaudit.forms.unread import cells_read
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, label, without_remark

__all__ = ["STAFF_UNITS", "labelled_figures", "money_in_head", "staff_in_head"]

_MONEY: Final = compiled(r"(?:投资|金额|资金|预算|支出|经费|投入|补助)[^\d]{0,8}$")
STAFF_UNITS: Final = {"authorised_posts": "人", "staff_in_post": "人", "staffing_rate": "%"}


def _beside_or_below(table: Table, cell: Cell, kind: str) -> Cell | None:
    """The value of a label: the cell to its right unless that is a label too, else the cell below."""
    right = table.at(cell.row, cell.col + cell.colspan)
    below = cell_for(table, cell.row + cell.rowspan, (cell.col, cell.col + cell.colspan))
    if (
        right is not None
        and right.row == cell.row
        and identify(kind, without_year(right.text)) is None
        and (read_cell(right.text) is not None or below is None)
    ):
        return right
    return below


def labelled_figures(site: Site, rows: Rows, kind: str, units: Mapping[str, str], money: str) -> dict[str, Figure]:
    """The figures that stand beside or below labels of one vocabulary, by code; ``units`` has the codes wanted."""
    found: dict[str, Figure] = {}
    table = rows.table
    for row in range(rows.first, rows.last + 1):
        for cell in table.starting(row):
            name, inside, start = split_label(cell.text)
            entry = identify(kind, name) or identify(kind, without_year(name))
            if entry is None or entry.code in found or entry.code not in units:
                continue
            unit = units[entry.code] or money
            printed = without_remark(label(name))
            if compact(inside):
                found[entry.code] = site.part(
                    table, cell, inside, start, tail=f".{entry.code}", label=printed, unit=unit
                )
                continue
            value = _beside_or_below(table, cell, kind)
            if value is not None and value.row <= rows.last:
                found[entry.code] = site.figure(table, value, tail=f".{entry.code}", label=printed, unit=unit)
    return found


def staff_in_head(site: Site, rows: Rows, form: SelfEvaluation) -> tuple[Figure, ...]:
    """Staff in the head of a form (编制人数 | 46 | 实有人数 | 42): above its indicators, where it has any.

    Beside blocks of the form a quota or a rate alone may be an indicator; both counts together are none.
    """
    heads = (row for row in range(rows.first, rows.last + 1) if indicator_header(rows.table, row) is not None)
    above = Rows(table=rows.table, first=rows.first, last=next(heads, rows.last + 1) - 1)
    found = labelled_figures(site, above, "staff", STAFF_UNITS, "人")
    if not (form.funds or form.indicators):
        return tuple(found.values())
    counted = [found.get(code) for code in ("authorised_posts", "staff_in_post")]
    read = cells_read((form,))
    places = {(one.place.file, one.place.table, one.place.row, one.place.col) for one in found.values()}
    told = all(one is not None and one.filled and one.unit == "人" for one in counted)
    return tuple(found.values()) if told and not places & read else ()


def money_in_head(site: Site, rows: Rows, form: SelfEvaluation, money: str) -> Iterator[Figure]:
    """Figures beside labels of their own above the indicators, which no block of the form has read.

    Money is taken wherever it stands so (项目总投资 | 3200), anything else where its whole row consists of such pairs.
    """
    table = rows.table
    found: dict[tuple[int, int], tuple[Cell, Cell]] = {}
    for row in range(rows.first, rows.last + 1):
        if indicator_header(table, row) is not None:
            break
        cells = table.starting(row)
        if sum(read_cell(cell.text) is not None for cell in cells) * 2 > len(cells):
            continue  # more figures than labels: a row of a block that nobody has read
        pairs = [pair for pair in pairwise(cells) if _MONEY.search(compact(pair[0].text)) and _is_amount(pair[1])]
        others = pairs_of_row(table, row)
        others = others if len(others) > 1 or all(counts(name) for name, _ in others) else ()
        apart = any(identify("source", name.text) is None for name, _ in pairs)
        for name, value in (*pairs, *others):
            if identify("source", name.text) is None or (apart and compact(name.text).startswith("其中")):
                found.setdefault((value.row, value.col), (name, value))
    read = cells_read((form,)) if found else frozenset()
    left = [pair for place, pair in found.items() if (site.file, table.index, *place) not in read]
    yield from figures_of_pairs(site, table, left, money, "head")


def _is_amount(cell: Cell) -> bool:
    quantity = read_cell(cell.text)
    return quantity is not None and quantity.kind is not Kind.DATE and quantity.unit != "%"
