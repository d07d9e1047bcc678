"""Where a page cuts a table: rows are joined only where their cells show that they go on."""

import pytest

from formaudit.model.document import Document
from formaudit.model.table import Table
from tests.drawing import draw, neat
from tests.extract.pdf.paper import document, table, text

FUNDS = (50, 74, 60, 60)
HEAD = "资金 | 名称 | 预算 | 执行\n"


def _two(
    upper: str,
    lower: str,
    *,
    widths: tuple[float, ...],
    heights: tuple[tuple[float, ...], tuple[float, ...]] = ((), ()),
) -> Document:
    return document(
        table(upper, top=500, widths=widths, heights=heights[0]),
        table(lower, top=80, widths=widths, heights=heights[1]),
    )


def _only(found: Document) -> Table:
    [one] = found.tables
    return one


def test_a_fund_without_figures_does_not_swallow_the_next_one() -> None:
    # the upper label fills its line to the last character by chance, and nothing else stands in either row
    upper = HEAD + "项目 | 年度总额 | 5 | 4\n^ | 其中：财政拨款 |  | "
    lower = "  | 上年结转资金 |  | \n^ | 其他资金 |  | "
    one = _only(_two(upper, lower, widths=(50, 81, 60, 60)))
    assert [cell.text for row in range(2, 5) for cell in one.starting(row) if cell.text] == [
        "其中：财政拨款",
        "上年结转资金",
        "其他资金",
    ]


def test_a_fund_whose_name_the_page_cuts_is_one_row() -> None:
    upper = HEAD + "项目 | 年度总额 | 5 | 4\n^ | 其中：当年财政 |  | "
    lower = "  | 拨款 |  | \n^ | 其他资金 |  | "
    one = _only(_two(upper, lower, widths=(50, 81, 60, 60)))
    assert one.rows == 4
    assert ["".join(cell.text.split()) for cell in one.starting(2) if cell.text] == ["其中：当年财政拨款"]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("年度预/算申请", "（万元）", "年度预算申请（万元）"),
        ("年度预/算申", "请（万/元）", "年度预算申请（万元）"),
        ("可持/续影", "响", "可持续影响"),
    ],
)
def test_a_tall_label_cut_by_the_page_is_one_cell(upper: str, lower: str, whole: str) -> None:
    above = f"类别 | 名称 | 预算 | 执行\n{upper} | 甲 | 3 | 4\n^ | 乙 | 5 | 6\n^ | 丙 | 7 | 8"
    below = f"{lower} | 丁 | 9 | 10\n^ | 戊 | 1 | 2\n^ | 己 | 3 | 4"
    cell = _only(_two(above, below, widths=(42, 74, 60, 60))).at(1, 0)
    assert cell is not None
    assert ("".join(cell.text.split()), cell.rowspan) == (whole, 6)


def test_a_label_that_stands_whole_elsewhere_in_the_document_is_known() -> None:
    rows = "甲 | 1 | 2 | 3\n乙 | 1 | 2 | 3\n丙 | 1 | 2 | 3\n群众认可 | 1 | 2 | 3\n丁 | 1 | 2 | 3"
    upper = "类别 | 名称 | 预算 | 执行\n群众 | 甲项目 | 3 | 4\n^ | 乙项目 | 5 | 6"
    lower = "认可 | 丙项目 | 7 | 8\n^ | 丁项目 | 9 | 10"
    found = document(
        table(rows, widths=(90, 60, 60, 60)),
        table(upper, top=500, widths=(44, 74, 60, 60)),
        table(lower, top=80, widths=(44, 74, 60, 60)),
    )
    cell = found.tables[-1].at(1, 0)
    assert cell is not None
    assert ("".join(cell.text.split()), cell.rowspan) == ("群众认可", 4)


