"""Points of a few indicators that are told beside the total score: no sum of theirs is the total, they are not all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.model.statement import StatementKind
from formaudit.patterns import late

__all__ = ["points_left_out"]

_LEAST: Final = Decimal(5)
"""So many points an indicator has that is left out; a smaller gap is one of the figures printed."""
_KINDS: Final = (
    (late(r"执行|预算"), late(r"产出"), late(r"效益|效果"), late(r"满意")),
    (late(r"决策|投入|立项"), late(r"过程|管理"), late(r"产出"), late(r"效益|效果")),
)
"""The indicators of the first level that make up a whole score."""
_FULL: Final = late(r"(?:满分|分值|权重|总分)(?:为|共)?$")


def points_left_out(one: Candidate) -> bool:
    """Whether points that miss a score from below are not those of all indicators.

    预算执行9.6分，产出50分；总分99.6分: those of benefit and satisfaction are not told.
    """
    if one.kind is not StatementKind.SUM or one.target.measure != "分":
        return False
    return one.target.amount - one.expected >= _LEAST and not _all_told(one.terms)


def _all_told(terms: Sequence[Token]) -> bool:
    leads = [term.clause + term.mention.name for term in terms if not _FULL.search(term.lead)]
    return any(all(any(kind.search(lead) for lead in leads) for kind in kinds) for kinds in _KINDS)
