"""Amounts for one of something: what tells them, and for one of what."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import sum_of
from formaudit.forms.narrative.readings.cues import PER
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import compiled, late

__all__ = [
    "AVERAGE",
    "MONTHS",
    "SAME",
    "WAGES",
    "extras",
    "is_compared",
    "is_for_each",
    "is_price",
    "paid_prices",
    "unit_of",
]

AVERAGE: Final = compiled(
    r"(?:平均|均)(?P<of>每?[^，。；¤]{0,10})$|(?P<one>[人户亩村台次场期季月日年车床校站所班笔件批镇乡项])均[^，。；¤]{0,10}$"
    r"|单(?P<single>[车户人次亩台口座株])(?!价|位|据)[^，。；¤]{1,8}$"
)
WAGES: Final = compiled(r"月(?:工资|薪|报酬|补贴|补助|津贴)[^，。；¤]{0,3}$")
_EVERY: Final = compiled(r"各(?:自)?(?:补助|安排|拨付|奖励|发放|下达|给予|分得|投入|奖补|补贴)[^，。；¤]{0,4}$")
SAME: Final = {
    "名": "人",
    "位": "人",
    "千米": "公里",
    "日": "天",
    "岗": "人",
    "村": "个",
    "生": "人",
    "师": "人",
    "学员": "人",
    "学生": "人",
    "职工": "人",
    "员": "人",
    "平米": "平方米",
    "床": "张",
    "车": "辆",
    "餐": "人次",
    "餐次": "人次",
}
_EACH_TIME: Final = compiled(r"均每[月年天日次][^，。；¤]{0,6}$")
_STANDARD: Final = compiled(r"\s*的?(?:标准|发放|补助|安排|拨付|给予|计发|核定|测算)")
MONTHS: Final = compiled(r"个月$")
_BESIDES: Final = late(r"[，,；]?\s*(?:另外?|此外|外加|加上?|以及)(?![一有])")
_OF_ALL: Final = late(r"共|总|合计|全年|累计")
_PAID: Final = late(r"实际|采购价|成交|中标|结算|合同")
_PLANNED: Final = late(r"预算|计划|控制|限价|市场|参考|评估|拟|申报")
_COMPARED: Final = late(r"(?:比(?!例|重|率)|较|低于|高于)[^，。；¤]*(?:价格?|均|每[^，。；¤]{1,4})(?:为|的)?\s*$")


def is_price(token: Token) -> bool:
    """Whether a figure is an amount for one of something, by its unit or by the words before it."""
    if token.is_price or (token.measure == "money" and "单价" in token.lead):
        return True
    if token.measure == "%" or token.role in (Wording.GROWTH, Wording.DIFFERENCE):
        return False
    if token.measure == "money" and (WAGES.search(token.lead) or _EVERY.search(token.lead)):
        return True
    if token.measure == "money" and AVERAGE.search(token.lead) and _STANDARD.match(token.tail) and "按" in token.lead:
        return True  # 按户均2,500元标准
    if token.measure == "money" and _EACH_TIME.search(token.lead):
        return True  # 人均每月300元
    match = PER.search(token.lead)
    return match is not None and (token.measure == "money" or "每" in match[0]) and not AVERAGE.search(token.lead)


def is_for_each(token: Token) -> bool:
    """Whether money is told for each of something (每人每年3,500元): it adds up to nothing."""
    return token.measure == "money" and is_price(token)


def is_mean(block: Block, token: Token) -> bool:
    """Whether money is an average of the amount before it by the count right before (142.4万元，36辆，车均3.96万元).

    生均拨款改革补助1,980万元 is called by one, and is none.
    """
    if token.measure != "money" or AVERAGE.search(token.lead) is None or not token.at:
        return False
    before = block.tokens[token.at - 1]
    return before.sentence == token.sentence and before.measure != "money" and not before.is_rate


def is_compared(token: Token) -> bool:
    """Whether a figure is the price that another one is held to (每株2.5元，比市场价2.8元低)."""
    return _COMPARED.search(token.lead) is not None


def unit_of(token: Token) -> str:
    """The unit of a quantity, those that count the same as one."""
    return SAME.get(token.measure, "月" if MONTHS.search(token.measure) else token.measure)


def extras(amount: Token, price: Token, amounts: Sequence[Token], value: Decimal) -> list[Token]:
    """What else an amount holds beside a product: told to be paid besides, or what makes it come out exactly."""
    between = [one for one in amounts if price.at < one.at < amount.at]
    besides = bool(between) and all(_BESIDES.match(one.lead) for one in between) and _OF_ALL.search(amount.lead)
    return between if besides or (between and value + sum_of(between) == amount.amount) else []


def paid_prices(prices: Sequence[Token]) -> list[Token]:
    """The prices without one that was only planned where the one that was paid stands beside it (预算单价…)."""
    paid = [one for one in prices if _PAID.search(one.lead)]
    return [one for one in prices if one in paid or not paid or not _PLANNED.search(one.lead)]
