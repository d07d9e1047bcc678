"""Annex 2 with one row under a name that nobody knows: nothing that only its place decides is told."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.making import submission_of

HEAD = """附件2
2023年度预算单位整体支出绩效评价基础数据表
预算单位名称 | 望川县档案馆 | < | <
财政供养人员情况 | 编制数 | 2023年实际在职人数 | 控制率
^ | 24 | 22 | 91.67%
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
"""
ROWS = """三公经费 | 1.5 | 1.5 | 1.2
1、公务用车购置和维护经费 | 1 | 1 | 0.8
其中：公车购置 | 0 | 0 | 0
公车运行维护 | 1 | 1 | 0.8
2、出国经费 | 0 | 0 | 0
3、公务接待 | 0.5 | 0.5 | 0.4
项目支出 | 20 | 12 | 24.5
1、业务工作经费 | 0 | 0 | 0
2、运行维护经费 | 0 | 0 | 0
3、区级专项资金（一个专项一行） | 10 | 12 | 12.5
其中：数字化加工 | 8 | 9 | 9.4
库房改造 | 2 | 3 | 3.1
4、上级转移支付（一个专项一行） | 10 | 0 | 12
其中：省拨抢救保护费 | 10 | 0 | 12
公用经费 | 20 | 21 | 19.5
其中：办公经费 | 8 | 8 | 7.5
水费、电费、差旅费 | 6 | 6 | 6
会议费、培训费 | 1 | 1 | 0.9
政府采购金额 | 15 | 18 | 17.2
"""
LABELS = tuple(line.partition(" | ")[0] for line in ROWS.splitlines())


def outcomes(rows: str) -> dict[str, Outcome]:
    graph = build_graph(submission_of(HEAD + rows))
    return {
        one.subject: read_relation(one, graph.precision).outcome
        for one in graph.relations
        if one.check in ("T01", "T02", "T03")
    }


def broken(rows: str) -> list[str]:
    return [subject for subject, outcome in outcomes(rows).items() if outcome is Outcome.BROKEN]


@pytest.mark.parametrize("name", ["某某事项", "5、某某事项", "其他有关支出（万元）"])
@pytest.mark.parametrize("label", LABELS)
def test_no_row_under_an_unknown_name_makes_a_form_that_agrees_contradict_itself(label: str, name: str) -> None:
    line = next(line for line in ROWS.splitlines() if line.startswith(f"{label} |"))
    changed = ROWS.replace(line, line.replace(label, name, 1))
    assert changed != ROWS
    assert broken(changed) == []


def test_a_form_with_all_its_names_is_left_as_it_is() -> None:
    assert set(outcomes(ROWS).values()) == {Outcome.HOLDS}


@pytest.mark.parametrize(
    ("was", "now", "subjects"),
    [
        ("库房改造 | 2 | 3 | 3.1", "库房改造 | 2 | 4 | 3.1", ["annex2[本级专项资金].budget"]),
        ("数字化加工 | 8 | 9 | 9.4", "数字化加工 | 8 | 9 | 4.9", ["annex2[本级专项资金].final_account"]),
        ("省拨抢救保护费 | 10 | 0 | 12", "省拨抢救保护费 | 10 | 0 | 21", ["annex2[上级转移支付].final_account"]),
        ("3、公务接待 | 0.5 | 0.5 | 0.4", "3、公务接待 | 0.5 | 0.5 | 4", ["annex2[三公经费].final_account"]),
        ("办公经费 | 8 | 8 | 7.5", "办公经费 | 8 | 18 | 7.5", ["annex2[公用经费].budget"]),
        ("项目支出 | 20 |", "项目支出 | 22 |", ["annex2[项目支出].prior_account"]),
    ],
)
def test_a_figure_that_slipped_is_told_whatever_the_projects_are_called(
    was: str, now: str, subjects: list[str]
) -> None:
    assert ROWS.count(was) == 1
    assert broken(ROWS.replace(was, now)) == subjects


def test_a_project_that_its_total_leaves_out_is_told() -> None:
    left_out = ROWS.replace("3、区级专项资金（一个专项一行） | 10 | 12 |", "3、区级专项资金（一个专项一行） | 10 | 9 |")
    assert broken(left_out.replace("项目支出 | 20 | 12 |", "项目支出 | 20 | 9 |")) == ["annex2[本级专项资金].budget"]


def test_what_another_place_would_mend_stays_open_and_is_no_tick() -> None:
    found = outcomes(ROWS.replace("3、公务接待", "某某事项"))
    assert found["annex2[三公经费].final_account"] is Outcome.UNDECIDED
