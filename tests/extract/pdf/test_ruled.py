"""Ruled tables of single pages, from bytes to cells."""

import pytest

from formaudit.model.table import Table
from tests.drawing import draw, neat
from tests.extract.pdf.paper import HEIGHT, document, line, pdf, table, text

FORM = """
项目名称 | 阅读推广 | <
产出     | 数量指标 | 75%
^        | 质量指标 | 1,203.45
"""


def _only_table(*pages: str, **how: object) -> Table:
    [found] = document(*pages, **how).tables
    return found


def test_merged_cells_and_figures_come_out_as_drawn() -> None:
    assert draw(_only_table(table(FORM))) == neat(FORM)


def test_a_cell_knows_its_page_and_box() -> None:
    cell = _only_table("", table(FORM, x=72, top=100, widths=(90, 90, 90), heights=(20, 20, 20))).at(1, 0)
    assert cell is not None
    assert cell.page == 2
    assert cell.bbox == pytest.approx((72, 120, 162, 160), abs=0.5)


def test_printed_lines_of_a_cell_are_parted() -> None:
    assert draw(_only_table(table("合计/（万元） | 3\n甲 | 乙"))) == neat("合计/（万元） | 3\n甲 | 乙")


@pytest.mark.parametrize("sides", ["tb", "tblr", "tblr"[:3], "lr"])
def test_outer_rules_may_be_missing(sides: str) -> None:
    drawing = "项目 | 预算 | 执行\n甲 | 1 | 2\n乙 | 3 | 4\n丙 | 5 | 6"
    assert draw(_only_table(table(drawing, sides=sides))) == neat(drawing)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(rotate: int) -> None:
    assert draw(_only_table(table(FORM), rotate=rotate)) == neat(FORM)


def test_boxes_on_a_turned_page_are_where_a_viewer_shows_them() -> None:
    cell = _only_table(table(FORM, x=72, top=100, widths=(90, 90, 90), heights=(20, 20, 20)), rotate=90).at(0, 0)
    assert cell is not None
    # the page's upper left corner has become its upper right one
    assert cell.bbox == pytest.approx((HEIGHT - 120, 72, HEIGHT - 100, 162), abs=0.5)


def test_a_page_that_does_not_begin_at_zero_is_read_from_its_own_corner() -> None:
    plain = _only_table(table(FORM))
    shifted = _only_table(table(FORM), entries="/CropBox[30 40 595 842]")
    assert draw(shifted) == draw(plain)
    one, two = plain.cells[0].bbox, shifted.cells[0].bbox
    assert one is not None
    assert two is not None
    assert two == pytest.approx((one[0] - 30, one[1], one[2] - 30, one[3]), abs=0.1)


def test_text_outside_the_crop_box_is_not_read() -> None:
    paragraphs = document(
        text(300, 300, "看得见") + text(300, 820, "看不见"), entries="/CropBox[0 100 595 842]"
    ).paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["看得见"]


def test_a_form_drawn_as_thin_boxes_is_a_table() -> None:
    def bar(x: float, top: float, wide: float, high: float) -> str:
        return f"{x} {HEIGHT - top - high} {wide} {high} re f\n"

    rules = "".join(bar(72, top, 200, 0.5) for top in (100, 120, 140)) + "".join(
        bar(x, 100, 0.5, 40) for x in (72, 172, 271.5)
    )
    words = text(80, 104, "甲") + text(180, 104, "1") + text(80, 124, "乙") + text(180, 124, "2")
    assert draw(_only_table(rules + words)) == neat("甲 | 1\n乙 | 2")


def test_a_form_drawn_with_dashes_is_a_table() -> None:
    rules = "".join(line(72, top, 272, top, "[2 2] 0 d") for top in (100, 120, 140))
    rules += "".join(line(x, y, x, y + 1) for x in (72, 172, 272) for y in range(100, 140, 3))
    words = text(80, 104, "甲") + text(180, 104, "1") + text(80, 124, "乙") + text(180, 124, "2")
    assert draw(_only_table(rules + words)) == neat("甲 | 1\n乙 | 2")


def test_white_rules_on_a_white_page_part_nothing() -> None:
    hidden = "1 1 1 RG " + line(122, 100, 122, 140) + "0 0 0 RG "
    assert draw(_only_table(hidden + table("甲 | 1\n乙 | 2"))) == neat("甲 | 1\n乙 | 2")


def test_invisible_text_beside_text_that_is_seen_is_not_read() -> None:
    words = text(170, 104, "168.3", mode=3) + text(80, 130, "不印出的批注", mode=3)
    assert draw(_only_table(table("项目 |\n合计 | 153.67", widths=(90, 90)) + words)) == neat("项目 |\n合计 | 153.67")


