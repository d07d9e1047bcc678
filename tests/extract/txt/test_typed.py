"""Ways in which people and programs type a table as text."""

import pytest

from formaudit.extract.txt import read
from formaudit.model.document import Document, Source
from tests.extract.drawn import draw

ROWS = [["项目", "年初预算数", "决算数"], ["三公经费", "7.80", "7.35"], ["公用经费", "36.40", "37.25"]]


def opened(text: str) -> Document:
    return read(text.encode(), Source(path="a.txt", sha256="", format="txt"))


def grid(text: str) -> list[list[str]]:
    [table] = opened(text).tables
    assert all(cell.confidence == 1.0 for cell in table)
    return draw(table)


@pytest.mark.parametrize(
    "text",
    [
        (
            "前言\n<table border=1>\n<tr><td>项目<td>年初预算数<td>决算数\n<tr><td>三公经费<td>7.80<td>7.35\n"
            "<tr><td>公用经费<td>36.40<td>37.25\n</table>\n后记"
        ),
        (
            "[table]\n[tr][td]项目[/td][td]年初预算数[/td][td]决算数[/td][/tr]\n[tr][td]三公经费[/td][td]7.80[/td][td]7.35[/td]"
            "[/tr]\n[tr][td]公用经费[/td][td]36.40[/td][td]37.25[/td][/tr]\n[/table]"
        ),
        '{| class="wikitable"\n|-\n! 项目 !! 年初预算数 !! 决算数\n|-\n| 三公经费 || 7.80 || 7.35\n|-\n| 公用经费\n| 36.40\n|\n37.25\n|}',
        (
            "\\begin{tabular}{|l|r|r|}\n\\hline\n项目 & 年初预算数 & 决算数 \\\\ \\hline % 注\n三公经费 & 7.80 & 7.35 \\\\\n"
            "\\textbf{公用经费} & 36.40 & $37.25$ \\\\ \\bottomrule\n\\end{tabular}"
        ),
        "|<. 项目 |<. 年初预算数 |>. 决算数 |\n|<. 三公经费 |<. 7.80 |>. 7.35 |\n|<. 公用经费 |<. 36.40 |>. 37.25 |",
        "> 项目\t年初预算数\t决算数\n> 三公经费\t7.80\t7.35\n> 公用经费\t36.40\t37.25",
        '项目\t年初预算数\t决算数\n"三公经费"\t7.80\t7.35\n公用经费\t36.40\t37.25',
        "项目\t\t年初预算数\t决算数\n三公经费\t7.80\t\t7.35\n公用经费\t36.40\t\t37.25",
    ],
)
def test_a_table_in_another_language_or_behind_signs_is_one(text: str) -> None:
    assert grid(text) == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "1. 项目 | 年初预算数 | 决算数 |\n2. 三公经费 | 7.80 | 7.35 |\n3. 公用经费 | 36.40 | 37.25 |\n4. 其他 | 1 | 2 |",
        "- 项目 | 年初预算数 | 决算数 |\n- 三公经费 | 7.80 | 7.35 |\n- 公用经费 | 36.40 | 37.25 |\n- 其他 | 1 | 2 |",
        "项目 → 年初预算数 → 决算数 → \n三公经费 → 7.80 → 7.35 → \n公用经费 → 36.40 → 37.25 → \n其他 → 1 → 2 → ",
    ],
)
def test_signs_of_a_list_and_between_values_are_no_words(text: str) -> None:
    assert [row[:3] for row in grid(text)] == [*ROWS, ["其他", "1", "2"]]


def test_figures_that_are_greater_than_something_are_not_quoted() -> None:
    [table] = opened("|指标|目标|\n|甲|>95%|\n|乙|>90%|\n|丙|>3项|").tables
    assert [row[1] for row in draw(table)] == ["目标", ">95%", ">90%", ">3项"]
    assert [each.text for each in opened(">95%\n>90%\n>3项").paragraphs] == [">95%", ">90%", ">3项"]


def test_wide_and_tall_cells_of_wikis_and_of_latex_are_taken_at_their_word() -> None:
    wiki = '{|\n|-\n| rowspan="2" | 三公经费 || colspan="2" | 决算数\n|-\n| 7.80 || 7.35\n|}'
    latex = (
        "\\begin{tabular}{ccc}\n\\multirow{2}{*}{三公经费} & \\multicolumn{2}{c|}{决算数} \\\\ \\cline{2-3}\n"
        " & 7.80 & 7.35 \\\\\n\\end{tabular}"
    )
    for text in (wiki, latex):
        assert grid(text) == [["三公经费", "决算数", "<"], ["^", "7.80", "7.35"]]


def test_a_cell_of_latex_that_is_not_understood_is_doubted() -> None:
    [table] = opened(
        "\\begin{tabular}{cc}\n项目 & 金额 \\\\\n甲 & \\sout{8}7.80 \\\\\n乙 & 92.31% \\\\\n\\end{tabular}"
    ).tables
    assert [cell.confidence for cell in table.row(1)] == [1.0, 0.5]
    assert [cell.text for cell in table.row(2)] == ["乙", "92.31%"]


def test_a_table_that_does_not_close_stays_text() -> None:
    for text in ("<table>\n<tr><td>项目", "{|\n| 项目", "\\begin{tabular}{c}\n项目 & 金额", "[table]\n[tr]"):
        assert not opened(text).tables


