"""Slips of the keyboard between two numbers."""

import pytest

from formaudit.numbers import changed_about, one_slip, single_edits


@pytest.mark.parametrize(
    ("printed", "restored", "slip", "about"),
    [
        ("42.5", "24.5", True, True),
        ("45.2", "42.5", False, True),
        ("445", "45", True, True),
        ("4.25", "42.5", True, True),
        ("47.5", "42.5", True, False),
        ("425", "42", True, False),
        ("425000", "42.5", True, False),
        ("16.55", "4", False, False),
        ("0", "7", True, False),
    ],
)
def test_one_slip_leads_from_one_number_to_the_other(printed: str, restored: str, slip: bool, about: bool) -> None:
    assert (one_slip(printed, restored), one_slip(restored, printed)) == (slip, slip)
    assert changed_about(printed, restored) is about


def test_thousands_are_no_digits() -> None:
    assert set(single_edits("1,2")) == set(single_edits("12"))
