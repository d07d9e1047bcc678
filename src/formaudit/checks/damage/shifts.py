"""C06: a row or a column whose figures slipped by one cell."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.reading import plain, read_relation
from formaudit.graph.tolerance import Fit, wan
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome, Verdict

__all__ = ["figures_shifted"]

_FEWEST: Final = 2


def figures_shifted(evidence: Evidence) -> Iterator[Verdict]:
    """C06: failing sums come true when a row's figures move one cell to the side.

    Tried for rows of funds and of annex 2, only where the cell that falls off is empty or 0. At least two failing
    equations must come true exactly and none that held may break. Breaks: 财政拨款 blank, 10, 12 beside totals 10, 12,
    blank. Holds: figures under their own heads; one failing sum alone.
    """
    for figures in _lines(evidence):
        for direction in (-1, 1):
            moved = _moved(figures, direction)
            relations = _repaired(evidence, moved) if moved else ()
            if len(relations) < _FEWEST:
                continue
            totals = [relation.result for relation in relations if relation.result.key not in moved]
            others = [
                part for relation in relations for part in relation.parts if part.key not in moved and part.filled
            ]
            yield Verdict(
                check="C06",
                outcome=Outcome.BROKEN,
                key=str(figures[0].address.row.under("shifted")),
                figures=(*(figure for figure in figures if figure.filled), *(totals or others)[:2]),
                calculation="；".join(
                    read_relation(relation, evidence.graph.precision, moved).calculation for relation in relations[:3]
                ),
                message=phrase(
                    "C06.left" if direction < 0 else "C06.right",
                    label=figures[0].label,
                    printed="、".join(figure.raw or "—" for figure in figures),
                    restored="、".join(plain(moved[figure.key]) for figure in figures),
                    count=str(len(relations)),
                ),
                suspects=sum(figure.filled for figure in figures),
            )
            break


def _lines(evidence: Evidence) -> Iterator[tuple[Figure, ...]]:
    """The rows of money, each cell in the order of the columns."""
    for form in evidence.submission.self_evaluations:
        for row in (*form.funds, *form.income, *form.spending):
            yield _known(row.original_budget, row.final_budget, row.actual_amount)
    for base in evidence.submission.base_data:
        for cost in base.rows:
            yield _known(*cost.figures)


def _known(*figures: Figure | None) -> tuple[Figure, ...]:
    found = tuple(figure for figure in figures if figure is not None)
    usable = len(found) >= 3 and all(figure.state in (State.FILLED, State.BLANK) for figure in found)
    return found if usable and sum(figure.filled for figure in found) >= _FEWEST else ()


def _moved(figures: Sequence[Figure], direction: int) -> dict[str, Decimal]:
    """Each cell's value after the row has moved; nothing where a filled cell would fall off or nothing changes."""
    values = [wan(figure) if figure.filled else ZERO for figure in figures]
    order = values if direction < 0 else values[::-1]
    if not figures or order[0] != 0 or len(set(values)) < 2:
        return {}
    shifted = [*order[1:], ZERO]
    if direction > 0:
        shifted.reverse()
    return {figure.key: value for figure, value in zip(figures, shifted, strict=True)}


def _repaired(evidence: Evidence, moved: dict[str, Decimal]) -> tuple[Relation, ...]:
    """The failing relations that come true exactly when the row moves; none where one stays or becomes wrong."""
    precision = evidence.graph.precision
    touching = {id(one): one for key in moved for one in evidence.graph.relations_of(key)}
    broken = [key for key, one in touching.items() if read_relation(one, precision).outcome is Outcome.BROKEN]
    if len(broken) < _FEWEST:
        return ()
    after = {key: read_relation(one, precision, moved) for key, one in touching.items()}
    if any(reading.outcome is Outcome.BROKEN for reading in after.values()):
        return ()
    return tuple(touching[key] for key in broken if after[key].fit is Fit.EXACT)
