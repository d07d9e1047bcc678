"""A slip whose right value is known within bounds only, reckoned without trying every number."""

from hypothesis import example, given
from hypothesis import strategies as st

from formaudit.numbers.slips import changed_within, swapped_within

DIGITS = st.from_regex(r"[0-9]{1,7}", fullmatch=True)
BOUNDS = st.tuples(st.integers(-50, 10_000_000), st.integers(0, 400)).map(lambda pair: (pair[0], sum(pair)))


@given(DIGITS, BOUNDS)
@example("105", (150, 150))
@example("145", (145, 145))
@example("0145", (100, 144))
def test_another_digit_comes_out_where_one_of_all_numbers_with_it_does(digits: str, bounds: tuple[int, int]) -> None:
    others = (
        int(digits[:at] + other + digits[at + 1 :])
        for at in range(len(digits))
        for other in "0123456789"
        if other != digits[at]
    )
    assert changed_within(digits, *bounds) == any(bounds[0] <= other <= bounds[1] for other in others)


@given(DIGITS, BOUNDS)
@example("4154", (4514, 4514))
@example("4455", (4455, 4455))
def test_digits_changed_about_come_out_where_one_of_all_such_numbers_does(digits: str, bounds: tuple[int, int]) -> None:
    others = (
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1]
    )
    assert swapped_within(digits, *bounds) == any(bounds[0] <= other <= bounds[1] for other in others)
