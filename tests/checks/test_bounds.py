"""Guards and bounds inside the checks, each with a case in which it decides."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.checks.across.parties import one_name
from formaudit.checks.across.stated import attachment_missing
from formaudit.checks.by_users.written_sides import fitting
from formaudit.checks.kernel.batch import make_batch, metrics_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.relations import printed
from formaudit.checks.scores.directions import direction
from formaudit.checks.scores.patterns import _reversed
from formaudit.checks.scores.score_rules import numeric_pair, reverse_score
from formaudit.checks.years_and_peers.peers import scores_of_batch
from formaudit.graph.figure_graph import build_graph
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure, State
from formaudit.model.forms import Indicator
from formaudit.model.place import Place
from formaudit.model.verdict import Outcome, Severity
from formaudit.settings import Profile
from tests.checks.cases import Case, Change, breaks, drawn, holds, judge, silent, verdicts
from tests.checks.forms import FORMS
from tests.graph.making import figure

TOTAL = "| 年度资金总额 | < | < | 12 | 12.6 | 12.5 | 10 | 99.21% | 9.92 |"

_PART = "| 库房改造 | 2 | 3 | 3.1 |"
_OPEN = ("unit", "1260人次 | 10 | 10 |", "1260人次 | 10 |  |")
_MOVED = (
    ("unit", "| 年度资金总额 | < | < | 112 | 126.6 |", "| 年度资金总额 | < | < | 100 | 120 |"),
    ("report", "年中追加上级转移支付12万元。", ""),
)


def _line(**bounds: str) -> Profile:
    """A profile that draws lines elsewhere."""
    return replace(Profile(), **{name: Decimal(value) for name, value in bounds.items()})


def _bought(budget: str, account: str) -> Change:
    """What was to be bought, and what was."""
    return "base", "| 政府采购金额 | 15 | 18 | 17.2 |", f"| 政府采购金额 | 15 | {budget} | {account} |"


def _graded(score: str, grade: str) -> tuple[Change, Change, Change]:
    """The total of the unit in the form and in the report, and its grade."""
    return (
        ("unit", "| 100 | 99.24 |", f"| 100 | {score} |"),
        ("report", "自评得分99.24分，评价等级", f"自评得分{score}分，评价等级"),
        ("report", "等级为“优”", f"等级为“{grade}”"),
    )


CASES = (
    silent("S01", "no budget to measure against", ("project", TOTAL, TOTAL.replace("12.6", "0"))),
    silent("S01", "the budget is blank", ("project", TOTAL, TOTAL.replace("12.6", "")), without=("unit", "transfer")),
    silent("S01", "the execution is blank", ("project", TOTAL, TOTAL.replace("12.5", "")), without=("unit", "transfer")),
    breaks(
        "X18",
        "an attachment that is called like the report itself is none of the forms",
        ("report", "3、项目支出绩效自评表", "3、项目支出绩效自评表\n4、2023年度湖滨区档案馆单位整体支出绩效自评情况"),
    ),
    breaks(
        "X02",
        "a gap as small as rounding is none where the text prints the budget of the row",
        ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 20 | 24.51 | 24.5 |"),
        ("report", "2023年项目支出24.5万元", "2023年项目支出24.51万元"),
    ),
    holds(
        "X02",
        "a gap as small as rounding",
        ("report", "2023年项目支出24.5万元", "2023年项目支出24.51万元"),
    ),
    holds("N02", "a rate of the amount that was added", ("report", "年中追加上级转移支付12万元。", "专项支出60万元，比上年增加10万元，增长20%。")),
    breaks("N02", "another rate than the amounts give", ("report", "年中追加上级转移支付12万元。", "专项支出60万元，比上年增加10万元，增长16%。")),
    holds("X14", "a hundredth more than the money", _bought("18", "44.01")),
    breaks("X14", "two hundredths more than the money", _bought("18", "44.02")),
    breaks("X14", "a budget that those of the projects would cover", _bought("45.61", "17.2"), severity=Severity.NOTE),
    breaks("X14", "a budget that those of the projects would not cover", _bought("45.62", "17.2")),
    breaks("Y01", "a change of just the line is none", profile=_line(movement="2.5")),
    breaks("Y01", "a change beyond the line", profile=_line(movement="2.4")),
    holds("F05", "a share of just the line", ("base", _PART, "| 其他项目 | 2 | 2.4 | 2.5 |")),
    breaks("F05", "a share beyond the line", ("base", _PART, "| 其他项目 | 2 | 2.4 | 2.6 |")),
    holds("F05", "ten thousand are left alone", ("base", _PART, "| 其他项目 | 2 | 1 | 1 |"), profile=_line(catch_all="5")),
    holds("X22", "ninety is the best grade", *_graded("90", "优")),
    holds("X22", "ninety is the best grade where no form prints one", *_graded("90", "优")[1:], without=("unit", "project", "transfer")),
    breaks("X22", "a grade that no usual bounds give", *_graded("95", "良"), severity=Severity.MAJOR),
    breaks("X22", "a grade that other bounds give, from above", *_graded("94.9", "良"), severity=Severity.MINOR),
    breaks("X22", "a grade that other bounds give, from below", *_graded("70", "良"), severity=Severity.MINOR),
    breaks("T15", "all points though a row lost some", _OPEN, _graded("100", "优")[0]),
    breaks("T15", "a hundredth more than can be left", _OPEN, _graded("99.25", "优")[0]),
    holds("T15", "just what can be left", _OPEN),
    breaks("T15", "less than the rows have", _OPEN, _graded("80", "优")[0]),
    breaks("Y04", "a change of just the line is a note", *_MOVED, profile=_line(adjustment_reason="20", adjustment_note="5"), severity=Severity.NOTE),
    breaks("Y04", "a change beyond the line", *_MOVED, profile=_line(adjustment_reason="19", adjustment_note="5"), severity=Severity.MINOR),
    breaks("Y04", "own money of just the line", *_MOVED, profile=_line(adjustment_reason="8", adjustment_note="5"), severity=Severity.MINOR),
    holds("Y04", "own money of just the line of a note", *_MOVED, profile=_line(adjustment_reason="30", adjustment_note="8")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "target", "achieved", "score"),
    [
        ("linear", "10", "15", "5.00"),
        ("linear", "10", "19", "1.00"),
        ("linear", "10", "20", "0"),
        ("linear", "0", "1", "0"),
        ("linear", "-5", "-3", "0"),
        ("ratio", "10", "15", "6.67"),
        ("ratio", "10", "20", "5.00"),
        ("ratio", "0", "1", "0.00"),
        ("ratio", "-5", "1", "0.00"),
        ("ratio", "-5", "0", "0"),
        ("ratio", "-5", "-3", "0"),
    ],
)
def test_more_than_should_be_loses_points(formula: str, target: str, achieved: str, score: str) -> None:
    found, line = reverse_score(formula, Decimal(target), Decimal(achieved), Decimal(10))
    assert str(found) == score
    assert Decimal(line.split()[-1]) == found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_guard_decides(case: Case) -> None:
    judge(case)


def _row(check: str = "S02") -> Indicator:
    del check
    form = drawn().departments[0]
    return next(row for row in form.indicators if row.target is not None and row.achieved is not None)


def test_a_grade_far_from_the_score_is_no_small_matter() -> None:
    (found,) = [
        verdict
        for verdict in verdicts(breaks("X22", "", ("report", "评价等级为“优”", "评价等级为“中”")))
        if verdict.outcome is Outcome.BROKEN
    ]
    assert found.severity is None
    near = verdicts(silent("X22", ""))
    assert {verdict.severity for verdict in near} == {None}


@pytest.mark.parametrize(
    ("raw", "unit", "state", "said"),
    [
        ("12", "万元", State.FILLED, "12万元"),
        ("12万元", "万元", State.FILLED, "12万元"),
        ("12.1.2", "万元", State.DAMAGED, "12.1.2"),
        ("", "万元", State.BLANK, "—"),
    ],
)
def test_a_figure_is_printed_with_its_unit_once(raw: str, unit: str, state: State, said: str) -> None:
    value = Decimal(12) if state is State.FILLED else None
    assert printed(replace(figure("", unit), raw=raw, state=state, value=value)) == said


def test_of_two_rows_with_equal_points_the_better_is_wronged_where_it_was_met_in_full() -> None:
    high, low, weight, small = figure("13"), figure("13"), Decimal(15), Decimal("0.05")
    assert _reversed(weight, high, low, (Decimal(1), Decimal("0.998")), small)
    assert not _reversed(weight, high, low, (Decimal("0.999"), Decimal("0.998")), small)
    assert _reversed(weight, high, low, (Decimal("0.99"), Decimal("0.9")), small)
    assert not _reversed(weight, figure("15"), figure("15"), (Decimal(1), Decimal("0.9")), small)
    assert _reversed(weight, figure("12"), low, (Decimal("0.99"), Decimal("0.98")), small)
    assert not _reversed(weight, figure("14"), low, (Decimal(1), Decimal("0.9")), small)
    assert not _reversed(weight, high, figure("13.01"), (Decimal("0.99"), Decimal("0.98")), Decimal(1))
    assert _reversed(weight, high, figure("13.02"), (Decimal("0.99"), Decimal("0.98")), Decimal(1))
    assert not _reversed(weight, figure("13.02"), high, (Decimal(1), Decimal("0.98")), small)
    assert _reversed(weight, figure("13.01"), high, (Decimal(1), Decimal("0.98")), small)


def test_the_nature_of_an_indicator_is_read_from_its_own_column() -> None:
    row = _row()
    other, nature = (TextCell(text=text, place=Place()) for text in ("反向指标", "正向"))
    assert direction(replace(row, extra=(("note", other), ("nature", nature)))) == "positive"
    assert direction(replace(row, extra=(("note", nature), ("nature", other)))) == "reverse"


@pytest.mark.parametrize(
    ("target", "achieved", "comparable"),
    [("万元", "元", True), ("元", "万元", True), ("万元", "个", False), ("个", "万元", False), ("", "个", True), ("个", "", True), ("个", "个", True)],
)  # fmt: skip
def test_two_numbers_are_compared_where_their_units_allow_it(target: str, achieved: str, comparable: bool) -> None:
    row = replace(_row(), target=figure("5", target), achieved=figure("4", achieved))
    assert (numeric_pair(row) is not None) == comparable


def test_a_star_stays_inside_its_name_and_takes_every_sign_of_it() -> None:
    address = fitting("annex4[*].total.final_budget")
    assert address.fullmatch("annex4[2.5公里道路].total.final_budget")
    assert not address.fullmatch("annex4[甲].total[乙].total.final_budget")
    assert not address.fullmatch("annex4.total.final_budget")
    column = fitting("annex4[甲].*.final_budget")
    assert column.fullmatch("annex4[甲].fiscal.final_budget")
    assert not column.fullmatch("annex4[甲].fiscal.more.final_budget")


def test_the_scores_of_a_batch_are_told_once_with_its_first_unit() -> None:
    units = [drawn() for _ in range(9)]
    batch = make_batch(units)

    def told(position: int) -> list[str]:
        evidence = Evidence(
            submission=units[position],
            graph=build_graph(units[position]),
            profile=Profile(),
            batch=batch,
            position=position,
        )
        return [verdict.outcome.value for verdict in scores_of_batch(evidence)]

    assert told(0) == ["broken"]
    assert [told(position) for position in (1, 8)] == [[], []]


@pytest.mark.parametrize(
    ("changes", "measured"),
    [
        ({}, True),
        ({"actual_amount": None}, False),
        ({"final_budget": None}, False),
        ({"final_budget": figure("")}, False),
        ({"actual_amount": figure("")}, False),
        ({"final_budget": figure("0")}, False),
        ({"final_budget": figure("0.5"), "actual_amount": figure("0.4")}, True),
        (None, False),
    ],
)
def test_the_execution_of_a_unit_is_measured_where_both_amounts_are_there(
    changes: dict[str, Figure | None] | None, measured: bool
) -> None:
    submission = drawn()
    (form,) = submission.departments
    funds = () if changes is None else (replace(form.funds[0], **changes), *form.funds[1:])
    found = metrics_of(replace(submission, departments=(replace(form, funds=funds),)))
    assert ("execution" in {metric.name for metric in found}) == measured


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("蓝山镇人民政府", "蓝山镇人民政府", True),
        ("蓝山镇人民政府", "蓝田镇人民政府", False),
        ("蓝山镇人民政府", "蓝山乡人民政府", False),
        ("蓝山镇人民政府", "青禾县蓝山镇人民政府", True),
        ("青岗镇人民政府", "青冈镇人民政府", True),
        ("石桥街道办事处", "石桥镇街道办事处", True),
        ("石桥街道办事处", "云台街道办事处", False),
    ],
)
def test_places_of_other_names_are_other_bodies_but_for_a_character_that_looks_alike(
    left: str, right: str, one: bool
) -> None:
    assert one_name(left, right) == one


def test_a_missing_line_of_signatures_is_told_as_missing_and_not_as_blank() -> None:
    foot = "单位负责人签字"
    text = next(line for line in _lines("unit") if foot in line)
    found = [
        verdict.message.key
        for verdict in verdicts(breaks("F06", "", ("unit", text, "")))
        if verdict.outcome is Outcome.BROKEN
    ]
    assert found == ["F06.line"]
    found = [
        verdict.message.key
        for verdict in verdicts(breaks("F06", "", ("unit", "填报日期：2024.4.18", "填报日期：")))
        if verdict.outcome is Outcome.BROKEN
    ]
    assert found == ["F06.broken"]


def _lines(form: str) -> list[str]:
    return FORMS[form].splitlines()


@pytest.mark.parametrize(
    ("name", "way"),
    [("投诉件数", "reverse"), ("投诉处理率", "positive"), ("投诉办结率", "positive"), ("培训人次", "positive")],
)
def test_what_is_handled_is_no_evil_that_must_be_few(name: str, way: str) -> None:
    row = _row()
    assert row.target is not None
    bare = replace(row.target, comparison="")
    assert direction(replace(row, name=replace(row.name, text=name), target=bare, extra=())) == way


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [((1, 2, 3), False), ((1, 2, 2), False), ((1, 2, 1), False), ((1, 2, 4), True), ((1, 3, 4), True)],
)
def test_the_numbers_of_attachments_run_on_start_anew_or_stay(numbers: tuple[int, ...], broken: bool) -> None:
    submission = drawn()
    (report,) = submission.reports
    numbered = tuple(replace(one, number=number) for one, number in zip(report.attachments, numbers, strict=True))
    changed = replace(submission, reports=(replace(report, attachments=numbered),))
    evidence = Evidence(submission=changed, graph=build_graph(changed), profile=Profile())
    found = [verdict for verdict in attachment_missing(evidence) if verdict.outcome is Outcome.BROKEN]
    assert bool(found) == broken
