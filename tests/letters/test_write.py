import random
import re
import zipfile
from io import BytesIO

import pytest
from lxml import etree
from msgspec.structs import replace

from formaudit.extract.door import extract_bytes
from formaudit.letters.build import build_letter, said_date
from formaudit.letters.letter import Kind, LetterFault, Party
from formaudit.letters.numerals import chinese
from formaudit.letters.official import official_bytes
from formaudit.letters.readback import check_letter, faults, misplaced
from formaudit.letters.write import letter_bytes
from tests.corpus import CASES
from tests.letters.made import PARTY, audit_of, audited, confirmed, hostile, letter
from tests.material import MATERIAL, needs_material

FAULTY = [name for name in CASES if not name.endswith("-clean")]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = (
    "<script>alert(1)</script>&amp;<w:p/>",
    "{{ 7 * 7 }} {% for x in y %}",
    "零\x00一\x07二\u202e三\ufffe",
    "长" * 400,
    "=1+1\n\t-2",
    "《》“”（）、；。",
)


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_written_is_what_the_letter_says(name: str) -> None:
    documents = audited(name)[1]
    for kind in Kind:
        made = letter(name, kind)
        assert made.figures
        assert list(misplaced(made, documents)) == []
        data = letter_bytes(made, documents)
        assert data == letter_bytes(made, documents)


@needs_material
def test_every_figure_in_the_letters_of_the_real_submission_is_found_at_its_place() -> None:
    report, documents = audit_of([MATERIAL / "submission"])
    report = confirmed(report)
    for kind in Kind:
        made = build_letter(report, report.submissions[0], kind, PARTY)
        assert len(made.figures) > 50
        assert len(made.items) <= 10
        assert list(misplaced(made, documents)) == []
        assert letter_bytes(made, documents)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_a_submission_holds_breaks_or_scripts_a_letter(text: str) -> None:
    report = hostile(text)
    for kind in Kind:
        data = letter_bytes(build_letter(report, report.submissions[0], kind, Party(sender=text, number=text)))
        with zipfile.ZipFile(BytesIO(data)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
            assert {name.rsplit(".")[-1] for name in package.namelist()} <= {"xml", "rels", "jpeg"}
        assert root.findall(f".//{WORD}script") == []


def corrupted(data: bytes, old: str, new: str) -> bytes:
    """The file with a text of its body replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(name, content)
    return out.getvalue()


def test_the_self_check_sees_any_changed_number() -> None:
    made = letter("quickstart", Kind.INQUIRY)
    data = letter_bytes(made)
    text = "".join(fact.text for item in made.items for fact in item.facts)
    numbers = sorted(set(re.findall(r"\d+\.\d+", text)))
    assert len(numbers) > 5
    for number in random.Random(7).sample(numbers, 5):
        assert list(faults(corrupted(data, number, f"{number}7"), made))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('w:top="2098"', 'w:top="2000"', "top: 2000 ≠ 2098"),
        ('w:left="1587"', 'w:left="1500"', "left: 1500 ≠ 1587"),
        ('w:linePitch="579"', 'w:linePitch="600"', "linePitch: ['600']"),
        ("</w:tbl>", "</w:tbl><w:p><w:r><w:t>多出88.88万元</w:t></w:r></w:p>", "88.88"),
        ("<w:tbl>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:tbl>", "≠"),
    ],
)
def test_the_self_check_sees_a_wrong_page_a_number_too_many_and_a_wrong_count(old: str, new: str, fault: str) -> None:
    made = letter("quickstart", Kind.INQUIRY)
    data = letter_bytes(made)
    assert list(faults(data, made)) == []
    assert any(fault in each for each in faults(corrupted(data, old, new), made))


def test_the_self_check_sees_a_figure_that_does_not_stand_where_it_is_cited() -> None:
    made = letter("quickstart", Kind.INQUIRY)
    documents = audited("quickstart")[1]
    fact = next(fact for fact in made.items[0].facts if any(figure.counted for figure in fact.figures))
    counted = next(figure for figure in fact.figures if figure.counted)
    assert counted.place.row is not None
    elsewhere = replace(counted, place=replace(counted.place, row=counted.place.row + 400))
    moved = replace(made, items=(replace(made.items[0], facts=(replace(fact, figures=(elsewhere,)),)),))
    assert list(misplaced(moved, documents)) == [f"{counted.full}: {counted.raw}"]
    other = replace(counted, raw="987.65")
    wrong = replace(made, items=(replace(made.items[0], facts=(replace(fact, figures=(other,)),)),))
    assert list(misplaced(wrong, ())) == [f"1: {counted.clause} 987.65"]
    with pytest.raises(LetterFault):
        check_letter(official_bytes(made), wrong)


def test_the_fields_of_the_forms_stand_in_their_printed_order() -> None:
    wanted = {
        Kind.EVIDENCE_SHEET: [
            "项目名称", "被审计（调查）单位或个人", "审计（调查）事项", "审计（调查）事项摘要", "审计人员", "编制日期",
            "证据提供单位意见", "证据提供单位负责人（签名）", "日期", "附件",
        ],
        Kind.WORKING_PAPER: [
            "索引号", "页次", "项目名称", "审计（调查）事项", "审计人员", "编制日期", "审计过程",
            "审计认定的事实摘要及审计结论", "审核意见", "审核人员", "审核日期", "附件",
        ],
    }  # fmt: skip
    for kind, labels in wanted.items():
        made = letter("quickstart", kind)
        document = extract_bytes(letter_bytes(made), "letter.docx")
        assert len(document.tables) == len(made.items)
        assert [cell.text for cell in document.tables[0] if cell.text in labels] == labels


def test_an_evidence_sheet_asks_and_judges_nothing() -> None:
    document = extract_bytes(letter_bytes(letter("culture-replaced", Kind.EVIDENCE_SHEET)), "letter.docx")
    text = "\n".join(cell.text for table in document.tables for cell in table)
    assert "（一）" in text
    assert not re.search("依据：|结论：|可能|机器推断|请核实", text)


def test_the_receipt_has_the_unit_as_its_sender_and_a_row_for_each_matter() -> None:
    made = letter("quickstart", Kind.RECEIPT)
    assert made.addressee == f"{PARTY.sender}："
    assert made.signature == made.unit
    (table,) = extract_bytes(letter_bytes(made), "letter.docx").tables
    heads = [cell.text for cell in table if cell.row == 0]
    assert heads == ["问题编号", "问题", "采取措施", "更正前数值", "更正后数值", "佐证", "完成时间", "未完成原因"]
    assert table.rows == len(made.matters) + 1


def test_a_notice_has_a_list_with_a_deadline_in_each_row() -> None:
    made = letter("quickstart", Kind.RECTIFICATION)
    table, receipt = extract_bytes(letter_bytes(made), "letter.docx").tables
    assert [cell.text for cell in table if cell.row == 0] == ["序号", "事实", "依据", "整改要求", "期限"]
    assert {cell.text for cell in table if cell.row and cell.col == 4} == {"收到通知后7个工作日内"}
    assert receipt.rows == len(made.matters) + 1
    assert table.rows == sum(len(item.facts) for item in made.matters) + 1


def test_dates_and_headings_are_written_as_the_standard_says() -> None:
    assert said_date(PARTY.date, "zh") == "2026年5月9日"
    assert [chinese(number, "zh") for number in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]
