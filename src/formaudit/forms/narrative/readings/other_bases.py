"""Rates that do not come out of the amounts near them because the words say that they are of something else.

What they are of is not printed, or stands further away: that the amounts beside them miss them is left open.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.choose import Choice
from formaudit.forms.narrative.readings.cues import FULL_MARKS, side
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Standing, StatementKind
from formaudit.patterns import late

__all__ = ["of_done_itself", "of_other_base", "of_smaller_behind"]

_OWN_RATE: Final = late(r"(?:执行|支付|支出|使用|拨付|完成)(?:进度|率)[^，。；¤]{0,4}$")
_OF_WHICH: Final = late(r"其中|包括|含")
_EACH: Final = late(r"均(?!衡)|各(?!类|项|级|种|方)|分别")
_REVISED: Final = late(r"(?:全年|调整后?的?|调整后的?年度)预算(?:数|的)?(?:执行|支出|支付|完成)")
_FIRST: Final = late(r"年初|期初|原预算")
_ALL_PLANNED: Final = late(r"总(?:投资|概算|预算|任务|计划)|计划总?投资|概算")

_OF_PLAN: Final = late(r"占[^，。；¤]{0,12}(?:计划|任务|目标|预算|投资)数?的?[^，。；¤]{0,4}$")
_PLANNED: Final = late(r"计划|任务|预算|目标|应")
_BY_BUDGET: Final = late(r"预算|执行")
_BUDGETED: Final = late(r"^[^，。；¤]{0,3}[（(，,]?\s*按[^，。；¤]{0,6}预算")
_PRICED: Final = late(r"合同|审定|结算|中标|成交|造价|控制价|概算|总投资|投资总额")
"""What a thing costs in the end, over years, is not what a year's budget gives for it."""
_BUDGET: Final = late(r"预算|下达|指标|到位|安排")
_OF_YEAR: Final = late(r"当年|本年|年内|全年|年末|20\d\d年")
_SINCE: Final = late(r"累计|以来|历年|截[至止]")
_GOAL: Final = late(r"预算[^，。；¤]{0,4}的\s*$")
_WHEN: Final = late(r"月|季|半年|年底|[前首]批|第[一二三四]")
_POINTS: Final = late(r"得分率[^，。；¤]{0,4}$")
_GIVEN: Final = late(r"得|自评|评分|总分")
_COMPLETED: Final = late(r"完成|支出|支付|使用|已")
_STEPS: Final = ("支出", "支付", "使用", "执行", "拨付", "完成")
_ADDED: Final = frozenset({StatementKind.SUM, StatementKind.BALANCE, StatementKind.DIFFERENCE})
_PARTS: Final = frozenset({StatementKind.SUM, StatementKind.OF_WHICH})
_TAIL: Final = 14
_ALL: Final = Decimal(100)


def of_other_base(block: Block, choice: Choice, agreed: Iterable[Choice]) -> bool:
    """Whether a rate that does not come out of two amounts is told as one of something else."""
    one = choice.candidate
    if one.kind is not StatementKind.SHARE or not one.target.is_rate or len(one.terms) < 2:
        return False
    rate, top, bottom = one.target, one.terms[0], one.terms[-1]
    return (
        _own_of_part(rate, top, bottom, agreed)
        or (not one.slip and _of_part_between(block, rate, top, bottom))
        or (_REVISED.search(rate.lead) is not None and _FIRST.search(bottom.lead) is not None)
        or (
            _ALL_PLANNED.search(rate.lead) is not None
            and _COMPLETED.search(bottom.lead) is not None
            and bottom.at < rate.at
        )
        or (bottom.at == rate.at - 1 and rate.lead.strip() == "的" and _EACH.search(bottom.clause) is not None)
        or _of_the_budget(block, rate, top, bottom)
        or _of_own_budget(rate, top, bottom, agreed)
        or _whole_in_brackets(block, top)
        or (_POINTS.search(rate.lead) is not None and bottom.measure == "分" and _given(bottom))
    )


def _whole_in_brackets(block: Block, top: Token) -> bool:
    """Whether an amount is the whole of a share before its bracket: 占局项目支出的80%（局项目支出624万元），占….

    It is no part of anything then.
    """
    before = block.tokens[top.at - 1] if top.at else None
    if before is None or before.measure != "%" or "占" not in before.lead:
        return False
    return top.depth > before.depth and block.between(before, top).lstrip().startswith(("(", "（"))


def _given(token: Token) -> bool:
    """Whether points are those that were given: a rate of points is of the full marks."""
    return _GIVEN.search(token.lead) is not None and not FULL_MARKS.search(token.lead)


