"""Tables whose rows are lines, tables drawn with lines, and text that is neither."""

import pytest

from formaudit.extract.txt import read
from formaudit.extract.txt.drawn import draw as draw_lines
from formaudit.model.document import Document, Source
from tests.drawing import draw, neat


def _document(text: str) -> Document:
    return read(text.encode(), Source(path="a.txt", sha256="", format="txt"))


def test_values_parted_by_tabs_are_a_table() -> None:
    document = _document("自评清单\n项目\t预算\t执行\n三公\t0.6\t0\n公用\t10.8\t10.2\n说明\n")
    assert [draw(table) for table in document.tables] == [
        neat("项目 | 预算 | 执行\n三公 | 0.6 | 0\n公用 | 10.8 | 10.2")
    ]
    assert [p.text for p in document.paragraphs] == ["自评清单", "说明"]
    assert [cell.line for cell in document.tables[0].row(1)] == [3, 3, 3]


def test_trailing_blanks_that_were_trimmed_are_put_back() -> None:
    [table] = _document("项目\t预算\t备注\n三公\t0.6\n公用\t10.8\n").tables
    assert draw(table) == neat("项目 | 预算 | 备注\n三公 | 0.6 |\n公用 | 10.8 |")


def test_a_line_with_one_tab_alone_is_text() -> None:
    document = _document("单位：某中心\t金额：万元\n正文。\n")
    assert document.tables == ()
    assert len(document.paragraphs) == 2


_FORM = "项目 | 预算 | 执行\n三公 | 0.6 | 0\n公用 | 10.8 | 10.2"


def test_bars_between_values_are_a_table_without_bars_at_the_sides() -> None:
    [table] = _document(f"自评清单\n{_FORM}\n说明\n").tables
    assert draw(table) == neat(_FORM)
    [table] = _document("项目 | 预算 | 执行\n--- | ---: | ---:\n三公 | ~~7~~ 0.6 | 0\n公用 | 10.8 | 10.2").tables
    assert draw(table) == neat(_FORM)
    [table] = _document(_FORM.replace(" | ", "｜")).tables
    assert draw(table) == neat(_FORM)
    assert not _document("甲 | 乙\n丙 | 丁\n戊 | 己").tables


def test_lines_typed_above_and_below_the_headings_are_no_rows() -> None:
    rule = "======  ====  ===="
    text = f"自评清单\n\n{rule}\n项目    预算  执行\n{rule}\n三公    0.6   0\n公用    10.8  10.2\n{rule}\n"
    assert [draw(table) for table in _document(text).tables] == [neat(_FORM)]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\f", "\v", "\r"])
def test_whatever_ends_a_line_ends_a_row(end: str) -> None:
    [table] = _document(_FORM.replace(" | ", "\t").replace("\n", end)).tables
    assert draw(table) == neat(_FORM)


def test_a_line_end_within_a_cell_ends_no_row() -> None:
    [table] = _document("项目\t预算\t说明\n三公\t0.6\t含\v结转\n公用\t10.8\t无\n").tables
    assert [cell.text for cell in table.row(1)] == ["三公", "0.6", "含 结转"]


@pytest.mark.parametrize("typed", ["\x1b[31m10.8\x1b[0m", "9\x0810.8", "99\x08\x0810.8"])
def test_colours_and_steps_back_are_no_part_of_a_figure(typed: str) -> None:
    prose = "本单位按照要求开展了绩效自评工作。\n" * 30
    [table] = _document(prose + _FORM.replace(" | ", "\t").replace("10.8", typed)).tables
    assert draw(table) == neat(_FORM)


def test_pipes_are_a_table_without_their_rule() -> None:
    [table] = _document("| 项目 | 预算 |\n|:---|---:|\n| 三公 | 0.6 |\n| a\\|b | 2 |\n").tables
    assert draw(table) == neat("项目 | 预算\n三公 | 0.6\n") + "\na|b | 2"


@pytest.mark.parametrize(
    ("typed", "printed", "sure"),
    [
        ("~~130~~ 126", "126", True),
        ("<del>130</del>126", "126", True),
        ("**126**", "126", True),
        ("126<sup>1</sup>", "126", True),
        ("126[^2]", "126", True),
        ("126<br>", "126", True),
        ("&lt;126", "<126", True),
        ("-126", "-126", True),
        ("~~130~~", "130", False),
        ("`126`", "126", True),
        ("[126](https://a.example/b)", "126", True),
        ("[126][a]", "126", True),
        ("![126](a.png)", "126", False),
        ("[注]126", "[注]126", True),
    ],
)
def test_marks_of_markdown_in_a_cell_print_nothing_of_their_own(typed: str, printed: str, *, sure: bool) -> None:
    [table] = _document(f"| 项目 | 预算 |\n|:---|---:|\n| 三公 | {typed} |\n").tables
    found = table.at(1, 1)
    assert found is not None
    assert (found.text, found.confidence == 1) == (printed, sure)


