"""A letter reckons in the unit of the paper: what is printed in 元 is added up in 元."""

from decimal import Decimal

import pytest

from formaudit.letters.letter import Kind
from formaudit.letters.units import sum_as_printed, text_as_printed
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from tests.letters.made import letter


def figure(value: str, unit: str) -> Figure:
    return Figure(
        key="k", label="x", raw=value, value=Decimal(value), unit=unit, decimals=2, state=State.FILLED, place=Place()
    )


YUAN = (figure("1352000", "元"), figure("1510600", "元"), figure("186000.50", "元"))


@pytest.mark.parametrize(
    ("line", "figures", "said"),
    [
        ("135.2 − (151.06 − 18.60005) = 2.74005", YUAN, "1352000 − (1510600 − 186000.5) = 27400.5"),
        ("135.2 ÷ 151.06 = 89.5%", YUAN, "1352000 ÷ 1510600 = 89.5%"),
        ("135.2 ÷ 151.06 = 0.895 ≠ 0.9", YUAN, "1352000 ÷ 1510600 = 0.895 ≠ 0.9"),
        ("7 + 1.4 = 8.4 ≠ 7", (figure("7", "万元"), figure("1.4", "万元")), "7 + 1.4 = 8.4 ≠ 7"),
        ("7 + 1.4 = 8.4", (figure("7", "万元"), figure("14000", "元")), "7 + 1.4 = 8.4，以万元计"),
        ("7 + 1.4 = 8.4", (figure("70", "千元"), figure("14", "千元")), "70 + 14 = 84"),
        ("10 ÷ 11 = 90.91%", (figure("10", "人"), figure("11", "人")), "10 ÷ 11 = 90.91%"),
    ],
)
def test_a_line_of_arithmetic_has_the_unit_of_its_figures(line: str, figures: tuple[Figure, ...], said: str) -> None:
    assert sum_as_printed(line, figures, "zh") == said


def test_a_sentence_has_it_too_and_what_is_printed_in_two_units_stays() -> None:
    assert text_as_printed("全年为135.2万元，差额2.74万元", YUAN) == "全年为1352000元，差额27400元"
    mixed = (*YUAN, figure("12", "万元"))
    assert text_as_printed("相差0.04万元", mixed) == "相差0.04万元"


def test_a_letter_about_a_paper_in_yuan_asks_in_yuan() -> None:
    said = [row.said for item in letter("legal-units", Kind.INQUIRY).items for row in item.rows]
    assert "基本支出1352000 − (年度资金总额1510600 − 县级专项资金186000) = 27400 ≠ 0" in said
