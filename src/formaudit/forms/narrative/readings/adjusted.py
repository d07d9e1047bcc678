"""Points that are one score and become another: 基础分95分，加分2分，扣0.5分，得96.5分.

What was added to or taken off a score may be told before both, between them or behind them, and of several years.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, plain, sum_of
from formaudit.forms.narrative.readings.cues import FULL_MARKS, LAST_YEAR
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, Standing, StatementKind
from formaudit.patterns import late

__all__ = ["adjusted_candidates", "taken_off", "without_adjusted"]

_HUNDRED: Final = Decimal(100)
_OVERALL: Final = 50
"""A score below is mostly one of an indicator, and no score of a hundred that another one is made of."""
_OFF: Final = late(r"扣(?:减|除|掉|去|了)?[^，。；¤]{0,6}$|失分|减分|核减|减(?:去|少)?了?\s*$")
_ADDED: Final = late(r"加(?:分|了)?[^，。；¤]{0,4}$|附加分|奖励分")
_NO_MOVE: Final = late(r"每|不足|低于|高于|以[上下]")
_FIRST: Final = late(
    r"基础|基本分|自评|自查|初[评审步]|原|由|从|^[，,；;：:、\s（(]*(?:各?项)?指标(?:得|总)?分|单位评分"
)
_LAST: Final = late(
    r"最终|考核|审核|复[核审查]|抽查|核[定实]|评定|审定|调整[为到至]|后(?:得|为|的)|[降减增升]至|综合得分|实际得分|总(?:得)?分|财政"
)
_TOTAL: Final = late(r"[共总]|合计|累计|小计")
_PAIR: Final = 2
_MOST: Final = 5
_SURE: Final = 0.85
_HELD: Final = 0.8


class _Run(Struct, frozen=True):
    """The points of a sentence: whole scores, and what was added or taken off with its sign."""

    scores: tuple[Token, ...]
    moves: tuple[tuple[Token, int], ...]


def _runs(block: Block) -> Iterator[_Run]:
    """The sentences that tell several scores and what moved them."""
    for tokens in block.sentences():
        points = [one for one in tokens if one.measure == "分" and not one.about]
        moves = tuple((one, sign) for one in points if (sign := _sign(block, one)))
        scores = tuple(
            one for one in points if one.amount > _OVERALL and not _full(block, one) and not _sign(block, one)
        )
        if len(scores) >= _PAIR and 0 < len(moves) <= _MOST:
            yield _Run(scores, moves)


def _full(block: Block, token: Token) -> bool:
    """Whether a figure says out of how many points (年度总分100分)."""
    words = block.words(token)
    return FULL_MARKS.search(words) is not None or (token.amount == _HUNDRED and "总分" in words)


def _sign(block: Block, token: Token) -> int:
    words = block.words(token)
    if token.amount > _OVERALL or _NO_MOVE.search(words):
        return 0
    return -1 if _OFF.search(words) else 1 if _ADDED.search(words) else 0


def taken_off(minus: Sequence[Token]) -> list[Token]:
    """Of points taken off those that count once: a total without its parts, and none of last year.

    共扣0.4分，其中执行率扣0.4分; 执行率扣0.4分，满意度扣1分，合计扣1.4分; 本次扣0.4分，上年扣1.8分.
    """
    own = [one for one in minus if not LAST_YEAR.search(one.lead)]
    totals = [one for one in own if _TOTAL.search(one.lead)]
    if len(totals) == 1 and len(own) > 1:
        return totals
    again = [one for one in own if len(own) > 1 and one.amount * 2 == sum_of(own)]
    return again[:1] or own


def adjusted_candidates(block: Block) -> Iterator[Candidate]:
    """Every score that another one, or a hundred, makes with what was added and taken off."""
    for run in _runs(block):
        held = list(_held(run))
        yield from held
        explained = {term.at for one in held for term in one.terms}
        if len(run.scores) == _PAIR and not any(one.at in explained for one, _ in run.moves):
            yield from _told(run)


def _held(run: _Run) -> Iterator[Candidate]:
    for result in run.scores:
        for size in range(1, len(run.moves) + 1):
            for chosen in combinations(run.moves, size):
                for start in run.scores:
                    if start is not result and _before(run, start, result):
                        one = balance_candidate(("balance", result.start), start, chosen, result, _HELD, alone=False)
                        if one.standing is Standing.HOLDS:
                            yield one
                off = sum((one.amount * sign for one, sign in chosen), Decimal(0))
                # What adds to a score has another one to start from.
                if _HUNDRED + off == result.amount and all(sign < 0 for _, sign in run.moves):
                    yield _of_hundred(result, [one for one, _ in chosen])


def _of_hundred(result: Token, minus: Sequence[Token]) -> Candidate:
    return Candidate(
        question=("balance", result.start),
        kind=StatementKind.BALANCE,
        target=result,
        terms=tuple(minus),
        roles=(Role.RESULT, *(Role.MINUS for _ in minus)),
        expected=result.amount,
        slack=Decimal(0),
        line=f"100 − {' − '.join(plain(one.amount) for one in minus)} = {plain(result.amount)}",
        strength=_HELD,
        alone=False,
    )


def _before(run: _Run, start: Token, result: Token) -> bool:
    """Whether a score may be what another one was made of: by the words of both, or by their order."""
    first, last = _rank(run, start), _rank(run, result)
    return first < last or (first == last and start.at < result.at)


def _rank(run: _Run, token: Token) -> int:
    if token.amount == _HUNDRED and all(sign < 0 for _, sign in run.moves):
        return -2  # nothing is taken off that leaves a hundred
    return (1 if _LAST.search(token.lead) else 0) - (1 if _FIRST.search(token.lead) or token.depth else 0)


def _told(run: _Run) -> Iterator[Candidate]:
    """The one reading of two scores whose words say which becomes which, though it does not come out."""
    start, result = sorted(run.scores, key=lambda one: (_rank(run, one), one.at))
    if _rank(run, start) == _rank(run, result) or any(LAST_YEAR.search(one.lead) for one in (start, result)):
        return
    minus = taken_off([one for one, sign in run.moves if sign < 0])
    moves = [(one, sign) for one, sign in run.moves if sign > 0 or one in minus]
    yield balance_candidate(("balance", result.start), start, moves, result, _SURE, alone=True)


def without_adjusted(block: Block, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The readings without those that do not come out and know no sign, where a sentence adjusts a score.

    指标得分99.6分，扣1分，总分98.6分: 99.6 and 1 are no parts of 98.6, nor is 99.6 what a hundred less 1 leaves.
    """
    runs = list(_runs(block))
    scores = {one.at for run in runs for one in run.scores}
    moves = {one.at for run in runs for one, _ in run.moves}
    signed = [one for one in candidates if one.question[0] == "balance" and len(one.terms) > 1]
    explained = {at for one in signed if one.standing.agreed for at in _figures(one)}
    return [
        one
        for one in candidates
        if one.standing.agreed
        or one.target.at not in scores
        or not ({term.at for term in one.terms} & moves)
        or (Role.START in one.roles and not explained & _figures(one))
    ]


def _figures(one: Candidate) -> set[int]:
    return {one.target.at, *(term.at for term in one.terms)}
