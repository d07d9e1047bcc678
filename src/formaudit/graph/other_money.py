"""Whether a further column of money belongs to a relation of the columns beside it: what was taken back, brought in.

预算 = 支出 + 结余 holds in most rows; where it fails in one and 收回 of that row is just what is missing, the relation
is with 收回, in all rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final

from msgspec.structs import replace

from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome

__all__ = ["with_other_money"]

_MOST: Final = 2
"""So many further columns may belong to one relation."""
_WIDEST: Final = 8
"""Of more columns that could explain a difference, some two do by chance."""

Row = tuple[Relation, Mapping[str, Figure]]
"""The usual relation of a row and its other figures by their column."""


def with_other_money(rows: Sequence[Row], precision: Precision, why: str, doubt: str) -> list[Relation]:
    """The relations of one kind, row by row, with the other money that explains exactly where the usual ones fail.

    It does where no row that holds without it fails with it. A row that still fails is in ``doubt`` where it has money
    in a column that no row which holds has money in: that may be what is missing, with a slip of its own.
    """
    usual = [relation for relation, _ in rows]
    failing = [at for at, one in enumerate(usual) if _outcome(one, precision) is Outcome.BROKEN]
    columns = [code for code in _codes(rows) if any(_amount(row, code) for row in rows)]
    if not failing:
        return usual
    best, used = usual, frozenset[str]()
    most = len(usual) - len(failing)
    for chosen in _signed(columns):
        way = [_with(row, chosen, why) for row in rows]
        held = [at for at, one in enumerate(way) if _outcome(one, precision) is Outcome.HOLDS]
        exact = [at for at in failing if at in held and read_relation(way[at], precision).fit is Fit.EXACT]
        kept = all(at in held for at, one in enumerate(usual) if _outcome(one, precision) is Outcome.HOLDS)
        if exact and kept and len(held) > most:
            best, most, used = way, len(held), frozenset(code for code, _ in chosen)
    return list(_doubted(rows, best, used, precision, doubt))


def _doubted(
    rows: Sequence[Row], way: Sequence[Relation], used: frozenset[str], precision: Precision, doubt: str
) -> Iterator[Relation]:
    holding = [at for at, one in enumerate(way) if _outcome(one, precision) is Outcome.HOLDS]
    for row, one in zip(rows, way, strict=True):
        loose = any(
            _amount(row, code) and not any(_amount(rows[at], code) for at in holding)
            for code in row[1]
            if code not in used
        )
        yield replace(one, doubt=one.doubt or doubt) if loose else one


def _signed(columns: Sequence[str]) -> Iterator[tuple[tuple[str, int], ...]]:
    """One or two columns, each added or taken off."""
    for size in range(1, (_MOST if len(columns) <= _WIDEST else 1) + 1):
        for some in combinations(columns, size):
            for signs in product((1, -1), repeat=size):
                yield tuple(zip(some, signs, strict=True))


def _with(row: Row, chosen: Sequence[tuple[str, int]], why: str) -> Relation:
    relation, others = row
    more = [
        (replace(others[code], unit=others[code].unit or relation.result.unit), sign)
        for code, sign in chosen
        if _amount(row, code)
    ]
    if not more:
        return relation
    signs = relation.signs or (1,) * len(relation.parts)
    return replace(
        relation,
        parts=(*relation.parts, *(figure for figure, _ in more)),
        signs=(*signs, *(sign for _, sign in more)),
        why=why,
    )


def _codes(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(code for _, others in rows for code in others))


def _amount(row: Row, code: str) -> bool:
    """Whether a row has money in a column, or an amount whose head names no unit."""
    figure = row[1].get(code)
    return figure is not None and figure.filled and figure.unit in ("", *MONEY_UNITS) and figure.amount != 0


def _outcome(relation: Relation, precision: Precision) -> Outcome:
    return read_relation(relation, precision).outcome
