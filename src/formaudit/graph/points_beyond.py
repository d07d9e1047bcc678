"""Points beyond the hundred of a form, and points taken off: rows 加分项 and 扣分项 beside the indicators.

Whether they are in the total is not the same everywhere: counted, left out (不计入总分), filled up to a hundred; what
is taken off is printed with a sign or without one.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.patterns import compiled

__all__ = ["beyond_hundred", "filled_up", "moved_points"]

_BEYOND: Final = compiled(r"(?<!增)加分(?![拣类散布流析别])|奖励分")
_OFF: Final = compiled(r"^(?:[(（]?[一二三四五六七八九十\d]+[)）、.]?)?(?:负向|约束性)?(?:扣分|减分|倒扣|扣减)")
_FULL: Final = Decimal(100)


def beyond_hundred(row: Indicator) -> int:
    """1 for points beyond the hundred (加分项), -1 for such as are taken off (扣分项), 0 for an indicator."""
    words = (row.level1_text.text, row.level2_text.text, row.name.text)
    if any(_BEYOND.search(one) for one in words):
        return 1
    return -1 if any(_OFF.search(one) for one in words) else 0


def moved_points(rows: Sequence[Indicator], attribute: str) -> list[list[tuple[Figure, int]]]:
    """The points of rows with their signs, in every way in which those beyond the hundred may be counted.

    不计入总分, or a second total below, leaves a bonus out; 扣1分 is printed with a sign or without one. The likeliest
    way is the first; none where there are no such points.
    """
    kinds = [(figure, beyond_hundred(row)) for row in rows if (figure := getattr(row, attribute)) is not None]
    if not any(kind for _, kind in kinds):
        return []
    printed = attribute == "score" and any(kind < 0 and one.filled and one.amount > 0 for one, kind in kinds)
    ways = product((1, 0), (-1, 1, 0) if printed else (1, -1, 0))
    signed = [[(one, 1 if not kind else bonus if kind > 0 else off) for one, kind in kinds] for bonus, off in ways]
    return [[(one, sign) for one, sign in way if sign] for way in signed]


def filled_up(form: SelfEvaluation, rows: Sequence[Indicator], parts: Sequence[Figure]) -> bool:
    """Whether points beyond the hundred have filled a total up to what can be had at most."""
    result, full = form.total_score, form.total_weight
    if result is None or full is None or not any(beyond_hundred(row) > 0 for row in rows):
        return False
    scores = sum((one.amount for one in parts if one.filled), ZERO)
    return result.filled and full.filled and result.amount == min(full.amount, _FULL) < scores
