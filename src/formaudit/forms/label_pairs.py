"""Rows of labels with their values beside them: 结余资金 | 5 | 结余率 | 4.17%, 自评结论 | 优 | 自评得分 | 96."""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.cells import Site, is_blank
from formaudit.forms.fund_codes import MONEY
from formaudit.forms.headers import Columns
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, label, without_remark

__all__ = ["counts", "figures_of_pairs", "pairs_across", "pairs_of_row"]

_NAME: Final = compiled(r"[\u4e00-\u9fff]")
_LONGEST: Final = 16
_GRADES: Final = frozenset(
    {
        "优",
        "良",
        "中",
        "差",
        "优秀",
        "良好",
        "中等",
        "较差",
        "合格",
        "不合格",
        "基本合格",
        "一般",
        "是",
        "否",
        "有",
        "无",
        "好",
    }
)
"""Values that are words."""
_NAMED_UNIT: Final = compiled(r"[(（](亿元|万元|千元|元|%|分|人|个|户|亩|平方米)[)）]$")
_REASON: Final = compiled(r"原因|说明|备注|情况|措施")
_RATE: Final = compiled(r"[率例比]$|百分比|百分点")
_POINTS: Final = compiled(r"得分|评分|总分|分值|分数|扣分")
_MONEY: Final = compiled(r"资金|支出|收入|结余|结转|余额|预算|经费|金额|投资|投入|拨款|补助|成本|总额|决算")
_COUNTS: Final = compiled(r"[数量率额](?:[(（][^()（）]{1,6}[)）])?$|[(（](?:人|户|个|亩|元|万元|%|平方米|公里)[)）]$")
_FEWEST: Final = 2


def pairs_of_row(table: Table, row: int) -> tuple[tuple[Cell, Cell], ...]:
    """The labels of a row with the values beside them, where all its filled cells are such; else nothing.

    A value is a number or a grade, or the words behind a label that asks for a reason. The name of the block may stand
    before the first label.
    """
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    kinds = [_kind(cell) for cell in cells]
    if kinds[:2] == ["name", "name"]:
        cells, kinds = cells[1:], kinds[1:]
    told = kinds[-2:] == ["name", "name"] and _REASON.search(compact(cells[-2].text))
    kinds = [*kinds[:-1], "value"] if told else kinds
    if not kinds or len(kinds) % 2 or kinds != ["name", "value"] * (len(kinds) // 2):
        return ()
    pairs = tuple((cells[at], cells[at + 1]) for at in range(0, len(cells), 2))
    return pairs if any(_number(value) for _, value in pairs) else ()


def pairs_across(table: Table, row: int, columns: Columns, *, below_all: bool = False) -> tuple[tuple[Cell, Cell], ...]:
    """Such pairs in a row below a block where a label stands in the place of the block's figures: no row of its own.

    Labels of sources are read so too where two labels stand in columns of money and the block's total is known
    (``below_all``): 上年结转 | 10 | 当年预算 | 110 | 结余 | 10.
    """
    left = min((span[0] for span in columns.values()), default=0)
    pairs = pairs_of_row(table, row)
    across = len(pairs) >= _FEWEST and any(name.col >= left for name, _ in pairs[1:])
    if across and below_all and len(pairs) > _FEWEST:
        spans = [span for code, span in columns.items() if code in (*MONEY, "rate", "weight")]
        placed = [name for name, _ in pairs[1:] if any(low <= name.col < high for low, high in spans)]
        if len(placed) >= _FEWEST:
            return pairs
    if not across or any(_of_money(name) for name, _ in pairs):
        return ()
    # Words that name nothing stand in the place of a figure that is not there: 结转结余资金 | 5 | 待核 | 5.
    source = identify("source", pairs[0][0].text) is not None and pairs[0][0].col < left
    return () if source and not any(_names_figure(name) for name, _ in pairs[1:]) else pairs


def _names_figure(name: Cell) -> bool:
    """Whether the words of a label are those of an amount, a rate, points or a count."""
    words = compact(name.text)
    return any(each.search(words) for each in (_MONEY, _RATE, _POINTS, _COUNTS))


def _kind(cell: Cell) -> str:
    words = compact(cell.text)
    if _number(cell) or words in _GRADES:
        return "value"
    return "name" if _NAME.search(words) and len(words) <= _LONGEST and not is_blank(cell.text) else ""


def _of_money(name: Cell) -> bool:
    """Whether a label is that of a source or of the box by income and spending, which have readers of their own."""
    if identify("fund-column", name.text) is not None:
        return False
    return identify("source", name.text) is not None or identify("box", name.text) is not None


def counts(name: Cell) -> bool:
    """Whether a label says by itself that a number stands beside it: 受益人数, 面积（亩）."""
    return _COUNTS.search(compact(name.text)) is not None


def _number(cell: Cell) -> bool:
    quantity = read_cell(cell.text)
    return quantity is not None and quantity.kind is not Kind.DATE


def figures_of_pairs(
    site: Site, table: Table, pairs: Sequence[tuple[Cell, Cell]], money: str, section: str
) -> Iterator[Figure]:
    """The numbers of such pairs, called as their labels say."""
    for name, value in pairs:
        if _number(value):
            words = without_remark(label(name.text))
            unit = _unit(compact(name.text), money)
            yield site.figure(table, value, tail=f".{section}[{words}]", label=words, unit=unit)


def _unit(name: str, money: str) -> str:
    """The unit that a label has or asks for; none where it says nothing of it."""
    named = _NAMED_UNIT.search(name)
    if named is not None:
        return named[1]
    bare = without_remark(name)
    if _RATE.search(bare):
        return "%"
    if _POINTS.search(bare):
        return "分"
    return money if _MONEY.search(name) else ""