def _of_the_budget(block: Block, rate: Token, top: Token, bottom: Token) -> bool:
    """Whether a rate of payment is said to be of the budget, and the amounts are a price and what was paid of it.

    合同510万元，支付499.2万元，预算支付率96%; 累计支付514万元，当年支付499.2万元，支付率96%.
    """
    if not _OWN_RATE.search(rate.lead) or bottom.at > rate.at:
        return False
    said = _BY_BUDGET.search(rate.lead) is not None or _BUDGETED.search(block.text[rate.end : rate.end + _TAIL])
    yearly = _OF_YEAR.search(top.lead) is not None and not _OF_YEAR.search(bottom.lead)
    if _PRICED.search(bottom.lead) and not _BUDGET.search(bottom.lead):
        return bool(said) or yearly
    dated = yearly or _SINCE.search(top.lead) is not None
    return dated and _SINCE.search(bottom.lead) is not None and _done(bottom) and _same_step(top, bottom)


def _of_own_budget(rate: Token, top: Token, bottom: Token, agreed: Iterable[Choice]) -> bool:
    """Whether a part of what was done has a rate of its own budget, where the whole has its rate of the budget printed.

    预算20万元，支出15万元，为预算的75%：公车12万元，为预算的80%；接待3万元，为预算的60%.
    """
    if rate.at != top.at + 1 or not _GOAL.search(rate.lead) or _WHEN.search(top.clause):
        return False
    held = [one.candidate for one in agreed]
    done = [one.terms[0] for one in held if one.kind is StatementKind.SHARE and one.terms[-1].at == bottom.at]
    return any(
        one.kind in _PARTS and one.target.at == whole.at and any(term.at == top.at for term in one.terms)
        for one in held
        for whole in done
    )


def _done(token: Token) -> bool:
    return side(token.lead) == "done"


def of_smaller_behind(choice: Choice) -> bool:
    """Whether a share is held to a smaller amount of a sentence behind it: what it is a share of stands elsewhere."""
    one = choice.candidate
    if choice.standing is not Standing.BROKEN or one.kind is not StatementKind.SHARE or len(one.terms) < 2:
        return False
    rate, top, bottom = one.target, one.terms[0], one.terms[-1]
    behind = rate.is_rate and bottom.sentence > rate.sentence
    return behind and bottom.amount < top.amount and rate.amount <= _ALL


def of_done_itself(choice: Choice) -> bool:
    """Whether a share of a plan is held to what was done: 实际完成1126万元，占年度计划的98.2%, and 800万元 before it.

    The amount right before such a share is the part, and the plan is printed nowhere.
    """
    one = choice.candidate
    if choice.standing.agreed or one.kind is not StatementKind.SHARE or len(one.terms) < 2:
        return False
    rate, top, bottom = one.target, one.terms[0], one.terms[-1]
    planned = rate.is_rate and _OF_PLAN.search(rate.lead) is not None
    told_done = _COMPLETED.search(bottom.lead) is not None and not _PLANNED.search(bottom.lead)
    return planned and bottom.at == rate.at - 1 and top.at < bottom.at and told_done


def _own_of_part(rate: Token, top: Token, bottom: Token, agreed: Iterable[Choice]) -> bool:
    """Whether a part of what was spent has a rate of spending: of its own budget.

    支出50万元，其中甲支出30万元，执行率98%: what was spent is what its parts make up, and no part is spent of that.
    """
    if rate.at != top.at + 1 or not _OWN_RATE.search(rate.lead) or not _same_step(top, bottom):
        return False
    both = {top.at, bottom.at}
    return any(
        one.candidate.kind in _ADDED
        and both <= {one.candidate.target.at, *(term.at for term in one.candidate.terms)}
        and bottom.amount > top.amount
        for one in agreed
    )


def _same_step(one: Token, other: Token) -> bool:
    """Whether two amounts are told to be done in the same way (支付 both)."""
    return any(word in one.lead and word in other.lead for word in _STEPS)


def _of_part_between(block: Block, rate: Token, top: Token, bottom: Token) -> bool:
    """Whether one part of what was done, told as done too, stands between that and the rate behind it."""
    between = block.tokens[top.at + 1 : rate.at]
    return (
        len(between) == 1
        and bottom.at < top.at
        and between[0].measure == top.measure
        and _OF_WHICH.search(between[0].lead) is not None
        and _done(between[0])
        and _OWN_RATE.search(rate.lead) is not None
        and "总" not in rate.lead
    )
