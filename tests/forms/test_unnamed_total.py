"""The last line of the indicators under a name that nobody knows: a total by its place and its sum, or an indicator."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.drawings import BASE, CAR, TRAINING, UNIT
from tests.graph.making import submission_of

LAST = "总分 | < | < | < | < | 100 | 99.89"


def read(line: str) -> tuple[list[str], str, str, list[str]]:
    """The indicators' names, the total's points and score, and the contradictions in points."""
    assert UNIT.count(LAST) == 1
    submission = submission_of(BASE, UNIT.replace(LAST, line), CAR, TRAINING)
    (form,) = submission.departments
    graph = build_graph(submission)
    readings = [(one, read_relation(one, graph.precision)) for one in graph.relations if one.check in ("T14", "T15")]
    broken = [reading.calculation for one, reading in readings if reading.outcome is Outcome.BROKEN]
    return (
        [row.name.text for row in form.indicators],
        form.total_weight.raw if form.total_weight else "",
        form.total_score.raw if form.total_score else "",
        broken,
    )


NAMES = ["接待读者", "图书完好率", "持证读者", "读者满意度"]


@pytest.mark.parametrize("name", ["总分", "总评", "汇总", "自评结果", "得分情况", "全部指标"])
def test_a_line_over_all_words_that_weighs_as_much_as_all_rows_adds_them_up(name: str) -> None:
    assert read(LAST.replace("总分", name)) == (NAMES, "100", "99.89", [])


def test_its_sum_is_held_against_the_rows_all_the_same() -> None:
    assert read("总评 | < | < | < | < | 100 | 98.89")[3] == ["9.89 + 30 + 20 + 30 + 10 = 99.89 ≠ 98.89"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("预算执行率 | < | < | < | < | 10 | 9.89", "预算执行率"),  # it weighs less than the rows
        ("其他 | < | 群众评议 | 90分 | 92分 | 100 | 98", "群众评议"),  # it has a target of its own
    ],
)
def test_a_row_of_its_own_stays_one(line: str, name: str) -> None:
    found, weight, _, _ = read(line)
    assert found == [*NAMES, name]
    assert weight == ""


def test_a_line_is_no_total_of_two_rows() -> None:
    few = UNIT.replace("^ | 质量指标 | 图书完好率 | 98% | 98% | 20 | 20\n", "").replace(
        "效益指标（30分） | 社会效益指标 | 持证读者 | 3万人 | 3万人 | 30 | 30\n", ""
    )
    (form,) = submission_of(BASE, few.replace("总分 |", "专家评议 |"), CAR, TRAINING).departments
    assert form.total_weight is None
