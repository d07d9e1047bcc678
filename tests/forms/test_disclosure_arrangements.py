"""The same tables as other provinces set them: years and balances beside each other, groups, halves, lists, one grid."""

import re

import pytest

from formaudit.forms.disclosure.read import read_disclosure
from formaudit.forms.disclosure.recognise import find_disclosures, is_blank_paper
from formaudit.forms.disclosure.titles import typed_title
from formaudit.model.disclosure import DisclosureGrid, TableKind
from tests.checks.papers import BUDGET
from tests.drawn import drawn

BUDGET_TITLE = "青溪县水利局2025年部门预算公开\n\n"
ACCOUNTS_TITLE = "青溪县水利局2025年度部门决算\n\n"
ROWS = """213 | 农林水支出 | {0}
21303 | 水利 | {0}
2130301 | 行政运行 | {0}
合计 | < | {0}
"""


def grid_of(title: str, table: str, kind: TableKind, side: str = "") -> DisclosureGrid:
    (found,) = find_disclosures(drawn(title + table))
    paper = read_disclosure(found, file=0, form_index=0)
    own = paper.table(kind)
    assert own is not None
    grid = own.side(side)
    assert grid is not None
    return grid


@pytest.mark.parametrize(
    ("title", "head", "columns"),
    [
        (
            BUDGET_TITLE,
            "科目编码 | 科目名称 | 2024年执行数 | 2025年预算数 | < | < | 2025年预算数比2024年执行数 | <\n^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%",
            ("executed", "total", "basic", "project", "change", "change7"),
        ),
        (
            BUDGET_TITLE,
            "科目编码 | 科目名称 | 上年预算数 | < | < | 本年预算数 | < | <\n^ | ^ | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出",
            ("prior", "prior-basic", "prior-project", "total", "basic", "project"),
        ),
        (
            ACCOUNTS_TITLE,
            "科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | < | 本年支出 | < | < | 年末结转和结余\n^ | ^ | ^ | 合计 | 基本支出 | 合计 | 基本支出 | 项目支出 | ^",
            ("carried-in", "income", "income-basic", "total", "basic", "project", "carried-out"),
        ),
        (
            ACCOUNTS_TITLE,
            "项目 | < | 年初结转和结余 | | | 本年支出 | | \n科目编码 | 科目名称 | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出",
            ("carried-in", "carried-in-basic", "carried-in-project", "total", "basic", "project"),
        ),
        (
            ACCOUNTS_TITLE,
            "科目编码 | 科目名称 | 年初预算数 | 决算数 | 完成率%",
            ("planned", "total", "change"),
        ),
        (
            BUDGET_TITLE,
            "科目编码 | 科目名称 | 合计 | 人员经费支出 | 公用经费支出 | 专项业务经费支出 | 备注",
            ("total", "personnel", "running", "project"),
        ),
        (
            BUDGET_TITLE,
            "科目编码 | 科目名称 | 总计 | 基本支出 | < | < | < | < | 项目支出\n^ | ^ | ^ | 小计 | 人员支出 | < | < | 公用支出 | ^\n^ | ^ | ^ | ^ | 小计 | 工资福利支出 | 对个人和家庭的补助 | ^ | ^",
            ("total", "basic", "personnel", "wages", "family", "running", "project"),
        ),
    ],
)  # fmt: skip
def test_columns_are_of_the_year_or_stand_beside_it(title: str, head: str, columns: tuple[str, ...]) -> None:
    width = head.splitlines()[0].count("|") - 1
    name = "一般公共预算财政拨款支出决算表" if title == ACCOUNTS_TITLE else "一般公共预算支出表"
    table = f"{name}\n单位：万元\n" + head + "\n" + ROWS.format(" | ".join(["1.00"] * width))
    grid = grid_of(title, table, TableKind.GENERAL)
    assert grid.columns == columns
    assert grid.whole
    assert [row.item for row in grid.rows] == ["213", "21303", "2130301", "total"]


