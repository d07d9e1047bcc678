"""Rules of points that a form prints itself: 执行率≥90%得10分, 每低1个百分点扣0.2分, 得分=执行率÷95%×10分."""

from typing import Final

from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = [
    "gives_points",
    "is_rule_line",
    "lays_down",
    "names_execution",
    "rounds_total",
    "steps_or_bands",
    "without_rule",
]

_AWARD: Final = (
    r"(?:(?:[得计记给扣赋减为]|按)(?:满分|全分|零分|\d+(?:\.\d+)?分|"
    r"(?:该项|指标|标准)*(?:分值|权重|标准分|总分|满分)的?\d+(?:\.\d+)?%|\d+(?:\.\d+)?%的?(?:分值|权重|分数|分))|满分|不得分|不计分|不扣分|不给分)"
)
_BAND: Final = compiled(
    r"(?:[≥>≤<]|大于|小于|不低于|低于|高于|不足|超过|达到|\d%?(?:[(（]不?含[)）])?[-—~～至到]\d|以上|以下|以内)"
    r"[^，。；;]{0,14}?" + _AWARD + r"|以[上下内](?:[(（]不?含[)）])?的?[,，](?:可|则)?" + _AWARD
)
_STEP: Final = compiled(
    r"每[^，。；;]{1,20}?[,，]?(?:则|就|相应)?(?:(?:扣|减|加|得|计|记)(?:除|减|去|掉|少)?\d+(?:\.\d+)?分"
    r"|[扣减](?:除|减|去|掉)?(?:该项|指标|本项|标准)*(?:分值|权重|总分|满分)?分?的?\d+(?:\.\d+)?(?:%|/\d))"
)
_LADDER: Final = compiled(
    r"(?:\d%?(?:[(（]不?含[)）])?[-—~～至到]\d+%?|\d%?(?:[(（]不?含[)）])?及?以[上下])(?:[(（]不?含[)）])?[，,:：]\d+(?:\.\d+)?分"
)
"""Bands with their points and no word between them: 95（含）～100，10分；90（含）～95，8.5分."""
_SYMBOLS: Final = compiled(
    r"[率数][)）]?[×xX*](?:\d+分|(?:该项|指标|标准)*(?:分值|权重))|得分(?:[(（][^()（）]{1,8}[)）])?="
    r"[^，。；;=\d]*(?:率|数)"
)
_SEVERAL: Final = 2
_FORMULA: Final = compiled(
    r"得分(?:[(（][^()（）]{1,8}[)）])?=[^，。；;]*(?:率|数)|(?:率|数[)）]?)[×xX*](?:\d+分|(?:该项|指标|标准)*(?:分值|权重))"
    r"|按(?:照)?[^，。；;]{0,12}(?:比例|比率|执行率)[^，。；;]{0,6}(?:得|计|赋|给|折算)分"
)
_EXECUTION: Final = compiled(r"执行(?!机构|部门|单位|标准|情况说明)|(?:支出|支付|使用|拨付)(?:率|进度)")
_LINE: Final = compiled(
    r"^[(（【\[]?(?:注|说明|备注|填表说明|评分|计分|得分|打分|赋分|扣分)(?:标准|办法|方法|规则|细则|依据|说明|公式|方式|档次|等级)?\d*[:：.、=)）】\]]"
)
_POINTS: Final = compiled(r"[总得评]分|分数|合计|总计")
_ROUNDED: Final = compiled(r"四舍五入|取整|保留(?:到|至)?(?:整数|个位|小数点?后?[一二两1２2]位|[一二两12]位小数)")
_CLAUSES: Final = compiled(r"[。；;\n]")
_LONGEST: Final = 200


def gives_points(text: str) -> bool:
    """Whether a text says what earns how many points: in bands, for each step, or by a formula."""
    words = compact(text)
    found = any(pattern.search(words) is not None for pattern in (_BAND, _STEP, _FORMULA))
    return found or len(_LADDER.findall(words)) >= _SEVERAL


def steps_or_bands(text: str) -> bool:
    """Whether a text takes points off for each step, or gives them in several bands."""
    words = compact(text)
    return _STEP.search(words) is not None or max(len(one.findall(words)) for one in (_BAND, _LADDER)) >= _SEVERAL


def lays_down(text: str) -> bool:
    """Whether a sentence is a rule and no result: its figures are bounds, and what they make is nobody's score."""
    words = compact(text)
    bound = "满分" in words and _BAND.search(words) is not None
    return bound or steps_or_bands(words) or _SYMBOLS.search(words) is not None


def without_rule(text: str) -> str:
    """A head without the rule that stands behind it in brackets: 得分（95%以上得满分；每下降5个百分点扣1分）."""
    head, bracket, rule = text.replace("（", "(").partition("(")
    return head if bracket and compact(head) and gives_points(rule) else text


def rounds_total(text: str) -> bool:
    """Whether a text says that points are rounded: 总分（四舍五入）, 得分保留整数; rounded amounts are none."""
    return any(_POINTS.search(one) and _ROUNDED.search(one) for one in _CLAUSES.split(compact(text)))


def names_execution(text: str) -> bool:
    """Whether a text speaks of how far the budget was carried out."""
    return _EXECUTION.search(compact(text)) is not None


def is_rule_line(text: str) -> bool:
    """Whether a line beside a table is a rule of points for its form and no sentence of a report."""
    words = compact(text)
    opens = (
        _LINE.match(words) is not None or _EXECUTION.match(words.removeprefix("预算").removeprefix("资金")) is not None
    )
    return len(words) <= _LONGEST and opens and gives_points(words)
