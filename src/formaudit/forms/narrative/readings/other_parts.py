"""Sums and differences that do not come out because the words, or the figures themselves, group them otherwise."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, significant, sum_of
from formaudit.forms.narrative.readings.choose import Choice
from formaudit.forms.narrative.readings.nearness import gap_share
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import StatementKind
from formaudit.patterns import late

__all__ = ["grouped_otherwise"]

_TAKEN_OFF: Final = frozenset({StatementKind.BALANCE, StatementKind.DIFFERENCE})
_ALL: Final = Decimal(100)
_PAIR: Final = 2
_SEMICOLON: Final = 3
_WIDE: Final = Decimal("0.3")
_GOAL: Final = late(r"目标|计划|任务|预算|指标|预期")
_THEN: Final = late(r"上年|去年|上一年|前年|同期|20\d\d年")
_OF_WHICH: Final = late(r"其中")
_BROUGHT: Final = late(r"(?:上[年级]|以前年度|历年|往年)[^，。；¤]{0,4}(?:结转|结余)")


def grouped_otherwise(block: Block, choice: Choice, agreed: Iterable[Choice]) -> bool:
    """Whether figures that do not come out as a sum or difference are told to belong together in another way."""
    one = choice.candidate
    if one.kind is StatementKind.SUM:
        if _each_a_share(block, one):
            return True
        return _one_side(one) or _by_pieces(block, one) or _open_behind(block, one) or _in_list_with_total(block, one)
    if one.kind in _TAKEN_OFF:
        return _against_goal(one, agreed) or _next_item(block, one)
    return one.kind is StatementKind.AVERAGE and _rated_goal(block, one)


def _each_a_share(block: Block, one: Candidate) -> bool:
    """Whether each figure stands beside its own share of the whole, and the shares do not make up all of it.

    监测户1250户，其中易返贫户占36%，共450户；已消除风险810户，占64.8%: both are of the same households, and no
    figure of them is wrong.
    """
    if one.question[0] != "sum" or not one.target.amount:
        return False
    shares = [_share_beside(block, term, one.target) for term in one.terms]
    given = [share for share in shares if share is not None]
    return len(given) == len(one.terms) and abs(sum_of(given) - _ALL) > sum((share.half for share in given), Decimal(0))


def _share_beside(block: Block, term: Token, whole: Token) -> Token | None:
    """The rate right before or behind a figure that is its share of another one."""
    return next(
        (
            token
            for step in (1, -1)
            for token in block.tokens[max(0, term.at + step) : term.at + step + 1]
            if token.measure == "%" and abs(term.amount / whole.amount * _ALL - token.amount) <= token.half
        ),
        None,
    )


def _one_side(one: Candidate) -> bool:
    """Whether every other figure, or one half of them, makes the total: 甲计划50、完成46，乙计划60、完成55，合计110.

    Plan and result stand beside each other, and the total is one of either.
    """
    count = len(one.terms)
    if count < 2 * _PAIR or count % _PAIR:
        return False
    half = count // _PAIR
    groups: Sequence[Sequence[Token]] = (one.terms[::2], one.terms[1::2], one.terms[:half], one.terms[half:])
    return any(sum_of(group) == one.target.amount for group in groups)


def _in_list_with_total(block: Block, one: Candidate) -> bool:
    """Whether the whole is the last of a list itself and what the parts make stands behind them.

    预算分别为50万元、60万元，支出分别为46万元、55万元，合计预算110万元、支出101万元: no 60万元 are made of 46 and 55.
    """
    last = max(term.at for term in one.terms)
    return (
        one.target.at < one.terms[0].at
        and one.target.rank == 1
        and any(
            token.amount == one.expected and token.measure == one.target.measure and significant(token.amount) >= _PAIR
            for token in block.tokens[last + 1 : last + 1 + _PAIR]
            if token.sentence == one.target.sentence
        )
    )


def _by_pieces(block: Block, one: Candidate) -> bool:
    """Whether as many counts stand before amounts for one each: 一等奖2个、二等奖3个，分别2万元、1万元，共7万元."""
    first, count = one.terms[0], len(one.terms)
    counts = block.tokens[max(0, first.at - count) : first.at]
    if count < _PAIR or len(counts) != count or any(term.measure != "money" for term in one.terms):
        return False
    same = {token.measure for token in counts}
    if len(same) > 1 or same & {"money", "%", "分"} or "分别" not in first.lead:
        return False
    made = sum((token.amount * term.amount for token, term in zip(counts, one.terms, strict=True)), Decimal(0))
    return made == one.target.amount or not one.slip


def _open_behind(block: Block, one: Candidate) -> bool:
    """Whether two parts, the second behind a semicolon, leave much of their whole: what is named may be but some."""
    if len(one.terms) != _PAIR or one.question[0] == "total" or one.expected >= one.target.amount:
        return False
    first, second = one.terms
    return (
        one.target.at < first.at
        and _OF_WHICH.search(first.lead) is not None
        and block.rank_between(first, second) == _SEMICOLON
        and gap_share(one.target.amount, one.expected) > _WIDE
    )


def _against_goal(one: Candidate, agreed: Iterable[Choice]) -> bool:
    """Whether a difference to a goal is held to an amount of another year (比目标多3人，比上年40人多5人)."""
    own = {term.at for term in one.terms}
    if not _GOAL.search(one.target.lead) or _THEN.search(one.target.lead):
        return False
    return any(term.at > one.target.at and _THEN.search(term.lead) for term in one.terms) or any(
        other.candidate.kind in _TAKEN_OFF
        and other.candidate.target.at > one.target.at
        and own == {term.at for term in other.candidate.terms}
        for other in agreed
    )


def _next_item(block: Block, one: Candidate) -> bool:
    """Whether what was carried over begins the next item, with what was done of it (…；上级结转10万元，支出8万元)."""
    target = one.target
    following = block.tokens[target.at + 1 : target.at + 2]
    return (
        _BROUGHT.search(target.lead) is not None
        and target.rank >= _SEMICOLON
        and all(term.at < target.at for term in one.terms)
        and any(
            token.sentence == target.sentence and token.part == target.part and token.measure == target.measure
            for token in following
        )
    )


def _rated_goal(block: Block, one: Candidate) -> bool:
    """Whether the amount for each is the base of a rate behind it, and no average (均为目标50次的92%)."""
    following = block.tokens[one.target.at + 1 : one.target.at + 2]
    return _GOAL.search(one.target.lead) is not None and any(
        token.measure == "%" and token.lead.strip() == "的" for token in following
    )
