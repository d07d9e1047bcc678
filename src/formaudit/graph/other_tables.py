"""Amounts in tables that are none of the forms (budget and final account tables of a disclosure), to link a text to.

Nothing is judged by these cells and nothing is guessed: a table counts only where the lines above it name its unit of
money, and a cell explains an amount of the text only if its row's own label stands in the label of that amount.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.tolerance import wan
from formaudit.model.document import Document, Paragraph
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from formaudit.model.submission import Submission
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["LooseCells", "amounts_of_rows", "loose_cells", "tables_with_unit"]

_UNIT: Final = compiled(r"单位[:：]?(?:人民币)?(百万元|万元|千元|亿元|元)")
_NUMBER: Final = compiled(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CODE: Final = compiled(r"\d{2,7}")
_NUMBERING: Final = compiled(r"^(?:\(?[一二三四五六七八九十]{1,3}[、)]|\d{1,2}[、.)]|其中:?|加:|减:)+")
_LINES_ABOVE: Final = 3
_SHORTEST: Final = 3


class LooseCells(Struct, frozen=True, kw_only=True):
    """The cells by their amount in 万元, ascending; ``names`` are the labels of their rows, bare of numbering."""

    amounts: tuple[Decimal, ...]
    figures: tuple[Figure, ...]
    names: tuple[str, ...]

    def cell_for(self, figure: Figure) -> Figure | None:
        """The cell whose amount, rounded as the text rounds it, is the text's and whose row the text names."""
        own, half = wan(figure), _half(figure)
        said = compact(figure.label)
        first, last = bisect_left(self.amounts, own - half), bisect_right(self.amounts, own + half)
        return next((self.figures[at] for at in range(first, last) if self.names[at] in said), None)


def loose_cells(submission: Submission) -> LooseCells:
    """The amounts of money in the submission's unrecognised tables."""
    strange = {(form.file, table) for form in submission.unknown for table in form.tables}
    found = sorted(
        (
            (wan(figure), at, figure, name)
            for at, (figure, name) in enumerate(
                pair
                for file, document in enumerate(submission.documents)
                for table, unit in tables_with_unit(document)
                if (file, table.index) in strange
                for pair in amounts_of_rows(file, table, unit)
            )
        ),
        key=lambda row: row[:2],
    )
    return LooseCells(
        amounts=tuple(row[0] for row in found),
        figures=tuple(row[2] for row in found),
        names=tuple(row[3] for row in found),
    )


def _half(figure: Figure) -> Decimal:
    """Half a unit of the last printed place of an amount, in 万元."""
    exponent = figure.amount.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(wan(figure) / figure.amount * last / 2) if figure.amount else Decimal(0)


def tables_with_unit(document: Document) -> Iterator[tuple[Table, str]]:
    """Each table with the unit of money that its caption or one of the lines right above it names."""
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block.text)
            continue
        lines = [block.caption, *reversed(above[-_LINES_ABOVE:])]
        unit = next((match[1] for line in lines if (match := _UNIT.search(compact(line)))), "")
        if unit:
            yield block, unit
        above = []


def amounts_of_rows(file: int, table: Table, unit: str, *, shortest: int = _SHORTEST) -> Iterator[tuple[Figure, str]]:
    """The amounts of a table with the names of their rows, from top to bottom; ``shortest`` is that of a name."""
    for row in range(table.rows):
        name = ""
        for cell in table.starting(row):
            text = compact(cell.text)
            if _NUMBER.fullmatch(text) is None:
                name = _NUMBERING.sub("", text) or name
            elif len(name) >= shortest and _CODE.fullmatch(text) is None:
                yield _figure(file, table, cell, unit, name), name


def _figure(file: int, table: Table, cell: Cell, unit: str, name: str) -> Figure:
    value = Decimal(compact(cell.text).replace(",", ""))
    exponent = value.as_tuple().exponent
    return Figure(
        key=f"table{file}.{table.index}[{name}].{cell.row}.{cell.col}",
        label=name,
        raw=cell.text.strip(),
        value=value,
        unit=unit,
        decimals=max(0, -exponent) if isinstance(exponent, int) else 0,
        state=State.FILLED,
        place=Place(
            file=file, table=table.index, row=cell.row, col=cell.col, page=cell.page, bbox=cell.bbox, line=cell.line
        ),
        confidence=cell.confidence,
    )
