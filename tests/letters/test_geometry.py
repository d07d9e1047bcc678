"""The page of GB/T 9704-2012, measured on what LibreOffice makes of our letters."""

import ctypes
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from formaudit.letters.build import build_letter
from formaudit.letters.dump import template_bytes
from formaudit.letters.letter import Kind, Party
from formaudit.letters.official import official_bytes
from formaudit.letters.write import letter_bytes
from tests.corpus import CASES
from tests.letters.made import PARTY, audit_of, confirmed, full_lines, letter
from tests.material import MATERIAL, needs_material

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

MM = 72 / 25.4
Box = tuple[float, float, float, float]
FAULTY = [name for name in CASES if not name.endswith("-clean")]
OFFICIAL = (Kind.INQUIRY, Kind.RECTIFICATION, Kind.RECEIPT)


def rendered(files: dict[str, bytes], folder: Path) -> dict[str, pdfium.PdfDocument]:
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: pdfium.PdfDocument(folder / f"{name}.pdf") for name in files}


def chars(page: pdfium.PdfPage, *, loose: bool = False) -> list[tuple[str, Box]]:
    text = page.get_textpage()
    every = [(text.get_text_range(i, 1), text.get_charbox(i, loose=loose)) for i in range(text.count_chars())]
    return [(char, box) for char, box in every if char.strip()]


def font_of(page: pdfium.PdfPage, char: str) -> str:
    text = page.get_textpage()
    index = next(i for i in range(text.count_chars()) if text.get_text_range(i, 1) == char)
    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.raw.FPDFText_GetFontInfo(text.raw, index, buffer, 200, ctypes.byref(flags))
    return buffer.value.decode()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> pdfium.PdfDocument:
    return rendered({"full": official_bytes(full_lines())}, tmp_path_factory.mktemp("full"))["full"]


def lines_of(page: pdfium.PdfPage) -> list[list[Box]]:
    lines: dict[int, list[Box]] = {}
    for char, box in chars(page):
        if char == "核":
            lines.setdefault(round((box[1] + box[3]) / 2), []).append(box)
    return [sorted(lines[key]) for key in sorted(lines, reverse=True)]


def test_a_full_page_has_22_lines_of_28_characters(full: pdfium.PdfDocument) -> None:
    lines = lines_of(full[1])
    assert [len(line) for line in lines] == [28] * 22


def test_lines_and_characters_stand_as_far_apart_as_the_grid_says(full: pdfium.PdfDocument) -> None:
    lines = lines_of(full[1])
    middles = [(line[0][1] + line[0][3]) / 2 for line in lines]
    pitches = [upper - lower for upper, lower in pairwise(middles)]
    assert sum(pitches) / len(pitches) == pytest.approx(28.95, abs=0.05)
    assert max(pitches) - min(pitches) < 0.3
    steps = [(line[-1][0] - line[0][0]) / 27 for line in lines]
    assert sum(steps) / len(steps) == pytest.approx(156 * MM / 28, abs=0.1)


def test_the_margins_are_those_of_the_type_area(full: pdfium.PdfDocument) -> None:
    page = full[1]
    width, height = page.get_width(), page.get_height()
    assert (width / MM, height / MM) == (pytest.approx(210, abs=0.2), pytest.approx(297, abs=0.2))
    lines = lines_of(page)
    # A character's ink is a little narrower than its cell; in height its line is 28.95 points and its ink about 15.
    bearing = (156 / 28 - (lines[0][0][2] - lines[0][0][0]) / MM) / 2
    assert lines[0][0][0] / MM - bearing == pytest.approx(28, abs=1)
    assert (width - lines[0][-1][2]) / MM - bearing == pytest.approx(26, abs=1)
    lead = (28.95 - (lines[0][0][3] - lines[0][0][1])) / 2 / MM
    top, bottom = (height - lines[0][0][3]) / MM - lead, lines[-1][0][1] / MM - lead
    assert top + bottom == pytest.approx(72, abs=0.6)
    assert top == pytest.approx(37, abs=1.5)
    assert bottom == pytest.approx(35, abs=1.5)


