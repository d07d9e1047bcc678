import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from formaudit.extract.door import extract_bytes
from formaudit.letters.build import build_letter
from formaudit.letters.letter import Kind
from formaudit.letters.official import official_bytes, said_date
from formaudit.letters.selfcheck import LetterFault, check_letter, faults
from formaudit.letters.write import letter_bytes
from tests.corpus import CASES
from tests.letters.made import PARTY, audit_of, audited, confirmed, full_lines, letter
from tests.material import MATERIAL

FAULTY = [name for name in CASES if not name.endswith("-clean")]
NO_OFFICE = shutil.which("soffice") is None
POINTS = 72 / 25.4


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", FAULTY)
def test_what_is_written_is_what_the_letter_says(name: str, kind: Kind) -> None:
    documents = audited(name)[1]
    data = letter_bytes(letter(name, kind), documents)
    assert data == letter_bytes(letter(name, kind), documents)


def test_the_self_check_sees_a_lost_figure_a_wrong_margin_and_a_wrong_place() -> None:
    made = letter("quickstart", Kind.INQUIRY)
    documents = audited("quickstart")[1]
    data = letter_bytes(made, documents)
    assert list(faults(data, made, documents)) == []
    lost = replace(made, items=(replace(made.items[0], facts=("少了一个数字99.99。",)), *made.items[1:]))
    assert any("99.99" in fault for fault in faults(data, lost))
    form = letter_bytes(letter("quickstart", Kind.EVIDENCE_SHEET))
    assert any(fault.startswith("top") for fault in faults(form, replace(made, items=())))
    counted = next(figure for figure in made.figures if figure.counted and figure.table is not None)
    moved = replace(made, items=(replace(made.items[0], figures=(replace(counted, raw="987.65"),)),))
    with pytest.raises(LetterFault, match=r"987\.65"):
        check_letter(official_bytes(moved), moved, documents)


def test_the_reply_form_has_two_columns_to_fill_in() -> None:
    document = extract_bytes(letter_bytes(letter("quickstart", Kind.INQUIRY)), "letter.docx")
    (table,) = document.tables
    heads = [cell.text for cell in table.cells if cell.row == 0]
    assert heads[-2:] == ["核实情况", "更正后数值"]
    assert {cell.text for cell in table.cells if cell.row and cell.col >= 2} == {""}


def test_the_fields_of_an_evidence_sheet_stand_in_their_printed_order() -> None:
    document = extract_bytes(letter_bytes(letter("quickstart", Kind.EVIDENCE_SHEET)), "letter.docx")
    made = letter("quickstart", Kind.EVIDENCE_SHEET)
    assert len(document.tables) == len(made.items)
    labels = [cell.text.split("\n")[0] for cell in document.tables[0].cells if cell.col == 0]
    assert labels == [
        "项目名称", "被审计（调查）单位或个人", "审计（调查）事项", "审计（调查）事项摘要", "审计人员", "证据提供单位意见",
        "证据提供单位负责人（签名）", "附件　　页",
    ]  # fmt: skip


def test_a_date_has_no_leading_zeros() -> None:
    assert said_date(letter("quickstart", Kind.INQUIRY).party.date, "zh") == "2026年5月9日"


def rendered(data: bytes, folder: Path) -> pdfium.PdfDocument:
    (folder / "letter.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", str(folder), str(folder / "letter.docx"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return pdfium.PdfDocument(folder / "letter.pdf")


@pytest.mark.skipif(NO_OFFICE, reason="LibreOffice is not installed")
def test_a_rendered_letter_has_the_geometry_of_the_standard(tmp_path: Path) -> None:
    paper = rendered(official_bytes(full_lines()), tmp_path)
    page = paper[1]
    assert page.get_width() == pytest.approx(210 * POINTS, abs=1)
    assert page.get_height() == pytest.approx(297 * POINTS, abs=1)
    text = page.get_textpage()
    chars = [
        (text.get_charbox(index, loose=False), text.get_text_range(index, 1)) for index in range(text.count_chars())
    ]
    marks = [box for box, char in chars if char == "核"]
    lines: dict[int, list[tuple[float, float, float, float]]] = {}
    for box in marks:
        lines.setdefault(round((box[1] + box[3]) / 2), []).append(box)
    rows = sorted(lines, reverse=True)
    assert len(rows) == 22
    assert {len(lines[row]) for row in rows} == {28}
    pitches = [upper - lower for upper, lower in pairwise(rows)]
    assert sum(pitches) / len(pitches) == pytest.approx(28.95, abs=0.1)
    height = page.get_height()
    left = min(box[0] for box in marks) / POINTS
    right = (page.get_width() - max(box[2] for box in marks)) / POINTS
    assert left == pytest.approx(28, abs=1.5)
    assert right == pytest.approx(26, abs=1.5)
    # The ink of a line stands in its middle: a line is 10.2 mm high and a character 5.6 mm.
    assert (height - max(box[3] for box in marks)) / POINTS == pytest.approx(37 + 2.3, abs=2)
    assert min(box[1] for box in marks) / POINTS == pytest.approx(35 + 2.3, abs=2)
    number = [box for box, char in chars if char == "—"]
    assert number
    # Even pages bear their number on the left.
    assert min(box[0] for box in number) < page.get_width() / 2
    assert max(box[3] for box in number) / POINTS < 35 - 5


@pytest.mark.skipif(NO_OFFICE, reason="LibreOffice is not installed")
@pytest.mark.skipif(not (MATERIAL / "submission").is_dir(), reason="shared/material is not beside the project")
def test_every_letter_of_the_real_submission_opens_and_its_figures_are_found(tmp_path: Path) -> None:
    report, documents = audit_of([MATERIAL / "submission"])
    report = confirmed(report)
    for kind in Kind:
        made = build_letter(report, report.submissions[0], kind, PARTY)
        data = letter_bytes(made, documents)
        assert list(faults(data, made, documents)) == []
        assert len(rendered(data, tmp_path)) >= 2