def test_a_blank_row_at_the_break_is_a_row() -> None:
    upper = HEAD + "甲 | 乙 | 1 | 2\n丙 | 丁 | 3 | 4\n措施 | 压缩一般性支出/严控接待/规模次数 | < | <"
    found = _two(upper, " |  |  | ", widths=FUNDS, heights=((21, 21, 21, 42), (21,)))
    assert draw(_only(found)) == neat(upper + "\n |  |  | ")


def test_the_rest_of_a_row_s_height_is_no_row() -> None:
    upper = HEAD + "甲 | 乙 | 1 | 2\n丙 | 丁 | 3 | 4\n戊 | 己 | 5 | 6"
    lower = " |  |  | \n庚 | 辛 | 7 | 8\n壬 | 癸 | 9 | 10"
    found = _two(upper, lower, widths=FUNDS, heights=((30, 30, 30, 22), (8, 30, 30)))
    assert draw(_only(found)) == neat(f"{upper}\n庚 | 辛 | 7 | 8\n壬 | 癸 | 9 | 10")


def test_a_unit_cut_from_its_figure_belongs_to_it() -> None:
    listed = "一 | 巡查次数达标 | ≥12场 | 10\n二 | 培训人次达标 | ≥80人 | 10\n三 | 验收合格比率 | ≥95% | 10\n"
    upper = listed + "四 | 受益户数增长 | ≥285 | 10"
    found = _two(upper, " |  | 户 | \n五 | 群众满意比率 | ≥90% | 10", widths=(30, 80, 33, 40))
    cell = _only(found).at(3, 2)
    assert cell is not None
    assert "".join(cell.text.split()) == "≥285户"


def test_a_point_of_a_list_that_follows_the_last_one_is_the_same_cell() -> None:
    listed = "1 | 甲 | 好 | 乙\n2 | 丙 | 好 | 丁\n3 | 戊 | 好 | 己\n"
    upper = listed + "4 | 一是完成全部堤段巡查/任务并存档。 | 好 | 庚"
    found = _two(upper, " | 二是更换设备十二台。 |  | \n5 | 辛 | 好 | 壬", widths=(30, 110, 40, 40))
    assert _only(found).rows == 5


def test_a_heading_of_two_rows_cut_between_them_is_whole() -> None:
    found = _two("科目 | 预算 | < | 执行率", "  | 年初 | 调整后 | \n办公费 | 3 | 4 | 98%", widths=FUNDS)
    one = _only(found)
    assert [(cell.text, cell.rowspan) for cell in one.starting(0)] == [("科目", 2), ("预算", 1), ("执行率", 2)]


def test_figures_under_their_headings_belong_to_the_label_above() -> None:
    upper = "单位 | 甲馆 | < | <\n人员情况 | 编制数 | 在职数 | 控制率"
    one = _only(_two(upper, " | 16 | 14 | 88%\n经费 | 上年 | 本年 | 差额", widths=FUNDS))
    cell = one.at(1, 0)
    assert cell is not None
    assert cell.rowspan == 2


def test_columns_of_a_wide_sheet_on_the_next_page_stand_beside_their_rows() -> None:
    left = table("序号 | 名称 | 年初预算\n1 | 甲 | 36\n2 | 乙 | 39\n合计 |  | 75", widths=(60, 160, 160))
    right = table("全年执行 | 执行率 | 得分\n34 | 94% | 9\n38 | 97% | 10\n72 | 96% | 19", widths=(60, 160, 160))
    [one] = document(left, right).tables
    assert draw(one) == neat(
        "序号 | 名称 | 年初预算 | 全年执行 | 执行率 | 得分\n1 | 甲 | 36 | 34 | 94% | 9\n"
        "2 | 乙 | 39 | 38 | 97% | 10\n合计 |  | 75 | 72 | 96% | 19"
    )
    assert [cell.page for cell in one.starting(0)] == [1, 1, 1, 2, 2, 2]


