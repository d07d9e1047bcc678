"""Faults in the figures of tables: digits, totals and parts, rates, cells that hold another cell's value."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from random import Random
from typing import Final

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, reprint, token_of
from formaudit.bench.slips import change_digit, double_digit, drop_digit, like, move_point, swap_digits
from formaudit.forms.lookups import total_of
from formaudit.graph.fund_relations import MONEY_COLUMNS
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow, SelfEvaluation
from formaudit.model.relation import RelationKind

__all__ = [
    "blank_cell",
    "box_wrong",
    "digit_changed",
    "digit_doubled",
    "digit_dropped",
    "digits_swapped",
    "figure_alone",
    "forms_of_base",
    "held",
    "last_years_value",
    "letter_in_number",
    "off_by",
    "part_omitted",
    "part_wrong",
    "pick",
    "point_moved",
    "total_wrong",
    "two_points",
    "unit_slip",
    "value_of_neighbour_row",
    "value_of_other_column",
]

_TRIES: Final = 12
_FEWEST_DIGITS: Final = 3
_SEEN: Final = Decimal("0.02")
"""Money that differs by less than this is within the tolerance of rounding and no fault."""

Edits = tuple[Edit, ...] | None


def pick(base: Base, rng: Random, figures: Iterable[Figure | None], change: Callable[[str], str | None]) -> Edits:
    """Print another number in one of the figures, whichever comes first by chance and can be changed visibly."""
    choice = [figure for figure in figures if figure is not None and figure.filled]
    for _ in range(min(_TRIES, 3 * len(choice))):
        figure = rng.choice(choice)
        found = token_of(base.documents, figure)
        if found is None:
            continue
        text, start, end = found
        number = change(text[start:end])
        if number is None or not _visible(figure, text[start:end], number):
            continue
        edit = reprint(base.documents, figure, number)
        if edit is not None:
            return (edit,)
    return None


def _visible(figure: Figure, old: str, new: str) -> bool:
    gap = abs(Decimal(new.replace(",", "")) - Decimal(old.replace(",", "")))
    if figure.unit in MONEY_UNITS:
        return gap >= (_SEEN if figure.unit == "万元" else _SEEN * 10000)
    if figure.unit == "%":
        return gap > Decimal("0.15")
    return gap > (Decimal("0.05") if figure.unit == "分" else 0)


def off_by(number: str, rng: Random, steps: Sequence[Decimal]) -> str | None:
    """The number moved up or down by one of some steps, as a share of it or at least in its last whole place."""
    value = Decimal(number.replace(",", ""))
    step = rng.choice(steps) * rng.choice((-1, 1))
    moved = value + step
    return None if moved < 0 else like(moved, number)


_MONEY_STEPS: Final = tuple(Decimal(step) for step in ("0.5", "1", "1.2", "2", "3.7", "5", "10"))


def _slip(base: Base, rng: Random, slip: Callable[[str, Random], str | None]) -> Edits:
    return pick(base, rng, base.covered(), lambda number: slip(number, rng))


def digit_changed(base: Base, rng: Random) -> Edits:
    """One digit is another."""
    return _slip(base, rng, change_digit)


def digits_swapped(base: Base, rng: Random) -> Edits:
    """Two neighbouring digits change places."""
    return _slip(base, rng, swap_digits)


def digit_doubled(base: Base, rng: Random) -> Edits:
    """A digit stands twice."""
    return _slip(base, rng, double_digit)


def digit_dropped(base: Base, rng: Random) -> Edits:
    """A digit is missing."""
    return _slip(base, rng, drop_digit)


def point_moved(base: Base, rng: Random) -> Edits:
    """The decimal point stands elsewhere."""
    return _slip(base, rng, move_point)


def unit_slip(base: Base, rng: Random) -> Edits:
    """元 written where 万元 is meant, or the reverse."""

    def slip(number: str) -> str | None:
        value = Decimal(number.replace(",", ""))
        return format((value * 10000).normalize(), "f") if value else None

    def back(number: str) -> str | None:
        value = Decimal(number.replace(",", "")) / 10000
        return format(value.normalize(), "f") if value else None

    return pick(base, rng, base.covered("万元"), slip) or pick(base, rng, base.covered("元"), back)


def _damage(base: Base, rng: Random, harm: Callable[[str], str | None]) -> Edits:
    choice = list(base.covered(*MONEY_UNITS))
    for _ in range(_TRIES):
        figure = rng.choice(choice)
        found = token_of(base.documents, figure)
        number = harm(found[0][found[1] : found[2]]) if found else None
        edit = reprint(base.documents, figure, number) if number else None
        if edit is not None:
            return (edit,)
    return None


def two_points(base: Base, rng: Random) -> Edits:
    """Two decimal points in one number."""
    return _damage(base, rng, lambda number: f"{number}.{rng.randint(10, 99)}" if "." in number else None)


def letter_in_number(base: Base, rng: Random) -> Edits:
    """The letter O or l for a 0 or 1 among other digits."""

    def harm(number: str) -> str | None:
        if sum(sign.isdigit() for sign in number) < _FEWEST_DIGITS:
            return None
        changed = number.replace("0", "O", 1) if "0" in number[1:] else number.replace("1", "l", 1)
        return changed if changed != number else None

    return _damage(base, rng, harm)


def forms_of_base(base: Base) -> tuple[SelfEvaluation, ...]:
    """Annex 3 and every annex 4."""
    return (*base.submission.departments, *base.submission.projects)


def _columns(row: FundRow) -> tuple[Figure, ...]:
    return tuple(figure for column in MONEY_COLUMNS if (figure := getattr(row, column)) is not None and figure.filled)


def held(base: Base, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that at least one relation holds fast."""
    return [figure for figure in figures if base.relations.get(figure.key)]


