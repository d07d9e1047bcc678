"""Figures that stand in a file's tables and that no form has taken over: told, so that nothing is passed in silence."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.detail_table import code_columns, is_figure_cell
from formaudit.forms.headers import is_numbering
from formaudit.model.disclosure import Disclosure
from formaudit.model.document import Document
from formaudit.model.forms import Form, Report, UnknownForm
from formaudit.model.place import Place
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["number_cells", "unread_cells"]

_NO_FIGURE: Final = re.compile(
    r"电话|邮编|邮政编码|手机|传真|联系方式|编码|代码|编号|序号|行次|栏次|凭证|账号|帐号|文号|身份证|日期|时间|年度$|年份$|^年$|版本"
)
_NUMBERED: Final = re.compile(r"^(?:序号|编号|行次|栏次|列次|序|No\.?)$", re.IGNORECASE)


def number_cells(table: Table) -> Iterator[Cell]:
    """The cells that print a figure: no serials, no numbers of columns, no telephone numbers and codes."""
    numbered = {cell.col for cell in table if _NUMBERED.match(compact(cell.text))} | code_columns(table)
    counting = {row for row in range(table.rows) if is_numbering(table, row)}
    for cell in table:
        if cell.col in numbered or cell.row in counting or not is_figure_cell(cell):
            continue
        left = table.at(cell.row, cell.col - 1) if cell.col else None
        if left is None or not _NO_FIGURE.search(compact(left.text)):
            yield cell


def unread_cells(document: Document, file: int, forms: Sequence[Form]) -> tuple[tuple[Table, Cell], ...]:
    """The figures of a file's tables that stand in none of its forms, neither as a figure nor as words."""
    read = {
        (place.table, place.row, place.col)
        for form in forms
        for place in _places(form)
        if place.file == file and place.table is not None
    }
    copies = {
        table
        for form in forms
        if isinstance(form, UnknownForm) and form.file == file and form.reason == "copy"
        for table in form.tables
    }
    return tuple(
        (table, cell)
        for table in document.tables
        if table.index not in copies
        for cell in number_cells(table)
        if (table.index, cell.row, cell.col) not in read
    )


def _places(thing: object) -> Iterator[Place]:
    """Every place that a record holds, however deep; the text of a report stands in no table."""
    if isinstance(thing, Report):
        return
    if isinstance(thing, Disclosure):
        for table in thing.tables:
            yield from (figure.place for figure in table.figures)
            yield from (row.place for grid in table.grids for row in grid.rows)
    elif isinstance(thing, Place):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _places(item)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from _places(getattr(thing, field.name))
