"""Tables that run over pages are put together again."""

import pytest

from formaudit.model.document import Document
from tests.drawing import draw, neat
from tests.extract.pdf.paper import HEIGHT, document, line, table, text

WIDE = (40, 120, 60, 60)


def _drawn(found: Document) -> list[str]:
    return [draw(one) for one in found.tables]


def _two(upper: str, lower: str, *, between: str = "", above: str = "", widths: tuple[float, ...] = WIDE) -> Document:
    """A document of two pages with a piece of a table on each; texts may stand below the first and above the second."""
    first = table(upper, top=600, widths=widths) + (text(72, 800, between) if between else "")
    second = (text(72, 60, above) if above else "") + table(lower, top=100, widths=widths)
    return document(first, second)


def test_rows_on_the_next_page_go_on_with_the_table() -> None:
    found = _two("序号 | 名称 | 预算 | 执行\n1 | 甲 | 3 | 4", "2 | 乙 | 5 | 6\n3 | 丙 | 7 | 8")
    assert _drawn(found) == [neat("序号 | 名称 | 预算 | 执行\n1 | 甲 | 3 | 4\n2 | 乙 | 5 | 6\n3 | 丙 | 7 | 8")]
    assert found.tables[0].pages == (1, 2)
    assert [found.tables[0].at(row, 0).page for row in (1, 2)] == [1, 2]  # type: ignore[union-attr]  # both exist


def test_a_repeated_heading_is_dropped() -> None:
    head = "序号 | 名称 | 金额 | <\n^ | ^ | 预算 | 执行"
    found = _two(f"{head}\n1 | 甲 | 3 | 4", f"{head}\n2 | 乙 | 5 | 6")
    assert _drawn(found) == [neat(f"{head}\n1 | 甲 | 3 | 4\n2 | 乙 | 5 | 6")]


@pytest.mark.parametrize("mark", ["续表", "（续）", "续表1", "续上表"])
def test_a_mark_of_continuation_stands_between_the_pieces(mark: str) -> None:
    found = _two("序号 | 名称 | 预算 | 执行\n1 | 甲 | 3 | 4", "2 | 乙 | 5 | 6\n3 | 丙 | 7 | 8", above=mark)
    assert len(found.tables) == 1
    assert not found.paragraphs


def test_a_heading_between_parts_two_tables() -> None:
    found = _two(
        "序号 | 名称 | 预算 | 执行\n1 | 甲 | 3 | 4", "2 | 乙 | 5 | 6\n3 | 丙 | 7 | 8", above="附件4 项目支出绩效自评表"
    )
    assert len(found.tables) == 2


def test_a_note_below_parts_two_tables() -> None:
    found = _two(
        "序号 | 名称 | 预算 | 执行\n1 | 甲 | 3 | 4", "2 | 乙 | 5 | 6\n3 | 丙 | 7 | 8", between="单位负责人签字："
    )
    assert len(found.tables) == 2


def test_another_form_of_the_same_kind_is_a_table_of_its_own() -> None:
    form = "项目支出名称 | {} | < | <\n主管部门 | 甲局 | 实施单位 | 乙所\n总分 | 100 | 95 |"
    assert len(_two(form.format("专项资金"), form.format("转移支付"), widths=(80, 120, 60, 60)).tables) == 2


def test_tables_with_other_columns_are_two() -> None:
    first = table("甲 | 1 | 2\n乙 | 3 | 4", top=600, widths=(100, 100, 80))
    second = table("丙 | 5 | 6\n丁 | 7 | 8", top=100, widths=(150, 40, 90))
    assert len(document(first, second).tables) == 2


def test_a_last_row_of_a_label_and_a_text_has_columns_of_its_own() -> None:
    first = table("公用经费 | 31.2 | 30.6\n会议费 | 2.1 | 1.9", top=600, widths=(140, 100, 80))
    rest = "节约措施 | 压缩会议，合并差旅"
    (one,) = document(first, table(rest, top=100, widths=(90, 230))).tables
    assert [cell.text for cell in one.starting(2)] == rest.split(" | ")
    assert len(document(first, table(rest, top=100, widths=(90, 200))).tables) == 2
    assert len(document(first, table("项目名称 | 河道保洁", top=100, widths=(90, 230))).tables) == 2


