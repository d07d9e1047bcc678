"""Why figures of different forms must agree: one figure changed breaks exactly what it is compared with."""

from decimal import Decimal

import pytest

from formaudit.forms.lookups import box_holds_budget, complete_projects, form_for_row
from formaudit.model.verdict import Outcome
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT, WHOLE
from tests.graph.making import evidence_of, outcomes, submission_of

Keys = set[tuple[str, str]]


def across(*drawings: str) -> dict[tuple[str, str], Outcome]:
    found = outcomes(evidence_of(*drawings).graph)
    return {key: outcome for key, outcome in found.items() if key[0].startswith("X")}


def broken(*drawings: str) -> Keys:
    return {key for key, outcome in across(*drawings).items() if outcome is Outcome.BROKEN}


def with_change(old: str, new: str) -> tuple[str, ...]:
    assert sum(text.count(old) for text in WHOLE) == 1, old
    return tuple(text.replace(old, new) for text in WHOLE)


CAR_EXECUTED = "annex2[流动图书车]=annex4[流动图书车].total.actual_amount"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "年度资金总额 | 38 | 40 | 38.6",
            "年度资金总额 | 38 | 40 | 36.1",
            {("X02", "annex2.project=sum(annex4)"), ("X05", CAR_EXECUTED)},
        ),
        (
            "年度资金总额 | 38 | 40 | 38.6",
            "年度资金总额 | 38 | 37.5 | 38.6",
            {("X02", "annex3.project=sum(annex4)"), ("X04", "annex3.total.final=basic+sum(annex4)")},
        ),
        (
            "项目支出 | 40 | 52.5 | 50.75",
            "项目支出 | 40 | 62.5 | 50.75",
            {("X03", "annex2.project.budget=sum(annex4)")},
        ),
        (
            "项目支出：52.5",
            "项目支出：25.5",
            {("X02", "annex3.project=sum(annex4)")},
        ),
        ("其他资金：2.5", "其他资金：5.2", {("X10", "annex3.income_other=sum(annex4.other)")}),
        (
            "公用经费19.4万元",
            "公用经费14.9万元",
            {("X08", "report[公用经费]=公用经费"), ("X07", "report[基本支出]=sum")},
        ),
        (
            "其中流动图书车38.6万元",
            "其中流动图书车40万元",
            {("X06", "report[流动图书车]=流动图书车"), ("X07", "report[项目支出]=sum")},
        ),
        ("整体支出150.75万元", "整体支出151.75万元", {("X09", "report[整体支出]=annex3.total")}),
        ("实际在职18人", "实际在职17人", {("X01", "report[实际在职]=annex2.staff_in_post")}),
        ("核定编制20人", "核定编制22人", {("X01", "report[清河县图书馆核定编制]=annex2.authorised_posts")}),
    ],
)
def test_a_changed_figure_breaks_exactly_what_it_is_compared_with(old: str, new: str, expected: Keys) -> None:
    assert broken(*with_change(old, new)) == expected


def test_a_project_s_budget_beside_its_execution_is_no_other_figure_of_the_same_item() -> None:
    sentence = "其中流动图书车40万元，实际支出38.6万元"
    assert not any(check in ("X06", "X09") for check, _ in broken(*with_change("其中流动图书车38.6万元", sentence)))


def test_the_text_may_speak_of_any_stage_of_the_total() -> None:
    for stage in ("148.5", "152.5", "150.75", "148.25"):  # the last without the projects' other funds
        assert ("X09", "report[整体支出]=annex3.total") not in broken(
            *with_change("整体支出150.75万元", f"整体支出{stage}万元")
        )


def test_a_paragraph_may_speak_of_the_budget_column() -> None:
    text = REPORT.replace(
        "项目支出50.75万元，其中流动图书车38.6万元，阅读培训12.15万元",
        "项目支出预算52.5万元，其中流动图书车40万元，阅读培训12.5万元",
    )
    assert text != REPORT
    assert broken(BASE, UNIT, CAR, TRAINING, text) == set()


