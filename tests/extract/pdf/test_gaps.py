"""Tables without rules, and text that is no table."""

import pytest

from tests.drawing import draw, neat
from tests.extract.pdf.paper import document, line, rows, table, text

COLUMNS = (80, 250, 340, 430)
LINES = (
    ("项目", "上年决算数", "本年预算数", "本年决算数"),
    ("一、财政拨款", "1,203.45", "1,310.20", "1,298.77"),
    ("二、事业收入", "118.20", "", "131.06"),
    ("三、其他收入", "", "", ""),
    ("收入合计", "1,321.65", "1,310.20", "1,429.83"),
)
DRAWING = "\n".join(" | ".join(row) for row in LINES)


def _placed(lines: tuple[tuple[str, ...], ...], top: float = 100, pitch: float = 18) -> str:
    return rows([[(x, words) for x, words in zip(COLUMNS, row, strict=True) if words] for row in lines], top, pitch)


def test_columns_told_by_white_gaps_make_a_table() -> None:
    [found] = document(text(200, 60, "收入支出决算表", 15) + _placed(LINES)).tables
    assert draw(found) == neat(DRAWING)
    assert {cell.confidence for cell in found} == {0.9, 0.95}  # as told by one reader, and by two
    assert found.caption == "收入支出决算表"


def test_a_three_line_table_is_a_table() -> None:
    fences = line(70, 95, 500, 95) + line(70, 114, 500, 114) + line(70, 188, 500, 188)
    [found] = document(fences + _placed(LINES)).tables
    assert draw(found) == neat(DRAWING)


def test_a_signature_line_below_stays_text() -> None:
    words = text(72, 200, "单位负责人签字：甲某") + text(200, 200, "填表人：乙某") + text(300, 200, "联系电话：12345")
    found = document(_placed(LINES) + words)
    assert draw(found.tables[0]) == neat(DRAWING)
    assert found.paragraphs[-1].text == "单位负责人签字：甲某 填表人：乙某 联系电话：12345"


def test_a_heading_over_two_columns_spans_them() -> None:
    head = rows([[(80, "地区"), (270, "上年数"), (430, "本年数")]], 82)
    lines = [
        [(80, name), (230, a), (310, b), (400, c), (480, d)]
        for name, a, b, c, d in (
            ("甲", "11", "12", "13", "14"),
            ("乙", "21", "22", "23", "24"),
            ("丙", "31", "32", "33", "34"),
        )
    ]
    wide = rows([[(80, "地区"), (230, "上年全部合计数额"), (400, "本年全部合计数额")]], 82)
    [found] = document(wide + rows(lines)).tables
    assert draw(found).splitlines()[0] == "地区 | 上年全部合计数额 | < | 本年全部合计数额 | <"
    assert document(head + rows(lines)).tables


def test_a_text_that_wraps_in_its_column_is_one_cell() -> None:
    fences = "".join(line(70, y, 500, y) for y in (95, 130, 165, 200, 235))
    lines = [
        [(80, "指标"), (250, "目标"), (340, "完成")],
        [(80, "数量"), (250, "开展培训"), (340, "9")],
        [(80, "质量"), (250, "及时率"), (340, "8")],
        [(80, "满意"), (250, "群众"), (340, "7")],
    ]
    words = rows(lines, 100, 35) + text(250, 149, "和宣传")
    [found] = document(fences + words).tables
    assert draw(found).splitlines()[1] == "数量 | 开展培训/和宣传 | 9"


def test_shaded_rows_part_the_rows_of_a_table() -> None:
    shades = "0.8 0.9 1 rg " + "".join(f"75 {842 - top - 30} 425 30 re f\n" for top in (95, 155, 215)) + "0 0 0 rg "
    lines = [
        [(80, name), (250, a), (340, b)]
        for name, a, b in (("项目", "预算", "执行"), ("甲", "1", "2"), ("乙", "3", "4"), ("丙", "5", "6"))
    ]
    words = rows(lines, 100, 30) + text(80, 143, "（续）")
    [found] = document(shades + words).tables
    assert found.at(1, 0).text == "甲\n（续）"  # type: ignore[union-attr]  # it exists


PARAGRAPH = (
    "岳麓中心为下属事业单位，核定编制八名，现有人数六人，其中在职六人，内设两个科室。",
    "本年收入预算一百五十三万元，其中一般公共预算拨款一百五十三万元，占比百分之百整。",
    "严格落实预算法及绩效管理工作的有关规定，进一步规范财政资金的管理，提高使用效益。",
)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(rows([[(80, words)] for words in PARAGRAPH * 6]), id="paragraphs"),
        pytest.param(
            rows([[(60, words[:20]), (320, words[20:])] for words in PARAGRAPH * 6]), id="two columns of text"
        ),
        pytest.param(
            rows([[(80, f"{n}."), (110, words)] for n, words in enumerate(PARAGRAPH * 2)]), id="numbered list"
        ),
        pytest.param(rows([[(80, f"第{n}章" + "." * 60), (480, str(n))] for n in range(9)]), id="table of contents"),
        pytest.param(
            rows([[(80, "负责人：甲"), (300, "日期：2024")], [(80, "电话：1"), (300, "传真：2")]]), id="signatures"
        ),
        pytest.param(rows([[(200, "目"), (240, "录")]]), id="stretched heading"),
    ],
)
def test_text_is_no_table(page: str) -> None:
    assert not document(page).tables


def test_running_heads_between_rules_do_not_make_the_page_a_table() -> None:
    fences = line(70, 50, 500, 50) + line(70, 780, 500, 780)
    assert not document(fences + rows([[(80, words)] for words in PARAGRAPH * 6])).tables


def test_a_ruled_frame_without_rules_between_rows_is_parted_by_its_text() -> None:
    frame = table("国家 | 基金 | 总额\n  |  |", widths=(110, 110, 110), heights=(20, 120))
    lines = [
        [(80, name), (190, a), (300, b)]
        for name, a, b in (
            ("甲国", "2.3", "5.5"),
            ("乙国", "0.2", "0.3"),
            ("丙国", "8.8", "22.2"),
            ("丁国", "1.1", "3.0"),
        )
    ]
    [found] = document(frame + rows(lines, 126, 20)).tables
    assert draw(found) == neat(
        "国家 | 基金 | 总额\n甲国 | 2.3 | 5.5\n乙国 | 0.2 | 0.3\n丙国 | 8.8 | 22.2\n丁国 | 1.1 | 3.0"
    )
