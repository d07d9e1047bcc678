"""Figures that stand in a file's tables and that no form has taken over: told, so that nothing is passed in silence."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import fields

from formaudit.forms.detail_table import code_columns, is_figure_cell
from formaudit.forms.headers import is_numbering
from formaudit.model.address import Address
from formaudit.model.document import Document
from formaudit.model.figure import State
from formaudit.model.forms import Form, UnknownForm
from formaudit.model.place import Place
from formaudit.model.report_text import Report
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Spot", "cells_read", "number_cells", "unread_cells", "unread_in"]

Spot = tuple[int | None, ...]
"""File, table, row and column of a cell; behind them where a piece of its text begins."""
_NO_FIGURE: Final = compiled(
    r"电话|邮编|邮政编码|手机|传真|联系方式|编码|代码|编号|序号|行次|栏次|凭证|账号|帐号|文号|身份证|日期|时间|项目期限?$|债券期限$|项目周期|年度$|年份$|^年$|版本"
)
_DATED: Final = compiled(r"时间|日期|期限|工期|年月|时限")
_YEAR: Final = compiled(r"^20[0-4]\d$")
_YEARS: Final = compiled(r"(?:财年|年度|年份|年)$")
_PAIR: Final = compiled(r"(?P<one>\d+(?:\.\d+)?)[%分]?[/／](?P<other>\d+(?:\.\d+)?)[%分]?")
_WORDED: Final = (
    compiled(r"\d+(?:\.\d+)?分?[(（](?:满分|共|总分|权重|分值)[:：]?\d+(?:\.\d+)?分?[)）]"),
    compiled(
        r"(?:年度)?(?:目标|计划|指标)(?:值|数)?[:：为]?[≥≤><=]?\d[\d.,%\u4e00-\u9fff]{0,8}[；;，,、/\n]?"
        r"(?:实际)?(?:完成|达到|实现)(?:值|数)?[:：为]?\d[\d.,%\u4e00-\u9fff]{0,8}"
    ),
)
"""Points with their full marks, a target with its result, written into one cell."""
_OLDEST: Final = 1900
_PLAIN: Final = frozenset({bool, int, float, str, Decimal, int | None, str | None, Decimal | None, State, Address})
"""Types of fields that hold no place."""
_NUMBER: Final = compiled(r"\d+(?:\.\d+)?")
_NUMBERED: Final = frozenset({"序号", "编号", "行次", "栏次", "列次", "序", "no", "no."})


def number_cells(table: Table) -> Iterator[Cell]:
    """The cells that print a figure: no serials, no numbers of columns, no telephone numbers and codes."""
    yield from _numbers_among(table, [cell for cell in table if _prints(cell) or is_pair(table, cell)])


def _numbers_among(table: Table, cells: Sequence[Cell]) -> Iterator[Cell]:
    """Those of some cells, each with a number in it, that print a figure."""
    if not cells:
        return
    numbered = {cell.col for cell in table if compact(cell.text).casefold() in _NUMBERED} | code_columns(table)
    for cell in cells:
        if cell.col in numbered or is_numbering(table, cell.row):
            continue
        left = table.at(cell.row, cell.col - 1) if cell.col else None
        if _YEAR.match(compact(cell.text)) and _under_years(table, cell):
            continue
        if left is None or not _names_no_figure(left.text):
            yield cell


def _prints(cell: Cell) -> bool:
    """Whether a cell consists of a number, or of two that belong together in the usual words."""
    return is_figure_cell(cell) or any(words.fullmatch(compact(cell.text)) for words in _WORDED)


def is_pair(table: Table, cell: Cell) -> bool:
    """Whether a cell prints two figures in one (30/30, 95%/97%), which nobody can take for one; no date does."""
    match = _PAIR.fullmatch(compact(cell.text))
    if match is None or Decimal(match["one"]) >= _OLDEST:
        return False
    above = _words_above(table, cell)
    return not (_NO_FIGURE.search(above) or _DATED.search(above))


def _words_above(table: Table, cell: Cell) -> str:
    """The nearest words above a cell that are no pair of figures themselves."""
    for row in range(cell.row - 1, -1, -1):
        above = table.at(row, cell.col)
        words = compact(above.text) if above is not None else ""
        if words and not _PAIR.fullmatch(words):
            return words
    return ""


def _under_years(table: Table, cell: Cell) -> bool:
    """Whether a cell stands in a column of years (财年 over 2024): the nearest words above it say so."""
    for row in range(cell.row - 1, -1, -1):
        above = table.at(row, cell.col)
        if above is not None and compact(above.text) and not _YEAR.match(compact(above.text)):
            return _YEARS.search(compact(above.text)) is not None
    return False


@lru_cache(maxsize=2048)  # the labels of a form stand in it and in the next one
def _names_no_figure(text: str) -> bool:
    """Whether a label asks for something that is written in digits and counts nothing."""
    return _NO_FIGURE.search(compact(text)) is not None


def unread_cells(document: Document, file: int, forms: Sequence[Form]) -> tuple[tuple[Table, Cell], ...]:
    """The figures of a file's tables that stand in none of its forms, neither as a figure nor as words."""
    return unread_in(document, file, forms, cells_read(forms))


def unread_in(
    document: Document, file: int, forms: Sequence[Form], read: frozenset[Spot]
) -> tuple[tuple[Table, Cell], ...]:
    """``unread_cells`` of one of several files whose forms have been looked through once, by ``cells_read``."""
    copies = {
        table
        for form in forms
        if isinstance(form, UnknownForm) and form.file == file and form.reason in ("copy", "scan-of")
        for table in form.tables
    }
    return tuple(
        (table, cell)
        for table in document.tables
        if table.index not in copies
        for cell in _numbers_among(
            table,
            [cell for cell in table if _left_over(file, table, cell, read)],
        )
    )


def _left_over(file: int, table: Table, cell: Cell, read: frozenset[Spot]) -> bool:
    """Whether a cell prints a figure that nobody took over, or two of which at most one was."""
    if is_pair(table, cell):
        return not _both_read(file, table, cell, read)
    return (file, table.index, cell.row, cell.col) not in read and _prints(cell)


def _both_read(file: int, table: Table, cell: Cell, read: frozenset[Spot]) -> bool:
    """Whether each of the numbers in a cell has been taken over by itself."""
    spot = (file, table.index, cell.row, cell.col)
    return all((*spot, number.start()) in read for number in _NUMBER.finditer(cell.text))


def cells_read(forms: Sequence[Form]) -> frozenset[Spot]:
    """File, table, row and column of every place in a table that the records of some forms hold, however deep.

    A place that is a piece of a cell's text is there once more, with where it begins.
    """
    found: set[Spot] = set()
    waiting: list[Any] = [form for form in forms if not isinstance(form, Report)]  # a report is made of paragraphs
    while waiting:
        thing = waiting.pop()
        kind = type(thing)
        if kind is Place:
            if thing.table is not None:
                found.add((thing.file, thing.table, thing.row, thing.col))
                if thing.span is not None:
                    found.add((thing.file, thing.table, thing.row, thing.col, thing.span[0]))
        elif kind is tuple:
            waiting += thing
        else:
            waiting += _parts_of(kind)(thing)  # type: ignore[arg-type]  # a class can be hashed
    return frozenset(found)


@cache
def _parts_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """What gives those fields of a record that may hold a place, nothing of any other value. Records are few."""
    if issubclass(kind, tuple):
        return tuple
    names = [field.name for field in fields(kind) if field.type not in _PLAIN] if issubclass(kind, Struct) else []
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda thing: (getattr(thing, names[0]),)) if names else (lambda _: ())
