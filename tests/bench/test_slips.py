from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.bench.slips import change_digit, double_digit, drop_digit, like, move_point, swap_digits

NUMBERS = st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False, allow_infinity=False).map(
    lambda value: f"{value:.2f}"
)


@pytest.mark.parametrize("slip", [change_digit, swap_digits, double_digit, drop_digit, move_point])
@given(number=NUMBERS, seed=st.integers(0, 999))
def test_a_slip_changes_the_value_and_leaves_a_number(slip: object, number: str, seed: int) -> None:
    assert callable(slip)
    changed = slip(number, Random(seed))
    if changed is not None:
        assert Decimal(changed) != Decimal(number)
        assert Decimal(changed) >= 0


def test_a_value_is_printed_like_its_neighbours() -> None:
    assert like(Decimal(189200), "18,920.00") == "189,200.00"
    assert like(Decimal(4), "3.99") == "4.00"
    assert like(Decimal("4.125"), "3.9") == "4.125"
