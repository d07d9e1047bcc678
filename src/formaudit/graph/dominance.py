"""Several relations of one shape: what holds elsewhere in a table tells how the one that fails must be read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Fit, Precision
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome

__all__ = ["dominant", "proves"]


def proves(relation: Relation, precision: Precision) -> bool:
    """Whether a relation holds, and not for want of figures: a sum of one part or of zeros proves nothing."""
    filled = [part for part in relation.parts if part.filled and part.amount != 0]
    if len(filled) < 2 or not relation.result.filled:
        return False
    reading = read_relation(relation, precision)
    return reading.outcome is Outcome.HOLDS and reading.fit in (Fit.EXACT, Fit.ROUNDING)


def dominant(readings: Sequence[Sequence[Relation]], precision: Precision, doubt: str) -> Iterator[Relation]:
    """Of several ways to read a table the one that holds most often, for all that it says.

    ``readings`` are the ways, each with the relations it asks for (one for each column or row). A relation that fails
    is judged only where its way holds for other figures; where no way holds anywhere all of them are in ``doubt``.
    """
    counted = [(len(_distinct(way, precision)), way) for way in readings if way]
    if not counted:
        return
    count, best = max(counted, key=lambda pair: pair[0])
    for relation in best:
        yield relation if count > 0 else replace(relation, doubt=doubt)


def _distinct(way: Sequence[Relation], precision: Precision) -> set[tuple[str, ...]]:
    """The relations of a way that hold, each set of printed figures once: a copied column proves nothing new."""
    return {
        _printed((relation.result, *relation.parts)) for relation in way if proves(relation, precision)
    }


def _printed(figures: Sequence[Figure]) -> tuple[str, ...]:
    return tuple(figure.raw for figure in figures)
