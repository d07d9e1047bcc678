"""Blocks inside a form's table that are none of its own, and cells that print two figures: read apart, or told."""

import pytest

from formaudit.forms.unread import cells_read, number_cells, unread_in
from formaudit.model.document import Document
from formaudit.model.forms import SelfEvaluation
from tests.drawn import drawn
from tests.forms.marked import forms_of

HEAD = """
2023年度项目支出绩效自评表

项目名称 | 河道保洁 | < | < | < | <
主管部门 | 云溪县水利局 | < | 实施单位 | 云溪县水利局 | <
项目资金（万元） | 资金项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
^ | 年度资金总额 | 100 | 100 | 95 | 95%
"""
ROWS = """三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
保洁长度 | 30公里 | 31公里 | 50 | 50 |
群众满意度 | ≥90% | 93% | 40 | 40 |
总分 | < | < | 90 | 90 |
"""


def read(drawing: str) -> tuple[Document, SelfEvaluation]:
    document = drawn(drawing)
    form = next(one for one in forms_of(document) if isinstance(one, SelfEvaluation))
    return document, form


def left(drawing: str) -> list[str]:
    document = drawn(drawing)
    forms = forms_of(document)
    return [cell.text for _, cell in unread_in(document, 0, forms, cells_read(forms))]


@pytest.mark.parametrize(
    "block",
    [
        "资产类别 | 数量 | 账面原值 | 累计折旧 | 净值 | 闲置\n房屋 | 2 | 860.4 | 312.1 | 548.3 | 0\n",
        "县区 | 补贴面积（亩） | 补贴户数 | 补贴标准 | 发放率 | 备注\n青岭县 | 9600 | 2300 | 92 | 99.5% |\n",
        "支出方向 | 计划金额 | 实际金额 | 占比 | 结余 | 备注\n步道建设 | 120 | 118 | 60.2% | 2 |\n",
        "目标内容 | 计划数 | 完成数 | 完成率 | 单位 | 备注\n改造管网 | 26 | 25 | 96.15% | 公里 |\n",
    ],
)
def test_figures_under_a_strange_header_are_no_funds(block: str) -> None:
    _, form = read(HEAD + block + ROWS)
    assert [row.source for row in form.funds] == ["total"]
    assert len(form.indicators) == 2
    assert left(HEAD + block + ROWS) == []  # a plain table takes them


@pytest.mark.parametrize(
    "block",
    [
        "采购方式 | 采购预算 | 中标金额 | 节约金额 | 节约率 | 备注\n公开招标 | 300 | 291.5 | 8.5 | 2.83% |\n",
        "分季度支出 | 第一季度 | 第二季度 | 第三季度 | 第四季度 | 合计\n金额 | 20 | 25 | 26 | 24 | 95\n",
    ],
)
def test_figures_under_a_strange_header_are_no_points(block: str) -> None:
    _, form = read(HEAD + ROWS + block)
    assert [row.name.text for row in form.indicators] == ["保洁长度", "群众满意度"]
    assert form.total_score is not None
    assert form.total_score.raw == "90"
    assert left(HEAD + ROWS + block) == []


def test_what_stands_under_a_title_behind_the_total_is_told_as_unread() -> None:
    block = "其他资金来源情况（万元） | < | < | < | < | <\n银行贷款 | 800 | 居民自筹 | 126.5 | 社会资本 | 64\n"
    _, form = read(HEAD + ROWS + block)
    assert len(form.indicators) == 2
    assert left(HEAD + ROWS + block) == ["800", "126.5", "64"]


@pytest.mark.parametrize(
    "row",
    [
        "效益指标 | 环境改善 | 显著改善 | 已完成 | 详见附件 |",  # answers in the cells of points
        "产出指标 | 质量指标 | 合格率 | 分值 | 得分 |",  # a level of indicators in front
        "宣传 | 效果 | 达标 | 10 | 10 |",  # a figure stands in the row
        "宣传，引导群众 | 目标 | 结果 | 权数 | 评分 |",  # a sentence
    ],
)
def test_a_row_of_the_form_itself_begins_no_strange_block(row: str) -> None:
    lines = ROWS.splitlines()
    drawing = HEAD + "\n".join([*lines[:2], row, *lines[2:]]) + "\n"
    _, form = read(drawing)
    assert form.indicators[-1].name.text == "群众满意度"
    assert form.indicators[-1].score is not None


@pytest.mark.parametrize(
    "text", ["30／30", "28.5／30", "95%／97%", "240／236", "30分（满分30分）", "目标500人；完成512人"]
)
def test_two_figures_in_one_cell_are_told_where_nobody_takes_both(text: str) -> None:
    drawing = HEAD + ROWS.replace("| 50 | 50 |", f"| 50 | {text} |")
    assert text in [cell.text for table in drawn(drawing).tables for cell in number_cells(table)]
    if "（" not in text and "；" not in text:
        assert left(drawing) == [text]


@pytest.mark.parametrize(("head", "text"), [("完成时间", "12／31"), ("工期", "3／6"), ("时限", "10／15")])
def test_a_date_is_no_pair_of_figures(head: str, text: str) -> None:
    table = drawn(f"{head} | 分值\n{text} | 10\n").tables[0]
    assert [cell.text for cell in number_cells(table)] == ["10"]


def test_a_year_and_a_month_are_no_pair_of_figures() -> None:
    assert [cell.text for cell in number_cells(drawn("批次 | 分值\n2023／12 | 10\n").tables[0])] == ["10"]
