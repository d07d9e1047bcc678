"""What the checks rest on: names of bodies, dates, shifted rows, broken sentences, each on both sides of its bounds."""

from collections import Counter
from decimal import Decimal
from typing import cast

import pytest
from msgspec.structs import replace

from formaudit.checks.across.name_slips import _slipped
from formaudit.checks.across.parties import _of_another_place, _wrong_date, fill_date, one_name
from formaudit.checks.damage.copies import _is_money
from formaudit.checks.damage.sentences import _dangling
from formaudit.checks.damage.shifts import _moved
from formaudit.checks.indicators.design_values import _exact, _round
from formaudit.checks.kernel.batch import Grant
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.text.strangers import _belongs, foreign_words
from formaudit.checks.years_and_peers.grants import _given
from formaudit.checks.years_and_peers.last_results import _high
from formaudit.checks.years_and_peers.peers import _shown
from formaudit.graph.figure_graph import build_graph
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome
from formaudit.settings import Profile
from tests.checks.cases import Change, drawn
from tests.graph.making import figure


def _evidence(*changes: Change) -> Evidence:
    submission = drawn(changes)
    return Evidence(submission=submission, graph=build_graph(submission), profile=Profile())


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("", "农机推广服务中心", True),
        ("农机推广服务中心", "", True),
        ("无", "农机推广服务中心", True),
        ("农机推广服务中心", "本单位", True),
        ("农机推广服务中心", "就业服务中心", False),
        ("农机推广中心", "农机推广服务中心", True),
        ("农机服务推广中心", "农机推广服务中心", True),
        ("人社局", "人力资源和社会保障局", True),
        ("社人局", "人力资源和社会保障局", False),
        ("青禾市河湾区水利局", "河湾区水利局", True),
        ("河湾区水利局", "溪口区水利局", False),
        ("石桥街道办事处", "石桥街道财政所", False),
        ("蓝山镇党委", "蓝山镇人民政府", False),
        ("蓝山镇财政所", "蓝田镇财政所", False),
        ("大蓝山镇财政所", "蓝田镇财政所", False),
        ("蓝山镇", "蓝田镇", False),
        ("蓝山镇", "蓝山镇财政所", True),
    ],
)
def test_two_names_are_those_of_one_body(left: str, right: str, one: bool) -> None:
    assert (one_name(left, right), one_name(right, left)) == (one, one)


@pytest.mark.parametrize(
    ("name", "other", "prints", "slipped"),
    [
        ("湖滨区挡案馆", "湖滨区档案馆", (1, 2), True),
        ("湖滨区挡案馆", "湖滨区档案馆", (2, 2), True),
        ("湖滨区挡案馆", "湖滨区档案馆", (3, 2), False),
        ("湖滨区案档馆", "湖滨区档案馆", (1, 1), True),
        ("湖滨区档档案馆", "湖滨区档案馆", (1, 1), True),
        ("湖滨区图书馆", "湖滨区档案馆", (1, 1), False),
        ("湖滨区档案馆", "湖滨区档案馆", (1, 1), False),
        ("滨区挡案馆", "湖滨区档案馆", (1, 1), False),
        ("挡案馆", "档案馆", (1, 1), False),
        ("区挡案馆", "区档案馆", (1, 1), True),
        ("湖宾区挡案官", "湖滨区档案馆", (1, 1), False),
    ],
)
def test_a_slip_in_a_name_is_told_apart_from_another_name(
    name: str, other: str, prints: tuple[int, int], slipped: bool
) -> None:
    counts = Counter(dict(zip((name, other), prints, strict=True)))
    assert _slipped(name, other, counts) == slipped


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2023.12.1", ""),
        ("2023-11-30", "early"),
        ("2024/4/18", ""),
        ("2024年4月31日", "impossible"),
        ("2024年13月1日", "impossible"),
        ("2026年12月31日", ""),
        ("2027年1月1日", "late"),
        ("2022.12.31", "early"),
    ],
)
def test_a_form_is_filled_in_after_its_year_and_not_long_after(text: str, why: str) -> None:
    printed = fill_date(f"填报日期：{text}")
    assert printed is not None
    assert _wrong_date(printed, 2023) == why


@pytest.mark.parametrize("text", ["", "2024年4月", "4月18日", "1924.4.18"])
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert fill_date(text) is None


