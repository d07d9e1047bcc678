"""Why figures of one form must agree."""

import pytest

from formaudit.forms.lookups import total_of
from formaudit.graph.expenses import children_of
from formaudit.graph.reading import read_relation
from formaudit.model.relation import RelationKind
from formaudit.model.verdict import Outcome
from tests.graph.drawings import BASE, CAR, UNIT, WHOLE
from tests.graph.making import evidence_of, outcomes


def broken(*drawings: str) -> set[tuple[str, str]]:
    return {key for key, outcome in outcomes(evidence_of(*drawings).graph).items() if outcome is Outcome.BROKEN}


def changed(drawing: str, old: str, new: str) -> str:
    assert drawing.count(old) == 1, (drawing.count(old), old)
    return drawing.replace(old, new)


def test_a_consistent_submission_breaks_nothing_and_leaves_nothing_undecided() -> None:
    found = outcomes(evidence_of(*WHOLE).graph)
    assert set(found.values()) == {Outcome.HOLDS, Outcome.NOT_APPLICABLE}
    assert sum(outcome is Outcome.HOLDS for outcome in found.values()) >= 90


@pytest.mark.parametrize(
    ("form", "old", "new", "expected"),
    [
        (BASE, "三公经费 | 3 | 3.2 | 2.9", "三公经费 | 3 | 3.2 | 2.7", {("T01", "annex2[三公经费].final_account")}),
        (BASE, "公车运行维护 | 2 | 2.2 | 2", "公车运行维护 | 2 | 2.2 | 2.1", {("T01", "annex2[公务用车购置和维护经费].final_account")}),
        (BASE, "阅读培训 | 10 | 12.5", "阅读培训 | 10 | 21.5", {("T02", "annex2[本级专项资金].budget")}),
        (BASE, "会议费、培训费 | 1 | 1 | 0.4", "会议费、培训费 | 1 | 1 | 0.9", set()),
        (BASE, "会议费、培训费 | 1 | 1 | 0.4", "会议费、培训费 | 1 | 1 | 1.4", {("T06", "annex2[会议费、培训费].final_account")}),
        (BASE, "其中：办公经费 | 6 | 6 | 5.2", "其中：办公经费 | 6 | 6 | 25.2", {("T03", "annex2[公用经费].final_account")}),
        (BASE, "^ | 20 | 18 | 90%", "^ | 20 | 18 | 95%", {("T04", "annex2.staffing_rate")}),
        (UNIT, "按收入性质分：152.5 ", "按收入性质分：150 ", {("T07", "annex3.income_total"), ("T07", "annex3.income_box"), ("T08", "annex3.income=spending")}),
        (UNIT, "其中：基本支出：100", "其中：基本支出：110", {("T08", "annex3.spending_total")}),
        (UNIT, "| 10 | 98.85%", "| 10 | 89.85%", {("T10", "annex3.total.rate")}),
        (UNIT, "| 148.5 | 152.5 | 150.75", "| 148.5 | 152.5 | 155.75", {("T10", "annex3.total.rate"), ("T12", "annex3.total.actual_amount")}),
        (UNIT, "21万人次 | 30 | 30", "21万人次 | 25 | 30", {("T14", "annex3.level[OUT].weight"), ("T14", "annex3.grand.weight"), ("T15", "annex3.indicator[接待读者].score<=weight")}),
        (UNIT, "| 100 | 99.89", "| 100 | 98.89", {("T15", "annex3.grand.score")}),
        (CAR, "| 38 | 40 | 38.6 | 10 | 96.5%", "| 38 | 37.5 | 38.6 | 10 | 96.5%", {
            ("T09", "annex4[流动图书车].total.final_budget"), ("T10", "annex4[流动图书车].total.rate"), ("T12", "annex4[流动图书车].total.actual_amount")}),
    ],
)  # fmt: skip
def test_a_changed_figure_breaks_exactly_the_relations_it_stands_in(
    form: str, old: str, new: str, expected: set[tuple[str, str]]
) -> None:
    assert broken(changed(form, old, new)) == expected