@pytest.mark.parametrize(("other", "rows"), [("", 2), ("^", 1)])
def test_a_label_that_the_page_leaves_blank_stands_on_the_next_one(other: str, rows: int) -> None:
    upper = f"产出指标 | 数量指标 | 甲 | 4\n^ | 质量指标 | 乙 | 6\n^ | ^ | 丙 | 7\n^ | {other} | 丁 | 8"
    found = _two(upper, " | 时效指标 | 戊 | 9\n^ | 成本指标 | 己 | 1", widths=(80, 80, 100, 60))
    (one,) = found.tables
    cell = next(cell for cell in one if cell.text == "时效指标")
    assert (cell.row, cell.rowspan) == (5 - rows, rows)


def test_a_merged_label_cut_by_the_page_is_one_cell() -> None:
    found = _two("数量指标 | 甲 | 3 | 4\n^ | 乙 | 5 | 6", " | 丙 | 7 | 8\n^ | 丁 | 9 | 10", widths=(80, 120, 60, 60))
    assert _drawn(found) == [neat("数量指标 | 甲 | 3 | 4\n^ | 乙 | 5 | 6\n^ | 丙 | 7 | 8\n^ | 丁 | 9 | 10")]


def test_a_label_whose_words_the_page_cuts_is_one_cell() -> None:
    found = _two(
        "质量/指标 | 甲 | 3 | 4\n社会/效益 | 乙 | 5 | 6", "指标 | 丙 | 7 | 8\n^ | 丁 | 9 | 10", widths=(31, 120, 60, 60)
    )
    cell = found.tables[0].at(1, 0)
    assert cell is not None
    assert ("".join(cell.text.split()), cell.rowspan) == ("社会效益指标", 3)


def test_a_new_label_at_the_head_of_the_page_is_a_cell_of_its_own() -> None:
    found = _two(
        "数量/指标 | 甲 | 3 | 4\n^ | 乙 | 5 | 6", "质量/指标 | 丙 | 7 | 8\n^ | 丁 | 9 | 10", widths=(31, 120, 60, 60)
    )
    cell = found.tables[0].at(2, 0)
    assert cell is not None
    assert (cell.row, "".join(cell.text.split())) == (2, "质量指标")


LISTED = "1 | 开展巡查 | 3 | 4\n2 | 及时拨付 | 5 | 6\n3 | 按期验收 | 7 | 8\n"


def test_a_row_cut_by_the_page_is_one_row() -> None:
    # eleven characters fill the second column; the text goes on below and nothing else does
    found = _two(f"{LISTED}4 | 督促用工单位参加工伤保 | 9 | 10", " | 险，促进形势稳中有进 |  |\n5 | 其他 | 1 | 2")
    assert [cell.text for cell in found.tables[0].starting(3)] == [
        "4",
        "督促用工单位参加工伤保\n险，促进形势稳中有进",
        "9",
        "10",
    ]
    assert found.tables[0].rows == 5


def test_a_figure_cut_by_the_page_is_one_figure() -> None:
    found = _two(f"{LISTED}4 | 合计 | 1,203. | 10", " |  | 45 |\n5 | 其他 | 1 | 2", widths=(40, 120, 42, 60))
    cell = found.tables[0].at(3, 2)
    assert cell is not None
    assert cell.text == "1,203.45"


def test_a_row_with_words_of_its_own_is_not_joined_to_a_full_line_above() -> None:
    found = _two(f"{LISTED}4 | 督促用工单位参加工伤保 | 9 | 10", "5 | 加强政策宣传 | 11 | 12\n6 | 其他 | 1 | 2")
    assert found.tables[0].rows == 6


def test_a_template_row_of_dots_is_a_row() -> None:
    found = _two(f"{LISTED}4 | 督促用工单位参加工伤保 | 9 | 10", " | …… |  |\n5 | 其他 | 1 | 2")
    assert found.tables[0].rows == 6


def test_a_blank_row_at_the_head_of_the_page_is_a_row() -> None:
    found = _two(f"{LISTED}4 | 其他 | 9 | 10", " |  |  |\n5 | 其他 | 1 | 2")
    assert found.tables[0].rows == 6


