from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.errors import InputError
from formaudit.extract.sheet import read
from formaudit.extract.sheet.delimited import read_delimited
from tests.extract.drawn import draw
from tests.extract.ending import ending
from tests.extract.sheet.books import source

FORM = "项目名称,全年预算数,全年执行数\n工伤保险专项,16.55,16.54\n上级转移支付,53,53\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_told_by_the_bytes(encoding: str) -> None:
    document = read(FORM.encode(encoding), source("a.csv", "csv"))
    assert draw(document.tables[0])[1] == ["工伤保险专项", "16.55", "16.54"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_the_one_that_stands_in_every_line(delimiter: str) -> None:
    page = read_delimited(FORM.replace(",", delimiter).encode(), "a.csv")
    assert page.cells[2, 2].text == "53"


def test_a_declared_delimiter_is_believed() -> None:
    assert read_delimited("sep=;\n甲,乙;1\n丙,丁;2\n".encode(), "a.csv").cells[1, 0].text == "甲,乙"


def test_quotes_keep_commas_line_ends_and_quotes() -> None:
    text = '名称,备注\n甲,"1,203.45 元\n含 ""结转"""\n乙,无\n'
    page = read_delimited(text.encode(), "a.csv")
    assert page.cells[1, 1].text == '1,203.45 元\n含 "结转"'
    assert page.cells[2, 0].text == "乙"


def test_every_cell_knows_its_line() -> None:
    page = read_delimited('甲,"a\nb",1\n\n乙,c,2\n'.encode(), "a.csv")
    assert {spot: cell.line for spot, cell in page.cells.items()} == {
        (0, 0): 1,
        (0, 1): 1,
        (0, 2): 2,
        (2, 0): 4,
        (2, 1): 4,
        (2, 2): 4,
    }


def test_lines_around_the_form_are_paragraphs_with_their_line() -> None:
    document = read(("附件2,,\n部门整体支出基础数据表,,\n" + FORM).encode(), source("a.csv", "csv"))
    assert [(paragraph.text, paragraph.line) for paragraph in document.paragraphs] == [
        ("附件2", 1),
        ("部门整体支出基础数据表", 2),
    ]
    assert document.tables[0].cells[0].line == 3


def test_signs_that_keep_a_spreadsheet_from_computing_are_not_printed() -> None:
    page = read_delimited('编号,金额\n="0012",\t16.54\n'.encode(), "a.csv")
    assert [page.cells[1, 0].text, page.cells[1, 1].text] == ["0012", "16.54"]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match="encoding"):
        read_delimited(bytes(range(256)) * 4, "a.csv")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_page_or_a_named_error(data: bytes) -> None:
    page = ending(partial(read_delimited, data, "a.csv"))
    if isinstance(page, str):
        assert page in {"encoding", "damaged", "too-large"}
    else:
        assert all(cell.line is not None for cell in page.cells.values())


@given(
    st.lists(st.lists(st.text(alphabet='甲乙1.5%,"\n 元', max_size=6), min_size=3, max_size=3), min_size=2, max_size=6)
)
def test_what_was_quoted_is_read_back(rows: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    page = read_delimited(text.encode(), "a.csv")
    for row, line in enumerate(rows):
        for col, cell in enumerate(line):
            assert (page.cells[row, col].text if cell.strip() else "") == (cell if cell.strip() else "")


@pytest.mark.parametrize(
    "line", ["合计,1,200.50,126", "合计,120.5", "合计,120.5,126,"], ids=["comma", "short", "one-too-many"]
)
def test_a_line_with_another_number_of_fields_is_told_and_doubted(line: str) -> None:
    text = f"项目,年初预算数,全年预算数\n基本支出,80.5,86\n{line}\n项目支出,40,40\n"
    found = read(text.encode(), source("a.csv", "csv"))
    assert [(warning.code, warning.detail) for warning in found.warnings] == [("ragged-lines", "3")]
    doubted = {cell.line for cell in found.tables[0] if cell.confidence < 1}
    assert doubted == {3}


def test_titles_and_lines_around_a_table_are_no_ragged_lines() -> None:
    text = "附件2\n单位：,万元\n项目,年初预算数,全年预算数\n基本支出,80.5,86\n项目支出,40,40\n\n填表人：,张某\n"
    assert read(text.encode(), source("a.csv", "csv")).warnings == ()


def test_a_head_with_fewer_fields_than_all_under_it_leaves_no_line_certain() -> None:
    text = "项目,年初预算数,全年预算数\n基本支出,1,200.50,1260\n项目支出,2,300.50,2400\n"
    found = read(text.encode(), source("a.csv", "csv"))
    assert [(warning.code, warning.detail) for warning in found.warnings] == [("ragged-lines", "2, 3")]
    assert {cell.confidence for cell in found.tables[0] if cell.line in (2, 3)} == {0.5}
