"""Amounts of a disclosure's text and the cells of its tables."""

from decimal import Decimal

import pytest

from formaudit.audit import audit_submission
from formaudit.graph.other_tables import loose_cells
from formaudit.intake.grouping import group_documents
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from formaudit.model.submission import Submission
from formaudit.settings import Profile
from tests.drawn import drawn

_TEXT = """
2025年湖滨区商务局部门预算编制说明
一、部门主要职能
湖滨区商务局负责全区商贸流通和市场建设管理，指导社区商业网点布局，编制年度资金安排，管理市场建设专项经费，组织商贸企业申报补助项目。
二、部门机构设置
部门内设综合科、市场科两个科室，下属事业单位一家。本部门预算包括本级预算和下属单位预算，全部纳入本年度收入和支出预算的编制范围。
三、部门预算收支情况
1.“商贸事务支出（类）行政运行（项）”938.99万元，主要用于机关运行。
2.“商贸事务支出（类）事业运行（项）”290.18万元，主要用于下属单位。
3.“商贸事务支出（类）其他商贸支出（项）”{other}万元，主要用于市场管理。

商贸资金安排一览表
编制部门：湖滨区商务局 {unit}
| 编码 | 科目名称 | 合计 |
| 2011301 | 行政运行 | 9,389,913.00 |
| 2011350 | 事业运行 | 2,901,820.00 |
| 2011399 | 其他商贸支出 | 4,765,000.00 |
"""


def _disclosure(unit: str = "单位：元", other: str = "476.50") -> Submission:
    text = _TEXT.format(unit=unit, other=other)
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in text.splitlines()]
    (submission,), _ = group_documents([drawn("\n".join(lines), path="disclosure.docx")])
    return submission


def _said(label: str, raw: str) -> Figure:
    return Figure(
        key="report.x", label=label, raw=raw, value=Decimal(raw), unit="万元", decimals=2, state=State.FILLED,
        place=Place(paragraph=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "raw", "printed"),
    [
        ("商贸事务支出（类）行政运行（项）", "938.99", "9,389,913.00"),
        ("商贸事务支出（类）行政运行（项）", "939", "9,389,913.00"),
        ("商贸事务支出（类）行政运行（项）", "938.98", None),
        ("商贸事务支出（类）事业运行（项）", "938.99", None),
    ],
)
def test_a_cell_explains_an_amount_that_it_rounds_to_and_whose_row_the_text_names(
    label: str, raw: str, printed: str | None
) -> None:
    cell = loose_cells(_disclosure()).cell_for(_said(label, raw))
    assert (None if cell is None else cell.raw) == printed


def test_a_table_without_a_unit_of_money_explains_nothing() -> None:
    assert loose_cells(_disclosure(unit="")).figures == ()


def test_codes_are_no_amounts() -> None:
    assert [figure.raw for figure in loose_cells(_disclosure()).figures] == [
        "2,901,820.00", "4,765,000.00", "9,389,913.00",
    ]  # fmt: skip


def test_what_no_row_prints_is_listed_as_undecided_and_accuses_nobody() -> None:
    report = audit_submission(_disclosure(other="467.50"), Profile(), "zh")
    assert [finding.check for finding in report.findings] == []
    (loose,) = [row for row in report.undecided if row.check == "N01"]
    assert [figure.raw for figure in loose.figures] == ["467.50万元"]
    assert sum("=" in tick.calculation for tick in report.ticks if tick.check == "N01") == 2


def test_where_every_amount_has_its_cell_nothing_is_left_open() -> None:
    assert [row for row in audit_submission(_disclosure(), Profile(), "zh").undecided if row.check == "N01"] == []
