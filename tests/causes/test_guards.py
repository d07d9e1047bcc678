"""What keeps a cause from being told, or from being told as surer than it is: a case on either side of each guard."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.causes import weights
from formaudit.causes.fold import _confidence, _joined, _order, _touched_by, fold_causes
from formaudit.causes.likelihood import standing_of
from formaudit.causes.patterns import find_patterns
from formaudit.causes.rejudge import Rejudge
from formaudit.causes.repair import CandidateRepair, _execution
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.messages import phrase, say
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome, Severity, Verdict, VerdictKind
from formaudit.settings import Profile
from tests.causes.folding import changed
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT, WHOLE
from tests.graph.making import evidence_of, figure, submission_of

CODES = {check.code: check for check in CHECKS}


def told(check: str, *figures: Figure, key: str = "", outcome: Outcome = Outcome.BROKEN) -> Verdict:
    return Verdict(
        check=check, outcome=outcome, key=key or figures[0].key, figures=figures, calculation="",
        message=phrase("user.rounding"), kind=VerdictKind.REMARK,
    )  # fmt: skip


def repair(one: Figure, value: str, *mended: tuple[str, str], omitted: tuple[Figure, ...] = ()) -> CandidateRepair:
    return CandidateRepair(figure=one, value=Decimal(value), fixed=(), subjects=frozenset(mended), omitted=omitted)


def test_every_confidence_is_a_share_and_what_is_proven_is_surer_than_what_is_possible() -> None:
    surest_first = (
        weights.REPLACED, weights.PROVEN, weights.COPIED, weights.REPEATED, weights.ONE_OF_SEVERAL, weights.POSSIBLE,
        weights.POSSIBLE_OF_SEVERAL,
    )  # fmt: skip
    assert list(surest_first) == sorted(surest_first, reverse=True)
    assert len(set(surest_first)) == len(surest_first)
    assert all(0 < each < 1 for each in surest_first)
    assert weights.POSSIBLE <= weights.BACKFILLED < weights.ONE_OF_SEVERAL
    assert weights.PROVEN == weights.OTHER_ROW


def test_what_speaks_against_a_repair_counts_against_it() -> None:
    assert weights.NEGATIVE < weights.NO_KIN < weights.FAR < 0 < weights.SLIP < weights.ELSEWHERE < weights.KIN
    # Being a part left out makes up for a printed value that stands in its own row too, not for a negative amount.
    assert weights.OMITTED + 2 * weights.FAR > 0 > weights.OMITTED + weights.NEGATIVE
    # What a check with readings asks for is more than one slip of the keyboard and no more than a value found elsewhere.
    assert weights.SLIP < weights.READINGS <= weights.ELSEWHERE


@pytest.mark.parametrize(
    ("mended", "alternatives", "expected"),
    [(1, 1, "possible"), (2, 1, "proven"), (3, 1, "proven"), (1, 2, "possible of several"), (2, 2, "one of several")],
)
def test_one_value_that_mends_two_findings_is_proof_and_several_values_are_none(
    mended: int, alternatives: int, expected: str
) -> None:
    subjects = [("T09", f"key{number}") for number in range(mended)]
    worth = {
        weights.PROVEN: "proven", weights.ONE_OF_SEVERAL: "one of several", weights.POSSIBLE: "possible",
        weights.POSSIBLE_OF_SEVERAL: "possible of several",
    }  # fmt: skip
    found = [repair(figure("4", key=f"cell{number}"), "5", *subjects) for number in range(alternatives)]
    assert worth[_confidence(found)] == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["T09.title"], 1),
        (["T09.title", ""], 1),
        (["T09.title", "T10.title"], 2),
        (["T09.title", "T10.title", "T11.title"], 3),
        (["T09.title", "T10.title", "T11.title", "T12.title"], 4),
    ],
)
def test_the_constraints_of_a_replacement_are_named_one_by_one(keys: list[str], expected: int) -> None:
    words = say(_joined(keys), "zh")
    titles = [say(phrase(key), "zh") for key in keys if key]
    assert len(titles) == expected
    assert all(title in words for title in titles)
    if expected == 1:
        assert words == titles[0]


def test_what_was_replaced_explains_only_what_its_cells_take_part_in() -> None:
    evidence = evidence_of(BASE, UNIT.replace("3万人 | 3万人", "3万人 | 152.5"), CAR, TRAINING, REPORT)
    apart = figure("7", key="annex4[阅读培训].grand.score")
    for cause in fold_causes(evidence, (told("T15", apart),)):
        assert cause.verdicts, cause.kind


@pytest.mark.parametrize(
    ("name", "value", "likelier"),
    [
        ("total", "10", True),
        ("total", "100", True),
        ("total", "35", False),
        ("indicator[流动服务]", "100", False),
        ("indicator[流动服务]", "10", False),
    ],
)
def test_only_the_weight_of_a_whole_is_likely_to_be_ten_or_a_hundred(name: str, value: str, likelier: bool) -> None:
    evidence = evidence_of(*WHOLE)
    standing = standing_of(evidence)
    known = next(
        each
        for each in evidence.graph.figures.values()
        if each.key.startswith(f"annex4[流动图书车].{name}") and each.address.column == "weight"
    )
    # 73 is neither the value of another cell of the row nor one slip away from any of the values asked for.
    printed = replace(known, raw="73", value=Decimal(73), place=replace(known.place, row=999))
    asked, any_other = (standing.score(printed, each, omitted=False) for each in (Decimal(value), Decimal(58)))
    assert (asked > any_other) is likelier


def test_a_number_stands_elsewhere_by_two_digits_or_more_and_more_often_than_the_cell_itself() -> None:
    standing = standing_of(evidence_of(*WHOLE))
    cell = replace(figure("71.3", key="somewhere"), place=replace(figure("1").place, table=99))
    plainly = standing.score(cell, Decimal("65.7"), omitted=False)
    for value, likelier in (("21", True), ("5.2", True), ("148.5", True), ("6", False), ("0", False), ("1", False)):
        assert (standing.score(cell, Decimal(value), omitted=False) > plainly) is likelier, value
    counted = replace(cell, unit="分")
    assert standing.score(counted, Decimal(21), omitted=False) == standing.score(counted, Decimal(65), omitted=False)


def backfilled(evidence: Evidence, *checks: str) -> list[str]:
    place = next(iter(evidence.graph.figures.values()))
    remarks = [told(check, replace(place, key=f"{check}.{number}")) for number, check in enumerate(checks)]
    return [pattern.kind.value for pattern in find_patterns(evidence, remarks) if pattern.kind == "backfilled-budget"]


@pytest.mark.parametrize(
    ("budget", "checks", "expected"),
    [
        ("150.75", ("X11", "Y04"), True),
        ("150.75", ("X11",), False),  # one remark is no pattern
        ("150.75", ("S11", "F01"), False),  # nothing of them asks how a budget came about
        ("150.75", ("X11", "F01"), False),
        ("152.5", ("X11", "Y04"), False),
        ("", ("X11", "Y04"), False),
        ("0", ("X11", "Y04"), False),
    ],
)
def test_a_budget_was_filled_in_afterwards_where_it_is_its_execution_and_two_remarks_ask_why(
    budget: str, checks: tuple[str, ...], expected: bool
) -> None:
    unit = UNIT.replace("148.5 | 152.5 | 150.75 |", f"148.5 | {budget} | 150.75 |")
    assert backfilled(evidence_of(BASE, unit, CAR, TRAINING, REPORT), *checks) == ["backfilled-budget"] * expected


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        (("F01", "F01"), ["repeated-remark"]),
        (("F01",), []),
        (("F01", "F02"), []),
        (("T09", "T09"), []),  # contradictions of money are told one by one
        (("X02", "X02"), []),
    ],
)
def test_one_remark_at_two_places_is_one_story_and_two_contradictions_are_two(
    checks: tuple[str, ...], expected: list[str]
) -> None:
    evidence = evidence_of(*WHOLE)
    place = next(iter(evidence.graph.figures.values()))
    remarks = [told(check, replace(place, key=f"{check}.{number}")) for number, check in enumerate(checks)]
    assert [pattern.kind.value for pattern in find_patterns(evidence, remarks)] == expected


def test_a_finding_belongs_to_a_repair_that_touches_the_cell_or_a_part_left_out() -> None:
    cell, part, other = figure("4", key="cell"), figure("12", key="part"), figure("4", key="other")
    mending = repair(cell, "16", ("T09", "cell"), omitted=(part,))
    assert _touched_by(mending, told("T10", other, cell), CODES)
    assert _touched_by(mending, told("T10", part), CODES)
    assert not _touched_by(mending, told("T10", other), CODES)
    # The same amount in a cost row of the form is the doubted figure once more; elsewhere it is another of that size.
    assert _touched_by(mending, told("S12", other), CODES)
    assert not _touched_by(mending, told("S12", figure("5", key="other")), CODES)


def test_a_story_begins_with_what_the_repair_mends_then_what_doubts_the_cell_then_sums_before_scores() -> None:
    cell, other = figure("4", key="cell"), figure("6", key="other")
    mending = repair(cell, "16", ("T10", "other"), ("X02", "other"), ("T09", "cell"), ("S01", "cell"))
    verdicts = [
        told("S11", other), told("T12", cell), told("S01", cell), told("X02", other), told("T10", other), told("T09", cell),
        Verdict(check="X02", outcome=Outcome.BROKEN, key="sum", figures=(), calculation="", message=phrase("user.rounding")),
    ]  # fmt: skip
    order = sorted(verdicts, key=lambda each: _order(mending, CODES, each))
    assert [(each.check, each.key) for each in order] == [
        ("T09", "cell"), ("S01", "cell"), ("T10", "other"), ("X02", "other"),
        ("T12", "cell"), ("X02", "sum"), ("S11", "other"),
    ]  # fmt: skip


def read_with(confidence: float) -> Evidence:
    """A submission with a part left out of a total that was read with a confidence."""
    submission = submission_of(*changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 37.5 | 38.6")))
    projects = []
    for form in submission.projects:
        funds = tuple(
            replace(row, final_budget=replace(row.final_budget, confidence=confidence)) if row.final_budget else row
            for row in form.funds
        )
        projects.append(replace(form, funds=funds))
    submission = replace(submission, projects=tuple(projects))
    return Evidence(submission=submission, graph=build_graph(submission), profile=Profile())


@pytest.mark.parametrize(("confidence", "mended"), [(1.0, True), (0.9, True), (0.89, False), (0.3, False)])
def test_what_was_read_in_doubt_is_neither_repaired_nor_a_cause_of_anything(confidence: float, mended: bool) -> None:
    evidence = read_with(confidence)
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    assert any(verdict.outcome is Outcome.BROKEN for verdict in verdicts)
    cells = {cell.figure.key for cause in fold_causes(evidence, verdicts) for cell in cause.cells}
    assert ("annex4[流动图书车].total.final_budget" in cells) is mended
    assert any(cause.kind == "omitted-part" for cause in fold_causes(evidence, verdicts)) is mended


def test_only_contradictions_that_are_more_than_a_note_get_a_cause() -> None:
    evidence = read_with(1.0)
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    broken = [verdict for verdict in verdicts if verdict.outcome is Outcome.BROKEN]
    for severity, some in ((Severity.NOTE, False), (Severity.MINOR, True), (Severity.MAJOR, True)):
        judged = [replace(verdict, severity=severity) for verdict in broken]
        assert bool(fold_causes(evidence, judged)) is some, severity
    assert fold_causes(evidence, [replace(verdict, outcome=Outcome.UNDECIDED) for verdict in broken]) == ()


def test_work_on_one_submission_is_bounded_and_nothing_is_mended_beyond_the_bound() -> None:
    evidence = evidence_of(
        *changed(
            ("年度资金总额 | 38 | 40 | 38.6 | 10 | 96.5% | 9.65", "年度资金总额 | 38 | 40 | 38.6 | 10 | 96.5% | 9.1")
        )
    )
    score = evidence.graph.figures["annex4[流动图书车].total.score"]
    right, far = Decimal("9.65"), Decimal("4.2")
    again = Rejudge(evidence=evidence, known={}, left=2)
    mended, harmed = again.changes(score, right, {})
    assert mended
    assert not harmed
    assert again.changes(score, right, {}) == (mended, harmed)  # known already, at no cost
    assert again.left == 0
    nothing: frozenset[tuple[str, str]] = frozenset()
    assert again.changes(score, far, {})[1] == nothing
    assert Rejudge(evidence=evidence, known={}).changes(figure("1", key="nowhere"), right, {}) == (nothing, nothing)


@pytest.mark.parametrize(
    ("actual", "budget", "found"),
    [("39.999", "40", "10.00"), ("1", "3", "3.33"), ("0", "3", "0.00"), ("0.3", "0.8", "3.75"), ("0.8", "1", "8.00")],
)
def test_a_score_by_the_rule_is_the_weight_by_the_execution(actual: str, budget: str, found: str) -> None:
    values = _execution(
        figure("9", "分"), figure("10", "分", key="w"), figure(actual, key="a"), figure(budget, key="b")
    )
    assert [value for _, value in values][1] == Decimal(found)