def test_the_rule_of_an_outline_is_no_row() -> None:
    [table] = _document("| 项目 | 预算 |\n|------+------|\n| 三公 | 0.6 |\n").tables
    assert draw(table) == neat("项目 | 预算\n三公 | 0.6")


@pytest.mark.parametrize("page", ["\n\f", "\f", "\r\n\f"])
def test_a_new_page_ends_no_table(page: str) -> None:
    [table] = _document(f"项目\t预算\n三公\t0.6{page}公用\t10.8\n").tables
    assert draw(table) == neat("项目 | 预算\n三公 | 0.6\n公用 | 10.8")


def test_a_head_with_two_bars_at_each_place_is_a_row_like_any_other() -> None:
    [table] = _document("||项目||预算||\n|三公|0.6|\n").tables
    assert draw(table) == neat("项目 | 预算\n三公 | 0.6")


FIXED = [
    ["资金来源", "年初预算数", "全年预算数", "执行率"],
    ["年度资金总额", "120.5", "126", "96.43%"],
    ["当年财政拨款", "100.5", "", "95.75%"],
    ["上年结转资金", "20", "20", ""],
]


@pytest.mark.parametrize("places", [2, 1])
def test_columns_of_a_fixed_width_keep_their_blank_cells(places: int) -> None:
    def padded(text: str) -> str:
        return text + " " * (18 - sum(places if ord(char) > 255 else 1 for char in text))

    text = "\n".join("".join(map(padded, row)).rstrip() for row in FIXED)
    [table] = _document(f"自评表\n\n{text}\n\n填报人：张三\n").tables
    assert [[found.text if (found := table.at(r, c)) else None for c in range(4)] for r in range(4)] == FIXED


def test_values_of_which_two_share_a_column_are_no_table_of_a_fixed_width() -> None:
    lines = ("资金来源    年初预算数    全年预算数", "总额     1  2", "拨款  3", "结转      4")
    assert _document("\n".join(lines)).tables == ()


BOX = """
┌────┬────┬────┐
│项目│预算│执行│
├────┼────┴────┤
│三公│  0.6    │
│经费├────┬────┤
│    │1   │2   │
└────┴────┴────┘
"""
WIDE_BOX = """
┌──┬──┬──┐
│项目│预算│执行│
├──┼──┴──┤
│三公│0.6       │
└──┴─────┘
"""
PLUS = """
+------+-----+
| 甲   | 乙  |
+======+=====+
| 1    | 2   |
|      +-----+
|      | 3   |
+------+-----+
"""


@pytest.mark.parametrize(
    ("text", "drawing"),
    [
        (BOX, "项目 | 预算 | 执行\n三公/经费 | 0.6 | <\n^ | 1 | 2"),
        (WIDE_BOX, "项目 | 预算 | 执行\n三公 | 0.6 | <"),
        (PLUS, "甲 | 乙\n1 | 2\n^ | 3"),
    ],
)
def test_a_drawn_table_shows_its_spans_by_missing_lines(text: str, drawing: str) -> None:
    [table] = _document(f"前\n{text}\n后\n").tables
    assert draw(table) == neat(drawing)


def test_lines_that_enclose_nothing_are_no_table() -> None:
    assert draw_lines(["─────", "─────"], 1) is None
    assert draw_lines(["└──"], 1) is None


def test_text_alone_is_paragraphs_with_their_lines() -> None:
    document = _document("\ufeff一、概况\r\n\r\n  职能职责。\u00a0\r\n")
    assert [(p.index, p.text, p.line) for p in document.paragraphs] == [(0, "一、概况", 1), (1, "职能职责。", 3)]


@pytest.mark.parametrize("blank", ["   ", "　　", "  　"])
def test_rows_whose_values_are_parted_by_wide_blanks_are_a_table(blank: str) -> None:
    lines = ["项目 年初预算数 全年预算数", "基本支出 120.5 126", "项目支出 40 44.5"]
    found = _document("\n".join(line.replace(" ", blank) for line in lines))
    assert [cell.text for cell in found.tables[0]] == " ".join(lines).split()


