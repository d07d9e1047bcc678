"""Every clean submission satisfies its own identities, recomputed from the truth's figures alone."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.corpora.truths import Figures, Truth, clean, name

COLUMNS = ("original_budget", "final_budget", "actual_amount")
CASES = pytest.mark.parametrize("truth", clean(), ids=name)


def forms(truth: Truth) -> list[str]:
    return ["annex3", *(f"annex4[{form['name']}]" for form in truth["forms"] if form["form"] == "annex4")]


def projects(truth: Truth) -> list[str]:
    return forms(truth)[1:]


def round2(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@CASES
def test_sources_add_up_to_the_total_of_each_project(truth: Truth) -> None:
    figures = Figures(truth)
    for form in projects(truth):
        kinds = ["fiscal", "carried", "other"]
        if figures.get(f"{form}.fiscal.final_budget") is None:
            kinds += ["central", "provincial", "city", "county"]
        for column in COLUMNS:
            parts = figures.sum(*(f"{form}.{kind}.{column}" for kind in kinds))
            assert parts == figures.at(f"{form}.total.{column}")


@CASES
def test_the_total_of_the_unit_is_basic_and_projects(truth: Truth) -> None:
    figures = Figures(truth)
    for column in COLUMNS[1:]:
        basic = figures.at("annex3.total." + column) - figures.sum(*(f"{p}.total.{column}" for p in projects(truth)))
        assert basic >= figures.at("report.basic") or column != "final_budget"
        if column == "actual_amount":
            assert basic == figures.at("report.basic")
    moved = figures.at("annex2.rows[basic_adjustment].actual")
    opening = figures.at("annex3.total.original_budget") - figures.sum(
        *(f"{p}.total.original_budget" for p in projects(truth))
    )
    final = figures.at("annex3.total.final_budget") - figures.sum(*(f"{p}.total.final_budget" for p in projects(truth)))
    assert final - opening == moved


@CASES
def test_the_box_adds_up_on_both_sides(truth: Truth) -> None:
    figures = Figures(truth)
    for column in COLUMNS:
        if figures.get(f"annex3.income.total.{column}") is None:
            continue
        income = figures.sum(
            *(f"annex3.income.{kind}.{column}" for kind in ("general", "government_fund", "special_account", "other"))
        )
        spending = figures.sum(f"annex3.spending.basic.{column}", f"annex3.spending.project.{column}")
        assert income == spending == figures.at(f"annex3.income.total.{column}")
        totals = {figures.at(f"annex3.total.{each}") for each in COLUMNS}
        assert income in totals
        other = {figures.sum(*(f"{p}.other.{each}" for p in projects(truth))) for each in COLUMNS}
        assert figures.sum(f"annex3.income.other.{column}") in other


@CASES
def test_projects_agree_in_base_data_forms_and_report(truth: Truth) -> None:
    figures = Figures(truth)
    actual = figures.sum(*(f"{project}.total.actual_amount" for project in projects(truth)))
    assert figures.at("annex2.rows[project].actual") == actual == figures.at("report.project")
    categories = ("business", "operation", "local", "transfer", "development")
    for column in ("prior_actual", "budget", "actual"):
        parts = figures.sum(*(f"annex2.rows[{each}].{column}" for each in categories))
        assert parts == figures.sum(f"annex2.rows[project].{column}")
    assert figures.sum(*(f"report.projects[{p}]" for p in figures.names("report.projects[", "]"))) == actual


@CASES
def test_staff_and_expenses_agree(truth: Truth) -> None:
    figures = Figures(truth)
    posts, staff = figures.at("annex2.authorised_posts"), figures.at("annex2.staff_in_post")
    assert round2(staff / posts * 100) == figures.at("annex2.staffing_rate")
    assert (posts, staff) == (figures.at("report.authorised_posts"), figures.at("report.staff_in_post"))
    for column in ("prior_actual", "budget", "actual"):
        car = figures.sum(f"annex2.rows[car_purchase].{column}", f"annex2.rows[car_upkeep].{column}")
        assert car == figures.sum(f"annex2.rows[car].{column}")
        parts = car + figures.sum(f"annex2.rows[abroad].{column}", f"annex2.rows[reception].{column}")
        assert parts == figures.sum(f"annex2.rows[three_public].{column}")
    assert figures.at("annex2.rows[operating].actual") == figures.at("report.goods")


@CASES
def test_the_report_adds_up(truth: Truth) -> None:
    figures = Figures(truth)
    basic = figures.sum("report.personnel", "report.goods", "report.subsidies")
    assert basic == figures.at("report.basic")
    classes = figures.names("report.classes[", "].amount")
    general = figures.at("report.general")
    assert figures.sum(*(f"report.classes[{each}].amount" for each in classes)) == general
    for each in classes:
        share = round2(figures.at(f"report.classes[{each}].amount") / general * 100)
        assert share == figures.at(f"report.classes[{each}].share")
    assert general + figures.sum("report.government_fund", "annex3.income.other.actual_amount") <= figures.at(
        "report.actual_amount"
    )
    assert figures.at("report.actual_amount") == figures.at("annex3.total.actual_amount")
    assert figures.at("report.score") == figures.at("annex3.total_score")


@CASES
def test_rates_and_points_for_execution_follow(truth: Truth) -> None:
    figures = Figures(truth)
    for form in forms(truth):
        final, actual = (figures.at(f"{form}.total.{column}") for column in COLUMNS[1:])
        assert round2(actual / final * 100) == figures.at(f"{form}.total.rate")
        score = figures.get(f"{form}.total.score")
        score = figures.at(f"{form}.execution.score") if score is None else score
        assert score == round2(actual / final * 10)


@CASES
def test_weights_and_scores_add_up(truth: Truth) -> None:
    figures = Figures(truth)
    for form in forms(truth):
        names = figures.names(f"{form}.indicators[", "].weight")
        weights = [figures.at(f"{form}.indicators[{each}].weight") for each in names]
        scores = [figures.at(f"{form}.indicators[{each}].score") for each in names]
        execution = figures.sum(f"{form}.total.score", f"{form}.execution.score")
        assert sum(weights) + 10 == figures.at(f"{form}.total_weight") == 100
        assert sum(scores) + execution == figures.at(f"{form}.total_score")
        assert all(0 <= score <= weight for score, weight in zip(scores, weights, strict=True))


@CASES
def test_points_follow_target_and_achievement(truth: Truth) -> None:
    figures = Figures(truth)
    for form in forms(truth):
        for each in figures.names(f"{form}.indicators[", "].achieved"):
            where = f"{form}.indicators[{each}]"
            target, achieved = figures.at(f"{where}.target"), figures.at(f"{where}.achieved")
            weight, score = figures.at(f"{where}.weight"), figures.at(f"{where}.score")
            possible = (
                {weight}
                if achieved == target
                else {
                    weight if achieved > target else round2(achieved / target * weight),
                    weight if achieved < target else round2((1 - (achieved - target) / target) * weight),
                }
            )
            assert score in possible, where
