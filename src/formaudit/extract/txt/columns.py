"""What a value says of the column it may stand in: beside other values, under a heading, by the words of forms."""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.txt.features import NUMBERS, is_total, kind
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["fits_header", "fits_row", "is_header", "opens_block", "stands_alone", "suits"]

_RATE: Final = compiled(r"率|%|％|进度|比例|占比")
_POINTS: Final = compiled(r"分值|得分|权重|评分|分数|自评分|扣分$|^分$")
_MONEY: Final = compiled(r"[预决]算数?|执行数|金额|支出数?$|到位|资金数|（万?元）|\(万?元\)|编制|人数|规模|投资")
_NAME: Final = compiled(r"名称|原因|措施|说明|备注|内容|单位$|部门|级指标|指标$|性质|标准$")
_NUMBERED: Final = compiled(r"序号|编号|^号$")
_BLOCK: Final = compiled(
    r"^(?:年度|项目|部门|预算|资金|总体)*(?:预算申请|预算资金|预算执行|资金来源|资金情况|项目资金|部门资金|总体目标|绩效目标|年度目标"
    r"|绩效指标|资金申请|预算情况|资金安排|执行情况|目标完成情况?)"
    r"(?:\(.{1,6}\)|情况|（.{1,6}）)*$"
)
_ALONE: Final = compiled(
    r"^(?:单位|项目|部门|预算单位|主管部门|实施单位|填[报表]|联系|负责人|备注|说明|自评(?!分|得分)|评价(?!标准|内容)|问题|改进|审核|合计|总计|财政供养|"
    r"经费控制|三公|厉行|楼堂|其他需要)"
)
_LONG: Final = 14
_WHOLE: Final = 0.75


def opens_block(text: str) -> bool:
    """Whether a text is a label that stands at the left edge of a form, beside the rows of its block."""
    return _BLOCK.match(compact(text)) is not None


def stands_alone(text: str) -> bool:
    """Whether a text is a label that usually begins a row of its own."""
    return _ALONE.match(compact(text)) is not None


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row holds short words and next to no blanks: a heading."""
    filled = [cell for cell in cells if cell.strip()]
    return (
        len(filled) > 1
        and len(filled) >= _WHOLE * len(cells)
        and all(kind(cell) == "text" and len(compact(cell)) <= _LONG + 6 for cell in filled)
    )


def fits_header(heading: Sequence[str], cells: Sequence[str], covered: Sequence[int]) -> float:
    """From -1 to 1, how well values suit the headings over them; blanks say nothing."""
    told = [
        worth
        for at, (head, cell) in enumerate(zip(heading, cells, strict=True))
        if at not in covered
        and cell.strip()
        and (at or kind(cell) in NUMBERS)  # the corner of a form names its block
        and (worth := _under(compact(head), cell)) is not None
    ]
    return sum(told) / len(told) if told else 0.0


def suits(heading: str, cell: str) -> float | None:
    """From -1 to 1, how well a value suits the heading over it; ``None`` where the heading says nothing of it."""
    return _under(compact(heading), cell)


def _under(head: str, cell: str) -> float | None:
    what = kind(cell)
    number = what in NUMBERS
    if _NUMBERED.search(head):
        return 1.0 if what == "plain" else -1.0
    if _POINTS.search(head) and "原因" not in head:
        return 1.0 if what == "plain" else -1.0 if what != "unit" else -0.2
    if _RATE.search(head) and "指标" not in head:
        return 1.0 if what == "percent" else 0.3 if what == "plain" else -1.0
    if _NAME.search(head):
        return -1.0 if number else 1.0
    if _MONEY.search(head):
        return 1.0 if what in ("plain", "unit") else -0.3 if number else -1.0
    if "值" in head:
        return 0.5 if number else 0.2
    return None


def fits_row(above: Sequence[str], cells: Sequence[str], covered: Sequence[int], *, heading: bool = False) -> float:
    """From -1 to 1, how alike two rows of as many cells are; under a heading figures and words are both at home.

    ``heading`` says that the row above is one, were it the lower row of one that has more blanks than words.
    """
    header = heading or is_header(above)
    told = [
        _alike(upper, lower, header=header)
        for at, (upper, lower) in enumerate(zip(above, cells, strict=True))
        if at not in covered
    ]
    return sum(told) / len(told) if told else 0.0


def _alike(upper: str, lower: str, *, header: bool) -> float:
    one, two = kind(upper), kind(lower)
    if "blank" in (one, two):
        return 0.3 if one == two else 0.1
    if header:
        return 0.2
    if one == two:
        if one != "text":
            return 1.0
        lengths = sorted((len(compact(upper)), len(compact(lower))))
        return 0.8 if lengths[1] <= _LONG or lengths[0] * 4 >= lengths[1] else 0.2
    if one in NUMBERS and two in NUMBERS:
        return 0.4
    mixed = any(map(str.isdecimal, upper if one == "text" else lower))
    return -0.2 if mixed and not is_total(upper) else -1.0
