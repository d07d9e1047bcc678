"""Heads of money in two rows: stretches of the year, bases of a rate, and the changes of a budget."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.making import submission_of

_HEAD = """附件4
2024年度项目支出绩效自评表
项目名称 | 河道清淤 {wide}
"""
_CASES = [
    (
        """资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | <
^ | ^ | ^ | ^ | 占年初 | 占全年
年度资金总额 | 200 | 250 | 220 | 110% | 88%
""",
        ("200", "250", "220", "88%"),
    ),
    (
        """资金（万元） | 全年预算数 | 执行数 | < | 执行率 | <
^ | ^ | 上半年 | 全年 | 上半年 | 全年
年度资金总额 | 250 | 90 | 220 | 36% | 88%
""",
        ("", "250", "220", "88%"),
    ),
    (
        """资金（万元） | 全年预算数 | < | < | 全年执行数 | 执行率
^ | 年初预算 | 调整 | 小计 | ^ | ^
年度资金总额 | 200 | 50 | 250 | 220 | 88%
""",
        ("200", "250", "220", "88%"),
    ),
    (
        """资金（万元） | 预算数 | < | 执行数 | < | 执行率 | <
^ | 年初 | 调整后 | 6月末 | 年末 | 6月末 | 年末
年度资金总额 | 200 | 250 | 90 | 220 | 36% | 88%
""",
        ("200", "250", "220", "88%"),
    ),
    (
        """资金（万元） | 全年预算数 | 执行数 | < | 执行率 | <
^ | ^ | 1-6月 | 1-12月 | 1-6月 | 1-12月
年度资金总额 | 250 | 90 | 220 | 36% | 88%
""",
        ("", "250", "220", "88%"),
    ),
    (
        """资金（万元） | 全年预算数 | 全年执行数 | 执行率 | <
^ | ^ | ^ | 占一季度 | 占二季度
年度资金总额 | 250 | 220 | 40% | 88%
""",
        ("", "250", "220", ""),
    ),
]


def _form(rows: str) -> str:
    columns = rows.splitlines()[0].count("|")
    return _HEAD.format(wide="| <" * (columns - 1)) + rows


@pytest.mark.parametrize(("rows", "figures"), _CASES)
def test_the_column_of_the_whole_year_counts(rows: str, figures: tuple[str, ...]) -> None:
    [form] = submission_of(_form(rows)).projects
    [total] = form.funds
    read = (total.original_budget, total.final_budget, total.actual_amount, total.rate)
    assert tuple(figure.raw if figure is not None else "" for figure in read) == figures


@pytest.mark.parametrize("rows", [rows for rows, _ in _CASES])
def test_no_form_whose_figures_agree_is_accused(rows: str) -> None:
    graph = build_graph(submission_of(_form(rows)))
    readings = [read_relation(one, graph.precision).outcome for one in graph.relations]
    assert Outcome.BROKEN not in readings


def test_a_rate_of_the_whole_year_that_is_wrong_is_told() -> None:
    graph = build_graph(submission_of(_form(_CASES[1][0].replace("88%", "78%"))))
    found = [one.check for one in graph.relations if read_relation(one, graph.precision).outcome is Outcome.BROKEN]
    assert found == ["T10"]
