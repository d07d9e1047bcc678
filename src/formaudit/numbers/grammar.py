"""The characters, units and words from which numbers are made in these texts.

All patterns work on text brought to one shape by ``shape``, which keeps every character at its place.
"""

import re
from functools import lru_cache
from typing import Final

from formaudit.numbers.quantity import FOREIGN_MONEY
from formaudit.patterns import compiled

__all__ = [
    "CLOCK",
    "COMPARE_LEFT",
    "COMPARE_RIGHT",
    "COUNT_UNITS",
    "CURRENCY_SIGNS",
    "DATE",
    "IDIOMS",
    "NOT_A_NUMBER",
    "SERIAL",
    "SIGNS",
    "TIME_UNITS",
    "UNIT",
    "shape",
]

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
_SAME_LENGTH: Final = _FULL_WIDTH | str.maketrans(
    {
        "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "﹥": ">", "﹤": "<", "〉": ">", "〈": "<", "＝": "=",
        "−": "-", "﹣": "-", "–": "-", "‐": "-", "‑": "-", "￥": "¥", "﹪": "%", "圆": "元", "㎡": "㎡",
        "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
        "【": "〔", "】": "〕", "［": "〔", "］": "〕", "[": "〔", "]": "〕",
    }
)  # fmt: skip


@lru_cache(maxsize=1024)
def shape(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, blanks as spaces; the full-width comma stays what it is.

    The result has the same length, so that a span in it is a span in the text.
    """
    return text.translate(_SAME_LENGTH)


# What may follow makes another word of the counting word: 3项目 is no 3项, 5人均 no 5人.
_BARE_COUNTERS: Final = {
    "人": "民均员口才力大社事为际", "名": "称单录义为字", "次": "序要年月日", "场": "所地景", "起": "草点来源步到",
    "件": "", "家": "庭属长", "项": "目", "天": "然气", "户": "籍口外", "套": "", "台": "账湾帐", "辆": "",
    "亩": "", "吨": "", "册": "", "份": "额", "期": "间末初限", "日": "常期前益", "年": "", "月": "", "周": "边年期",
    "岁": "", "所": "有以得在属需", "条": "件例款", "座": "谈", "栋": "", "幢": "", "间": "接隔", "处": "理级置罚",
    "支": "出付部持", "节": "约能假日", "篇": "", "部": "门分署", "幅": "度", "枚": "", "张": "",
    "本": "级单年部次区身",
    "眼": "科部睛镜前光界下看", "剂": "",
    "尾": "款矿水气部号",
    "株": "", "头": "", "只": "有能要是", "羽": "", "克": "服", "斤": "", "米": "", "批": "复准", "例": "如",
    "宗": "旨", "艘": "", "架": "构", "轮": "流换", "届": "", "对": "于接象外照比", "组": "织成", "类": "别似",
    "种": "植", "倍": "", "分": "别为配类析管解项担摊享", "秒": "", "盏": "", "口": "径",
    "块": "", "笔": "记", "卷": "", "m": "A-Za-z0-9²³", "hm": "A-Za-z0-9²³", "t": "A-Za-z0-9",
    "门": "", "堂": "", "道": "路", "段": "", "度": "",
    "棵": "", "盒": "饭", "捆": "绑", "丛": "书林", "包": "括装裹含容办干联销村户保片抓", "盆": "地",
    "顶": "级层部目点", "床": "位", "袋": "", "瓶": "颈", "桶": "", "箱": "涵变", "根": "据本源",
    "具": "有体备", "双": "方重向边拥减",
}  # fmt: skip
_LONG_COUNTERS: Final = (
    "方面",
    "剂次", "人份", "件套", "平米",
    "点次", "家次", "项次", "艘次", "亩次", "组次", "堂次", "标台", "床日", "台班",
    "个工作日", "个自然日", "个百分点", "个小时", "个学时", "个月", "个", "工作日", "自然日", "百分点", "人次", "人天",
    "餐次",
    "户次", "车次", "场次", "批次", "台次", "件次", "班次", "架次", "例次", "学时", "课时", "小时", "分钟", "平方米",
    "平方公里", "平方千米", "立方米", "公里", "千米", "公顷", "公斤", "千克", "千瓦时", "千瓦", "台套", "台(套)", "㎡",
    "m²", "m2", "m³", "m3", "km²", "km2", "hm²", "hm2", "km", "kg",
    "微克/立方米", "毫克/立方米", "毫克/升", "微克/升", "mg/L", "毫克", "毫米", "厘米", "兆瓦", "吨标准煤",
    "‰", "℃", *FOREIGN_MONEY,
)  # fmt: skip
COUNT_UNITS: Final = frozenset(_LONG_COUNTERS) | frozenset(_BARE_COUNTERS)
"""Every counting word that is known; others leave the number without a unit."""

TIME_UNITS: Final = frozenset(
    {"日", "天", "个工作日", "工作日", "个自然日", "自然日", "个月", "小时", "个小时", "分钟", "年", "周"}
)

IDIOMS: Final = frozenset(f"一{counter}" for counter in "个项次家件期批种天年日月步条对类轮节段道口部度本场组起门") | {
    "一方面", "十分", "三分", "两分", "一分", "三年", "五年", "三节", "两节", "三部", "四部", "一周", "三本",
}  # fmt: skip
"""Numeral and counting word that are a turn of speech rather than a count."""


def _bare(counters: dict[str, str]) -> str:
    # one look at each character: a set of Chinese ones takes the compiler twenty times as long
    return "|".join(word + "".join(f"(?!{char})" for char in after) for word, after in counters.items())


_LONG: Final = "|".join(
    f"{re.escape(word)}{'(?!旦)' if word == '日元' else ''}" for word in sorted(_LONG_COUNTERS, key=len, reverse=True)
)
_PER: Final = r"/(?:人次|人年|平方米|[人次年月日户个家件亩吨台辆场天㎡]|m²|m2)"
_WHOLE: Final = r"[整正](?![个体治式改理常])"
_MONEY: Final = (
    r"(?P<over>[多余](?=[万亿千百十]))?(?P<scale>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)? ?"
    r"(?P<more>[多余来])? ?"
    rf"元(?![旦宵素件])(?:{_WHOLE})?(?P<per>{_PER})?"
    r"|(?P<wanover>[多余])?(?:个(?=亿))?(?P<wan>[万亿])(?P<wanmore>[多余])?(?=[，,。;、:)\s]|以[上内下]|$)"
)
_TIMES: Final = r"(?P<someover>[多余](?=[万亿]))?(?P<times>[万亿]|千(?![克米瓦])|百(?!分))?(?P<some>[多余来])?"
_COUNT: Final = rf"{_TIMES}(?P<counter>{_LONG}|{_bare(_BARE_COUNTERS)})(?P<each>(?<=[元镑铢]){_PER})?"
_UNHEARD: Final = r"(?P<large>[万亿])(?P<largemore>[多余])?(?=[\u4e00-\u9fff])(?![元万亿千百美欧港])"
UNIT: Final = compiled(rf" {{0,3}}(?:(?P<percent>%+)|\((?P<boxed>万元|元|亿元|千元|%)\)|{_MONEY}|{_COUNT}|{_UNHEARD})")
"""The unit behind a number, with the multiplier 万 or 亿 of a count and 多, 余 for 'more than'.

A multiplier counts before a counting word that is not known, too: 5万页 is 50,000 of something.
"""

SIGNS: Final = {
    "≥": "≥", "≤": "≤", ">": ">", "<": "<", "=": "=", ">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", "≥=": "≥", "≤=": "≤",
    "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于等于": "≥", "大于或等于": "≥", "高于或等于": "≥", "至少": "≥",
    "不超过": "≤", "不超": "≤", "未超过": "≤", "不高于": "≤", "不大于": "≤", "不多于": "≤", "小于等于": "≤",
    "小于或等于": "≤", "低于或等于": "≤", "控制在": "≤", "至多": "≤", "最多": "≤", "高于": ">", "大于": ">",
    "多于": ">", "超过": ">", "低于": "<", "小于": "<", "少于": "<", "不足": "<", "等于": "=",
}  # fmt: skip
"""Signs and words before a number and the comparison they mean."""

CURRENCY_SIGNS: Final = {
    "US$": "美元", "USD": "美元", "$": "美元", "HK$": "港元", "HKD": "港元", "€": "欧元", "EUR": "欧元", "£": "英镑",
    "GBP": "英镑", "JPY": "日元",
}  # fmt: skip
"""Signs before a number that make it money of another country."""

_ABROAD: Final = f"(?:{'|'.join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))}) ?"
_WORDS: Final = "|".join(sorted((word for word in SIGNS if len(word) > 1 and word[0] > "z"), key=len, reverse=True))
COMPARE_LEFT: Final = compiled(
    rf"(?P<compare>[≥≤<>=]{{1,6}}|(?:{_WORDS}))? ?(?:(?P<currency>¥ ?|人民币 ?|RMB ?|CNY ?)|(?P<abroad>{_ABROAD}))?"
    r"(?P<sign>[-+]{1,4}|负)? ?$"
)
"""What may stand directly before the digits; matched at the end of the text on the left."""

_INCLUSIVE: Final = r"(?:\(含\)|及|或)?"
COMPARE_RIGHT: Final = compiled(
    rf" ?(?:(?P<least>{_INCLUSIVE}以上|及其以上)|(?P<most>{_INCLUSIVE}以[下内]|之内|及其以下)"
    r"|(?P<within>内)(?![部容设控外涵存地]))"
)
"""What may stand directly behind the unit; a bare 内 counts behind a unit of time only (30日内)."""

_YEAR: Final = r"(?:19|20)[0-9]{2}"
_HAN_YEAR: Final = r"[一二][〇○零九][〇○零一二三四五六七八九]{2}"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
DATE: Final = compiled(
    rf"{_YEAR} ?[-~～至—]+ ?{_YEAR} ?年(?:度)?"
    rf"|{_YEAR} ?年 ?{_MONTH} ?月 ?(?:{_DAY} ?日)?"
    rf"|{_YEAR} ?年(?! ?[多余])(?:度|末|底|初)?"
    rf"|{_YEAR}(?P<mark>[-./]){_MONTH}(?P=mark){_DAY}(?![0-9]|[.,][0-9]|[万亿%元])"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]|[.,][0-9]|[万亿%元])"
    rf"|{_HAN_YEAR}年(?:度)?(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?"
    rf"|{_MONTH} ?(?:[-~～至—] ?{_MONTH} ?)?月(?: ?{_DAY} ?日|份|底|末|初|中旬|上旬|下旬)?(?![均度])"
    r"|(?:1[5-9]|2[0-9]|3[0-9])年(?=度|末|底|初|[预决]算|1?[0-9]月)度?"
)
"""Dates, years and months; 3年 and 30日 are spans of time, that is counts."""

CLOCK: Final = compiled(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?![0-9.,%]| ?[万亿元])")

NOT_A_NUMBER: Final = compiled(
    r"(?:19|20)[0-9]{2} ?[〕)] ?第? ?[0-9]{1,5} ?号"  # 〔2020〕10号
    r"|[0-9]{17}[0-9Xx](?![0-9A-Za-z.])"  # identity card
    r"|1[3-9][0-9]{9}(?![0-9.,]|[万亿元])"  # mobile telephone
    r"|1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}(?![0-9])"
    r"|0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9.])"  # telephone
    r"|[0-9]{2,4}[-*]{0,1}\*{3,}[0-9*]*"  # masked number
    r"|(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:[:/][0-9]+)?(?![0-9.])"  # address in a network
    r"|[0-9]{12,}(?![0-9.,]|[万亿元%])"  # account
    r"|0[0-9]{2,}(?![0-9.,])"  # code
)

SERIAL: Final = compiled(r"[0-9]{1,2}(?:、|\.(?![0-9%元]| ?[万亿]元)|\) ?(?![0-9%]))")