def test_columns_of_a_sheet_below_its_title_stand_beside_their_labels_though_all_columns_are_alike() -> None:
    title = text(72, 60, "项目支出绩效自评表")
    left = table("指标 | 名称\n产出 | 里程\n产出 | 质量\n合计 | ", top=100, widths=(90, 90))
    right = table("目标 | 完成\n85 | 86\n90 | 91.5\n175 | 177.5", top=100, widths=(90, 90))
    [one] = document(title + left, right).tables
    assert draw(one) == neat(
        "指标 | 名称 | 目标 | 完成\n产出 | 里程 | 85 | 86\n产出 | 质量 | 90 | 91.5\n合计 |  | 175 | 177.5"
    )
    assert len(document(left, right).tables) == 1
    assert document(left, right).tables[0].cols == 2


def test_a_merged_cell_that_a_sheet_was_cut_through_is_one() -> None:
    title = text(72, 60, "基础数据表")
    left = table(
        "经费 | 上年决算数 | 本年预算数\n三公 | 8.6 | \n公用 | 75.4 | \n规模 | 1200 | 1180", widths=(60, 90, 70)
    )
    right = table(" | 备注\n7.95 | 甲\n74.12 | \n98% | 乙", widths=(50, 60))
    [one] = document(title + left, right).tables
    assert draw(one) == neat(
        "经费 | 上年决算数 | 本年预算数 | < | 备注\n三公 | 8.6 | 7.95 | < | 甲\n公用 | 75.4 | 74.12 | < | \n"
        "规模 | 1200 | 1180 | 98% | 乙"
    )


def test_a_wide_sheet_of_two_pages_length_is_printed_down_first() -> None:
    tall, end = (20, 36, 20, 36), (36, 20, 20, 20)
    pages = [
        table("序号 | 名称\n1 | 甲\n2 | 乙\n3 | 丙", top=160, widths=(60, 300), heights=tall),
        table("4 | 丁\n5 | 戊\n6 | 己\n7 | 庚", top=60, widths=(60, 300), heights=end),
        table("预算 | 执行 | 率\n5 | 4 | 80%\n6 | 6 | 100%\n8 | 6 | 75%", top=160, widths=(90, 90, 90), heights=tall),
        table("4 | 4 | 100%\n2 | 1 | 50%\n9 | 9 | 100%\n5 | 4 | 80%", top=60, widths=(90, 90, 90), heights=end),
    ]
    [one] = document(*pages).tables
    assert (one.rows, one.cols) == (8, 5)
    assert [cell.text for cell in one.starting(6)] == ["6", "己", "9", "9", "100%"]


def test_a_column_alone_on_the_next_page_stands_beside_its_rows() -> None:
    left = table("序号 | 名称 | 年初预算\n1 | 甲 | 36\n2 | 乙 | 39\n合计 |  | 75", widths=(60, 160, 160))
    right = table("执行率\n94%\n97%\n96%", widths=(60,))
    [one] = document(left, right).tables
    assert [cell.text for cell in one.starting(2)] == ["2", "乙", "39", "97%"]


def test_a_sheet_printed_to_the_right_first_and_then_down_keeps_its_rows() -> None:
    pages = [
        table("项目 | 年初\n甲 | 11.5\n乙 | 12.5\n丙 | 13.5", widths=(60, 90)),
        table("全年 | 执行\n21.5 | 31.5\n22.5 | 32.5\n23.5 | 33.5", widths=(90, 90)),
        table("丁 | 14.5\n戊 | 15.5\n己 | 16.5\n庚 | 17.5", widths=(60, 90)),
        table("24.5 | 34.5\n25.5 | 35.5\n26.5 | 36.5\n27.5 | 37.5", widths=(90, 90)),
    ]
    [one] = document(*pages).tables
    assert (one.rows, one.cols) == (8, 4)
    assert [cell.text for cell in one.starting(5)] == ["戊", "15.5", "25.5", "35.5"]


