"""Which amount of a sentence its parts make up."""

import pytest
from msgspec.structs import replace

from formaudit.forms.narrative import claims_of_text, statements_of_text
from formaudit.forms.narrative.report import read_report
from formaudit.graph.reading import read_relation
from formaudit.graph.report_sums import _sentence_sum, sums_of_sentences
from formaudit.model.document import Paragraph
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report_text import ClaimKind, Report
from formaudit.model.statement import Standing
from formaudit.model.verdict import Outcome

PLACE = Place(file=0, form=FormKind.REPORT, paragraph=4)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("年初预算70万元，支出100万元，其中：甲费30万元、乙费40万元。", Outcome.HOLDS),
        ("支出70万元，其中：甲费30万元、乙费40万元。", Outcome.HOLDS),
        ("支出100万元，其中：甲费30万元、乙费40万元。", Outcome.BROKEN),
        # What is told behind the parts is not what they are parts of.
        ("支出110万元，其中：甲费30万元、乙费40万元。上年支出70万元。", Outcome.BROKEN),
    ],
)
def test_parts_make_up_an_amount_that_is_named_before_them(text: str, outcome: Outcome) -> None:
    report = _report(text)
    (told,) = [claim for claim in report.claims if claim.kind == ClaimKind.SUM]
    assert read_relation(_sentence_sum(told, report, {}), {}).outcome is outcome


def _report(text: str) -> Report:
    return Report(
        index=0, title="", year=None, file=0, confidence=1.0, unit_name="", sections=(), claims=claims_of_text(text, PLACE),
        attachments=(), place=PLACE, statements=tuple(statements_of_text(text, PLACE)),
    )  # fmt: skip


def _sums(report: Report) -> list[tuple[str, ...]]:
    return [
        (read_relation(one, {}).outcome.value, one.result.raw, *(part.raw for part in one.parts))
        for one in sums_of_sentences(report, {})
    ]


def test_a_whole_that_is_broken_down_twice_is_held_to_both_lists() -> None:
    text = "项目总资金256.8万元，其中：省级补助160万元，市级配套56.8万元，自筹40万元。资金使用情况：土建工程142.3万元，设备购置{}万元，监理及设计费62万元。"
    sources = ("256.8万元", "160万元", "56.8万元", "40万元")
    for equipment, outcome in (("88.5", "broken"), ("52.5", "holds")):
        found = _sums(_report(text.format(equipment)))
        assert sorted(found) == sorted(
            [("holds", *sources), (outcome, "256.8万元", "142.3万元", f"{equipment}万元", "62万元")]
        )


def test_where_a_passage_has_no_reading_that_holds_and_its_outline_has_one_of_the_same_parts_that_one_is_right() -> (
    None
):
    report = _report("支出100万元，其中：甲费30万元、乙费40万元、丙费30万元。")
    whole = ("100万元", "30万元", "40万元", "30万元")
    assert _sums(report) == [("holds", *whole)]
    (own,) = report.statements
    short = replace(own, figures=own.figures[:3], roles=own.roles[:3], standing=Standing.BROKEN)
    assert _sums(replace(report, statements=(short,))) == [("holds", *whole)]
    assert _sums(replace(report, statements=(replace(short, standing=Standing.HOLDS),))) == [("broken", *whole[:3])]


@pytest.mark.parametrize(
    ("third", "doubt"),
    [("318", ""), ("381", ""), ("250", "reading-open")],  # right, two digits changed about, far off
)
def test_items_in_paragraphs_of_their_own_accuse_only_where_a_slip_explains_the_gap(third: str, doubt: str) -> None:
    lines = (
        "项目支出2,640万元，其中：",
        "（1）设备购置1,462万元，用于门诊楼。",
        "（2）综合改革860万元，用于药品补差。",
        f"（3）规范化培训{third}万元，用于带教。",
    )
    read = read_report([Paragraph(index=at, text=line) for at, line in enumerate(lines)], file=0)
    report = replace(_report(""), claims=read.claims, statements=read.statements)
    (told,) = [one for one in sums_of_sentences(report, {}) if one.result.raw == "2,640万元"]
    assert told.doubt == doubt
