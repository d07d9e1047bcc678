"""Running text: paragraphs, page numbers, headers, reading order."""

from formaudit.extract.pdf.paragraphs import joined_text
from formaudit.model.document import Document
from formaudit.model.table import Table
from tests.extract.pdf.paper import document, table, text

FULL = "严格落实预算法及绩效管理工作的有关规定进一步规范财政资金的管理建立和完善科学合"


def _texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def _lines(*lines: str, top: float = 100, size: float = 10, indents: tuple[int, ...] = ()) -> str:
    """Lines 18 points apart; those whose number is in ``indents`` stand two characters in."""
    return "".join(
        text(90 + (20 if number in indents else 0), top + 18 * number, words, size)
        for number, words in enumerate(lines)
    )


def test_full_lines_make_one_paragraph_until_one_ends_early() -> None:
    found = document(_lines(FULL[:36], FULL, "理的体系。", FULL[:36], "促进。", indents=(0, 3)))
    assert _texts(found) == [f"{FULL[:36]}{FULL}理的体系。", f"{FULL[:36]}促进。"]


def test_an_indented_line_begins_a_paragraph_even_after_a_full_one() -> None:
    found = document(_lines(FULL[:36], FULL, FULL[:36], "完毕。", indents=(0, 2)))
    assert _texts(found) == [f"{FULL[:36]}{FULL}", f"{FULL[:36]}完毕。"]


def test_a_paragraph_goes_on_over_the_page_edge() -> None:
    first = _lines(FULL[:36], FULL, top=760, indents=(0,))
    second = _lines("理的体系，提高效益。", FULL[:36], top=72, indents=(1,))
    found = document(first, second)
    assert _texts(found)[0] == f"{FULL[:36]}{FULL}理的体系，提高效益。"
    assert [paragraph.page for paragraph in found.paragraphs] == [1, 2]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    found = document(text(200, 72, "绩效自评报告", 16) + _lines("一、基本情况", FULL[:36], "情况。", indents=(1,)))
    assert _texts(found) == ["绩效自评报告", "一、基本情况", f"{FULL[:36]}情况。"]


def test_page_numbers_and_repeated_headers_are_left_out() -> None:
    pages = [
        text(90, 40, "某单位2023年度绩效自评材料", 9) + _lines(f"第{n}部分内容。") + text(290, 810, f"- {n} -", 9)
        for n in (1, 2, 3, 4)
    ]
    assert _texts(document(*pages)) == [f"第{n}部分内容。" for n in (1, 2, 3, 4)]


def test_a_heading_that_two_forms_share_is_no_header() -> None:
    pages = [text(90, 72, "附件4") + table(f"项目名称 | {name}\n总分 | 100", top=110) for name in ("甲", "乙")]
    assert _texts(document(*pages)) == ["附件4", "附件4"]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert _texts(document(_lines("2023", "年度说明。"))) == ["2023", "年度说明。"]


def test_tables_and_paragraphs_stand_in_reading_order() -> None:
    found = document(
        text(90, 60, "附件1")
        + table("甲 | 1\n乙 | 2", top=100)
        + text(90, 200, "填表人：丙")
        + table("丁 | 3\n戊 | 4", top=300)
    )
    kinds = ["table" if isinstance(block, Table) else block.text for block in found.blocks]
    assert kinds == ["附件1", "table", "填表人：丙", "table"]
    assert [paragraph.index for paragraph in found.paragraphs] == [0, 1]
    assert [one.index for one in found.tables] == [0, 1]


def test_the_heading_above_a_table_is_its_caption_and_the_unit_is_not() -> None:
    found = document(text(200, 60, "收支决算表", 14) + text(400, 82, "单位：万元") + table("甲 | 1\n乙 | 2", top=100))
    assert found.tables[0].caption == "收支决算表"


def test_signatures_on_one_line_are_parted_by_blanks() -> None:
    found = document(text(90, 100, "负责人：") + text(200, 100, "填表人：甲") + text(320, 100, "日期：2024.5.9"))
    assert _texts(found) == ["负责人： 填表人：甲 日期：2024.5.9"]


def test_pieces_of_a_text_join_as_their_script_asks() -> None:
    assert joined_text("全年预", "算数") == "全年预算数"
    assert joined_text("budget", "unit") == "budget unit"
    assert joined_text("共计1", "53.67万元") == "共计153.67万元"
    assert joined_text("self-", "evaluation") == "self-evaluation"