@pytest.mark.parametrize(
    "lines",
    [
        ("填报人：某甲   电话：0700   日期：4月", "附件2"),
        ("项目   年初   全年", "基本支出   120.5", "项目支出   40   44.5"),
        ("甲局   乙处   丙科", "丁局   戊处   己科", "庚局   辛处   壬科"),
    ],
)
def test_lines_with_wide_blanks_that_are_no_rows_stay_text(lines: tuple[str, ...]) -> None:
    assert not _document("\n".join(lines)).tables


_RATED = "项目 | 预算 | 执行率\n三公 | 0.6 | —\n公用 | 10.8 | 94%"
_RULED = """
+------+------+--------+
| 项目 | 预算 | 执行率 |
+------+------+--------+
| 三公 | 0.6  | —     |
+------+------+--------+
| 公用 | 10.8 | 94%    |
+------+------+--------+
"""


def test_a_sign_that_fonts_draw_one_or_two_places_wide_moves_no_bar() -> None:
    """The program that drew the table took a dash for two places."""
    lines = _RULED.strip().split("\n")
    [table] = _document(_RULED).tables
    assert draw(table) == neat(_RATED)
    assert {cell.confidence for cell in table} == {1.0}
    boxed = _RULED.replace("|", "│").replace("+------+------+--------+", "├───┼───┼────┤").strip()
    assert [draw(read) for read in _document(boxed).tables] == [neat(_RATED)]
    assert lines[3] != lines[5]


def test_bars_that_meet_nowhere_part_as_many_cells_in_each_row() -> None:
    crooked = _RULED.replace("| 三公 | 0.6  |", "| 三公|  0.6   |")
    [table] = _document(crooked).tables
    assert draw(table) == neat(_RATED)


def test_cells_between_bars_side_by_side_are_doubted() -> None:
    titled = _RULED.replace("| 项目 | 预算 | 执行率 |", "| 清单          | 执行率 |").replace("| 三公 |", "| 三公|")
    assert all(cell.confidence < 0.9 for table in _document(titled).tables for cell in table)


def test_rows_without_rules_between_them_are_rows() -> None:
    """As programs print what a query found: three rules in all."""
    rule = "+------+------+------+"
    rows = ["| 三公 | 0.6  | 0    |", "| 公用 | 10.8 | 10.2 |"]
    text = "\n".join([rule, "| 项目 | 预算 | 执行 |", rule, *rows, rule])
    assert [draw(table) for table in _document(text).tables] == [neat(_FORM)]
    wrapped = text.replace(rows[1], f"{rows[1]}\n|      | 经费 |      |")
    [table] = _document(wrapped).tables
    assert [cell.text for cell in table.row(2)] == ["公用", "10.8\n经费", "10.2"]
    one = text.replace(rows[0], "| 三公 | 0.6  |      |").replace(rows[1], "|      | 0.8  | 10.2 |")
    [table] = _document(one).tables
    assert [cell.text for cell in table.row(1)] == ["三公", "0.6\n0.8", "10.2"]


@pytest.mark.parametrize("rule", ["-----+------+-----", "─────┼──────┼─────"])
def test_a_rule_with_crossings_below_a_head_between_bars_is_no_row(rule: str) -> None:
    text = _FORM.replace("\n", f"\n{rule}\n", 1)
    assert [draw(table) for table in _document(text + "\n(2 rows)").tables] == [neat(_FORM)]


def test_words_parted_by_one_blank_are_rows_where_most_are_figures() -> None:
    lines = ["项目 年初 全年 执行", "基本支出 120.5 126 —", "项目支出 40 44.5 41"]
    [table] = _document("\n".join(lines)).tables
    assert [cell.text for cell in table] == " ".join(lines).split()
    assert not _document("甲局 乙处 丙科 丁股\n戊局 己处 庚科 3\n辛局 壬处 癸科 4").tables
    assert not _document("\n".join([*lines[:2], "项目支出 40 41"])).tables
    assert not _document("\n".join([*lines, "其他支出 3 2"])).tables


def test_a_rule_with_a_piece_for_each_column_parts_cells_that_one_blank_parts() -> None:
    rule = "======== ==== ===="
    text = f"{rule}\n项目     预算 执行\n{rule}\n三公经费 0.6  0\n公用支出      10.2\n{rule}\n"
    [table] = _document(text).tables
    assert [cell.text for cell in table] == ["项目", "预算", "执行", "三公经费", "0.6", "0", "公用支出", "", "10.2"]
    over = text.replace("三公经费 0.6 ", "三公经费及其他 0.6")
    assert not any(cell.text == "0.6" for table in _document(over).tables for cell in table)


