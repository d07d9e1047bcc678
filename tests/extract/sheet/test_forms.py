from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from formaudit.extract.sheet.forms import Laid, lay_out
from formaudit.extract.sheet.laid import outside
from formaudit.extract.sheet.raw import Page, Printed
from formaudit.model.document import Paragraph
from formaudit.model.table import Table
from tests.extract.drawn import draw, page


def laid(drawing: str, *, ruled: str = "") -> Laid:
    return lay_out(page(drawing, ruled=ruled), "a.xlsx")


def tables(found: Laid) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def lines(found: Laid) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def test_title_unit_and_signatures_are_lines_around_the_form() -> None:
    found = laid(
        """
        附件2            |      |      |
        2023年度部门整体支出绩效评价基础数据表 | < | < | <
        填报单位：某局   |      |      | 单位：万元
        三公经费         | 2022年决算数 | 2023年预算数 | 2023年决算数
        公务接待费       | 0.6  |      | 0
        填表人：         |      | 联系电话： |
        """,
        ruled="3-4",
    )
    assert lines(found) == [
        "附件2",
        "2023年度部门整体支出绩效评价基础数据表",
        "填报单位：某局  单位：万元",
        "填表人：  联系电话：",
    ]
    (table,) = tables(found)
    assert draw(table) == [
        ["三公经费", "2022年决算数", "2023年预算数", "2023年决算数"],
        ["公务接待费", "0.6", "", "0"],
    ]
    assert table.caption == "2023年度部门整体支出绩效评价基础数据表"


def test_the_same_lines_are_found_where_nothing_is_ruled() -> None:
    found = laid(
        """
        附件4            |      |
        项目支出绩效自评表 | < | <
        （2023年度）     | <    | <
        项目名称         | 某专项 | <
        年度资金总额     | 4    | 3.99
        注：金额单位为万元 |    |
        """
    )
    assert lines(found)[-1] == "注：金额单位为万元"
    assert draw(tables(found)[0])[0] == ["项目名称", "某专项", "<"]


def test_a_title_with_rules_around_it_is_a_title_all_the_same() -> None:
    found = laid(
        """
        部门整体支出绩效自评表 | < | <
        年初预算数 | 全年预算数 | 全年执行数
        102.53     | 153.67     | 153.67
        """,
        ruled="0-2",
    )
    assert lines(found) == ["部门整体支出绩效自评表"]
    assert tables(found)[0].rows == 2


def test_a_row_over_the_whole_width_inside_a_form_stays_in_it() -> None:
    found = laid(
        """
        指标   | 分值 | 得分
        一、产出指标 | < | <
        数量指标 | 10 | 10
        """,
        ruled="0-2",
    )
    assert draw(tables(found)[0])[1] == ["一、产出指标", "<", "<"]


def test_two_blank_rows_part_two_forms() -> None:
    found = laid(
        """
        甲 | 1
        乙 | 2
           |
           |
        丙 | 3
        丁 | 4
        """
    )
    assert [draw(table) for table in tables(found)] == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]


def test_one_blank_row_belongs_to_the_form_unless_ruled_boxes_stand_on_both_sides() -> None:
    drawing = """
        甲 | 1
           |
        丙 | 3
        """
    assert [draw(table) for table in tables(laid(drawing))] == [[["甲", "1"], ["", ""], ["丙", "3"]]]
    assert len(tables(laid(drawing, ruled="0,2"))) == 2
    assert len(tables(laid(drawing, ruled="0-2"))) == 1


def test_ruled_rows_without_words_part_nothing() -> None:
    found = laid(
        """
        楼堂馆所 | 批复投资
                 |
                 |
        合计     | 0
        """,
        ruled="0-3",
    )
    assert tables(found)[0].rows == 4


def test_a_new_title_begins_a_new_form() -> None:
    found = laid(
        """
        项目支出绩效自评表 | < | <
        项目名称 | 甲 | 乙
        年度资金总额 | 4 | 3.99
        单位负责人签字： | | 填表人：
        项目支出绩效自评表 | < | <
        项目名称 | 丙 | 丁
        年度资金总额 | 53 | 53
        """
    )
    assert [draw(table)[1][1] for table in tables(found)] == ["4", "53"]
    assert len(lines(found)) == 3


def test_blank_rows_and_columns_around_a_form_are_trimmed() -> None:
    found = laid(
        """
          |   |    |    |
          |   |    |    |
          |   | 甲 | 1  |
          |   | 乙 |    |
          |   |    |    |
        """,
        ruled="0-4",
    )
    assert draw(tables(found)[0]) == [["甲", "1"], ["乙", ""]]


def test_columns_that_are_only_parts_of_wider_cells_are_no_columns() -> None:
    found = laid(
        """
        单位名称 | < | 某局 | < | <
        编制数 | < | 8 | < | 6
        在职 | < | 7 | < | 6
        """,
        ruled="0-2",
    )
    assert draw(tables(found)[0]) == [["单位名称", "某局", "<"], ["编制数", "8", "6"], ["在职", "7", "6"]]