def test_a_blank_total_over_filled_parts_stands_for_them_further_up() -> None:
    text = changed(BASE, "2、区级专项资金（一个专项一行） | 40 | 52.5 | 50.75", "2、区级专项资金（一个专项一行） | | |")
    found = outcomes(evidence_of(text).graph, "T02")
    assert found["T02", "annex2[项目支出].final_account"] is Outcome.HOLDS
    assert found["T02", "annex2[本级专项资金].final_account"] is Outcome.UNDECIDED


def test_the_rate_of_posts_may_be_printed_upside_down() -> None:
    evidence = evidence_of(changed(BASE, "^ | 20 | 18 | 90%", "^ | 20 | 18 | 111.11%"))
    (relation,) = [one for one in evidence.graph.relations if one.check == "T04"]
    assert relation.why == "staffing-rate-inverted"
    assert read_relation(relation, evidence.graph.precision).outcome is Outcome.HOLDS


def test_the_box_of_one_column_may_hold_budget_or_execution() -> None:
    text = (
        UNIT.replace("：152.5", "：150.75").replace("：150 ", "：148.25 ").replace("基本支出：100", "基本支出：98.25")
    )
    assert broken(text) == set()
    assert ("T07", "annex3.income_box") in broken(text.replace("：150.75", "：151.75"))


BOX = """附件3
2023年度部门整体支出绩效自评表
单位名称 | 清河县图书馆 | < | <
 | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 90 | 95 | 93
按收入性质分 | 90 | 95 | 93
一般公共预算 | 70 | 75 | 73
其他资金 | 15 | 15 | 15
单位资金 | 5 | 5 | 5
按支出性质分 | 90 | 95 | 93
基本支出 | 60 | 60 | 59
项目支出 | 30 | 35 | 34
一级指标 | 三级指标 | 完成值 | 得分
产出指标 | 场次 | 12场 | 90
"""


def test_a_box_with_all_columns_adds_up_in_each_and_two_rows_of_one_name_both_count() -> None:
    assert broken(BOX) == set()
    assert broken(changed(BOX, "其他资金 | 15 | 15 | 15", "其他资金 | 14 | 15 | 15")) == {
        ("T07", "annex3.income_total.original_budget")
    }
    assert broken(changed(BOX, "单位资金 | 5 | 5 | 5", "单位资金 | 5 | 5 | 6")) == {
        ("T07", "annex3.income_total.actual_amount")
    }
    assert broken(changed(BOX, "按支出性质分 | 90 | 95 | 93", "按支出性质分 | 90 | 95 | 91")) == {
        ("T08", "annex3.spending_box.actual_amount"),
        ("T08", "annex3.spending_total.actual_amount"),
        ("T08", "annex3.income=spending.actual_amount"),
    }


def test_a_box_without_heads_is_compared_with_the_total() -> None:
    text = "\n".join(line for line in BOX.splitlines() if not line.startswith("按"))
    text = text.replace("年度资金总额", "年度资金总额", 1)
    assert broken(text) == set()


SOURCES = """附件4
项目支出绩效自评表
项目名称 | 流动图书车 | <
 | 年初预算数 | 全年预算数
年度资金总额 | {total} | 30
财政拨款 | 20 | 20
{row}
一级指标 | 三级指标 | 完成值
产出指标 | 场次 | 12场
"""


def t09(total: str, row: str) -> Outcome:
    found = outcomes(evidence_of(SOURCES.format(total=total, row=row)).graph, "T09")
    return found["T09", "annex4[流动图书车].total.original_budget"]


def test_a_source_nobody_knows_counts_only_where_it_makes_the_sum_true() -> None:
    assert t09("30", "奖补返还 | 10 | 10") is Outcome.HOLDS
    assert t09("20", "奖补返还 | 10 | 10") is Outcome.HOLDS
    assert (
        t09("25", "奖补返还 | 10 | 10") is Outcome.UNDECIDED
    )  # nobody can say; the named parts do not exceed the total
    assert t09("15", "奖补返还 | 10 | 10") is Outcome.BROKEN
    assert t09("25", "其他资金 | 10 | 10") is Outcome.BROKEN