@pytest.mark.parametrize(("index", "right"), [(0, True), (1, False), (2, True)])
def test_page_numbers_stand_outside_7_mm_below_the_text(full: pdfium.PdfDocument, index: int, right: bool) -> None:
    page = full[index]
    dashes = [box for char, box in chars(page, loose=True) if char == "—"]
    assert len(dashes) == 2
    ink = [box for char, box in chars(page) if char == "—"]
    assert (ink[0][1] + ink[0][3]) / 2 / MM == pytest.approx(35 - 7, abs=1)
    if right:
        assert (page.get_width() - dashes[1][2]) / MM == pytest.approx(26 + 14 / MM, abs=1)
    else:
        assert dashes[0][0] / MM == pytest.approx(28 + 14 / MM, abs=1)
    digits = [char for char, box in chars(page) if box[3] < 33 * MM and char.isdigit()]
    assert digits == [str(index + 1)]


def test_missing_faces_fall_back_to_one_that_has_the_characters(full: pdfium.PdfDocument) -> None:
    named = ("仿宋", "FangSong", "方正", "黑体", "SimHei", "楷体", "KaiTi", "宋", "Song", "SimSun", "CJK", "Hei", "Kai")
    assert any(name in font_of(full[1], "核") for name in named)
    with zipfile.ZipFile(BytesIO(official_bytes(full_lines()))) as package:
        fonts = package.read("word/fontTable.xml").decode()
        assert not [name for name in package.namelist() if name.startswith("word/fonts/")]
    for name, instead in (("仿宋_GB2312", "仿宋"), ("方正小标宋简体", "华文中宋"), ("楷体_GB2312", "楷体")):
        assert f'<w:font w:name="{name}"><w:altName w:val="{instead}' in fonts


@needs_material
def test_every_letter_of_the_real_submission_opens_and_keeps_to_its_type_area(tmp_path: Path) -> None:
    report, documents = audit_of([MATERIAL / "submission"])
    report = confirmed(report)
    made = {kind: build_letter(report, report.submissions[0], kind, PARTY) for kind in Kind}
    papers = rendered({kind.value: letter_bytes(each, documents) for kind, each in made.items()}, tmp_path)
    for kind, paper in papers.items():
        whole = "".join(char for page in paper for char, _ in chars(page))
        for figure in made[Kind(kind)].figures if kind != Kind.RECEIPT else ():
            assert all(number in whole for number in re.findall(r"\d[\d.]*", figure.printed))
        if kind not in OFFICIAL:
            continue
        for page in paper:
            text = [box for char, box in chars(page) if box[1] > 34 * MM]
            assert min(box[0] for box in text) / MM > 28 - 1.5
            assert (page.get_width() - max(box[2] for box in text)) / MM > 26 - 1.5
            assert (page.get_height() - max(box[3] for box in text)) / MM > 37 - 1
        last = next(page for page in paper if any(char == "王" for char, _ in chars(page)) or kind == Kind.RECEIPT)
        assert len(lines_beside_numbers(last)) > 3, "the signature may not stand alone on its page"


def body_pages(paper: pdfium.PdfDocument) -> int:
    """How many pages stand before the first attachment."""
    texts = ["".join(char for char, _ in chars(page)) for page in paper]
    return next(number for number, text in enumerate(texts) if text.startswith("附件"))


def test_the_body_of_every_inquiry_takes_at_most_two_pages(tmp_path: Path) -> None:
    made = {name: letter(name, Kind.INQUIRY) for name in FAULTY}
    papers = rendered({name: official_bytes(each) for name, each in made.items()}, tmp_path)
    assert {name: pages for name, paper in papers.items() if (pages := body_pages(paper)) > 2} == {}
    assert {len(each.items) > 2 for each in made.values()} == {True, False}


@needs_material
def test_the_body_about_the_real_submission_takes_two_pages(tmp_path: Path) -> None:
    report, documents = audit_of([MATERIAL / "submission"])
    report = confirmed(report)
    for party in (PARTY, Party()):
        made = build_letter(report, report.submissions[0], Kind.INQUIRY, party)
        paper = rendered({"real": letter_bytes(made, documents)}, tmp_path)["real"]
        assert body_pages(paper) == 2
        assert len(made.items) >= 5


def lines_beside_numbers(page: pdfium.PdfPage) -> set[int]:
    return {round(box[1] / 10) for _, box in chars(page) if box[1] > 34 * MM}


def test_a_template_opens_as_it_is_handed_out(tmp_path: Path) -> None:
    files = {kind.value: template_bytes(kind, "zh") for kind in (Kind.INQUIRY, Kind.WORKING_PAPER)}
    for paper in rendered({**files, "letter": letter_bytes(letter("quickstart", Kind.INQUIRY))}, tmp_path).values():
        assert len(paper) >= 1
