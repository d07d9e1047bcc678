"""What the words at a page's edge tell of themselves: labels, figures, numbered points, additions in brackets."""

from typing import Final

from formaudit.patterns import compiled

__all__ = [
    "BARE_FIGURE",
    "BEFORE_FIGURE",
    "EMPTY_WORDS",
    "SENTENCE_END",
    "ends_as_label",
    "is_addition",
    "is_figure",
    "is_label",
    "is_numbered",
    "is_open",
    "place_in_list",
]

_OPENING: Final = "（(《〈“‘「『【[〔"
SENTENCE_END: Final = compiled(r"[。；;！？!?：:]$")
_NUMBERED: Final = compiled(
    r"^(?:目标|任务|指标|措施|原因|问题|建议)?[（(]?"
    r"(?:(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）][、.．]?|[、．：:，是]|\.(?!\d))|(?P<ring>[①-⑳]))"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
_FIGURE: Final = compiled(r"^[≥≤≧≦><=＞＜]?[\d０-９.,，%％/\-－—+]+(?:%|％|万?元|分|人|次|个|起|户|天)?$")
BEFORE_FIGURE: Final = compiled(r"[\d.,，≥≤≧≦><=＞＜约共]$")
BARE_FIGURE: Final = compiled(r"^[\d.,，]+[%％]?$")
EMPTY_WORDS: Final = frozenset(("……", "…", "...", "......", "——", "—", "-", "/", "无", "不适用", "不涉及"))
_LABEL_END: Final = compiled(
    r"(?:指标|目标|部门|单位|名称|资金|情况|总额|得分|总分|分值|合计|金额|项目|内容|说明|备注|措施|原因|序号|经费|支出"
    r"|[预决]算数?|执行[数率]|完成值|指标值|专项|补助|调整|分[)）]|元[)）]|拨款|收入|结[转余]|费|满意度|效益|影响)$"
)
_KNOWN_LABEL: Final = compiled(
    r"(?:(?:[预概]算)?(?:单位|部门|项目|项目支出|资金|专项资金|政策)名称|主管部门|实施单位|年度总体目标|年度资金总额"
    r"|[一二三]级指标|年度指标值|实际完成(?:值|情况)|预期目标|分值|得分|执行率|[年全]\w{0,2}(?:预算|执行)数|序号|备注|总分"
    r"|合计|(?:绩效|产出|效益|满意度|(?:数量|质量|时效|成本)|(?:经济|社会|生态)效益|可持续影响|服务对象满意度)指标"
    r"|(?:经济|社会|生态)效益|可持续影响|服务对象满意度|(?:年度|项目|部门)(?:预算|资金)(?:申请|安排|情况)?|(?:预算|资金)(?:申请|安排|情况)"
    r"|(?:其中[:：])?(?:当年|本年)?财政拨款|上年结转(?:资金)?|其他资金|偏差原因分析?及改进措施)"
    r"(?:[（(][^（）()]{1,8}[)）])?"
)

_KINDS: Final = (
    "绩效", "产出", "效益", "满意度", "数量", "质量", "时效", "成本", "可持续影响", "服务对象满意度",
    "经济效益", "社会效益", "生态效益",
)  # fmt: skip
_LONG_LABELS: Final = (
    *(f"{kind}指标" for kind in _KINDS),
    "年度总体目标", "年度资金总额", "年度指标值", "实际完成情况", "预期目标", "当年财政拨款", "其中：当年财政拨款",
    "上年结转资金", "其他资金", "年度预算申请", "偏差原因分析及改进措施", "主管部门", "实施单位", "项目名称",
)  # fmt: skip
"""Labels that a page's edge may cut twice, so that only their beginning stands on two pages."""
_UNCLOSED: Final = compiled(r"[（(][^（）()]*$")


def is_label(text: str) -> bool:
    """Whether a compact text is a label that these forms are known to print."""
    return bool(_KNOWN_LABEL.fullmatch(text))


def begins_label(text: str) -> bool:
    """Whether a compact text is how a label begins that these forms are known to print: 年度预算申请（万."""
    if is_open(text):
        return is_label(_UNCLOSED.sub("", text))
    return len(text) > 1 and any(known.startswith(text) for known in _LONG_LABELS)


def ends_as_label(text: str) -> bool:
    """Whether a compact text ends as labels do."""
    return bool(_LABEL_END.search(text))


def is_open(text: str) -> bool:
    """Whether a bracket is not closed in a text."""
    return any(text.count(opening) > text.count(closing) for opening, closing in (("（", "）"), ("(", ")")))


def is_addition(text: str) -> bool:
    """Whether a text is a mere addition in brackets, such as the points of an indicator."""
    return text[0] in _OPENING


def is_figure(text: str) -> bool:
    """Whether a compact text is a figure with the signs and units that people put around it."""
    return bool(_FIGURE.match(text))


def is_numbered(text: str) -> bool:
    """Whether a text begins with its number in a list."""
    return bool(_NUMBERED.match(text))


def place_in_list(text: str) -> int | None:
    """The number with which a text begins, in any of the usual writings.

    >>> place_in_list("目标2：巡查"), place_in_list("三是培训"), place_in_list("④验收"), place_in_list("巡查3次")
    (2, 3, 4, None)
    """
    found = _NUMBERED.match(text)
    if found is None:
        return None
    return ord(found["ring"]) - ord("①") + 1 if found["ring"] else _value(found["n"])


def _value(numeral: str) -> int:
    """The value of 1-99 in either writing.

    >>> _value("十二"), _value("7")
    (12, 7)
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens[-1:], 1) if ten else 0) * 10 + _DIGITS.get(ones[-1:], 0)