def test_a_source_nobody_knows_counts_everywhere_once_another_column_has_proven_it() -> None:
    def of(total: str, unknown: str) -> Outcome:
        text = SOURCES.replace("{total} | 30", f"{total} | 34.57").replace("20 | 20", "20.32 | 20.12")
        found = outcomes(evidence_of(text.format(row=f"奖补返还 | {unknown} | 14.45")).graph, "T09")
        return found["T09", "annex4[流动图书车].total.original_budget"]

    assert of("34.77", "14.45") is Outcome.HOLDS
    assert of("37.47", "14.45") is Outcome.BROKEN
    assert of("37.47", "见附注") is Outcome.UNDECIDED


def test_words_across_the_columns_of_money_are_no_source() -> None:
    assert t09("25", "绩效管理情况 | 按规定开展事前评估 | <") is Outcome.HOLDS
    assert t09("15", "绩效管理情况 | 按规定开展事前评估 | <") is Outcome.BROKEN
    assert t09("25", "绩效管理情况 | 按规定开展事前评估 | 5") is Outcome.UNDECIDED


def test_one_source_by_itself_may_be_a_part_of_its_total_and_no_more() -> None:
    assert t09("25", "注 | |") is Outcome.HOLDS
    assert t09("20", "注 | |") is Outcome.HOLDS
    assert t09("15", "注 | |") is Outcome.BROKEN


def test_levels_of_government_may_not_exceed_the_fiscal_row_and_make_it_up_where_all_are_there() -> None:
    assert t09("20", "其中：中央补助 | 8 | 8") is Outcome.HOLDS

    def levels(rows: str) -> tuple[RelationKind, Outcome]:
        graph = evidence_of(SOURCES.format(total="20", row=rows)).graph
        (one,) = [r for r in graph.relations if r.subject == "annex4[流动图书车].fiscal.original_budget"]
        return one.kind, read_relation(one, graph.precision).outcome

    assert levels("其中：中央补助 | 8 | 8") == (RelationKind.COVERS, Outcome.HOLDS)
    assert levels("其中：中央补助 | 28 | 8") == (RelationKind.COVERS, Outcome.BROKEN)
    assert levels("其中：中央补助 | 8 | 8\n县级资金 | 12 | 12") == (RelationKind.SUM, Outcome.HOLDS)
    assert levels("其中：中央补助 | 8 | 8\n县级资金 | 11 | 12") == (RelationKind.SUM, Outcome.BROKEN)
    assert levels("其中：中央补助 | 8 | 8\n县级资金 | 12 | 12\n其中：债券资金 | 3 | 3") == (
        RelationKind.SUM,
        Outcome.HOLDS,
    )


def test_an_execution_rate_among_the_indicators_is_not_counted_twice() -> None:
    text = """附件4
项目支出绩效自评表
项目名称 | 流动图书车 | < | < | <
 | 全年预算数 | 全年执行数 | 分值 | 得分
年度资金总额 | 10 | 10 | 10 | 10
一级指标 | 三级指标 | 完成值 | 分值 | 得分
预算执行 | 预算执行率 | 100% | 10 | 10
产出指标 | 场次 | 12场 | 90 | 90
总分 | < | < | 100 | 100
"""
    assert broken(text) == set()


@pytest.mark.parametrize(("weight", "expected"), [("", set()), ("5", {"level[SAT].weight", "grand.weight"})])
def test_a_row_that_does_not_apply_counts_with_the_weight_it_prints(weight: str, expected: set[str]) -> None:
    row = "满意度指标（10分） | 服务对象满意度指标 | 村民满意度 | 90% | 93% | 10 | 10"
    text = changed(CAR, row, f"{row}\n^ | ^ | 不适用 | | | {weight} |")
    assert broken(text) == {("T14", f"annex4[流动图书车].{tail}") for tail in expected}


def test_no_two_relations_share_an_address() -> None:
    addresses = [(one.check, one.subject) for one in evidence_of(*WHOLE).graph.relations]
    assert len(addresses) == len(set(addresses))


def test_helpers_find_the_total_and_the_children() -> None:
    submission = evidence_of(*WHOLE).submission
    total = total_of(submission.departments[0])
    assert total is not None
    assert total.name == "年度资金总额"
    (base,) = submission.base_data
    top = next(index for index, row in enumerate(base.rows) if row.item == "三公经费")
    assert [row.item for row in children_of(base, top)] == ["公务用车购置和维护经费", "出国经费", "公务接待"]
