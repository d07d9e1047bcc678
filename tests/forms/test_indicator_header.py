"""Rows that look like the header of indicators and head nothing."""

import pytest

from formaudit.forms.indicator_header import indicator_header
from tests.drawing import table_of


@pytest.mark.parametrize("words", ["分值/得分", "权重/得分", "分值得分"])
@pytest.mark.parametrize("drawing", ["{} | < | < | <\n甲 | 10 | 9 | 8", "资金 | 1\n^ | {}\n^ | 3"])
def test_points_and_score_in_the_one_cell_of_a_row_head_no_items(drawing: str, words: str) -> None:
    table = table_of(drawing.format(words))
    assert [indicator_header(table, row) for row in range(table.rows)] == [None] * table.rows