def test_income_by_units_is_read_with_the_groups_of_its_columns() -> None:
    table = """部门收入总表
单位：万元
单位代码 | 单位名称 | 总计 | 本年收入 | < | < | 上年结转结余
^ | ^ | ^ | 合计 | 一般公共预算 | 其他收入 | 一般公共预算
合计 | | 130.00 | 120.00 | 110.00 | 10.00 | 10.00
301001 | 青溪县水利局机关 | 100.00 | 90.00 | 80.00 | 10.00 | 10.00
301002 | 青溪县水利站 | 30.00 | 30.00 | 30.00 | 0.00 | 0.00
"""
    grid = grid_of(BUDGET_TITLE, table, TableKind.INCOME)
    assert grid.columns == ("total", "year-total", "general", "other", "carried-in-general")
    assert [row.item for row in grid.rows] == ["total", "unit-301001", "unit-301002"]


@pytest.mark.parametrize("name", ["[2130301]行政运行", "2130301-行政运行", "（2130301）行政运行"])
def test_a_code_in_front_of_a_name_is_the_code_of_the_row(name: str) -> None:
    table = f"一般公共预算支出表\n单位：万元\n功能科目 | 合计 | 基本支出 | 项目支出\n合计 | 5.00 | 5.00 | 0.00\n{name} | 5.00 | 5.00 | 0.00\n"
    grid = grid_of(BUDGET_TITLE, table, TableKind.GENERAL)
    assert [(row.code, row.name) for row in grid.rows] == [("", "合计"), ("2130301", "行政运行")]


def test_the_last_line_of_three_halves_gives_running_costs_their_amount() -> None:
    table = """一般公共预算财政拨款基本支出决算明细表
单位：万元
人员经费 | | | 公用经费 | | | | |
科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
301 | 工资福利支出 | 90.00 | 302 | 商品和服务支出 | 20.00 | 310 | 资本性支出 | 5.00
30101 | 基本工资 | 90.00 | 30201 | 办公费 | 20.00 | 31002 | 办公设备购置 | 5.00
人员经费合计 | | 90.00 | 公用经费合计 | | | | | 25.00
"""
    grid = grid_of(ACCOUNTS_TITLE, table, TableKind.BASIC)
    totals = {row.item: row.figures[0] for row in grid.rows if row.item.endswith("-total")}
    assert {item: figure.raw for item, figure in totals.items() if figure is not None} == {
        "personnel-total": "90.00",
        "running-total": "25.00",
    }


ITEMS = "合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费"
BARE_ITEMS = ITEMS.replace("<", "")


@pytest.mark.parametrize(
    ("title", "table", "cells"),
    [
        (
            ACCOUNTS_TITLE,
            f"预算数 | | | | | | 决算数 | | | | |\n{BARE_ITEMS} | {BARE_ITEMS}\n | | 小计 | 公务用车购置费 | 公务用车运行费 | | | | 小计 | 公务用车购置费 | 公务用车运行费 |\n9.00 | 0 | 7.00 | 0 | 7.00 | 2.00 | 6.00 | 0 | 5.00 | 0 | 5.00 | 1.00",
            {"total": "9.00", "reception": "2.00", "final-total": "6.00", "final-running": "5.00", "final-reception": "1.00"},
        ),
        (
            ACCOUNTS_TITLE,
            f"项目 | {ITEMS}\n^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^\n预算数 | 9.00 | 0 | 7.00 | 0 | 7.00 | 2.00\n决算数 | 6.00 | 0 | 5.00 | 0 | 5.00 | 1.00",
            {"total": "9.00", "vehicles": "7.00", "final-vehicles": "5.00", "final-reception": "1.00"},
        ),
        (
            BUDGET_TITLE,
            f"年度 | {ITEMS}\n^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^\n2024年 | 9.00 | 0 | 7.00 | 0 | 7.00 | 2.00\n2025年 | 6.00 | 0 | 5.00 | 0 | 5.00 | 1.00",
            {"prior-total": "9.00", "prior-reception": "2.00", "total": "6.00", "reception": "1.00"},
        ),
        (
            BUDGET_TITLE,
            "项目 | 上年预算数 | 本年预算数 | 增减额 | 增减幅度\n合计 | 9.00 | 6.00 | -3.00 | -33.33%\n公务接待费 | 2.00 | 1.00 | -1.00 | -50.00%\n公务用车购置及运行费 | 7.00 | 5.00 | -2.00 | -28.57%",
            {"prior-total": "9.00", "total": "6.00", "prior-reception": "2.00", "reception": "1.00", "vehicles": "5.00"},
        ),
        (
            ACCOUNTS_TITLE,
            "项目 | 行次 | 年初预算数 | 全年预算数 | 决算统计数\n栏次 | | 1 | 2 | 3\n一、“三公”经费支出 | 1 | — | — | —\n（一）支出合计 | 2 | 9.00 | 8.00 | 6.00\n2．公务用车购置及运行维护费 | 4 | 7.00 | 6.00 | 5.00\n3．公务接待费 | 7 | 2.00 | 2.00 | 1.00\n（1）国内接待费 | 8 | — | — | 1.00\n5．国内公务接待批次（个） | 16 | — | — | 36\n二、机关运行经费 | 18 | — | — | 70.00",
            {"opening-total": "9.00", "total": "8.00", "final-total": "6.00", "final-reception": "1.00", "final-office": "70.00"},
        ),
        (
            BUDGET_TITLE,
            f"单位编码 | 单位名称 | {ITEMS}\n^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^\n合计 | | 6.00 | 0 | 5.00 | 0 | 5.00 | 1.00\n301001 | 青溪县水利局 | 4.00 | 0 | 3.00 | 0 | 3.00 | 1.00\n301002 | 青溪县水利站 | 2.00 | 0 | 2.00 | 0 | 2.00 | 0",
            {"total": "6.00", "vehicles": "5.00", "reception": "1.00"},
        ),
    ],
    ids=["twelve unmerged", "rows of stages", "rows of years", "list with changes", "list with numbers of guests", "units"],
)  # fmt: skip
def test_the_three_expenses_are_found_however_the_table_sets_them(
    title: str, table: str, cells: dict[str, str]
) -> None:
    grid = grid_of(title, f"财政拨款“三公”经费支出表\n单位：万元\n{table}\n", TableKind.PUBLIC)
    found = {name: figure for name in cells if (figure := grid.figure("total", name)) is not None}
    assert {name: figure.raw for name, figure in found.items()} == cells