def test_labels_that_a_sheet_prints_on_each_page_tell_which_rows_face_each_other() -> None:
    tall = (20, 20, 20, 36)
    labels = (("项目", "甲", "乙", "丙"), ("项目", "丁", "戊", "己"))
    figures = (
        ("年初", "1.5", "2.5", "3.5"),
        ("年初", "4.5", "5.5", "6.5"),
        ("全年", "7", "8", "9"),
        ("全年", "6", "5", "4"),
    )
    pages = [
        table("\n".join(f"{one} | {two}" for one, two in zip(labels[at % 2], column, strict=True)), heights=tall)
        for at, column in enumerate(figures)
    ]
    [one] = document(*pages).tables
    assert [[cell.text for cell in one.starting(row)] for row in (0, 1, 4, 6)] == [
        ["项目", "年初", "全年"],
        ["甲", "1.5", "7"],
        ["丁", "4.5", "6"],
        ["己", "6.5", "4"],
    ]


def test_rows_of_one_list_at_the_same_heights_are_no_wide_sheet() -> None:
    pages = ["\n".join(f"{n} | 事项{n} | {n * 3}" for n in range(first, first + 5)) for first in (1, 6, 11)]
    [one] = document(*(table(page, widths=(60, 160, 100)) for page in pages)).tables
    assert (one.rows, one.cols) == (15, 3)


def test_two_forms_of_one_kind_at_the_same_heights_stay_apart() -> None:
    form = "项目名称 | {} | < | <\n资金 | 年初 | 全年 | 执行\n总额 | {} | 6 | 5\n得分 | 10 | 9 | 8"
    found = document(*(table(form.format(*what), widths=(80, 90, 90, 90)) for what in (("甲", 7), ("乙", 8))))
    assert len(found.tables) == 2


def test_a_name_whose_end_is_itself_a_label_is_one_row() -> None:
    upper = "指标 | 目标 | 完成 | 分值\n补植行/道树总/数 | 650 | 650 | 10\n绿化考/核评价 | 90 | 91.8 | 10"
    lower = "得分 |  |  | " + "".join(f"\n服务人/次{n} | {n} | {n} | 10" for n in range(2, 10))
    one = _only(_two(upper, lower, widths=(43, 60, 60, 60)))
    assert [cell.text.replace("\n", "") for cell in one.starting(2)] == ["绿化考核评价得分", "90", "91.8", "10"]


def test_a_label_below_a_name_that_is_whole_is_a_row_of_its_own() -> None:
    upper = "指标 | 目标 | 完成 | 分值\n道树总/得分 | 650 | 650 | 10\n绿化考/核得分 | 90 | 91.8 | 10"
    lower = "合计 |  |  | \n投用时/间 | 10月 | 10月 | 10"
    one = _only(_two(upper, lower, widths=(43, 60, 60, 60)))
    assert one.rows == 5


@pytest.mark.parametrize(
    ("figure", "wide", "read", "sure"),
    [
        ("５００/００", 42, "５００００", True),  # a font of full width: no room for one digit more
        ("1234/5.60", 34, "12345.60", True),
        ("17/4.60", 60, "17\n4.60", False),
        ("12/15", 60, "12\n15", False),
        ("1.5/2.5", 60, "1.5\n2.5", True),
        ("4.60", 60, "4.60", True),
    ],
)
def test_two_lines_of_digits_are_one_figure_or_doubted(figure: str, wide: float, read: str, *, sure: bool) -> None:
    found = document(table(f"项目 | 预算\n甲 | {figure}\n乙 | 3", widths=(60, wide)))
    cell = _only(found).at(1, 1)
    assert cell is not None
    assert (cell.text, cell.confidence >= 0.9) == (read, sure)


_WHOLE = "项目 | 名称 | 预算 | 执行\n甲 | 修缮 | 1 | 2\n乙 | 道路 | 3 | 4\n丙 | 饮水 | 5 | 6\n丁 | 防火 | 7 | 8"


