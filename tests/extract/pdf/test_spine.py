"""Tables without level rules: rows told by their figures where other cells run over several lines."""

from collections.abc import Sequence

import pytest

from formaudit.model.document import Document
from tests.extract.pdf.paper import document, line, rows, text

HEADS = ((80, "序号"), (120, "项目名称"), (300, "金额"), (360, "备注"))
"""Where columns begin, and their headings."""
SUMS = ("118.20", "96.55", "40.10", "7.35")
NAMES = ("河堤加固", "校车补贴", "古树名木保护", "政务热线")


def listed(remarks: Sequence[str], *, at: float, pitch: float = 40, top: float = 100) -> str:
    """A list whose remarks have lines parted by ``|``; ``at`` tells which part of them stands beside the figures."""
    out = "".join(text(x, top, words) for x, words in HEADS)
    for number, remark in enumerate(remarks):
        y = top + pitch * (number + 1)
        cells = zip(HEADS, (str(number + 1), NAMES[number], SUMS[number]), strict=False)
        out += "".join(text(x, y, words) for (x, _), words in cells)
        lines = remark.split("|")
        first = y - at * 12 * (len(lines) - 1)
        out += "".join(text(HEADS[3][0], first + 12 * each, words) for each, words in enumerate(lines) if words)
    return out


def cells(found: Document) -> list[list[str]]:
    (table,) = found.tables
    return [["".join(cell.text.split()) for cell in table.starting(row)] for row in range(table.rows)]


REMARKS = ("按进度拨付，未见滞留|和挪用", "", "汛期停工两月，来年|三月复工，尾款随验|收支付", "已办结")


@pytest.mark.parametrize("at", [0, 0.5, 1])
def test_remarks_beside_above_and_below_their_figures_stay_in_their_rows(at: float) -> None:
    found = document(listed(REMARKS, at=at))
    told = [
        [str(number + 1), NAMES[number], SUMS[number], remark.replace("|", "")] for number, remark in enumerate(REMARKS)
    ]
    assert cells(found) == [["序号", "项目名称", "金额", "备注"], *told]
    assert all(cell.confidence > 0.75 for cell in found.tables[0])


def test_lines_of_several_cells_are_not_one_cell_in_the_middle_of_a_row() -> None:
    page = "".join(text(x, 100, words) for x, words in HEADS[:2] + HEADS[3:])
    page += text(300, 94, "金额（万") + text(300, 106, "元）")
    for number, y in enumerate((140, 182, 212, 244)):
        cells_of = zip(HEADS, (str(number + 1), NAMES[number], SUMS[number]), strict=False)
        page += "".join(text(x, y, words) for (x, _), words in cells_of)
    lines = (
        (128, "一月开工"),
        (140, "五月停工"),
        (152, "九月复工"),
        (172, "尾款随验"),
        (184, "收支付，"),
        (196, "另有说明"),
    )
    page += "".join(text(360, y, words) for y, words in (*lines, (212, "自筹")))
    found = cells(document(page + uprights(70, 110, 290, 350, 500)))
    assert [row[3] for row in found] == ["备注", "一月开工五月停工九月复工", "尾款随验收支付，另有说明", "自筹", ""]


def test_a_remark_that_stands_beside_no_row_leaves_its_table_in_doubt() -> None:
    astray = text(360, 160, "此处说明无所属行")
    (table,) = document(listed(REMARKS, at=0.5) + astray).tables
    assert max(cell.confidence for cell in table) < 0.9


def uprights(*xs: float, top: float = 90, bottom: float = 290) -> str:
    return "".join(line(x, top, x, bottom) for x in xs)


def test_upright_rules_part_columns_that_white_does_not() -> None:
    close = "".join(text(268, 140 + 40 * number, words) for number, words in enumerate(SUMS))
    page = listed(REMARKS, at=0.5).replace(text(300, 140, SUMS[0]), "")
    for number, words in enumerate(SUMS):
        page = page.replace(text(300, 140 + 40 * number, words), "")
    page += close + uprights(70, 110, 266, 299.5, 500)
    assert cells(document(page))[3] == ["3", NAMES[2], SUMS[2], "汛期停工两月，来年三月复工，尾款随验收支付"]


def test_uprights_of_several_lengths_tell_no_columns() -> None:
    page = listed(REMARKS, at=0.5) + uprights(70, 110, 290, 500) + line(350, 90, 350, 200)
    (table,) = document(page).tables
    assert cells(document(page))[0] == ["序号", "项目名称", "金额", "备注"]
    assert table.cols == 4


@pytest.mark.parametrize("title", ["政府购买服务清单", "附件2"])
def test_a_title_between_two_tables_parts_them(title: str) -> None:
    rules = "".join(line(70, 95 + 20 * n, 500, 95 + 20 * n) for n in range(12))
    upper = listed(("", "已办结", "", ""), at=0, pitch=20)
    lower = listed(("", "", "", "续签一年"), at=0, pitch=20, top=220)
    found = document(rules + upper + text(230, 200, title, 12) + lower)
    assert [table.rows for table in found.tables] == [5, 5]


