"""One event, one cause: its consequences are folded under it, and a single contradiction has none."""

import pytest

from formaudit.causes.fold import FoldedCause, fold_causes
from formaudit.checks.damage.corruption import find_replacement
from tests.causes.folding import broken, causes_of, changed
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT, WHOLE
from tests.graph.making import evidence_of


def only(*drawings: str) -> FoldedCause:
    (cause,) = causes_of(*drawings)
    return cause


def checks(cause: FoldedCause) -> set[str]:
    return {verdict.check for verdict in cause.verdicts}


def cells(cause: FoldedCause) -> list[tuple[str, str, str]]:
    return [(cell.figure.key, cell.figure.raw, cell.restored) for cell in cause.cells]


def test_a_consistent_submission_has_no_cause() -> None:
    assert broken(*WHOLE) == []
    assert causes_of(*WHOLE) == ()


def test_a_part_left_out_of_a_total_is_one_cause_with_all_its_symptoms() -> None:
    drawings = changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 37.5 | 38.6"))
    cause = only(*drawings)
    assert cause.kind == "omitted-part"
    assert cells(cause) == [("annex4[流动图书车].total.final_budget", "37.5", "40")]
    assert checks(cause) == {"T09", "T10", "T12", "X02", "X04"}
    assert sorted((verdict.check, verdict.key) for verdict in cause.verdicts) == sorted(broken(*drawings))
    assert "37.5 + 2.5 = 40" in cause.cells[0].constraints
    assert cause.confidence == 0.9


@pytest.mark.parametrize("printed", ["36.8", "83.6", "386", "3.86", "38.66"])
def test_a_slip_of_the_keyboard_is_undone(printed: str) -> None:
    cause = only(*changed(("年度资金总额 | 38 | 40 | 38.6", f"年度资金总额 | 38 | 40 | {printed}")))
    assert cause.kind == "transposed-digits"
    assert cells(cause) == [("annex4[流动图书车].total.actual_amount", printed, "38.6")]


