"""Cells that can be read in several ways, or in none: they tick what they tick and accuse nobody."""

from decimal import Decimal
from functools import cache

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submission, judge
from formaudit.forms.lookups import same_stage
from formaudit.graph.collect import figures_of
from formaudit.graph.disputed import disputed_relations
from formaudit.graph.reading import read_relation
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Paragraph
from formaudit.model.figure import Alternative, Figure, State
from formaudit.model.relation import RelationKind
from formaudit.model.report import SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity
from formaudit.settings import Profile
from tests.causes.folding import changed
from tests.checks.test_written import profile
from tests.drawn import drawn
from tests.graph.drawings import CAR, WHOLE
from tests.graph.making import figure, relation, submission_of

SERIOUS = (Severity.CRITICAL, Severity.MAJOR)


@cache
def audited(*drawings: str) -> SubmissionReport:
    return audit_submission(submission_of(*drawings), Profile(), "zh")


def serious(report: SubmissionReport) -> list[tuple[str, str]]:
    return [(found.check, found.calculation) for found in report.findings if found.severity in SERIOUS]


def sums(report: SubmissionReport) -> set[str]:
    """The sums and rates of single forms that were found to hold."""
    return {tick.calculation for tick in report.ticks if tick.check in ("T02", "T09", "T10", "T12")}


def figure_of(submission: Submission, key: str) -> Figure:
    return next(figure for figure in figures_of(submission) if figure.key == key)


@pytest.mark.parametrize(
    ("cell", "holds"),
    [
        ("38.6（注1）", True),
        ("38.6①", True),
        ("约38.6", True),
        ("38.6*", True),
        ("38,6", True),
        ("见附注", False),
        ("详见明细表", False),
        ("39.6（注1）", False),
    ],
)
@pytest.mark.parametrize("spot", ["| 38 | 40 | {} | 10 |", "其中：流动图书车 | 30 | 40 | {}"])
def test_a_money_cell_that_cannot_be_read_is_never_blank_and_accuses_nobody(cell: str, holds: bool, spot: str) -> None:
    report = audited(*changed((spot.format("38.6"), spot.format(cell))))
    assert serious(report) == []
    assert [cause.kind for cause in report.causes if cause.kind not in ("repeated-remark", "backfilled-budget")] == []
    told = [each.reason for each in report.undecided if cell in each.reason]
    assert bool(told) is not holds, told
    assert not holds or sums(audited(*WHOLE)) == sums(report)


def test_what_cannot_be_read_is_a_figure_that_nobody_tested() -> None:
    before, after = audited(*WHOLE).coverage, audited(*changed(("| 38 | 40 | 38.6", "| 38 | 40 | 见附注"))).coverage
    assert (after.figures, after.contradicted) == (before.figures, 0)
    assert after.untested > before.untested


@pytest.mark.parametrize("word", ["不适用", "", "—"])
def test_words_for_nothing_and_blanks_are_as_before(word: str) -> None:
    submission = submission_of(*changed(("| 38 | 40 | 38.6", f"| 38 | 40 | {word}")))
    figure = figure_of(submission, "annex4[流动图书车].total.actual_amount")
    assert figure.state is (State.NOT_APPLICABLE if word == "不适用" else State.BLANK)
    assert figure.readings == ()


def test_a_row_of_the_base_data_that_cannot_be_read_is_not_left_out_of_the_projects() -> None:
    drawn = changed(
        ("阅读培训 | 10 | 12.5 | 12.15", "阅读培训 | 见附注 | 见附注 | 见附注"), ("阅读培训 | <", "馆员培训（另） | <")
    )
    assert serious(audited(*drawn)) == []