def test_a_rule_of_single_dashes_needs_a_colon() -> None:
    marked = "| 项目 | 预算 |\n|:-:|-:|\n| 三公 | 0.6 |\n| 公用 | **10.8** |"
    assert [draw(table) for table in _document(marked).tables] == [neat("项目 | 预算\n三公 | 0.6\n公用 | 10.8")]
    blank = "| 项目 | 预算 |\n| - | - |\n| 三公 | 0.6 |"
    assert _document(blank).tables[0].rows == 3


@pytest.mark.parametrize("rows", [_FORM.replace(" | ", "\t"), "| " + _FORM.replace("\n", " |\n| ") + " |", _FORM])
def test_a_blank_line_behind_each_row_ends_no_table(rows: str) -> None:
    text = rows.replace("\n", "\n\n")
    assert [draw(table) for table in _document(f"自评清单\n\n{text}\n\n说明").tables] == [neat(_FORM)]
    assert [cell.line for cell in _document(text).tables[0].row(1)] == [3, 3, 3]
    assert len(_document(f"{rows}\n\n{rows}").tables) == 2


def test_a_line_of_tabs_alone_is_a_row_of_blank_cells() -> None:
    [table] = _document(_FORM.replace(" | ", "\t").replace("\n公用", "\n\t\t\n公用")).tables
    assert table.rows == 4


@pytest.mark.parametrize("sign", [",", ";", "，", "；", "、"])
def test_values_parted_by_commas_are_rows(sign: str) -> None:
    rows = ["项目 年初 全年 执行", "基本支出 120.5 126 0", "项目支出 40 44.5 41"]
    [table] = _document("自评清单\n" + "\n".join(row.replace(" ", sign) for row in rows)).tables
    assert [cell.text for cell in table] == " ".join(rows).split()
    prose = sign.join(["本年预算126万元", "执行100万元", "结转26万元", "余额3万元。"])
    assert not _document("\n".join([prose] * 4)).tables


def test_a_second_tab_between_values_makes_no_column() -> None:
    [table] = _document(_FORM.replace(" | ", "\t\t")).tables
    assert draw(table) == neat(_FORM)
    [table] = _document("项目\t预算\t执行\n三公\t\t0\n公用\t\t10.2").tables
    assert table.cols == 3


def test_a_quoted_mail_is_read_without_its_signs() -> None:
    quoted = "\n".join(f"> {line}" for line in _RULED.strip().split("\n"))
    assert [draw(table) for table in _document(f"转发如下\n{quoted}").tables] == [neat(_RATED)]
    assert [paragraph.text for paragraph in _document(">95%\n> 90%\n>85%").paragraphs] == [">95%", "> 90%", ">85%"]


@pytest.mark.parametrize(
    "text",
    [
        "指标         年初预算    全年预算\n|资金总额|   80          81.6\n|财政拨款|   60          61.6\n|其他资金|   20          20\n",
        "指标      |  年初预算    全年预算\n资金总额  |  80          81.6\n财政拨款  |  60          61.6\n其他资金  |  20          20\n",
    ],
)
def test_bars_beside_one_column_are_none_of_its_words(text: str) -> None:
    [table] = _document(text).tables
    assert draw(table) == neat(
        "指标 | 年初预算 | 全年预算\n资金总额 | 80 | 81.6\n财政拨款 | 60 | 61.6\n其他资金 | 20 | 20"
    )
    assert all(cell.confidence >= 0.9 for cell in table)


def test_a_label_with_a_bar_between_rows_is_a_row() -> None:
    [table] = _document(
        "科目              年初预算    全年预算    执行数\n"
        "一、基本支出 |\n"
        "  工资福利        80          81.6        76.5\n"
        "  商品服务        20          21.5        20.5\n"
        "二、项目支出 |\n"
        "  巡查服务        60          61.6        56.5\n"
    ).tables
    assert draw(table) == neat(
        "科目 | 年初预算 | 全年预算 | 执行数\n一、基本支出 | | |\n工资福利 | 80 | 81.6 | 76.5\n"
        "商品服务 | 20 | 21.5 | 20.5\n二、项目支出 | | |\n巡查服务 | 60 | 61.6 | 56.5"
    )
