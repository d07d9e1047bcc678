"""Headers of blocks of funds: which columns they name, where these stand and how many rows the header has.

Each case is a drawing with what must be read of its first row: ``code first-last`` for each column, then the last row of the
header; ``-`` where it is no such header.
"""

import pytest

from formaudit.forms.grouped_heads import grouped_header
from formaudit.forms.money_header import dated_header, fund_header
from formaudit.forms.money_lists import lists_by_source
from formaudit.model.table import Table
from tests.drawn import drawn


def _table(rows: str) -> Table:
    (table,) = drawn(rows).tables
    return table


def _span(span: tuple[int, int]) -> str:
    return f"{span[0]}" if span[1] - span[0] == 1 else f"{span[0]}-{span[1] - 1}"


def _said(header: tuple[dict[str, tuple[int, int]], int] | None) -> str:
    if header is None:
        return "-"
    return ", ".join(f"{code} {_span(span)}" for code, span in sorted(header[0].items())) + f"; {header[1]}"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            """资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
            年度资金总额 | 3 | 4 | 2 | 50%""",
            "actual_amount 3, final_budget 2, original_budget 1, rate 4; 0",
        ),
        # One amount is none.
        ("资金 | 全年预算数 | 分值 | 得分\n年度资金总额 | 4 | 10 | 9", "-"),
        ("资金 | 全年预算数 | 全年执行数\n年度资金总额 | 4 | 3", "actual_amount 2, final_budget 1; 0"),
        # What arrived is the budget of the year only where no column is.
        (
            "资金 | 年初预算数 | 到位资金 | 全年执行数\n年度资金总额 | 5 | 4 | 3",
            "actual_amount 3, final_budget 2, original_budget 1; 0",
        ),
        (
            "资金 | 全年预算数 | 到位资金 | 全年执行数\n年度资金总额 | 5 | 4 | 3",
            "actual_amount 3, arrived 2, final_budget 1; 0",
        ),
        # A second row that parts wide columns belongs to the header; the whole counts, wherever it stands.
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <
            ^ | ^ | 总额 | 其中：财政拨款 | 总额 | 其中：财政拨款
            年度资金总额 | 38 | 40 | 30 | 39 | 29""",
            "actual_amount 4, final_budget 2, original_budget 1; 1",
        ),
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <
            ^ | ^ | 其中：财政拨款 | 总额 | 其中：财政拨款 | 总额
            年度资金总额 | 38 | 30 | 40 | 29 | 39""",
            "actual_amount 5, final_budget 3, original_budget 1; 1",
        ),
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <
            | | 当年下达 | 以前年度 | 当年下达 | 以前年度
            年度资金总额 | 38 | 30 | 40 | 29 | 39""",
            "actual_amount 4, final_budget 2, original_budget 1; 1",
        ),
        # With anything else in it, or figures, it is a row of its own.
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <
            来源 | | 小计 | 当年下达 | 小计 | 当年下达
            年度资金总额 | 38 | 40 | 30 | 39 | 29""",
            "actual_amount 4-5, final_budget 2-3, original_budget 1; 0",
        ),
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <
            | | 40 | 30 | 39 | 29
            年度资金总额 | 38 | 40 | 30 | 39 | 29""",
            "actual_amount 4-5, final_budget 2-3, original_budget 1; 0",
        ),
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <
            | | | | |
            年度资金总额 | 38 | 40 | 30 | 39 | 29""",
            "actual_amount 4-5, final_budget 2-3, original_budget 1; 0",
        ),
        (
            "资金 | 年初预算数 | 全年预算数 | < | 全年执行数 | <",
            "actual_amount 4-5, final_budget 2-3, original_budget 1; 0",
        ),
        # One column parted and one not.
        (
            """资金 | 年初预算数 | 全年预算数 | < | 全年执行数
            ^ | ^ | 总额 | 其中：财政拨款 | ^
            年度资金总额 | 38 | 40 | 30 | 39""",
            "actual_amount 4, final_budget 2, original_budget 1; 1",
        ),
        # 调整预算数 beside both budgets is what was added.
        (
            "资金 | 年初预算数 | 调整预算数 | 全年预算数 | 全年执行数\n年度资金总额 | 3 | 1 | 4 | 2",
            "actual_amount 4, adjustment 2, final_budget 3, original_budget 1; 0",
        ),
        (
            "资金 | 年初预算数 | 调整预算数 | 全年执行数\n年度资金总额 | 3 | 4 | 2",
            "actual_amount 3, final_budget 2, original_budget 1; 0",
        ),
    ],
)
def test_a_header_of_funds_names_columns(rows: str, said: str) -> None:
    assert _said(fund_header(_table(rows), 0)) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "支出项目 | 2023年决算数 | 2024年预算数 | 2024年决算数\n公用经费 | 3 | 4 | 2",
            "actual_amount 3, final_budget 2; 0",
        ),
        (
            "支出项目 | 2024年决算数 | 2024年预算数 | 2023年决算数\n公用经费 | 3 | 4 | 2",
            "actual_amount 1, final_budget 2; 0",
        ),
        ("支出项目 | 2024年预算 | 2024年执行\n公用经费 | 3 | 4", "actual_amount 2, final_budget 1; 0"),
        ("支出项目 | 2024年预算\n公用经费 | 3", "-"),
        # a mere 预算 or 执行 without a year may be anything
        ("支出项目 | 预算 | 执行\n公用经费 | 3 | 4", "-"),
        ("支出项目 | 执行 | 2024年预算\n公用经费 | 3 | 4", "-"),
        ("支出项目 | 预算 | 2024年预算 | 2024年执行\n公用经费 | 2 | 3 | 4", "actual_amount 3, final_budget 2; 0"),
    ],
)
def test_of_columns_of_two_years_the_later_one_counts(rows: str, said: str) -> None:
    assert _said(dated_header(_table(rows), 0)) == said