def test_forms_are_summed_only_where_every_project_has_one() -> None:
    assert complete_projects(submission_of(*WHOLE))
    without = submission_of(BASE, UNIT, CAR, REPORT)
    assert not complete_projects(without)
    assert not {subject for _, subject in across(BASE, UNIT, CAR, REPORT) if "sum(annex4)" in subject}


def test_a_project_without_money_this_year_needs_no_form() -> None:
    text = BASE.replace("公用经费 | 20", "旧馆搬迁 | 7 | | \n公用经费 | 20")
    assert complete_projects(submission_of(text, UNIT, CAR, TRAINING))
    text = BASE.replace("公用经费 | 20", "旧馆搬迁 | 7 | 1 | \n公用经费 | 20")
    assert not complete_projects(submission_of(text, UNIT, CAR, TRAINING))


def test_projects_are_matched_by_name_and_not_by_order() -> None:
    submission = submission_of(*WHOLE)
    rows = {row.name: row for row in submission.base_data[0].rows}
    for name in ("流动图书车", "阅读培训"):
        form = form_for_row(rows[name], submission.projects)
        assert form is not None
        assert form.name == name
    assert form_for_row(rows["公用经费"], submission.projects) is None


def test_the_box_holds_the_stage_that_it_equals() -> None:
    def held(text: str) -> bool | None:
        return box_holds_budget(submission_of(text).departments[0])

    assert held(UNIT) is True
    assert held(UNIT.replace("：152.5", "：150.75")) is False
    assert held(UNIT.replace("：152.5", "：99")) is None
    assert held(UNIT.replace("按支出性质分：152.5", "").replace("按收入性质分：152.5", "")) is None


def test_where_the_box_holds_execution_it_is_compared_with_annex_2() -> None:
    text = (
        UNIT.replace("：152.5", "：150.75").replace("：150 ", "：148.25 ").replace("项目支出：52.5", "项目支出：50.75")
    )
    found = across(BASE, text, CAR, TRAINING)
    assert found["X02", "annex3.project=annex2.project"] is Outcome.HOLDS
    assert found["X02", "annex3.project=sum(annex4)"] is Outcome.HOLDS
    wrong = text.replace("项目支出：50.75", "项目支出：57.05")
    assert {("X02", "annex3.project=annex2.project"), ("X02", "annex3.project=sum(annex4)")} <= broken(
        BASE, wrong, CAR, TRAINING
    )


def test_a_box_with_columns_compares_execution_too() -> None:
    lines = [line for line in UNIT.splitlines() if "：" not in line]
    at = next(number for number, line in enumerate(lines) if line.startswith("年度资金总额")) + 1
    lines[at:at] = [
        "按支出性质分 | 148.5 | 152.5 | 150.75 | | |",
        "其中：基本支出 | 96 | 100 | 100 | | |",
        "项目支出 | 52.5 | 52.5 | 50.75 | | |",
    ]
    text = "\n".join(lines)
    assert broken(BASE, text, CAR, TRAINING) == set()
    assert across(BASE, text, CAR, TRAINING)["X02", "annex3.project.executed=annex2.project"] is Outcome.HOLDS
    wrong = text.replace("项目支出 | 52.5 | 52.5 | 50.75", "项目支出 | 52.5 | 52.5 | 57.05")
    assert ("X02", "annex3.project.executed=annex2.project") in broken(BASE, wrong, CAR, TRAINING)
    assert ("X02", "annex3.project.executed=sum(annex4)") in broken(BASE, wrong, CAR, TRAINING)


def in_yuan(line: str) -> str:
    """A row of the block of funds with its three amounts printed in 元."""
    name, *cells = [cell.strip() for cell in line.split("|")]
    money = [f"{Decimal(cell) * 10000:,.2f}" if cell else "" for cell in cells[:3]]
    return " | ".join([name, *money, *cells[3:]])


def test_yuan_in_one_form_and_ten_thousand_in_another_agree() -> None:
    rows = ("年度资金总额", "其中：当年财政拨款", "其他资金")
    text = "单位：元\n" + "\n".join(in_yuan(line) if line.startswith(rows) else line for line in CAR.splitlines())
    assert "386,000.00" in text
    assert broken(BASE, UNIT, text, TRAINING, REPORT) == set()
