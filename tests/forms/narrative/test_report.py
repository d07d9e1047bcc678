"""Whole reports: sections, attachments, sums that run over paragraphs, and published third-party texts."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.forms.narrative import read_report
from formaudit.model.document import Paragraph
from formaudit.model.report_text import Attachment, Claim, Section
from tests.material import MATERIAL, needs_material


def report(text: str) -> tuple[tuple[Section, ...], tuple[Claim, ...], tuple[Attachment, ...]]:
    lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = [Paragraph(index=index, text=line, line=index + 1) for index, line in enumerate(lines)]
    read = read_report(paragraphs, file=1, form_index=0)
    return read.sections, read.claims, read.attachments


def sums(claims: tuple[Claim, ...]) -> list[str]:
    return [" ".join(str(figure.value) for figure in claim.figures) for claim in claims if claim.kind == "sum"]


REPORT = """某单位2021年度绩效自评报告
一、单位概况
（一）职责。负责若干工作。
1、负责宣传工作。
（二）机构设置
核定编制9名。
二、支出情况
2021年支出90万元，具体安排情况如下：
（一）基本支出：2021年基本支出60万元，其中：人员经费50万元、公用经费10万元。
（二）项目支出情况
2021年项目支出为30万元。
三、政府性基金情况
支出为0万元。
附件：1、基础数据表
2、自评表；3、项目表
"""


def test_headings_make_sections_with_their_level_and_text() -> None:
    sections, _, _ = report(REPORT)
    assert [(one.level, one.number, one.title) for one in sections] == [
        (1, "一", "单位概况"),
        (2, "一", "职责"),
        (2, "二", "机构设置"),
        (1, "二", "支出情况"),
        (2, "一", "基本支出"),
        (2, "二", "项目支出情况"),
        (1, "三", "政府性基金情况"),
    ]
    assert [cell.text for cell in sections[1].body] == ["负责若干工作。", "1、负责宣传工作。"]
    body = sections[4].body[0]
    assert body.text.startswith("2021年基本支出60万元")
    assert body.place.span == (8, 8 + len(body.text))


def test_the_list_of_attachments_is_read_and_is_no_section() -> None:
    _, _, attachments = report(REPORT)
    assert [(one.number, one.title) for one in attachments] == [(1, "基础数据表"), (2, "自评表"), (3, "项目表")]


@pytest.mark.parametrize(
    "text",
    ["附件1：甲表\n附件2：乙表", "附件：\n1. 甲表\n2. 乙表", "附：1.甲表 2.乙表", "附件：1．甲表；2．乙表。"],
)
def test_attachments_are_read_in_every_common_shape(text: str) -> None:
    _, _, attachments = report(text)
    assert [(one.number, one.title) for one in attachments] == [(1, "甲表"), (2, "乙表")]


def test_a_sum_runs_over_numbered_paragraphs() -> None:
    _, claims, _ = report(REPORT)
    assert sums(claims) == ["90 60 30", "60 50 10"]
    wide = next(claim for claim in claims if claim.kind == "sum")
    assert [figure.place.paragraph for figure in wide.figures] == [7, 8, 10]


def test_steps_of_the_year_in_numbered_paragraphs_are_no_sum() -> None:
    _, claims, _ = report("2021年收入100万元，情况如下：\n1、年初预算90万元。\n2、全年执行95万元。")
    assert sums(claims) == []


def test_a_zero_takes_its_fund_from_the_section() -> None:
    _, claims, _ = report(REPORT)
    (zero,) = [claim for claim in claims if claim.kind == "zero"]
    assert (zero.label, zero.figures[0].value) == ("政府性基金", Decimal(0))


@pytest.mark.parametrize("after", ["2023年度项目支出绩效自评表，共2张。", "2023 年度部门整体支出100万元。"])
def test_the_date_of_a_signature_line_does_not_run_into_what_follows(after: str) -> None:
    signed = "单位负责人签字：张某某，填表人：刘某，联系电话：0700-0000001，填报日期：2024.4.26"
    _, claims, _ = report(f"某单位2023年度绩效自评报告\n一、单位概况\n{signed}\n{after}")
    assert [figure.raw for claim in claims for figure in claim.figures if "2024.4.262" in figure.raw] == []


def test_a_sentence_cut_by_a_line_break_is_read_whole_and_keeps_its_places() -> None:
    _, claims, _ = report("本年支出合计 80 万元，其中：基本支出 60 万元，占\n75%；项目支出 20 万元，占 25%。")
    assert sums(claims) == ["80 60 20"]
    share = next(claim for claim in claims if claim.kind == "share")
    assert [figure.raw for figure in share.figures] == ["75%", "60 万元", "80 万元"]
    assert (share.figures[0].place.paragraph, share.figures[0].place.span, share.figures[0].place.line) == (
        1,
        (0, 3),
        2,
    )


def test_a_share_finds_its_whole_in_an_earlier_paragraph() -> None:
    _, claims, _ = report("本年支出合计80万元。\n公务接待费2万元，占本年支出合计的2.5%。")
    share = next(claim for claim in claims if claim.kind == "share")
    assert [str(figure.value) for figure in share.figures] == ["2.5", "2", "80"]


def test_every_key_is_used_once() -> None:
    _, claims, _ = report(REPORT * 2)
    keys = {(figure.key, figure.place) for claim in claims for figure in claim.figures}
    assert len({key for key, _ in keys}) == len(keys)
    assert all(key.startswith("report[") for key, _ in keys)


@given(st.lists(st.text(min_size=1, max_size=40) | st.sampled_from(REPORT.split("\n")), max_size=12))
def test_any_report_is_read_and_figures_stand_in_their_paragraphs(lines: list[str]) -> None:
    texts = [line for line in lines if line.strip()]
    paragraphs = [Paragraph(index=index, text=line) for index, line in enumerate(texts)]
    claims = read_report(paragraphs, file=0).claims
    for claim in claims:
        for figure in claim.figures:
            assert figure.place.paragraph is not None
            assert figure.place.span is not None
            piece = texts[figure.place.paragraph][slice(*figure.place.span)]
            assert figure.raw.startswith(piece)
            assert piece


@needs_material
def test_the_real_report_is_read() -> None:
    (path,) = (MATERIAL / "submission").glob("*.txt")
    text = path.read_text(encoding="utf-8")
    sections, claims, attachments = report(text[text.rindex("自评报告") :])
    assert [one.number for one in sections if one.level == 1] == list("一二三四五六七八九十")
    assert [one.number for one in attachments] == [1, 2, 3, 4, 5, 6]
    assert sums(claims) == [
        "6 6",
        "153.67 153.67",
        "153.67 84.13 69.54",
        "84.13 71.85 10.2 2.08",
        "69.54 16.54 53",
        "16.54 4 12.55",
        "53 33 20",
    ]
    assert [str(figure.value) for claim in claims if claim.kind == "share" for figure in claim.figures] == [
        "100",
        "153.67",
        "153.67",
    ]
    zeros = [claim.label for claim in claims if claim.kind == "zero"]
    assert zeros == ["政府性基金"] * 2 + ["国有资本经营"] * 2 + ["社会保险基金"] * 2
    counts = [(claim.label, claim.figures[0].value) for claim in claims if claim.kind == "count"]
    assert counts == [("全额拨款事业编制", Decimal(8)), ("在职全额编制", Decimal(6))]


def paragraphs_of(path: str) -> list[str]:
    """The text of a disclosure, lines joined to paragraphs; what stands in tables is left out."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 reads the disclosures")
    document = pdfium.PdfDocument(path)
    lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines() if line.strip()]
    document.close()
    joined: list[str] = []
    for line in lines:
        serial = re.match(r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])", line)
        if joined and len(joined[-1]) > 25 and not serial and not re.search(r"[。：:]\s*$", joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return [line for line in joined if re.search("[。；：]", line)]


@needs_material
def test_the_disclosures_are_read_and_nearly_every_amount_has_a_name() -> None:
    named = total = 0
    wrong: list[str] = []
    for path in sorted((MATERIAL / "fiscal-pdf").glob("*.pdf")):
        _, claims, _ = report("\n".join(paragraphs_of(str(path))))
        figures = {f.key: f for claim in claims for f in claim.figures if f.unit.endswith("元")}
        total += len(figures)
        named += sum(1 for figure in figures.values() if len(figure.label) > 1)
        for claim in claims:
            values = [figure.value for figure in claim.figures if figure.value is not None]
            if claim.kind == "sum" and claim.exhaustive and values[0] != sum(values[1:]):
                wrong.append(f"{values[0]} != {sum(values[1:])}")
    print(f"{named} of {total} amounts have a name; sums that do not meet: {wrong}")
    assert named / total > 0.98
    assert sorted(wrong) == ["105.58 != 105.59"] + ["13459 != 13369"] * 2 + ["8013 != 8103"] * 2


def test_a_step_of_the_year_belongs_to_the_item_of_its_sentence_and_not_to_the_section() -> None:
    _, claims, _ = report(
        "某单位2021年度绩效自评报告\n一、一般公共预算支出情况\n设备专项资金44.5万元，实际支出44.32万元，执行率99.6%。"
    )
    labels = {figure.raw: figure.label for claim in claims for figure in claim.figures}
    assert labels["44.32万元"] == "设备专项资金实际支出"
