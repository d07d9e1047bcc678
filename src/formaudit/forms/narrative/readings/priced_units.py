"""What a price is for: one of what, and for how long (每人每月 → 人, 月)."""

from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.prices import AVERAGE, SAME, WAGES
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.numbers.grammar import COUNT_UNITS
from formaudit.patterns import compiled, late

__all__ = ["scale_of", "wanted_units"]

_LONG: Final = sorted(
    (one for one in COUNT_UNITS if one.isalpha() and len(one) > 1 and one[0] not in "个方百"), key=len
)
_EACH: Final = compiled(
    rf"(?:每(?:一)?|单(?=.(?:造价|价格|成本)))(?P<of>{'|'.join(reversed(_LONG))}"
    r"|车|餐|人|名|位|户|亩|个|台|套|盏|处|座|次|场|期|吨|米|间|件|批|村|所|家|头|只|株|棵|份|辆|张|册|本|组|项|点|月|年"
    r"|天|日|季度|学期|学员|学生|职工|班|岗|生|师|员|例|床|羽)"
)
_EACH_OF_SOME: Final = compiled(r"每(?P<of>[\u4e00-\u9fff])(?=[^，。；¤]{0,4}$)")
_RENT: Final = late(r"月(?:租金|租赁费|租|物业费|服务费)[^，。；¤]{0,4}$")
_PER_TIME: Final = compiled(r"\s*[/·.*每]\s*(?P<of>月|年|天|日|次|期)")
_TEN_THOUSAND: Final = Decimal(10000)


def wanted_units(price: Token) -> list[str]:
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


def scale_of(price: Token) -> Decimal:
    """What brings a price in 元/亩 to 万元; a price that is money is in 万元 already."""
    if not price.is_price:
        return Decimal(1)
    return Decimal(1) if price.mention.quantity.unit.startswith("万元") else 1 / _TEN_THOUSAND