def test_vertical_merges_become_spans() -> None:
    found = laid(
        """
        序号 | 专项 | 单位
        3 | 污染防治 | 甲
        4 | ^ | 乙
        5 | ^ | 丙
        """,
        ruled="0-3",
    )
    assert draw(tables(found)[0])[3] == ["5", "^", "丙"]


def test_forms_side_by_side_are_two_tables() -> None:
    found = laid(
        """
        甲 | 1 |  |  | 丙 | 3
        乙 | 2 |  |  | 丁 | 4
        """
    )
    assert [draw(table)[0] for table in tables(found)] == [["甲", "1"], ["丙", "3"]]


def test_a_column_of_sentences_is_text_and_no_table() -> None:
    found = laid(
        """
        2023年度绩效自评报告
        一、基本情况
        我单位共有编制8人。
        """
    )
    assert lines(found)[1:] == ["一、基本情况", "我单位共有编制8人。"]
    assert tables(found) == []


def test_what_a_merge_covers_is_not_printed_and_the_page_says_so() -> None:
    drawn = page("甲 | 1\n乙 | 2")
    covering = Page(name="表", cells=drawn.cells, merges=((0, 0, 1, 0),))
    found = lay_out(covering, "a.xlsx")
    assert draw(tables(found)[0]) == [["甲", "1"], ["^", "2"]]
    assert [warning.code for warning in found.warnings] == ["covered-value"]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    drawn = page("甲 | 1 | x\n乙 | 2 | y\n丙 | 3 | z")
    hiding = Page(name="表", cells=drawn.cells, hidden_rows=(1, 2, 8), hidden_cols=(2,))
    found = lay_out(hiding, "a.xlsx")
    assert tables(found)[0].rows == 3
    assert [warning.detail for warning in found.warnings] == ["表: 2-3", "表: C"]


def test_numbers_of_blocks_go_on_from_the_sheet_before() -> None:
    found = lay_out(page("附件1\n\n\n甲 | 1\n乙 | 2"), "a.xlsx", paragraphs=4, tables=2)
    assert [block.index for block in found.blocks] == [4, 2]


POSITIONS = st.tuples(st.integers(0, 12), st.integers(0, 8))
REGIONS = st.tuples(st.integers(0, 12), st.integers(0, 8), st.integers(0, 4), st.integers(0, 4)).map(
    lambda region: (region[0], region[1], region[0] + region[2], region[1] + region[3])
)
WORDS = st.sampled_from(["附件1", "某某情况表", "填表人：", "注：一", "4", "三公经费", "153.67", "单位：万元"])


@settings(max_examples=400)
@given(
    st.dictionaries(POSITIONS, WORDS, max_size=40),
    st.lists(REGIONS, max_size=8),
    st.frozensets(POSITIONS, max_size=40),
)
def test_every_printed_cell_is_found_once_whatever_the_sheet_looks_like(
    words: dict[tuple[int, int], str], merges: list[tuple[int, int, int, int]], ruled: frozenset[tuple[int, int]]
) -> None:
    cells = {spot: Printed(text=f"{word}#{index}") for index, (spot, word) in enumerate(words.items())}
    found = lay_out(Page(name="表", cells=cells, merges=tuple(merges), ruled=ruled), "a.xlsx")
    texts = [text for line in lines(found) for text in line.split("  ")]
    texts += [cell.text for table in tables(found) for cell in table if cell.text]
    lost = sum(int(warning.detail.split(": ")[1]) for warning in found.warnings if warning.code == "covered-value")
    assert max(Counter(texts).values(), default=1) == 1
    assert len(texts) + lost == len(cells)


@pytest.mark.parametrize(("row", "told"), [(0, False), (1, False), (2, False), (3, True)])
def test_the_unit_of_a_page_is_told_where_the_first_three_rows_of_a_form_name_none(row: int, told: bool) -> None:
    rows = [["项目", "预算数", "执行数"], *([f"事项{at}", str(at), str(at)] for at in range(1, 5))]
    rows[row][0] += "（单位：元）"
    found = lay_out(
        replace(page("\n".join(" | ".join(each) for each in rows), ruled="0-4"), unit="单位：万元"), "a.xlsx"
    )
    assert ("单位：万元" in lines(found)) == told


def test_what_lies_on_the_edge_of_a_printed_area_is_printed() -> None:
    cells = {(row, col): Printed(text="1") for row in range(6) for col in range(6)}
    assert outside([(0, 0, 5, 5)], cells) == []
    assert outside([(1, 1, 5, 5)], cells) == [spot for spot in cells if 0 in spot]
    assert outside([(0, 0, 4, 4)], cells) == [spot for spot in cells if 5 in spot]
    assert outside([(0, 0, 5, 2), (0, 3, 5, 5)], cells) == []
    assert outside([], cells) == []
    # Of half the cells or more an area says nothing.
    assert outside([(0, 0, 2, 5)], cells) == []
    assert outside([(0, 0, 3, 5)], cells) == [spot for spot in cells if spot[0] > 3]
