"""What was planned beside what was done of it: a total speaks of one of the two and never adds them up.

一期计划投资500万元，完成投资480万元；二期计划投资300万元，完成投资260万元；累计完成投资740万元.
上年结转50万元，当年预算300万元，当年预算执行280万元，合计支出330万元.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.cues import PLAN_WORDS, SPENT_WORDS
from formaudit.forms.narrative.readings.lists import Listed
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled

__all__ = ["brought_over", "done_instead", "of_one_stage", "used_up"]

_PLANNED: Final = compiled(rf"{PLAN_WORDS}|指标(?!值完成)|核定|规划|设计|概算|应(?!急|对|用)|拟|合同")
_DONE: Final = compiled(
    rf"{SPENT_WORDS}|完成|实施|实际|建成|建设完|竣工|投用|实现|开展|改造完|结算|报账|列支|(?:^|[，,、\s])已"
)
_COMMON: Final = compiled(
    r"实际|全年|当年|本年度?|年度|年内|其中|累计|共计?|目前|已经?|均|全部|截至[^，。；¤]*|20\d\d年|资金|经费|金额|总额|数|为|达到?|了|的|约|按期|如期"
)
_BROUGHT: Final = compiled(
    r"(?:上年度?|去年|年初|期初|以前年度|20\d\d年度?)(?!末)[^，。；¤]{0,6}(?:结[转余]|遗留|未完成|余留)[^，。；¤]{0,6}$"
)
_ALL_USED: Final = compiled(
    r"(?:已?全部|已|均已?)[^，。；¤]{0,4}(?:使用|支出|支付|执行|完成|用完|用于)|(?:使用|支出|支付)完毕|全额(?:使用|支出)"
)
_SPENT: Final = compiled(
    r"[，,、；\s]*(?:已|实际|全年|当年|累计|共计?|现|均)*(?:支出|支付|使用|执行|拨付|完成)(?:了|金额|资金|数|额)?(?:为|是|约)?\s*"
)
_CLAUSE: Final = 2
_NAME: Final = 2
_COUPLE, _THREE = 2, 3


def of_one_stage(whole: Token, run: Sequence[Token]) -> list[Token]:
    """Of figures that were planned with what was done of each behind them those that a total speaks of."""
    pairs = [(one, other) for one, other in pairwise(run) if _done_of(one, other)]
    if not pairs:
        return list(run)
    if _planned(whole):
        done = {other.at for _, other in pairs}
        return [one for one in run if one.at not in done]
    return [one for one in run if not _planned(one)]


def done_instead(block: Block, whole: Token, run: Listed) -> Listed:
    """Of items with what was spent of each right behind it those that were spent, where their whole was spent too.

    执行2,892万元。其中：设备购置1,500万元，支出1,462万元；综合改革860万元，支出860万元….
    """
    if not _DONE.search(whole.lead) or _planned(whole):
        return run
    spent = {one.at: other for one in run.parts if (other := _spent_of(block, one)) is not None}
    if len(spent) < _COUPLE or len(spent) * _THREE < len(run.parts):
        return run
    behind = {one.at for one in spent.values()}
    parts = tuple(spent.get(one.at, one) for one in run.parts if one.at not in behind)
    whole_list = len(spent) == len(parts)
    return Listed(parts, len(parts) if whole_list else run.tight, 0, run.stopped_open or not whole_list, parts)


def _spent_of(block: Block, item: Token) -> Token | None:
    following = block.tokens[item.at + 1 : item.at + 2]
    if not following or following[0].measure != item.measure or following[0].rank > _CLAUSE:
        return None
    fits = following[0].amount <= item.amount and _SPENT.fullmatch(following[0].lead) is not None
    return following[0] if fits and not _DONE.search(item.lead) else None


def _planned(token: Token) -> bool:
    return _PLANNED.search(token.lead) is not None and _DONE.search(token.lead) is None


def _done_of(plan: Token, done: Token) -> bool:
    """Whether a figure is what was done of the one right before it: it names nothing that the plan does not name."""
    if (
        plan.measure == "分"
        or not _planned(plan)
        or not _DONE.search(done.lead)
        or done.rank > _CLAUSE
        or done.sentence != plan.sentence
    ):
        return False
    own = _COMMON.sub("", _PLANNED.sub("", _DONE.sub("", done.lead.strip("，,、； ("))))
    words = plan.lead + plan.tail
    return len(own) < _NAME or any(own[at : at + _NAME] in words for at in range(len(own) - 1))


def brought_over(block: Block, whole: Token) -> Token | None:
    """What an earlier year has left, where the sentence of a total begins with it."""
    first = next((one for one in block.before(whole) if not one.is_price), None)
    return first if first is not None and _BROUGHT.search(first.lead) else None


def used_up(block: Block, whole: Token, brought: Token) -> bool:
    """Whether all that an earlier year has left is said to be spent (上年结转20万元已全部使用)."""
    begin, end = block.sentence_of(whole)
    again = compiled(r"结[转余][^，。；¤]{0,6}" + _ALL_USED.pattern).search(block.blotted, begin, end)
    return _ALL_USED.match(brought.tail.lstrip()) is not None or again is not None
