"""Rows of printed cells get back the columns and merges that the text does not show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.blocks import Grid
from formaudit.extract.txt import read
from formaudit.extract.txt.features import demand, is_total, kind
from formaudit.extract.txt.merges import continuations
from formaudit.extract.txt.spans import label_columns, spread
from formaudit.model.document import Source
from tests.drawing import cell_lines, draw, grid_of, neat
from tests.grids import grids

SOURCE = Source(path="a.txt", sha256="", format="txt")

BASE_DATA = """
预算单位名称     | 某中心   | <      | <      | <      | <      | <
财政供养人员情况 | 编制数   | <      | 在职   | <      | 控制率 | <
^                | 8        | <      | 6      | <      | 75%    | <
经费控制情况     | 上年决算 | <      | 预算数 | <      | 决算数 | <
三公经费         | 0.6      | <      | 0.6    | <      | 0      | <
公车购置         |          | <      |        | <      |        | <
项目支出         |          | <      | 4      | <      | 69.54  | <
楼堂馆所         | 批复规模 | 实际规模 | 控制率 | 预算投资 | 实际投资 | 概算控制率
^                |          |        |        |        |        |
厉行节约保障措施 | 能省则省 | <      | <      | <      | <      | <
"""

PROJECT = """
主管部门     | 某某区人力资源和社会保障局 | < | < | 实施单位 | 某某市某某区工伤保险服务中心 | < | < | <
项目资金（万元） |              | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分
^            | 年度资金总额     | < | 4    | 4     | 16.54 | 10 | 99.75% | 10
^            | 其中：当年财政拨款 | < | 4    | 4     | 3.99  |    |        |
^            | 其他资金         | < |      | 12.55 | 12.55 |    |        |
绩效指标     | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因
^            | 产出指标 | 数量指标 | 参保业务 | 100% | 100% | 8  | 8  |
^            | ^        | ^        | 宣传培训 | 9次  | 9次  | 7  | 7  |
^            | ^        | ^        |          |      |      |    |    |
^            | ^        | 质量指标 | 登记办结 | 100% | 100% | 5  | 5  |
^            | ^        | ^        | ……       |      |      |    |    |
^            | 效益指标 | 社会效益 | 知法守法 | 100% | 98%  | 15 | 13 | 仍有空间
^            | ^        | ^        | 促使参保 | 100% | 100% | 15 | 13 |
总分         | <        | <        | <        | <    | <    | 50 | 48 |
"""

HEADER = """
科目编码 | 科目名称 | 合计 | 基本支出 | <        | <        | <        | 项目支出 | <    | <            | <    | 备注
^        | ^        | ^    | 小计     | 人员经费 | <        | 公用经费 | 小计     | 本级 | 上级转移支付 | <    | ^
^        | ^        | ^    | ^        | 工资福利 | 个人补助 | ^        | ^        | ^    | 中央         | 省市 | ^
2010001  | 义务教育 | 9    | 5        | 1        | 2        | 2        | 4        | 1    | 2            | 1    | 结转
2020101  | 基层医疗 | 9    | 5        | 1        | 2        | 2        | 4        | 1    | 2            | 1    |
"""

FUND_LIST = """
序号 | 区级专项资金名称 | 单位名称     | 备注
1    | 无害化处理专项   | 检验检测中心 |
2    | 污染防治专项     | 某某街道     | 水体提质
3    | ^                | 另一街道     | 环境整治
4    | 教育支出         | 市十中       | 教学楼
^    | ^                | 南湖小学     | 配套
5    | 残疾预防         | 残联         |
"""

SOURCES = """
资金来源     | < | < | 预算安排情况 | <          | 全年执行数 | 执行率
^            | < | < | 年初预算数   | 全年预算数 | ^          | ^
年度资金总额 | < | < | 498          | 508.4      | 504.4      | 99.21%
财政拨款     | < | < | 493          | 503.4      | 499.4      |
一级 | 二级 | 三级 | 指标值 | 完成值 | 分值 | 得分
产出 | 数量 | 人数 | 86 | 88 | 10 | 10
^    | ^    | 间数 | 3  | 3  | 10 | 10
^    | 质量 | 合格 | 85% | 88% | 10 | 10
"""


@pytest.mark.parametrize("drawing", [BASE_DATA, PROJECT, HEADER, FUND_LIST, SOURCES])
def test_a_form_printed_cell_by_cell_gets_its_grid_back(drawing: str) -> None:
    [table] = read(cell_lines(grid_of(drawing)).encode(), SOURCE).tables
    assert draw(table) == neat(drawing)


def test_every_row_covers_all_columns_and_full_rows_one_each() -> None:
    extents = spread([["a", "b", "c", "d"], ["e", "f"], ["g"], ["h", "i", "j"]])
    assert extents[0] == ((0, 1), (1, 2), (2, 3), (3, 4))
    assert extents[2] == ((0, 4),)
    for row in extents:
        assert [start for start, _ in row] == [0, *(end for _, end in row[:-1])]
        assert row[-1][1] == 4


@given(
    st.lists(
        st.lists(st.sampled_from(["", "预算", "4", "75%", "其中：公车"]), min_size=1, max_size=7),
        min_size=1,
        max_size=8,
    )
)
def test_any_rows_are_covered_without_gap_or_overlap(rows: list[list[str]]) -> None:
    extents = spread(rows)
    width = max(end for row in extents for _, end in row)
    assert [len(row) for row in extents] == [len(row) for row in rows]
    for row in extents:
        assert all(start < end for start, end in row)
        assert [start for start, _ in row] == [0, *(end for _, end in row[:-1])]
        assert row[-1][1] in {width, width - 1}
    for number, cell in continuations(rows, extents):
        assert extents[number][cell] in extents[number - 1]
        assert not rows[number][cell].strip()


@given(grids(most_rows=8).filter(lambda grid: grid.rows > 2 and grid.cols > 1))
def test_no_text_of_a_rendered_grid_is_lost(grid: Grid) -> None:
    document = read(cell_lines(grid).encode() or b"x", SOURCE)
    texts = [cell.text for table in document.tables for cell in table] + [p.text for p in document.paragraphs]
    squeezed = "".join("".join(text.split()) for text in texts)
    for cell in grid.cells:
        assert "".join(cell.text.split()) in squeezed


def test_a_stray_cell_moves_its_own_row_only() -> None:
    rows = ["序号 | 项目 | 金额", *(f"{n} | 项目{n} | {n}.5" for n in range(1, 9))]
    text = cell_lines(grid_of("\n".join(rows))).replace("\t项目4\n", "\t项目4\n\t\n")
    document = read(text.encode(), SOURCE)
    [table] = document.tables
    assert (table.rows, table.cols) == (9, 4)
    assert [table.at(row, 2).text for row in (3, 5)] == ["3.5", "5.5"]  # type: ignore[union-attr]  # both are cells
    assert [warning.code for warning in document.warnings] == ["ragged-rows"]


def test_a_missing_cell_does_not_move_other_rows() -> None:
    rows = ["序号 | 项目 | 金额", *(f"{n} | 项目{n} | {n}.5" for n in range(1, 9))]
    text = cell_lines(grid_of("\n".join(rows))).replace("\t项目4\n", "")
    [table] = read(text.encode(), SOURCE).tables
    assert (table.rows, table.cols) == (9, 3)
    assert [cell.text for cell in table.row(5)] == ["5", "项目5", "5.5"]
    assert [cell.text for cell in table.row(4)] == ["4", "4.5"]


def test_a_total_under_a_list_does_not_continue_the_last_item() -> None:
    drawing = "序号 | 项目 | 金额\n1 | 甲 | 4\n2 | 乙 | 5\n | 合计 | 9"
    [table] = read(cell_lines(grid_of(drawing)).encode(), SOURCE).tables
    assert draw(table) == neat(drawing)


def test_blank_lines_at_the_end_of_a_list_are_not_part_of_its_last_item() -> None:
    drawing = "序号 | 项目 | 金额\n1 | 甲 | 4\n2 | 乙 | 5\n3 | 丙 | 6\n | | "
    [table] = read(cell_lines(grid_of(drawing)).encode(), SOURCE).tables
    assert draw(table) == neat(drawing)


def test_label_columns_end_where_values_begin() -> None:
    rows = [
        ["一级", "二级", "指标值", "分值"],
        ["产出", "数量", "100%", "5"],
        ["", "质量", "", "4"],
        ["", "时效", "9次", ""],
    ]
    assert label_columns(rows) == 2
    assert label_columns([["甲", "乙"], ["丙", "丁"], ["戊", "己"]]) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "blank"),
        (" \n", "blank"),
        ("153.67", "plain"),
        ("1,203.45", "plain"),
        ("≧95%", "percent"),
        ("９９.7５％", "percent"),
        ("153.673.67万元", "unit"),
        ("9次", "unit"),
        ("办结率100%", "text"),
        ("……", "text"),
        ("2023年决算数", "text"),
        ("5年", "unit"),
    ],
)
def test_cells_are_told_by_kind(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_numbers_ask_for_no_room_and_totals_are_known() -> None:
    assert demand(["153.67", "预算 数", ""]) == 3
    assert is_total("合 计")
    assert not is_total("三公经费")
