"""Balances of the same figure of which one takes more figures than the other."""

from collections.abc import Sequence

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.model.statement import Standing, StatementKind

__all__ = ["less_of", "outdone"]


def less_of(one: Candidate, best: Candidate) -> bool:
    """Whether a balance leaves out some figure of a better one (收入 and 支出 without the 年初余额 before them)."""
    both = one.kind is best.kind is StatementKind.BALANCE and one.target.at == best.target.at
    return both and {term.at for term in one.terms} < {term.at for term in best.terms}


def outdone(one: Candidate, group: Sequence[Candidate]) -> bool:
    """Whether a balance that comes out by rounding leaves out a figure with which, as the words have it, it does not.

    库存2.6万支，采购12.4万支，使用11.8万支，报损0.1万支，年末3.4万支: without the 0.1 it is 3.2, near enough by chance.
    """
    if one.standing is Standing.HOLDS:
        return False
    return any(less_of(one, other) and not other.standing.agreed and other.strength >= one.strength for other in group)
