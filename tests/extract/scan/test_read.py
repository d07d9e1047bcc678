"""Scanned pages read: whichever way they lie, whatever file they come in; doubt is told."""

import io

import numpy as np
import pillow_heif
import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageFilter

from formaudit.audit import audit_submission
from formaudit.extract.scan import Picture, picture_blocks
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Table
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import document as drawn_form
from tests.checks.forms import FORMS
from tests.extract.scan.camera import bent, photograph
from tests.extract.scan.paper import DPI, needs_face, needs_recognition, page, png, read, texts, tiff

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


MANY = [
    ["项目名称", "年初预算数", "全年预算数", "全年执行数"],
    ["业务工作经费", "102.53", "153.67", "99.75%"],
    ["上级转移支付", "33.00", "-14.40", "1,234.56"],
    ["三公经费", "0.8", "", "12"],
    ["公务用车运行", "66.96", "90.06", "69.90"],
    ["会议培训经费", "8.86", "9.68", "6.09"],
]


def silently_wrong(document: Document, wanted: list[list[str]]) -> list[str]:
    """Figures that were read as others at a confidence on which findings may rest."""
    numbers = {text for row in wanted for text in row}
    return [
        cell.text
        for table in document.tables
        for cell in table
        if cell.confidence >= 0.9 and cell.text[:1].isdigit() and "".join(cell.text.split()) not in numbers
    ]


@pytest.mark.parametrize("turn", [0, 180])
def test_a_photograph_of_paper_is_read_like_a_scan(turn: int) -> None:
    seen = photograph(page(MANY, title="项目支出绩效自评表")).rotate(turn)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=75)
    found = read(out.getvalue(), "photo.jpg")
    assert texts(found) == MANY
    assert "scan-photograph" in {warning.code for warning in found.warnings}
    assert not silently_wrong(found, MANY)


def test_a_cell_of_a_photograph_is_shown_where_it_lies_in_the_picture() -> None:
    seen = photograph(page(MANY, title="项目支出绩效自评表"))
    found = read(png(seen))
    cell = next(cell for cell in found.tables[0] if cell.text == "66.96")
    assert cell.bbox is not None
    x0, top, x1, bottom = (value * DPI / 72 for value in cell.bbox)
    inside = np.asarray(seen)[round(top) : round(bottom), round(x0) : round(x1)]
    assert inside.min() < 0.5 * np.median(inside)
    # the second column and fifth row of a table drawn from (60, 80) points on, beside an edge of 80 dots
    assert abs((x0 + x1) / 2 - ((60 + 1.5 * 117.5) * DPI / 72 + 80)) < 40
    assert abs((top + bottom) / 2 - ((80 + 4.5 * 34) * DPI / 72 + 80)) < 40


def test_photographs_of_two_pages_are_one_table() -> None:
    def half(first: int) -> list[list[str]]:
        return [
            ["项目名称", "预算数", "执行数"],
            *([f"第{n}号专项", f"{n}.5", f"{n}.25"] for n in range(first, first + 19)),
        ]

    one = Image.fromarray(bent(np.asarray(page(half(11))), curl=0.006, askew=0.02))
    two = Image.fromarray(bent(np.asarray(page(half(30))), curl=-0.006, askew=-0.015))
    (table,) = read(tiff([one, two]), "photo.tiff").tables
    assert table.pages == (1, 2)
    assert table.rows == 1 + 19 + 19


def test_a_page_of_hardly_anything_but_figures_is_not_turned() -> None:
    rows = [["9.60", "6.09", "8.06"], ["66.99", "0.89", "19.61"], ["金额", "90.6", "6.6"]]
    found = read(png(page(rows)))
    assert not silently_wrong(found, rows)
    assert texts(found)[1] == rows[1]


def test_a_crossed_out_figure_is_doubted() -> None:
    def confidences(picture: Image.Image) -> list[float]:
        table = read(png(picture)).tables[0]
        return [cell.confidence for cell in table if cell.text[:1].isdigit()]

    picture = page([["项目", "金额"], ["甲", "38.40"], ["乙", "101.35"]])
    assert min(confidences(picture)) >= 0.9
    # the middle of the second cell of a table drawn from (60, 80) points on
    x, y, k = 60 + 1.5 * 235, 80 + 1.5 * 34, DPI / 72
    ImageDraw.Draw(picture).line(((x - 15) * k, y * k, (x + 15) * k, y * k), fill=0, width=2)
    struck, plain = confidences(picture)
    assert struck < 0.9 <= plain


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG2000", "a.jp2"), ("AVIF", "a.avif"), ("HEIF", "a.heic"), ("WEBP", "a.webp")]
)
def test_pictures_of_telephones_and_archives_are_read(kind: str, name: str) -> None:
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    out = io.BytesIO()
    page(ROWS).convert("RGB").save(out, kind, quality=90)
    assert texts(read(out.getvalue(), name)) == ROWS


def test_one_picture_is_read_for_other_readers() -> None:
    picture = Picture(1, np.asarray(page(ROWS, title="项目支出绩效自评表").convert("RGB")), float(DPI))
    blocks = picture_blocks(picture, "a.docx")
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [["".join(cell.text.split()) for cell in table.starting(row)] for row in range(table.rows)] == ROWS
    assert any(isinstance(block, Paragraph) and block.text == "项目支出绩效自评表" for block in blocks)


def test_a_page_of_long_figures_and_short_words_is_not_turned() -> None:
    labels = ["合计", "县级", "其他", "上年", "本年", "公用", "人员"]
    rows = [
        ["项目", "年初", "全年"],
        *([label, f"1,81{n},500.00", f"1,60{n},900.60"] for n, label in enumerate(labels)),
    ]
    found = read(png(page(rows)))
    assert texts(found) == rows
    assert "scan-turn" not in {warning.code for warning in found.warnings}
