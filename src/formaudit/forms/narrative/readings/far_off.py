"""Readings too far off to be meant, or whose factors make another figure: nothing is said of the one they miss."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.choose import Choice
from formaudit.forms.narrative.readings.nearness import Slip
from formaudit.forms.narrative.readings.total_words import of_plan
from formaudit.model.statement import StatementKind

__all__ = ["beyond", "of_other_factors"]

_BY_FACTORS: Final = frozenset({StatementKind.PRODUCT, StatementKind.AVERAGE, StatementKind.SHARE})
_TAKEN_OFF: Final = frozenset({StatementKind.BALANCE, StatementKind.DIFFERENCE})
_TWO, _SEVERAL = 2, 3


def of_other_factors(one: Candidate, agreed: Sequence[Choice]) -> bool:
    """Whether the same factors make another amount, or a price and a number make the total behind a list.

    单价360元，1200平方米，年租金43.2万元，贷款贴息36万元: the 36 are no rent. A plan behind what was spent quarter by
    quarter is no total of it either.
    """
    factors = {term.at for term in one.terms}
    made = [held.candidate for held in agreed if held.candidate.kind in _BY_FACTORS]
    if one.kind in _BY_FACTORS and len(factors) > 1 and not one.target.is_rate:
        whole = [{held.target.at, *(term.at for term in held.terms)} for held in made]
        return any(factors < figures and one.target.at not in figures for figures in whole)
    priced = any(held.kind is StatementKind.PRODUCT and held.target.at == one.target.at for held in made)
    return one.question[0] == "total" and (priced or of_plan(one.target, one.terms))


def beyond(one: Candidate) -> bool:
    """Whether more is left than there was, and no slip shows, or an average is off by several times.

    预算280万元，支出266万元，债务余额6.8亿元.
    """
    if one.kind is StatementKind.AVERAGE:
        least, most = sorted((abs(one.expected), abs(one.target.amount)))
        return not one.slip and least * _SEVERAL < most
    if one.kind not in _TAKEN_OFF or len(one.terms) != _TWO:
        return False
    most = max(term.amount for term in one.terms)
    if one.slip is Slip.SURE:
        return False  # a point that has moved: 1781.86 − 1022.89 = 758.97, and 75897 is printed
    return one.expected < most and one.target.amount > (most * _TWO if one.slip else most)
