"""Payments of a contract one by one to its last, and parts that make up a whole by what they are called.

合同价380万元，已支付预付款114万元、进度款190万元，尾款76万元待付; “三公”经费支出4.95万元，公务用车…，公务接待费…，
无因公出国费用; 召开会议10次，一季度2次、二季度3次、三季度3次、四季度2次.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.change_words import PLANNED, is_change
from formaudit.forms.narrative.readings.cues import TOTAL
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import late

__all__ = ["instalment_candidates"]

_PRICE: Final = late(
    r"(?:合同|中标|成交|协议)[^，。；¤]{0,2}(?:价款?|金额|总额|款)(?:为|共|计)?\s*$|合同总价(?:为)?\s*$"
)
_PAID: Final = late(
    r"(?:预付|进度|首付|首期|中期|尾|余|结算|质保)款|质保金|定金|第[一二三四五六]笔|第[一二三四五六][期次]|首笔|余额"
)
_LAST: Final = late(r"尾款|余款|余额|质保金|剩余|最后")
_THREE: Final = late(r"三公[”\"]?经费")
_CAR: Final = late(r"公务用车|车辆运行")
_GUESTS: Final = late(r"公务接待|接待费")
_ABROAD: Final = late(r"因公出国|出国（境）|出国\(境\)|出境")
_NONE: Final = late(r"(?:无|没有|未发生|未安排)[^。；¤]{0,8}(?:出国|出境)")
_QUARTERS: Final = (("一季度", "二季度", "三季度", "四季度"), ("上半年", "下半年"))
_JOINT: Final = late(r"[共总]|累计|合计|全年|年度|本年")
_LEAST: Final = 2
_SURE: Final = 0.85


def instalment_candidates(block: Block) -> Iterator[Candidate]:
    """Every list of a sentence whose parts are known by their names to be all."""
    for run in block.sentences():
        yield from _contract(run)
        yield from _three_publics(block, run)
        yield from _periods(run)


def _contract(run: Sequence[Token]) -> Iterator[Candidate]:
    """The price of a contract and all that is paid of it to the last."""
    money = [one for one in run if one.measure == "money" and not one.is_price]
    prices = [one for one in money if _PRICE.search(one.lead)]
    paid = [one for one in money if one not in prices and _PAID.search(one.lead)]
    if len(prices) == 1 and len(paid) >= _LEAST and len(paid) + 1 == len(money) and _LAST.search(paid[-1].lead):
        yield sum_candidate(("contract", prices[0].start), prices[0], paid, _SURE)


def _three_publics(block: Block, run: Sequence[Token]) -> Iterator[Candidate]:
    """三公经费 with cars and guests behind it, where nothing was spent abroad or that is told as well."""
    money = [one for one in run if one.measure == "money" and not one.is_price]
    if len(money) <= _LEAST or any(is_change(one) for one in money) or not _THREE.search(money[0].lead):
        return
    whole, parts = money[0], money[1:]
    kinds = [[one for one in parts if words.search(one.lead)] for words in (_CAR, _GUESTS, _ABROAD)]
    if len(kinds[0]) != 1 or len(kinds[1]) != 1 or sum(map(len, kinds)) != len(parts):
        return
    begin, end = block.sentence_of(whole)
    closed = bool(kinds[2]) or _NONE.search(block.blotted[begin:end]) is not None
    if any("预算" in one.lead for one in parts) and "预算" not in whole.lead:
        return
    yield sum_candidate(("publics", whole.start), whole, parts, _SURE if closed else 0.4, alone=closed)


def _periods(run: Sequence[Token]) -> Iterator[Candidate]:
    """召开会议10次，一季度2次，二季度3次，…: all quarters or both halves of the year, right behind the whole."""
    for whole in run:
        planned = PLANNED.search(whole.lead) is not None
        if whole.is_rate or whole.is_price or not _JOINT.search(whole.lead) or is_change(whole) or planned:
            continue  # 全年任务12场，一季度3场、…，全年15场
        behind = [one for one in run if one.at > whole.at and one.measure == whole.measure]
        for names in _QUARTERS:
            parts = behind[: len(names)]
            told = len(parts) == len(names) and all(
                name in one.lead and f"前{name}" not in one.lead for name, one in zip(names, parts, strict=True)
            )
            beyond = [one for one in behind if one not in parts and TOTAL.search(one.lead)]
            if told and not beyond and parts[0].at == whole.at + 1 and not any(is_change(one) for one in parts):
                yield sum_candidate(("periods", whole.start), whole, parts, _SURE)
