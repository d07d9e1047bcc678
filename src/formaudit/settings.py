"""Rule profiles: weights, bands, bounds and lines that differ from place to place and year to year."""

from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Profile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The rules in force for an audit. Rates are percentages (90 means 90%).

    ``movement`` is the change against last year that asks for a reason, ``catch_all`` the share of a line named 其他
    that is too large. ``complete_batch`` says that the submissions of one call are all there are: only then may a
    listed unit be missed.
    """

    name: str = "default"
    execution_weight: Decimal = Decimal(10)
    full_score: Decimal = Decimal(100)
    over_fulfilment: Decimal = Decimal(130)
    execution_floor: Decimal = Decimal(90)
    adjustment_note: Decimal = Decimal(10)
    adjustment_reason: Decimal = Decimal(30)
    qualitative_bands: tuple[Decimal, Decimal] = (Decimal(80), Decimal(60))
    grade_bounds: tuple[tuple[str, Decimal], ...] = field(
        default=(("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", Decimal(0)))
    )
    movement: Decimal = Decimal(30)
    catch_all: Decimal = Decimal(20)
    complete_batch: bool = False
    disabled: frozenset[str] = frozenset()
