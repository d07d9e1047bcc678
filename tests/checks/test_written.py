"""Relations that an auditor wrote: the same verdicts as those of the catalogue."""

from decimal import Decimal

import pytest

from formaudit.audit import audit_submission, judge
from formaudit.indicators.lexicon import lexicon
from formaudit.messages import say
from formaudit.model.report import SubmissionReport
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from formaudit.profiles.equation import EquationError, Terms, read_equation
from formaudit.settings import NameBook, Profile, UserRelation
from tests.checks.cases import Change, drawn


def no_definitions(name: str, position: int) -> Terms:
    raise EquationError("unknown-name", position, text=name)


def profile(equation: str, **options: object) -> Profile:
    relation = UserRelation(code="R01", name="关系", equation=read_equation(equation, no_definitions), **options)  # type: ignore[arg-type]  # the options are those of UserRelation
    return Profile(name="本县", relations=(relation,))


def said(equation: str, *changes: Change, **options: object) -> list[Verdict]:
    return [verdict for verdict in judge(drawn(changes), profile(equation, **options))[1] if verdict.check == "R01"]


def report(rules: Profile, *changes: Change) -> SubmissionReport:
    return audit_submission(drawn(changes), rules, "zh")


@pytest.mark.parametrize("equation", ["annex2[档案外迁].budget = 12", "12 = annex2[档案外迁].budget"])
def test_a_relation_without_any_figure_is_told_by_its_address(equation: str) -> None:
    (verdict,) = said(equation)
    assert verdict.outcome is Outcome.NOT_APPLICABLE
    assert [figure.label for figure in verdict.figures] == ["annex2[档案外迁].budget"]


def test_the_printed_reading_of_a_figure_is_the_one_that_is_shown_where_several_hold() -> None:
    change = ("unit", "| 10 | 99.92% | 9.99 |", "| 10 | 0.9992 | 9.99 |")
    for equation, outcome, calculation in (
        ("annex3.total.rate <= 200", "holds", "99.92 ≤ 200"),
        ("annex3.total.rate = 99.92", "holds", "99.92 = 99.92"),
        ("annex3.total.rate = 0.9992", "holds", "0.9992 = 0.9992"),
        ("annex3.total.rate = 50", "broken", "99.92 ≠ 50"),
    ):
        (verdict,) = said(equation, change)
        assert (verdict.outcome.value, verdict.calculation) == (outcome, calculation)


@pytest.mark.parametrize(
    ("equation", "outcome", "calculation"),
    [
        ("annex2[项目支出].final_account = annex3.project_expenditure", "broken", "24.5 ≠ 24.6"),
        ("annex2[项目支出].budget = 12", "holds", "12 = 12"),
        ("annex2[项目支出].final_account = annex2[本级专项资金].final_account + annex2[上级转移支付].final_account", "holds", "12.5 + 12 = 24.5 = 24.5"),
        ("annex3.total.original_budget <= annex3.total.final_budget", "holds", "112 ≤ 126.6"),
        ("annex3.total.original_budget >= annex3.total.final_budget", "broken", "112 < 126.6"),
        ("sum(annex4[*].total.final_budget) <= 10", "broken", "12.6 + 12 = 24.6 > 10"),
        ("2 * annex2.staff_in_post <= annex2.authorised_posts", "broken", "2 × 9 = 18 > 12"),
        ("annex3.total.final_budget - annex3.total.actual_amount <= 0.1", "holds", "126.6 − 126.5 = 0.1 ≤ 0.1"),
        ("annex3.total.rate = annex3.total.final_budget", "undecided", ""),
        ("annex3.total.weight = annex4[没有].total.weight", "undecided", ""),
        ("annex4[没有].total.weight = 10", "not-applicable", ""),
    ],
)  # fmt: skip
def test_an_equation_holds_breaks_or_stays_open(equation: str, outcome: str, calculation: str) -> None:
    (verdict,) = said(equation)
    assert (verdict.outcome.value, verdict.calculation) == (outcome, calculation)
    assert verdict.figures
    assert say(verdict.message)
    assert say(verdict.message, "en")


def test_a_star_outside_a_sum_stands_for_one_form_after_the_other() -> None:
    verdicts = said("annex4[*].total.actual_amount <= annex4[*].total.final_budget")
    assert {(verdict.key, verdict.outcome) for verdict in verdicts} == {
        ("关系[区级专项资金]", Outcome.HOLDS),
        ("关系[上级转移支付]", Outcome.HOLDS),
    }