_GROUPED = """来源 | 合计 | < | 财政资金 | <
 | 预算数 | 执行数 | 预算数 | 执行数
金额 | 9 | 8 | 7 | 6"""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (_GROUPED, "fiscal final_budget 3, actual_amount 4; total final_budget 1, actual_amount 2; 1"),
        (_GROUPED.replace("财政资金", "年份"), "-"),  # one source alone
        (_GROUPED.replace(" | 预算数 | 执行数 | 预算数 | 执行数", " | 预算数 | 执行数 | 预算数 | 备注"), "-"),
        (
            _GROUPED.replace(" | 预算数 | 执行数 | 预算数 | 执行数", " | 预算数 | < | 预算数 | <"),
            "-",
        ),  # one stage alone
        (_GROUPED.replace(" | 预算数 | 执行数 | 预算数 | 执行数", " | 预算数 | 执行数 | 执行数 | <"), "-"),  # not alike
        (_GROUPED.split("\n", maxsplit=1)[0], "-"),
        (_GROUPED.replace(" | 预算数 | 执行数 | 预算数 | 执行数", " | | | |"), "-"),
    ],
)
def test_sources_side_by_side_stand_over_the_same_stages(rows: str, said: str) -> None:
    header = grouped_header(_table(rows), 0)
    told = "-"
    if header is not None:
        groups = (
            f"{source} " + ", ".join(f"{code} {_span(span)}" for code, span in columns.items())
            for source, columns in sorted(header[0].items())
        )
        told = "; ".join([*groups, str(header[1])])
    assert told == said


@pytest.mark.parametrize(
    ("below", "listed"),
    [
        ("张家村 | 3 | 2\n李家村 | 4 | 1", True),
        ("张家村 | 3 | 2\n全年预算数 | 4 | 1", False),
        ("全年预算数 | 3 | 2\n张家村 | 4 | 1", False),
        ("全年预算数 | 3 | 2\n全年执行数 | 4 | 1", False),
        ("张家村 | 3 | 2\n | 4 | 1", False),
        ("财政资金 | 3 | 2\n李家村 | 4 | 1", False),
        ("张家村 | 3 | 2", False),
    ],
)
def test_rows_of_other_things_than_stages_are_a_list(below: str, listed: bool) -> None:
    table = _table(f"资金 | 省级 | 县级\n{below}")
    assert lists_by_source(table, 0, table.rows - 1, {"provincial": (1, 2), "county": (2, 3)}) == listed
