"""Conditions of the search for causes, each decided both ways on figures made by hand."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.causes.empty_total import empty_totals
from formaudit.causes.likelihood import _is_compared, standing_of
from formaudit.causes.patterns import _form_of
from formaudit.causes.rejudge import Rejudge
from formaudit.causes.repair import _solutions
from formaudit.messages import phrase
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of, figure, relation

SUM, EQUAL, COVERS = RelationKind.SUM, RelationKind.EQUAL, RelationKind.COVERS


def _total(column: str, printed: str, *parts: str, kind: RelationKind = SUM, exhaustive: bool = True) -> Relation:
    whole = figure(printed, key=f"annex4[堤防].total.{column}")
    own = (figure(part, key=f"annex4[堤防].part{at}.{column}") for at, part in enumerate(parts))
    return relation(kind, whole, *own, exhaustive=exhaustive)


def _verdict(one: Relation) -> Verdict:
    return Verdict(
        check="T09", outcome=Outcome.BROKEN, key=one.result.key, figures=(one.result,), calculation="",
        message=phrase("user.rounding"), kind=VerdictKind.REMARK, relation=one,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "columns"),
    [
        ([_total("original_budget", "0", "3", "4"), _total("final_budget", "", "5", "6")], 2),
        ([_total("original_budget", "0", "3", "4")], 0),
        # Two relations of one column are one column.
        ([_total("original_budget", "0", "3", "4"), _total("original_budget", "0", "7", kind=EQUAL)], 0),
        # Parts that need not be all of them make no whole, nor does what only covers them.
        ([_total("original_budget", "0", "3"), _total("final_budget", "0", "5", exhaustive=False)], 0),
        ([_total("original_budget", "0", "3"), _total("final_budget", "0", "5", kind=COVERS)], 0),
        # Parts of nothing make nothing.
        ([_total("original_budget", "0", "3"), _total("final_budget", "0", "0")], 0),
        ([_total("original_budget", "0", "3"), _total("final_budget", "0", "2", "-2")], 0),
    ],
)
def test_a_row_of_totals_is_empty_in_two_columns_at_least(broken: Sequence[Relation], columns: int) -> None:
    verdicts = [_verdict(one) for one in broken]
    assert [len(row.sums) for row in empty_totals(verdicts, verdicts, {})] == ([columns] if columns else [])


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (_total("actual_amount", "8", "3", "4"), False),
        (_total("actual_amount", "0", "3", "4"), True),
        (_total("actual_amount", "", "3", "4"), True),
        (_total("actual_amount", "8", "3", "4", kind=COVERS), True),
    ],
)
def test_a_column_that_holds_something_says_that_the_row_was_filled_in(other: Relation, found: bool) -> None:
    broken = [_verdict(_total("original_budget", "0", "3")), _verdict(_total("final_budget", "0", "5"))]
    assert bool(list(empty_totals(broken, [*broken, _verdict(other)], {}))) == found


@pytest.mark.parametrize(
    ("key", "form", "compared"),
    [
        ("annex4[堤防].indicator[长度].score", "annex4[堤防]", True),
        ("annex3.indicator[长度].target", "annex3", True),
        ("annex4[堤防].indicator[长度].completion", "annex4[堤防]", False),
        ("annex4[indicator].total.score", "annex4[indicator]", False),
        ("annex4[堤防].total.weight", "annex4[堤防]", False),
        ("annex2[三公经费].budget", "", False),
        ("report[长度]", "", False),
        ("annex4", "", False),
    ],
)
def test_where_a_figure_stands_by_its_address(key: str, form: str, compared: bool) -> None:
    one = figure("1", key=key)
    assert (_form_of(one), _is_compared(one)) == (form, compared)


@pytest.mark.parametrize(
    ("key", "printed", "value", "slip"),
    [
        ("annex4[流动图书车].grand.weight", "73", "100", True),
        ("annex4[流动图书车].total.weight", "73", "10", True),
        ("annex4[流动图书车].total.weight", "73", "20", False),
        ("annex4[流动图书车].total.weight", "73", "200", False),
        ("annex4[流动图书车].total.score", "73", "10", False),
        ("annex4[流动图书车].indicator[长度].weight", "73", "10", False),
        ("annex4[流动图书车].total.score", "73", "37", True),
        ("annex4[流动图书车].total.score", "73", "10.5", False),
    ],
)
def test_a_whole_weighs_ten_or_a_hundred_points(key: str, printed: str, value: str, slip: bool) -> None:
    standing = standing_of(evidence_of(*WHOLE))
    one = figure(printed, "分", key=key, table=None)
    assert (standing.score(one, Decimal(value), omitted=False) > 0) == slip


def test_a_part_of_nothing_does_not_become_negative_either() -> None:
    whole, one, nothing = figure("4", key="whole"), figure("6", key="one"), figure("0", key="nothing")
    assert [each.key for each, _ in _solutions(relation(SUM, whole, one, nothing), {})] == ["whole", "one"]
    # What is printed below nought may be another number below nought.
    below = figure("-1", key="below")
    found = {each.key: value for each, value in _solutions(relation(SUM, whole, one, below), {})}
    assert found == {"whole": Decimal(5), "one": Decimal(5), "below": Decimal(-2)}
    taken = replace(relation(SUM, whole, figure("9", key="one"), figure("3", key="less")), signs=(1, -1))
    found = {each.key: value for each, value in _solutions(taken, {})}
    assert found == {"whole": Decimal(6), "one": Decimal(7), "less": Decimal(5)}


def test_each_look_at_a_form_is_counted_until_none_is_left() -> None:
    evidence = evidence_of(*WHOLE)
    weight = evidence.graph.figures["annex4[流动图书车].total.score"]
    changed = Rejudge(evidence=evidence, known={}, left=3)
    assert changed.changes(weight, Decimal(3), {})[1]
    assert changed.left == 1
    assert changed.changes(weight, Decimal(3), {})[1]
    assert changed.left == 1  # what is known costs nothing
    assert changed.changes(weight, Decimal(4), {})[1]
    assert changed.left == 0
    assert changed.changes(weight, Decimal(5), {}) == (frozenset(), frozenset())
    assert changed.left == 0