@pytest.mark.parametrize(
    ("last", "rest", "rows"),
    [
        (22.0, 18.0, 6),  # the last row leaves the usual room under its text: what follows is a row, if a lower one
        (22.0, 9.0, 5),  # too low for a line of type
        (34.0, 18.0, 5),  # the last row goes on below its text to the page's foot
    ],
)
def test_a_blank_row_lower_than_all_others_is_one_where_the_row_above_is_complete(
    last: float, rest: float, rows: int
) -> None:
    heights = (22.0, 22.0, 22.0, 22.0, last), (rest,)
    assert _only(_two(_WHOLE, " | | | ", widths=FUNDS, heights=heights)).rows == rows


def _serial(number: str, above: str, below: str) -> Table:
    upper = f"序号 | 名称 | 单位 | 金额\n1 | 甲项目 | 子单位 | 3\n{number} | {above} | 丑单位 | 4\n^ | ^ | 寅单位 | 5"
    return _only(_two(upper, f" | {below} | 卯单位 | 6\n3 | 丙项目 | 辰单位 | 7", widths=(30, 74, 60, 60)))


@pytest.mark.parametrize(
    ("number", "above", "below", "read"),
    [
        ("2", "校舍修缮专项", "经费", "校舍修缮专项经费"),  # the number goes on: so does what bears it, if in doubt
        ("2", "校舍修缮专项", "村道硬化工程经费", "校舍修缮专项"),  # too long for the rest of a name
        ("产出", "数量指标", "质量指标", "数量指标"),  # a label over several labels goes on without its first
    ],
)
def test_beside_a_serial_number_that_goes_on_over_the_page_its_name_goes_on(
    number: str, above: str, below: str, read: str
) -> None:
    cell = _serial(number, above, below).at(2, 1)
    assert cell is not None
    assert "".join(cell.text.split()) == read
    assert (cell.confidence < 0.9) is (read == above + below)


def test_a_digit_that_is_followed_by_the_next_one_may_be_a_figure_in_a_narrow_column() -> None:
    upper = "指标 | 目标 | 完 | 1\n按期完成的乡镇和 | ≥14 | 142 | 1"
    lower = "街道村居社区个数 | 2人次 | 人次 | 2\n合计 | 3 | 4 | 5"
    one = _only(_two(upper, lower, widths=(90, 34, 28, 16)))
    assert ["".join(cell.text.split()) for cell in one.starting(1)] == [
        "按期完成的乡镇和街道村居社区个数",
        "≥142人次",
        "142人次",
        "12",
    ]


def test_rows_with_serial_numbers_in_a_narrow_column_stay_apart() -> None:
    upper = "序 | 名称 | 预算\n1 | 校舍修缮 | 14"
    assert _only(_two(upper, "2 | 村道硬化 | 15\n3 | 安全饮水 | 16", widths=(16, 90, 40))).rows == 4


@pytest.mark.parametrize(("beside", "sure"), [("", False), ("按期开工。", True)])
def test_a_sentence_below_a_sentence_is_in_doubt_where_nothing_else_stands_in_its_row(beside: str, sure: bool) -> None:
    upper = "目标 | 完成\n资金拨付及时。 | 校舍修缮按合同付款。"
    one = _only(_two(upper, f"{beside} | 村道硬化印发资料。\n合计 | 完成", widths=(140, 160)))
    cell = next(cell for cell in one if cell.text == "村道硬化印发资料。")
    assert (cell.confidence >= 0.9) is sure


