"""What the text says of a row of a table that is none of the forms."""

import pytest

from formaudit.audit import audit_submission
from formaudit.graph.told_tables import told_tables
from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission
from formaudit.settings import Profile
from tests.drawn import drawn

_BEFORE = """
栗溪镇人民政府2024年度项目支出绩效自评报告
一、项目基本情况
栗溪镇人民政府负责本镇经济发展和社会管理，组织实施乡村建设，办理上级交办的各项工作，维护辖区正常秩序。
二、绩效评价工作开展情况
成立自评小组，按照年初目标逐项核对，查阅会计凭证和项目资料，到现场查看建设情况。
三、资金使用情况
{sentence}
四、存在的问题
部分资料归集不够及时，项目管护制度有待完善。
五、改进措施
健全管护制度，及时归集项目资料。

单位：万元
"""
_ROWS = """
| 项目 | 2023年决算数 | 2024年决算数 |
| 会议费 | 6.40 | 5.20 |
| 印刷费 | 3.15 | 4.85 |
| 合计 | 9.55 | 10.05 |
"""
_ONE = """
| 子项目 | 支出金额 |
| 水塔修缮 | 37.60 |
| 桥面加固 | 21.40 |
| 合计 | 59.00 |
"""


def submission(sentence: str, rows: str) -> Submission:
    lines = [
        line.strip().removeprefix("|").removesuffix("|")
        for line in (_BEFORE.format(sentence=sentence) + rows).splitlines()
    ]
    (found,), _ = group_documents([drawn("\n".join(lines), path="决算说明.docx")])
    return found


def told(sentence: str, rows: str) -> list[tuple[str, str]]:
    report = audit_submission(submission(sentence, rows), Profile(), "zh")
    return [(one.check, one.calculation) for one in report.findings if one.check in ("X06", "X07")]


def ticked(sentence: str, rows: str) -> list[str]:
    report = audit_submission(submission(sentence, rows), Profile(), "zh")
    return [tick.calculation for tick in report.ticks if tick.check in ("X06", "N01")]


@pytest.mark.parametrize(
    ("sentence", "rows", "expected"),
    [
        ("水塔修缮支出36.70万元，详见下表。", _ONE, "37.6 ≠ 36.7"),
        ("会议费支出5.30万元，印刷费支出4.85万元。", _ROWS, "5.2 ≠ 5.3"),
        ("印刷费比上年增加1.20万元，变动见下表。", _ROWS, "3.15 + 1.2 = 4.35 ≠ 4.85"),
    ],
)
def test_an_amount_that_its_row_does_not_print_is_told(sentence: str, rows: str, expected: str) -> None:
    assert told(sentence, rows) == [("X06", expected)]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("会议费支出5.20万元，上年支出6.40万元，见下表。", _ROWS),
        ("会议费支出约5.3万元，见下表。", _ROWS),
        ("会议费年初预算7.00万元，见下表。", _ROWS),
        ("会议费支出7.90万元，其中用于乡村振兴部分见另文。", _ROWS),
        ("水塔修缮支出37.6万元，桥面加固支出21万元左右，见下表。", _ONE),
        ("印刷费比上年增加1.70万元，变动见下表。", _ROWS),
    ],
)
def test_what_may_be_another_figure_is_not_told(sentence: str, rows: str) -> None:
    assert told(sentence, rows) == []


def test_a_difference_between_two_columns_is_ticked() -> None:
    assert "3.15 + 1.7 = 4.85" in ticked("印刷费比上年增加1.70万元，变动见下表。", _ROWS)


def test_a_bare_step_of_the_year_means_the_total() -> None:
    assert "59 = 59" in ticked("本项目全年支出59.00万元，见下表。", _ONE)


def test_a_table_without_its_unit_of_money_is_left_alone() -> None:
    text = _BEFORE.format(sentence="水塔修缮支出36.70万元，详见下表。").replace("单位：万元", "")
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in (text + _ONE).splitlines()]
    (found,), _ = group_documents([drawn("\n".join(lines), path="决算说明.docx")])
    assert list(told_tables(found)) == []


_SOURCES = """
| 资金来源 | 预算数 | 到位数 | 支出数 |
| 市级资金 | 64.00 | 58.00 | 55.20 |
| 区级资金 | 36.00 | 36.00 | 36.00 |
| 合计 | 100.00 | 94.00 | 91.20 |
"""


def test_what_arrived_is_held_against_the_column_of_what_arrived() -> None:
    assert told("市级资金预算64万元，到位58万元，各项资金见下表。", _SOURCES) == []
    assert [line for _, line in told("市级资金预算64万元，到位85万元，各项资金见下表。", _SOURCES)] == ["58 ≠ 85"]


def test_two_levels_together_are_the_total_of_the_table() -> None:
    assert told("两个部门共支出91.2万元，各项资金见下表。", _SOURCES) == []
    assert [line for _, line in told("两个部门共支出92.1万元，各项资金见下表。", _SOURCES)] == ["91.2 ≠ 92.1"]


_BUDGETED = """
| 支出内容 | 年初预算数 | 决算数 |
| 水塔修缮 | 36.00 | 37.60 |
| 桥面加固 | 24.00 | 21.40 |
| 合计 | 60.00 | 59.00 |
"""


def test_a_change_against_the_budget_is_held_against_both_columns() -> None:
    assert told("桥面加固支出比年初预算减少2.60万元，详见下表。", _BUDGETED) == []
    assert "21.4 + 2.6 = 24" in ticked("桥面加固支出比年初预算减少2.60万元，详见下表。", _BUDGETED)
    assert told("桥面加固支出比年初预算减少6.20万元，详见下表。", _BUDGETED) == [("X06", "21.4 + 6.2 = 27.6 ≠ 24")]
    assert told("桥面加固支出比上年减少6.20万元，与年初预算相比减少2.60万元，详见下表。", _BUDGETED) == []


def test_a_row_goes_by_its_name_with_the_noun_of_what_it_is() -> None:
    assert [line for _, line in told("水塔修缮工程支出36.70万元，桥面加固分项支出21.40万元，详见下表。", _ONE)] == [
        "37.6 ≠ 36.7"
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "2022年决算数 | 2024年决算数",  # two years apart
        "2022年决算数 | 2023年决算数",  # up to last year
        "2023年决算数 | 2024年预算数",  # a plan
        "2024年决算数 | 去向",
    ],
)
def test_a_step_from_year_to_year_is_held_against_two_columns_of_these_years_alone(heads: str) -> None:
    rows = _ROWS.replace("2023年决算数 | 2024年决算数", heads)
    assert told("印刷费比上年增加1.20万元，变动见下表。", rows) == []


def test_a_third_column_leaves_open_which_two_a_step_is_between() -> None:
    rows = "\n".join(f"{line} 4.00 |" for line in _ROWS.strip().splitlines()).replace(
        "2024年决算数 | 4.00", "2024年决算数 | 备用"
    )
    assert told("印刷费比上年增加1.20万元，变动见下表。", rows) == []


@pytest.mark.parametrize("heads", ["上年 | 本年", "去年数 | 当年数"])
def test_columns_of_this_and_the_last_year_are_those_of_a_step(heads: str) -> None:
    rows = _ROWS.replace("2023年决算数 | 2024年决算数", heads)
    assert told("印刷费比上年增加1.20万元，变动见下表。", rows) == [("X06", "3.15 + 1.2 = 4.35 ≠ 4.85")]
