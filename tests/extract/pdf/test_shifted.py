"""Tables without a grid whose headings, or labels, stand beside the columns that they belong to."""

import pytest

from tests.extract.pdf.paper import document, rows

BODY = (
    ("三公经费", "8.60", "9.00", "7.95"),
    ("项目支出", "310.00", "325.50", "318.26"),
    ("公用经费", "75.40", "78.00", "74.12"),
    ("公务接待", "2.40", "2.50", "2.05"),
)
ENDS = (200, 350, 500)
"""Where the figures end that stand to the right in their cells."""
Words = tuple[tuple[float, str], ...]


@pytest.mark.parametrize(
    ("heads", "sure"),
    [
        # the words of each heading begin where its cell does, behind the figures of the cell before
        (((40, "经费控制情况"), (101, "2023年决算数"), (204, "2024年预算数"), (354, "2024年决算数")), False),
        (((40, "经费控制情况"), (140, "2023年决算数"), (290, "2024年预算数"), (440, "2024年决算数")), True),
    ],
)
def test_headings_behind_the_figures_of_their_column_are_those_of_the_next_one(heads: Words, *, sure: bool) -> None:
    body = [
        [(40.0, label), *((end - 5.0 * len(text), text) for end, text in zip(ENDS, texts, strict=True))]
        for label, *texts in BODY
    ]
    [found] = document(rows([list(heads), *body])).tables
    figures = [cell.confidence >= 0.9 for cell in found if cell.text[:1].isdigit() and "年" not in cell.text]
    assert figures == [sure] * 12


@pytest.mark.parametrize(("at", "sure"), [(110, False), (165, True)])
def test_a_heading_in_a_column_of_its_own_is_that_of_the_figures_beside_it(at: float, *, sure: bool) -> None:
    body: list[list[tuple[float, str]]] = [[(40, label), (200 - 5.0 * len(first), first)] for label, first, *_ in BODY]
    sizes: list[list[tuple[float, str]]] = [[(40, "建设规模"), (110, "1200"), (180, "1180")] for _ in range(2)]
    [found] = document(rows([[(40, "经费控制情况"), (at, "决算数")], *body, *sizes])).tables
    assert [cell.confidence >= 0.9 for cell in found if cell.text in {"8.60", "310.00", "75.40", "2.40"}] == [sure] * 4


@pytest.mark.parametrize(("gap", "sure"), [(4, False), (30, True)])
def test_where_labels_swallow_the_figures_behind_them_nothing_is_sure(gap: float, *, sure: bool) -> None:
    body = [
        [(40.0, label), (80.0 + gap, first), (300.0, second), (400.0, third)] for label, first, second, third in BODY
    ]
    [found] = document(rows([[(40, "项目"), (105, "上年"), (300, "预算"), (400, "决算")], *body])).tables
    assert {cell.confidence >= 0.9 for cell in found if cell.text} == {sure}


def _beside(pitch: float, top: float = 100) -> list[float]:
    """The confidences of two tables beside each other, one with rows of 20 points and one with rows of ``pitch``."""
    left = [["年度", "人数"], ["2022", "31"], ["2023", "30"], ["2024", "28"]]
    right = [["设备", "台数", "原值"], ["计算机", "24", "11.52"], ["打印机", "6", "1.38"], ["服务器", "1", "3.2"]]
    right += [["车辆", "2", "35.6"], ["合计", "33", "51.7"]]
    drawn = rows([list(zip((80.0, 140.0), words, strict=True)) for words in left], top, 20)
    drawn += rows([list(zip((330.0, 400.0, 460.0), words, strict=True)) for words in right], top, pitch)
    return [cell.confidence for table in document(drawn).tables for cell in table]


def test_two_tables_beside_each_other_with_other_rows_are_in_doubt() -> None:
    assert max(_beside(16)) < 0.9


def test_two_tables_beside_each_other_with_the_same_rows_are_read() -> None:
    assert min(_beside(20)) >= 0.9
