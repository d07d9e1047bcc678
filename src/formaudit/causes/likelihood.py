"""Of repairs that mend equally much, which is likelier: by where else the values stand, and by slips of typing."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.causes.weights import ELSEWHERE, FAR, KIN, NEGATIVE, NO_KIN, OMITTED, SLIP
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.collect import figures_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.address import Step
from formaudit.model.figure import Figure
from formaudit.numbers import one_slip

__all__ = ["Standing", "standing_of"]

_COMPARED: Final = frozenset({"target", "achieved", "weight", "score"})
"""The columns in which one indicator of two forms may well print the same."""
_INDICATOR: Final = "indicator"
_TENS: Final = frozenset({Decimal(100), Decimal(10)})
_DIGITS: Final = 3

Line = tuple[int, int | None, int | None]
Inside = tuple[str | None, tuple[Step, ...], int]
"""The part of an address that the same row and column of two forms share."""


class Standing(Struct, frozen=True, kw_only=True):
    """Where values stand in a submission: in the same row, at the same indicator of another form, anywhere."""

    evidence: Evidence
    rows: Mapping[Line, tuple[Figure, ...]]
    twins: Mapping[Inside, tuple[Figure, ...]]
    counts: Mapping[Decimal, int]

    def kin(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures that may well print the same: those of its row and unit, and its twins elsewhere."""
        place = figure.place
        row = self.rows.get((place.file, place.table, place.row), ())
        same = self.twins.get(figure.address.inside, ()) if _is_compared(figure) else ()
        known = self.evidence.graph.facts.twins.get(figure.key, ())
        return tuple(
            other
            for other in (*(each for each in row if each.unit == figure.unit), *same, *known)
            if other.key != figure.key and other.filled
        )

    def score(self, figure: Figure, value: Decimal, *, omitted: bool) -> Decimal:
        """How likely it is that the figure should have the value: what speaks for it less what speaks against."""
        kin = {wan(other) for other in self.kin(figure)}
        points = Decimal(0)
        if value in kin:
            points += KIN
        elif self._elsewhere(figure, value):
            points += ELSEWHERE
        if figure.filled:
            printed = wan(figure)
            if printed in kin:
                points += 2 * FAR
            elif self._elsewhere(figure, printed, own=1):
                points += FAR
            whole = value.normalize() in _TENS and _is_whole_weight(figure)
            if one_slip(plain(printed), plain(value)) or whole:
                points += SLIP
        elif not kin:
            # A row that nobody filled says nothing of what should stand in it.
            points += NO_KIN
        if omitted:
            points += OMITTED
        if value < 0:
            points += NEGATIVE
        return points

    def _elsewhere(self, figure: Figure, value: Decimal, own: int = 0) -> bool:
        """Whether a sum of money with enough digits to be no accident stands anywhere else."""
        if figure.unit not in MONEY_UNITS or value == 0 or len(plain(value).replace(".", "").strip("0")) < _DIGITS - 1:
            return False
        return self.counts.get(value.normalize(), 0) > own


def _is_compared(figure: Figure) -> bool:
    if _INDICATOR not in figure.key:
        return False
    address = figure.address
    return address.section == _INDICATOR and address.column in _COMPARED


def _is_whole_weight(figure: Figure) -> bool:
    """Whether a figure is the weight of a whole: 总分, or carrying out the budget."""
    return figure.address.section in ("grand", "total") and figure.address.column == "weight"


def standing_of(evidence: Evidence) -> Standing:
    """Look over all figures of a submission once."""
    rows: dict[Line, list[Figure]] = {}
    twins: dict[Inside, list[Figure]] = {}
    counts: Counter[Decimal] = Counter()
    seen: set[str] = set()
    for figure in figures_of(evidence.submission):
        if figure.key in seen or not figure.filled:
            continue
        seen.add(figure.key)
        place = figure.place
        if place.table is not None and place.row is not None:
            rows.setdefault((place.file, place.table, place.row), []).append(figure)
        if _is_compared(figure):
            twins.setdefault(figure.address.inside, []).append(figure)
        if figure.unit in MONEY_UNITS:
            counts[wan(figure).normalize()] += 1
    return Standing(
        evidence=evidence,
        rows={line: tuple(figures) for line, figures in rows.items()},
        twins={name: tuple(figures) for name, figures in twins.items()},
        counts=counts,
    )
