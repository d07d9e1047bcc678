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
    ],
)
def test_marks_of_markdown_in_a_cell_print_nothing_of_their_own(typed: str, printed: str, *, sure: bool) -> None:
    [table] = _document(f"| 项目 | 预算 |\n|:---|---:|\n| 三公 | {typed} |\n").tables
    found = table.at(1, 1)
    assert found is not None
    assert (found.text, found.confidence == 1) == (printed, sure)


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
