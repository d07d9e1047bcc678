"""The words for changes: up and down, above and below what was planned, and the amounts that are changes."""

from typing import Final

from formaudit.forms.narrative.readings.tokens import Token
from formaudit.patterns import compiled

__all__ = ["APART", "BOTH", "DOWN", "GROUP", "OVER", "PLANNED", "TO", "UP", "is_change"]

UP: Final = (
    "增产|增加|增长|回升|上升|提高|提升|上涨|增幅|增速|增收|增支|扩大|延长|多|(?<![正副最初])高出?|超出|超过|大于|高于"
    "|超支|净增|增|多(?:收|支|付|用|花|缴|投|拨)"
)
DOWN: Final = (
    "减产|减少|下降|降低|减支|减收|压减|压缩|降幅|缩减|缩短|节约|节省"
    "|节支|节[电水能煤油气热粮材]|精简|少|低|小于|低于|下浮|降|减|回落|少(?:收|支|付|用|花|缴|投|拨)"
)
GROUP: Final = compiled(
    rf"(?P<word>{UP}|{DOWN}|相差|差额|差值|差异|增减|变动|变化)(?:额|率|幅度?|比例|金额|资金|支出|了|为|约|达到?|[:：])*\s*$"
)
OVER: Final = compiled(
    r"(?P<word>超|逾期|延期|延误|拖期)(?:额|计划|任务|目标|预算|出|过)*(?:完成|支出|支)?[^，。；¤]{0,6}$"
)
PLANNED: Final = compiled(r"计划|任务|目标|预算|应(?!急|对)|指标|批复|核定|合同")
TO: Final = compiled(
    r"(?:到|至|达到?|为|(?<!完)成)\s*$|(?:增加|减少|提高|降低|提升|增长|上升|下降|降|升|减|增|缩短|扩大)(?:到|至|为)[^，。；¤]{0,4}$"
)
APART: Final = compiled(r"相差|(?:差额|差值|差异)(?:数|额|为|达|是)*\s*$|差距")
BOTH: Final = 2


def is_change(token: Token) -> bool:
    """Whether a figure is itself an amount by which another changed."""
    return GROUP.search(token.lead) is not None and not TO.search(token.lead)
