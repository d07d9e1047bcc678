"""Differences between two figures that a comparison names, or that are the only two before it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, tails
from formaudit.forms.narrative.readings.change_words import APART, BOTH, OVER, PLANNED, is_change
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["between_both", "named_sides", "points_between"]

_BASE: Final = compiled(
    r"(?:于|过|超|出|比|较)[^，。；¤]{0,6}?(?P<name>目标|计划|预期|任务|指标|平均|标准|全[省市县国区])"
)
_THAN_A_YEAR: Final = compiled(r"[比较与同](?P<year>20[0-9]{2})年")
_THAN_LAST: Final = late(r"(?:比|较|同比)[^，。；¤]{0,4}(?:上年|去年|上一年|同期|年初)|同比|环比")
_LAST: Final = late(r"上年|去年|同期|年初|20[0-9]{2}年|由|从")
_CHANGE: Final = compiled(r"[，,]?\s*(?:增加|减少|多|少|超出?)了?\s*")


def points_between(block: Block, token: Token, *, down: bool) -> Iterator[Candidate]:
    """目标90%，实际96.4%，超目标6.4个百分点: the only two rates of the sentence before so many points."""
    rates = [one for one in block.before(token, same=False) if one.is_rate]
    if _THAN_LAST.search(token.lead) and not any(_LAST.search(one.lead) for one in rates):
        return  # 中央占62%，地方占38%，较上年下降4个百分点: last year's is not printed
    if "分别" in token.lead:
        return  # 完成率分别为43.2%、37.8%，分别超时序进度9.9个、4.5个百分点: each is measured from something else
    if token.measure != "百分点" or len(rates) != BOTH or any(one.measure != "%" or is_change(one) for one in rates):
        return
    ordered = sorted(rates, key=lambda one: one.amount)
    planned = [one for one in rates if PLANNED.search(one.lead) or one.mention.quantity.comparison]
    # What was reached stands above the goal where the words say so, and below where they say that.
    if len(planned) == 1 and (planned[0] is ordered[1]) != down:
        return
    base = _BASE.search(token.lead)
    if base and not planned and not any(base["name"] in one.lead for one in rates):
        return  # 满意度99.1%，高于目标值4.1个百分点: the goal is not printed
    less, more = ordered
    gap = token.amount - (more.amount - less.amount)
    yield Candidate(
        question=("difference", token.start),
        kind=StatementKind.DIFFERENCE,
        target=token,
        terms=(more, less),
        roles=(Role.DIFFERENCE, Role.BASE if down else Role.CURRENT, Role.CURRENT if down else Role.BASE),
        expected=more.amount - less.amount,
        slack=max(finest((token, more, less)), coarse(token, (more, less))),
        line=f"{plain(more.amount)} − {plain(less.amount)} = {plain(more.amount - less.amount)}",
        strength=0.82,
        alone=not token.about,
        slipping=((more, more.amount + gap), (less, less.amount - gap)),
    )


def _done_and_planned(token: Token, pair: Sequence[Token]) -> bool:
    """Whether a bare change stands behind a plan and what came of it (计划12.5公里，实际13.2公里，增加0.7公里)."""
    plan, done = pair
    near = plan.part == done.part == token.part and done.at == token.at - 1
    told = _CHANGE.fullmatch(token.lead) is not None and "实际" in done.lead and "实际" not in plan.lead
    return near and told and PLANNED.search(plan.lead) is not None


def between_both(block: Block, token: Token) -> Iterator[Candidate]:
    """预算数1,248万元，执行数1,166.7万元，两者相差81.3万元: the two figures before."""
    pair = [one for one in block.before(token) if not is_change(one) and not one.is_price]
    if len(pair) != BOTH or not (APART.search(token.lead) or _done_and_planned(token, pair)):
        return
    less, more = sorted(pair, key=lambda one: one.amount)
    gap = token.amount - (more.amount - less.amount)
    yield Candidate(
        question=("difference", token.start),
        kind=StatementKind.DIFFERENCE,
        target=token,
        terms=(more, less),
        roles=(Role.DIFFERENCE, Role.CURRENT, Role.BASE),
        expected=more.amount - less.amount,
        slack=Decimal(0) if token.measure not in ("money", "分", "%") else finest((token, more, less)),
        line=f"{plain(more.amount)} − {plain(less.amount)} = {plain(more.amount - less.amount)}",
        strength=0.85,
        alone=not any(one.about for one in (token, more, less)),
        slipping=((more, more.amount + gap), (less, less.amount - gap)),
    )


_LIMIT: Final = late(r"[期时]限|限期|法定")
_SIDE: Final = (
    ("决算", "决算|支出|执行"), ("执行", "执行|支出"), ("实际", "实际|实有|完成"), ("预算", "预算"),
    ("计划", "计划|任务|目标"), ("任务", "任务|计划"), ("编制", "编制|核定"), ("目标", "目标|计划"),
    ("合同", "合同"), ("概算", "概算"), ("年初", "年初"),
)  # fmt: skip
"""What a side of a comparison is called, and how the amount it means may be introduced."""


def named_sides(block: Block, token: Token, *, down: bool) -> Iterator[Candidate]:
    """决算数大于预算数2.4万元, 比预算节约1.7万元: the sides are named, and printed before."""
    match = compiled(
        r"(?P<left>[^，。；¤]*?)(?:比|较|大于|小于|高于|低于|超出?|多于|少于)(?P<right>[^，。；¤]*)$"
    ).search(token.lead)
    if match is None:
        match = compiled(r"(?P<left>)(?P<right>(?:超|逾期|延期|延误|拖期)[^，。；¤]*)$").search(token.lead)
        if match is None:
            return
    values = [one for one in block.before(token) if not is_change(one) and not one.is_price]
    right = match["right"] + match["left"]
    bases = [one for words, fits in _SIDE if words in match["right"] for one in values if re.search(fits, one.lead)]
    if not bases:
        bases = [
            one
            for words, fits in _SIDE
            if words in right and words in ("预算", "计划", "任务", "编制", "合同", "概算")
            for one in values
            if re.search(fits, one.lead)
        ]
    if not bases and OVER.search(token.lead):
        bases = [one for one in values if PLANNED.search(one.lead) or _LIMIT.search(one.lead)]
    if (year := _THAN_A_YEAR.search(token.lead)) is not None:  # 与2022年预算相比增加170万元
        bases = [one for one in bases if one.mention.year == int(year["year"])]
    for base in bases[-1:]:
        others = [one for one in values if one.at != base.at]
        for order, current in enumerate(reversed(others)):
            over, under = (base, current) if down else (current, base)
            expected = over.amount - under.amount
            gap = token.amount - expected
            yield Candidate(
                question=("difference", token.start),
                kind=StatementKind.DIFFERENCE,
                target=token,
                terms=(over, under),
                roles=(Role.DIFFERENCE, Role.BASE if down else Role.CURRENT, Role.CURRENT if down else Role.BASE),
                expected=expected,
                slack=finest((token, over, under)),
                tail=tails((token, over, under)),
                line=f"{plain(over.amount)} − {plain(under.amount)} = {plain(expected)}",
                strength=0.85 if order == 0 and len(others) == 1 else 0.65 if order == 0 else 0.5,
                alone=not any(one.about for one in (token, over, under)),
                slipping=((over, over.amount + gap), (under, under.amount - gap)),
            )
