"""Figures that come again: repeated under the same name, met as a target, or summed up somewhere else.

These readings confirm and never contradict: a figure that does not come again says nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, plain, significant, sum_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled

__all__ = ["echo_candidates"]

_CONFIRMING: Final = 0.36
_COMMON: Final = compiled(
    r"支出|收入|资金|经费|项目|预算|金额|费用|执行|完成|实际|指标|数量|达到|全年|年度|共|我[省市县区局]|其中|下达|安排|已|的|了|为"
)
_SIMILAR: Final = 0.5
_BACK: Final = 24
_REACHED: Final = compiled(r"实际|完成值|完成|达到|实现|现为|为")
_WANTED: Final = compiled(r"(?:指标值?|目标值?|计划(?:数|值)?)(?:为|是|:|：|=)?\s*$")
_NEAR: Final = 2
_FEW_ITEMS: Final = 2
_PARAGRAPH: Final = 5
_TOTALS: Final = (compiled(r"收入[^，。；¤]{0,4}(?:总计|合计)"), compiled(r"支出[^，。；¤]{0,4}(?:总计|合计)"))


def echo_candidates(block: Block) -> Iterator[Candidate]:
    """Everything that confirms a figure by another that is no part of it."""
    yield from _repeats(block)
    yield from _targets(block)
    yield from _posts(block)
    yield from _equal_totals(block)
    yield from _elsewhere(block)
    yield from _listed_apart(block)


def _same(block: Block, first: Token, second: Token, sign: str = "") -> Candidate:
    del block, sign
    return Candidate(
        question=("echo", second.start),
        kind=StatementKind.SAME,
        target=second,
        terms=(first,),
        roles=(Role.VALUE, Role.VALUE),
        expected=first.amount,
        slack=first.half * 0,
        line=f"{first.raw.strip()} = {plain(first.amount)}",
        strength=_CONFIRMING,
        alone=False,
    )


def _pairs(text: str) -> set[str]:
    bare = _COMMON.sub("", compiled(r"[^\u4e00-\u9fff]").sub("", text))
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _around(token: Token) -> str:
    return token.mention.own + token.tail[:12]


def _repeats(block: Block) -> Iterator[Candidate]:
    """The same figure in another sentence under a name that shares half its content."""
    seen: dict[tuple[str, str], list[Token]] = {}
    for token in block.tokens:
        if token.amount == 0:
            continue
        earlier = seen.setdefault((token.measure, plain(token.amount)), [])
        own = _pairs(_around(token)) if earlier else set()
        for other in reversed(earlier):
            theirs = _pairs(_around(other))
            shared = len(own & theirs)
            long = token.measure == "money" and significant(token.amount) >= 4
            alike = shared >= _SIMILAR * min(len(own), len(theirs)) and shared > 0
            if other.sentence != token.sentence and (alike or long):
                yield _same(block, other, token)
                break
        earlier.append(token)


def _targets(block: Block) -> Iterator[Candidate]:
    """布防飞机数量≥6架，实际布防6架: what was to be reached, and what was."""
    for token in block.tokens:
        sign = token.mention.quantity.comparison or ("≥" if _WANTED.search(token.lead) else "")
        following = [one for one in block.after(token)[:1] if one.at - token.at <= _NEAR]
        if sign == "=" and following and following[0].amount == token.amount:
            sign = "≥"  # 年初目标值=100%，实际完成值=100%
        if sign not in ("≥", "≤", ">", "<") or not following:
            continue
        reached = following[0]
        if "实际" not in reached.lead and not token.mention.quantity.comparison:
            continue
        if reached.measure != token.measure or reached.sentence != token.sentence or not _REACHED.search(reached.lead):
            continue
        over = sign in ("≥", ">")
        if (reached.amount >= token.amount) if over else (reached.amount <= token.amount):
            yield _met(("target", reached.start), reached, token, "≥" if over else "≤")


def _met(question: tuple[str, int], reached: Token, wanted: Token, sign: str) -> Candidate:
    return Candidate(
        question=question,
        kind=StatementKind.TARGET,
        target=reached,
        terms=(wanted,),
        roles=(Role.REACHED, Role.WANTED),
        expected=reached.amount,
        slack=reached.half * 0,
        line=f"{plain(reached.amount)} {sign} {plain(wanted.amount)}",
        strength=_CONFIRMING,
        alone=False,
    )


def _posts(block: Block) -> Iterator[Candidate]:
    """编制63名，在职57人: staff within its quota."""
    for run in block.sentences():
        quota = [
            one
            for one in run
            if one.measure in ("人", "个") and compiled(r"编制(?:人?数|总数)?(?:为|共)?\s*$").search(one.lead)
        ]
        staff = [
            one
            for one in run
            if one.measure == "人"
            and compiled(r"(?:在职|在编|实有)[^，。；¤]{0,6}$").search(one.lead)
            and "退休" not in one.lead
            and "编制" not in one.lead
        ]
        if len(quota) == 1 and staff and staff[0] is not quota[0] and staff[0].amount <= quota[0].amount:
            yield _met(("posts", quota[0].start), staff[0], quota[0], "≤")


def _equal_totals(block: Block) -> Iterator[Candidate]:
    """收入总计…，支出总计…: printed alike."""
    for run in block.sentences():
        sides = [[one for one in run if one.measure == "money" and words.search(one.lead)] for words in _TOTALS]
        if len(sides[0]) == len(sides[1]) == 1 and sides[0][0].amount == sides[1][0].amount and sides[0] != sides[1]:
            yield _same(block, sides[0][0], sides[1][0])


def _listed_apart(block: Block) -> Iterator[Candidate]:
    """Items of one paragraph each, one amount in each, that make up an amount before them (主要项目情况如下：…)."""
    runs = list(block.sentences())
    at = 0
    while at < len(runs):
        items = [money[0]] if len(money := _amounts(runs[at])) == 1 and runs[at][0].rank == _PARAGRAPH else []
        end = at + 1
        while items and end < len(runs) and runs[end][0].rank == _PARAGRAPH and len(more := _amounts(runs[end])) == 1:
            items.append(more[0])
            end += 1
        total = sum_of(items)
        if len(items) > _FEW_ITEMS:
            for whole in reversed(block.tokens[max(0, items[0].at - _BACK) : items[0].at]):
                if whole.measure == "money" and whole.amount == total and significant(whole.amount) > _FEW_ITEMS:
                    yield sum_candidate(("listed", items[0].start), whole, items, _CONFIRMING, alone=False)
                    break
        at = end


def _amounts(run: Sequence[Token]) -> list[Token]:
    """The amounts of money of a sentence that are no prices and no changes."""
    return [one for one in run if one.measure == "money" and not one.is_price and one.role is Wording.VALUE]


def _elsewhere(block: Block) -> Iterator[Candidate]:
    """All amounts of a sentence make up an amount of a sentence before it."""
    for run in block.sentences():
        money = [one for one in run if one.measure == "money" and not one.is_price and one.role is Wording.VALUE]
        if len(money) < 2:
            continue
        total = sum_of(money)
        for whole in reversed(block.tokens[max(0, run[0].at - _BACK) : run[0].at]):
            if whole.measure == "money" and whole.amount == total and significant(whole.amount) > 1:
                yield sum_candidate(("elsewhere", money[0].start), whole, money, _CONFIRMING, alone=False)
                break
