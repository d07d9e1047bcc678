"""Each kind of cause comes out of the fault that makes it, and names the place of the fault."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submission
from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, apply_edits, reprint, spot_of
from formaudit.bench.kinds import kind_of
from formaudit.causes.patterns import find_patterns
from formaudit.forms.lookups import total_of
from formaudit.intake.gather import gather
from formaudit.intake.grouping import group_documents
from formaudit.messages import has, phrase
from formaudit.model.figure import Figure
from formaudit.model.report import Cause, SubmissionReport
from formaudit.model.verdict import Outcome, Severity, Verdict, VerdictKind
from formaudit.settings import Profile
from tests.bench.bases import base
from tests.material import MATERIAL, needs_material

MOST_STORIES = 15


def audited(clean: Base, edits: Sequence[Edit]) -> SubmissionReport:
    submissions, _ = group_documents(apply_edits(clean.documents, edits))
    return audit_submission(submissions[0], Profile(), "zh")


def reprinted(clean: Base, key: str, number: str) -> SubmissionReport:
    figure = next(one for one in clean.figures if one.key == key)
    edit = reprint(clean.documents, figure, number)
    assert edit is not None
    return audited(clean, [edit])


def first_repair(report: SubmissionReport) -> tuple[str, str]:
    cause = next(cause for cause in report.causes if cause.repairs)
    return cause.kind, cause.repairs[0].restored


def total(clean: Base, column: str) -> Figure:
    row = next(row for form in clean.submission.departments if (row := total_of(form)) is not None)
    figure: Figure = getattr(row, column)
    return figure


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("digits-swapped", {"transposed-digits", "digit-slip"}),
        ("digit-doubled", {"transposed-digits", "digit-slip"}),
        ("point-moved", {"transposed-digits", "digit-slip", "unit-slip"}),
        ("unit-slip", {"unit-slip"}),
        ("part-omitted", {"omitted-part"}),
        ("rate-of-other-row", {"misplaced-figure"}),
        ("last-years-value", {"stale-figure", "misplaced-figure"}),
        ("blank-cell", {"blank-cell"}),
        ("text-replaced-everywhere", {"search-and-replace"}),
        ("two-points", {"single-cell"}),
    ],
)
def test_a_fault_is_explained_by_a_cause_of_its_kind(code: str, expected: set[str]) -> None:
    clean = [base(name) for name in ("culture-clean", "greening-clean", "school-clean")]
    tried = [(one, edits) for seed in range(6) for one in clean if (edits := kind_of(code).make(one, Random(seed)))]
    assert tried
    assert any(
        cause.kind in expected and any(spot_of(repair.place) == edit.spot for repair in cause.repairs for edit in edits)
        for one, edits in tried
        for cause in audited(one, edits).causes
    )


def test_every_kind_of_cause_has_words() -> None:
    kinds = (
        "search-and-replace single-cell unit-slip misplaced-figure stale-figure omitted-part copied-form "
        "backfilled-budget transposed-digits digit-slip blank-cell repeated-remark"
    )
    assert [kind for kind in kinds.split() if not has(f"cause-kind.{kind}")] == []


def test_a_repair_that_two_relations_prove_is_surer_than_a_possible_one() -> None:
    clean = base("culture-clean")
    figure = next(
        one for one in clean.covered("万元", least=3) if one.amount > 1 and one.place.span is None and "." in one.raw
    )
    proved = next(cause for cause in reprinted(clean, figure.key, "7777.77").causes if cause.repairs)
    assert proved.confidence == 0.9
    assert proved.repairs[0].restored == str(figure.amount.normalize())
    assert proved.repairs[0].constraints


def test_two_faults_in_different_forms_are_two_causes() -> None:
    clean = base("culture-clean")
    here, there = clean.submission.projects[:2]
    keys = [row.final_budget.key for form in (here, there) if (row := total_of(form)) and row.final_budget]
    figures = [next(one for one in clean.figures if one.key == key) for key in keys]
    edits = [reprint(clean.documents, figure, str(figure.amount + 7)) for figure in figures]
    report = audited(clean, [edit for edit in edits if edit is not None])
    named = [spot_of(cause.repairs[0].place) for cause in report.causes if cause.repairs]
    assert {spot_of(figure.place) for figure in figures} <= set(named)


def pattern_verdict(check: str, key: str, place: Figure, message: str = "C07.broken") -> Verdict:
    return Verdict(
        check=check,
        outcome=Outcome.BROKEN,
        key=key,
        figures=(replace(place, key=key),),
        calculation="",
        message=phrase(message, first="附件3", second="附件4", total="9", equal="9"),
    )


def test_what_is_said_of_a_copied_form_and_of_its_source_is_one_story() -> None:
    clean = base("culture-clean")
    place = clean.figures[0]
    lead = pattern_verdict("C07", "annex4[甲].indicators", place)
    lead = replace(
        lead,
        kind=VerdictKind.COPIED_FORM,
        figures=(replace(place, key="annex4[甲].indicators"), replace(place, key="annex3.indicators")),
    )
    twins = [pattern_verdict("S11", f"{form}.indicator[满意度].achieved", place) for form in ("annex3", "annex4[甲]")]
    alone = pattern_verdict("S11", "annex3.indicator[其他].achieved", place)
    (pattern,) = find_patterns(clean.evidence, [lead, *twins, alone])
    assert pattern.kind == "copied-form"
    assert pattern.verdicts == (lead, *twins)


def test_a_budget_equal_to_its_execution_explains_what_nobody_explains() -> None:
    clean = next(one for one in map(base, ("river-clean", "culture-clean", "seed-clean")))
    told = [pattern_verdict(check, check, clean.figures[0]) for check in ("X11", "Y04")]
    budget, actual = total(clean, "final_budget"), total(clean, "actual_amount")
    kinds = [pattern.kind for pattern in find_patterns(clean.evidence, told)]
    assert kinds == (["backfilled-budget"] if budget.amount == actual.amount else [])
    form = clean.submission.departments[0]
    funds = tuple(
        replace(row, final_budget=replace(actual, key=budget.key)) if row.source == "total" else row
        for row in form.funds
    )
    filled = replace(clean.submission, departments=(replace(form, funds=funds),))
    (pattern,) = find_patterns(replace(clean.evidence, submission=filled), told)
    assert pattern.kind == "backfilled-budget"


def test_one_remark_at_several_places_is_one_story_but_contradictions_of_money_are_not() -> None:
    clean = base("culture-clean")
    remarks = [pattern_verdict("X18", f"report.attachment[{name}]", clean.figures[0]) for name in "甲乙丙"]
    sums = [pattern_verdict("T09", f"annex4[{name}].total", clean.figures[0]) for name in "甲乙"]
    (pattern,) = find_patterns(clean.evidence, [*remarks, *sums])
    assert pattern.kind == "repeated-remark"
    assert pattern.verdicts == tuple(remarks)


@needs_material
def test_the_real_submission_is_at_most_fifteen_stories() -> None:
    (submission,) = gather([Path(MATERIAL / "submission")]).submissions
    report = audit_submission(submission, Profile(), "zh")
    free = [finding for finding in report.findings if finding.cause is None and finding.severity is not Severity.NOTE]
    assert len(report.causes) + len(free) <= MOST_STORIES
    assert len({finding.id for finding in report.findings}) == len(report.findings)
    told: list[Cause] = [cause for cause in report.causes if cause.kind == "omitted-part"]
    assert [cause.repairs[0].restored for cause in told] == ["16.55"]
    by_id = {finding.id: finding.check for finding in report.findings}
    assert {"T09", "T10", "T11", "T12", "S12", "X04", "X10"} <= {by_id[each] for each in told[0].findings}