def test_tables_one_under_the_other_in_one_grid_are_told_apart_by_their_titles() -> None:
    table = """收支总表 | | | |
单位：万元 | | | |
收入 | < | 支出 | < |
项目 | 预算数 | 项目 | 预算数 |
一、一般公共预算拨款收入 | 5.00 | 一、农林水支出 | 5.00 |
收入总计 | 5.00 | 支出总计 | 5.00 |
支出总表 | | | |
单位：万元 | | | |
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
213 | 农林水支出 | 5.00 | 5.00 | 0.00
合计 | < | 5.00 | 5.00 | 0.00
一般公共预算支出表 | | | |
单位：元 | | | |
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
213 | 农林水支出 | 50,000 | 50,000 | 0
合计 | < | 50,000 | 50,000 | 0
"""
    (found,) = find_disclosures(drawn(BUDGET_TITLE + table))
    paper = read_disclosure(found, file=0, form_index=0)
    assert [(one.kind.value, one.unit, one.tables) for one in paper.typed] == [
        ("overall", "万元", (0,)), ("spending", "万元", (0,)), ("general", "元", (0,)),
    ]  # fmt: skip
    assert [row.item for one in paper.typed[1:] for grid in one.grids for row in grid.rows] == ["213", "total"] * 2
    assert paper.tables == (0,)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("一般公共预算支出明细表（按功能科目）", "general"),
        ("一般公共预算支出明细表（按经济分类科目）", "other"),
        ("一般公共预算基本支出明细表（按功能科目）", "other"),
        ("一般公共预算基本支出明细表（按经济分类科目）", "basic"),
        ("一般公共预算基本支出表--人员经费和公用经费", "basic"),
        ("部门支出总表（按政府预算经济分类）", "other"),
        ("机构运行信息表", "other"),
    ],
)
def test_further_titles_say_which_table_they_head(title: str, kind: str) -> None:
    assert typed_title(title) is TableKind(kind)


def test_a_paper_without_a_single_amount_is_a_form_that_nobody_filled_in() -> None:
    _, _, tables = BUDGET.partition("2025年部门财务收支预算总表")
    blank = re.sub(r"(?:(?<=\| )|(?<=\n))(?:\d[\d,]*\.\d\d|\d{1,3}(?:,\d{3})+|0)(?= \||\n)", "", tables)
    empty = drawn("湖滨区园林局2025年部门预算\n\n2025年部门财务收支预算总表" + blank)
    assert not is_blank_paper(drawn(BUDGET))
    assert is_blank_paper(empty)
