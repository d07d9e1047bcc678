"""Headings of two lines that stand further down in a table without a grid."""

from tests.extract.pdf.paper import document, rows

XS = (60.0, 230.0, 330.0, 430.0)
STAFF = [["财政供养人员", "编制数", "实有数", "控制率"], ["", "36", "34", "94.44%"]]
COSTS = [["三公经费", "6.2", "5.8", "5.1"], ["项目支出", "120.5", "131", "128.4"], ["公用经费", "33.7", "35", "34.2"]]


def _of(*lines: tuple[float, list[str]]) -> list[list[str]]:
    drawn = "".join(rows([[(x, word) for x, word in zip(XS, words, strict=True) if word]], top) for top, words in lines)
    [table] = document(drawn).tables
    return [[cell.text for cell in table.starting(row)] for row in range(table.rows)]


def _with(first: list[str], second: list[str], lead: float) -> list[list[str]]:
    lines = [(100 + 18.0 * at, words) for at, words in enumerate(STAFF)]
    lines += [(140.0, first), (140 + lead, second)]
    return _of(*lines, *((170 + 18 * at, words) for at, words in enumerate(COSTS)))


def test_the_second_lines_of_headings_belong_to_the_first() -> None:
    found = _with(["经费情况", "上年决", "本年预", "本年决"], ["", "算数", "算数", "算数"], 11)
    assert found == [*STAFF, ["经费情况", "上年决\n算数", "本年预\n算数", "本年决\n算数"], *COSTS]


def test_words_under_words_as_far_apart_as_all_rows_are_a_row() -> None:
    found = _with(["自评等级", "优", "良", "优"], ["", "良", "良", "优"], 15)
    assert found == [*STAFF, ["自评等级", "优", "良", "优"], ["", "良", "良", "优"], *COSTS]


def test_figures_under_words_are_a_row() -> None:
    found = _with(["经费情况", "上年", "本年", "本年"], ["", "6.4", "6.2", "5.9"], 11)
    assert found == [*STAFF, ["经费情况", "上年", "本年", "本年"], ["", "6.4", "6.2", "5.9"], *COSTS]


def test_the_second_line_of_a_label_belongs_to_the_figures_of_the_first() -> None:
    lines = [(100 + 28.0 * at, words) for at, words in enumerate([*STAFF[:1], *COSTS])]
    found = _of(*lines[:2], (140.0, ["含公务接待", "", "", ""]), *lines[2:])
    assert found == [STAFF[0], ["三公经费\n含公务接待", *COSTS[0][1:]], *COSTS[1:]]


def test_a_label_halfway_between_two_rows_is_a_row() -> None:
    lines = [(100 + 28.0 * at, words) for at, words in enumerate([*STAFF[:1], *COSTS])]
    found = _of(*lines[:2], (142.0, ["二、其他支出", "", "", ""]), *lines[2:])
    assert found == [STAFF[0], COSTS[0], ["二、其他支出", "", "", ""], *COSTS[1:]]
