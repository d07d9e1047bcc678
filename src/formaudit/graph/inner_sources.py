"""Sources of money with rows of their own below them that nothing but the figures tells: 地方资金, 其中：省级, 县级."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from formaudit.forms.lookups import total_of
from formaudit.graph.dominance import dominant, proves
from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome

__all__ = ["Inner", "inner_sources"]

_COLUMNS: Final = ("original_budget", "final_budget", "actual_amount")
_FEWEST: Final = 2

Group = tuple[FundRow, tuple[FundRow, ...]]
"""A source and the rows that make it up."""


class Inner(Struct, frozen=True):
    """The sources that have rows of their own. ``open``: whether the total is made of them is not known either way."""

    groups: tuple[Group, ...] = ()
    open: bool = False

    def holds(self, row: FundRow) -> bool:
        """Whether a row is a part of a source above it."""
        return any(row is part for _, parts in self.groups for part in parts)

    def relations(self, precision: Precision) -> Iterator[Relation]:
        """What the rows below each such source must come to."""
        for source, parts in self.groups:
            yield from dominant([_sums(source, parts, "levels")], precision, "row-unknown")


def inner_sources(form: SelfEvaluation, precision: Precision) -> Inner:
    """Which sources are made up by the rows right below them.

    They are where these rows come to them column by column, and the total is the sum of the sources without these rows
    in more columns than it is of all of them. Where it is neither in any column, whether they count is open.
    """
    total = total_of(form)
    rows = [row for row in form.funds if row is not total and not row.nested]
    groups = tuple(_groups(rows, precision))
    if total is None or not groups:
        return Inner()
    flat = _held(_sums(total, rows), precision)
    best, most = Inner(), flat
    for chosen in (groups, *((group,) for group in groups if len(groups) > 1)):
        some = Inner(chosen)
        held = _held(_sums(total, [row for row in rows if not some.holds(row)]), precision)
        if held > most:
            best, most = some, held
    several = any(_held(_sums(*group), precision) >= _FEWEST for group in groups)
    return Inner(open=True) if not most and several else best


def _groups(rows: Sequence[FundRow], precision: Precision) -> Iterator[Group]:
    at = 0
    while at < len(rows):
        ends = range(at + 1 + _FEWEST, len(rows) + 1)
        size = next((end - at for end in ends if _make_up(rows[at], rows[at + 1 : end], precision)), 0)
        if size:
            yield rows[at], tuple(rows[at + 1 : at + size])
        at += size or 1


def _make_up(source: FundRow, parts: Sequence[FundRow], precision: Precision) -> bool:
    """Whether rows come to a source: in all columns, or in most of at least two, none of them being without money."""
    if not all(any(figure.filled and figure.amount for figure in _money(row)) for row in parts):
        return False
    sums = [one for one in _sums(source, parts) if one.result.filled and one.result.amount]
    failing = sum(read_relation(one, precision).outcome is Outcome.BROKEN for one in sums)
    held = _held(sums, precision)
    return held > 0 and (failing == 0 or (held >= _FEWEST and held > failing))


def _held(sums: Sequence[Relation], precision: Precision) -> int:
    """How many sums hold, columns that print the same figures once."""
    return len({tuple(one.raw for one in (way.result, *way.parts)) for way in sums if proves(way, precision)})


def _money(row: FundRow) -> Iterator[Figure]:
    return (figure for column in _COLUMNS if (figure := getattr(row, column)) is not None)


def _sums(whole: FundRow, rows: Sequence[FundRow], why: str = "three-sources") -> list[Relation]:
    return [
        Relation(check="T09", kind=RelationKind.SUM, subject=result.key, result=result, parts=parts, why=why)
        for column in _COLUMNS
        if (result := getattr(whole, column)) is not None
        and (parts := tuple(figure for row in rows if (figure := getattr(row, column)) is not None))
    ]
