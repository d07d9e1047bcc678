"""Where cells, rows and tables end in a text that puts each cell on a line."""

import pytest
from hypothesis import given

from formaudit.extract.blocks import Grid
from formaudit.extract.txt.rows import Piece, Rows, has_cell_lines, join_broken, split
from tests.drawing import cell_lines
from tests.grids import grids

TABLE = "\t项目\n\t预算\n\n\t三公\n\t0.6\n\n\t公用\n\t10.8\n"


def _parts(text: str) -> list[str | list[list[str]]]:
    """Paragraphs as texts, tables as rows of texts."""
    parts = split(text.split("\n"))
    return [
        part.text.strip() if isinstance(part, Piece) else [[cell.text for cell in row] for row in part.rows]
        for part in parts
    ]


ROWS = [["项目", "预算"], ["三公", "0.6"], ["公用", "10.8"]]


def test_a_tab_begins_a_cell_and_a_blank_line_ends_a_row() -> None:
    assert _parts(TABLE) == [ROWS]


def test_text_before_and_after_stands_outside() -> None:
    assert _parts(f"附件1：\n清单\n{TABLE}\n说明：完。\n") == ["附件1：", "清单", ROWS, "说明：完。"]


@pytest.mark.parametrize(
    "after",
    [
        " 附件2",
        "\f附件 2",
        "附件2",
        "附表2：",
        "2023年度自评表",
        "\n单位负责人签字：某  填表人：某",
        "\n\n备注：一张表。",
    ],
)
def test_a_heading_title_signature_or_note_ends_the_table(after: str) -> None:
    [rows, text] = _parts(TABLE + after)
    assert rows == ROWS
    assert text == after.strip().strip("\f")


def test_a_second_form_begins_at_its_title_without_a_blank_line() -> None:
    parts = _parts(
        f"{TABLE}\n备注：每项一张。\n\n单位负责人签字：某  填表人：某\n 2023 年度项目支出绩效自评表\n{TABLE}"
    )
    assert parts == [ROWS, "备注：每项一张。", "单位负责人签字：某  填表人：某", "2023 年度项目支出绩效自评表", ROWS]


def test_a_cell_goes_on_over_lines_without_a_tab() -> None:
    text = "\t产出\n指标\n(50 分)\n\t10\n\n\t效益\n\t30\n"
    assert _parts(text) == [[["产出\n指标\n(50 分)", "10"], ["效益", "30"]]]


def test_blank_paragraphs_before_a_label_belong_to_its_cell() -> None:
    text = "\t一级\n\t二级\n\t分值\n\n\t\n\n\n产出指标\n\t数量指标\n\t5\n\n\t\n\t质量指标\n\t4\n"
    assert _parts(text) == [[["一级", "二级", "分值"], ["产出指标", "数量指标", "5"], ["", "质量指标", "4"]]]


def test_numbered_paragraphs_after_a_blank_line_stay_in_the_last_cell() -> None:
    text = f"{TABLE}\n\t目标\n\t目标1：完成参保工作。\n\n目标2：开展宣传。\n\n单位负责人签字：某  填表人：某\n"
    table, signature = _parts(text)
    assert table == [*ROWS, ["目标", "目标1：完成参保工作。\n\n目标2：开展宣传。"]]
    assert signature == "单位负责人签字：某  填表人：某"


def test_an_amount_is_no_number_of_a_paragraph_that_the_next_heading_follows() -> None:
    text = f"{TABLE}\n\t会议\n\t2.46\n\n三、其他事项\n资产管理规范。\n"
    assert _parts(text) == [[*ROWS, ["会议", "2.46"]], "三、其他事项", "资产管理规范。"]


def test_text_after_the_last_table_up_to_the_end_stands_outside() -> None:
    assert _parts(f"{TABLE}\n一、单位基本情况\n职能职责。\n") == [ROWS, "一、单位基本情况", "职能职责。"]


def test_paragraphs_indented_with_tabs_are_no_table() -> None:
    prose = "\t本单位负责辖区内的各项工作，按照上级部署，认真履行职责，全面完成了年度目标任务。\n" * 5
    assert all(isinstance(part, str) for part in _parts(prose))


def test_a_row_torn_by_a_blank_paragraph_is_joined_by_its_count() -> None:
    rows = [["总体目标", "预期", "实际"], ["", "目标1\n目标2"], ["目标1：完成"]]
    joined = join_broken([tuple(Piece(text, n) for text in row) for n, row in enumerate(rows, 1)])
    assert [[cell.text for cell in row] for row in joined.rows] == [rows[0], ["", "目标1\n目标2", "目标1：完成"]]
    assert joined.joins == (3,)


def test_short_rows_that_do_not_add_up_are_left_alone() -> None:
    rows = [["甲", "乙", "丙"], ["", "丁"], ["戊", "己"], ["庚", "辛", "壬"]]
    joined = join_broken([tuple(Piece(text, 1) for text in row) for row in rows])
    assert [[cell.text for cell in row] for row in joined.rows] == rows


def test_lines_are_those_of_the_first_line_with_text() -> None:
    lines = ["\t", "", "标题", "\t预算", "", "\t三公", "\t", ""]
    [table] = [part for part in split(lines) if isinstance(part, Rows)]
    assert [[cell.line for cell in row] for row in table.rows] == [[3, 4], [6, 7]]


@given(grids(most_rows=8).filter(lambda grid: grid.rows > 1 and grid.cols > 1))
def test_the_cells_of_any_rendered_grid_come_back_in_order(grid: Grid) -> None:
    printed = [line.removeprefix("\t") for line in cell_lines(grid).split("\n") if line.startswith("\t")]
    parts = list(split(cell_lines(grid).split("\n")))
    read = [cell.text for part in parts if isinstance(part, Rows) for row in part.rows for cell in row]
    texts = [part.text for part in parts if isinstance(part, Piece)]
    assert (read or texts) == (printed if read else [text for text in printed if text])


def test_one_cell_a_line_is_told_from_rows_with_tabs() -> None:
    lines = TABLE.split("\n")
    assert has_cell_lines(lines)
    assert not has_cell_lines(["项目\t预算", "三公\t0.6", "公用\t10.8", "合计\t11.4"])
    assert not has_cell_lines(["正文", "正文"])
