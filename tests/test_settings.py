"""Which line of a table of choices fits."""

import pytest

from formaudit.settings import Choice, NameBook, Profile

OTHER = Profile(name="other", names=NameBook(same=(("丙", "丁"),)))


@pytest.mark.parametrize(
    ("choice", "year", "unit", "fits"),
    [
        (Choice(profile=OTHER), None, "", True),
        (Choice(profile=OTHER, first=2022), 2022, "", True),
        (Choice(profile=OTHER, first=2022), 2021, "", False),
        (Choice(profile=OTHER, first=2022), None, "", False),
        (Choice(profile=OTHER, last=2022), 2022, "", True),
        (Choice(profile=OTHER, last=2022), 2023, "", False),
        (Choice(profile=OTHER, regions=("甲省", "乙市")), 2020, "乙市财政局", True),
        (Choice(profile=OTHER, regions=("甲省",)), 2020, "驻甲省办事处", False),
    ],
)
def test_a_line_fits_years_and_beginnings_of_unit_names(
    choice: Choice, year: int | None, unit: str, fits: bool
) -> None:
    assert choice.fits(year, unit) is fits


def test_the_first_line_that_fits_counts_and_the_names_given_stay() -> None:
    book = NameBook(same=(("甲", "乙"),))
    profile = Profile(names=book, choices=(Choice(profile=OTHER, first=2022), Choice(profile=Profile(name="last"))))
    assert profile.choose(2023, "").name == "other"
    assert profile.choose(2023, "").names.same == (("甲", "乙"), ("丙", "丁"))
    assert profile.choose(2020, "").name == "last"
    assert Profile().choose(2020, "") == Profile()
