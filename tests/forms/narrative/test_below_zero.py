"""Amounts below zero in prose: read like others, never taken for a slip of one above it."""

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.model.place import Place
from formaudit.model.statement import Standing

CELL = Place(file=2, table=1, row=3, col=4)


@pytest.mark.parametrize(
    "text",
    [
        "2024年收入-210万元，完成预算200万元的105%。",
        "全年支出812万元，其中办公费-131.2万元，差旅费680.8万元。",
        "全年支出-643.7万元，其中办公费312.5万元，差旅费331.2万元。",
        "本年结余-12.55万元，收入112.55万元，支出100万元。",
        "利润总额-356.2万元，比上年的300万元增长18.73%。",
        "支出合计920万元，其中：基本支出-420万元，占45.65%；项目支出500万元，占54.35%。",
        "人均收入-1,250元，比上年增加-3.5%。",
    ],
)
def test_a_sign_is_no_digit_that_slipped(text: str) -> None:
    assert [one.calculation for one in statements_of_text(text, CELL) if one.standing is Standing.BROKEN] == []


def test_a_loss_and_what_makes_it_up_agree() -> None:
    text = "2024年结余-12.5万元，其中甲项目-20万元，乙项目7.5万元。"
    assert [one.standing for one in statements_of_text(text, CELL)] in ([], [Standing.HOLDS])
