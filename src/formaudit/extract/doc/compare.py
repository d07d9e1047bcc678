"""Two readings of one file, laid side by side: where they differ, the stored text wins and the cell is doubtful.

LibreOffice computes formula fields anew, which would erase or mend the very figure that is to be checked; the second
reader keeps what stands in the file. In the lines of a table LibreOffice is trusted.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from msgspec.structs import replace

from formaudit.extract.blocks import trim
from formaudit.extract.collapse import collapse
from formaudit.model.document import Document, Paragraph, Warn
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["DOUBT", "core", "drawn", "settle"]

DOUBT: Final = 0.5
"""The confidence of a cell on which the readers differ."""

_NAMED: Final = 20  # so many cells are named in warnings, the rest counted
_LONG: Final = 40
_PICTURE: Final = "\ufffc"
_ARITHMETIC: Final = frozenset("%‰.,-+±×÷/=<>≥≤()")


def settle(first: Document, second: Document) -> Document:
    """One document of LibreOffice's reading and the stored one.

    Where they find a different number of tables, the one that finds more stands: a lost table is worse than lines
    between words.
    """
    ours, theirs = first.tables, second.tables
    if len(ours) != len(theirs):
        chosen = first if len(ours) > len(theirs) else second
        warning = Warn(code="readers-differ", detail=f"表格数: {len(ours)} / {len(theirs)}")
        return replace(chosen, warnings=(*chosen.warnings, warning))
    remarks: list[str] = []
    merged: dict[int, Table] = {}
    for one, other in zip(ours, theirs, strict=True):
        merged[one.index], found = _settle_table(one, other)
        remarks.extend(found)
    shown = [Warn(code="readers-differ", detail=remark) for remark in remarks[:_NAMED]]
    if len(remarks) > _NAMED:
        shown.append(Warn(code="readers-differ", detail=f"… (+{len(remarks) - _NAMED})"))
    blocks: tuple[Paragraph | Table, ...] = tuple(
        merged[block.index] if isinstance(block, Table) else block for block in first.blocks
    )
    return replace(first, blocks=blocks, warnings=(*first.warnings, *shown))


def drawn(table: Table) -> Table:
    """The table on the lines that are drawn, and without the marks that stand for pictures."""
    grid = collapse(table.cells)
    cells = tuple(replace(cell, text=trim(cell.text.replace(_PICTURE, ""))) for cell in grid.cells)
    return replace(table, cells=cells, rows=grid.rows, cols=grid.cols)


def core(text: str) -> str:
    """What makes up words and figures in a text: letters, digits and the signs of arithmetic."""
    return "".join(char for char in compact(text) if char.isalnum() or char in _ARITHMETIC)


def _settle_table(one: Table, other: Table) -> tuple[Table, list[str]]:
    one, other = drawn(one), drawn(other)
    if _shape(one) != _shape(other):
        return _doubt_by_text(one, other)
    remarks: list[str] = []
    cells: list[Cell] = []
    for cell, twin in zip(one.cells, other.cells, strict=True):
        if core(cell.text) == core(twin.text):
            # Only signs differ: a degree, a tick, a box. Nothing is contradicted; the reading that has them is fuller.
            fuller = twin if len(compact(twin.text)) > len(compact(cell.text)) else cell
            cells.append(replace(cell, text=fuller.text))
            continue
        remarks.append(
            f"表{one.index + 1} 第{cell.row + 1}行第{cell.col + 1}列: {_short(cell.text)} / {_short(twin.text)}"
        )
        cells.append(replace(cell, text=twin.text if twin.text.strip() else cell.text, confidence=DOUBT))
    return replace(one, cells=tuple(cells)), remarks


def _doubt_by_text(one: Table, other: Table) -> tuple[Table, list[str]]:
    """Tables drawn differently: what stands in both in the same order is sure, everything else doubtful."""
    ours, theirs = _filled(one.cells), _filled(other.cells)
    matcher = SequenceMatcher(
        None, [compact(cell.text) for cell in ours], [compact(cell.text) for cell in theirs], False
    )
    sure = {id(ours[block.a + step]) for block in matcher.get_matching_blocks() for step in range(block.size)}
    cells = tuple(
        cell if id(cell) in sure or not cell.text.strip() else replace(cell, confidence=DOUBT) for cell in one.cells
    )
    remark = f"表{one.index + 1}: {one.rows}×{one.cols} / {other.rows}×{other.cols}"
    return replace(one, cells=cells), [remark]


def _shape(table: Table) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells]


def _filled(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.text.strip()]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[: _LONG - 1] + "…"
