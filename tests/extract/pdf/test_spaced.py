"""Tables whose cells stand apart, each in a box of its own."""

from tests.extract.pdf.paper import document, line, text

XS = (60, 150, 230, 310)
ROWS = (("科目", "预算数", "决算数"), ("基本支出", "312.4", "309.8"), ("项目支出", "96.5", "91.2"))


def _boxes(gap: float) -> str:
    """The cells with so many points between them from row to row."""
    out = ""
    for row, words in enumerate(ROWS):
        top, bottom = 120 + row * (18 + gap), 138 + row * (18 + gap)
        for left, right, word in zip(XS, XS[1:], words, strict=False):
            out += line(left + 1, top, right - 1, top) + line(left + 1, bottom, right - 1, bottom)
            out += line(left + 1, top, left + 1, bottom) + line(right - 1, top, right - 1, bottom)
            out += text(left + 6, top + 4, word)
    return out


def test_rows_that_a_little_white_parts_are_one_table() -> None:
    [table] = document(_boxes(5)).tables
    assert [[cell.text for cell in table.starting(row)] for row in range(table.rows)] == [list(row) for row in ROWS]


def test_rows_between_which_a_line_of_text_has_room_are_tables_of_their_own() -> None:
    assert len(document(_boxes(20)).tables) == len(ROWS)
