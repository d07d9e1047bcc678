"""The parts of the search for a cause, each with a case on either side of its bounds."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.causes.fold import _rates, _repeats
from formaudit.causes.likelihood import standing_of
from formaudit.causes.repair import CandidateRepair, _execution, _omitted, _solutions, cause_kind, find_repairs
from formaudit.causes.ties import draw_ties
from formaudit.checks.catalogue import CHECKS
from formaudit.graph.collect import figures_of
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.relation import RelationKind
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from tests.causes.folding import changed, lines_of
from tests.graph.drawings import CAR, WHOLE
from tests.graph.making import evidence_of, figure, relation

SUM, RATIO = RelationKind.SUM, RelationKind.RATIO


def test_a_score_may_be_the_weight_or_the_share_of_it_with_two_decimals_or_one() -> None:
    score, weight = figure("9", "分", key="score"), figure("10", "分", key="weight")
    found = [value for _, value in _execution(score, weight, figure("38.6", key="actual"), figure("40", key="budget"))]
    assert found == [Decimal(10), Decimal("9.65"), Decimal("9.7")]
    over = [value for _, value in _execution(score, weight, figure("50", key="actual"), figure("40", key="budget"))]
    assert over == [Decimal(10)] * 3


@pytest.mark.parametrize(("actual", "budget"), [("", "40"), ("38.6", ""), ("38.6", "0")])
def test_without_two_amounts_a_score_may_only_be_the_weight(actual: str, budget: str) -> None:
    weight = figure("10", "分", key="weight")
    found = list(_execution(figure("9", "分"), weight, figure(actual, key="actual"), figure(budget, key="budget")))
    assert [value for _, value in found] == [Decimal(10)]
    assert list(_execution(figure("9", "分"), figure("", "分"), figure("1"), figure("2"))) == []
    assert list(_execution(figure("9", "分"), None, figure("1"), figure("2"))) == []


def test_each_figure_of_a_sum_may_be_the_wrong_one_but_no_part_becomes_negative() -> None:
    whole, one, other = figure("4", key="whole"), figure("6", key="one"), figure("1", key="other")
    found = {each.key: value for each, value in _solutions(relation(SUM, whole, one, other), {})}
    assert found == {"whole": Decimal(7), "one": Decimal(3)}
    exact = {each.key: value for each, value in _solutions(relation(SUM, whole, one, figure("4", key="other")), {})}
    assert exact == {"whole": Decimal(10), "one": Decimal(0)}


def test_a_blank_total_is_no_ground_for_changing_its_parts() -> None:
    whole, one = figure("", key="whole"), figure("6", key="one")
    asked = relation(SUM, whole, one)
    assert [each.key for each, _ in _solutions(asked, {})] == ["whole"]
    assert [each.key for each, _ in _solutions(asked, {"whole": Decimal(5)})] == ["whole", "one"]
    assert [each.key for each, _ in _solutions(replace(asked, blank_is_zero=True), {})] == ["whole", "one"]


def test_a_rate_is_solved_for_itself_in_the_places_it_may_be_printed_with() -> None:
    rate, top = figure("90%", "%", key="rate"), figure("2", key="top")
    found = sorted({value for _, value in _solutions(relation(RATIO, rate, top, figure("3", key="bottom")), {})})
    assert found == [Decimal("66.67"), Decimal("66.7"), Decimal(67)]
    assert list(_solutions(relation(RATIO, rate, top, figure("0", key="bottom")), {})) == []
    assert list(_solutions(relation(RATIO, rate, top, figure("", key="bottom")), {})) == []


def test_a_part_was_left_out_where_the_total_is_the_sum_of_the_others() -> None:
    whole = figure("4", key="whole")
    parts = [figure(raw, key=raw) for raw in ("4", "12", "0", "3")]
    asked = relation(SUM, whole, *parts)
    assert [part.raw for part in _omitted([asked], whole, Decimal(19))] == ["12", "3"]
    assert [
        part.raw
        for part in _omitted([relation(SUM, figure("16", key="w"), *parts)], figure("16", key="w"), Decimal(19))
    ] == ["3"]
    assert _omitted([asked], whole, Decimal(18)) == ()
    assert _omitted([relation(SUM, figure("3", key="w"), *parts)], figure("3", key="other"), Decimal(19)) == ()
    assert _omitted([relation(RelationKind.COVERS, whole, *parts)], whole, Decimal(19)) == ()


def test_a_whole_of_very_many_parts_or_of_people_is_not_searched() -> None:
    parts = [figure(str(number), key=f"p{number}") for number in range(1, 14)]
    whole = figure("90", key="whole")
    assert _omitted([relation(SUM, whole, *parts)], whole, Decimal(91)) == ()
    assert [
        part.raw
        for part in _omitted(
            [relation(SUM, figure("77", key="whole"), *parts[:12])], figure("77", key="whole"), Decimal(78)
        )
    ] == ["1"]
    people = [figure(raw, "人", key=raw) for raw in ("4", "12")]
    assert (
        _omitted([relation(SUM, figure("4", "人", key="whole"), *people)], figure("4", "人", key="whole"), Decimal(16))
        == ()
    )


def test_a_value_that_stands_beside_is_likelier_than_one_that_stands_nowhere() -> None:
    evidence = evidence_of(*WHOLE)
    standing = standing_of(evidence)
    total = evidence.graph.figures["annex4[流动图书车].total.final_budget"]
    beside, far, nowhere = Decimal("38.6"), Decimal("150.75"), Decimal("71.3")
    scores = [standing.score(total, value, omitted=False) for value in (beside, far, nowhere)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[2]
    assert standing.score(total, nowhere, omitted=True) > standing.score(total, nowhere, omitted=False)
    assert standing.score(total, Decimal(-1), omitted=False) < standing.score(total, nowhere, omitted=False)
    assert total.key not in {other.key for other in standing.kin(total)}
    assert all(other.filled for other in standing.kin(total))


def test_only_broken_verdicts_are_broken_ties() -> None:
    for drawings, some in (
        (WHOLE, False),
        (changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 37.5 | 38.6")), True),
    ):
        evidence = evidence_of(*drawings)
        verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
        ties = draw_ties(evidence, verdicts)
        assert bool(ties.broken) == some


def test_a_sum_that_stands_elsewhere_counts_only_with_digits_enough_to_be_no_accident() -> None:
    evidence = evidence_of(*WHOLE)
    standing = standing_of(evidence)
    total = evidence.graph.figures["annex4[流动图书车].total.final_budget"]
    assert standing.score(total, Decimal(21), omitted=False) > standing.score(total, Decimal("71.3"), omitted=False)
    assert standing.score(total, Decimal(3), omitted=False) == standing.score(total, Decimal(7), omitted=False)


@pytest.mark.parametrize(
    ("printed", "value", "kind"),
    [
        ("0.0386", "386", "unit-slip"),
        ("386000", "38.6", "unit-slip"),
        ("386", "38.6", "transposed-digits"),
        ("36.8", "38.6", "transposed-digits"),
        ("38.7", "38.6", "digit-slip"),
        ("77", "38.6", "single-cell"),
        ("", "38.6", "blank-cell"),
    ],
)
def test_an_event_is_told_by_what_turns_one_number_into_the_other(printed: str, value: str, kind: str) -> None:
    repair = CandidateRepair(
        figure=figure(printed, key="x", table=None),
        value=Decimal(value),
        fixed=(),
        subjects=frozenset(),
        mended=frozenset(),
        omitted=(),
        likely=Decimal(0),
    )
    assert cause_kind(repair, evidence_of(*WHOLE)) == kind


def test_a_score_is_repaired_by_its_weight_and_by_the_rule() -> None:
    drawings = changed(
        ("年度资金总额 | 38 | 40 | 38.6 | 10 | 96.5% | 9.65", "年度资金总额 | 38 | 40 | 38.6 | 10 | 96.5% | 9.5")
    )
    evidence = evidence_of(*drawings)
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    key = "annex4[流动图书车].total.score"
    repairs = next(
        find_repairs(evidence, verdicts, frozenset({("S01", key), ("T15", "annex4[流动图书车].grand.score")}))
    )
    assert {(repair.figure.key, repair.value) for repair in repairs} >= {(key, Decimal("9.65"))}


@pytest.mark.parametrize(
    ("printed", "value", "unit", "kind"),
    [
        ("200000", "20", "次", "digit-slip"),
        ("0", "38.6", "万元", "single-cell"),
        ("38.6", "0", "万元", "single-cell"),
        ("0", "4", "分", "digit-slip"),
    ],
)
def test_only_money_slips_by_its_unit_and_nothing_is_divided_by_nought(
    printed: str, value: str, unit: str, kind: str
) -> None:
    repair = CandidateRepair(
        figure=figure(printed, unit, key="x", table=None), value=Decimal(value), fixed=(), subjects=frozenset()
    )
    assert cause_kind(repair, evidence_of(*WHOLE)) == kind


def test_a_nought_beside_another_is_no_misplaced_figure() -> None:
    evidence = evidence_of(*WHOLE)
    noughts = [each for each in evidence.graph.figures.values() if each.filled and each.amount == 0]
    assert len(noughts) > 1
    assert {(each.place.table, each.place.row) for each in noughts} == {(noughts[0].place.table, noughts[0].place.row)}
    repair = CandidateRepair(figure=noughts[0], value=Decimal("7.1"), fixed=(), subjects=frozenset())
    assert cause_kind(repair, evidence) == "single-cell"


def test_what_may_at_most_be_something_is_not_solved_like_a_sum() -> None:
    asked = relation(RelationKind.AT_MOST, figure("9", key="result"), figure("7", key="part"))
    assert list(_solutions(asked, {})) == []


def test_values_are_counted_once_for_each_figure_that_prints_them() -> None:
    evidence = evidence_of(*WHOLE)
    standing = standing_of(evidence)
    printing = {
        each.key
        for each in figures_of(evidence.submission)
        if each.filled and each.unit in MONEY_UNITS and wan(each) == Decimal("38.6")
    }
    assert standing.counts[Decimal("38.6")] == len(printing)
    total = evidence.graph.figures["annex4[流动图书车].total.final_budget"]
    alone, twice = (replace(figure(raw, key=total.key), place=total.place) for raw in ("148.5", "38.6"))
    # What is printed once stands nowhere else; what stands elsewhere too speaks against a change.
    assert standing.counts[Decimal("148.5")] == 1
    assert standing.score(alone, Decimal("71.3"), omitted=False) > standing.score(twice, Decimal("71.3"), omitted=False)


def test_twins_of_another_form_are_of_the_compared_columns_of_indicators() -> None:
    standing = standing_of(evidence_of(*WHOLE))
    assert {each.address.column for twins in standing.twins.values() for each in twins} == {
        "target", "achieved", "weight", "score",
    }  # fmt: skip
    assert {each.address.section for twins in standing.twins.values() for each in twins} == {"indicator"}


def test_a_blank_cell_in_a_row_that_nobody_filled_is_the_less_likely_one() -> None:
    evidence = evidence_of(*WHOLE)
    standing = standing_of(evidence)
    begun = evidence.graph.figures["annex4[流动图书车].other.final_budget"]
    blank = replace(begun, raw="", value=None, state=State.BLANK)
    empty = replace(blank, place=replace(begun.place, row=(begun.place.row or 0) - 1))
    assert standing.kin(blank)
    assert not standing.kin(empty)
    value = Decimal("71.3")
    assert standing.score(empty, value, omitted=False) < standing.score(blank, value, omitted=False)


def _verdict(check: str, *figures: Figure, kind: VerdictKind = VerdictKind.REMARK) -> Verdict:
    return Verdict(
        check=check, outcome=Outcome.BROKEN, key=figures[0].key, figures=figures, calculation="",
        message=phrase("user.rounding"), kind=kind,
    )  # fmt: skip


def test_a_rate_of_another_row_takes_the_verdicts_on_the_same_rate_along_and_no_others() -> None:
    rate, other = figure("96.27%", "%", key="rate"), figure("98%", "%", key="other")
    verdicts = [_verdict("T11", rate, kind=VerdictKind.OTHER_ROW), _verdict("T10", rate), _verdict("T10", other)]
    (cause,) = _rates(verdicts)
    assert [(each.check, each.key) for each in cause.verdicts] == [("T11", "rate"), ("T10", "rate")]


@pytest.mark.parametrize(
    ("other", "repeats"),
    [
        (figure("36", key="other"), True),
        (figure("360000", "元", key="other"), True),
        (figure("36", "次", key="other"), False),
        (figure("37", key="other"), False),
        (figure("", key="other"), False),
        (replace(figure("36", key="other"), place=Place(form=FormKind.ANNEX4, form_index=1)), False),
    ],
)
def test_a_cost_row_repeats_the_doubted_figure_by_amount_and_form(other: Figure, repeats: bool) -> None:
    doubted = replace(figure("36", key="doubted"), place=Place(form=FormKind.ANNEX4, form_index=0))
    if other.place.form is None:
        other = replace(other, place=doubted.place)
    repair = CandidateRepair(figure=doubted, value=Decimal(40), fixed=(), subjects=frozenset())
    assert _repeats(repair, _verdict("S12", other)) == repeats
    blank = replace(doubted, raw="", value=None, state=State.BLANK)
    assert not _repeats(replace(repair, figure=blank), _verdict("S12", other))


def test_of_very_many_faults_twelve_are_explained() -> None:
    wrong = CAR.replace("100 | 99.65", "100 | 88.21")
    forms = [wrong.replace("流动图书车", f"{name}号车") for name in "甲乙丙丁戊己庚辛壬癸子丑寅"]
    lines = lines_of(evidence_of(*forms))
    assert [line.split()[0] for line in lines if not line.startswith("    ")] == ["single-cell"] * 12