def total_wrong(base: Base, rng: Random) -> Edits:
    """年度资金总额 is not the sum of its sources."""
    totals = (figure for form in forms_of_base(base) if (row := total_of(form)) is not None for figure in _columns(row))
    return pick(base, rng, held(base, totals), lambda number: off_by(number, rng, _MONEY_STEPS))


def part_wrong(base: Base, rng: Random) -> Edits:
    """A source, or a row of annex 2, has another amount than its total needs."""
    sums = [
        part
        for relations in base.relations.values()
        for relation in relations
        if relation.kind is RelationKind.SUM
        for part in relation.parts
        if part.filled and part.unit in MONEY_UNITS and part.place.table is not None
    ]
    parts = list({part.key: part for part in sums}.values())
    return pick(base, rng, parts, lambda number: off_by(number, rng, _MONEY_STEPS))


def part_omitted(base: Base, rng: Random) -> Edits:
    """A total leaves one of its parts out."""
    choice = [
        (relation.result, part)
        for relations in base.relations.values()
        for relation in relations
        if relation.kind is RelationKind.SUM
        and relation.result.filled
        and relation.result.unit in MONEY_UNITS
        and relation.result.place.table is not None
        for part in relation.parts
        if part.filled and part.unit == relation.result.unit and _SEEN < part.amount < relation.result.amount
    ]
    if not choice:
        return None
    total, part = rng.choice(choice)
    return pick(base, rng, (total,), lambda number: like(total.amount - part.amount, number))


def box_wrong(base: Base, rng: Random) -> Edits:
    """A figure in the box of annex 3 (按收入性质分, 按支出性质分) is wrong."""
    box = (
        figure
        for form in base.submission.departments
        for row in (*form.income, *form.spending)
        for figure in _columns(row)
    )
    return pick(base, rng, held(base, box), lambda number: off_by(number, rng, _MONEY_STEPS))


def _borrow(base: Base, rng: Random, pairs: Sequence[tuple[Figure, Figure]]) -> Edits:
    choice = [
        (here, there)
        for here, there in pairs
        if here.filled and there.filled and here.amount != there.amount and base.relations.get(here.key)
    ]
    if not choice:
        return None
    here, there = rng.choice(choice)
    return pick(base, rng, (here,), lambda number: like(there.amount, number))


def value_of_other_column(base: Base, rng: Random) -> Edits:
    """A cell holds what the next column of its row holds."""
    pairs = [
        (row[i], row[j])
        for form in forms_of_base(base)
        for row in map(_columns, form.funds)
        for i in range(len(row))
        for j in range(len(row))
        if i != j
    ]
    return _borrow(base, rng, pairs)


def value_of_neighbour_row(base: Base, rng: Random) -> Edits:
    """A cell of annex 2 holds what the row above or below holds."""
    pairs = [
        (upper.figures[column], lower.figures[column])
        for form in base.submission.base_data
        for upper, lower in zip(form.rows, form.rows[1:], strict=False)
        for column in range(len(form.columns))
    ]
    return _borrow(base, rng, [*pairs, *((lower, upper) for upper, lower in pairs)])


def last_years_value(base: Base, rng: Random) -> Edits:
    """The account repeats that of the year before."""
    pairs = [
        (row.figures[form.columns.index("final_account")], row.figures[form.columns.index("prior_account")])
        for form in base.submission.base_data
        if {"final_account", "prior_account"} <= set(form.columns)
        for row in form.rows
    ]
    return _borrow(base, rng, pairs)


def blank_cell(base: Base, rng: Random) -> Edits:
    """A cell that a sum counts on is empty; a sum without any part is one that was not itemised, which forms allow."""
    choice = [
        figure
        for figure in base.covered(*MONEY_UNITS)
        if figure.amount != 0
        and figure.place.span is None
        and any(
            relation.kind is RelationKind.SUM
            and figure.key != relation.result.key
            and any(part.filled and part.amount != 0 and part.key != figure.key for part in relation.parts)
            for relation in base.relations[figure.key]
        )
    ]
    if not choice:
        return None
    figure = rng.choice(choice)
    found = token_of(base.documents, figure)
    if found is None:
        return None
    text, start, end = found
    edit = reprint(base.documents, figure, "")
    return None if edit is None or text[:start].strip() or text[end:].strip() else (edit,)


def figure_alone(base: Base, rng: Random) -> Edits:
    """A figure that no relation ties to another is wrong."""
    tied = {
        figure.key
        for relation in base.evidence.graph.relations
        for figure in (relation.result, *relation.parts, *relation.context)
    }
    alone = [
        figure
        for figure in base.figures
        if figure.unit in MONEY_UNITS and figure.key not in tied and figure.place.table is not None
    ]
    return pick(base, rng, alone, lambda number: off_by(number, rng, _MONEY_STEPS)) if alone else None
