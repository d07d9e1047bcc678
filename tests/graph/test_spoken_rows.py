"""An amount contradicts a row where the words say that all of the row and all of its year is meant, and not otherwise."""

import pytest

from formaudit.graph.spoken_stages import Spoken, paragraph_text, spoken_stage
from formaudit.graph.text_links import name_in_label
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT
from tests.graph.making import submission_of, told_in_earnest


def told(sentence: str, base: str = BASE) -> list[str]:
    """The calculations of what is told in earnest of a sentence beside the tables of a library."""
    text = REPORT.replace("三、绩效情况", f"{sentence}\n三、绩效情况")
    return told_in_earnest(submission_of(base, UNIT, CAR, TRAINING, text), "X06", "X08")


@pytest.mark.parametrize(
    "sentence",
    [
        # The heading before a colon is the whole, and the amounts are those of its items.
        "公用经费：办公经费预算6万元、决算5.2万元。",
        "三公经费：接待费预算1万元、决算0.9万元。",
        "“三公”经费：一是公务用车预算2.2万元、决算2万元；二是公务接待预算1万元、决算0.9万元。",
        "政府采购：图书预算9万元、决算8.8万元。",
        "基本支出：人员经费预算85万元、决算80.6万元；公用经费预算21万元、决算19.4万元。",
        # A date before a list is the date of all of its amounts.
        "截至6月底公务接待费0.4万元，三公经费1.2万元。",
        "截至十月，公用经费支出9万元，三公经费支出1.2万元。",
        "监控期（1—7月）三公经费支出1.5万元，公用经费11万元。",
        "上半年三公经费支出1.5万元。",
        "前三季度公用经费支出11万元。",
        # One of the things that a row takes together is not the row.
        "会议费0.1万元。",
        "会议费0.1万元、培训费0.3万元，共0.4万元。",
        "办公费3.2万元、印刷费2万元，合计5.2万元。",
        # The other stage of a whole stands behind the parts of the first.
        "三公经费预算3.2万元，其中公务用车2.2万元、公务接待1万元；决算2.9万元，其中公务用车2万元、公务接待0.9万元。",
        "三公经费预算3.2万元（公务用车2.2万元、公务接待1万元），决算2.9万元（2万元、0.9万元）。",
        "三公经费预算3.2万元：公务用车2.2万元、公务接待1万元；决算2.9万元：分别为2万元、0.9万元。",
    ],
)
def test_amounts_of_other_things_and_dates_contradict_no_row(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "calculation"),
    [
        ("三公经费预算3.2万元、决算3.4万元。", "2.9 ≠ 3.4"),
        ("三公经费：预算3.2万元、决算3.4万元。", "2.9 ≠ 3.4"),
        ("“三公”经费：全年预算3.2万元、决算3.4万元。", "2.9 ≠ 3.4"),
        ("截至12月底，三公经费支出3.4万元。", "2.9 ≠ 3.4"),
        ("2023年1月至12月，三公经费支出3.4万元。", "2.9 ≠ 3.4"),
        ("会议费、培训费共1.4万元。", "0.4 ≠ 1.4"),
        ("办公经费决算8.2万元。", "5.2 ≠ 8.2"),
        ("三公经费支出2.9万元，其中公务接待预算1万元、决算1.9万元。", "0.9 ≠ 1.9"),
        ("三公经费预算3.2万元，其中公务用车2.2万元、公务接待1万元；决算2.9万元，其中公务接待1.9万元。", "0.9 ≠ 1.9"),
        ("基本支出120万元，用于人员工资。", "120 + 50.75 = 170.75 ≠ 150.75"),
    ],
)
def test_an_amount_of_the_row_itself_is_held_against_it(sentence: str, calculation: str) -> None:
    assert calculation in told(sentence)


def test_a_row_that_prints_the_narrower_name_is_meant_by_it() -> None:
    narrow = BASE.replace("其中：办公经费", "其中：办公费")
    assert told("办公费决算4.2万元。", narrow) == ["5.2 ≠ 4.2"]
    assert told("办公费决算4.2万元。") == []


def test_a_part_is_not_more_than_the_row_in_any_column() -> None:
    assert told("培训费1.9万元。") == ["0.4 ≠ 1.9"]
    assert told("培训费0.8万元。") == []


def test_a_label_without_its_stage_is_a_name() -> None:
    assert name_in_label("公务接待费决算") == "公务接待费"
    assert name_in_label("三公经费预算数") == "三公经费"


def test_a_paragraph_that_begins_with_its_heading_is_read_at_its_places() -> None:
    text = REPORT.replace("三、绩效情况", "（九）运转保障。年初预算公用经费20万元，决算三公经费3万元。\n三、绩效情况")
    submission = submission_of(BASE, UNIT, CAR, TRAINING, text)
    figures = {one.raw: one for report in submission.reports for claim in report.claims for one in claim.figures}
    for raw, stage in (("20万元", Spoken.OPENING), ("3万元", Spoken.SPENT)):
        begin, end = figures[raw].place.span or (0, 0)
        assert paragraph_text(figures[raw], submission)[begin:end] == raw
        assert spoken_stage(figures[raw], None, submission) is stage
