"""Lines under print are no rules of a table, even where a struck figure beside them makes them as long as a cell."""

from tests.extract.pdf.paper import document, line, text

XS = (60, 170, 260, 330, 420)


def _table(marks: str) -> list[list[str]]:
    """Two columns of figures, over heads of which one stands over half of a column."""
    out = "".join(line(x, 100, x, 180) for x in (XS[0], XS[1], XS[3], XS[4])) + line(XS[2], 160, XS[2], 180)
    out += "".join(line(XS[0], y, XS[4], y) for y in (100, 130, 160, 180))
    for y, words in (
        (110, ("办公费", "", "14.4")),
        (140, ("水电费", "16.1", "15.5")),
        (165, ("规模", "批复", "控制率")),
    ):
        out += "".join(text(x + 4, y, word) for x, word in zip((XS[0], XS[1], XS[3]), words, strict=True) if word)
    [table] = document(out + text(XS[2] + 4, 165, "实际") + marks).tables
    return [[cell.text for cell in table.starting(row)] for row in range(table.rows)]


BARE = [["办公费", "{}", "14.4"], ["水电费", "16.1", "15.5"], ["规模", "批复", "实际", "控制率"]]


def test_a_figure_that_is_underlined_beside_a_struck_one_makes_no_row() -> None:
    figures = text(174, 108, "4812184444444444") + text(254, 108, "152000.00000000")
    marks = line(174, 113.4, 254, 113.4) + line(254, 118.4, 329, 118.4)
    rows = _table(figures + marks)
    assert len(rows) == len(BARE)
    assert rows[1:] == BARE[1:]


def test_a_short_rule_that_ends_at_the_rules_of_its_cell_parts_two_rows() -> None:
    rows = _table(text(174, 102, "81") + text(174, 117, "152") + line(XS[1], 115, XS[3], 115))
    assert [len(row) for row in rows] == [3, 1, 3, 4]
