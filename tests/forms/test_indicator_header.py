"""What heads a block of indicators, and rows that look like such a header and head nothing.

``indicator_headers.txt`` has a table in each block, below it what its first row heads: the columns from the first up to the
one behind the last, ``over`` the rows that are read with it, the second set of columns and those that nobody can name.
Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from formaudit.forms.indicator_header import indicator_header, second_half, strange_columns
from tests.drawing import table_of
from tests.whole import NOTHING, blocks, short, written

TABLE: Final = Path(__file__).with_name("indicator_headers.txt")


def _columns(found: dict[str, tuple[int, int]]) -> str:
    spans = sorted((span, code) for code, span in found.items())
    return " ".join(f"{code} {low}" if high == low + 1 else f"{code} {low}-{high - 1}" for (low, high), code in spans)


def told(drawing: str) -> list[str]:
    """The lines of a block."""
    table = table_of(drawing)
    header = indicator_header(table, 0)
    if header is None:
        return [NOTHING]
    columns, last = header
    lines = [f"{_columns(columns)} over {last + 1}"]
    lines += [f"second {_columns(half)}" for half in [second_half(table, 0)] if half]
    lines += [f"strange {_columns(strange)}" for strange in [strange_columns(table, last, columns)] if strange]
    return [f"  {line}" for line in lines]


@pytest.mark.parametrize(("drawing", "lines"), blocks(TABLE), ids=short)
def test_the_columns_that_a_header_names(drawing: str, lines: list[str]) -> None:
    assert told(drawing) == lines


@pytest.mark.parametrize("words", ["分值/得分", "权重/得分", "分值得分"])
@pytest.mark.parametrize("drawing", ["{} | < | < | <\n甲 | 10 | 9 | 8", "资金 | 1\n^ | {}\n^ | 3"])
def test_points_and_score_in_the_one_cell_of_a_row_head_no_items(drawing: str, words: str) -> None:
    table = table_of(drawing.format(words))
    assert [indicator_header(table, row) for row in range(table.rows)] == [None] * table.rows


if __name__ == "__main__":
    written(TABLE, told)
