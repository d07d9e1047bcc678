"""A program that leaves open at the page's edge what goes on, as browsers do, closes there what has ended."""

from tests.extract.pdf.paper import document, line, text

XS = (60, 120, 190, 260, 330)


def _uprights(top: float, bottom: float) -> str:
    return "".join(line(x, top, x, bottom) for x in XS)


def _words(col: int, top: float, *words: str) -> str:
    return "".join(text(XS[at] + 4, top, word) for at, word in enumerate(words, start=col))


def _upper(*, foot: float) -> str:
    """A head, a row and a low blank one, labels over both; ``foot`` is where the last rule begins."""
    rules = line(XS[0], 700, XS[-1], 700) + line(XS[0], 720, XS[-1], 720)
    rules += line(XS[2], 753, XS[-1], 753) + line(foot, 760, XS[-1], 760)
    words = _words(0, 704, "绩效", "一级", "内容", "得分") + _words(0, 730, "指标", "产出", "清淤长度", "20")
    return _uprights(700, 760) + rules + words


def _lower() -> str:
    """Two rows without a rule above them."""
    rules = line(XS[2], 73, XS[-1], 73) + line(XS[0], 80, XS[-1], 80)
    return _uprights(40, 80) + rules + _words(1, 50, "满意度", "群众认可", "10")


def _labels(foot: float) -> list[tuple[str, int]]:
    [table] = document(_upper(foot=foot), _lower()).tables
    return [("".join(cell.text.split()), cell.rowspan) for cell in table if cell.col < 2 and cell.row]


def test_a_row_and_a_label_that_a_rule_closes_end_where_the_label_beside_them_goes_on() -> None:
    assert _labels(XS[1]) == [("指标", 4), ("产出", 2), ("满意度", 2)]


EDGES = (60, 90, 160, 230, 300)
"""A column of a label over all rows, and four others."""


def _page(top: float, rows: list[tuple[float, list[str]]], *, closed: bool, begins: bool) -> str:
    """Rows of a height and words, the first column open all the way down; the foot and the head open or closed."""
    out, at = "", top
    for number, (high, words) in enumerate(rows):
        if number or begins:
            out += line(EDGES[0] if not number else EDGES[1], at, EDGES[-1], at)
        out += "".join(
            text(EDGES[col] + 4, at + 4 + 13 * nth, part)
            for col, word in enumerate(words)
            for nth, part in enumerate(word.split("/"))
            if part
        )
        at += high
    if closed:
        out += line(EDGES[0], at, EDGES[-1], at)
    return out + "".join(line(x, top, x, at) for x in EDGES)


def test_a_row_whose_foot_nothing_closes_goes_on_although_no_rule_crosses_the_first_column() -> None:
    upper = [(22.0, ["绩", "名称", "指标值", "得分"]), (22.0, ["", "清淤长度", "9公里", "20"])]
    upper.append((60.0, ["", "道路遮阴覆盖", "100%", "9.17"]))
    lower = [(22.0, ["", "率提升", "", ""]), (22.0, ["", "群众认可", "95%", "10"])]
    found = document(_page(700, upper, closed=False, begins=False), _page(40, lower, closed=True, begins=False))
    [table] = found.tables
    assert [("".join(cell.text.split()), cell.row) for cell in table if cell.col == 1] == [
        ("名称", 0),
        ("清淤长度", 1),
        ("道路遮阴覆盖率提升", 2),
        ("群众认可", 3),
    ]


def test_rows_in_which_no_text_goes_on_are_two_though_nothing_closes_the_upper_one() -> None:
    upper = [(22.0, ["绩", "数量", "9公里", "20"]), (22.0, ["", "三级指标", "年度指标值", "得分"])]
    lower = [(22.0, ["", "保洁河道长度", "86公里", "15"]), (22.0, ["", "群众认可程度", "95%", "10"])]
    found = document(_page(700, upper, closed=False, begins=True), _page(40, lower, closed=True, begins=False))
    [table] = found.tables
    assert [cell.text for cell in table if cell.col == 3] == ["20", "得分", "15", "10"]


def test_a_label_that_the_page_leaves_open_beside_closed_cells_goes_on() -> None:
    upper = _uprights(700, 760) + line(XS[0], 700, XS[-1], 700) + line(XS[0], 720, XS[-1], 720)
    upper += line(XS[2], 760, XS[-1], 760)
    upper += _words(0, 704, "绩效", "一级", "内容", "得分") + _words(0, 730, "指标", "产出", "清淤长度", "20")
    lower = _uprights(40, 100) + line(XS[1], 70, XS[-1], 70) + line(XS[0], 100, XS[-1], 100)
    lower += _words(2, 50, "培训人数", "10") + _words(1, 80, "效益", "群众认可", "10")
    [table] = document(upper, lower).tables
    labels = [("".join(cell.text.split()), cell.row, cell.rowspan) for cell in table if cell.col == 1]
    assert labels == [("一级", 0, 1), ("产出", 1, 2), ("效益", 3, 1)]