@pytest.mark.parametrize(
    ("printed", "budget", "actual", "outcome"),
    [
        ("1.2", "1000", "12", "holds"),
        ("0.95", "40", "38", "holds"),
        ("0.95", "4000", "38", "holds"),
        ("4.135", "4", "16.54", "holds"),
        ("1.2", "40", "12", "broken"),
        ("1.2%", "10", "12", "broken"),
        ("98", "40", "38", "broken"),
    ],
)
def test_a_bare_rate_is_a_percentage_or_a_ratio(printed: str, budget: str, actual: str, outcome: str) -> None:
    form = CAR.replace("| 38 | 40 | 38.6 | 10 | 96.5%", f"| {budget} | {budget} | {actual} | 10 | {printed}")
    form = form.replace("| 执行率 |", "| 执行率（%） |").replace("其中：当年财政拨款 | 35.5 | 37.5 | 36.1 |", "")
    report = audited(form)
    found = {tick.check: "holds" for tick in report.ticks} | {found.check: "broken" for found in report.findings}
    assert found["T10"] == outcome


IN_YUAN = (
    ("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 380000 | 400000 | 386000"),
    ("其中：当年财政拨款 | 35.5 | 37.5 | 36.1", "其中：当年财政拨款 | 355000 | 375000 | 361000"),
    ("其他资金 | 2.5 | 2.5 | 2.5", "其他资金 | 25000 | 25000 | 25000"),
)


def test_a_table_that_names_no_unit_may_be_in_yuan() -> None:
    assert serious(audited(*changed(*IN_YUAN))) == []
    named = (
        text.replace(
            "流动图书车 | < | < | < | < | <\n实施单位",
            "流动图书车 | < | < | < | < | <\n单位：万元 | | | | | |\n实施单位",
        )
        for text in changed(*IN_YUAN)
    )
    assert {check for check, _ in serious(audited(*named))} >= {"X02", "X05"}


def test_the_same_table_has_one_unit_and_a_single_cell_none_of_its_own() -> None:
    report = audited(*changed(IN_YUAN[0]))
    assert {check for check, _ in serious(report)} >= {"T09"}


def test_a_unit_that_is_printed_is_no_matter_of_reading() -> None:
    submission = submission_of(*(text.replace("年初预算数 |", "年初预算数（万元） |") for text in WHOLE))
    assert figure_of(submission, "annex4[流动图书车].total.actual_amount").readings == ()
    assert figure_of(submission_of(*WHOLE), "annex4[流动图书车].total.actual_amount").readings != ()


def test_relations_that_need_different_readings_are_open() -> None:
    """One form without a unit: the first relation needs it in 万元, the second in 元."""
    unsure = replace(
        figure("400000", key="open"),
        readings=(Alternative(value=Decimal(400000), unit="元", decimals=0, group="unit of annex4[甲]"),),
    )
    wan, yuan = figure("400000", key="a"), figure("40", key="b")
    one, two = (relation(RelationKind.EQUAL, known, unsure) for known in (wan, yuan))
    assert read_relation(one, {}).outcome is read_relation(two, {}).outcome is Outcome.HOLDS
    assert disputed_relations((one, two), {}) == {0, 1}
    assert disputed_relations((one, one), {}) == frozenset()
    neither = relation(RelationKind.EQUAL, figure("7", key="c"), unsure)
    assert read_relation(neither, {}).outcome is Outcome.BROKEN
    assert disputed_relations((two, neither), {}) == frozenset()


def test_many_open_figures_are_read_alike() -> None:
    def unsure(number: int) -> Figure:
        other = Alternative(value=Decimal(10000), unit="元", decimals=0, group=f"unit of annex4[{number}]")
        return replace(figure("10000", key=f"part{number}"), readings=(other,))

    parts = tuple(unsure(number) for number in range(9))
    assert read_relation(relation(RelationKind.SUM, figure("9", key="all"), *parts), {}).outcome is Outcome.HOLDS
    assert read_relation(relation(RelationKind.SUM, figure("8", key="all"), *parts), {}).outcome is Outcome.BROKEN