def test_a_budget_line_is_found_by_any_of_its_names() -> None:
    (verdict,) = said("annex2[“三公”经费合计].budget = annex2[三公经费].budget")
    assert verdict.outcome is Outcome.HOLDS
    assert {figure.key for figure in verdict.figures} == {"annex2[三公经费].budget"}


def test_a_blank_is_nothing_only_beside_a_filled_one() -> None:
    blank = ("base", "| 3、公务接待 | 0.5 | 0.5 | 0.4 |", "| 3、公务接待 | 0.5 | 0.5 |  |")
    (alone,) = said("annex2[公务接待].final_account <= 1", blank)
    (beside,) = said("annex2[公务接待].final_account + annex2[出国经费].final_account <= 1", blank)
    assert alone.outcome is Outcome.NOT_APPLICABLE
    assert (beside.outcome, beside.calculation) == (Outcome.HOLDS, "0(空) + 0 = 0 ≤ 1")


def test_a_damaged_figure_decides_nothing() -> None:
    (verdict,) = said("annex2[项目支出].final_account = 24.5", ("base", "| 12 | 24.5 |", "| 12 | 24.5.5 |"))
    assert verdict.outcome is Outcome.UNDECIDED


def test_a_small_difference_is_a_tail_unless_a_tolerance_is_given() -> None:
    sums = "annex2[公车购置].budget + annex2[公车运行维护].budget = annex2[公务用车购置和维护经费].budget"
    change = ("base", "| 1、公务用车购置和维护经费 | 1 | 1 | 0.8 |", "| 1、公务用车购置和维护经费 | 1 | 1.02 | 0.8 |")
    (tail,) = said(sums, change)
    assert (tail.outcome, tail.severity, tail.nature) == (Outcome.BROKEN, Severity.NOTE, Nature.ROUNDING)
    (strict,) = said(sums, change, tolerance=Decimal("0.01"))
    assert (strict.outcome, strict.severity) == (Outcome.BROKEN, None)
    (wide,) = said(sums, change, tolerance=Decimal("0.05"))
    assert wide.outcome is Outcome.HOLDS


def test_a_broken_relation_is_a_finding_in_the_user_s_words() -> None:
    rules = profile(
        "annex2[项目支出].budget = annex3.project_expenditure",
        severity="critical",
        message="两表项目支出不同",
        question="请说明原因。",
        basis=("县财政局通知",),
    )
    found = report(rules)
    (finding,) = [one for one in found.findings if one.check == "R01"]
    assert (finding.title, finding.severity, finding.question) == ("不符：关系", Severity.CRITICAL, "请说明原因。")
    assert finding.message == "两表项目支出不同（相差 12.6万元）"
    assert finding.basis == ("县财政局通知",)
    assert finding.effect is not None
    assert finding.effect.money == Decimal("12.6")
    (row,) = [row for row in found.ledger if row.check == "R01"]
    assert (row.name, row.broken, row.holds) == ("关系", 1, 0)


def test_a_relation_that_holds_is_a_tick_and_ties_its_figures() -> None:
    rules = profile("report[国有资本经营预算支出] = annex2[部门基本支出预算调整].budget")
    before, after = report(Profile()), report(rules)
    assert [tick.calculation for tick in after.ticks if tick.check == "R01"] == ["0 = 0"]
    assert after.coverage.tied > before.coverage.tied
    assert after.findings == before.findings


def test_a_relation_says_the_same_of_a_moved_row() -> None:
    rules = profile("annex2[办公经费].final_account = 7")
    moved = ("base", "| 其中：办公经费 | 8 | 8 | 7.5 |", "| 其中：印刷费 | 1 | 1 | 1 |\n| 办公经费 | 8 | 8 | 7.5 |")
    ids = [[one.id for one in report(rules, *changes).findings if one.check == "R01"] for changes in ((), (moved,))]
    assert ids[0] == ids[1] != []


def test_the_names_of_the_profile_are_in_force_during_the_audit() -> None:
    book = NameBook(distinct=(("甲", "乙"),))
    judge(drawn(), Profile(names=book))
    assert lexicon().distinct == frozenset()
