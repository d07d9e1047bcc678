"""What a printed label names in each vocabulary."""

import re

import pytest

from formaudit.indicators.lexicon import identify, lexicon
from formaudit.indicators.normalise import head
from formaudit.model.forms import FundSource


def code(kind: str, text: str) -> str:
    entry = identify(kind, text)
    return entry.code if entry is not None else ""


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("fund-column", "全年预算数（A）", "final_budget"),
        ("fund-column", "年初预算数（万元）", "original_budget"),
        ("fund-column", "年初/预算数".replace("/", "\n"), "original_budget"),
        ("fund-column", "调整后预算数", "final_budget"),
        ("fund-column", "全年执行数(B)", "actual_amount"),
        ("fund-column", "实际支出", "actual_amount"),
        ("fund-column", "执行率（B/A×100%）", "rate"),
        ("fund-column", "执行律", "rate"),
        ("fund-column", "自评得份", "score"),
        ("fund-column", "预算调整数", "adjustment"),
        ("fund-column", "资金到位率", "arrival_rate"),
        ("indicator-column", "年度指标值（A）", "target"),
        ("indicator-column", "年度指标直", "target"),
        ("indicator-column", "指标值(单位)", "target"),
        ("indicator-column", "预期实现值", "target"),
        ("indicator-column", "全年实际值", "achieved"),
        ("indicator-column", "自评完成值", "achieved"),
        ("indicator-column", "复核完成值", "review_achieved"),
        ("indicator-column", "绩效度量单位", "unit"),
        ("indicator-column", "未完成原因和改进措施", "reason"),
        ("indicator-column", "偏离度", "completion"),
        ("indicator-column", "历史参考值", ""),
        ("source", "其中：当年财政拨款", "fiscal"),
        ("source", "上年结转资金", "carried"),
        ("source", "县（市、区）级资金", "county"),
        ("source", "市(州)级资金", "city"),
        ("source", "中央财政资金", "central"),
        ("source", "专项债券", "debt"),
        ("source", "奖补返还", ""),
        ("field", "部门（单位）名称", "unit_name"),
        ("field", "预算部门（单位）名称", "unit_name"),
        ("field", "项目（政策）名称", "project"),
        ("field", "项目名称及编码", "project"),
        ("field", "主管（预算）部门", "supervising_department"),
        ("field", "实施（使用）单位", "implementing_unit"),
        ("field", "项目负责人", ""),
        ("field", "总 分", "total"),
        ("item", "1.因公出国(境)费用", "出国经费"),
        ("item", "“三公”经费", "三公经费"),
        ("item", "3、市级专项资金（一个专项一行）", "本级专项资金"),
        ("item", "节水宣传", ""),
        ("staff", "2023年末实有在职人数", "staff_in_post"),
        ("staff", "核定编制数", "authorised_posts"),
        ("staff", "财政供养人员控制率", "staffing_rate"),
        ("building", "投资概/算控制/率".replace("/", "\n"), "cost_rate"),
        ("level1", "产出指标\n(50 分)", "OUT"),
        ("level1", "效益", "BEN"),
        ("level2", "服务对象满意度指标指标", "SAT.SERV"),
        ("level2", "社会效率指标", "BEN.SOC"),
        ("level2", "生态环境成本", "COST.ENV"),
    ],
)
def test_labels_of_many_places_mean_one_thing(kind: str, text: str, expected: str) -> None:
    assert code(kind, text) == expected


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        ("fund-column", "年初预算数", "全年预算数"),
        ("fund-column", "全年预算数", "全年执行数"),
        ("fund-column", "分值", "得分"),
        ("indicator-column", "年度指标值", "实际完成值"),
        ("item", "公车购置", "公车运行维护"),
        ("staff", "编制数", "在职人数"),
        ("building", "批复规模", "实际规模"),
        ("box", "按收入性质分", "按支出性质分"),
        ("level2", "数量指标", "质量指标"),
    ],
)
def test_words_that_exclude_each_other_never_mean_one_thing(kind: str, left: str, right: str) -> None:
    assert code(kind, left)
    assert code(kind, right)
    assert code(kind, left) != code(kind, right)


def test_nothing_is_guessed() -> None:
    for kind in {entry.kind for entry in lexicon().entries}:
        for text in ("", " ", "：", "其他事项说明表", "白菜", "2023年", "（万元）", "12.55"):
            assert code(kind, text) == "", (kind, text)


def test_every_name_is_found_under_its_own_entry() -> None:
    lost = [
        (entry.kind, entry.code, name)
        for entry in lexicon().entries
        for name in entry.names
        if code(entry.kind, name) != entry.code
    ]
    assert lost == []


def test_every_name_is_written_as_labels_are_compared() -> None:
    assert [name for entry in lexicon().entries for name in entry.names if name != head(name)] == []


def test_no_pattern_takes_the_name_of_another_entry() -> None:
    taken = [
        (entry.kind, entry.code, other.code, name)
        for entry in lexicon().entries
        for pattern in entry.patterns
        for other in lexicon().of_kind(entry.kind)
        if other.code != entry.code
        for name in other.names
        if re.fullmatch(pattern, name) and code(entry.kind, name) != other.code
    ]
    assert taken == []


def test_parents_are_items_themselves() -> None:
    items = {entry.code for entry in lexicon().of_kind("item")}
    assert {entry.parent for entry in lexicon().of_kind("item") if entry.parent} <= items
    assert lexicon().parent_of("公车购置") == "公务用车购置和维护经费"
    assert lexicon().parent_of("三公经费") == ""
    assert lexicon().parent_of("没有这一项") == ""


def test_every_source_and_row_of_the_box_has_a_code_in_the_model() -> None:
    codes = {entry.code for entry in lexicon().entries if entry.kind in ("source", "box")}
    assert codes == {str(source) for source in FundSource} - {""}
