"""A row of totals that was never filled in: one event, a finding in each of its columns.

Forms come with 0 printed in the row of totals, or with the row blank, and units fill in the sources below it only. Each
column then contradicts its parts; mended one by one they would be told as so many slips of unlike kinds.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.model.address import Address
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Verdict

__all__ = ["EmptyTotal", "empty_totals"]

_COLUMNS: Final = 2
"""So many columns of the row must stand empty beside parts: one alone may be anything."""
_WHOLES: Final = frozenset({RelationKind.SUM, RelationKind.EQUAL})


class EmptyTotal(Struct, frozen=True, kw_only=True):
    """A row of totals left at 0 or blank; ``sums`` are its relations with the total that the parts make, in 万元."""

    verdicts: tuple[Verdict, ...]
    sums: tuple[tuple[Relation, Decimal], ...]

    @property
    def keys(self) -> Iterator[str]:
        """The addresses of the empty totals."""
        return (relation.result.key for relation, _ in self.sums)


def empty_totals(broken: Sequence[Verdict], judged: Sequence[Verdict], precision: Precision) -> Iterator[EmptyTotal]:
    """The rows among the broken verdicts, in the order of their first finding.

    A row counts whose total is 0 or blank in at least two columns while the parts in them are not; a column in which
    it holds anything else, by whichever of the verdicts ``judged``, says that somebody filled the row in.
    """
    filled = {row for verdict in judged if (row := _row_of(verdict)) and _says_something(verdict)}
    rows: dict[Address, list[tuple[Verdict, Relation, Decimal]]] = {}
    for verdict in broken:
        row, relation = _row_of(verdict), verdict.relation
        if row is None or row in filled or relation is None:
            continue
        expected = read_relation(relation, precision).expected
        if expected:
            rows.setdefault(row, []).append((verdict, relation, expected))
    for found in rows.values():
        if len({relation.result.key for _, relation, _ in found}) >= _COLUMNS:
            yield EmptyTotal(
                verdicts=tuple(verdict for verdict, _, _ in found),
                sums=tuple((relation, expected) for _, relation, expected in found),
            )


def _row_of(verdict: Verdict) -> Address | None:
    """The row whose parts make the figure that a verdict is about; ``None`` where it is not about a whole."""
    relation = verdict.relation
    if relation is None or relation.kind not in _WHOLES or not relation.exhaustive:
        return None
    return relation.result.address.row


def _says_something(verdict: Verdict) -> bool:
    figure = verdict.relation.result if verdict.relation is not None else None
    return figure is not None and figure.something and figure.value != 0
