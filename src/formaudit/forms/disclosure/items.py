"""What the printed labels of a disclosure's tables mean: incomes, balances, classes of the functional classification.

Names of classes change over the years (医疗卫生与计划生育 became 卫生健康); a row is matched by what it means.
"""

import re
from functools import lru_cache
from typing import Final

from formaudit.patterns import Late, compiled, late
from formaudit.text import compact, label

__all__ = ["CLASS_NAMES", "class_code", "column_item", "income_item", "public_item", "same_name", "spending_item"]

CLASS_NAMES: Final = {
    "201": ("一般公共服务",),
    "202": ("外交",),
    "203": ("国防",),
    "204": ("公共安全",),
    "205": ("教育",),
    "206": ("科学技术",),
    "207": ("文化旅游体育与传媒", "文化体育与传媒"),
    "208": ("社会保障和就业",),
    "209": ("社会保险基金",),
    "210": ("卫生健康", "医疗卫生与计划生育", "医疗卫生"),
    "211": ("节能环保",),
    "212": ("城乡社区", "城乡社区事务"),
    "213": ("农林水", "农林水事务"),
    "214": ("交通运输",),
    "215": ("资源勘探工业信息等", "资源勘探信息等", "资源勘探电力信息等"),
    "216": ("商业服务业等",),
    "217": ("金融", "金融监管等"),
    "219": ("援助其他地区",),
    "220": ("自然资源海洋气象等", "国土海洋气象等", "国土资源气象等"),
    "221": ("住房保障",),
    "222": ("粮油物资储备", "粮油物资管理"),
    "223": ("国有资本经营预算",),
    "224": ("灾害防治及应急管理",),
    "227": ("预备费",),
    "229": ("其他", "其它"),
    "230": ("转移性",),
    "231": ("债务还本",),
    "232": ("债务付息",),
    "233": ("债务发行费用",),
    "234": ("抗疫特别国债安排的",),
}
"""The classes (类) with their printed names, 支出 left out."""

_BY_NAME: Final = {name: code for code, names in CLASS_NAMES.items() for name in names}
_INCOME: Final = (
    ("carried-in", late(r"^(?:年初|上年)(?:财政拨款)?(?:结转|结余)(?:和结余|资金)?|^上年结转|^结转资金")),
    ("use-of-balances", late(r"使用非财政拨款(?:专用)?结余|用事业基金弥补|使用专用结余|动用.*结余")),
    ("year-total", late(r"^本年收入(?:合计|小计|总计)?$")),
    ("grand-total", late(r"^(?:收入)?总计$|^收入合计$|^收入总计|^合计$")),
    ("general", late(r"^一般公共预算")),
    ("fund", late(r"^政府性基金")),
    ("capital", late(r"^国有资本经营")),
    ("fiscal", late(r"^财政拨款(?:收入|资金|预算)?$|^(?:本年)?财政拨款(?:收入)?(?:\(补助\))?$")),
    ("special-account", late(r"专户")),
    ("own-funds", late(r"^单位资金")),
    ("nested", late(r"^(?:经费拨款|(?:纳入(?:一般公共)?预算管理的)?非税收入(?:拨款|安排的资金)?)$")),
    ("higher", late(r"^上级补助")),
    ("operating", late(r"经营收入$|^(?:事业单位)?经营")),
    ("business", late(r"^事业(?:收入|预算收入)?$|^事业收入")),
    ("subordinate", late(r"附属单位")),
    ("other", late(r"^其[他它](?:收入|资金)?$")),
)
_SPENDING: Final = (
    ("year-total", late(r"^本年支出(?:合计|小计|总计)?$")),
    ("grand-total", late(r"^(?:支出)?总计$|^支出合计$|^支出总计|^合计$")),
    ("distributed", late(r"结余分配")),
    ("carried-out", late(r"^(?:年末|结转下年|年终)(?:财政拨款)?(?:结转|结余)?|^结转下年")),
    ("basic", late(r"^基本支出")),
    ("project", late(r"^项目支出")),
    ("up", late(r"上缴上级")),
    ("operating", late(r"^(?:事业单位)?经营支出")),
    ("subsidy", late(r"对附属单位")),
)
_PUBLIC: Final = (
    ("office", late(r"机关运行|机构运行")),
    ("abroad", late(r"因公出国|出国\(境\)|出国")),
    ("vehicles", late(r"购置.{0,3}运行|公务用车(?:经费|费用?)?$")),
    ("purchase", late(r"购置费|公务用车购置(?!及|和|与)")),
    ("running", late(r"公务用车运行|运行(?:维护)?费|运行维护")),
    ("reception", late(r"接待")),
    ("meeting", late(r"会议费")),
    ("training", late(r"培训费")),
    ("total", late(r"^(?:支出)?合计|^总计|三公.*(?:合计|经费)|^小计$")),
)
_REMARK: Final = Late(r"\([^()]*\)")


@lru_cache(maxsize=4096)
def class_code(name: str) -> str:
    """The code of the class that a label names (一、一般公共服务支出 is 201), or an empty text."""
    text = compiled(r"\((?:类|款|项)\)").sub("", label(name))
    return _BY_NAME.get(text.removesuffix("支出").removesuffix("类").removesuffix("支出"), "") or _BY_NAME.get(text, "")


@lru_cache(maxsize=4096)
def income_item(name: str) -> str:
    """What a label on the side of income means, or an empty text."""
    item = _first(_INCOME, _plain(name))
    # 经费拨款（补助） is another name of 财政拨款 in some forms.
    return "" if item == "nested" and "(" in label(name) else item


