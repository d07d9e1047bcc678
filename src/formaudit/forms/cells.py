"""From a cell to a figure or a text, with its place. Knows nothing of any particular form."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.characters import visible
from formaudit.model.address import Address
from formaudit.model.cells import TextCell
from formaudit.model.figure import Alternative, Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.table import Cell, Table
from formaudit.numbers import MONEY_UNITS, Kind, Quantity, is_unsure, possible_numbers, read_cell, read_value
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["BLANK_WORDS", "NOT_APPLICABLE_WORDS", "TEMPLATE_WORDS", "Site", "is_blank", "unwrapped"]

BLANK_WORDS: Final = frozenset({"", "—", "-", "--", "——", "/", "\\", "／", "_", "~"})
NOT_APPLICABLE_WORDS: Final = frozenset({"不适用", "不涉及", "无", "不适应", "不使用", "不实用", "N/A", "n/a", "NA"})
TEMPLATE_WORDS: Final = frozenset({"……", "…", "...", "......", "XX", "xx", "×××", "***", "XXX", "······"})
_NO_NUMBER: Final = NOT_APPLICABLE_WORDS | TEMPLATE_WORDS
_CUT: Final = compiled(r"(?<=[\u4e00-\u9fff])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[\u4e00-\u9fff])")
_USUAL_RATIO: Final = Decimal("1.5")
"""A bare number up to this in a column of rates is usually a ratio (0.9825); execution rarely exceeds 150 %."""
_REST: Final = compiled(r"^0\d[\d.,]")
"""How the rest of a number begins whose first digits stand elsewhere (1,680, over 000): nobody writes zeros first."""
_HIGHEST_RATIO: Final = Decimal(10)
"""Up to this it may be one: ten times the budget."""


def unwrapped(text: str) -> str:
    """A cell's text without the line ends that cut words: ``24小`` / ``时内`` is 24小时内. Digits stay apart."""
    return _CUT.sub("", text)


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing but blanks or a dash."""
    return compact(text) in BLANK_WORDS


class Site(Struct):
    """Where a form is being read: file, form and its number; it hands out unique addresses.

    ``prefix`` begins every address of the form (``annex4[区级专项资金]``); a repeated address gets ``#2``, ``#3`` ….
    ``unit_unknown`` says that nothing around the form names its unit of money.
    """

    file: int
    form: FormKind
    form_index: int
    prefix: str = ""
    used: Counter[str] = field(default_factory=Counter)
    unit_unknown: bool = False

    @property
    def project(self) -> str:
        """The project's name in the addresses, put before the labels of its figures; a number in its place is none."""
        title = Address.parse(self.prefix).title
        return "" if title.isdecimal() else title

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

        Nothing makes it blank, a word for nothing (不适用) not applicable, two decimal points damaged; anything else
        that is no number makes it unreadable, with the numbers that it may mean.
        """
        return self._number(cell.text, cell.confidence, self.place(table, cell), tail=tail, label=label, unit=unit)

    def part(self, table: Table, cell: Cell, text: str, start: int, *, tail: str, label: str, unit: str) -> Figure:
        """The number in a piece of a cell's text that begins at ``start`` (a value inside a label cell)."""
        place = self.place(table, cell, (start, start + len(text)) if text.strip() else None)
        return self._number(text, cell.confidence, place, tail=tail, label=label, unit=unit)

    def _number(self, text: str, confidence: float, place: Place, *, tail: str, label: str, unit: str) -> Figure:
        words = compact(text)
        nothing = words in BLANK_WORDS
        blank = Figure(
            key=self.key(tail),
            label=label,
            raw=visible(text).strip(),
            value=None,
            unit=unit,
            decimals=0,
            state=State.BLANK if nothing else State.NOT_APPLICABLE,
            place=place,
            confidence=confidence,
        )
        if nothing or words in _NO_NUMBER:
            return blank
        quantity = read_cell(text)
        if quantity is not None and quantity.value is not None and _is_foreign(blank.unit, quantity):
            return _unreadable(blank, (replace(quantity, unit=""),))
        if quantity is not None and quantity.value is not None and _REST.match(words):
            return _unreadable(blank, (quantity,))
        if quantity is not None and not (quantity.kind is Kind.DAMAGED and is_unsure(text)):
            return self._in_table(_filled(blank, quantity, visible(text)))
        return self._in_table(_unreadable(blank, possible_numbers(text)))

    def _in_table(self, figure: Figure) -> Figure:
        """A sum of money whose unit the table does not name: it may be in 万元 or in 元, all of the form alike."""
        if not self.unit_unknown or figure.unit not in MONEY_UNITS or figure.value is None:
            return figure
        if any(unit in figure.raw for unit in MONEY_UNITS):
            return figure
        group = f"unit of {self.prefix or self.form}"
        other = Alternative(value=figure.value, unit="元", decimals=figure.decimals, group=group)
        return replace(figure, readings=(*figure.readings, other))

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
        if quantity.kind is Kind.DAMAGED and is_unsure(cell.text):
            return _unreadable(replace(blank, raw=quantity.raw), possible_numbers(cell.text))
        return _filled(blank, quantity, quantity.raw)


