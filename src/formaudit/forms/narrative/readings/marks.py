"""Full marks, points taken off and points given of one indicator, in whichever order they stand.

效益指标30分，扣2分，得28分; 产出指标共设50分，实得46.5分，扣3.5分;
权重10分，预算执行率92%，得9.2分.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, plain, significant
from formaudit.forms.narrative.readings.cues import DEDUCTED, FULL_MARKS
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["mark_candidates"]

_GIVEN: Final = late(r"得(?:分|到|了)?[^，。；¤]{0,3}$|自评分?$|评分$|计分$")
_EACH: Final = late(r"每|按")
_EXECUTED: Final = late(r"(?:执行率|得分率)(?:为|达到?|是)?\s*$")
_SURE, _CONFIRMING = 0.85, 0.4
_THREE: Final = 3
_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")


def mark_candidates(block: Block) -> Iterator[Candidate]:
    """Each score of a part of a sentence that tells its full marks and what was taken off, or its rate."""
    for run in block.sentences():
        parts: dict[int, list[Token]] = {}
        for token in run:
            parts.setdefault(token.part, []).append(token)
        for tokens in parts.values():
            points = [one for one in tokens if one.measure == "分"]
            yield from _deducted([one for one in points if one.depth <= points[0].depth])
            yield from _executed(tokens)


def _deducted(points: Sequence[Token]) -> Iterator[Candidate]:
    """Full marks less what was taken off, where a part of a sentence holds these and nothing else."""
    if len(points) < _THREE or any(one.depth != points[0].depth or _EACH.search(one.lead) for one in points):
        return
    taken = [one for one in points if DEDUCTED.search(one.lead)]
    given = [one for one in points if one not in taken and _GIVEN.search(one.lead) and not FULL_MARKS.search(one.lead)]
    full = [one for one in points if one not in taken and one not in given]
    if len(full) != 1 or len(given) != 1 or not taken or full[0] is not points[0]:
        return
    last = points[-1]
    if last in taken and len(taken) > 1:
        return
    others = [(one, -1) for one in points[1:-1]]
    yield balance_candidate(("balance", last.start), full[0], others, last, _SURE, alone=True)


def _executed(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Full marks at the rate of execution, as that indicator is mostly scored: it only confirms."""
    rates = [one for one in tokens if one.is_rate and _EXECUTED.search(one.lead) and one.amount <= _HUNDRED]
    certain = bool(rates) and "得分率" in rates[0].lead
    points = [one for one in tokens if one.measure == "分"]
    if len(rates) != 1 or len(points) != len(("full", "given")):
        return
    full, given = points
    if _GIVEN.search(full.lead) and not FULL_MARKS.search(full.lead):
        return  # 自评得分99.6分，满意度得10分，得分率99.6%: of what was given nothing is a rate
    if not _GIVEN.search(given.lead) or FULL_MARKS.search(given.lead) or significant(given.amount) > _THREE:
        return
    expected = full.amount * rates[0].amount / _HUNDRED
    yield Candidate(
        question=("marks", given.start),
        kind=StatementKind.PRODUCT,
        target=given,
        terms=(full, rates[0]),
        roles=(Role.AMOUNT, Role.WHOLE, Role.RATE),
        expected=expected,
        slack=given.half + full.amount * rates[0].half / _HUNDRED,
        line=f"{plain(full.amount)} × {plain(rates[0].amount)}% = {plain(expected.quantize(_CENT))}",
        strength=_SURE if certain else _CONFIRMING,
        alone=certain,
    )
