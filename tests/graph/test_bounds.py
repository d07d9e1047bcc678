"""Guards of the relations, each with a case in which it decides."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.graph.dominance import _slip
from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import State
from formaudit.model.relation import RelationKind
from formaudit.model.verdict import Outcome
from tests.graph.drawings import BASE, WHOLE
from tests.graph.making import evidence_of, figure, outcomes, relation

_BUILDING = """批复规模(m²) | 实际规模(m²) | 规模控制率 | 预算投资(万元)
200 | 190 | {rate} | 50
"""


def _changed(old: str, new: str) -> tuple[str, ...]:
    assert sum(text.count(old) for text in WHOLE) == 1, old
    return tuple(text.replace(old, new) for text in WHOLE)


def test_a_building_is_held_to_its_rate_where_both_sizes_stand() -> None:
    for rate, outcome in {"95%": Outcome.HOLDS, "99%": Outcome.BROKEN}.items():
        evidence = evidence_of(BASE + _BUILDING.format(rate=rate), *WHOLE[1:])
        assert outcomes(evidence.graph, "T05") == {("T05", "annex2.building[1].size_rate"): outcome}


def test_a_building_without_a_size_has_no_relation() -> None:
    evidence = evidence_of(BASE + _BUILDING.format(rate="95%").replace("190", ""), *WHOLE[1:])
    assert outcomes(evidence.graph, "T05") in (
        {},
        {("T05", "annex2.building[1].size_rate"): Outcome.UNDECIDED},
        {("T05", "annex2.building[1].size_rate"): Outcome.NOT_APPLICABLE},
    )


def test_a_blank_is_zero_only_where_the_relation_says_so_and_the_cell_is_blank() -> None:
    parts = (figure("2.5", key="a"), figure("0", key="b"))
    asked = relation(RelationKind.SUM, figure("", key="box"), *parts)
    precision: Precision = {}
    assert read_relation(asked, precision).outcome is Outcome.UNDECIDED
    assert read_relation(replace(asked, blank_is_zero=True), precision).outcome is Outcome.BROKEN
    absent = figure("不适用", key="box", state=State.NOT_APPLICABLE)
    not_blank = replace(asked, blank_is_zero=True, result=replace(absent, value=None))
    assert read_relation(not_blank, precision).outcome is Outcome.UNDECIDED
    filled = relation(RelationKind.SUM, figure("2.5", key="box"), *parts)
    assert read_relation(replace(filled, blank_is_zero=True), precision).outcome is Outcome.HOLDS


def test_other_money_left_out_of_a_filled_box_is_missing_there() -> None:
    changed = evidence_of(*_changed("其他资金：2.5 | < | < | | < | < | <", "其他资金： | < | < | | < | < | <"))
    assert outcomes(changed.graph, "X10") == {("X10", "annex3.income_other=sum(annex4.other)"): Outcome.BROKEN}
    assert outcomes(evidence_of(*WHOLE).graph, "X10") == {
        ("X10", "annex3.income_other=sum(annex4.other)"): Outcome.HOLDS
    }


def test_a_project_is_held_to_the_row_of_its_name_and_to_no_row_of_a_like_one() -> None:
    def held(name: str) -> bool:
        evidence = evidence_of(*_changed("其中：流动图书车 | 30", f"其中：{name} | 30"))
        return any(
            "流动图书车" in one.subject and one.why == "same-project-expenditure" for one in evidence.graph.relations
        )

    assert held("流动图书车")
    assert held("流动图书车（二期）")
    assert not held("流动借阅车")
    assert not held("汽车")


@pytest.mark.parametrize(
    ("printed", "value", "other", "slipped"),
    [
        ("21.5", "21.5", "12.5", True),
        ("21.5", "21.5", "12.6", False),
        ("1,234", "1234", "1324", True),
        ("21.5万元", "21.5", "12.5", False),
        ("约21.5", "21.5", "12.5", False),
        ("0.59", "59", "0.95", False),
        ("22.2", "22.2", "22.2", False),
    ],
)
def test_two_digits_the_other_way_round_are_looked_for_in_a_plain_number(
    printed: str, value: str, other: str, slipped: bool
) -> None:
    wrong = replace(figure("", key="wrong"), raw=printed, value=Decimal(value), state=State.FILLED)
    assert _slip(wrong, relation(RelationKind.EQUAL, wrong, figure(other, key="other")), {}) == slipped