def test_records_with_serial_numbers_of_their_own_are_two_though_their_names_may_go_on() -> None:
    upper = "序号 | 名称 | 单位 | 金额\n1 | 农田水利 | 子单位 | 3\n^ | ^ | 丑单位 | 4\n13 | 饮水提升 | 寅单位 | 4\n^ | ^ | 卯单位 | 5"
    one = _only(_two(upper, "14 | 村道/硬化/补助 | 辰单位 | 6\n^ | ^ | 巳单位 | 7", widths=(30, 52, 60, 60)))
    names = [(cell.row, "".join(cell.text.split())) for cell in one if cell.col == 1 and cell.row > 2]
    assert names == [(3, "饮水提升"), (5, "村道硬化补助")]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("年度/预算", "申请/（万", "年度预算申请（万"),  # the rest stands on a third page
        ("服务/对", "象满/意", "服务对象满意"),
        ("数量", "质量", "数量"),  # both begin labels of their own
    ],
)
def test_the_beginning_of_a_known_label_is_one_text(upper: str, lower: str, whole: str) -> None:
    above = f"类别 | 名称 | 预算 | 执行\n{upper} | 甲 | 3 | 4\n^ | 乙 | 5 | 6"
    cell = _only(_two(above, f"{lower} | 丁 | 9 | 10\n^ | 戊 | 1 | 2", widths=(30, 74, 60, 60))).at(1, 0)
    assert cell is not None
    assert "".join(cell.text.split()) == whole


@pytest.mark.parametrize(("last", "rows"), [(32.0, 6), (44.0, 7)])
def test_a_squeezed_row_goes_on_where_only_its_tall_label_does(last: float, rows: int) -> None:
    upper = HEAD + "甲 | 子 | 1 | 2\n乙 | 丑 | 3 | 4\n丙 | 寅 | 5 | 6\n质 | 卯/县 | 7 | 8"
    lower = "量/指/标 |  |  | \n^ | 辰 | 9 | 10"
    heights = (30.0, 34.0, 40.0, 26.0, last), (45.0, 28.0)
    one = _only(_two(upper, lower, widths=(18, 74, 60, 60), heights=heights))
    assert one.rows == rows


def test_a_figure_that_somebody_has_broken_goes_on_where_all_beside_it_do_and_is_in_doubt() -> None:
    head = "指标 | 名称 | 标准 | 目标 | 完成率\n产出 | 清淤河道 | 计划标准 | 12 | 99.5%\n质量 | 合格比率 | 计划标准 | 8 | 97%\n"
    upper = head + "服务对象 | 沿街商户满 | 计划 | 9 | 100."
    lower = "满意度 | 意比率 | 标准 | 3.7 | 75%\n合计 | 全部 | 计划标准 | 1 | 2"
    one = _only(_two(upper, lower, widths=(52, 62, 33, 40, 33)))
    figure, rate = one.at(3, 3), one.at(3, 4)
    assert one.rows == 5
    assert figure is not None
    assert rate is not None
    assert ("".join(figure.text.split()), "".join(rate.text.split())) == ("93.7", "100.75%")
    assert max(figure.confidence, rate.confidence) < 0.9


def test_the_end_of_a_full_label_is_no_new_label_though_others_end_as_its_beginning_does() -> None:
    head = (
        "名称 | 单位 | 金额 | 效果\n维修养护专项 | 甲所 | 12 | 完成全部维修\n培训宣传专项 | 乙所 | 13 | 开展培训多次\n"
    )
    upper = head + "流动书车专项 | 丙馆 | 50 | 古渡病险桥梁改造"
    lower = (
        "经费 |  |  | 资金拨付及时，未/发现截留挪用。\n^ | 丁馆 | 7 | 全年开工两处。\n合计 | 戊馆 | 82 | 均已完成任务。"
    )
    one = _only(_two(upper, lower, widths=(72, 60, 40, 92)))
    assert one.rows == 6
    assert [("".join(cell.text.split()), cell.rowspan) for cell in one.starting(3) if cell.col in (0, 3)] == [
        ("流动书车专项经费", 2),
        ("古渡病险桥梁改造资金拨付及时，未发现截留挪用。", 1),
    ]