def test_bold_by_double_printing_counts_once() -> None:
    rules = table("项目 | 153.67\n合计 | 1", x=72)
    assert draw(_only_table(rules + table("项目 | 153.67\n合计 | 1", x=72.3))) == neat("项目 | 153.67\n合计 | 1")


def test_full_width_digits_stay_as_printed() -> None:
    assert draw(_only_table(table("金额 | １５３．６７\n甲 | 乙"))) == neat("金额 | １５３．６７\n甲 | 乙")


def test_sideways_labels_are_read_in_upright_tables() -> None:
    rules = table("  | 数量指标 | 5 | 6\n^ | 质量指标 | 7 | 8\n^ | 时效指标 | 9 | 10", heights=(30, 30, 30))
    sideways = text(90, 150, "绩效指标", turn=1)
    found = _only_table(rules + sideways).at(0, 0)
    assert found is not None
    assert (found.rowspan, found.text) == (3, "绩效指标")


def test_a_frame_around_the_page_is_no_table_and_hides_none() -> None:
    border = line(20, 20, 575, 20) + line(20, 820, 575, 820) + line(20, 20, 20, 820) + line(575, 20, 575, 820)
    assert draw(_only_table(border + table("甲 | 1\n乙 | 2"))) == neat("甲 | 1\n乙 | 2")


def test_a_table_in_a_cell_belongs_to_the_cell() -> None:
    outer = table("项目 | 内容\n明细 |", widths=(100, 300), heights=(20, 120))
    inner = table("甲 | 1\n乙 | 2", x=190, top=140, widths=(60, 60))
    found = _only_table(outer + inner)
    cell = found.at(1, 1)
    assert (found.rows, found.cols) == (2, 2)
    assert cell is not None
    assert "".join(cell.text.split()) == "甲1乙2"


def test_a_box_around_a_paragraph_is_a_paragraph() -> None:
    box = line(72, 400, 400, 400) + line(72, 440, 400, 440) + line(72, 400, 72, 440) + line(400, 400, 400, 440)
    found = document(box + text(80, 412, "说明：本表由填报单位填写。"))
    assert not found.tables
    assert [paragraph.text for paragraph in found.paragraphs] == ["说明：本表由填报单位填写。"]


def test_text_that_spills_into_a_blank_cell_is_one_text() -> None:
    found = _only_table(
        table("  | | 3\n甲 | 1 | 4\n乙 | 2 | 5", widths=(60, 60, 60)) + text(77, 104, "名称很长的专项资金")
    )
    assert draw(found).splitlines()[0] == "名称很长的专项资金 |  | 3"


def test_a_chart_whose_lines_cut_figures_is_no_table() -> None:
    lines = "".join(line(100, y, 400, y) for y in (100, 130, 160)) + "".join(
        line(x, 100, x, 160) for x in (100, 200, 300, 400)
    )
    labels = "".join(text(x, y, "20.45") for x in (190, 290) for y in (106, 136))
    assert not document(lines + labels).tables


def test_rows_under_a_ruled_heading_are_parted_like_it() -> None:
    heading = table("国家 | 本年 | 上年", widths=(90, 90, 90), heights=(20,))
    body = "".join(line(72, y, 342, y) for y in (140, 160, 180)) + line(72, 120, 72, 180) + line(342, 120, 342, 180)
    words = "".join(
        text(x, 104 + 20 * n, words)
        for n, row in enumerate((("甲", "1", "2"), ("乙", "3", "4"), ("丙", "5", "6")), 1)
        for x, words in zip((78, 168, 258), row, strict=True)
    )
    assert draw(_only_table(heading + body + words)) == neat("国家 | 本年 | 上年\n甲 | 1 | 2\n乙 | 3 | 4\n丙 | 5 | 6")


def test_the_same_bytes_give_the_same_document() -> None:
    assert document(table(FORM)) == document(table(FORM))
    assert pdf(table(FORM)) == pdf(table(FORM))


def test_a_figure_that_a_narrow_cell_broke_over_three_lines_is_no_stack_of_rows() -> None:
    form = "项目 | 年初 | 全年 | 执行\n年度资金/总额 | 523/4.1/3 | 121/6.9/4 | 676/6.3/6\n上年结转 | 0 | 1 | 2"
    [one] = document(table(form, widths=(60, 28, 28, 28), size=10)).tables
    assert one.rows == 3
    assert [cell.text for cell in one.starting(1)] == ["年度资金\n总额", "5234.13", "1216.94", "6766.36"]
