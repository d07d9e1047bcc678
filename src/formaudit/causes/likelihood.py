"""Of repairs that mend equally much, which is likelier: by where else the values stand, and by slips of typing."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from formaudit.checks.damage.corruption import single_edits
from formaudit.checks.evidence import Evidence
from formaudit.graph.collect import figures_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import Figure

__all__ = ["Standing", "one_slip", "standing_of"]

_INDICATOR: Final = re.compile(r"\.indicator(\[.*\])\.(target|achieved|weight|score)$")
_TENS: Final = frozenset({Decimal(100), Decimal(10)})
_DIGITS: Final = 3

Line = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where values stand in a submission: in the same row, at the same indicator of another form, anywhere."""

    evidence: Evidence
    rows: Mapping[Line, tuple[Figure, ...]]
    twins: Mapping[tuple[str, str], tuple[Figure, ...]]
    counts: Mapping[Decimal, int]

    def kin(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures that may well print the same: those of its row and unit, and its twins elsewhere."""
        place = figure.place
        row = (
            self.rows.get((place.file, place.table, place.row), ())
            if place.table is not None and place.row is not None
            else ()
        )
        match = _INDICATOR.search(figure.key)
        same = self.twins.get((match[1], match[2]), ()) if match else ()
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
            points += 3
        elif self._elsewhere(figure, value):
            points += 2
        if figure.filled:
            printed = wan(figure)
            if printed in kin:
                points -= 2
            elif self._elsewhere(figure, printed, own=1):
                points -= 1
            whole = value.normalize() in _TENS and figure.key.endswith((".grand.weight", ".total.weight"))
            if one_slip(printed, value) or whole:
                points += 1
        elif not kin:
            # A row that nobody filled says nothing of what should stand in it.
            points -= 3
        if omitted:
            points += 3
        if value < 0:
            points -= 5
        return points

    def _elsewhere(self, figure: Figure, value: Decimal, own: int = 0) -> bool:
        """Whether a sum of money with enough digits to be no accident stands anywhere else."""
        if figure.unit not in MONEY_UNITS or value == 0 or len(plain(value).replace(".", "").strip("0")) < _DIGITS - 1:
            return False
        return self.counts.get(value.normalize(), 0) > own


def standing_of(evidence: Evidence) -> Standing:
    """Look over all figures of a submission once."""
    rows: dict[Line, list[Figure]] = {}
    twins: dict[tuple[str, str], list[Figure]] = {}
    counts: Counter[Decimal] = Counter()
    seen: set[str] = set()
    for figure in figures_of(evidence.submission):
        if figure.key in seen or not figure.filled:
            continue
        seen.add(figure.key)
        place = figure.place
        if place.table is not None and place.row is not None:
            rows.setdefault((place.file, place.table, place.row), []).append(figure)
        match = _INDICATOR.search(figure.key)
        if match is not None:
            twins.setdefault((match[1], match[2]), []).append(figure)
        if figure.unit in MONEY_UNITS:
            counts[wan(figure).normalize()] += 1
    return Standing(
        evidence=evidence,
        rows={line: tuple(figures) for line, figures in rows.items()},
        twins={name: tuple(figures) for name, figures in twins.items()},
        counts=counts,
    )


def one_slip(printed: Decimal, restored: Decimal) -> bool:
    """Whether one number becomes the other by one slip of the keyboard, in either direction."""
    old, new = plain(printed), plain(restored)
    return (
        new in set(single_edits(old))
        or old in set(single_edits(new))
        or (len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1)
        or _dropped(old, new)
        or _dropped(new, old)
        or (printed != 0 and restored / printed in (Decimal(10000), Decimal("0.0001")))
    )


def _dropped(long: str, short: str) -> bool:
    """Whether leaving one digit out of the longer number gives the shorter."""
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
