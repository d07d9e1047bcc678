import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from formaudit.model.report import AuditReport
from formaudit.model.verdict import Effect
from formaudit.reports.tally import verdict_line
from formaudit.reports.workbook import write_xlsx, xlsx_bytes
from tests.reports.sample import main_submission, sample
from tests.reports.strategies import report as reports


def rows(content: bytes, sheet: int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(sheet).to_python()]


def with_first(**fields: object) -> AuditReport:
    submission = main_submission()
    first = replace(submission.findings[0], **fields)
    return sample(submissions=(replace(submission, findings=(first, *submission.findings[1:])),))


def test_the_first_cell_is_the_verdict_and_the_heads_follow() -> None:
    found = rows(xlsx_bytes(sample()))
    assert found[0][0] == verdict_line(sample())
    assert found[1][:4] == ["编号", "共同原因", "检查", "等级"]
    assert len(found) == 2 + 6


def test_equal_reports_make_equal_files(tmp_path: Path) -> None:
    write_xlsx(sample(), tmp_path / "a.xlsx")
    write_xlsx(sample(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes() == xlsx_bytes(sample())


def test_amounts_are_numbers() -> None:
    row = rows(xlsx_bytes(sample()))[2]
    assert (row[12], row[13]) == (28.8, 10)


@pytest.mark.parametrize("money", ["0.1234567890123456789", "12345678901234567890", "1E-400"])
def test_an_amount_that_a_spreadsheet_would_change_stays_text(money: str) -> None:
    row = rows(xlsx_bytes(with_first(effect=Effect(money=Decimal(money)))))[2]
    assert row[12] == format(Decimal(money), "f")


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+86", "-2", "http://example.invalid/", "mailto:a@example.invalid", "{=1}", "007"]
)
def test_text_never_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    content = xlsx_bytes(with_first(calculation=text, question=text, id=text))
    row = rows(content)[2]
    # The changed id loses its cause: the finding stands among those alone.
    assert text in [item for line in rows(content)[2:] for item in line], row
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in package.namelist(), "a link leads out of the workbook"
    assert "<f>" not in sheet
    assert re.findall('<hyperlink ref="(?!A)', sheet) == []
    assert re.findall("location=\"(?!'所涉数字'!A)", sheet) == []


def test_signs_that_xml_forbids_and_overlong_texts_do_not_damage_the_file() -> None:
    content = xlsx_bytes(with_first(question="请\x00核\x1b实\ud800\uffff", calculation="字" * 40_000))
    row = rows(content)[2]
    assert row[14] == "请\ufffd核\ufffd实\ufffd\ufffd"
    assert len(str(row[10])) == 16_000
    assert str(row[10]).endswith("…")


def test_a_printed_escape_is_read_back_as_printed() -> None:
    assert rows(xlsx_bytes(with_first(question="_x000D_")))[2][14] in ("_x000D_", "_x005F_x000D_")


def test_heads_are_frozen_and_can_be_filtered() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(sample()))) as package:
        sheets = [package.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(1, 6)]
    assert all('state="frozen"' in sheet and "<autoFilter" in sheet for sheet in sheets)
    assert re.search(r'<autoFilter ref="A2:V8"', sheets[0])


def test_a_report_without_anything_is_still_a_workbook() -> None:
    content = xlsx_bytes(sample(submissions=(), errors=()))
    assert rows(content)[0][0] == verdict_line(sample(submissions=(), errors=()))


@settings(max_examples=25)
@given(reports)
def test_any_report_is_a_readable_workbook_with_every_finding(report: AuditReport) -> None:
    found = rows(xlsx_bytes(report))
    assert len(found) - 2 == sum(len(submission.findings) for submission in report.submissions)