PLACED = """项目名称              社区服务
                      年初预算数  全年预算数  全年执行数
年度资金总额              120.50      126.00      121.50
其中：当年财政拨款        100.50                  101.50
上年结转资金               20.00       20.00       20.00
说明                  已按计划全部完成各项服务任务"""


def test_values_stand_in_the_columns_under_which_they_begin() -> None:
    assert grid(PLACED)[1:5] == [
        ["", "年初预算数", "全年预算数", "全年执行数"],
        ["年度资金总额", "120.50", "126.00", "121.50"],
        ["其中：当年财政拨款", "100.50", "", "101.50"],
        ["上年结转资金", "20.00", "20.00", "20.00"],
    ]


def test_a_figure_under_no_column_makes_its_row_doubtful() -> None:
    document = opened(PLACED.replace("100.50                  101.50", "100.50             101.50"))
    [table] = document.tables
    assert {cell.confidence for cell in table.row(3)} == {0.5}
    assert {cell.confidence for cell in table.row(2)} == {1.0}
    assert [warning.code for warning in document.warnings] == ["ragged-lines"]


def test_values_without_columns_are_laid_and_doubted() -> None:
    text = "项目名称  社区服务\n资金  年初数  全年数  执行数\n总额  120.50  126.00  121.50\n拨款  100.50  106.00\n结转  20.00  20.00"
    document = opened(text)
    [table] = document.tables
    assert {cell.confidence for cell in table if cell.text} == {0.5}
    assert [warning.code for warning in document.warnings] == ["ragged-lines"]


def test_a_heading_whose_words_a_single_blank_parts_stands_over_two_columns() -> None:
    text = (
        "支出项目          本年预算数    本年决算数 上年决算数\n三公经费          42,000.00     38,500.50  40,100.00\n"
        "因公出国（境）费  0.00          0.00       0.00\n公务接待费        42,000.00     38,500.50  40,100.00\n合计              1.00          2.00       3.00"
    )
    assert grid(text)[0] == ["支出项目", "本年预算数", "本年决算数", "上年决算数"]


def test_columns_under_words_that_cannot_be_shared_out_are_doubted() -> None:
    text = (
        "一级指标    二级指标    目标值  实际完成情况值 得分\n产出指标    数量指标    90      91         20\n"
        "效益指标    社会效益    80      82         30\n满意度      满意度      70      75         10\n合计                    100                3"
    )
    [table] = opened(text).tables
    assert [cell.confidence for cell in table.row(1)] == [1.0, 1.0, 1.0, 0.5, 0.5]


def test_rows_with_a_blank_line_below_each_are_a_table() -> None:
    text = (
        "项目  年初数  全年数  执行数\n\n总额  120.50  126.00  121.50\n\n拨款  100.50  106.00  101.50\n\n结转 20 20 20"
    )
    assert opened(text).tables


def test_a_cell_over_several_lines_is_one() -> None:
    document = opened('项目\t"年初\n预算数"\t决算数\n"三公\n""经费"""\t7.80\t7.35\n公用\t1\t2\n尾注')
    assert draw(document.tables[0])[:2] == [["项目", "年初\n预算数", "决算数"], ['三公\n"经费"', "7.80", "7.35"]]
    assert document.paragraphs[-1].line == 6
    assert opened('甲\t"乙\n丙\t丁\n戊\t己').tables[0].at(0, 1).text == '"乙'  # type: ignore[union-attr]  # a cell is there


def test_words_that_fill_their_cell_go_on_below() -> None:
    text = (
        "┌──────┬─────┬─────┐\n│财政供│编制 │在职 │\n│养人员│     │     │\n│公用  │ 3.5 │ 1.5 │\n│费用  │ 4.5 │ 2.5 │\n"
        "│其他  │ 5.5 │ 3.5 │\n└──────┴─────┴─────┘"
    )
    assert [row[0] for row in draw(opened(text).tables[0])] == ["财政供\n养人员", "公用", "费用", "其他"]


def test_lines_that_look_like_rows_and_are_in_no_table_are_told() -> None:
    typed = "三公经费 7.80 8.00\n公用经费 36.40\n办公 12.10，12.50\n会议费 2.00/1.90\n项目 1.5|2.5\n合计 3.5%、4%"
    [warning] = opened(typed).warnings
    assert (warning.code, warning.detail, warning.unread) == ("unlaid-rows", "1, 3, 4, 5, 6", True)
    told = "联系电话 12.5 13.5\n2024年1.5 2.5月\n日期 2024-1-2 3.5\n全年支出3.5万元，其中办公2.5万元。\n共有 3 4"
    assert not opened(told).warnings


def test_a_table_beside_a_row_that_is_in_none_is_doubted() -> None:
    document = opened("|项目|决算|\n|甲|7.80|\n|乙|7.35|\n丙 3.5 4.5")
    assert {cell.confidence for cell in document.tables[0]} == {0.5}
    assert [(warning.code, warning.unread) for warning in document.warnings] == [("unlaid-rows", False)]


def test_words_with_many_signs_of_equality_before_a_bar_are_no_attributes() -> None:
    words = "a" + "=bbbb" * 60 + "!"
    wiki = f"{{|\n|-\n| 项目 || 决算数\n|-\n| {words}|7.80 || 7.35\n|}}"
    [table] = opened(wiki).tables
    assert [cell.text for cell in table if cell.row == 1] == [f"{words}|7.80", "7.35"]