def test_words_close_behind_an_amount_are_a_column_of_their_own_and_units_are_none() -> None:
    def page(*words: str) -> str:
        # a digit is half an em wide: the words begin six points behind the figure
        beside = "".join(text(336, 140 + 20 * n, one) for n, one in enumerate(words))
        return beside + "".join(
            text(x, 140 + 20 * n, one)
            for n in range(4)
            for x, one in ((80, str(n + 1)), (120, NAMES[n]), (300, SUMS[n].rjust(6, "1")))
        )

    found = cells(document(page("省级资金", "自筹", "省级资金", "自筹")))
    assert [row[2:] for row in found] == [
        ["118.20", "省级资金"],
        ["196.55", "自筹"],
        ["140.10", "省级资金"],
        ["117.35", "自筹"],
    ]
    joined = cells(document(page("万元整", "万元整", "万元整", "万元整")))
    assert [row[2] for row in joined] == [f"{one.rjust(6, '1')}万元整" for one in SUMS]


def test_a_table_without_rules_goes_on_over_the_page_in_its_columns() -> None:
    upper = listed(("省级资金，跨年使用", "", "自筹", ""), at=0, pitch=20, top=700)
    rows = (
        ("5", "饮用水源监测", "22.60"),
        ("6", "退役军人慰问", "1.85"),
        ("7", "乡村戏台", "9.90"),
        ("8", "灯光改造", "4.15"),
        ("", "合计", "300.70"),
    )
    lower = "".join(
        text(x, 80 + 20 * n, words) for n, row in enumerate(rows) for (x, _), words in zip(HEADS, row, strict=False)
    )
    lower += text(360, 80, "自筹")
    found = document(upper, lower)
    assert [row[:3] for row in cells(found)[5:]] == [list(row) for row in rows]
    again = document(upper + text(120, 800, "合计") + text(300, 800, "262.20"), lower)
    assert len(again.tables) == 2


def test_pages_without_rules_that_show_other_columns_are_in_doubt() -> None:
    upper = [[(80, str(n)), (120, "河堤加固"), (300, f"{31 + n}.20"), (400, f"{12 + n}.85")] for n in range(1, 6)]
    lower = [[*row, (350, f"{7 + n}.40")] for n, row in enumerate(upper)]
    found = document(rows(upper, 740, 16), rows(lower, 80, 16))
    (table,) = found.tables
    assert table.rows == 10
    assert max(cell.confidence for cell in table) < 0.9


def test_the_lines_of_a_heading_between_upright_rules_are_one_cell() -> None:
    page = listed(REMARKS, at=0.5).replace(text(300, 100, "金额"), text(300, 94, "金额（万") + text(300, 106, "元）"))
    found = cells(document(page + uprights(70, 110, 290, 350, 500, top=88)))
    assert found[0] == ["序号", "项目名称", "金额（万元）", "备注"]
    assert len(found) == 5


def test_a_rule_through_a_text_of_a_table_without_a_grid_leaves_it_in_doubt() -> None:
    page = listed(("", "", "", ""), at=0, pitch=20)
    (sure,) = document(page).tables
    (doubted,) = document(page + line(145, 90, 145, 200)).tables
    assert max(cell.confidence for cell in sure) >= 0.9 > max(cell.confidence for cell in doubted)


def test_a_table_that_begins_with_figures_and_no_label_has_lost_its_head() -> None:
    rows = (("河堤加固", "37", "36"), ("校车补贴", "4", "4"), ("古树名木保护", "12", "11"), ("政务热线", "8", "8"))
    lower = "".join(
        text(x, 140 + 20 * n, words) for n, row in enumerate(rows) for x, words in zip((80, 300, 360), row, strict=True)
    )
    headless = text(300, 120, "24") + text(360, 120, "24") + lower
    (table,) = document(headless).tables
    assert max(cell.confidence for cell in table) < 0.9


def test_two_labels_in_one_cell_of_a_heading_leave_the_table_in_doubt() -> None:
    body = [[(80, f"质量指标{name}"), (220, "97.5"), (300, "96.1")] for name in NAMES]

    def sure(*heads: str) -> float:
        head = [*zip((80, 127.2), heads, strict=True), (220, "年度指标值"), (300, "分值")]
        (table,) = document(rows([head, *body], 100)).tables
        return max(cell.confidence for cell in table)

    assert sure("二级指标", "三级指标") < 0.9 <= sure("三级指标", "说明")


def test_a_table_without_a_heading_right_below_another_one_leaves_both_in_doubt() -> None:
    def page(heads: tuple[str, ...]) -> list[float]:
        names = [[(80, name), (300, one), (420, "81.20")] for name, one in zip(NAMES, SUMS, strict=True)]
        head = [[(80, heads[0]), (210, heads[1]), (330, heads[2])]] if heads else []
        other = [[(80, str(n)), (210, f"{n}.75"), (330, f"{n}{n}.10"), (390, "6.05")] for n in range(3, 8)]
        found = document(rows(names, 100) + rows([*head, *other], 205)).tables
        assert len(found) == 2
        return [max(cell.confidence for cell in table) for table in found]

    assert max(page(())) < 0.9
