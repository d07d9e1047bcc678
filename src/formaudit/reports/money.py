"""The money in dispute (影响金额): what findings move, in 万元. Every output's sum is from here."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Final

from formaudit.model.report import Finding
from formaudit.reports.arrange import Arrangement

__all__ = ["in_dispute", "moved_by", "of_events", "rounded"]

_CENT: Final = Decimal("0.01")
_NOTHING: Final = Decimal(0)


def moved_by(finding: Finding) -> Decimal:
    """What one finding moves, without its sign; 0 where that is not known."""
    return abs(finding.effect.money) if finding.effect is not None and finding.effect.money is not None else _NOTHING


def in_dispute(arrangement: Arrangement, kept: Collection[str]) -> Decimal:
    """What the findings of a submission that are kept move together, exactly."""
    return of_events((item.cause, moved_by(item.finding)) for item in arrangement.all if item.finding.id in kept)


def of_events(moved: Iterable[tuple[str, Decimal]]) -> Decimal:
    """What findings move together, each told by the id of its cause, empty where it has none, and its money.

    One cause moves its money once, however many findings show it: of them the dearest counts.
    """
    causes: dict[str, Decimal] = {}
    alone = _NOTHING
    for cause, money in moved:
        if cause:
            causes[cause] = max(causes.get(cause, _NOTHING), abs(money))
        else:
            alone += abs(money)
    return alone + sum(causes.values(), _NOTHING)


def rounded(money: Decimal) -> Decimal:
    """An amount as people are shown it: to the hundredth of 万元, less than that as it is."""
    cents = money.quantize(_CENT)
    return cents or money
