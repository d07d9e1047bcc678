"""Testing one relation: every kind with filled, blank, damaged and zero figures."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.graph.reading import Reading, plain, read_relation
from formaudit.graph.tolerance import Fit
from formaudit.model.figure import Figure, State
from formaudit.model.relation import RelationKind
from formaudit.model.verdict import Outcome
from tests.graph.making import figure, relation

BLANK = figure("", key="blank")
DAMAGED = figure("153.673.67", key="damaged", state=State.DAMAGED)
SUM, EQUAL, COVERS = RelationKind.SUM, RelationKind.EQUAL, RelationKind.COVERS
AT_MOST, RATIO = RelationKind.AT_MOST, RelationKind.RATIO


def read(kind: RelationKind, result: Figure, *parts: Figure, exhaustive: bool = True) -> Reading:
    return read_relation(relation(kind, result, *parts, exhaustive=exhaustive), {})


@pytest.mark.parametrize(
    ("kind", "result", "parts", "outcome", "calculation"),
    [
        (SUM, "153.67", ["84.13", "69.54"], Outcome.HOLDS, "84.13 + 69.54 = 153.67"),
        (SUM, "4", ["4", "12.55"], Outcome.BROKEN, "4 + 12.55 = 16.55 ≠ 4"),
        (SUM, "16.54", ["4", "12.55"], Outcome.HOLDS, "4 + 12.55 = 16.55 ≈ 16.54"),
        (SUM, "-14.4", ["84.13", "-98.53"], Outcome.HOLDS, "84.13 + (-98.53) = (-14.4)"),
        (EQUAL, "57", ["69.54"], Outcome.BROKEN, "69.54 ≠ 57"),
        (EQUAL, "57", ["57.00"], Outcome.HOLDS, "57 = 57"),
        (AT_MOST, "16.54", ["4"], Outcome.BROKEN, "16.54 > 4"),
        (AT_MOST, "3.99", ["4"], Outcome.HOLDS, "3.99 ≤ 4"),
        (AT_MOST, "4", ["4"], Outcome.HOLDS, "4 ≤ 4"),
        (COVERS, "10.2", ["1.85", "1.06"], Outcome.HOLDS, "1.85 + 1.06 = 2.91 ≤ 10.2"),
        (COVERS, "2", ["1.85", "1.06"], Outcome.BROKEN, "1.85 + 1.06 = 2.91 > 2"),
    ],
)
def test_each_kind_says_its_arithmetic(
    kind: RelationKind, result: str, parts: list[str], outcome: Outcome, calculation: str
) -> None:
    reading = read(kind, figure(result), *map(figure, parts))
    assert (reading.outcome, reading.calculation) == (outcome, calculation)


@pytest.mark.parametrize(
    ("kind", "rate", "parts", "signs", "outcome", "calculation"),
    [
        (RelationKind.GROWTH, "10%", ["55", "50"], (), Outcome.HOLDS, "5 ÷ 50 = 10%"),
        (RelationKind.GROWTH, "10%", ["45", "50"], (), Outcome.HOLDS, "-5 ÷ 50 = 10%"),
        (RelationKind.GROWTH, "11%", ["55", "50"], (), Outcome.BROKEN, "5 ÷ 50 = 10% ≠ 11%"),
        (RelationKind.INCREASE, "10%", ["5", "55"], (1, 1), Outcome.HOLDS, "5 ÷ 50 = 10%"),
        (RelationKind.INCREASE, "10%", ["5", "45"], (1, -1), Outcome.HOLDS, "5 ÷ 50 = 10%"),
        (RelationKind.INCREASE, "9.09%", ["5", "55"], (1, 1), Outcome.BROKEN, "5 ÷ 50 = 10% ≠ 9.09%"),
    ],
)
def test_a_change_is_a_share_of_what_it_started_from(
    kind: RelationKind, rate: str, parts: list[str], signs: tuple[int, ...], outcome: Outcome, calculation: str
) -> None:
    tested = replace(relation(kind, figure(rate, "%"), *map(figure, parts)), signs=signs)
    reading = read_relation(tested, {})
    assert (reading.outcome, reading.calculation) == (outcome, calculation)


def test_a_part_may_be_taken_off_and_a_constant_added() -> None:
    less = replace(relation(SUM, figure("98.53"), figure("84.13"), figure("-14.4")), signs=(1, -1))
    assert read_relation(less, {}).calculation == "84.13 − (-14.4) = 98.53"
    after = replace(relation(SUM, figure("11", ""), figure("9", "")), added=Decimal(1))
    assert read_relation(after, {}).calculation == "9 + 1 = 10 ≠ 11"


def test_a_broken_sum_says_what_was_expected_and_by_how_much_it_is_off() -> None:
    reading = read(SUM, figure("4"), figure("4", key="a"), figure("12.55"))
    assert (reading.expected, reading.difference, reading.fit) == (Decimal("16.55"), Decimal("-12.55"), Fit.OFF)


def test_a_blank_part_counts_for_nothing_beside_a_filled_one() -> None:
    assert read(SUM, figure("0.6"), BLANK, figure("0.6", key="x"), BLANK).outcome is Outcome.HOLDS


def test_blanks_alone_decide_nothing() -> None:
    assert read(SUM, BLANK, BLANK, BLANK).outcome is Outcome.NOT_APPLICABLE
    itemised = read(SUM, figure("53"), BLANK, BLANK)
    assert (itemised.outcome, itemised.reason) == (Outcome.UNDECIDED, "not-itemised")
    total = read(SUM, BLANK, figure("33"), figure("20"))
    assert (total.outcome, total.reason, total.expected) == (Outcome.UNDECIDED, "total-blank", Decimal(53))
    assert read(EQUAL, figure("1"), BLANK).outcome is Outcome.UNDECIDED
    assert read(AT_MOST, figure("1"), BLANK).outcome is Outcome.NOT_APPLICABLE
    assert read(RATIO, figure("75%", "%"), figure("6", "人"), BLANK).outcome is Outcome.NOT_APPLICABLE


def test_a_blank_total_over_zeros_is_no_fault() -> None:
    assert read(SUM, BLANK, figure("0"), figure("0", key="z")).outcome is Outcome.NOT_APPLICABLE
    assert read(SUM, figure("0"), BLANK).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("kind", [SUM, EQUAL, COVERS, AT_MOST])
def test_a_damaged_figure_decides_nothing_and_can_be_tried_out(kind: RelationKind) -> None:
    reading = read(kind, figure("153.67"), DAMAGED)
    assert (reading.outcome, reading.reason) == (Outcome.UNDECIDED, "damaged-part")
    tried = read_relation(relation(kind, figure("153.67"), DAMAGED), {}, {"damaged": Decimal("153.67")})
    assert tried.outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("rate", "top", "bottom", "outcome", "fit"),
    [
        ("75%", "6", "8", Outcome.HOLDS, Fit.EXACT),
        ("99.75%", "3.99", "4", Outcome.HOLDS, Fit.EXACT),
        ("100%", "3.99", "4", Outcome.HOLDS, Fit.EXACT),
        ("413.5%", "16.54", "4", Outcome.HOLDS, Fit.EXACT),
        ("99.75%", "16.54", "4", Outcome.BROKEN, Fit.OFF),
        ("66.66%", "2", "3", Outcome.BROKEN, Fit.TAIL),  # cut off instead of rounded
        ("98%", "199.79", "203.87", Outcome.HOLDS, Fit.EXACT),
        ("0%", "0", "4", Outcome.HOLDS, Fit.EXACT),
    ],
)
def test_a_rate_holds_within_its_printed_digits(rate: str, top: str, bottom: str, outcome: Outcome, fit: Fit) -> None:
    reading = read(RATIO, figure(rate, "%"), figure(top, key="top"), figure(bottom, key="bottom"))
    assert (reading.outcome, reading.fit) == (outcome, fit)


def test_a_rate_of_small_rounded_amounts_is_a_tail_and_not_a_fault() -> None:
    reading = read(RATIO, figure("98.4%", "%"), figure("0.62"), figure("0.63"))
    assert (reading.outcome, reading.fit) == (Outcome.BROKEN, Fit.TAIL) or reading.outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("rate", "parts", "fit"),
    [
        # A rate one place off is a rounding difference, more is none.
        ("33.4%", (figure("1", "人", key="top"), figure("3", "人", key="bottom")), Fit.TAIL),
        ("33.1%", (figure("1", "人", key="top"), figure("3", "人", key="bottom")), Fit.OFF),
        # Amounts so small that their own rounding would excuse any rate excuse none.
        ("33.5%", (figure("1", key="top"), figure("3", key="bottom")), Fit.TAIL),
        ("40%", (figure("0.01", key="top"), figure("0.03", key="bottom")), Fit.OFF),
    ],
)
def test_a_rate_is_a_rounding_difference_off_only_where_its_amounts_are_large_enough(
    rate: str, parts: tuple[Figure, Figure], fit: Fit
) -> None:
    assert read(RATIO, figure(rate, "%"), *parts).fit is fit


def test_a_rate_on_nothing_does_not_apply() -> None:
    reading = read(RATIO, figure("100%", "%"), figure("12"), figure("0"))
    assert (reading.outcome, reading.reason) == (Outcome.NOT_APPLICABLE, "zero-base")


def test_amounts_in_different_units_are_compared_in_one() -> None:
    assert read(EQUAL, figure("153.67"), figure("1,536,700.00", "元")).outcome is Outcome.HOLDS
    assert read(SUM, figure("0.5", "亿元"), figure("3000"), figure("2000")).outcome is Outcome.HOLDS
    broken = read(EQUAL, figure("153.67", "元"), figure("153.67", key="other"))
    assert broken.outcome is Outcome.BROKEN


def test_parts_that_may_be_incomplete_break_only_above_the_whole() -> None:
    assert read(SUM, figure("16"), figure("4"), exhaustive=False).outcome is Outcome.HOLDS
    assert read(SUM, figure("3"), figure("4"), exhaustive=False).outcome is Outcome.BROKEN


def test_other_values_can_be_tried_in_the_place_of_printed_ones() -> None:
    one = relation(SUM, figure("4", key="total"), figure("4", key="fiscal"), figure("12.55", key="other"))
    assert read_relation(one, {}).outcome is Outcome.BROKEN
    after = read_relation(one, {}, {"total": Decimal("16.55")})
    assert (after.outcome, after.calculation) == (Outcome.HOLDS, "4 + 12.55 = 16.55")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100.00", "100"),
        ("1E+2", "100"),
        ("0.10", "0.1"),
        ("-0.00", "0"),
        ("0.33333333333", "0.333333"),
        ("-14.40", "-14.4"),
    ],
)
def test_numbers_are_written_plainly(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text
