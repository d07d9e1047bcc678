"""How far printed figures may be apart: intervals of half a unit in the last place, and what lies beyond."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.graph.tolerance import Fit, Precision, fit, half_unit, precision_of, wan
from formaudit.model.figure import Figure
from tests.graph.making import figure


def judged(total: str, *parts: str, unit: str = "万元", precision: Precision | None = None) -> Fit:
    figures = [figure(total, unit), *(figure(part, unit) for part in parts)]
    known = precision_of(figures) if precision is None else precision
    difference = wan(figures[0]) - sum((wan(part) for part in figures[1:]), Decimal(0))
    return fit(difference, [half_unit(one, known) for one in figures])


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        ("16.55", ["4", "12.55"], Fit.EXACT),
        ("16.54", ["4", "12.55"], Fit.ROUNDING),  # within the intervals; only a known 3.99 makes it a substitution
        ("16.53", ["4", "12.55"], Fit.TAIL),
        ("16.52", ["4", "12.55"], Fit.OFF),
        ("4", ["4", "12.55"], Fit.OFF),
        ("153.67", ["84.13", "69.54"], Fit.EXACT),
        ("153.68", ["84.13", "69.54"], Fit.ROUNDING),
        ("153.70", ["84.13", "69.54"], Fit.OFF),
        ("100", ["33.33", "33.33", "33.33"], Fit.ROUNDING),
        ("100", ["33", "33", "33"], Fit.OFF),
        ("10", ["1", "2", "3", "4"], Fit.EXACT),
        ("-14.4", ["84.13", "-98.53"], Fit.EXACT),
    ],
)
def test_two_decimals_are_the_rule_and_whole_numbers_are_exact(total: str, parts: list[str], expected: Fit) -> None:
    assert judged(total, *parts) is expected


def test_a_table_of_one_decimal_passes_its_rounding() -> None:
    assert judged("100.0", "33.3", "33.3", "33.3", precision={"万元@0.0": 1}) is Fit.ROUNDING
    assert judged("100.1", "33.3", "33.3", "33.3", precision={"万元@0.0": 1}) is Fit.TAIL
    assert judged("100.9", "33.3", "33.3", "33.3", precision={"万元@0.0": 1}) is Fit.OFF


def test_yuan_and_ten_thousand_yuan_meet_in_the_coarser_interval() -> None:
    in_yuan, in_wan = figure("1,536,745.20", "元"), figure("153.67", "万元")
    halves = [half_unit(in_yuan, {}), half_unit(in_wan, {})]
    assert halves == [Decimal("0.0000005"), Decimal("0.005")]
    assert fit(wan(in_yuan) - wan(in_wan), halves) is Fit.ROUNDING
    far = figure("1,537,000.00", "元")
    assert fit(wan(far) - wan(in_wan), halves) is Fit.OFF


def test_many_addends_widen_the_interval_and_never_the_tail() -> None:
    half = [Decimal("0.005")] * 31
    assert fit(Decimal("0.15"), half) is Fit.ROUNDING
    assert fit(Decimal("0.155"), half) is Fit.OFF
    assert fit(Decimal("0.05"), [Decimal("0.005")] * 6) is Fit.TAIL
    assert fit(Decimal("0.06"), [Decimal("0.005")] * 6) is Fit.OFF


def test_counted_things_are_not_rounded() -> None:
    assert half_unit(figure("6", "人"), {}) == 0
    assert fit(Decimal(1), [Decimal(0), Decimal(0)]) is Fit.OFF
    assert half_unit(figure("75", "%"), {}) == Decimal("0.5")
    assert half_unit(figure("99.75", "%"), {}) == Decimal("0.005")


def amounts(*raws: str, unit: str = "万元", table: int | None = 0) -> list[Figure]:
    return [figure(raw, unit, table=table) for raw in raws]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (amounts("153.67", "84.13", "4"), {}),
        (amounts("4", "53", "20"), {}),
        (amounts("53.5", "33", "20.5"), {}),  # two of one decimal may have lost a zero
        (amounts("33.3", "12.1", "7.7", "20.5", "4"), {"万元@0.0": 1}),
        (amounts("33.3", "12.1", "7.7", "20.55"), {}),
        (amounts("12.345678", "7.654321", "20"), {"万元@0.0": 6}),
        (amounts("12.345678", "7.65", "20"), {}),  # one long figure tightens nothing but itself
        (amounts("1200000", "35000", unit="元"), {"元@0.0": 0}),
        (amounts("1200000.00", "35000.50", unit="元"), {}),
        (amounts("12.345678", "7.654321", table=None), {}),  # the text
        (amounts("75", "10", unit="分"), {}),
    ],
)
def test_each_table_has_its_own_precision(figures: list[Figure], expected: Precision) -> None:
    assert precision_of(figures) == expected


def test_one_long_figure_does_not_tighten_the_sums_of_its_table() -> None:
    known = precision_of([*amounts("33.33", "100", "12.34"), *amounts("0.123456")])
    assert judged("100", "33.33", "33.33", "33.33", precision=known) is Fit.ROUNDING


MONEY = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@given(
    MONEY, st.lists(st.sampled_from([Decimal("0.005"), Decimal("0.05"), Decimal("0.0000005")]), min_size=2, max_size=9)
)
def test_a_larger_gap_never_fits_better(gap: Decimal, halves: list[Decimal]) -> None:
    order = [Fit.EXACT, Fit.ROUNDING, Fit.TAIL, Fit.OFF]
    assert order.index(fit(gap, halves)) <= order.index(fit(gap * 2, halves))
    assert fit(gap, halves) is fit(-gap, halves)
    assert fit(Decimal(0), halves) is Fit.EXACT


@given(st.lists(st.decimals(min_value=0, max_value=10**5, places=6), min_size=1, max_size=12))
def test_rounding_alone_never_breaks_a_sum(exact: list[Decimal]) -> None:
    cent = Decimal("0.01")
    total, parts = sum(exact, Decimal(0)).quantize(cent), [part.quantize(cent) for part in exact]
    gap = total - sum(parts)
    assert fit(gap, [Decimal("0.005")] * (len(parts) + 1)) in (Fit.EXACT, Fit.ROUNDING)
