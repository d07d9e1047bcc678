"""Rows of annex 2 under a name that nobody knows: whose parts they are is a guess, and no accusation rests on it.

A project stands below its kind without a word, and so does a heading whose name is not known (公务接待 under a name of
the unit's own). Where sums are broken and hold once one such row belongs elsewhere, they stay open.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec.structs import replace

from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.indicators.lexicon import lexicon
from formaudit.model.forms import BaseDataForm, CostRow
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome

__all__ = ["left_open"]

_ROW_EACH: Final = frozenset(("本级专项资金", "上级转移支付"))
"""Rows below which each project has a row: one alone is at home there, and a total that leaves it out is no guess."""
_MOST: Final = 200
"""So many other places for unknown rows are tried in one form."""


def left_open(
    form: BaseDataForm, draw: Callable[[BaseDataForm], Iterable[Relation]], precision: Precision
) -> Sequence[Relation]:
    """The relations that ``draw`` gives for a form; those that another place for an unknown row mends are in doubt."""
    relations = list(draw(form))
    broken = {one.subject for one in relations if read_relation(one, precision).outcome is Outcome.BROKEN}
    if not broken:
        return relations
    doubted: set[str] = set()
    for other in islice(_otherwise(form), _MOST):
        outcomes = {one.subject: read_relation(one, precision).outcome for one in draw(other)}
        still = {subject for subject, outcome in outcomes.items() if outcome is Outcome.BROKEN}
        if not still - broken and any(outcomes.get(subject) is Outcome.HOLDS for subject in broken):
            doubted |= broken - still
    return [replace(one, doubt=one.doubt or "row-unknown") if one.subject in doubted else one for one in relations]


def _otherwise(form: BaseDataForm) -> Iterator[BaseDataForm]:
    """The form with one unknown row as a part of another row or of none, alone or with what follows it as its parts."""
    rows = form.rows
    for index, row in enumerate(rows):
        if row.item or not index:
            continue
        for parent in (None, *_above(rows, index - 1)):
            if parent == row.parent:
                continue
            moved: dict[int, int | None] = {index: parent}
            if row.parent is None or rows[row.parent].item not in _ROW_EACH or _heads(rows, index):
                yield _placed(form, moved)
            following: dict[int, int | None] = dict.fromkeys(_following(rows, index), index)
            if following:
                yield _placed(form, moved | following)


def _heads(rows: Sequence[CostRow], index: int) -> bool:
    """Whether the next row is a known part of something that no row is: what stands above it may be its heading."""
    following = rows[index + 1].item if index + 1 < len(rows) else ""
    home = lexicon().parent_of(following) if following else ""
    return bool(home) and all(row.item != home for row in rows)


def _above(rows: Sequence[CostRow], index: int) -> Iterator[int]:
    """A row and the rows that it is a part of."""
    at: int | None = index
    while at is not None:
        yield at
        at = rows[at].parent


def _following(rows: Sequence[CostRow], index: int) -> Iterator[int]:
    """The unknown rows right below an unknown one that were taken for parts of the same row."""
    for later in range(index + 1, len(rows)):
        if rows[later].item or rows[later].parent is None or rows[later].parent != rows[index].parent:
            return
        yield later


def _placed(form: BaseDataForm, parents: dict[int, int | None]) -> BaseDataForm:
    rows = (replace(row, parent=parents.get(index, row.parent)) for index, row in enumerate(form.rows))
    return replace(form, rows=tuple(rows))
