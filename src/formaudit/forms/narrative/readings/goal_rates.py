"""Rates of what a goal set, told with the results: 年度目标：新建广场6个…；完成情况：新建广场5个，完成率83.33%.

A result goes by the name of its goal, or is the only one of its measure, so that no other amount may be meant.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, finest, plain
from formaudit.forms.narrative.readings.names import bare_name, of_one_thing
from formaudit.forms.narrative.readings.rate_pairs import COMPLETED
from formaudit.forms.narrative.readings.rates_elsewhere import NAMED_RATE
from formaudit.forms.narrative.readings.ratios import found, ratio
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["goal_rate_candidates"]

_GOAL: Final = compiled(r"(?:目标|目标值|指标值|年度任务|年度计划|预期值)(?:为|是)?[：:]")
_RESULT: Final = compiled(
    r"(?:完成情况|(?<=[。；;\n])\s*完成(?=[:：])|实际完成(?:情况|值)?|实际情况|完成值|实际值|实现情况|落实情况|执行情况)(?:为|是)?[：:]"
    r"|(?<=[。；;\n])\s*(?:全年|年度|本年)?实际(?=[\u4e00-\u9fff])"
)
_OF_GOAL: Final = late(r"完成|达成|实现|执行|支出|支付|投入|到位|使用")
_BEYOND: Final = late(
    r"(?:超额(?:完成)?|超(?:出|过)?(?:年度|全年|预期|既定)?(?:目标|任务|计划)(?:值|数)?)(?:为|达)?\s*$"
    r"|(?:较|比)(?:年度|年初|预期|既定)?(?:目标|任务|计划)(?:值|数)?(?:增加|多|高出?|超出?)了?\s*$"
)
_OF_MONEY: Final = late(r"资金|预算|执行|支[出付]|投资|到位")
_FILLING: Final = compiled(
    r"应|计划|任务|目标|指标值?|标准|实际|完成值?|达到?|实现|全年|本年度?|年度|年初|数|值|已|支付|支出|执行|使用|拨付|发放"
    r"|兑现|新建|建成|开展|举办|组织|投入|[为是约]"
)
_JOINED: Final = frozenset("、和与及,， ")
_REACH: Final = 600
_CLAUSE: Final = 2
_SURE: Final = 0.9


def goal_rate_candidates(block: Block) -> Iterator[Candidate]:
    """Each rate of a result, with the result beside it and the goal by the same name."""
    goals = [match.end() for match in _GOAL.finditer(block.text)]
    for result in _RESULT.finditer(block.text):
        before = [at for at in goals if at <= result.start()][-1:]
        if not before or result.start() - before[0] > _REACH:
            continue
        end = next((at for at in goals if at > result.end()), len(block.text))
        amounts = [one for one in block.tokens if not one.is_rate and not one.is_price]
        wanted = [one for one in amounts if before[0] <= one.start < result.start()]
        reached = [one for one in amounts if result.start() <= one.start < end]
        for rate in block.tokens:
            if result.start() <= rate.start < end and rate.measure == "%":
                yield from _of_goal(block, rate, wanted, reached)
            elif result.start() <= rate.start < end and _BEYOND.search(rate.lead):
                yield from _beyond_goal(rate, wanted, reached)


def _of_goal(block: Block, rate: Token, wanted: Sequence[Token], reached: Sequence[Token]) -> Iterator[Candidate]:
    named = NAMED_RATE.search(rate.lead)
    beyond = _BEYOND.search(rate.lead) is not None
    told = COMPLETED.search(rate.lead) is not None or (named is not None and _OF_GOAL.search(named["stem"]) is not None)
    told = told or beyond
    row = _row(block, rate)
    if not (told or (row and COMPLETED.search(row[0].lead))):
        return
    if row:
        tops = [one for one in reached if one.sentence == rate.sentence and one.end <= row[0].start][-len(row) :]
        top = tops[row.index(rate)] if len(tops) == len(row) else None
    else:
        top = _top(rate, named["stem"] if named else "", reached)
    bottom = _goal_of(top, wanted) if top is not None else None
    money = _OF_MONEY.search(rate.lead) is not None
    if top is not None and bottom is not None and (top.measure == "money" or not money):
        yield from found(ratio(rate, top, bottom, _SURE, over=1 if beyond else 0))


def _beyond_goal(more: Token, wanted: Sequence[Token], reached: Sequence[Token]) -> Iterator[Candidate]:
    """目标值：不少于260场；实际值：286场；超目标值26场: by how much the result right before lies beyond its goal."""
    before = [one for one in reached if one.at == more.at - 1 and one.measure == more.measure]
    goal = _goal_of(before[0], wanted) if before else None
    if goal is None or any(one.about for one in (more, before[0])):
        return
    expected = before[0].amount - goal.amount
    gap = more.amount - expected
    yield Candidate(
        question=("difference", more.start),
        kind=StatementKind.DIFFERENCE,
        target=more,
        terms=(before[0], goal),
        roles=(Role.DIFFERENCE, Role.CURRENT, Role.BASE),
        expected=expected,
        slack=finest((more, before[0], goal)),
        line=f"{plain(before[0].amount)} − {plain(goal.amount)} = {plain(expected)}",
        strength=_SURE,
        slipping=((before[0], before[0].amount + gap), (goal, goal.amount - gap)),
    )


def _row(block: Block, rate: Token) -> list[Token]:
    """The rates of a row that one belongs to (分别完成目标的116.67%和108%), or nothing."""
    row = [rate]
    while row[0].at and set(row[0].lead) <= _JOINED and block.tokens[row[0].at - 1].measure == "%":
        row.insert(0, block.tokens[row[0].at - 1])
    for one in block.tokens[rate.at + 1 :]:
        if one.measure != "%" or not set(one.lead) <= _JOINED:
            break
        row.append(one)
    return row if len(row) > 1 and "分别" in row[0].clause else []


def _top(rate: Token, stem: str, reached: Sequence[Token]) -> Token | None:
    """The result that a rate names (危桥改造完成率), else the one right before it."""
    name = bare_name(stem, _FILLING)
    called = [one for one in reached if len(name) > 1 and name in one.lead + one.tail and one.sentence == rate.sentence]
    if called:
        return called[-1] if len(called) == 1 else None
    near = [one for one in reached if one.at == rate.at - 1 and one.sentence == rate.sentence]
    return near[0] if near and rate.rank <= _CLAUSE else None


def _goal_of(top: Token, wanted: Sequence[Token]) -> Token | None:
    """The goal of a result: the only one of its measure, or the only one of its name."""
    alike = [one for one in wanted if one.measure == top.measure]
    named = [one for one in alike if _name(one) and _name(top) and of_one_thing(_name(one), _name(top))]
    if len(named) == 1:
        return named[0]
    return alike[0] if len(alike) == 1 and (not _name(top) or top.measure == "money") else None


def _name(token: Token) -> str:
    return bare_name(token.lead + (token.tail[:6] if token.measure != "money" else ""), _FILLING)
