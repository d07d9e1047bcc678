"""What a remark beside a form says that the rate of its money is a share of: 注：执行率以年初预算数为基数."""

from collections.abc import Iterable, Iterator
from typing import Final

from formaudit.forms.fund_codes import MONEY, fund_code
from formaudit.forms.rate_formulas import shares
from formaudit.forms.region import Region
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["is_remark", "noted_base", "remarks_of"]

_REMARK: Final = compiled(r"^[(（]?(?:填表|填报)?(?:说明|备注|注释?)\d*[:：.、]")
_SENTENCE: Final = compiled(r"[。；;\n]")
_RATE: Final = compiled(r"(?:执行|支出|支付|使用)(?:率|进度)")
_NAMED: Final = compiled(
    r"(?:以|按照?|根据)([\u4e00-\u9fff]{2,10}?)(?:作为|为|作)(?:计算)?(?:基数|分母|基准|依据|基础|口径)"
    r"|(?:与|和|同|除以|比|占)([\u4e00-\u9fff]{2,10}?)(?:之比|之间的?比|的(?:比例|比率|比重|比值|百分比)|(?=[×,，)）]|计算|$))"
)
_OPENING: Final = compiled(r"年初(?:部门)?(?:预算|批复|下达|安排)")
_OPEN: Final = ("final_budget", "original_budget", "arrived")
"""A remark names the opening budget and does not say what for: the rate may be of any budget."""


def is_remark(text: str) -> bool:
    """Whether a text is a remark by its first word: 注：, 说明：."""
    return _REMARK.match(compact(text)) is not None


def remarks_of(region: Region) -> Iterator[str]:
    """The remarks over a form, below it and in its cells."""
    yield from (line.text for line in (*region.captions, *region.notes))
    for rows in region.parts:
        for row in range(rows.first, rows.last + 1):
            yield from (cell.text for cell in rows.table.starting(row) if is_remark(cell.text))


def noted_base(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of the columns one of which the rate is a share of; nothing where no remark names another base.

    The budget of the year stays possible beside the base that a remark names: remarks outlive the forms they are on.
    """
    for text in texts:
        for sentence in _SENTENCE.split(compact(text)):
            if _RATE.search(sentence) is None:
                continue
            named = [fund_code(name) for name in _names(sentence)]
            base = next((code for code in named if code in MONEY and code not in ("actual_amount", "final_budget")), "")
            if base:
                return (base, "final_budget")
            if _OPENING.search(sentence):
                return _OPEN
    return ()


def _names(sentence: str) -> Iterator[str]:
    yield from (whole for _, whole in shares(sentence))
    yield from (found[1] or found[2] for found in _NAMED.finditer(sentence))