@pytest.mark.parametrize(
    ("raws", "left", "right"),
    [
        (("", "10", "12"), ("10", "12", "0"), ()),
        (("10", "12", ""), (), ("0", "10", "12")),
        (("0", "10", "10"), ("10", "10", "0"), ()),
        (("10", "10", "10"), (), ()),
        (("0", "", "0"), (), ()),
        (("", "10", ""), ("10", "0", "0"), ("0", "0", "10")),
        ((), (), ()),
    ],
)
def test_a_row_moves_by_one_cell_where_nothing_falls_off(
    raws: tuple[str, ...], left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    cells = [figure(raw, key=str(at)) for at, raw in enumerate(raws)]
    assert tuple(map(str, _moved(cells, -1).values())) == left
    assert tuple(map(str, _moved(cells, 1).values())) == right


@pytest.mark.parametrize(
    ("sentence", "dangling"),
    [
        ("在主管部门的关心支持和大力帮助各项工作取得了成绩。", True),
        ("在主管部门关心支持帮助各项工作都取得了好成绩。", False),
        ("在主管部门的关心支持和大力帮助下各项工作取得成绩。", False),
        ("在主管部门的关心支持和大力帮助各项工作取得了成绩", False),
        ("在此我们感谢主管部门的关心支持各项工作取得了成绩。", False),
        ("主管部门在各项工作的关心支持和大力帮助取得了成绩。", False),
        ("（一）在主管部门的关心支持和大力帮助各项工作取得了成绩。", True),
    ],
)
def test_a_long_sentence_that_opens_with_a_frame_closes_it(sentence: str, dangling: bool) -> None:
    assert _dangling(sentence) == dangling


@pytest.mark.parametrize(
    ("raw", "unit", "high"), [("89.99", "%", False), ("90", "%", True), ("90.01", "%", True), ("95", "个", False)]
)
def test_a_share_is_high_from_ninety_on(raw: str, unit: str, high: bool) -> None:
    assert _high(figure(raw, unit)) == high


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0", "0"), ("2.056", "2.06"), ("0.005", "0.005"), ("0.006", "0.01"), ("0.004", "0.004"), ("0.00004", "0.00004"), ("-0.0004", "-0.0004")],
)  # fmt: skip
def test_a_number_is_shown_with_as_many_places_as_it_takes(number: str, shown: str) -> None:
    assert _shown(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("raw", "even"),
    [("3", True), ("10", True), ("11", False), ("14", False), ("15", True), ("77", False), ("80", True)],
)
def test_a_small_number_and_a_multiple_of_five_are_round(raw: str, even: bool) -> None:
    assert _round(figure(raw, "起")) == even


@pytest.mark.parametrize(
    ("target", "achieved", "exact"),
    [
        (figure("77", "起"), figure("77", "起"), True),
        (figure("77", "起"), figure("78", "起"), False),
        (figure("77", "起"), figure("77", "件"), False),
        (figure("77", "%"), figure("77", "%"), False),
        (figure("77", "万元"), figure("77", "万元"), False),
        (figure("77", ""), figure("77", ""), False),
        (figure("77", "起"), figure("", "起"), False),
        (figure("", "起"), figure("77", "起"), False),
        (None, figure("77", "起"), False),
        (figure("77", "起"), None, False),
    ],
)
def test_a_count_is_met_exactly_by_the_same_number_of_the_same(
    target: Figure | None, achieved: Figure | None, exact: bool
) -> None:
    row = replace(drawn().departments[0].indicators[0], target=target, achieved=achieved)
    assert (_exact(row) is not None) == exact


@pytest.mark.parametrize(
    ("level1", "level2", "money"),
    [("COST", "", True), ("OUT", "COST.ECON", True), ("COST", "COST.ECON", True), ("OUT", "OUT.QTY", False), ("", "", False)],
)  # fmt: skip
def test_a_row_of_cost_is_about_money(level1: str, level2: str, money: bool) -> None:
    assert _is_money(replace(drawn().departments[0].indicators[0], level1=level1, level2=level2)) == money


@pytest.mark.parametrize(
    ("kind", "names", "belongs"),
    [("校", "青禾县第一小学", True), ("校", "青禾县卫生院", False), ("局", "青禾县教育局", True), ("局", "青禾县卫生院", False), ("委", "青禾县卫健委", True)],
)  # fmt: skip
def test_a_unit_calls_itself_by_a_kind_that_its_name_has(kind: str, names: str, belongs: bool) -> None:
    assert _belongs(kind, names) == belongs


def test_a_year_is_another_one_only_where_the_submission_has_one() -> None:
    said = (
        "report",
        "2023年政府性基金预算拨款支出为0万元，本单位2023年度无政府性基金安排的支出。",
        "2022年度本单位无政府性基金。",
    )
    evidence = _evidence(said)
    assert [one.outcome for one in foreign_words(evidence)] == [Outcome.BROKEN]
    unknown = replace(evidence.submission, year=None)
    told = Evidence(submission=unknown, graph=build_graph(unknown), profile=Profile())
    assert [one.outcome for one in foreign_words(told)] == [Outcome.HOLDS]


def test_a_grant_is_compared_with_a_form_whose_whole_prints_an_amount() -> None:
    evidence = _evidence()
    form = next(one for one in evidence.submission.projects if one.name == "区级专项资金")
    total, *sources = form.funds
    blank = replace(total, original_budget=figure(""), final_budget=None, actual_amount=None)
    without = replace(evidence.submission, projects=(replace(form, funds=(blank, *sources)),))
    told = Evidence(submission=without, graph=evidence.graph, profile=Profile())
    nowhere = cast("Grant", None)  # it is looked at where there is something to be said
    assert _given(told, nowhere, [figure("10.5")], 0) is None
    assert _given(told, nowhere, [figure("290")], 0) is None


@pytest.mark.parametrize(
    ("left", "right", "another"),
    [
        ("蓝山镇", "蓝田镇", True),
        ("蓝山镇人民政府", "蓝田镇人民政府", True),
        ("青禾县蓝山镇人民政府", "蓝田镇人民政府", True),
        ("蓝山镇", "蓝山镇", False),
        ("青岗镇", "青冈镇", False),
        ("蓝山镇", "蓝田乡", False),
        ("蓝山镇", "大蓝田镇", False),
        ("蓝山镇", "水利局", False),
        ("水利局", "蓝山镇", False),
    ],
)
def test_a_body_of_one_kind_is_one_of_another_place_but_for_a_slip(left: str, right: str, another: bool) -> None:
    assert _of_another_place(left, right) == another
