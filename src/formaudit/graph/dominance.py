"""Several relations of one shape: what holds elsewhere in a table tells how the one that fails must be read."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec.structs import replace

from formaudit.graph.reading import plain, read_relation
from formaudit.graph.tolerance import Fit, Precision, wan
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome
from formaudit.numbers.edits import one_slip

__all__ = ["dominant", "mended_by_a_slip", "proves"]

_TELLING: Final = 3
_WAN_APART: Final = 4
_LITTLE: Final = Decimal("0.2")
"""The part of a total by which a sum may miss it and still be taken for the sum that was meant."""


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
    is judged only where its way holds for other figures, at least as often as it fails, and where it fails by little:
    a gap of a good part of the total speaks for a wrong reading and not for a slip. Else it is in ``doubt``.
    """
    counted = [(len(_distinct(way, precision)), way) for way in readings if way]
    if not counted:
        return
    holding, best = max(counted, key=lambda pair: pair[0])
    failing = sum(read_relation(relation, precision).outcome is Outcome.BROKEN for relation in best)
    for relation in best:
        certain = 0 < holding >= failing and _by_little(relation, precision)
        yield relation if certain else replace(relation, doubt=doubt)


def _by_little(relation: Relation, precision: Precision) -> bool:
    reading = read_relation(relation, precision)
    if reading.difference is None or not relation.result.filled:
        return True
    if abs(reading.difference) <= abs(wan(relation.result)) * _LITTLE:
        return True
    return mended_by_a_slip(relation, precision)


def mended_by_a_slip(relation: Relation, precision: Precision) -> bool:
    """Whether one slip in one of its figures explains why a relation fails."""
    figures = (relation.result, *relation.parts)
    return any(_slip(figure, relation, precision) or _restored(figure, relation, precision) for figure in figures)


def _restored(figure: Figure, relation: Relation, precision: Precision) -> bool:
    """Whether what a figure would have to be is one slip of the keyboard away: a digit, one too many, the point."""
    whole, parts = relation.result, [part for part in relation.parts if part is not figure]
    if relation.kind is not RelationKind.SUM or relation.signs or not all(one.filled for one in (whole, *parts)):
        return False
    others = sum((part.amount for part in parts), Decimal(0))
    wanted = others if figure is whole else whole.amount - others
    units = {one.unit for one in (whole, *relation.parts)}
    if len(units) > 1 or not figure.filled or wanted <= 0 or figure.amount <= 0:
        return False
    if abs((wanted / figure.amount).log10()) == _WAN_APART:
        return False  # 元 beside 万元 is another unit, and no slip
    right = replace(figure, value=wanted)
    mended = replace(
        relation,
        result=right if figure is whole else whole,
        parts=tuple(right if part is figure else part for part in relation.parts),
    )
    holds = read_relation(mended, precision).outcome is Outcome.HOLDS
    return holds and (one_slip(plain(figure.amount), plain(wanted)) or _moved_point(figure.amount, wanted))


def _moved_point(printed: Decimal, wanted: Decimal) -> bool:
    """Whether two amounts have the same digits, three at least: one is the other times a power of ten."""
    digits = printed.normalize().as_tuple().digits
    return len(digits) >= _TELLING and digits == wanted.normalize().as_tuple().digits


def _slip(figure: Figure, relation: Relation, precision: Precision) -> bool:
    """Whether the relation holds once two digits of a figure stand the other way round."""
    digits = figure.raw.strip()
    for at in range(len(digits) - 1):
        pair = digits[at : at + 2]
        if not pair.isdigit() or pair[0] == pair[1] or not figure.filled:
            continue
        right = replace(figure, value=_value(digits[:at] + pair[::-1] + digits[at + 2 :]))
        if right.value is None or figure.value != _value(digits):
            return False
        swapped = replace(
            relation,
            result=right if relation.result is figure else relation.result,
            parts=tuple(right if part is figure else part for part in relation.parts),
        )
        if read_relation(swapped, precision).outcome is Outcome.HOLDS:
            return True
    return False


def _value(raw: str) -> Decimal | None:
    try:
        return Decimal(raw.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None


def _distinct(way: Sequence[Relation], precision: Precision) -> set[tuple[str, ...]]:
    """The relations of a way that hold, each set of printed figures once: a copied column proves nothing new."""
    return {_printed((relation.result, *relation.parts)) for relation in way if proves(relation, precision)}


def _printed(figures: Sequence[Figure]) -> tuple[str, ...]:
    return tuple(figure.raw for figure in figures)