def test_a_wrong_unit_is_told_by_its_factor() -> None:
    cause = only(*changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 40 | 386000")))
    assert cause.kind == "unit-slip"
    assert cells(cause) == [("annex4[流动图书车].total.actual_amount", "386000", "38.6")]
    assert "T17" in checks(cause)


def test_the_figure_of_another_column_is_misplaced() -> None:
    cause = only(*changed(("其中流动图书车38.6万元", "其中流动图书车40万元")))
    assert cause.kind == "misplaced-figure"
    assert checks(cause) == {"X06", "X07"}


def test_the_figure_of_last_year_is_stale() -> None:
    cause = only(*changed(("其中：流动图书车 | 30 | 40 | 38.6", "其中：流动图书车 | 30 | 40 | 30")))
    assert cause.kind == "stale-figure"
    assert cells(cause) == [("annex2[流动图书车].final_account", "30", "38.6")]


def test_any_other_number_is_a_single_cell() -> None:
    cause = only(*changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 40 | 31.47")))
    assert cause.kind == "single-cell"
    assert cells(cause) == [("annex4[流动图书车].total.actual_amount", "31.47", "38.6")]


def test_a_rate_of_another_row_is_one_event_with_what_it_contradicts() -> None:
    cause = only(*changed(("| 10 | 96.5% | 9.65", "| 10 | 96.27% | 9.65")))
    assert cause.kind == "misplaced-figure"
    assert cause.verdicts[0].check == "T11"
    assert cause.cells == ()


@pytest.mark.parametrize(
    "change",
    [
        ("三公经费 | 3 | 3.2 | 2.9", "三公经费 | 3 | 3.2 | 2.7"),
        ("^ | 20 | 18 | 90%", "^ | 20 | 18 | 95%"),
        ("| 100 | 99.89", "| 100 | 98.89"),
        ("整体支出150.75万元", "整体支出157.15万元"),
    ],
)
def test_a_single_contradiction_has_no_cause(change: tuple[str, str]) -> None:
    drawings = changed(change)
    assert len(broken(*drawings)) == 1
    assert causes_of(*drawings) == ()


def test_two_slips_in_two_places_are_two_causes() -> None:
    found = causes_of(
        *changed(
            ("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 37.5 | 38.6"),
            ("公用经费19.4万元", "公用经费14.9万元"),
        )
    )
    assert {cause.kind for cause in found} == {"omitted-part", "transposed-digits"}
    explained = [id(verdict) for cause in found for verdict in cause.verdicts]
    assert len(explained) == len(set(explained))


LIST = """附件1
2023年度专项资金绩效自评清单
序号 | 专项名称 | 单位名称
29 | 教育 | 一小
52.5 | 文化 | 图书馆
31 | 卫生 | 医院"""
REPLACED = UNIT.replace("21万人次 | 30 | 30", "21万人次 | 52.5 | 30").replace("3万人 | 30 | 30", "3万人 | 52.5 | 30")


def test_a_search_and_replace_is_undone_in_every_cell() -> None:
    cause = only(BASE, REPLACED, CAR, TRAINING, REPORT, LIST)
    assert cause.kind == "search-and-replace"
    assert dict(cause.message.values)["old"] == "30"
    assert dict(cause.message.values)["new"] == "52.5"
    assert {(figure.rsplit("[", 1)[1], restored) for figure, _, restored in cells(cause)} == {
        ("文化].seq", "30"),
        ("接待读者].weight", "30"),
        ("持证读者].weight", "30"),
    }
    assert cause.verdicts[0].check == "C02"
    assert {"T14", "T16", "C03"} <= checks(cause)


def test_what_was_replaced_is_no_cause_where_nothing_is_broken() -> None:
    evidence = evidence_of(BASE, REPLACED, CAR, TRAINING, REPORT, LIST)
    assert find_replacement(evidence) is not None
    assert fold_causes(evidence, ()) == ()


def test_one_odd_cell_alone_is_no_search_and_replace() -> None:
    found = causes_of(BASE, REPLACED.replace("3万人 | 52.5 | 30", "3万人 | 30 | 30"), CAR, TRAINING, REPORT)
    assert "search-and-replace" not in {cause.kind for cause in found}


def total_only(drawing: str, name: str, amounts: str) -> str:
    """A project form whose block of funds is a single row without rate."""
    lines = [line for line in drawing.splitlines() if not line.startswith(("其中", "上年结转", "其他资金"))]
    row = next(number for number, line in enumerate(lines) if line.startswith("年度资金总额"))
    header = lines[row - 1].replace("执行率", "说明栏")
    assert name in drawing
    return "\n".join([*lines[: row - 1], header, f"年度资金总额 | {amounts} | 10 | | 9", *lines[row + 1 :]])


def test_of_repairs_that_mend_equally_much_the_likelier_is_told() -> None:
    car = total_only(CAR, "流动图书车", "38 | 38.7 | 38.6")
    training = total_only(TRAINING, "阅读培训", "14.5 | 12.5 | 12.15")
    unit = UNIT.replace("其他资金：2.5", "其他资金：").replace("一般公共预算：150", "一般公共预算：152.5")
    found = [cause for cause in causes_of(BASE, unit, car, training) if {"X02", "X04"} <= checks(cause)]
    assert len(found) == 1
    assert ("annex4[阅读培训].total.final_budget", "12.5", "13.8") in cells(found[0])
    assert found[0].confidence < 0.95


def test_a_repair_never_breaks_what_holds() -> None:
    # Total and source were changed together: undoing the total alone would break its own sum.
    drawings = changed(
        ("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 40 | 39.6"),
        ("其中：当年财政拨款 | 35.5 | 37.5 | 36.1", "其中：当年财政拨款 | 35.5 | 37.5 | 37.1"),
    )
    assert len(broken(*drawings)) >= 3
    assert causes_of(*drawings) == ()
