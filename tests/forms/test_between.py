"""Annex 2 with a row left out, without a label, or under a name that nobody knows: what is a part of what then."""

from decimal import Decimal

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.making import submission_of

HEAD = """附件2
2023年度预算单位整体支出绩效评价基础数据表
预算单位名称 | 望川县卫生监督所 | < | <
财政供养人员情况 | 编制数 | 2023年实际在职人数 | 控制率
^ | 24 | 22 | 91.67%
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
"""


def below(rows: str) -> list[tuple[str, str]]:
    """Each row with the one that it is a part of."""
    (form,) = submission_of(HEAD + rows).base_data
    return [(row.name, "" if row.parent is None else form.rows[row.parent].name) for row in form.rows]


def broken(rows: str) -> list[str]:
    graph = build_graph(submission_of(HEAD + rows))
    found = ((one.check, read_relation(one, graph.precision)) for one in graph.relations)
    return [reading.calculation for check, reading in found if check == "T01" and reading.outcome is Outcome.BROKEN]


@pytest.mark.parametrize(
    "parts",
    [
        "其中：公务用车运行维护费 | 7 | 7 | 6.6\n公务接待费 | 2.6 | 2 | 1.8\n",
        "公务用车运行维护费 | 7 | 7 | 6.6\n公务接待费 | 2.6 | 2 | 1.8\n",
        "1、公车购置 | 2 | 2 | 1.6\n2、公车运行维护 | 5 | 5 | 5\n3、公务接待 | 2.6 | 2 | 1.8\n",
        "公务接待费 | 2.6 | 2 | 1.8\n公务用车运行维护费 | 7 | 7 | 6.6\n",
        "1、公务用车购置和维护经费 | 7 | 7 | 6.6\n其中：公车购置 | 0 | 0 | 0\n公车运行维护 | 7 | 7 | 6.6\n2、公务接待 | 2.6 | 2 | 1.8\n",
    ],
)
def test_parts_that_come_to_the_whole_accuse_nobody(parts: str) -> None:
    rows = f"三公经费 | 9.6 | 9 | 8.4\n{parts}公用经费 | 30 | 31 | 29\n"
    assert broken(rows) == []
    if "购置和维护" not in parts:
        assert {name: whole for name, whole in below(rows) if name != "公用经费"} == {
            name: ("" if name == "三公经费" else "三公经费") for name, _ in below(rows) if name != "公用经费"
        }


def test_parts_that_do_not_come_to_the_whole_are_told_with_all_of_them() -> None:
    rows = "三公经费 | 9.6 | 9 | 8.4\n其中：公务用车运行维护费 | 7 | 7 | 6.6\n公务接待费 | 2.6 | 3 | 1.8\n"
    assert broken(rows) == ["7 + 3 = 10 ≠ 9"]
    assert Decimal("6.6") + Decimal("1.8") == Decimal("8.4")


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        # What lies between may be there under another name.
        ("三公经费 | 9.6 | 9 | 8.4\n车辆支出合并项 | 7 | 7 | 6.6\n公车运行维护 | 7 | 7 | 6.6\n公务接待 | 2.6 | 2 | 1.8\n", "公车运行维护"),
        # Below another budget line it is none of the one further up.
        ("三公经费 | 9.6 | 9 | 8.4\n公用经费 | 30 | 31 | 29\n公车运行维护 | 7 | 7 | 6.6\n", "公车运行维护"),
    ],
)  # fmt: skip
def test_a_part_is_not_put_under_a_line_that_it_need_not_belong_to(rows: str, name: str) -> None:
    assert dict(below(rows))[name] != "三公经费"


THREE = "三公经费 | 4.5 | 4.5 | 4.5\n1、公务用车购置和维护经费 | 3.5 | 3.5 | 3.5\n3、公务接待 | 1 | 1 | 1\n"


@pytest.mark.parametrize("name", ["", "专题支出：", "课题支出", "41.3"])
@pytest.mark.parametrize(
    "parts",
    [
        "1、业务工作经费 | 500 | 500 | 498\n2、运行维护经费 | 360 | 412.36 | 403.07\n",
        "其中：路灯电费 | 500 | 500 | 498\n设施维护 | 360 | 412.36 | 403.07\n",
    ],
)
def test_what_stands_below_a_line_that_nobody_knows_is_no_part_of_the_line_above_it(name: str, parts: str) -> None:
    rows = f"{THREE}{name} | 860 | 912.36 | 901.07\n{parts}公用经费 | 30 | 31 | 29\n"
    assert broken(rows) == []
    assert [row for row, whole in below(rows) if whole in ("三公经费", "公务接待")] == [
        "公务用车购置和维护经费",
        "公务接待",
    ]


def test_a_project_below_its_kind_is_its_part_without_a_word() -> None:
    rows = "项目支出 | 860 | 912 | 901\n2、区级专项资金（一个专项一行） | 860 | 912 | 901\n路灯电费 | 500 | 500 | 498\n设施维护 | 360 | 412 | 403\n"
    assert dict(below(rows))["路灯电费"].startswith("区级专项资金")
    assert dict(below(rows))["设施维护"].startswith("区级专项资金")


def test_a_label_over_two_rows_is_no_lost_one() -> None:
    rows = "三公经费 | 4.5 | 4.5 | 4.5\n | | |\n1、公务用车购置和维护经费 | 3.5 | 3.5 | 3.5\n3、公务接待 | 1 | 1 | 2\n"
    assert broken(rows) == ["3.5 + 2 = 5.5 ≠ 4.5"]