@lru_cache(maxsize=4096)
def spending_item(name: str) -> str:
    """What a label on the side of spending means: a class by its code, a total, a balance."""
    code = class_code(name)
    return code or _first(_SPENDING, _plain(name))


@lru_cache(maxsize=4096)
def public_item(name: str) -> str:
    """Which of the three public expenses (or 机关运行经费) a label means."""
    return _first(_PUBLIC, label(name).translate(str.maketrans("", "", '“”"')))


def _plain(name: str) -> str:
    return _REMARK.now.sub("", label(name)) or label(name)


def _first(patterns: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((word for word, pattern in patterns if pattern.search(text)), "") if text else ""


_WHOLE: Final = Late(r"^(?:小计|合计|总计|金额)$")
_BALANCES: Final = (
    ("carried-out", late(r"年末|结转下年|年终")),
    ("carried-in", late(r"年初|上年(?:财政拨款)?结[转余]|^结[转余]")),
    ("income", late(r"^(?:本年|当年)收入")),
)
"""What a group of columns is, beside the spending of the year."""
_NATURES: Final = (
    ("wages", late(r"^工资福利")),
    ("family", late(r"^对个人和家庭")),
    ("services", late(r"^商品和服务")),
    ("equipment", late(r"^资本性支出$")),
    ("personnel", late(r"人员")),
    ("running", late(r"公用|日常")),
    ("basic", late(r"基本支出")),
    ("project", late(r"项目支出|专项业务|^项目经费")),
    ("up", late(r"上缴")),
    ("subsidy", late(r"附属")),
    ("operating", late(r"经营支出")),
    ("general", late(r"一般公共预算")),
    ("fund", late(r"政府性基金")),
    ("capital", late(r"国有资本")),
)
_KINDS_OF_BUDGET: Final = frozenset({"general", "fund", "capital"})
_PLAIN_TOTAL: Final = Late(r"合计|总计|小计|^(?:本年|当年)?支出$|本年支出")
_AMOUNT_OF_YEAR: Final = Late(r"^(?:20\d{2}年?度?)?(?:本年|当年)?(?:预算|决算|金额|支出)数?$")


def column_item(path: tuple[str, ...], *, income: bool) -> str:
    """What a column means, by its headers from top to bottom; an empty text where nothing is known.

    ``income`` says that the table is one of income: 财政拨款 and 其他 are columns of it. Columns of balances and of
    the year's income have their nature behind: ``carried-in-basic``.
    """
    words = [compact(word) for word in path if compact(word)]
    if not words:
        return ""
    if income:
        return _income_path(words)
    own = next((word for word in reversed(words) if not _WHOLE.now.search(word)), "")
    balance = next((name for word in words for name, pattern in _BALANCES if pattern.search(word)), "")
    nature = _first(_NATURES, own)
    if balance:
        return f"{balance}-{nature}" if nature else balance
    last = words[-1]
    if nature in _KINDS_OF_BUDGET and _WHOLE.now.search(last):
        # The whole table is of that budget, and the group is called after it.
        return "total"
    if nature and not compiled(r"预算支出$|预算表").search(own):
        return nature
    return "total" if _PLAIN_TOTAL.now.search(last) or _AMOUNT_OF_YEAR.now.search(last) else nature


_OWN_FUNDS: Final = Late(r"^单位资金|^其他资金收入")


def _income_path(words: list[str]) -> str:
    """A column of a table of income; 小计 of a group is the group's, and that of the year's income is its own."""
    last = words[-1]
    group = words[-2] if len(words) > 1 else ""
    balance = next((name for word in words for name, pattern in _BALANCES[:2] if pattern.search(word)), "")
    if balance:
        source = "" if _WHOLE.now.search(last) or _BALANCES[1][1].search(last) else _income_column(last)
        return f"{balance}-{source}" if source else balance
    if _WHOLE.now.search(last) and group:
        if compiled(r"(?:本年|当年)收入").search(group):
            return "year-total"
        if _OWN_FUNDS.now.search(group):
            return "own-funds"
        named = _income_column(group) if compiled(r"财政拨款|事业收入").search(group) else ""
        return named or "total"
    return _income_column(last)


def _income_column(last: str) -> str:
    if compiled(r"教育收费|其中").search(last):
        return "nested"
    if _OWN_FUNDS.now.search(last):
        return "own-funds"
    if "上级补助" in last:
        return "higher"
    if "附属" in last:
        return "subordinate"
    if "专户" in last:
        return "special-account"
    if compiled(r"^一般公共预算").search(last):
        return "general"
    if compiled(r"^政府性基金").search(last):
        return "fund"
    if compiled(r"^国有资本").search(last):
        return "capital"
    if compiled(r"弥补|使用.*结余").search(last):
        return "use-of-balances"  # 使用非财政拨款结余
    if "财政拨款" in last:
        return "fiscal"
    if "经营" in last:
        return "operating"
    if "事业" in last:
        return "business"
    if "其他" in last or "其它" in last:
        return "other"
    if compiled(r"合计|总计|本年收入").search(last):
        return "total"
    return ""


_FILLERS: Final = Late(r"[()、,，和与及等的\s“”\"]|支出|类|款|项|其它|其他")


def same_name(left: str, right: str) -> bool:
    """Whether two printed names of one code mean the same: older names, brackets and fillers aside."""
    one, other = (_FILLERS.now.sub("", compact(name)) for name in (left, right))
    if one == other or not one or not other:
        return True
    return one in other or other in one
