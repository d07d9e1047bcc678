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