def _filled(blank: Figure, quantity: Quantity, raw: str) -> Figure:
    if quantity.kind is Kind.DATE:
        return replace(blank, raw=raw.strip(), state=State.UNREADABLE)
    unit = _unit(blank, quantity)
    if quantity.kind is Kind.DAMAGED or quantity.value is None:
        return replace(blank, raw=raw.strip(), unit=unit, state=State.DAMAGED)
    if not _is_rate(blank, quantity):  # nearly all: one way to read it
        return replace(
            blank,
            raw=raw.strip(),
            value=quantity.value,
            unit=unit,
            decimals=quantity.decimals,
            state=State.FILLED,
            comparison=quantity.comparison,
        )
    first, *others = _ways(blank, quantity, quantity.value)
    return replace(
        blank,
        raw=raw.strip(),
        value=first.value,
        unit=first.unit,
        decimals=first.decimals,
        state=State.FILLED,
        comparison=quantity.comparison,
        readings=tuple(others),
    )


def _is_foreign(column: str, quantity: Quantity) -> bool:
    """Whether money stands in a column of points, rates or counts, or a rate in one of money or points."""
    if quantity.currency and column and column not in MONEY_UNITS:
        return True
    if quantity.kind is Kind.MONEY:
        return column in ("分", "%")
    return quantity.kind is Kind.PERCENT and (column == "分" or column in MONEY_UNITS)


def _unreadable(blank: Figure, numbers: Sequence[Quantity]) -> Figure:
    return replace(
        blank,
        state=State.UNREADABLE,
        readings=tuple(
            way for quantity in numbers if quantity.value is not None for way in _ways(blank, quantity, quantity.value)
        ),
    )


def _unit(blank: Figure, quantity: Quantity) -> str:
    """The unit printed with the number, else that of the column; ¥ names a currency and leaves the unit to it."""
    return blank.unit if quantity.currency and blank.unit in MONEY_UNITS else quantity.unit or blank.unit


def _is_rate(blank: Figure, quantity: Quantity) -> bool:
    """Whether a number may be a ratio or a percentage: a bare one in a column of rates that is no larger than one."""
    value = quantity.value
    return blank.unit == "%" and quantity.kind is Kind.PLAIN and value is not None and 0 < abs(value) <= _HIGHEST_RATIO


def _ways(blank: Figure, quantity: Quantity, value: Decimal) -> list[Alternative]:
    """The ways to read a number, the usual one first: a bare one in a column of rates is a ratio or a percentage."""
    printed = Alternative(value=value, unit=_unit(blank, quantity), decimals=quantity.decimals)
    if not _is_rate(blank, quantity):
        return [printed]
    ratio = replace(printed, value=value * 100, decimals=max(0, quantity.decimals - 2))
    return [ratio, printed] if abs(value) <= _USUAL_RATIO else [printed, ratio]
