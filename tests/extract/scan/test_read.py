"""Scanned pages read: whichever way they lie, whatever file they come in; doubt is told."""

from dataclasses import replace

import pytest
from PIL import Image, ImageFilter

from formaudit.audit import audit_submission
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.model.table import Table
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import document as drawn_form
from tests.checks.forms import FORMS
from tests.extract.scan.paper import needs_face, needs_recognition, page, png, read, texts, tiff

pytestmark = [needs_recognition, needs_face]

ROWS = [
    ["项目名称", "年初预算数", "全年预算数", "全年执行数"],
    ["业务工作经费", "102.53", "153.67", "99.75%"],
    ["上级转移支付", "33.00", "-14.40", "1,234.56"],
    ["三公经费", "0.8", "", "12"],
]


def certain(document: Document) -> float:
    return min(cell.confidence for cell in document.tables[0])


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_ruled_table_is_read_with_its_figures(dpi: int) -> None:
    found = read(png(page(ROWS, dpi=dpi), dpi))
    assert texts(found) == ROWS
    assert certain(found) >= 0.9
    assert any(warning.code == "scan-recognised" for warning in found.warnings)


@pytest.mark.parametrize("angle", [90, 180, 270, 1.0, -2.0], ids=str)
def test_a_page_that_lies_otherwise_is_laid_straight(angle: float) -> None:
    turned = page(ROWS, title="项目支出绩效自评表").rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    found = read(png(turned))
    assert texts(found) == ROWS


def test_a_tiff_has_many_pages_and_a_page_knows_its_number() -> None:
    other = [["指标", "分值", "得分"], ["数量指标", "15", "13"]]
    found = read(tiff([page(ROWS), page(other)]), "scan.tiff")
    assert [texts(found, 0), texts(found, 1)] == [ROWS, other]
    assert [table.pages for table in found.tables] == [(1,), (2,)]
    cell = next(cell for cell in found.tables[1] if cell.text == "13")
    assert cell.page == 2
    assert cell.bbox is not None


def test_a_table_goes_on_over_the_page_though_its_head_is_not_read_alike() -> None:
    def half(first: int, bracket: str) -> list[list[str]]:
        head = ["项目名称", f"预算数{bracket}", "执行数"]
        return [head, *([f"第{row}号专项", f"{row}.5", f"{row}.25"] for row in range(first, first + 19))]

    found = read(tiff([page(half(11, "（万元）")), page(half(30, "(万元)"))]), "scan.tiff")
    (table,) = found.tables
    assert table.rows == 1 + 19 + 19
    assert table.pages == (1, 2)
    assert texts(found)[20] == ["第30号专项", "30.5", "30.25"]


def test_signs_that_stand_alone_in_a_cell_are_signs() -> None:
    rows = [["指标", "性质", "指标值"], ["培训人数", "≥", "120"], ["投诉起数", "≤", "3"], ["公开率", "＝", "100"]]
    found = texts(read(png(page(rows))))
    assert [row[1] for row in found] == ["性质", "≥", "≤", "="]


def test_a_figure_broken_over_two_lines_is_read_whole_and_surely() -> None:
    rows = [["项目", "金额"], ["甲", "1,510,600\n.00"], ["乙", "101.3\n5"]]
    found = read(png(page(rows))).tables[0]
    for row, figure in ((1, "1,510,600.00"), (2, "101.35")):
        cell = found.at(row, 1)
        assert cell is not None
        assert "".join(cell.text.split()) == figure
        assert cell.confidence >= 0.9


def test_faint_print_is_doubted_or_right_and_never_wrong_without_doubt() -> None:
    faint = page(ROWS, dpi=120).filter(ImageFilter.GaussianBlur(1.6)).point(lambda value: 150 + value * 105 // 255)
    found = read(png(faint, 120))
    said = {cell.text: cell.confidence for table in found.tables for cell in table}
    wanted = {text for row in ROWS for text in row}
    assert all("".join(text.split()) in wanted for text, sure in said.items() if sure >= 0.9 and text[:1].isdigit())


def test_a_picture_without_print_is_no_table() -> None:
    assert read(png(Image.new("L", (1654, 2339), 255))).tables == ()


def test_nothing_grave_rests_on_a_figure_that_was_doubtful_to_read() -> None:
    def severities(sure: float) -> set[Severity]:
        forms = dict(FORMS)
        forms["project"] = forms["project"].replace("| 12 | 12.6 | 12.5 |", "| 12 | 12.6 | 17.5 |")
        documents = [drawn_form(text, f"{name}.docx") for name, text in forms.items()]
        documents = [_doubted(each, "17.5", sure) for each in documents]
        (submission,), _ = group_documents(documents)
        report = audit_submission(submission, Profile(), "zh")
        return {f.severity for f in report.findings if any(figure.raw == "17.5" for figure in f.figures)}

    assert Severity.CRITICAL in severities(1.0)
    assert not severities(0.7) & {Severity.CRITICAL, Severity.MAJOR}


def _doubted(document: Document, text: str, sure: float) -> Document:
    blocks = tuple(
        replace(block, cells=tuple(replace(c, confidence=sure) if c.text.strip() == text else c for c in block.cells))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)
