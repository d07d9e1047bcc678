"""Balances told in another order: what is left before what it follows from, or the start behind what came and went.

缺口150万元：概算480万元，已落实330万元; 现有58名，其中新聘7名、解聘5名，上年末为56名.
"""

from collections.abc import Iterator, Sequence

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.cues import DEDUCTED, FULL_MARKS, LAST_YEAR, measured
from formaudit.forms.narrative.readings.ledger_words import Ledger
from formaudit.forms.narrative.readings.tokens import Token

__all__ = ["backward_candidates", "deducted_candidates"]

_PAIR = 2
_FULL = 100
_SURE, _LOOSE = 0.85, 0.5


def backward_candidates(ledger: Ledger, run: Sequence[Token], result: Token) -> Iterator[Candidate]:
    """The balance whose result does not stand last; every figure of the sentence must have a place in it."""
    same = [one for one in run if one.measure == result.measure and one.at != result.at and not one.is_price]
    behind = [one for one in same if one.at > result.at]
    if not behind or any(measured(one) for one in (result, *same)):
        return
    question = ("balance", result.start)
    if ledger.plus is None:
        if len(behind) == len(same):
            yield from _left(question, ledger, behind, result)
        return
    starts = [one for one in same if ledger.start.search(one.lead)]
    starts = [one for one in starts if LAST_YEAR.search(one.lead) or not ledger.result.search(one.lead)]
    came = [one for one in same if one not in starts and ledger.plus.search(one.lead)]
    went = [
        one
        for one in same
        if one not in starts and one not in came and ledger.minus is not None and ledger.minus.search(one.lead)
    ]
    if len(starts) != 1 or not (came or went):
        return
    whole = 1 + len(came) + len(went) == len(same)
    moved = sorted([*((one, 1) for one in came), *((one, -1) for one in went)], key=_place)
    yield balance_candidate(question, starts[0], moved, result, _SURE if whole else _LOOSE, alone=whole)


def _left(question: tuple[str, int], ledger: Ledger, behind: Sequence[Token], result: Token) -> Iterator[Candidate]:
    """What is left, before the amount that it is left of and what was taken off."""
    first, *others = behind[:_PAIR]
    if not others or ledger.minus is None:
        return
    for start, gone in ((first, others[0]), (others[0], first)):
        told = ledger.start.search(start.lead) is not None and ledger.minus.search(gone.lead) is not None
        if told and start.rank <= _PAIR and gone.rank <= _PAIR:
            clean = len(behind) == _PAIR and start is first
            yield balance_candidate(question, start, [(gone, -1)], result, _SURE if clean else _LOOSE, alone=clean)


def _place(moved: tuple[Token, int]) -> int:
    return moved[0].at


def deducted_candidates(run: Sequence[Token], result: Token) -> Iterator[Candidate]:
    """满分20分，得分18.5分，扣减1.5分: what was taken off, behind the full marks and what was given."""
    before = [one for one in run if one.measure == "分" and one.at < result.at and one.part == result.part]
    yield from _by_reasons(run, result, before)
    if result.measure != "分" or not DEDUCTED.search(result.lead) or len(before) != _PAIR:
        return
    full, given = before
    if (
        (FULL_MARKS.search(full.lead) or full.amount == _FULL)
        and not FULL_MARKS.search(given.lead)
        and "扣" not in given.lead
    ):
        yield balance_candidate(("balance", result.start), full, [(given, -1)], result, _SURE, alone=True)


def _by_reasons(run: Sequence[Token], result: Token, before: Sequence[Token]) -> Iterator[Candidate]:
    """满分8分，得7分；扣分原因：一是…扣0.5分，二是…扣0.5分: what was given, before all that was taken off."""
    lost = [one for one in run if one.measure == "分" and one.at > result.at]
    told = len(before) == 1 and FULL_MARKS.search(before[0].lead) is not None and "得" in result.lead
    if told and len(lost) > 1 and all(DEDUCTED.search(one.lead) and "其中" not in one.clause for one in lost):
        yield balance_candidate(
            ("balance", result.start), before[0], [(one, -1) for one in lost], result, _SURE, alone=True
        )
