"""Blocks that stand in a form's table and are none of its own: assets, purchases, quarters under the last row of funds.

Their header is a row of words where the block above has figures, with figures below it; read by the columns of the
block above they would be budgets and points that nobody wrote.
"""

from typing import Final

from formaudit.forms.cells import is_blank
from formaudit.forms.detail_table import is_figure_cell
from formaudit.forms.headers import Columns
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["begins_foreign_block", "entitles_foreign_block"]

_NUMERIC: Final = {
    "funds": ("original_budget", "final_budget", "actual_amount", "rate", "score", "weight"),
    "sources": ("original_budget", "final_budget", "actual_amount", "rate"),
    "indicators": ("weight", "score"),
}
"""The columns of each block in which its own rows print figures."""
_WITHOUT_COLUMNS: Final = ("", "pairs")
_FEWEST: Final = 3
_TWO: Final = 2
_LONGEST: Final = 14
_WORD: Final = compiled(r"[\u4e00-\u9fff]")
_SENTENCE: Final = compiled(r"[，。；,;]")
_SEEN: Final = compiled(
    r"^(?:见|详|附件|附表|已|未|无|不|是|否|基本|全部|部分)|(?:完成|达标|达到|达成|实现|良好|优秀|有效|显著|明显|提升|提高)$"
)
"""What people write into the cell of a figure: it is an answer and no head of a column."""
_NOTE: Final = compiled(r"说明|备注|注[:：]|填报|指标|问题|原因|建议|措施|结论|意见|评价|签字|盖章|负责人|联系")
_LEVEL: Final = compiled(r"指标$|^(?:其中|合计|总计|小计|总分)")


def begins_foreign_block(table: Table, row: int, last: int, block: str, columns: Columns) -> bool:
    """Whether a row is the header of a block that the block in hand, with its ``columns``, knows nothing of."""
    spans = [columns[code] for code in _NUMERIC.get(block, ()) if code in columns]
    cells = [cell for cell in table.row(row) if compact(cell.text) and not is_blank(cell.text)]
    heads = [cell for cell in cells if cell.row == row]
    if len(heads) < _FEWEST or row >= last or not all(map(_is_head, heads)):
        return False
    if _is_level(compact(heads[0].text)):
        return False
    if len({compact(cell.text) for cell in heads}) < len(heads):
        return False
    if not spans:  # behind labels in pairs, or nothing: only a row full of figures shows that these are heads
        named = any(identify("field", cell.text) is not None for cell in heads)
        full = _under(table, row + 1, heads) >= _FEWEST and not _in_pairs(table, row + 1)
        return block in _WITHOUT_COLUMNS and full and not named and not _of_funds(table, row + 1, heads)
    over = {at for cell in heads for at in range(len(spans)) if cell.col <= spans[at][0] < cell.col + cell.colspan}
    return len(over) >= min(_TWO, len(spans)) and _figures_below(table, row, last, heads)


def _of_funds(table: Table, row: int, heads: list[Cell]) -> bool:
    """Whether the form's own funds stand below heads of which only some are known: the others are asked for."""
    first = next((cell for cell in table.starting(row) if compact(cell.text)), None)
    total = first is not None and (entry := identify("source", first.text)) is not None and entry.code == "total"
    return total and any(identify("fund-column", cell.text) is not None for cell in heads)


def _is_head(cell: Cell) -> bool:
    words = compact(cell.text)
    return (
        _WORD.search(words) is not None
        and len(words) <= _LONGEST
        and not is_figure_cell(cell)
        and not _SENTENCE.search(words)
        and not _SEEN.search(words)
    )


def _is_level(words: str) -> bool:
    """Whether a word is the name of a level of indicators or of a total: its row is no header."""
    return _LEVEL.search(words) is not None or any(identify(kind, words) for kind in ("level1", "level2"))


def _figures_below(table: Table, row: int, last: int, heads: list[Cell]) -> bool:
    """Whether one of the next two rows has figures under at least two of the heads."""
    return any(_under(table, below, heads) >= _TWO for below in range(row + 1, min(row + _TWO, last) + 1))


def _in_pairs(table: Table, row: int) -> bool:
    """Whether words stand between the figures of a row: labels beside their values."""
    filled = [cell for cell in table.starting(row) if compact(cell.text)]
    figures = [at for at, cell in enumerate(filled) if is_figure_cell(cell)]
    return figures[-1] - figures[0] + 1 > len(figures)


def _under(table: Table, row: int, heads: list[Cell]) -> int:
    """How many heads have a figure of a row under them."""
    figures = [cell for cell in table.starting(row) if is_figure_cell(cell)]
    return len({head.col for head in heads for cell in figures if head.col <= cell.col < head.col + head.colspan})


def entitles_foreign_block(table: Table, row: int, last: int) -> bool:
    """Whether a row behind the line 总分 is nothing but the title of what follows, with figures below it."""
    filled = [cell for cell in table.row(row) if compact(cell.text)]
    if len(filled) != 1 or filled[0].row != row or row >= last:
        return False
    title = filled[0]
    wide = title.colspan >= max(_TWO, table.cols - 1)
    words = compact(title.text)
    if not wide or len(words) > _LONGEST * _TWO or _NOTE.search(words) or _SENTENCE.search(words):
        return False
    return any(is_figure_cell(cell) for cell in table.starting(row + 1))
