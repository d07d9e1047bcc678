"""Words too long for their cell that its edge cuts off, as browsers and sheets print them, stay in their cell."""

from tests.extract.pdf.paper import HEIGHT, document, line, text

XS = (60, 110, 160, 210, 260)
HEADS = ("项目名称", "年初预算数", "全年预算数", "执行")
ROWS = (("圩堤加固", "86.5", "92", "87.4"), ("灌渠清淤", "31", "31", "29.45"))


def _page(size: float, figure: str = "92", label: str = "圩堤加固") -> str:
    """A table whose cells cut off what runs over their right-hand rule."""
    out = "".join(line(x, 100, x, 160) for x in XS) + "".join(line(XS[0], y, XS[-1], y) for y in (100, 120, 140, 160))
    for row, words in enumerate((HEADS, (label, ROWS[0][1], figure, ROWS[0][3]), ROWS[1])):
        for col, word in enumerate(words):
            box = f"{XS[col]} {HEIGHT - 120 - 20 * row} {XS[col + 1] - XS[col]} 20"
            out += f"q {box} re W n {text(XS[col] + 3, 105 + 20 * row, word, size)} Q\n"
    return out


def _rows(size: float) -> list[list[str]]:
    [table] = document(_page(size)).tables
    return [[cell.text for cell in table.starting(row)] for row in range(table.rows)]


def test_a_label_that_reaches_a_little_into_the_next_cell_is_cut_off_there() -> None:
    # the last character begins before the rule and ends right behind the next label's beginning
    assert _rows(10.8) == [
        ["项目名称", "年初预算", "全年预算", "执行"],
        ["圩堤加固", "86.5", "92", "87.4"],
        ["灌渠清淤", "31", "31", "29.45"],
    ]


def test_a_figure_that_the_edge_of_its_cell_cuts_is_doubted() -> None:
    [table] = document(_page(10.4, figure="1234567.25", label="圩堤加固及绿化项目")).tables
    cell = table.at(1, 2)
    assert cell is not None
    assert cell.confidence < 0.9