def test_a_goal_that_goes_on_with_its_next_number_is_one_cell() -> None:
    drawing = "目标 | 目标1：完成征缴。/目标2：开展培训，覆盖全部参保单/位，完成率百分之百。 | {} | "
    found = _two(drawing.format("好"), " | 目标3：完成事故勘察工作。 |  |\n总分 | 合计 | 100 | 95")
    assert found.tables[0].rows == 2


def test_a_row_that_no_rule_closes_goes_on_below() -> None:
    upper = table("名称 | 说明\n甲 | 按期完成", top=700, widths=(100, 100), sides="tlr")
    lower = table("  | 全部工作\n乙 | 完成", top=100, widths=(100, 100), sides="blr")
    [found] = document(upper, lower).tables
    assert [cell.text for cell in found.starting(1)] == ["甲", "按期完成\n全部工作"]


def test_the_last_row_alone_on_its_page_belongs_to_the_table() -> None:
    upper = table("项目 | 预算 | 执行\n甲 | 1 | 2", top=600, widths=(100, 100, 100))
    lower = table("备注：金额单位为万元。", top=100, widths=(300,))
    [found] = document(upper, lower).tables
    assert draw(found) == neat("项目 | 预算 | 执行\n甲 | 1 | 2\n备注：金额单位为万元。 | < | <")


def test_facing_pages_may_be_shifted_sideways() -> None:
    first = table("序号 | 名称\n1 | 甲", x=72, top=600)
    second = table("2 | 乙\n3 | 丙", x=100, top=100)
    assert len(document(first, second).tables) == 1


def test_a_table_over_many_pages_keeps_its_rows() -> None:
    pages = [
        table("\n".join(f"{10 * n + k} | 项目{10 * n + k} | 1 | 2" for k in range(10)), widths=WIDE) for n in range(12)
    ]
    [found] = document(*pages).tables
    assert found.rows == 120
    assert [found.at(row, 0).text for row in (0, 63, 119)] == ["0", "63", "119"]  # type: ignore[union-attr]  # they exist


FOOT = "一级 | 二级 | 三级 | 得分\n产出 | 数量 | 甲 | 3\n  | 质量 | 乙 | 4\n^ | 时效 | 丙 | 5"
"""A form whose tall last label has its text below the last rule of its page."""


def _cut(upper: str, lower: str, loose: str, heights: tuple[float, ...]) -> Document:
    first = table(upper, top=600, widths=WIDE, heights=heights) + loose
    return document(first, table(lower, top=60, widths=WIDE, sides="blr"))


def test_a_label_below_the_last_rule_of_a_page_is_that_of_the_tall_cell_that_goes_on() -> None:
    loose = text(77, 690, "效益", 10) + text(77, 703, "指标", 10)
    found = _cut(FOOT, "（30） | 丁 | 戊 | 6\n总分 | 己 | 庚 | 9", loose, (20, 20, 20, 20))
    [one] = found.tables
    cell = one.at(2, 0)
    assert cell is not None
    assert (cell.row, cell.rowspan, "".join(cell.text.split())) == (2, 3, "效益指标（30）")
    assert not found.paragraphs


def test_a_label_below_the_last_rule_begins_a_row_where_the_cells_above_have_theirs() -> None:
    upper = "一级 | 二级 | 三级 | 得分\n产出 | 数量 | 甲 | 3"
    found = _cut(upper, " | 丁 | 戊 | 6\n总分 | 己 | 庚 | 9", text(77, 650, "效益", 10), (20, 20))
    assert _drawn(found) == [neat(f"{upper}\n效益 | 丁 | 戊 | 6\n总分 | 己 | 庚 | 9")]
    assert not found.paragraphs


def test_two_labels_beside_each_other_below_the_last_rule_are_those_of_two_cells() -> None:
    upper = "一级 | 二级 | 三级 | 得分\n产出 | 数量 | 甲 | 3"
    loose = text(77, 650, "效益", 10) + text(240, 650, "戊等", 10)
    found = _cut(upper, " | 丁 |  | 6\n总分 | 己 | 庚 | 9", loose, (20, 20))
    assert _drawn(found) == [neat(f"{upper}\n效益 | 丁 | 戊等 | 6\n总分 | 己 | 庚 | 9")]
    assert not found.paragraphs


