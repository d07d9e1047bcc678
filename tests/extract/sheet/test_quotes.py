"""Quotes of delimited texts that part no fields: never closed, or with a backslash before them."""

import pytest

from formaudit.extract.sheet import read
from formaudit.model.document import Document, Source

HEAD = "资金来源,年初预算数,全年预算数\n"


def opened(text: str) -> Document:
    return read(text.encode(), Source(path="a.csv", sha256="", format="csv"))


def texts(document: Document) -> list[list[str]]:
    [table] = document.tables
    cells = [[table.at(row, col) for col in range(table.cols)] for row in range(table.rows)]
    return [[found.text if found else "" for found in row] for row in cells]


def test_a_quote_that_nothing_closes_swallows_no_rows_and_leaves_its_row_in_doubt() -> None:
    document = opened(HEAD + '总额,120.5,126\n"拨款,100.5,106\n结转,20,20\n')
    assert texts(document)[1:] == [["总额", "120.5", "126"], ["拨款", "100.5", "106"], ["结转", "20", "20"]]
    [table] = document.tables
    assert {cell.row for cell in table if cell.confidence < 0.9} == {2}
    assert [warning.code for warning in document.warnings] == ["ragged-lines"]


def test_a_quote_that_a_later_row_closes_by_chance_swallows_no_rows_between() -> None:
    document = opened(HEAD + '"总额,120.5,126\n拨款,100.5,106\n结转,20,20\n其他",1,1\n')
    assert [row[0] for row in texts(document)[1:3]] == ["总额", "拨款"]


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ('"第一行\n第二行"', "第一行\n第二行"),
        ('"第一行，甲\n第二行, 乙\n第三行"', "第一行，甲\n第二行, 乙\n第三行"),
        ('"说""好""的"', '说"好"的'),
        ('5"', '5"'),
    ],
)
def test_quotes_that_are_closed_are_left_alone(field: str, printed: str) -> None:
    document = opened(HEAD + f"{field},120.5,126\n拨款,100.5,106\n")
    assert texts(document)[1] == [printed, "120.5", "126"]
    assert document.warnings == ()


def test_a_backslash_before_a_quote_keeps_it_inside_its_field() -> None:
    document = opened('"来源","预算","说明"\n"总额","126","称\\"专项\\"的"\n')
    assert texts(document)[1] == ["总额", "126", '称"专项"的']


def test_a_field_that_ends_in_a_backslash_ends_there() -> None:
    assert texts(opened('"来源","预算"\n"D:\\","126"\n'))[1] == ["D:\\", "126"]


def test_single_quotes_around_every_field_enclose_it() -> None:
    quoted = "\n".join(",".join(f"'{field}'" for field in line.split(",")) for line in HEAD.strip().split("\n"))
    document = opened(f"{quoted}\n'总额','120.5','1,126'\n'拨款','',''\n")
    assert texts(document)[1:] == [["总额", "120.5", "1,126"], ["拨款", "", ""]]
    loose = opened(HEAD + "'总额',120.5,126\n")
    assert texts(loose)[1] == ["'总额'", "120.5", "126"]
