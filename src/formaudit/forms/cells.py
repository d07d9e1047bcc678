"""From a cell to a figure or a text, with its place. Knows nothing of any particular form."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from formaudit.model.figure import Figure, State
from formaudit.model.forms import TextCell
from formaudit.model.place import Place
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, Quantity, read_cell, read_value
from formaudit.text import compact

__all__ = ["BLANK_WORDS", "NOT_APPLICABLE_WORDS", "TEMPLATE_WORDS", "Site", "is_blank", "unwrapped"]

BLANK_WORDS: Final = frozenset({"", "—", "-", "--", "——", "/", "\\", "／", "_", "~"})
NOT_APPLICABLE_WORDS: Final = frozenset({"不适用", "不涉及", "无", "不适应", "不使用", "不实用", "N/A", "n/a", "NA"})
TEMPLATE_WORDS: Final = frozenset({"……", "…", "...", "......", "XX", "xx", "×××", "***", "XXX", "······"})
_CUT: Final = re.compile(r"(?<=[\u4e00-\u9fff])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[\u4e00-\u9fff])")
_MONEY_UNITS: Final = frozenset({"元", "千元", "万元", "百万元", "亿元"})


def unwrapped(text: str) -> str:
    """A cell's text without the line ends that cut words: ``24小`` / ``时内`` is 24小时内. Digits stay apart."""
    return _CUT.sub("", text)


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing but blanks or a dash."""
    return compact(text) in BLANK_WORDS


@dataclass(slots=True)
class Site:
    """Where a form is being read: file, form and its number; it hands out unique addresses.

    ``prefix`` begins every address of the form (``annex4[区级专项资金]``); a repeated address gets ``#2``, ``#3`` ….
    """

    file: int
    form: str
    form_index: int
    prefix: str = ""
    used: Counter[str] = field(default_factory=Counter)

    def key(self, tail: str) -> str:
        """A unique address in this form."""
        address = f"{self.prefix}{tail}"
        self.used[address] += 1
        count = self.used[address]
        return address if count == 1 else f"{address}#{count}"

    def place(self, table: Table, cell: Cell, span: tuple[int, int] | None = None) -> Place:
        """The place of a cell, or of a range of characters in it."""
        return Place(
            file=self.file,
            form=self.form,
            form_index=self.form_index,
            table=table.index,
            row=cell.row,
            col=cell.col,
            page=cell.page,
            bbox=cell.bbox,
            line=cell.line,
            span=span,
        )

    def text(self, table: Table, cell: Cell) -> TextCell:
        """A cell's text as printed, trimmed at both ends."""
        return TextCell(text=cell.text.strip(), place=self.place(table, cell), confidence=cell.confidence)

    def figure(self, table: Table, cell: Cell, *, tail: str, label: str, unit: str) -> Figure:
        """The number that a cell consists of; ``unit`` is that of the column, used where none is printed.

        Words in a number's cell make it not applicable, two decimal points make it damaged, nothing makes it blank.
        """
        quantity = read_cell(cell.text)
        blank = Figure(
            key=self.key(tail),
            label=label,
            raw=cell.text.strip(),
            value=None,
            unit=unit,
            decimals=0,
            state=State.BLANK if is_blank(cell.text) else State.NOT_APPLICABLE,
            place=self.place(table, cell),
            confidence=cell.confidence,
        )
        return blank if quantity is None else _filled(blank, quantity, cell.text)

    def part(self, table: Table, cell: Cell, text: str, start: int, *, tail: str, label: str, unit: str) -> Figure:
        """The number in a piece of a cell's text that begins at ``start`` (a value inside a label cell)."""
        quantity = read_cell(text)
        blank = Figure(
            key=self.key(tail),
            label=label,
            raw=text.strip(),
            value=None,
            unit=unit,
            decimals=0,
            state=State.BLANK if is_blank(text) else State.NOT_APPLICABLE,
            place=self.place(table, cell, (start, start + len(text)) if text.strip() else None),
            confidence=cell.confidence,
        )
        return blank if quantity is None else _filled(blank, quantity, text)

    def value(self, table: Table, cell: Cell, *, tail: str, label: str, unit: str) -> Figure | None:
        """The single number in a cell with words around it (``办结率100%``), or ``None`` where there is no such one."""
        quantity = read_value(unwrapped(cell.text))
        if quantity is None or quantity.kind is Kind.DATE:
            return None
        blank = Figure(
            key=self.key(tail),
            label=label,
            raw=cell.text.strip(),
            value=None,
            unit=unit,
            decimals=0,
            state=State.DAMAGED,
            place=self.place(table, cell),
            confidence=cell.confidence,
        )
        return _filled(blank, quantity, quantity.raw)


def _filled(blank: Figure, quantity: Quantity, raw: str) -> Figure:
    if quantity.kind is Kind.DATE:
        return replace(blank, raw=raw.strip(), state=State.NOT_APPLICABLE)
    unit = quantity.unit or blank.unit
    if quantity.kind is Kind.DAMAGED:
        return replace(blank, raw=raw.strip(), unit=unit, state=State.DAMAGED)
    value, decimals = quantity.value, quantity.decimals
    if blank.unit == "%" and quantity.kind is Kind.PLAIN and value is not None and abs(value) <= Decimal("1.5"):
        # A rate printed as a ratio: 0.9825 stands for 98.25%.
        value, decimals = value * 100, max(0, decimals - 2)
    return replace(
        blank,
        raw=raw.strip(),
        value=value,
        unit=unit,
        decimals=decimals,
        state=State.FILLED,
        comparison=quantity.comparison,
    )


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit in _MONEY_UNITS