def test_doubtful_characters_accuse_nobody_and_cause_nothing() -> None:
    submission = submission_of(*changed(("| 38 | 40 | 38.6", "| 38 | 40 | 33.6")))
    assert serious(audit_submission(submission, Profile(), "zh"))
    form = next(form for form in submission.projects if form.name == "流动图书车")
    funds = tuple(
        replace(row, actual_amount=replace(row.actual_amount, confidence=0.8))
        if row.source == "total" and row.actual_amount is not None
        else row
        for row in form.funds
    )
    projects = tuple(replace(form, funds=funds) if each is form else each for each in submission.projects)
    report = audit_submission(replace(submission, projects=projects), Profile(), "zh")
    assert serious(report) == []
    assert [cause.kind for cause in report.causes if cause.repairs] == []


@pytest.mark.parametrize("stage", ["152.5 | 150.75", "见附注 | 150.75", "152.5 | 见附注", " | 150.75"])
def test_a_box_that_may_hold_the_unreadable_stage_is_not_held_against_the_others(stage: str) -> None:
    report = audited(*changed(("148.5 | 152.5 | 150.75", f"148.5 | {stage}")))
    assert [each for each in serious(report) if each[0] in ("T07", "T08", "X02", "X04")] == []


def test_two_blank_stages_are_not_one_figure() -> None:
    submission = submission_of(*changed(("148.5 | 152.5 | 150.75", "148.5 | |")))
    assert not same_stage(submission.departments[0])


@pytest.mark.parametrize(
    ("cell", "outcome"), [("38.6", Outcome.HOLDS), ("39.6", Outcome.BROKEN), ("38.6①", Outcome.UNDECIDED)]
)
def test_a_relation_of_the_profile_accuses_nobody_of_what_cannot_be_read(cell: str, outcome: Outcome) -> None:
    rules = profile("annex4[流动图书车].total.actual_amount = annex2[流动图书车].final_account")
    _, verdicts = judge(submission_of(*changed(("| 38 | 40 | 38.6", f"| 38 | 40 | {cell}"))), rules)
    assert [verdict.outcome for verdict in verdicts if verdict.check == "R01"] == [outcome]


def test_a_relation_of_the_profile_reads_a_table_without_a_unit_both_ways() -> None:
    rules = profile("annex4[流动图书车].total.actual_amount = annex2[流动图书车].final_account")
    _, verdicts = judge(submission_of(*changed(*IN_YUAN)), rules)
    assert [verdict.outcome for verdict in verdicts if verdict.check == "R01"] == [Outcome.HOLDS]


def test_a_paragraph_read_doubtfully_accuses_nobody() -> None:
    wrong = changed(("2023年项目支出50.75万元", "2023年项目支出51.75万元"))
    documents = [drawn(text, path=f"材料/{number}.docx") for number, text in enumerate(wrong, 1)]
    doubted = [
        replace(
            document,
            blocks=tuple(
                replace(block, confidence=0.8) if isinstance(block, Paragraph) else block for block in document.blocks
            ),
        )
        for document in documents
    ]
    (sure,), _ = group_documents(documents)
    (unsure,), _ = group_documents(doubted)
    assert serious(audit_submission(sure, Profile(), "zh")) != []
    assert serious(audit_submission(unsure, Profile(), "zh")) == []


@pytest.mark.parametrize(
    ("printed", "cell"),
    [
        ("人次 | 30 | 30", "人次 | ¥30 | 30"),
        ("人次 | 30 | 30", "人次 | 30 | 30%"),
        ("| 10 | 96.5% | 9.65", "| 10 | 96.5万元 | 9.65"),
        ("其中：流动图书车 | 30 | 40 |", "其中：流动图书车 | 30 | 40% |"),
    ],
)
def test_a_number_of_another_kind_than_its_column_accuses_nobody(printed: str, cell: str) -> None:
    report = audited(*changed((printed, cell)))
    assert serious(report) == []
    assert [cause.kind for cause in report.causes if cause.repairs] == []
