"""Amounts for one of something: what tells them, and for one of what."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import sum_of
from formaudit.forms.narrative.readings.cues import PER, step
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import compiled, late

__all__ = [
    "AVERAGE",
    "MONTHS",
    "SAME",
    "WAGES",
    "is_compared",
    "is_for_each",
    "is_price",
    "scale_of",
    "unit_of",
    "units_wanted",
    "with_others",
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
_EACH: Final = compiled(
    r"(?:每(?:一)?|单(?=.(?:造价|价格|成本)))(?P<of>人次|车次|车|餐|人|名|位|户|亩|个|台|套|盏|处|座|次|场|期|吨|公里|千米|米|平方米|立方米|间|件|批|村|所|家|头|只|株|棵|份|辆|张|册|本|组|项|点|月|年|天|日|学时|课时|小时|学期|季度|班|岗|生|师|学员|学生|职工|员|例|床|吨|头|只|羽|株|公顷|平米)"
)
_EACH_OF_SOME: Final = compiled(r"每(?P<of>[\u4e00-\u9fff])(?=[^，。；¤]{0,4}$)")
_RENT: Final = late(r"月(?:租金|租赁费|租|物业费|服务费)[^，。；¤]{0,4}$")
_PER_TIME: Final = compiled(r"\s*[/·.*每]\s*(?P<of>月|年|天|日|次|期)")
_TEN_THOUSAND: Final = Decimal(10000)
_EACH_TIME: Final = compiled(r"均每[月年天日次][^，。；¤]{0,6}$")
_STANDARD: Final = compiled(r"\s*的?(?:标准|发放|补助|安排|拨付|给予|计发|核定|测算)")
MONTHS: Final = compiled(r"个月$")
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


def is_compared(token: Token) -> bool:
    """Whether a figure is the price that another one is held to (每株2.5元，比市场价2.8元低)."""
    return _COMPARED.search(token.lead) is not None


def units_wanted(price: Token) -> list[str]:
    """The units a price is for: 每人每月 → 人, 月."""
    slash = price.mention.quantity.unit.partition("/")[2]
    units = [slash] if slash else []
    told = [match["of"] for match in _EACH.finditer(price.lead)]
    units += told or [match["of"] for match in _EACH_OF_SOME.finditer(price.lead)]  # 每顶1800元
    if (times := _PER_TIME.match(price.tail)) is not None:  # 100元/人/月
        units.append(times["of"])
    if not told and not slash and (average := AVERAGE.search(price.lead)) and average["one"]:  # 按月人均420元发放
        units += [average["one"], *(["月"] if price.lead[: average.start()].endswith("月") else [])]
    if slash and _RENT.search(price.lead):
        units += ["月"]  # 月租金28元/平方米
    if WAGES.search(price.lead):
        units += ([] if units else ["人"]) + ([] if "月" in units else ["月"])
    return [SAME.get(unit, unit) for unit in units]


def unit_of(token: Token) -> str:
    """The unit of a quantity, those that count the same as one."""
    return SAME.get(token.measure, "月" if MONTHS.search(token.measure) else token.measure)


def scale_of(price: Token) -> Decimal:
    """What brings a price in 元/亩 to 万元; a price that is money is in 万元 already."""
    if not price.is_price:
        return Decimal(1)
    return Decimal(1) if price.mention.quantity.unit.startswith("万元") else 1 / _TEN_THOUSAND


def with_others(amount: Token, price: Token, amounts: Sequence[Token], value: Decimal) -> bool:
    """Whether an amount is set apart from a product, or takes it together with what is (另安排0.4万元，共2.55万元)."""
    between = [one for one in amounts if price.at < one.at < amount.at]
    return (step(amount) == "apart" and len(amounts) > 1) or (
        bool(between) and value + sum_of(between) == amount.amount
    )