@pytest.mark.parametrize("sides", ["blr", "tblr"])
def test_a_table_that_a_text_of_no_cell_tears_is_in_doubt_where_it_may_go_on(sides: str) -> None:
    upper = table("一级 | 二级 | 三级 | 得分\n产出 | 数量 | 甲 | 3", top=600, widths=WIDE, heights=(20, 20))
    lower = table("时效 | 丁 | 戊 | 6\n总分 | 己 | 庚 | 9", top=60, widths=WIDE, sides=sides)
    found = document(upper + text(100, 650, "数量指标和时效指标", 10), lower)
    sure = {cell.confidence for one in found.tables for cell in one if cell.text}
    assert len(found.tables) == 2
    assert (max(sure) < 0.9) is (sides == "blr")


def test_a_blank_row_too_low_for_a_line_is_the_beginning_of_the_next_pages_first() -> None:
    upper = "一级 | 二级 | 三级 | 得分\n产出 | 数量 | 甲 | 3\n | | | "
    found = _cut(upper, "产出 | 质量 | 戊 | 6\n总分 | 己 | 庚 | 9", "", (20, 20, 6))
    assert _drawn(found) == [
        neat("一级 | 二级 | 三级 | 得分\n产出 | 数量 | 甲 | 3\n产出 | 质量 | 戊 | 6\n总分 | 己 | 庚 | 9")
    ]


def test_rows_with_figures_of_their_own_are_two_though_no_line_closes_either() -> None:
    upper = table("科目 | 预算 | 执行\n甲 | 3.5 | 4.5", top=700, widths=(100, 100, 100), sides="tlr")
    lower = table("乙 | 5.5 | 6.5\n丙 | 7.5 | 8.5", top=100, widths=(100, 100, 100), sides="blr")
    [found] = document(upper, lower).tables
    assert draw(found) == neat("科目 | 预算 | 执行\n甲 | 3.5 | 4.5\n乙 | 5.5 | 6.5\n丙 | 7.5 | 8.5")


def _clipped(top: float, bottom: float, at: float, words: str) -> str:
    box = f"72 {HEIGHT - bottom} 60 {bottom - top} re"
    return f"q {box} W n " + text(76, at, words) + "Q\n"


def test_the_words_of_a_cell_cut_by_the_page_do_not_part_its_table_where_nobody_sees_them() -> None:
    upper = table("科目 | 甲 | 3.5\n", top=720, widths=(60, 100, 100))
    upper += (
        line(72, 742, 72, 782)
        + line(132, 742, 132, 782)
        + table("乙 | 4.5\n丙 | 5.5", x=132, top=742, widths=(100, 100))
    )
    lower = line(72, 60, 72, 81) + table("丁 | 6.5", x=132, top=60, widths=(100, 100))
    lower += table("合计 | < | 20", top=81, widths=(60, 100, 100))
    upper += _clipped(742, 782, 755, "其中")
    for words, tables in ((_clipped(60, 81, 40, "其中"), 1), (text(76, 40, "其中"), 2)):
        assert len(document(upper, lower + words).tables) == tables


@pytest.mark.parametrize(
    ("above", "below", "sure"),
    [
        ("统筹整合涉农/用于高标准农", "渠系与水毁修复", False),
        ("统筹整合涉农/用于农田", "渠系与水毁修复", True),
        ("统筹整合涉农/用于高标准农", "2.渠系与水毁修复", True),
        ("高标准农田", "渠系与水毁修复", True),
    ],
)
def test_a_label_without_figures_may_be_the_rest_of_lines_broken_by_hand(above: str, below: str, sure: bool) -> None:
    upper = f"项目 | 预算 | 执行\n甲项目 | 1 | 2\n乙项目 | 3 | 4\n{above} | 5 | 6"
    found = _two(upper, f"{below} | | \n丁项目 | 7 | 8", widths=(110, 60, 60))
    cell = next(cell for cell in found.tables[0] if cell.text == below)
    assert (cell.confidence >= 0.9) is sure
